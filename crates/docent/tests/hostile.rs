//! What an attacker tries, against the real binary over real sockets: SE*n* answers T*n*.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "hostile/crowd.rs"]
mod crowd;
#[path = "hostile/frames.rs"]
mod frames;
#[path = "hostile/ids.rs"]
mod ids;
#[path = "hostile/looks.rs"]
mod looks;
#[path = "hostile/raw.rs"]
mod raw;
#[path = "hostile/reading.rs"]
mod reading;
#[path = "hostile/rights.rs"]
mod rights;
#[path = "hostile/secrets.rs"]
mod secrets;
#[path = "hostile/server.rs"]
mod server;
#[path = "hostile/socket.rs"]
mod socket;
#[path = "hostile/tabs.rs"]
mod tabs;
#[path = "hostile/words.rs"]
mod words;
