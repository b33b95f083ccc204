#!/usr/bin/env bash
# Builds an AAR for Android: the same classes, and the library for each ABI.
#
# NOT RUN where this is tested, which has no Android SDK. It needs the NDK (ANDROID_NDK_HOME), `cargo install cargo-ndk`,
# `rustup target add aarch64-linux-android armv7-linux-androideabi x86_64-linux-android`, Maven, a JDK 17, and zip.
# An app that takes the AAR adds net.java.dev.jna:jna:5.19.1@aar, kotlin-stdlib and kotlinx-coroutines itself.
set -euo pipefail
: "${ANDROID_NDK_HOME:?names the folder of the NDK}"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/kotlin
aar=$work/aar

# API level 26 is Android 8; before 33 it is JNA's cleaner that gives handles back, not Java's. Android 15 asks for pages of
# 16 KiB.
rm -rf "$aar" && mkdir -p "$aar/jni"
(cd "$root" && RUSTFLAGS="-C link-arg=-Wl,-z,max-page-size=16384" cargo ndk --platform 26 \
  --target arm64-v8a --target armeabi-v7a --target x86_64 --output-dir "$aar/jni" \
  build --locked --release --package cartpool-mobile --lib)

"$here/generate.sh"
mvn --batch-mode --quiet -Dmaven.repo.local="$work/m2" -Dcartpool.work="$work" -f "$here" package -Dmaven.test.skip=true
cp "$work"/maven/cartpool-*.jar "$aar/classes.jar"
# The jar's own library is for this machine; a phone has those under jni/.
zip --quiet --delete "$aar/classes.jar" 'linux-*' 'darwin-*' 'win32-*' || true

cat >"$aar/AndroidManifest.xml" <<'XML'
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="dev.cartpool">
  <uses-sdk android:minSdkVersion="26" />
</manifest>
XML
# JNA reaches these by name.
cat >"$aar/proguard.txt" <<'RULES'
-keep class com.sun.jna.** { *; }
-keep class * extends com.sun.jna.** { *; }
-keep class dev.cartpool.** { *; }
-dontwarn java.awt.**
RULES
touch "$aar/R.txt"
(cd "$aar" && zip --quiet --recurse-paths "$work/cartpool.aar" AndroidManifest.xml classes.jar jni proguard.txt R.txt)
echo "$work/cartpool.aar"
