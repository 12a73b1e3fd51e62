//! Every bound of the server, with its unit and its reason.

use std::time::Duration;

/// Commands that may wait for one lane. Beyond it the answer is `Busy`.
pub const LANE_JOBS_MAX: usize = 8_192;
/// Commands of all logs that a lane takes in one turn: bounds the size of a commit.
pub const TURN_JOBS_MAX: usize = 1_024;
/// Commands of one log in one turn: one loud channel cannot crowd out the others.
pub const TURN_LOG_JOBS_MAX: usize = 256;
/// Commands of loud logs that a lane puts off to later turns. Beyond it, others wait in its queue.
pub const PUT_OFF_MAX: usize = 4 * TURN_JOBS_MAX;
/// How often a turn decides again after a conflict before it answers `Busy`.
pub const CONFLICTS_MAX: u32 = 5;
/// When a client may send again what was answered `Busy`.
pub const BUSY_RETRY_MS: u64 = 500;
/// States a lane keeps in memory. A waiting visitor's takes about 2 KB.
pub const LANE_STATES_MAX: usize = 10_000;
/// A state is written to the store's cache after so many entries.
pub const STATE_SAVED_EVERY: u64 = 1_000;
/// Rows of a log's end that a lane keeps to greet followers with.
pub const TAIL_ROWS: usize = docent_core::limit::PAGE_ENTRIES;
/// Bytes of bodies in one greeting or page.
pub const PAGE_BYTES: usize = 128 * 1_024;
/// Entries between a cursor and the head beyond which a follower gets a new view instead.
pub const RESUME_ENTRIES_MAX: u64 = 1_000;
/// Frames that may wait for one socket; a follower beyond it is cut off and resumes.
pub const OUTBOX_FRAMES_MAX: usize = 64;
/// Bytes that may wait for one socket.
pub const OUTBOX_BYTES_MAX: usize = 256 * 1_024;
/// Bytes that one frame counts there at most: the view of a tour with a thousand browsers is larger
/// than all that may wait, and its guide would be cut off again and again.
pub const OUTBOX_FRAME_BYTES: usize = OUTBOX_BYTES_MAX / 4;
/// Publications of turns that may wait for one shard of the hub; lanes wait beyond it.
pub const HUB_JOBS_MAX: usize = 1_024;
/// Followers served before a publication lets others run.
pub const FANOUT_CHUNK: usize = 256;
/// How often the hub looks for followers that have gone: one was told of it in vain when it was busy.
pub const SWEEP_EVERY: Duration = Duration::from_mins(1);
/// Logs one socket may follow: an agent's open channels and a few to look into.
pub const FOLLOWS_MAX: usize = 64;
/// Commands of one socket that may be under way.
pub const COMMANDS_IN_FLIGHT: usize = 32;
/// How long a socket has to say hello.
pub const HELLO_WITHIN: Duration = Duration::from_secs(10);
/// Time between beats.
pub const BEAT_EVERY: Duration = Duration::from_secs(25);
/// Silence after which a client is taken for gone: three beats.
pub const SILENCE_MAX: Duration = Duration::from_secs(75);
/// How long one write to a socket may take before the follower is cut off.
pub const WRITE_WITHIN: Duration = Duration::from_secs(10);
/// Frames a second that one socket may send, in the long run.
pub const FRAMES_PER_SECOND: u32 = 200;
/// Frames one socket may send at once after a rest.
pub const FRAMES_BURST: u32 = 400;
/// Time between two boards to the same consoles.
pub const BOARD_EVERY: Duration = Duration::from_millis(250);
/// Boards that may come between two paced ones, because somebody asks or is offered.
pub const BOARD_URGENT: u32 = 8;
/// Time between two passes over the queues' places.
pub const PLACES_EVERY: Duration = Duration::from_secs(1);
/// After a start, absence counts from here.
pub const SETTLE: Duration = Duration::from_mins(1);
/// How often the directory's log is compared with the store: the command line may have written.
pub const DIRECTORY_EVERY: Duration = Duration::from_secs(1);
/// How long a stop waits for what was answered to be finished.
pub const SHUTDOWN_WITHIN: Duration = Duration::from_secs(10);
/// When a client may send again what the store could not take: a full disk is not freed at once.
pub const STORE_RETRY_MS: u64 = 5_000;
/// Bytes of a request's body: the longest is a site's settings.
pub const BODY_BYTES_MAX: usize = 64 * 1_024;
/// Bytes that a panel carries over to its next page: a half-written message of any letters.
pub const CARRY_BYTES_MAX: usize = 32 * 1_024;
/// How long a request may take, in reading and in answering.
pub const REQUEST_WITHIN: Duration = Duration::from_secs(30);
/// How long an application's question whether it was confirmed is held: less than `REQUEST_WITHIN`.
pub const CLAIM_HELD: Duration = Duration::from_secs(25);
/// How long a page without scripts counts as connected after each of its refreshes.
pub const PLAIN_STAYS: Duration = Duration::from_secs(10);
/// Refreshes of one browser's pages without scripts that count at a time: a few tabs.
pub const PLAIN_AT_ONCE: usize = 32;
/// Pages of rows that are read to fill one page of what a visitor may see.
pub const PAGES_LOOKED_THROUGH: usize = 5;
/// Channels in one page of the history.
pub const HISTORY_ROWS_MAX: usize = 100;
/// How long a client may take to agree on TLS.
pub const TLS_WITHIN: Duration = Duration::from_secs(10);
/// How often the sign-ins are compared with the store: the command line may have ended some.
pub const SIGN_INS_EVERY: Duration = Duration::from_secs(5);
/// How long a client may take to send the head of a request, and how long an idle one is kept.
pub const HEAD_WITHIN: Duration = Duration::from_secs(15);
/// Bytes of a request's head, and of what is read ahead of a body.
pub const HEAD_BYTES_MAX: usize = 64 * 1_024;
/// How long a stop waits for requests that are being answered.
pub const DRAIN_WITHIN: Duration = Duration::from_secs(3);
/// Targets of which something is known at a time.
pub const FORECASTS_MAX: usize = 2_000;
/// How long what a probe has found is believed: headers hardly change during a chat.
pub const FORECAST_KEPT: Duration = Duration::from_mins(5);
/// How long it is believed that nothing can be found: a server that failed may be back.
pub const FAILURE_KEPT: Duration = Duration::from_secs(20);
/// How long a look may take, redirects included: an agent who types does not wait longer.
pub const PROBE_WITHIN: Duration = Duration::from_secs(2);
/// How long one address of a host may take to answer before the next is tried.
pub const PROBE_CONNECT: Duration = Duration::from_millis(900);
/// Addresses of one host that are tried.
pub const PROBE_ADDRESSES_MAX: usize = 4;
/// Answers that may send on; browsers follow 20, honest sites need three.
pub const PROBE_REDIRECTS_MAX: usize = 6;
/// Bytes of an answer's head: large policies take 10 KiB.
pub const PROBE_HEAD_BYTES_MAX: usize = 64 * 1_024;
/// Fields of an answer's head.
pub const PROBE_FIELDS_MAX: usize = 200;
/// Looks of one agent that are under way.
pub const PROBES_PER_AGENT: usize = 4;
/// Looks of one agent in a minute, in the long run.
pub const PROBES_PER_MINUTE: u32 = 60;
/// Looks of all agents that are under way: each holds a connection and at most its head.
pub const PROBES_AT_ONCE: usize = 64;
/// Hosts that are resolved at a time: each takes a thread.
pub const RESOLVES_AT_ONCE: usize = 8;
