//! Load generator for Docent: thousands of honest followers, and a checker of what survives a
//! power cut.
//!
//! Everything runs on one thread: `wire` `socket` `http` are the client's codecs, `frame` `cursor`
//! `client` an honest follower, `tourist` one that is driven, `server` `stage` `world` what it follows, `scenario` what is
//! measured, `kill` what is proven.

pub mod client;
pub mod clock;
pub mod console;
pub mod crowd;
pub mod cursor;
pub mod fault;
pub mod frame;
pub mod http;
pub mod kill;
pub mod random;
pub mod scenario;
pub mod series;
pub mod server;
pub mod socket;
pub mod stage;
pub mod stamp;
pub mod table;
pub mod tourist;
pub mod wire;
pub mod world;
