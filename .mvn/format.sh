#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# google-java-format (AOSP style) over every Java file of the repository, on JDK 25 whatever Maven runs on.
# usage: format.sh check|write    (Maven's initialize phase has put the formatter into target/formatter)
set -euo pipefail
cd "$(dirname "$0")/.."
java="$(deploy/jdk.sh)/bin/java"
list=target/formatter/files
find common registry-listener cluster-syncer deploy -name '*.java' -not -path '*/target/*' > "$list"
[[ -s "$list" ]] || exit 0
run() {
  "$java" -XX:TieredStopAtLevel=1 -cp 'target/formatter/*' \
    --add-exports=jdk.compiler/com.sun.tools.javac.{api,code,file,parser,tree,util}=ALL-UNNAMED \
    com.google.googlejavaformat.java.Main --aosp "$@" "@$list"
}
case "${1:-check}" in
  write) run --replace ;;
  check)
    if ! run --dry-run --set-exit-if-changed > target/formatter/misformatted; then
      echo "Misformatted:" >&2
      sed 's/^/  /' target/formatter/misformatted >&2
      echo "Mend with: ./mvnw -N process-sources -Dformat.mode=write" >&2
      exit 1
    fi
    ;;
  *) echo "format.sh: unknown mode '$1': say check or write" >&2; exit 2 ;;
esac
