#!/usr/bin/env bash
# Builds the library and installs it: bindings/c/install.sh PREFIX [CARGO OPTIONS…]
# Header, shared and static library, pkg-config file, CMake package, licences. Without further options the release profile is built.
# What is installed may be moved: pkg-config and CMake find it from where their own files lie.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
prefix=${1:?usage: install.sh PREFIX [CARGO OPTIONS]}
shift
[ $# -gt 0 ] || set -- --release

# Cargo says where its files are, whatever profile or target directory is configured.
files=$(cargo build --locked --manifest-path "$here/Cargo.toml" --message-format json-render-diagnostics "$@" |
    sed -n 's/.*"name":"cartpool_c".*"filenames":\[\([^]]*\)\].*/\1/p' | tr -d '"' | tr ',' '\n')
static=$(grep '\.a$' <<<"$files")
shared=$(grep -E '\.(so|dylib)$' <<<"$files")
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$root/Cargo.toml" | head -1)
interface=$(sed -n 's/^pub const CARTPOOL_ABI_VERSION: u32 = \(.*\);/\1/p' "$here/src/lib.rs")

case $shared in
    *.so) plain=libcartpool.so named=libcartpool.so.$interface soname=$named ;;
    *) plain=libcartpool.dylib named=libcartpool.$interface.dylib soname=@rpath/$named ;;
esac

# What Rust's own library needs of the system's beside the compiler's; test.sh holds it against what rustc says.
private='-lutil -lrt -lpthread -lm -ldl'
if [ "${plain##*.}" != so ]; then private='-lSystem -lm'; fi

# The archive as one object that shows what the header declares and nothing else: a program may link an SQLite of its own.
close_archive() { # FROM TO
    if [ "${plain##*.}" != so ]; then
        install -m 644 "$1" "$2"
        return
    fi
    local work
    work=$(mktemp -d)
    ld -r --whole-archive "$1" -o "$work/all.o"
    # Without the bitcode of Rust's own library, which not every `ar` can read.
    objcopy --wildcard --keep-global-symbol='cartpool_*' --remove-section=.llvmbc --remove-section=.llvmcmd \
        "$work/all.o" "$work/cartpool.o"
    rm -f "$2"
    ar crs "$2" "$work/cartpool.o"
    rm -r "$work"
}

fill() { # TEMPLATE TO
    sed -e "s|@version@|$version|" -e "s|@shared@|$named|" -e "s|@soname@|$soname|" -e "s|@private@|$private|" \
        "$here/$1" >"$2"
}

mkdir -p "$prefix/include" "$prefix/lib/pkgconfig" "$prefix/lib/cmake/cartpool" "$prefix/share/doc/cartpool"
install -m 644 "$here/include/cartpool.h" "$prefix/include/"
install -m 644 "$root"/LICENSE-* "$prefix/share/doc/cartpool/"
close_archive "$static" "$prefix/lib/libcartpool.a"
install -m 755 "$shared" "$prefix/lib/$named"
ln -sf "$named" "$prefix/lib/$plain"
fill cartpool.pc.in "$prefix/lib/pkgconfig/cartpool.pc"
fill cartpool-config.cmake.in "$prefix/lib/cmake/cartpool/cartpool-config.cmake"
fill cartpool-config-version.cmake.in "$prefix/lib/cmake/cartpool/cartpool-config-version.cmake"
