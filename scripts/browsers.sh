#!/usr/bin/env bash
# Installs what the journeys need from the system's packages, or says in one line what is missing.
. "$(dirname "$0")/lib.sh"

packages=""
has chromium || packages+=" chromium"
has firefox-esr || packages+=" firefox-esr"
has Xvfb || packages+=" xvfb"
has xdotool || packages+=" xdotool"
has WebKitWebDriver || packages+=" webkit2gtk-driver"
has import || packages+=" imagemagick"
if has javac && [ ! -f /usr/share/java/junit-platform-console.jar ]; then packages+=" junit5"; fi
[ -n "$packages" ] || exit 0

how="apt-get install --no-install-recommends$packages"
has apt-get || die "missing for the journeys:$packages"
root=""
if [ "$(id -u)" != 0 ]; then
  has sudo && sudo -n true 2>/dev/null || die "missing for the journeys, and sudo asks for a password: sudo $how"
  root="sudo"
fi
say "installing$packages"
export DEBIAN_FRONTEND=noninteractive
{ $root apt-get update -qq && $root $how -y -qq >/dev/null; } || die "could not install them: $how"
