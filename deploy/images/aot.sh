#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes the -aot variant of the images: the same image and one layer more, a cache of what the program loads at its start
# (JEP 483, JEP 514). The cache is trained here: a push goes through the programs of the images, run by the images' own Java.
# usage: aot.sh [--tars NAME] [--push REGISTRY TAG] [PROGRAM…]
#   --tars NAME           the file below each module's target that has its image (default: image.tar)
#   --push REGISTRY TAG   pushes REGISTRY/PROGRAM:TAG-aot; without it, the images go to target/PROGRAM-aot.tar
#   PROGRAM               registry-listener, cluster-syncer, standalone (default: all three)
# Needs Linux of the images' architecture, curl, and ./mvnw -Pimages verify (or package jib:buildTar) before it.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"

tars=image.tar
registry=''
programs=()
while (($#)); do
  case "$1" in
    --tars) tars="$2"; shift 2 ;;
    --push) registry="$2" tag="$3"; shift 3 ;;
    registry-listener | cluster-syncer | standalone) programs+=("$1"); shift ;;
    *) echo "aot.sh: $1 is no flag and no program with such a variant" >&2; exit 2 ;;
  esac
done
((${#programs[@]})) || programs=(registry-listener cluster-syncer standalone)

work="$(mktemp -d)"
pids=()
stop() {
  ((${#pids[@]} == 0)) || kill -9 "${pids[@]}" 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

module() { case "$1" in standalone) echo "$root/deploy/standalone" ;; *) echo "$root/$1" ;; esac; }

wants() { [[ " ${programs[*]} " == *" $1 "* ]]; }

# The image's files, as a container would see them.
unpack() {
  local tar layer
  tar="$(module "$1")/target/$tars"
  if [[ ! -r "$tar" ]]; then
    echo "aot.sh: there is no $tar; build it with: ./mvnw -Pimages -DskipTests -DskipITs verify" >&2
    exit 1
  fi
  mkdir -p "$work/$1/image" "$work/$1/root"
  tar -xf "$tar" -C "$work/$1/image"
  for layer in $(grep -o '"Layers":\[[^]]*\]' "$work/$1/image/manifest.json" | grep -oE '[^",[]+\.tar(\.gz)?'); do
    tar --warning=no-unknown-keyword -xf "$work/$1/image/$layer" -C "$work/$1/root"
  done
}

# Starts a program of an image with the image's flags, and one more where it is to be trained. The JVM lets the jars be
# elsewhere, as long as they are the same and in the same order.
start() {
  local name="$1" home flags=() words
  shift
  home="$(grep -oE '"JAVA_HOME=[^"]*' "$work/$name/image/config.json" | cut -d = -f 2)"
  mapfile -t words < <(grep -oE '"Entrypoint":\[[^]]*\]' "$work/$name/image/config.json" | sed 's/.*\[//; s/\]//' | tr ',' '\n' | tr -d '"')
  sed "s#/app/#$work/$name/root/app/#g" "$work/$name/root/app/jib-classpath-file" > "$work/$name/classpath"
  ! wants "$name" || flags=("-XX:AOTCacheOutput=$work/$name/app.aot" "-Dstandalone.broker.aot-cache-output=$work/$name/broker.aot")
  "$work/$name/root$home/bin/java" ${flags[@]+"${flags[@]}"} -Xmx256m "${words[@]:1:${#words[@]}-4}" -cp "@$work/$name/classpath" \
    "${words[-1]}" "$@" > "$work/$name/log" 2>&1 &
  pids+=($!)
}

# Tries a command until it works, for five minutes.
until_it_works() {
  local deadline=$((SECONDS + 300))
  until "$@" > /dev/null 2>&1; do
    if ((SECONDS > deadline)); then
      echo "aot.sh: training came no further than: $*" >&2
      tail -n 20 "$work"/*/log >&2
      exit 1
    fi
    sleep 0.1
  done
}

free_port() {
  local port
  for port in $(shuf -i 20000-32000 -n 100); do
    (exec 3<> "/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

# The standalone is there in any case: the others use its broker and its cluster.
for program in standalone registry-listener cluster-syncer; do
  [[ "$program" == standalone ]] || wants "$program" || continue
  unpack "$program"
done

standalone_port="$(free_port)" listener_port="$(free_port)" syncer_port="$(free_port)"
image=registry.example.com/team/web
cat > "$work/sources.yml" << YAML
pushwire:
  topics: {replication-factor: 1}
  sources:
    training:
      dialect: generic
      registry: registry.example.com
      auth: {header: {name: Authorization, value: Bearer training}}
      look-up: {enabled: false}
YAML
start standalone --kubernetes=sandbox --data="$work/data" --port="$standalone_port" --config="$work/sources.yml"
until_it_works curl -sf "http://127.0.0.1:$standalone_port/health/readiness"
kafka="127.0.0.1:$(sed -n 's/^port=//p' "$work/data/broker.properties")"
kubeconfig="$work/data/sandbox.kubeconfig"
cluster="$(sed -n 's/^ *server: //p' "$kubeconfig")"
hook="http://127.0.0.1:$standalone_port/hooks/training"

if wants registry-listener; then
  MICRONAUT_CONFIG_FILES="$work/sources.yml" LISTENER_HOST=127.0.0.1 LISTENER_PORT="$listener_port" \
    start registry-listener "-pushwire.kafka.bootstrap-servers=$kafka"
  until_it_works curl -sf "http://127.0.0.1:$listener_port/health/readiness"
  hook="http://127.0.0.1:$listener_port/hooks/training"
fi
if wants cluster-syncer; then
  start cluster-syncer "-pushwire.kafka.bootstrap-servers=$kafka" -pushwire.cluster=training -pushwire.topics.replication-factor=1 \
    "-pushwire.kubernetes.kubeconfig=$kubeconfig" -micronaut.server.host=127.0.0.1 "-micronaut.server.port=$syncer_port"
  until_it_works curl -sf "http://127.0.0.1:$syncer_port/health/readiness"
fi

curl -sf -o /dev/null -H 'Content-Type: application/json' "$cluster/apis/apps/v1/namespaces/default/deployments" -d '{
  "apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"},
  "spec": {"selector": {"matchLabels": {"app": "web"}}, "template": {"metadata": {"labels": {"app": "web"}},
    "spec": {"containers": [{"name": "web", "image": "'"$image:1"'"}]}}}}'
push() {
  curl -sf -H 'Authorization: Bearer training' -H 'Content-Type: application/json' "$hook" \
    -d "{\"image\": \"$image:1@sha256:$(printf '%064d' "$1")\"}" &&
    sleep 1 && curl -sf "$cluster/apis/apps/v1/namespaces/default/deployments/web" | grep -q "@sha256:0*$1\""
}
for number in 1 2 3; do until_it_works push "$number"; done

# The cache is written at the end of the program.
kill -TERM "${pids[@]}"
for pid in "${pids[@]}"; do wait "$pid" || true; done
pids=()

classpath="$(ls -t "$here"/target/images-*.jar | head -n 1):$(cat "$here/target/classpath")"
for program in "${programs[@]}"; do
  if [[ ! -s "$work/$program/app.aot" ]]; then
    echo "aot.sh: $program has left no cache:" >&2
    tail -n 20 "$work/$program/log" >&2
    exit 1
  fi
  added=(--file "$work/$program/app.aot" --flag -XX:AOTCache=/app/app.aot)
  [[ ! -s "$work/$program/broker.aot" ]] ||
    added+=(--file "$work/$program/broker.aot" --flag -Dstandalone.broker.aot-cache=/app/broker.aot)
  if [[ -n "$registry" ]]; then
    to=(--name "$registry/$program:$tag-aot")
  else
    to=(--name "pushwire/$program:built-aot" --tar "$here/target/$program-aot.tar")
  fi
  "$("$here/../jdk.sh")/bin/java" -cp "$classpath" io.pushwire.images.Variant \
    --image "$(module "$program")/target/$tars" --config "$work/$program/image/config.json" "${added[@]}" "${to[@]}"
  # Of which image it is: the tests look at no other's.
  echo "sha256:$(sha256sum "$work/$program/image/config.json" | cut -d ' ' -f 1)" > "$here/target/$program-aot.of"
  echo "made ${to[*]}"
done
