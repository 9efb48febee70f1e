#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Finds the JDK 25 that Pushwire is built and run with, wherever it is installed, and prints its home.
# The places are those that Maven's toolchains look in, so that the build and every launcher agree.
# usage: jdk.sh [--check]    --check prints nothing when there is one
set -euo pipefail

is_25() { [[ -x "$1/bin/javac" && -r "$1/release" ]] && grep -q '^JAVA_VERSION="25[."]' "$1/release"; }

candidates() {
  printf '%s\n' "${JAVA25_HOME:-}" "${JAVA_25_HOME:-}" "${JDK25:-}" "${JDK_25:-}" "${JAVA_HOME:-}" "${JDK_HOME:-}"
  env | sed -n 's/^J[A-Z0-9_]*_HOME[A-Za-z0-9_]*=//p'
  local java
  if java=$(command -v java); then dirname "$(dirname "$(readlink -f "$java")")"; fi
  printf '%s\n' /usr/lib/jvm/* /usr/lib64/jvm/* /usr/local/openjdk* /opt/*jdk* /opt/java/* \
    "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.asdf/installs/java/* \
    "$HOME"/.jabba/jdk/* "$HOME"/.gradle/jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home
}

while IFS= read -r home; do
  if [[ -n "$home" ]] && is_25 "$home"; then
    [[ "${1:-}" == --check ]] || printf '%s\n' "$home"
    exit 0
  fi
done < <(candidates)

cat >&2 <<'MESSAGE'
Pushwire needs a JDK 25 and found none: not in JAVA_HOME, not on the PATH, not in /usr/lib/jvm, ~/.sdkman, ~/.jdks and the like.
Install one, it need not be the default:
  Debian, Ubuntu   apt-get install openjdk-25-jdk      (or temurin-25-jdk from packages.adoptium.net)
  Fedora           dnf install java-25-openjdk-devel
  macOS            brew install openjdk@25
  anywhere         sdk install java 25-tem             (sdkman.io)
If it is somewhere else, say where: export JAVA25_HOME=/path/to/jdk-25
MESSAGE
exit 1
