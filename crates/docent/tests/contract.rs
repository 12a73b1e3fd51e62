//! What every store promises: rules ST1… of docs/SPEC.md.
//!
//! A second store is opened in [`world::open`] and passes unchanged what does not stand in
//! `contract/sqlite`.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

#[path = "contract/files.rs"]
mod files;
#[path = "contract/lines.rs"]
mod lines;
#[path = "contract/logs.rs"]
mod logs;
#[path = "contract/secrets.rs"]
mod secrets;
#[path = "contract/sqlite.rs"]
mod sqlite;
#[path = "contract/world.rs"]
mod world;
