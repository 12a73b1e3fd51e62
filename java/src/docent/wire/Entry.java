package docent.wire;

/** An event at its place in a log: {@code seq} from 1, {@code by} such as `browser-1`. */
public record Entry(long seq, long atMs, String by, Event event) {}
