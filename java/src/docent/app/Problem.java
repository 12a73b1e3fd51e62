package docent.app;

import docent.net.Trouble;

/** A trouble in the words of a person: what happened, and what was kept or can be done. */
record Problem(String headline, String lead) {
  static Problem of(Trouble trouble, String host, Words words) {
    return switch (trouble.code()) {
      case "certificate" ->
          new Problem(words.say("certificate", host), words.say("certificateLead"));
      case "proxy" -> new Problem(words.say("proxy"), words.say("proxyLead"));
      case "no-such-host" -> new Problem(words.say("noSuchHost", host), words.say("noSuchHostLead"));
      case "not-docent", "unreadable", "malformed", "no-such", "not-found" ->
          new Problem(words.say("notDocent", host), words.say("notDocentLead", Version.OWN));
      case "origin" -> new Problem(words.say("origin", host), words.say("originLead"));
      case "link-used" -> new Problem(words.say("tokenUsed"), words.say("tokenUsedLead"));
      default -> new Problem(words.say("noServer", host), words.say("noServerLead"));
    };
  }

  /** Whether asking again may help by itself. */
  static boolean isPassing(Trouble trouble) {
    return switch (trouble.code()) {
      case "unreachable", "network", "no-such-host", "busy", "too-many-tries", "silent", "restart" -> true;
      default -> false;
    };
  }
}
