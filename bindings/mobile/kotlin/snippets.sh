#!/usr/bin/env bash
# Makes a program of each block of Kotlin in a readme: snippets.sh README NAME OUT writes OUT/NAME_1.kt and so on.
set -euo pipefail
awk -v name="$2" -v out="$3" '
  /^```kotlin$/ { count++; inside = 1; imports = ""; body = ""; next }
  /^```$/ && inside {
    inside = 0
    file = out "/" name "_" count ".kt"
    printf "package snippets.%s_%d\n\n%s\nfun main() {\n%s}\n", name, count, imports, body > file
    close(file)
  }
  inside && /^import / { imports = imports $0 "\n"; next }
  inside { body = body "    " $0 "\n" }
' "$1"
