#!/usr/bin/env bash
# Measures the Node host as its users get it, beside what one writes by hand and beside Redis, and prints one line a figure:
# `name value unit goal ok|short`. Takes `--quick`. Installs Redis from Debian's packages where it is missing and that is allowed.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/hosts/node
package=$root/bindings/node

if ! command -v redis-server >/dev/null; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "benches/hosts/node/run.sh: redis-server is needed; install it" >&2
        exit 1
    fi
    apt-get update -qq >&2
    # No server of Debian's own is started: the run starts its own.
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends redis-server >/dev/null
fi

quiet_npm() { npm --no-audit --no-fund --no-update-notifier --loglevel=error "$@"; }

rm -rf "$work"
mkdir -p "$work"
node "$package/scripts/build.mjs" --release >&2
cp "$here"/*.mjs "$here"/package*.json "$root/benches/peers/redis_add_item.lua" "$work"
cd "$work"
(cd "$package" && quiet_npm pack --silent --pack-destination "$work" >/dev/null)
quiet_npm ci >&2
quiet_npm install --no-save --no-package-lock --offline ./cartpool-engine-*.tgz >&2

server=
sockets=$(mktemp -d)
trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; fi; rm -rf "$sockets"' EXIT
redis-server --port 0 --save '' --appendonly no --unixsocket "$sockets/redis.sock" >/dev/null &
server=$!

REDIS_SOCKET=$sockets/redis.sock node --expose-gc measure.mjs "$@"
