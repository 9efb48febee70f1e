#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The main job in one command: a push to a registry, and the workloads of a cluster that follow it.
# Builds what is missing first. usage: demo.sh [--kubeconfig FILE] [--keep-running]    (--help says more)
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(dirname "$here")"
state="$here/.demo"

for flag in "$@"; do
  case "$flag" in
    --kubeconfig | --kubeconfig=* | --keep-running | -h | --help | -V | --version) ;;
    -*) echo "demo.sh: there is no flag $flag; --help lists them" >&2; exit 2 ;;
  esac
done

java="$("$here/jdk.sh")/bin/java"
mkdir -p "$state"

jar() { ls -t "$here"/standalone/target/standalone-*-runnable.jar 2>/dev/null | head -n 1; }

# Whether a source is newer than the jar, or there is none.
stale() {
  local jar="$1"
  [[ -z "$jar" ]] && return 0
  [[ -n "$(find "$root"/pom.xml "$root"/*/pom.xml "$root"/*/src/main "$here"/*/pom.xml "$here"/*/src/main \
    -type f -newer "$jar" -print -quit 2>/dev/null)" ]]
}

build() {
  local begun=$SECONDS log="$state/build.log" pid status=0
  (cd "$root" && exec ./mvnw -B -pl deploy/standalone -am -Dmaven.test.skip=true package) >"$log" 2>&1 &
  pid=$!
  trap 'kill "$pid" 2>/dev/null; exit 130' INT TERM
  while kill -0 "$pid" 2>/dev/null; do
    if [[ -t 1 ]]; then
      local module
      module="$(sed -n 's/^\[INFO\] Building \(Pushwire.*[^ ]\)  *[^ ]*  *\[\(.*\)\]$/\2 \1/p' "$log" | tail -n 1)"
      printf '\rbuilding %4d s   %-50.50s' $((SECONDS - begun)) "$module"
    fi
    sleep 0.5
  done
  wait "$pid" || status=$?
  trap - INT TERM
  [[ -t 1 ]] && printf '\r%-70s\r' ''
  if ((status != 0)); then
    echo "The build failed, see $log:" >&2
    grep '^\[ERROR\]' "$log" | head -n 20 >&2 || tail -n 20 "$log" >&2
    exit 1
  fi
  printf 'building %4d s\n' $((SECONDS - begun))
}

if stale "$(jar)"; then
  [[ -t 1 ]] || echo "building (a minute or so the first time)"
  build
fi

colours=()
[[ -t 1 && -z "${NO_COLOR:-}" ]] && colours=(--colours)

exec "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow -Dlogback.configurationFile=io/pushwire/standalone/demo/logback.xml \
  -cp "$(jar)" io.pushwire.standalone.demo.Demo --state="$state" ${colours[@]+"${colours[@]}"} "$@"
