package docent.link;

import docent.wire.ClientFrame;

/** What the owner of the socket must do now. */
sealed interface Output {
  record Connect() implements Output {}

  record Close() implements Output {}

  record Send(ClientFrame frame) implements Output {}

  record Tell(Report report) implements Output {}
}
