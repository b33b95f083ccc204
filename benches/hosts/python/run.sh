#!/usr/bin/env bash
# Measures the Python host in one run: against what one writes by hand in an afternoon, and against Redis through redis-py.
# Prints `name value unit goal ok|short`, a line a figure; `--quick` only shows that it works. Installs what it needs under
# the target folder (Debian's packages only as root).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/benches-python
venv=$work/venv

has() { command -v "$1" >/dev/null; }

need_programs() {
    has redis-server && python3 -c 'import ensurepip, venv' 2>/dev/null && return
    if [ "$(id -u)" != 0 ] || ! has apt-get; then
        echo "benches/hosts/python/run.sh: redis-server and python3-venv are needed; install them" >&2
        exit 1
    fi
    apt-get update -qq
    # No server of Debian's own is started: the run starts its own.
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        redis-server python3-venv >/dev/null
}

make_venv() {
    if ! cmp -s "$here/requirements.txt" "$venv/installed.txt"; then
        rm -rf "$venv"
        python3 -m venv "$venv"
        "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
        cp "$here/requirements.txt" "$venv/installed.txt"
    fi
    rm -rf "$work/wheels"
    "$venv/bin/maturin" build --release --locked --quiet --manifest-path "$root/bindings/python/Cargo.toml" \
        --interpreter "$venv/bin/python" --out "$work/wheels"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --force-reinstall "$work"/wheels/*.whl
}

start_redis() {
    redis-server --port 0 --unixsocket "$work/redis.sock" --save '' --appendonly no --dir "$work" >"$work/redis.log" 2>&1 &
    redis=$!
    trap 'kill "$redis" 2>/dev/null; wait "$redis" 2>/dev/null || true' EXIT
}

mkdir -p "$work"
unset PYTHONPATH
{ need_programs && make_venv; } >&2
start_redis
"$venv/bin/python" -B "$here/measure.py" "$work/redis.sock" "$@"
