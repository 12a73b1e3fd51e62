/** Bounds of the link, with unit and reason. */

/** No frame for this long: the connection is dead. The server beats every 25 s. */
export const SILENCE_MS = 60_000;
/** A connection that is not greeted within this is given up. */
export const GREETING_MS = 15_000;
/** Clients come back spread over this, so that a restarted server is not run over. */
export const JITTER_MS = 5_000;
/** The longest rest between two tries, before the jitter. */
export const REST_MS_MAX = 20_000;
/** The first rest doubles with each failed try; the very first try comes without a rest. */
export const REST_MS = 1_000;
/** Unanswered commands that are kept per log. */
export const OUTBOX_MAX = 100;
/** Logs that one connection follows. */
export const FOLLOWS_MAX = 64;
/** Follows that may be unanswered: each answer is large, and the server cuts off whom too much waits for. */
export const FOLLOWS_ASKED_MAX = 4;
/** Entries of one channel that are held in memory; older ones are read as pages. */
export const ENTRIES_MAX = 2_000;
/** Drives that a view carries; as in crates/core/src/limit.rs. */
export const DRIVES_IN_VIEW_MAX = 20;
/** Stops of a trail that a view carries; as in crates/core/src/limit.rs. */
export const TRAIL_MAX = 20;
/** Characters of one chat message; as in crates/core/src/limit.rs. */
export const TEXT_CHARS_MAX = 4_000;
