#!/usr/bin/env bash
# Measures one FastAPI app over three back ends, side by side: installs what it needs under the target folder (Debian's
# packages only as root), builds the wheel, and runs measure.py, whose arguments it takes. Measuring takes about four
# minutes; building comes before.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/peers
venv=$work/venv

has() { command -v "$1" >/dev/null; }

need_programs() {
    has redis-server && has wrk && has psql && python3 -c 'import ensurepip, venv' 2>/dev/null && return
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "benches/peers/run.sh: redis-server, postgresql, wrk and python3-venv are needed; install them" >&2
        exit 1
    fi
    apt-get update -qq
    # No server of Debian's own is started: the run starts its own.
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        redis-server postgresql wrk python3-venv >/dev/null
}

make_venv() {
    if cmp -s "$here/requirements.txt" "$venv/installed.txt"; then
        return
    fi
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
    cp "$here/requirements.txt" "$venv/installed.txt"
}

install_wheel() {
    rm -rf "$work/wheels"
    "$venv/bin/maturin" build --release --quiet --manifest-path "$root/bindings/python/Cargo.toml" \
        --interpreter "$venv/bin/python" --out "$work/wheels"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --force-reinstall "$work"/wheels/*.whl
}

mkdir -p "$work"
need_programs
make_venv
install_wheel
exec "$venv/bin/python" -B "$here/measure.py" "$@"
