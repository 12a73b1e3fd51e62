#!/usr/bin/env bash
# Runs the tests of the Java client with JUnit 5 (Debian: junit5), against the real server where its
# binary is named by DOCENT. Words choose tests: `java/test.sh link.LinkTest`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
JARS=${JUNIT_JARS:-/usr/share/java}
PARTS="junit-jupiter-api junit-jupiter-engine junit-platform-commons junit-platform-engine
  junit-platform-launcher junit-platform-console junit-platform-reporting opentest4j apiguardian-api picocli"

say() { printf 'docent: %s\n' "$*" >&2; }

if ! command -v javac >/dev/null 2>&1; then
  say "no JDK here: the tests of the Java client are skipped"
  exit 0
fi
path=build/docent.jar
for part in $PARTS; do
  [ -f "$JARS/$part.jar" ] || { say "$JARS/$part.jar is missing: apt-get install junit5"; exit 1; }
  path+=":$JARS/$part.jar"
done

./build.sh --need
rm -rf build/tests
mkdir -p build/tests
find test examples -name '*.java' | LC_ALL=C sort >build/test-files
javac -Xlint:all,-processing,-path -Werror --release 17 -encoding UTF-8 -cp "$path" -d build/tests @build/test-files

# Windows are tested on a screen of their own, whatever the machine has.
display=$(mktemp)
Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp 3>"$display" 2>/dev/null &
screen=$!
trap 'kill "$screen" 2>/dev/null; rm -f "$display"' EXIT
until [ -s "$display" ]; do
  kill -0 "$screen" 2>/dev/null || { say "Xvfb does not start: apt-get install xvfb"; exit 1; }
  read -rt 0.05 <> <(:) || true
done
DISPLAY=:$(cat "$display")
export DISPLAY

chosen=(--scan-classpath=build/tests)
[ $# -eq 0 ] || chosen=("${@/#/--select-class=docent.}")
java -ea -Djava.awt.headless=false -cp "build/tests:$path" org.junit.platform.console.ConsoleLauncher \
  --disable-banner --disable-ansi-colors --details="${DETAILS:-tree}" "${chosen[@]}"
