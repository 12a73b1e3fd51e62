#!/usr/bin/env bash
# Builds java/build/docent.jar: the same bytes from the same sources. Without a JDK it says so in
# one line and leaves no jar; with `--need` that is an error.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
# Every file in the jar has this date, so that the time of a build is not part of it.
DATE=2026-01-01T00:00:00Z
RELEASE=17
JAR=build/docent.jar

say() { printf 'docent: %s\n' "$*" >&2; }

has_jdk() {
  command -v javac >/dev/null 2>&1 && command -v jar >/dev/null 2>&1 || return 1
  local version
  version=$(javac -version 2>&1 | sed 's/[^0-9]*\([0-9]*\).*/\1/')
  [ "${version:-0}" -ge "$RELEASE" ]
}

if ! has_jdk; then
  rm -f "$JAR"
  say "no JDK $RELEASE here: no Java client in this build (Debian: apt-get install openjdk-17-jdk-headless)"
  [ "${1:-}" != --need ]
  exit
fi

version=$(sed -n 's/^version = "\(.*\)"/\1/p' ../Cargo.toml | head -1)
mapfile -t sources < <(find src -name '*.java' | LC_ALL=C sort)
now=$({ printf '%s\n' "$version" "$(javac -version 2>&1)"; sha256sum build.sh words/* ../web/client/src/words/*.ts "${sources[@]}"; } | sha256sum)
[ -f "$JAR" ] && [ -f build/.built ] && [ "$(cat build/.built)" = "$now" ] && exit 0

say "building the Java client"
rm -rf build/classes "$JAR"
mkdir -p build/classes/docent/words
javac -Xlint:all -Werror --release "$RELEASE" -encoding UTF-8 -proc:none -d build/classes "${sources[@]}"
node words/words.mjs build/classes/docent/words
printf '%s\n' "$version" >build/classes/docent/version
cat >build/manifest <<MANIFEST
Main-Class: docent.app.Main
Implementation-Title: Docent
Implementation-Version: $version
MANIFEST
# In the order of their names: the order of a folder is not the same everywhere.
(cd build/classes && find . -type f | sed 's|^\./||' | LC_ALL=C sort) >build/files
(cd build/classes && jar --create --file=../docent.jar --manifest=../manifest --date="$DATE" @../files)
printf '%s' "$now" >build/.built
