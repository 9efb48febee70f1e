#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures a service beside what bounds it; see README.md for how to read it. Builds what is missing or old first.
# usage: run.sh listener [--quick] [--rounds N] [--seconds N] [--out FILE]    (--help says more)
#        run.sh syncer|sync|start [--quick] [--rounds N] [--out FILE]
#        run.sh record [--quick] [--events N] [--out FILE]
#        run.sh images [--quick] [--rounds N] [--out FILE]
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
deploy="$(dirname "$here")"
root="$(dirname "$deploy")"

java="$("$deploy/jdk.sh")/bin/java"

jar() { ls -t "$deploy"/standalone/target/standalone-*-runnable.jar 2>/dev/null | head -n 1 || true; }
bench() { ls -t "$here"/target/bench-*.jar 2>/dev/null | head -n 1 || true; }

# Whether there is no jar, or a file in the folders is newer.
stale() {
  local jar="$1"
  shift
  [[ -z "$jar" ]] || [[ -n "$(find "$@" -type f -newer "$jar" -print -quit)" ]]
}
parts=("$root"/{common,registry-listener,cluster-syncer} "$deploy"/{sandbox-cluster,standalone})

if stale "$(jar)" "$root/pom.xml" "${parts[@]/%//pom.xml}" "${parts[@]/%//src/main}" ||
  stale "$(bench)" "$here/pom.xml" "$here/src/main"; then
  echo "building (a minute or so)" >&2
  (cd "$root" && ./mvnw -B -q -pl deploy/bench,deploy/standalone -am -Dmaven.test.skip=true package) >&2
fi

exec "$java" -Xmx512m -XX:+UseParallelGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -Dlogback.configurationFile=io/pushwire/bench/logback.xml \
  -cp "$(bench):$(jar)" io.pushwire.bench.Bench --launcher="$deploy/run.sh" --jar="$(jar)" --bench-jar="$(bench)" "$@"
