#!/usr/bin/env bash
# Prepares what Maven builds from: the Kotlin that UniFFI writes, and the library for this machine.
#
#   bindings/mobile/kotlin/generate.sh [--release]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../../.."
work=${CARGO_TARGET_DIR:-target}/kotlin
case $(uname -s)-$(uname -m) in
  Linux-x86_64) platform=linux-x86-64 ;;
  Linux-aarch64) platform=linux-aarch64 ;;
  Darwin-arm64) platform=darwin-aarch64 ;;
  Darwin-x86_64) platform=darwin-x86-64 ;;
  *) echo "cartpool: no name for the library of $(uname -s) on $(uname -m)" >&2; exit 1 ;;
esac

mkdir -p "$work/native/$platform" "$work/fresh"
library=$(bindings/mobile/generate.sh kotlin "$work/fresh" "$@")
sed -i.unpolished -f "$here/polish.sed" "$work/fresh/dev/cartpool/cartpool_mobile.kt"
rm "$work/fresh/dev/cartpool/cartpool_mobile.kt.unpolished"
# A file that is as it was keeps its time, so that Maven need not compile it again.
mkdir -p "$work/generated/dev/cartpool"
cmp -s "$work/fresh/dev/cartpool/cartpool_mobile.kt" "$work/generated/dev/cartpool/cartpool_mobile.kt" ||
  cp "$work/fresh/dev/cartpool/cartpool_mobile.kt" "$work/generated/dev/cartpool/"
cmp -s "$library" "$work/native/$platform/$(basename "$library")" || cp "$library" "$work/native/$platform/"
