#!/usr/bin/env bash
# Writes the code through which Kotlin or Swift call the library, and builds the library itself beside it:
#
#   bindings/mobile/generate.sh kotlin|swift OUT [--release]
#
# OUT gets the source; the library is in cargo's target folder, under `debug` or `release`, and its path is the last line.
set -euo pipefail
language=${1:?kotlin or swift}
out=${2:?where the source goes}
mkdir -p "$out"
out=$(cd "$out" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
target=${CARGO_TARGET_DIR:-target}
case $(uname -s) in
  Darwin) library=libcartpool_mobile.dylib ;;
  *) library=libcartpool_mobile.so ;;
esac

cargo build --quiet --locked --package cartpool-mobile --features bindgen --bin cartpool-bindgen
cargo build --quiet --locked --package cartpool-mobile --lib
# From the unstripped library: what the source is written from is in its symbols.
"$target/debug/cartpool-bindgen" generate --language "$language" --no-format --out-dir "$out" "$target/debug/$library" >&2
if [ "${3:-}" = --release ]; then
  cargo build --quiet --locked --release --package cartpool-mobile --lib
  echo "$target/release/$library"
else
  echo "$target/debug/$library"
fi
