#!/usr/bin/env bash
# Measures each host in one run of its own, against code by hand in its language and Redis through its usual client:
#
#   benches/hosts/run.sh                     all hosts; building comes before, measuring takes minutes
#   benches/hosts/run.sh python node         these
#   benches/hosts/run.sh --quick             does it work? Its figures mean little
#   benches/hosts/run.sh --markdown          the same as without, and writes the tables of the READMEs
#
# A host's run prints one line a figure: `name value unit goal ok|short`.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/hosts
hosts=()
quick=()
markdown=

for argument in "$@"; do
    case $argument in
        --quick) quick=(--quick) ;;
        --markdown) markdown=1 ;;
        python | node | kotlin | swift | c) hosts+=("$argument") ;;
        *) sed -n '2,9s/^# \{0,1\}//p' "$here/run.sh" >&2; exit 2 ;;
    esac
done
[ -z "$markdown" ] || [ ${#quick[@]} = 0 ] || { echo "benches/hosts/run.sh: quick figures are not written down" >&2; exit 2; }
[ ${#hosts[@]} -gt 0 ] || hosts=(python node kotlin swift c)

mkdir -p "$work"
for host in "${hosts[@]}"; do
    "$here/$host/run.sh" "${quick[@]}" | tee "$work/$host.txt"
done
[ -z "$markdown" ] || python3 "$here/table.py" "$root" "${hosts[@]/#/$work/}"
