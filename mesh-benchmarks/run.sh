#!/usr/bin/env bash
# Measures placement, calls, their parts, the start and clusters of some size. Builds what
# is missing first.
#
#   run.sh speed [JMH OPTIONS]    time from nothing and after the loss of a node, in 512 MB
#   run.sh stability              what a node lost or added moves
#   run.sh quality [OPTIONS]      compares with CP-SAT and writes the table of
#                                 docs/explanation/placement-performance.md; 36 problems at
#                                 60 s each. --quick: 10 problems at 5 s, nothing written.
#                                 --seconds=N and --instances=N set each singly
#
# These write their parts of docs/explanation/performance.md, and with --quick a rough
# answer and nothing else. --document=FILE names another document.
#
#   run.sh goals [OPTIONS]        compares calls between two JVMs with what is wanted of them
#                                 beside bare Netty and three others; 50 minutes.
#                                 --contestants=A,B --cells=A,B --rounds=N
#   run.sh calls [OPTIONS]        the same calls, more of them, with all other ways to call;
#                                 over an hour. --quick: fewer cells and rounds,
#                                 under 8 minutes on an idle machine. Other options as above
#   run.sh parts [JMH OPTIONS]    clock, codec, local call and choice of the node, each
#                                 beside the least it could cost; 10 minutes. With
#                                 options, as in 'parts Clock -f 1', nothing is written
#   run.sh start [OPTIONS]        what the starter adds to an empty application: time,
#                                 memory, threads, and the processor while idle;
#                                 6 minutes. --rounds=N
#   run.sh size [OPTIONS]         clusters of 3, 10, 30 and 100 nodes in one JVM: time to one
#                                 view, to spread a change, bytes while idle; 3 minutes.
#                                 --nodes=A,B
#
# JAVA25_HOME is the home of a Java 25, for what is measured on one.
# PROTOC names the protoc to fetch (linux-x86_64).
# ORTOOLS_NATIVE names the native library to fetch for CP-SAT (ortools-linux-x86-64).
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
# Before anything is built, which is no work of others. Not every system tells it so.
load="$(cut -d ' ' -f 1 /proc/loadavg 2>/dev/null || true)"

usage() {
  sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}" >&2
  exit 2
}

build() {
  local profile="$1"
  shift
  (cd "$root" && mvn -q -B -P "$profile" -pl mesh-benchmarks -am -Dmaven.test.skip=true "$@" package)
}

# Runs a class with the class path that a build has left.
run() {
  local classes="$here/target/$1" classpath="$here/target/$2" heap="$3"
  shift 3
  java "-Xmx$heap" "-Dmesh.benchmarks.load=$load" -cp "$classes:$(<"$classpath")" "$@"
}

solver() {
  build cpsat -Dortools.native="${ORTOOLS_NATIVE:-ortools-linux-x86-64}"
  run classes classpath.txt 512m "$@"
}

peers() {
  build peers -Dprotoc.classifier="${PROTOC:-linux-x86_64}"
  run classes-peers calls-classpath.txt 512m "$@"
}

plain() {
  build plain
  run classes plain-classpath.txt "$@"
}

# The argument that names the document, unless nothing is to be written.
document() {
  local file="$root/docs/explanation/$1" option
  shift
  for option in "$@"; do
    [[ "$option" != --quick ]] || return 0
  done
  echo "--document=$file"
}

[[ $# -ge 1 ]] || usage
what="$1"
shift
case "$what" in
  speed) solver org.openjdk.jmh.Main PlacementBenchmark "$@" ;;
  stability) solver dev.mesh.benchmarks.placement.PlacementStability ;;
  quality)
    document="$(document placement-performance.md "$@")"
    solver dev.mesh.benchmarks.placement.PlacementQuality ${document:+"$document"} "$@" ;;
  goals | calls)
    document="$(document performance.md "$@")"
    [[ "$what" == calls ]] || set -- --goals "$@"
    peers dev.mesh.benchmarks.calls.CallBenchmark ${document:+"$document"} --logs="$here/target/calls" \
      ${JAVA25_HOME:+"--java25=$JAVA25_HOME"} "$@" ;;
  parts)
    document=""
    [[ $# -gt 0 ]] || document="$(document performance.md)"
    peers dev.mesh.benchmarks.parts.PartsBenchmark ${document:+"$document"} "$@" ;;
  start)
    document="$(document performance.md "$@")"
    plain 512m dev.mesh.benchmarks.start.StartBenchmark ${document:+"$document"} --logs="$here/target/start" "$@" ;;
  size)
    document="$(document performance.md "$@")"
    plain 2g dev.mesh.benchmarks.size.SizeBenchmark ${document:+"$document"} "$@" ;;
  *) usage ;;
esac
