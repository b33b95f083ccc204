#!/usr/bin/env bash
# Writes every fenced block of C or C++ in a document as a file of its own: snippets.sh DOCUMENT FOLDER PREFIX
set -euo pipefail

awk -v into="$2/$3" '
    /^```(c|cpp)$/ { count++; name = into count (/cpp/ ? ".cpp" : ".c"); inside = 1; printf "" > name; next }
    /^```$/ { inside = 0 }
    inside { print > name }
' "$1"
