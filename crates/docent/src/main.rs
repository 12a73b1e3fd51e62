//! The `docent` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    docent::cli::main()
}
