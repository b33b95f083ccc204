#!/usr/bin/env bash
# Measures the Swift package as its users get it, beside what one writes by hand and beside Redis through hiredis, and prints one
# line a figure: `name value unit goal ok|short`. Takes `--quick`. What it needs it installs from Debian's packages where it may.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
swift=$root/bindings/mobile/swift
work=$root/target/swift/measure

if ! command -v redis-server >/dev/null; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "benches/hosts/swift/run.sh: redis-server is needed; install it" >&2
    exit 1
  fi
  apt-get update -qq >&2
  # No server of Debian's own is started: the run starts its own.
  RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends redis-server >/dev/null
fi

"$swift/toolchain.sh" >&2
package=$("$swift/package.sh" --release)
mkdir -p "$work"
PKG_CONFIG_PATH=$package/lib/pkgconfig "$swift/toolchain.sh" \
  swift build --disable-sandbox -c release --package-path "$here" --scratch-path "$work/build" >&2

# The socket lies where the copy of Debian sees it too, and goes by its name: a path may be too long for one.
cd "$work"
rm -f redis.sock
server=
trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; fi; rm -f redis.sock' EXIT
redis-server --port 0 --save '' --appendonly no --unixsocket redis.sock >/dev/null &
server=$!
for _ in $(seq 500); do
  [ -S redis.sock ] && break
  sleep 0.01
done
"$swift/toolchain.sh" "$work/build/release/Measure" redis.sock "$root/benches/peers/redis_add_item.lua" "$@"
