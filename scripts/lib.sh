# Sourced by the other scripts: the project's folder, what must be there, and the builds.
# Inside a step (steps.sh) `set -e` does not hold: functions here return by themselves what failed.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

PATH="$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"
PROFILE=${PROFILE:-dev}
NODE_MAJOR_LEAST=20

say() { printf '%s\n' "$*" >&2; }
die() { say "docent: $*"; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# Says in one line what is missing to build, and how to get it.
need_build_tools() {
  has cargo || die "cargo is missing: install Rust from https://rustup.rs"
  has cc || die "a C compiler is missing: apt-get install build-essential"
  has make || die "make is missing: apt-get install build-essential"
  has node || die "node is missing: install Node.js $NODE_MAJOR_LEAST or newer from https://nodejs.org"
  has npm || die "npm is missing: it comes with Node.js from https://nodejs.org (Debian: apt-get install npm)"
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge "$NODE_MAJOR_LEAST" ] || die "node $(node -v) is too old: version $NODE_MAJOR_LEAST or newer is needed (https://nodejs.org)"
}

# Runs "npm ci" in a folder when its lock file is not the one that was installed last.
npm_ci() {
  local stamp="$1/node_modules/.installed" now
  now=$(sha256sum <"$1/package-lock.json")
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ] && return
  say "installing npm packages in $1"
  (cd "$1" && npm ci --no-audit --no-fund --loglevel=error) || return 1
  printf '%s' "$now" >"$stamp"
}

# Builds the web part when one of its sources is not as it was at the last build.
web_build() {
  npm_ci web || return 1
  local stamp=web/node_modules/.built now
  now=$(find web -name node_modules -prune -o -name dist -prune -o -path web/e2e -prune -o -type f -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
  [ -d web/dist ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ] && return
  say "building the web client, the console and the button"
  (cd web && npm run --silent build) || return 1
  printf '%s' "$now" >"$stamp"
}

# Builds the Java client that the server carries; a machine without a JDK builds none.
java_build() { java/build.sh; }

# Builds the server; its path is then in $DOCENT.
server_build() {
  java_build || return 1
  cargo build --locked -p docent --profile "$PROFILE" || return 1
  local folder=$PROFILE
  [ "$folder" = dev ] && folder=debug
  DOCENT=${CARGO_TARGET_DIR:-target}/$folder/docent
  export DOCENT
}
