#!/usr/bin/env bash
# Proves the C host, against what install.sh installs:
#
#   the header      is current, documents everything, is good for C99 and C++, and is all that the libraries show
#   what it does    scenarios, stories, examples and the snippets of the READMEs, run and compared
#   abuse           refused, with AddressSanitizer, UndefinedBehaviorSanitizer and LeakSanitizer on the C side
#   memory          the same programs under valgrind, which sees into the library: no invalid access, nothing lost
#   threads         ThreadSanitizer on the C side: what programs share through handles alone needs no lock of theirs. The
#                   library's own locks are futexes, which neither it nor helgrind nor drd follows; they are held by the types of
#                   Rust, by counting under real threads, and by valgrind while handles are freed under running calls
#
# The library is of the dev profile, so that its own assertions and overflow checks are on. CARTPOOL_VECTORS names another
# folder of scenarios.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
vectors=${CARTPOOL_VECTORS:-$root/tests/vectors}
build=$root/target/c-host
examples=$root/examples/c
cc=${CC:-cc}
cxx=${CXX:-c++}
strict=(-Wall -Wextra -Werror -pedantic -g)
undefined=(-fsanitize=undefined -fno-sanitize-recover=all)
sanitized=(-fsanitize=address "${undefined[@]}")
export ASAN_OPTIONS=detect_stack_use_after_return=1:detect_leaks=1
export TSAN_OPTIONS="suppressions=$here/tests/tsan.supp halt_on_error=1"

step() { printf '== %s\n' "$1"; }

step 'the header is current and says what everything is for, handles never come back to life'
cargo test --quiet --locked --manifest-path "$here/Cargo.toml"

step 'the library installs with its header, pkg-config file and CMake package'
rm -rf "$build"
mkdir -p "$build/files" "$build/snippets"
prefix=$build/prefix
"$here/install.sh" "$prefix" --profile dev
export PKG_CONFIG_PATH=$prefix/lib/pkgconfig
read -ra flags < <(pkg-config --cflags --libs cartpool)
# Sanitizers of some compilers lose their way where addresses are very random.
steady=()
if setarch -R true 2>/dev/null; then steady=(setarch -R); fi
run=("${steady[@]}" env "LD_LIBRARY_PATH=$prefix/lib")
memory=(env "LD_LIBRARY_PATH=$prefix/lib" valgrind --quiet --leak-check=full --errors-for-leak-kinds=definite,possible --error-exitcode=99)

compile() { # NAME FLAGS… -- SOURCES…: builds $build/NAME from sources of tests/
    local name=$1 options=() sources=()
    shift
    while [ "$1" != -- ]; do options+=("$1"); shift; done
    shift
    for source in "$@"; do sources+=("$here/tests/$source"); done
    "$cc" -std=c11 -D_DEFAULT_SOURCE "${strict[@]}" "${options[@]}" -o "$build/$name" "${sources[@]}" "${flags[@]}" -lpthread -ldl
}

example() { # NAME SOURCE FLAGS…: builds $build/NAME from a file of examples/c
    local name=$1 source=$2
    shift 2
    "$cc" -std=c11 "${strict[@]}" "$@" -o "$build/$name" "$source" "${flags[@]}"
}

is_same() { # WHAT EXPECTED ACTUAL
    diff "$2" "$3" || { echo "$1" >&2; return 1; }
}

step 'the libraries show what the header declares, and nothing else'
grep -oE '^[a-z].*\bcartpool_\w+\(' "$prefix/include/cartpool.h" | grep -v '^static' | grep -oE 'cartpool_\w+' |
    LC_ALL=C sort >"$build/declared.txt"
for library in libcartpool.so libcartpool.a; do
    dynamic=(); [ "$library" = libcartpool.a ] || dynamic=(--dynamic)
    nm --extern-only --defined-only "${dynamic[@]}" "$prefix/lib/$library" | awk 'NF == 3 { print $3 }' |
        LC_ALL=C sort >"$build/shown.txt"
    is_same "$library shows other functions than the header declares" "$build/declared.txt" "$build/shown.txt"
done

