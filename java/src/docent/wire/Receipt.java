package docent.wire;

/** What became of a drive in one browser; {@code ms} since the drive's entry. */
public record Receipt(int browser, Outcome outcome, long ms) {}
