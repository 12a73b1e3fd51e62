//! The `docent` command.

use std::process::ExitCode;

/// A third more throughput than the system's, which spends a fifth of a busy server's time; its
/// settings stand in `.cargo/config.toml`, the figures in docs/adr.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    docent::cli::main()
}
