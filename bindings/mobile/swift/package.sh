#!/usr/bin/env bash
# Puts the Swift package together under target/swift/Cartpool, as users get it: what is written by hand, what UniFFI writes from
# the library, and the library itself, static, with the pkg-config file that leads to it. The last line is the package's path.
#
#   package.sh [--release]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$root/target/swift
package=$work/Cartpool

# Only what differs is written, so that SwiftPM compiles only what changed.
place() {
  mkdir -p "$(dirname "$2")"
  cmp -s "$1" "$2" || cp "$1" "$2"
}

library=$("$here/../generate.sh" swift "$work/generated" "$@")
perl "$here/polish.pl" <"$work/generated/Cartpool.swift" >"$work/generated/Generated.swift"

mkdir -p "$package"
for folder in Sources Tests; do
  (cd "$here" && find "$folder" -type f) | while read -r file; do place "$here/$file" "$package/$file"; done
  (cd "$package" && find "$folder" -type f 2>/dev/null) | while read -r file; do
    [ -e "$here/$file" ] || case $file in */Generated.swift | */CartpoolFFI.h) ;; *) rm "$package/$file" ;; esac
  done
done
for file in Package.swift README.md; do place "$here/$file" "$package/$file"; done
for file in LICENSE-MIT LICENSE-APACHE; do place "$root/$file" "$package/$file"; done
place "$work/generated/Generated.swift" "$package/Sources/Cartpool/Generated.swift"
place "$work/generated/CartpoolFFI.h" "$package/Sources/CartpoolFFI/CartpoolFFI.h"
# Every program that is linked reads all of it, so without what only a debugger of Rust would want.
strip -S -o "$work/generated/libcartpool_mobile.a" "$(cd "$root" && realpath "${library%.*}.a")"
if ! cmp -s "$work/generated/libcartpool_mobile.a" "$package/lib/libcartpool_mobile.a"; then
  mkdir -p "$package/lib"
  cp "$work/generated/libcartpool_mobile.a" "$package/lib"
  # SwiftPM links anew when a source has changed, and does not look at the library.
  touch "$package/Sources/Cartpool/Generated.swift"
fi
mkdir -p "$package/lib/pkgconfig"
cat >"$package/lib/pkgconfig/cartpool-swift.pc" <<'END'
prefix=${pcfiledir}/../..
Name: cartpool-swift
Description: the library under the Swift package Cartpool
Version: 0.1.0
Libs: -L${prefix}/lib -lcartpool_mobile
END
echo "$package"
