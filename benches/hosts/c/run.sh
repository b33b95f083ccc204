#!/usr/bin/env bash
# Measures the C host as its users get it, beside what one writes by hand and beside Redis through hiredis, and prints one line a
# figure: `name value unit goal ok|short`. Takes `--quick`. Installs what it needs from Debian's packages where that is allowed.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/hosts/c
quick=${1:-}

has() { command -v redis-server >/dev/null && command -v pkg-config >/dev/null && pkg-config --exists hiredis; }

if ! has; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "benches/hosts/c/run.sh: redis-server, pkg-config and hiredis are needed; install them" >&2
        exit 1
    fi
    apt-get update -qq >&2
    # No server of Debian's own is started: the run starts its own.
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        redis-server pkg-config libhiredis-dev >/dev/null
fi

rm -rf "$work"
mkdir -p "$work"
"$root/bindings/c/install.sh" "$work/prefix" >&2
export PKG_CONFIG_PATH=$work/prefix/lib/pkgconfig LD_LIBRARY_PATH=$work/prefix/lib
read -ra flags < <(pkg-config --cflags --libs cartpool hiredis)
build() { # NAME SOURCES…
    local name=$1
    shift
    "${CC:-cc}" -std=c11 -D_DEFAULT_SOURCE -O3 -Wall -Wextra -Werror -o "$work/$name" "$@" "${flags[@]}" -lpthread
}
build measure "$here"/measure.c "$here"/workload.c "$here"/by_hand.c "$here"/worlds.c "$here"/redis.c
build leaks "$root/bindings/c/tests/leaks.c"

server=
sockets=$(mktemp -d)
trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; fi; rm -rf "$sockets"' EXIT
redis-server --port 0 --save '' --appendonly no --unixsocket "$sockets/redis.sock" >/dev/null &
server=$!

"$work/measure" "$sockets/redis.sock" "$root/benches/peers/redis_add_item.lua" $quick
"$work/leaks" "$([ "$quick" = --quick ] && echo 5000 || echo 1000000)" measure |
    while read -r name bytes; do
        status=$(awk -v bytes="$bytes" 'BEGIN { print bytes <= 1 ? "ok" : "short" }')
        echo "c_${name}_growth $bytes bytes <=1 $status"
    done