step 'the header compiles as C99 and as C++; a buffer where a short text belongs does not'
pedantic=("${strict[@]}" -Wconversion -Wshadow -fsyntax-only)
"$cc" -std=c99 "${pedantic[@]}" -Wstrict-prototypes -Wc++-compat -x c "$prefix/include/cartpool.h"
"$cxx" -std=c++20 "${pedantic[@]}" -Wold-style-cast -x c++ "$prefix/include/cartpool.h"
"$cxx" -std=c++11 "${strict[@]}" -o "$build/header" "$here/tests/header.cpp" "${flags[@]}"
"${run[@]}" "$build/header"
too_small='#include <cartpool.h>
int main(void) { char id[8]; return cartpool_cart_id(1, &id); }'
for compiler in "$cc -std=c11 -x c" "$cxx -std=c++11 -x c++"; do
    if $compiler "${strict[@]}" "${flags[@]}" -fsyntax-only - <<<"$too_small" 2>"$build/too-small.txt"; then
        echo "a buffer of eight bytes was taken for a text" >&2; exit 1
    fi
    grep --quiet 'CartpoolText' "$build/too-small.txt"
done

step 'scenarios hold'
scenarios=(vectors.c script.c facts.c event_facts.c verbs.c bill.c campaigns.c)
compile vectors "${sanitized[@]}" -- "${scenarios[@]}"
"${run[@]}" "$build/vectors" "$vectors"

step 'abuse is refused'
plain_tests=(abuse abuse_campaigns edges entries)
for name in "${plain_tests[@]}"; do
    compile "$name" "${sanitized[@]}" -- "$name.c"
    "${run[@]}" "$build/$name"
done
compile threads "${sanitized[@]}" -- threads.c
"${run[@]}" "$build/threads" "$build/files/signals.db"

step 'files keep carts, and are shared'
compile files-test "${sanitized[@]}" -- files.c
"${run[@]}" "$build/files-test" "$build/files"

step 'a busy program forks'
compile forks-test "${undefined[@]}" -- forks.c
"${run[@]}" "$build/forks-test" "$build/files/forked.db"

step 'a process ends, unloads or replaces itself in the middle of everything'
compile ends "${undefined[@]}" -- ends.c
timeout 60 "${run[@]}" "$build/ends" exit "$build/files/exit.db"
timeout 60 "${run[@]}" "$build/ends" load "$prefix/lib/libcartpool.so"
timeout 60 "${run[@]}" "$build/ends" exec "$build/files/exec.db"

step 'a program and a library of different versions do not meet'
interface=$(sed -n 's/^#define CARTPOOL_ABI_VERSION //p' "$prefix/include/cartpool.h")
other=libcartpool.so.$((interface - 1))
"$cc" -shared -o "$build/$other" -Wl,-soname,"$other" -x c - <<<'unsigned cartpool_abi_version(void) { return 0; }'
"$cc" -o "$build/skewed" -x c - -x none "$build/$other" \
    <<<'unsigned cartpool_abi_version(void); int main(void) { return cartpool_abi_version(); }'
if "${run[@]}" "$build/skewed" 2>"$build/skewed.txt"; then echo 'a program met another version' >&2; exit 1; fi
grep --quiet "$other" "$build/skewed.txt"

step 'a bug inside any function is an internal error, and changes nothing'
"$here/install.sh" "$build/panics" --profile dev --features panics
"$cc" -std=c11 -D_DEFAULT_SOURCE "${strict[@]}" "${sanitized[@]}" -DPANICS -I"$prefix/include" -o "$build/panicking" \
    "$here/tests/entries.c" -L"$build/panics/lib" -lcartpool
"${steady[@]}" env LD_LIBRARY_PATH="$build/panics/lib" "$build/panicking"

step 'memory does not grow by opening and closing, nor by refusals'
compile leaks -- leaks.c
"${run[@]}" "$build/leaks" 20000

step 'stories are told as in every language'
for story in office_lunch group_buy family_groceries; do
    example "$story" "$examples/stories/$story.c" "${sanitized[@]}"
    "${run[@]}" "$build/$story" "$build/files/$story.db" >"$build/$story.txt"
    is_same "$story is another story here" "$root/examples/stories/$story.txt" "$build/$story.txt"
    [ "$(wc -l <"$examples/stories/$story.c")" -le 80 ] || { echo "$story is longer than 80 lines" >&2; exit 1; }
done

