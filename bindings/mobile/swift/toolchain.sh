#!/usr/bin/env bash
# Runs a command where Swift 6 is, in the folder it is called from; without a command it only makes sure of Swift.
#
#   toolchain.sh swift build
#
# A `swift` on the PATH is taken if it is new enough. Otherwise, as root on Debian, a copy of Debian trixie, which has Swift, is
# made once under target/swift and entered by chroot; the project stands at the same path in there. What is mounted for that
# is mounted in a namespace of the command's own: it ends with the command, however that ends, and nobody else sees it.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
copy=$root/target/swift/trixie
# hiredis is for the benchmark, which has no other client to use.
packages=swiftlang,swiftlang-dev,libc6-dev,libstdc++-14-dev,git,libhiredis-dev

fail() {
  echo "bindings/mobile/swift/toolchain.sh: $*" >&2
  exit 1
}

# Whether a Swift of version 6 or newer is on the PATH.
is_native() {
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\).*/\1/p' | head -1) && [ "${version:-0}" -ge 6 ]
}

in_namespace() { unshare --mount --propagation private "$@"; }

# Whether the copy is whole: its last step writes what it was made with.
is_made() { [ "$(cat "$copy/made-with" 2>/dev/null)" = "$packages" ]; }

need_debootstrap() {
  [ "$(id -u)" = 0 ] || fail "no swift 6 on the PATH; it can be made from Debian's packages, but only by root"
  command -v debootstrap >/dev/null && return
  command -v apt-get >/dev/null || fail "no swift 6 on the PATH, and no Debian to make it from"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends debootstrap >/dev/null
}

make_copy() {
  need_debootstrap
  in_namespace true || fail "this machine lets nobody mount, which a copy of Debian needs; install swift 6"
  local log=$copy.log
  rm -rf "$copy" "$copy.new"
  mkdir -p "$copy.new"
  in_namespace debootstrap --variant=minbase --include="$packages" trixie "$copy.new" >"$log" 2>&1 ||
    fail "debootstrap could not make Debian trixie; see $log"
  rm -rf "$copy.new"/var/cache/apt/archives/*.deb "$copy.new"/var/lib/apt/lists/*
  echo "$packages" >"$copy.new/made-with"
  mv "$copy.new" "$copy"
}

enter_copy() {
  mkdir -p "$copy$root"
  # shellcheck disable=SC2016 # the inner shell expands them
  in_namespace bash -euc '
    copy=$1 root=$2 place=$3
    shift 3
    mount --bind "$root" "$copy$root"
    mount -t proc proc "$copy/proc"
    mount --rbind /dev "$copy/dev"
    exec chroot "$copy" /usr/bin/env HOME=/root LC_ALL=C.UTF-8 PATH=/usr/libexec/swift/bin:/usr/bin:/bin \
      LD_LIBRARY_PATH=/usr/libexec/swift/lib/swift/linux /bin/bash -euc "cd \"\$0\"; exec \"\$@\"" "$place" "$@"
  ' bash "$copy" "$root" "$PWD" "$@"
}

if is_native; then
  [ $# -eq 0 ] || exec "$@"
else
  is_made || make_copy
  [ $# -eq 0 ] || enter_copy "$@"
fi
