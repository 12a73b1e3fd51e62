#!/usr/bin/env bash
# Takes the pictures of README and docs with the real binary in a real browser, into docs/pictures.
. "$(dirname "$0")/lib.sh"
need_build_tools
scripts/browsers.sh
web_build
server_build
exec node web/e2e/screenshots.mjs