step 'the examples run: in memory, over two runs on a file, linked statically, from C++, by CMake'
example lunch "$examples/lunch.c"
"${run[@]}" "$build/lunch" >"$build/lunch.txt"
"${run[@]}" "$build/lunch" "$build/files/lunch.db" >"$build/kept.txt"
read -ra static < <(pkg-config --static --cflags --libs cartpool)
rustc --print native-static-libs --crate-type staticlib -o "$build/nothing.a" - </dev/null 2>"$build/needed.txt"
needed=$(sed -n 's/.*native-static-libs: //p' "$build/needed.txt")
for library in $needed; do
    case " ${static[*]} -lgcc_s -lc " in
        *" $library "*) ;;
        *) echo "pkg-config --static does not name $library" >&2; exit 1 ;;
    esac
done
# With an SQLite of its own, which the library's must not replace.
own='const char *sqlite3_libversion(void); const char *sqlite3_libversion(void) { return "own"; }'
"$cc" -c -o "$build/own.o" -x c - <<<"$own"
# glibc warns of what a static program may not use, and the library does not.
"$cc" -std=c11 "${strict[@]}" -static -o "$build/lunch-static" "$examples/lunch.c" "$build/own.o" "${static[@]}" \
    2>"$build/static.txt" || { cat "$build/static.txt" >&2; exit 1; }
"$build/lunch-static" "$build/files/lunch.db" "$(sed -n 's/^cart //p' "$build/kept.txt")" | grep --quiet '^total 24.40 EUR$'
grep '^3 item_added by ana: 2 x TEA$' "$build/lunch.txt"
grep '^total 12.20 EUR$' "$build/lunch.txt"
grep '^ben pays 3.05$' "$build/lunch.txt"
"$cxx" -std=c++11 -pthread "${strict[@]}" "${sanitized[@]}" -o "$build/lunch-cpp" "$examples/lunch.cpp" "${flags[@]}"
"${run[@]}" "$build/lunch-cpp" >"$build/lunch-cpp.txt"
printf '%s\n' capability_missing '6 x TEA: 27.00' 'item_increased to '{3..6}' by ana' | diff - "$build/lunch-cpp.txt"
cmake -S "$here/tests/cmake" -B "$build/cmake" -DCMAKE_PREFIX_PATH="$prefix" -DEXAMPLES="$examples" >/dev/null
cmake --build "$build/cmake" >/dev/null
for name in shared static; do "$build/cmake/lunch-$name" | grep --quiet '^total 12.20 EUR$'; done

step 'what the READMEs show compiles and runs'
"$here/tests/snippets.sh" "$root/README.md" "$build/snippets" root-
"$here/tests/snippets.sh" "$here/README.md" "$build/snippets" own-
snippets=("$build"/snippets/*.c)
[ ${#snippets[@]} -ge 2 ] || { echo 'the READMEs show too little' >&2; exit 1; }
for snippet in "${snippets[@]}"; do
    "$cc" -std=c11 "${strict[@]}" "${sanitized[@]}" -o "${snippet%.c}" "$snippet" "${flags[@]}"
    (cd "$build/files" && "${run[@]}" "${snippet%.c}") >"${snippet%.c}.txt"
    # A comment behind a line that prints is what it prints.
    sed -n 's|^.*print.*; *// \(.*\)$|\1|p' "$snippet" | diff - "${snippet%.c}.txt"
done

step 'memory is sound under valgrind: scenarios, abuse, threads, files, stories'
compile vectors-plain -- "${scenarios[@]}"
"${memory[@]}" "$build/vectors-plain" "$vectors"
for name in "${plain_tests[@]}"; do
    compile "$name-plain" -DFEWER -- "$name.c"
    "${memory[@]}" "$build/$name-plain"
done
compile threads-plain -DFEWER -- threads.c
"${memory[@]}" "$build/threads-plain" "$build/files/signals-2.db"
mkdir "$build/files/again"
compile files-plain -- files.c
"${memory[@]}" "$build/files-plain" "$build/files/again"
for story in office_lunch group_buy family_groceries; do
    example "$story-plain" "$examples/stories/$story.c"
    "${memory[@]}" "$build/$story-plain" "$build/files/again/$story.db" | diff "$root/examples/stories/$story.txt" -
done

step 'threads share handles without a lock of their own'
for name in abuse abuse_campaigns; do
    compile "$name-threads" -fsanitize=thread -DFEWER -- "$name.c"
    "${run[@]}" "$build/$name-threads"
done
