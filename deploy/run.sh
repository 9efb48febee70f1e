#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Starts one of Pushwire's programs on JDK 25, wherever that is installed, from the jar that the build makes.
# usage: run.sh standalone|registry-listener|cluster-syncer|sandbox-cluster [COMMAND] [FLAGS]
# JAVA_OPTS adds flags for its JVM; PUSHWIRE_JAR names the jar if it is not where the build puts it.
# PUSHWIRE_TRAIN=1: what this run loads is kept beside the jar when it ends (Ctrl-C, SIGTERM), and the program's later runs start faster.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"

program="${1:-}"
case "$program" in
  standalone) main=io.pushwire.standalone.Standalone ;;
  registry-listener) main=io.pushwire.listener.RegistryListener ;;
  cluster-syncer) main=io.pushwire.syncer.ClusterSyncer ;;
  sandbox-cluster) main=io.pushwire.sandbox.SandboxCluster ;;
  *)
    echo "run.sh: say which program: standalone, registry-listener, cluster-syncer or sandbox-cluster" >&2
    exit 2
    ;;
esac
shift

java="$("$here/jdk.sh")/bin/java"
jar="${PUSHWIRE_JAR:-$(ls -t "$here"/standalone/target/standalone-*-runnable.jar 2>/dev/null | head -n 1 || true)}"
if [[ ! -r "$jar" ]]; then
  echo "run.sh: there is no jar yet; build it with: ./mvnw -DskipTests package" >&2
  exit 1
fi
# A start is mostly the loading and linking of classes (JEP 514). The JVM passes over a cache that does not fit it or the jar.
cache="$jar.$program.aot"
# The standalone's broker is a process of its own, which the standalone starts.
broker="$jar.broker.aot"
trained=()
if [[ -n "${PUSHWIRE_TRAIN:-}" ]]; then
  trained=("-XX:AOTCacheOutput=$cache")
  [[ "$program" != standalone ]] || trained+=("-Dstandalone.broker.aot-cache-output=$broker")
else
  if [[ -r "$cache" && "$cache" -nt "$jar" ]]; then
    trained=("-XX:AOTCache=$cache" -Xlog:disable -Xlog:all=warning:stderr)
  fi
  if [[ "$program" == standalone && -r "$broker" && "$broker" -nt "$jar" ]]; then
    trained+=("-Dstandalone.broker.aot-cache=$broker")
  fi
fi
# The service takes every variable of this form for a setting, and refuses what is none.
unset PUSHWIRE_JAR PUSHWIRE_TRAIN
# Garbage is young, and without a bound of their own the young would get more of the machine's memory than all that is
# kept. A command, whose first argument is a word, ends soon: it takes at once what it would ask for in many small steps.
memory=(-Xms40m -Xmn24m)
[[ ! "${1:-}" =~ ^[a-z] ]] || memory=(-Xms128m -Xmn64m)
# The collector and the compiler that start fastest: each program is small and mostly waits.
# shellcheck disable=SC2086
exec "$java" ${trained[@]+"${trained[@]}"} "${memory[@]}" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${JAVA_OPTS:-} -cp "$jar" "$main" "$@"
