#!/usr/bin/env bash
# Runs the boutique as a cluster on this machine.
#
#   cluster.sh [N]      build what is missing, start N nodes (3), stop them all on Ctrl-C
#   cluster.sh kill K   end node K at once, as a crash would (SIGKILL)
#   cluster.sh stop K   end node K gracefully (SIGTERM)
#   cluster.sh start K  start node K again
#
# HTTP is on 8081, 8082, …, membership on 7801, 7802, …; set HTTP_BASE and CLUSTER_BASE to
# use other ports, MESH_TOKEN to require a token, JAVA_OPTS for the virtual machine. With
# ZONES=2 the nodes are in zones a and b in turn, with ZONES=3 in a, b and c.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
jar="$here/target/demo-app.jar"
stamp="$here/target/cluster.stamp"
logs="$here/target/logs"
run="$here/target/cluster"
http_base="${HTTP_BASE:-8080}"
cluster_base="${CLUSTER_BASE:-7800}"
zones="${ZONES:-1}"
zone_names=abcdefghi
ready_seconds=180

fail() {
  echo "cluster.sh: $*" >&2
  exit 1
}

usage() {
  sed -n '2,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
  exit 2
}

is_number() {
  [[ "$1" =~ ^[1-9][0-9]?$ ]]
}

# The jar's own time says nothing: reproducible builds fix it. The stamp's is that of the last build's start.
build() {
  if [[ -f "$jar" && -f "$stamp" ]] && ! find "$root"/{mesh-core,mesh-spring-boot-starter,demo-app}/{src/main,pom.xml} \
      "$root/pom.xml" -newer "$stamp" -print -quit | grep -q .; then
    return
  fi
  echo "Building $jar …"
  mkdir -p "$(dirname "$stamp")"
  touch "$stamp.new"
  (cd "$root" && mvn -q -B package -DskipTests -pl demo-app -am) || fail "the build failed. Read what Maven says above."
  mv "$stamp.new" "$stamp"
}

# A recorded pid counts only while it still belongs to this node's process.
pid_of() {
  local file="$run/node-$1.pid" pid
  [[ -f "$file" ]] || return 1
  pid="$(<"$file")"
  ps -o args= -p "$pid" 2>/dev/null | grep -q -- "--mesh.node.name=node-$1 " || return 1
  echo "$pid"
}

port_is_taken() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

require_free_ports() {
  local port
  for port in $((http_base + $1)) $((cluster_base + $1)); do
    if port_is_taken "$port"; then
      fail "port $port is taken, node-$1 needs it. Stop what listens there, or set HTTP_BASE or CLUSTER_BASE."
    fi
  done
}

peers() {
  local list="" i
  for ((i = 1; i <= $1; i++)); do
    list+="${list:+,}127.0.0.1:$((cluster_base + i))"
  done
  echo "$list"
}

launch() {
  local k="$1" nodes="$2" options=() zone=()
  if ((zones > 1)); then
    zone=("--mesh.node.zone=${zone_names:$(((k - 1) % zones)):1}")
  fi
  read -r -a options <<<"${JAVA_OPTS:--Xmx384m}"
  if ((java_version >= 23)); then
    # Netty and Fory have to use what later releases will take away; until then nobody needs to be told.
    options+=(--sun-misc-unsafe-memory-access=allow)
  fi
  # A line between two runs in one log; nohup and no stdin, so that the node outlives this terminal.
  echo "--- node-$k starts at $(date)" >>"$logs/node-$k.log"
  nohup java "${options[@]}" -jar "$jar" "--mesh.node.name=node-$k" "--server.port=$((http_base + k))" \
    "--mesh.cluster-port=$((cluster_base + k))" "--mesh.peers=$(peers "$nodes")" \
    "--boutique.database-file=$here/target/boutique.db" "${zone[@]}" >>"$logs/node-$k.log" 2>&1 </dev/null &
  echo $! >"$run/node-$k.pid"
  disown
}

await_ready() {
  local k="$1" url i
  url="http://127.0.0.1:$((http_base + k))/actuator/health/readiness"
  for ((i = 0; i < ready_seconds * 5; i++)); do
    if curl -sf -o /dev/null --max-time 2 "$url"; then
      echo "node-$k  http://127.0.0.1:$((http_base + k))/"
      return
    fi
    kill -0 "$(<"$run/node-$k.pid")" 2>/dev/null || fail "node-$k ended while starting. Its log is $logs/node-$k.log."
    sleep 0.2
  done
  fail "node-$k was not ready within ${ready_seconds} s. Its log is $logs/node-$k.log."
}

stop_all() {
  trap '' INT TERM HUP # a second Ctrl-C must not leave nodes behind
  trap - EXIT
  local k pid pids=()
  for ((k = 1; k <= nodes; k++)); do
    if pid="$(pid_of "$k")"; then
      pids+=("$pid")
    fi
  done
  if ((${#pids[@]})); then
    echo "Stopping ${#pids[@]} nodes …"
    kill "${pids[@]}" 2>/dev/null || true
    for pid in "${pids[@]}"; do
      while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
    done
  fi
  rm -rf "$run"
}

start_all() {
  nodes="$1"
  local k
  for ((k = 1; k <= nodes; k++)); do
    if pid_of "$k" >/dev/null; then
      fail "node-$k is running already. End the other cluster.sh first."
    fi
    require_free_ports "$k"
  done
  build
  mkdir -p "$logs" "$run"
  echo "$nodes" >"$run/nodes"
  echo "$zones" >"$run/zones"
  trap stop_all EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  for ((k = 1; k <= nodes; k++)); do
    launch "$k" "$nodes"
  done
  for ((k = 1; k <= nodes; k++)); do
    await_ready "$k"
  done
  echo "Logs are in $logs. Ctrl-C stops all."
  while :; do
    sleep 3600 &
    wait $! || true
  done
}

running_nodes() {
  [[ -f "$run/nodes" ]] || fail "no cluster is running. Start one with: $here/cluster.sh"
  cat "$run/nodes"
}

act() {
  local action="$1" k="$2" count pid
  count="$(running_nodes)"
  ((k <= count)) || fail "there is no node $k: the cluster has nodes 1 to $count."
  zones="$(<"$run/zones")"
  if [[ "$action" == start ]]; then
    ! pid_of "$k" >/dev/null || fail "node-$k is running already."
    require_free_ports "$k"
    launch "$k" "$count"
    await_ready "$k"
    return
  fi
  pid="$(pid_of "$k")" || fail "node-$k is not running."
  case "$action" in
    kill) kill -KILL "$pid" ;;
    stop) kill -TERM "$pid" ;;
  esac
  while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
  echo "node-$k is down."
}

command -v java >/dev/null || fail "java is not on the path. Install JDK 17 or later."
java_version="$(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p')"
[[ "$java_version" =~ ^[0-9]+$ && "$java_version" -ge 17 ]] || fail "java on the path is version $java_version. Use JDK 17 or later."
command -v curl >/dev/null || fail "curl is not on the path. Install it."

[[ "$zones" =~ ^[1-9]$ ]] || fail "ZONES is '$zones'. Use a number from 1 to 9."

case "$#:${1:-}" in
  0:) start_all 3 ;;
  2:kill | 2:stop | 2:start)
    is_number "$2" || usage
    act "$1" "$2"
    ;;
  1:*)
    is_number "$1" || usage
    start_all "$1"
    ;;
  *) usage ;;
esac
