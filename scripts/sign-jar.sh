#!/usr/bin/env bash
# Makes a signed Java client for one server: its address is put in, then jarsigner signs it.
#   scripts/sign-jar.sh https://chat.example KEYSTORE ALIAS [OUT] [jarsigner's own words…]
# jarsigner asks for the passphrase; with SIGN_JAR_PASS in the environment it does not. Hand the result out
# with `docent serve --java-client OUT`: a signed jar stays as it is.
. "$(dirname "$0")/lib.sh"

[ $# -ge 3 ] || die "usage: scripts/sign-jar.sh https://chat.example KEYSTORE ALIAS [OUT] [jarsigner's own words…]"
url=${1%/} store=$2 alias=$3 out=${4:-docent-signed.jar}
shift $(($# > 3 ? 4 : 3))
has jarsigner || die "jarsigner is missing: it comes with the JDK (Debian: apt-get install openjdk-17-jdk-headless)"
[[ $url =~ ^https?://[^/]+$ ]] || die "$url is no address of a server, as in https://chat.example"
[ -f "$store" ] || die "there is no keystore $store: keytool -genkeypair makes one"
java/build.sh --need

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/META-INF"
printf '%s' "$url" >"$folder/META-INF/docent-server"
cp java/build/docent.jar "$folder/docent.jar"
(cd "$folder" && jar --update --file=docent.jar --date=2026-01-01T00:00:00Z META-INF/docent-server)
words=(-keystore "$store" "$@")
[ -z "${SIGN_JAR_PASS:-}" ] || words+=(-storepass:env SIGN_JAR_PASS)
jarsigner "${words[@]}" "$folder/docent.jar" "$alias" >&2
mv "$folder/docent.jar" "$out"
say "$out is for $url: docent serve --java-client $out"
