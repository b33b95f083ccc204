#!/usr/bin/env bash
# Writes random bills and settlements, and holds them against independent libraries from npm and PyPI. CARTPOOL_BILLS says
# how many.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/others
bills=$work/bills.jsonl
mkdir -p "$work"

cd "$root"
CARTPOOL_BILLS_FILE=$bills cargo test --quiet --locked --package cartpool-tests --test it \
    bills_are_written_for_others_to_check -- --ignored >/dev/null

cp "$here"/package.json "$here"/package-lock.json "$here"/allocate.mjs "$work"
npm ci --prefix "$work" --no-audit --no-fund --silent
node "$work/allocate.mjs" "$bills"

if ! cmp -s "$here/requirements.txt" "$work/venv/installed.txt"; then
    rm -rf "$work/venv"
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
    cp "$here/requirements.txt" "$work/venv/installed.txt"
fi
"$work/venv/bin/python" "$here/settle.py" "$bills"
