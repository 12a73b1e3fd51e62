//! The edges over real HTTP: a server on a port of its own and an empty data folder.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "http/bench.rs"]
mod bench;
#[path = "http/erase.rs"]
mod erase;
#[path = "http/files.rs"]
mod files;
#[path = "http/hand_over.rs"]
mod hand_over;
#[path = "http/java.rs"]
mod java;
#[path = "http/openapi.rs"]
mod openapi;
#[path = "http/pairings.rs"]
mod pairings;
#[path = "http/plain.rs"]
mod plain;
#[path = "http/policy.rs"]
mod policy;
#[path = "http/record.rs"]
mod record;
#[path = "http/saved_tours.rs"]
mod saved_tours;
#[path = "http/sign_in.rs"]
mod sign_in;
#[path = "http/tours.rs"]
mod tours;
#[path = "http/visitors.rs"]
mod visitors;
