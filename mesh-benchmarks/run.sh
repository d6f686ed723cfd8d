#!/usr/bin/env bash
# Measures placement and calls. Builds what is missing first.
#
#   run.sh speed [JMH OPTIONS]    time from nothing and after the loss of a node, in 512 MB
#   run.sh stability              what a node lost or added moves
#   run.sh quality [OPTIONS]      compares with CP-SAT and writes the table of
#                                 docs/explanation/placement-performance.md; 36 problems at
#                                 60 s each. --quick: 10 problems at 5 s, nothing written.
#                                 --seconds=N and --instances=N set each singly
#   run.sh calls [OPTIONS]        compares calls between two JVMs with other ways to call and
#                                 writes tables and chart of docs/explanation/performance.md;
#                                 about an hour. --quick: fewer cells and rounds,
#                                 under 8 minutes on an idle machine, nothing written.
#                                 --contestants=A,B --cells=A,B --rounds=N --document=FILE
#
# JAVA25_HOME is the home of a Java 25, for what is measured on one.
# PROTOC names the protoc to fetch (linux-x86_64).
# ORTOOLS_NATIVE names the native library to fetch for CP-SAT (ortools-linux-x86-64).
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
package=dev.mesh.benchmarks.placement

usage() {
  sed -n '2,20s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
  exit 2
}

build() {
  (cd "$root" && mvn -q -B -P cpsat -pl mesh-benchmarks -am -Dmaven.test.skip=true \
    -Dortools.native="${ORTOOLS_NATIVE:-ortools-linux-x86-64}" package)
}

calls() {
  (cd "$root" && mvn -q -B -P peers -pl mesh-benchmarks -am -Dmaven.test.skip=true \
    -Dprotoc.classifier="${PROTOC:-linux-x86_64}" package)
  java -Xmx512m -cp "$here/target/classes:$(<"$here/target/calls-classpath.txt")" \
    dev.mesh.benchmarks.calls.CallBenchmark --logs="$here/target/calls" \
    ${JAVA25_HOME:+"--java25=$JAVA25_HOME"} "$@"
}

run() {
  java -Xmx512m -cp "$here/target/classes:$(<"$here/target/classpath.txt")" "$@"
}

[[ $# -ge 1 ]] || usage
what="$1"
shift
case "$what" in
  speed) build; run org.openjdk.jmh.Main PlacementBenchmark "$@" ;;
  stability) build; run "$package.PlacementStability" ;;
  quality)
    document="--document=$root/docs/explanation/placement-performance.md"
    for option in "$@"; do
      [[ "$option" != --quick ]] || document=""
    done
    build
    run "$package.PlacementQuality" ${document:+"$document"} "$@" ;;
  calls)
    document="--document=$root/docs/explanation/performance.md"
    for option in "$@"; do
      [[ "$option" != --quick ]] || document=""
    done
    calls ${document:+"$document"} "$@" ;;
  *) usage ;;
esac
