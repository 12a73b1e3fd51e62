package docent.wire;

import docent.json.Maybe;
import docent.json.Tagged;
import java.util.List;

/** What a client may ask of a channel; who may ask what is said in docs/PROTOCOL.md. */
@Tagged("do")
public sealed interface Command {
  /** This client has started. */
  record Deliver(Event.ClientKind client, String version, long bytes, long ms) implements Command {}

  /** Call me so. */
  record Name(String name) implements Command {}

  /** An agent takes the visitor. */
  record Join() implements Command {}

  /** Says something. */
  record Say(String text) implements Command {}

  /** An agent sends a link. */
  record Link(String url, String title) implements Command {}

  /** How far I have received and seen the conversation. */
  record Mark(long delivered, long seen) implements Command {}

  /** The ways that work, the best first; what was lost, or null. */
  record Equip(List<Way> ways, @Maybe Obstacle lost) implements Command {}

  /** Drives carry on in this tab. */
  record Sit(String tab) implements Command {}

  /** An agent drives the visitor. */
  record Drive(String url, String title) implements Command {}

  /** What is known of a drive. */
  record Receipt(int drive, Outcome outcome) implements Command {}

  /** Where the visitor is. */
  record Move(Page page) implements Command {}

  /** I take the wheel. */
  record Pause() implements Command {}

  /** I give it back. */
  record Resume() implements Command {}

  /** In a tour: drive me to where everybody is. */
  record Rejoin() implements Command {}

  /** I allow to be driven. */
  record Consent() implements Command {}

  /** No longer. */
  record Withdraw() implements Command {}

  /** A note instead of waiting. */
  record LeaveNote(String name, String contact, String text) implements Command {}

  /** An agent has dealt with the note. */
  record SettleNote() implements Command {}

  /** It is over. */
  record End() implements Command {}

  /** From 1 to 5. */
  record Rate(int stars) implements Command {}

  /** An agent takes visitors, on its own desk. */
  record BeAvailable() implements Command {}

  /** Newer than we are, or not for clients. */
  record Unknown() implements Command {}
}
