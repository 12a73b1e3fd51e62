#!/usr/bin/env bash
# Prints the table of figures: the load generator against the real binary, both optimised.
. "$(dirname "$0")/lib.sh"
need_build_tools
web_build
PROFILE=release
server_build
exec cargo run --locked --release -p docent-load -- --docent "$DOCENT" "$@"
