#!/usr/bin/env bash
# Drives every browser in every way, and writes what happened to docs/BROWSERS.md. Words choose engines and ways,
# and then the table is only printed.
. "$(dirname "$0")/lib.sh"
need_build_tools
scripts/browsers.sh
web_build
server_build
node web/e2e/browsers.mjs "$@"
