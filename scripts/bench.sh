#!/usr/bin/env bash
# Prints the table of figures: the load generator against the real binary, both optimised; then
# kills the server 200 times under load, and 20 times in the middle of a drive to 1,000 browsers. With words, does only what they name (`kill`, `talk`, …).
. "$(dirname "$0")/lib.sh"
need_build_tools
web_build
PROFILE=release
server_build
cargo build --locked --release -p docent-load
load=${CARGO_TARGET_DIR:-target}/release/docent-load
ulimit -n "$(ulimit -Hn)"
"$load" --docent "$DOCENT" "$@"
[ $# -eq 0 ] || exit 0
"$load" --docent "$DOCENT" kill --rounds 200
"$load" --docent "$DOCENT" kill --rounds 20 --tour 1000
