#!/usr/bin/env bash
# Proves Swift's package as its users get it: builds and tests it in Swift 6's language mode, and programs that depend on it: the
# stories, every example of the READMEs, one that meets another version of the library. CARTPOOL_VECTORS names another folder of
# scenarios.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$root/target/swift
package=$work/Cartpool
export RUST_BACKTRACE=0

step() { printf '== %s\n' "$1"; }

# Runs a command where Swift is, and shows what it said only where it failed.
swift_does() {
  local log=$work/test.log
  "$here/toolchain.sh" env PKG_CONFIG_PATH="$package/lib/pkgconfig" "$@" >"$log" 2>&1 || { cat "$log"; return 1; }
}

build() { swift_does swift build --disable-sandbox "$@"; }

# The scenarios go where the copy of Debian sees them.
place_scenarios() {
  rm -rf "$work/vectors"
  mkdir -p "$work/vectors"
  cp "${CARTPOOL_VECTORS:-$root/tests/vectors}"/*.cart "$work/vectors"
}

tests() {
  swift_does env CARTPOOL_VECTORS="$work/vectors" swift test --disable-sandbox --package-path "$package" "$@"
  grep 'Test run with' "$work/test.log"
  # Without a test it passes too.
  ! grep -q 'Test run with 0 tests' "$work/test.log"
}

# Stories tell in Swift what they tell in Rust.
stories() {
  local story
  build --package-path "$root/examples/swift" --scratch-path "$work/stories"
  for story in "$root"/examples/stories/*.txt; do
    story=$(basename "$story" .txt)
    "$here/toolchain.sh" "$work/stories/debug/$story" | diff "$root/examples/stories/$story.txt" -
  done
}

# Builds the package `shop` with this program. What was built of another is taken away: SwiftPM does not always see the change.
build_shop() {
  rm -f "$work"/shop-build/debug/shop "$work"/shop-build/debug/shop.build/*.{o,swiftdeps,d}
  cp "$1" "$work/shop/Sources/shop/main.swift"
  build --package-path "$work/shop" --scratch-path "$work/shop-build"
}

# The README's manifest is that of a fresh package, and each other example its program.
examples() {
  local shop=$work/shop example many=0
  rm -rf "$shop"
  mkdir -p "$shop/Sources/shop" "$shop/examples"
  awk -v out="$shop/examples/" '/^```swift$/ { file = out sprintf("%02d.swift", ++n); next } /^```/ { file = "" } file { print > file }' \
    "$here/README.md" "$root/README.md"
  mv "$(grep -l '^// swift-tools-version' "$shop"/examples/*)" "$shop/Package.swift"
  for example in "$shop"/examples/*.swift; do
    build_shop "$example"
    (cd "$shop" && swift_does "$work/shop-build/debug/shop") || { echo "failed: $example"; return 1; }
    many=$((many + 1))
  done
  echo "$many examples"
  [ "$many" -gt 2 ]
}

# A process may end with a loop under way; one that is killed has kept what it was answered; a forked child has nothing.
endings() {
  local file=$work/endings.db ending=("$here/toolchain.sh" "$work/shop-build/debug/shop") id
  rm -f "$file"*
  build_shop "$here/Tests/Programs/ending.swift"
  timeout 60 "${ending[@]}" live
  id=$(timeout 60 "${ending[@]}" killed "$file" 2>/dev/null) && return 1
  [ "$(timeout 60 "${ending[@]}" after "$file" "$id")" = '13.50 EUR' ]
  [ "$(timeout 60 "${ending[@]}" forked "$file")" = '7 2' ]
}

# Code of another version than the library says so at its first call, and calls nothing.
other_version() {
  local other=$work/other
  mkdir -p "$other/Cartpool"
  cp -R "$package/Package.swift" "$package/Sources" "$package/lib" "$package/Tests" "$other/Cartpool"
  sed -i 's/let bindings_contract_version = .*/let bindings_contract_version = 1/' "$other/Cartpool/Sources/Cartpool/Generated.swift"
  mkdir -p "$other/shop/Sources/shop"
  cp "$work/shop/Package.swift" "$other/shop"
  echo 'import Cartpool; _ = try Engine.open()' >"$other/shop/Sources/shop/main.swift"
  build --package-path "$other/shop" --scratch-path "$work/other-build"
  if "$here/toolchain.sh" "$work/other-build/debug/shop" >"$work/test.log" 2>&1; then return 1; fi
  grep -q 'the library that was linked is of another version than this package' "$work/test.log"
}

mkdir -p "$work"
step 'the package is put together'
"$here/toolchain.sh"
"$here/package.sh" >/dev/null
place_scenarios
step 'scenarios, idioms and abuse'
tests --skip LeakTests
step 'nothing is left behind'
tests --filter LeakTests --skip-build
step 'the three stories'
stories
step 'the examples of the READMEs'
examples
step 'a process ends by itself with a live feed, loses nothing when killed, and is whole after a fork'
endings
step 'another version of the library is told so'
other_version
