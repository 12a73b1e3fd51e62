#!/usr/bin/env bash
# Runs every test: format, lints, tidy, types, units, journeys. Goes on after a failure and sums up at the end.
. "$(dirname "$0")/lib.sh"
. scripts/steps.sh
need_build_tools
scripts/browsers.sh

step "web: build" web_build
step "java: build" java_build
step "rust: format" cargo fmt --check
step "rust: lints" cargo clippy --locked --workspace --all-targets -- -D warnings
step "rust: tests" rust_tests
step "web: types and lints" in_web npm run --silent check
step "web: tests" in_web npm test --silent
step "journeys: types" in_web npx --no-install tsc --project e2e
step "mission: every promise has its test" node web/e2e/mission.mjs
step "server: build" server_build
step "java: tests" java/test.sh
JOURNEYS="0 passed, 0 failed (not run)"
step "journeys" journeys
sum_up
