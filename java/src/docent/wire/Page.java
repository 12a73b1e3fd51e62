package docent.wire;

/** A page as somebody names it: its absolute address, and its title, which may be empty. */
public record Page(String url, String title) {}
