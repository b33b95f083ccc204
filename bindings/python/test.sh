#!/usr/bin/env bash
# Builds the wheel and proves it: installed into a fresh venv of every Python from 3.11 on that is at hand, typed for mypy and
# pyright, tested in a venv under target/ with all that tests need, and then examples/python. Arguments go to pytest, and then
# only it runs; CARTPOOL_VECTORS names another folder of scenarios.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
examples=$root/examples/python
work=${CARGO_TARGET_DIR:-$root/target}/python
venv=$work/venv
wheels=$work/wheels
unset PYTHONPATH

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

quiet_pip() { "$1/bin/python" -m pip install --quiet --disable-pip-version-check "${@:2}"; }

make_venv() {
    local wanted=$work/wanted.txt
    cat "$here/requirements-test.txt" "$examples/requirements.txt" >"$wanted"
    if cmp -s "$wanted" "$venv/installed.txt"; then
        return
    fi
    rm -rf "$venv"
    python3 -m venv "$venv"
    quiet_pip "$venv" --requirement "$wanted"
    cp "$wanted" "$venv/installed.txt"
}

install_wheel() {
    rm -rf "$wheels"
    "$venv/bin/maturin" build --locked --quiet --manifest-path "$here/Cargo.toml" \
        --interpreter "$venv/bin/python" --out "$wheels"
    quiet_pip "$venv" --no-deps --force-reinstall "$wheels"/*.whl
}

# Every Python from 3.11 on that the PATH or pyenv has, one of each release; a shim of pyenv's may stand for one that is not there.
pythons() {
    local minor candidate release
    local -A seen=()
    shopt -s nullglob
    for minor in {11..30}; do
        for candidate in $(type -ap "python3.$minor") "${PYENV_ROOT:-$HOME/.pyenv}/versions/3.$minor".*/bin/python $(type -ap python3); do
            release=$("$candidate" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null) || continue
            [[ $release == 3.$minor.* && -z ${seen[$release]:-} ]] || continue
            seen[$release]=1
            echo "$candidate"
        done
    done
}

# The one wheel, with nothing beside it, does in each of them what its users do first, and plays every scenario.
run_fresh() {
    local python fresh=$work/fresh
    cd "$work"
    for python in $(pythons); do
        rm -rf "$fresh"
        "$python" -m venv --without-pip "$fresh"
        "$venv/bin/python" -m pip --python "$fresh/bin/python" install --quiet --disable-pip-version-check --no-index \
            "$wheels"/*-cp311-abi3-*.whl
        "$fresh/bin/python" -W error -X dev "$here/tests/fresh.py" "${CARTPOOL_VECTORS:-$root/tests/vectors}"
    done
    rm -rf "$fresh"
}

# The real one, at the version and hash of the lock file: PyPI's package of that name only fetches it when it first runs.
run_pyright() {
    local tool=$work/pyright
    mkdir -p "$tool"
    cp "$here/tests/typing/"package*.json "$tool"
    npm ci --prefix "$tool" --no-audit --no-fund --silent
    "$tool/node_modules/.bin/pyright" --project "$here/tests/typing" --pythonpath "$venv/bin/python" --warnings
}

# Away from the sources, so that only what is installed can be imported.
check_types() {
    cd "$work"
    "$venv/bin/python" -m mypy.stubtest cartpool._cartpool --mypy-config-file "$here/pyproject.toml"
    "$venv/bin/python" -m mypy --config-file "$here/pyproject.toml" --package cartpool
    "$venv/bin/python" -m mypy --config-file "$here/pyproject.toml" "$here/tests"
    "$venv/bin/python" -m mypy --config-file "$here/pyproject.toml" "$examples/shop.py" "$examples/live.py" "$examples/tests"
    for story in "$examples"/stories/*.py; do
        "$venv/bin/python" -m mypy --config-file "$here/pyproject.toml" "$story"
    done
    run_pyright
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
need_venv
make_venv
install_wheel
if [ $# -gt 0 ]; then
    run_tests "$@"
    exit
fi
(run_fresh)
(check_types)
(run_tests)
run_examples
