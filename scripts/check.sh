#!/usr/bin/env bash
# What a change must pass before it is shared. No browsers, no long tests.
. "$(dirname "$0")/lib.sh"
. scripts/steps.sh
need_build_tools

step "web: build" web_build
step "java: build" java_build
step "rust: format" cargo fmt --check
step "rust: lints" cargo clippy --locked --workspace --all-targets -- -D warnings
step "rust: tidy" cargo test --locked --quiet -p docent --test tidy
step "web: types and lints" in_web npm run --silent check
step "mission: every promise has its test" node web/e2e/mission.mjs
sum_up
