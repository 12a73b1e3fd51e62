#!/usr/bin/env bash
# Writes what is generated from the server's own types: TypeScript's wire types and the golden vectors.
. "$(dirname "$0")/lib.sh"
has cargo || die "cargo is missing: install Rust from https://rustup.rs"
UPDATE=1 exec cargo test --locked -p docent-core
