//! PR: what looks at targets for agents, against servers that mean no good.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "probe/honest.rs"]
mod honest;
#[path = "probe/hostile.rs"]
mod hostile;
#[path = "probe/world.rs"]
mod world;
