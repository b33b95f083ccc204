#!/usr/bin/env bash
# Puts the Swift package for Apple's platforms together, under target/swift/apple: the package, the library as an xcframework, and
# its checksum. For a Mac with Xcode and rustup; IT HAS NOT BEEN RUN YET, since nothing that builds this project is a Mac.
#
#   package-apple.sh [URL]      where the xcframework will be downloaded from; without it the package holds it
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$root/target/swift/apple
package=$work/Cartpool
framework=$package/CartpoolFFI.xcframework
url=${1:-}

[ "$(uname -s)" = Darwin ] || { echo "package-apple.sh: this needs a Mac with Xcode" >&2; exit 1; }

export IPHONEOS_DEPLOYMENT_TARGET=15.0 MACOSX_DEPLOYMENT_TARGET=12.0
targets=(aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin)
rustup target add "${targets[@]}"
cd "$root"
for target in "${targets[@]}"; do
  cargo build --locked --release --package cartpool-mobile --lib --target "$target"
done

# What is written by hand and by UniFFI is the same everywhere.
"$here/package.sh" >/dev/null
rm -rf "$work"
mkdir -p "$package/Sources" "$work/headers" "$work/simulator" "$work/macos"
cp "$here/Package.swift" "$here/README.md" "$root"/LICENSE-* "$package"
cp -R "$root/target/swift/Cartpool/Sources/Cartpool" "$package/Sources"
cp -R "$root/target/swift/Cartpool/Tests" "$package"
cp "$root"/target/swift/Cartpool/Sources/CartpoolFFI/{CartpoolFFI.h,lean.h,module.modulemap} "$work/headers"

# One library a platform: an xcframework takes no two for the same.
library() { echo "target/$1/release/libcartpool_mobile.a"; }
lipo -create "$(library aarch64-apple-ios-sim)" "$(library x86_64-apple-ios)" -output "$work/simulator/libcartpool_mobile.a"
lipo -create "$(library aarch64-apple-darwin)" "$(library x86_64-apple-darwin)" -output "$work/macos/libcartpool_mobile.a"
xcodebuild -create-xcframework \
  -library "$(library aarch64-apple-ios)" -headers "$work/headers" \
  -library "$work/simulator/libcartpool_mobile.a" -headers "$work/headers" \
  -library "$work/macos/libcartpool_mobile.a" -headers "$work/headers" \
  -output "$framework"

(cd "$package" && zip -qry "$work/CartpoolFFI.xcframework.zip" CartpoolFFI.xcframework)
checksum=$(swift package --package-path "$package" compute-checksum "$work/CartpoolFFI.xcframework.zip")
if [ -n "$url" ]; then
  place="url: \"$url\", checksum: \"$checksum\""
  sed -i '' "s|path: \"CartpoolFFI.xcframework\"|$place|" "$package/Package.swift"
  rm -rf "$framework"
fi
echo "$package"
echo "$work/CartpoolFFI.xcframework.zip $checksum"
