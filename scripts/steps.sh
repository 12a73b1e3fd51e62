# Sourced by check.sh and test.sh: steps that are named, timed and summed up.
# shellcheck shell=bash
SUMMARY=""
FAILED=0
JOURNEYS=""

# Runs a command under a name. A failure is noted and does not stop the others.
step() {
  local name=$1 from=$SECONDS verdict=ok
  shift
  say "── $name"
  "$@" || verdict=FAILED
  [ "$verdict" = ok ] || FAILED=$((FAILED + 1))
  SUMMARY+=$(printf '%-6s %4d s  %s' "$verdict" "$((SECONDS - from))" "$name")$'\n'
}

in_web() { (cd web && "$@"); }

rust_tests() {
  if has cargo-nextest; then
    cargo nextest run --locked --workspace --no-fail-fast && cargo test --locked --workspace --doc --quiet
  else
    cargo test --locked --workspace --quiet
  fi
}

# Runs the journeys and keeps their last line.
journeys() {
  [ -x "${DOCENT:-}" ] || { say "the server was not built"; return 1; }
  local log status=0
  log=$(mktemp)
  node web/e2e/run.mjs 2>&1 | tee "$log" || status=$?
  JOURNEYS=$(grep -E '^[0-9]+ passed, [0-9]+ failed' "$log" | tail -1 || true)
  rm -f "$log"
  return "$status"
}

# Prints the steps, then the journeys' line, and exits.
sum_up() {
  printf '\n%s' "$SUMMARY"
  [ -z "$JOURNEYS" ] || printf '%s\n' "$JOURNEYS"
  exit "$((FAILED > 0))"
}
