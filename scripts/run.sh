#!/usr/bin/env bash
# Builds what changed and starts the server with the demo. PROFILE=release for an optimised build.
. "$(dirname "$0")/lib.sh"
need_build_tools
web_build
server_build
exec "$DOCENT" serve --listen "${LISTEN:-127.0.0.1:8080}" --data "${DATA:-./data}" --demo
