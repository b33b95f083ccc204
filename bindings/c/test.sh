#!/usr/bin/env bash
# Proves the C host: the header is current and good for C++, scenarios and abuse hold under ASan and UBSan, the example runs
# against what install.sh installs. CARTPOOL_VECTORS names another folder of scenarios; VALGRIND=1 repeats them there.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
vectors=${CARTPOOL_VECTORS:-$root/tests/vectors}
build=$root/target/c-host
cc=${CC:-cc}
cxx=${CXX:-c++}
strict=(-Wall -Wextra -Werror -pedantic -g)
undefined=(-fsanitize=undefined -fno-sanitize-recover=all)
sanitized=(-fsanitize=address "${undefined[@]}")
export ASAN_OPTIONS=detect_stack_use_after_return=1

step() { printf '== %s\n' "$1"; }

step 'the header is current, handles never come back to life'
cargo test --quiet --manifest-path "$here/Cargo.toml"

step 'the library installs with its header and pkg-config file'
mkdir -p "$build"
"$here/install.sh" "$build/prefix" --profile dev
export PKG_CONFIG_PATH=$build/prefix/lib/pkgconfig
read -ra flags < <(pkg-config --cflags --libs cartpool)
run=(env "LD_LIBRARY_PATH=$build/prefix/lib")

compile() { # NAME FLAGS… -- SOURCES…: builds $build/NAME from sources of tests/
    local name=$1 options=() sources=()
    shift
    while [ "$1" != -- ]; do options+=("$1"); shift; done
    shift
    for source in "$@"; do sources+=("$here/tests/$source"); done
    "$cc" -std=c11 -D_DEFAULT_SOURCE "${strict[@]}" "${options[@]}" -o "$build/$name" "${sources[@]}" "${flags[@]}" -lpthread
}

step 'the header compiles as C99 and as C++'
"$cc" -std=c99 "${strict[@]}" -fsyntax-only -x c "$build/prefix/include/cartpool.h"
"$cxx" -std=c++11 "${strict[@]}" -o "$build/header" "$here/tests/header.cpp" "${flags[@]}"
"${run[@]}" "$build/header"

step 'scenarios hold'
compile vectors "${sanitized[@]}" -- vectors.c script.c facts.c event_facts.c verbs.c bill.c campaigns.c
"${run[@]}" "$build/vectors" "$vectors"

step 'abuse is refused'
for name in abuse abuse_campaigns; do
    compile "$name" "${sanitized[@]}" -- "$name.c"
    "${run[@]}" "$build/$name"
done

step 'files keep carts, and are shared'
compile files-test "${sanitized[@]}" -- files.c
rm -rf "$build/files"
mkdir "$build/files"
"${run[@]}" "$build/files-test" "$build/files"

step 'a busy program forks'
compile forks-test "${undefined[@]}" -- forks.c
"${run[@]}" "$build/forks-test" "$build/files/forked.db"

step 'the example runs, and keeps its cart over two runs, linked statically too'
"$cc" -std=c11 "${strict[@]}" -o "$build/lunch" "$here/examples/lunch.c" "${flags[@]}"
"${run[@]}" "$build/lunch" >"$build/lunch.txt"
"${run[@]}" "$build/lunch" "$build/files/lunch.db" >"$build/kept.txt"
"$cc" -std=c11 "${strict[@]}" -o "$build/lunch-static" "$here/examples/lunch.c" -I"$build/prefix/include" \
    "$build/prefix/lib/libcartpool.a" -lm -ldl -lpthread
"$build/lunch-static" "$build/files/lunch.db" "$(sed -n 's/^cart //p' "$build/kept.txt")" | grep --quiet '^total 24.40 EUR$'
grep '^total 12.20 EUR$' "$build/lunch.txt"
grep '^ben pays 3.05$' "$build/lunch.txt"

if [ "${VALGRIND:-}" = 1 ]; then
    step 'scenarios hold under valgrind'
    compile vectors-plain -- vectors.c script.c facts.c event_facts.c verbs.c bill.c campaigns.c
    "${run[@]}" valgrind --quiet --leak-check=full --errors-for-leak-kinds=definite,possible --error-exitcode=1 \
        "$build/vectors-plain" "$vectors"
fi
