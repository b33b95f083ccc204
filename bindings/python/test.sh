#!/usr/bin/env bash
# Builds the wheel, installs it into a venv of its own under target/, checks the stubs against it and runs the tests, and
# then those of examples/python. Arguments go to pytest, and then the examples are left out; CARTPOOL_VECTORS names another
# folder of scenarios.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
examples=$root/examples/python
work=${CARGO_TARGET_DIR:-$root/target}/python
venv=$work/venv
wheels=$work/wheels

# Debian keeps a part of venv in a package of its own.
need_venv() {
    python3 -c 'import ensurepip, venv' 2>/dev/null && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
    else
        echo "bindings/python/test.sh: python3 has no venv; on Debian install python3-venv" >&2
        exit 1
    fi
}

make_venv() {
    local wanted=$work/wanted.txt
    cat "$here/requirements-test.txt" "$examples/requirements.txt" >"$wanted"
    if cmp -s "$wanted" "$venv/installed.txt"; then
        return
    fi
    need_venv
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted"
    cp "$wanted" "$venv/installed.txt"
}

install_wheel() {
    rm -rf "$wheels"
    "$venv/bin/maturin" build --quiet --manifest-path "$here/Cargo.toml" --interpreter "$venv/bin/python" --out "$wheels"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --force-reinstall "$wheels"/*.whl
}

# Away from the sources, so that only what is installed can be imported.
check_stubs() {
    cd "$work"
    "$venv/bin/python" -m mypy.stubtest cartpool._cartpool --mypy-config-file "$here/pyproject.toml"
    "$venv/bin/python" -m mypy --config-file "$here/pyproject.toml" --package cartpool
    "$venv/bin/python" -m mypy --config-file "$here/pyproject.toml" "$here/tests"
    "$venv/bin/python" -m mypy --config-file "$here/pyproject.toml" "$examples/shop.py" "$examples/tests"
}

run_tests() {
    cd "$here"
    "$venv/bin/python" -m pytest -p no:cacheprovider "$@"
}

run_examples() {
    cd "$examples"
    PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" -m pytest -p no:cacheprovider -c "$here/pyproject.toml" tests
}

mkdir -p "$work"
make_venv
install_wheel
(check_stubs)
(run_tests "$@")
[ $# -gt 0 ] || run_examples
