#!/usr/bin/env bash
# Measures the Kotlin host in one run, on a warm JVM: against what one writes by hand in an afternoon, and against Redis
# through Jedis. Prints `name value unit goal ok|short`, a line a figure; `--quick` only shows that it works. Installs what it
# needs under the target folder (Debian's packages only as root).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/kotlin

need() {
  command -v "$1" >/dev/null && return
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "benches/hosts/kotlin/run.sh: $1 is needed; install it" >&2
    exit 1
  fi
  apt-get update -qq
  # No server of Debian's own is started: the run starts its own.
  RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${@:2}" >/dev/null
}

build() {
  need redis-server redis-server
  need mvn maven
  need javac openjdk-17-jdk-headless
  "$root/bindings/mobile/kotlin/package.sh"
  # A jar of the same version that was built before is not this one.
  rm -rf "$work/m2/dev/cartpool"
  mvn --batch-mode --quiet -Dmaven.repo.local="$work/m2" -Dcartpool.work="$work" -f "$here" \
    compile dependency:copy-dependencies
}

# On a port that is free: Jedis knows no Unix sockets.
start_redis() {
  for _ in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 20000))
    redis-server --port "$port" --bind 127.0.0.1 --save '' --appendonly no --dir "$work" >"$work/redis.log" 2>&1 &
    redis=$!
    sleep 1
    kill -0 "$redis" 2>/dev/null && return
  done
  echo "benches/hosts/kotlin/run.sh: redis-server does not start: $(tail -1 "$work/redis.log")" >&2
  exit 1
}

mkdir -p "$work"
build >&2
start_redis
trap 'kill "$redis" 2>/dev/null; wait "$redis" 2>/dev/null || true' EXIT
# The virtual machine's cleaner frees what other threads took. What glibc keeps of several arenas then comes and goes by tens of
# MiB, and would hide a leak; of one it keeps the same.
MALLOC_ARENA_MAX=1 java -Xms2g -Xmx2g -XX:+AlwaysPreTouch -cp "$work/benches/classes:$work/benches/dependency/*" MeasureKt \
  "$port" "$root/benches/peers/redis_add_item.lua" "$@"
