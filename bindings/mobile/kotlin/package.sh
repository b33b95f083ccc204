#!/usr/bin/env bash
# Builds the jar for release into target/kotlin/repository, a folder that Maven and Gradle take as a repository.
#
# The jar carries the library for the machine that builds it. For a jar for several, put their libraries beside this one
# first, as target/kotlin/native/PLATFORM/NAME: linux-aarch64/libcartpool_mobile.so, darwin-aarch64/libcartpool_mobile.dylib,
# darwin-x86-64/libcartpool_mobile.dylib, win32-x86-64/cartpool_mobile.dll. `generate.sh --release` makes a machine's own.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=${CARGO_TARGET_DIR:-$here/../../../target}/kotlin
"$here/generate.sh" --release
work=$(cd "$work" && pwd)
mvn --batch-mode --quiet -Dmaven.repo.local="$work/m2" -Dcartpool.work="$work" -f "$here" deploy \
  -Dmaven.test.skip=true -DaltDeploymentRepository="jars::file://$work/repository"
ls "$work"/repository/dev/cartpool/cartpool/*/*.jar
