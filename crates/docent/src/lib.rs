//! Docent: live web chat in which the agent can take the visitor there.
//!
//! Floors, from the ground up; a module uses only what stands below it: `error` `clock` `limit`
//! `tasks` `config` `auth` · `forecast` `store` · `hub` · `engine` · `board` `router` `alarm`
//! `probe` · `socket` `http` · `app` `cli`.

pub mod account;
pub mod alarm;
pub mod app;
pub mod assets;
pub mod auth;
pub mod board;
pub mod cli;
mod clock;
pub mod config;
pub mod engine;
pub mod error;
pub mod forecast;
pub mod http;
pub mod hub;
pub mod java;
pub mod limit;
pub mod patient;
pub mod probe;
pub mod record;
pub mod router;
pub mod socket;
pub mod store;
pub mod tasks;
