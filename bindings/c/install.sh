#!/usr/bin/env bash
# Builds the library and installs it with its header and pkg-config file: bindings/c/install.sh PREFIX [CARGO OPTIONS…]
# Without further options the release profile is built.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
prefix=${1:?usage: install.sh PREFIX [CARGO OPTIONS]}
shift
[ $# -gt 0 ] || set -- --release

# Cargo says where its files are, whatever profile or target directory is configured.
files=$(cargo build --manifest-path "$here/Cargo.toml" --message-format json-render-diagnostics "$@" |
    sed -n 's/.*"name":"cartpool_c".*"filenames":\[\([^]]*\)\].*/\1/p' | tr -d '"' | tr ',' '\n')
static=$(grep '\.a$' <<<"$files")
shared=$(grep -E '\.(so|dylib)$' <<<"$files")
extension=${shared##*.}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$root/Cargo.toml" | head -1)

mkdir -p "$prefix/lib/pkgconfig" "$prefix/include"
prefix=$(cd "$prefix" && pwd)
install -m 644 "$here/include/cartpool.h" "$prefix/include/"
install -m 644 "$static" "$prefix/lib/libcartpool.a"
if [ "$extension" = so ]; then
    install -m 755 "$shared" "$prefix/lib/libcartpool.so.0"
    ln -sf libcartpool.so.0 "$prefix/lib/libcartpool.so"
else
    install -m 755 "$shared" "$prefix/lib/libcartpool.$extension"
fi
sed -e "s|@prefix@|$prefix|" -e "s|@version@|$version|" "$here/cartpool.pc.in" >"$prefix/lib/pkgconfig/cartpool.pc"
