#!/usr/bin/env bash
# Builds the jar with its library and proves it: JUnit with every scenario, the stories, and what the readmes show; then a
# fresh project that knows nothing but the jar's coordinates. CARTPOOL_VECTORS names another folder of scenarios, and then
# only scenarios are played.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/kotlin

maven() {
  mvn --batch-mode --quiet -Dstyle.color=never -Dmaven.repo.local="$work/m2" -Dcartpool.work="$work" "$@"
}

"$here/generate.sh"
rm -rf "$work/snippets" && mkdir -p "$work/snippets"
"$here/snippets.sh" "$root/README.md" readme "$work/snippets"
"$here/snippets.sh" "$here/README.md" module "$work/snippets"

if [ -n "${CARTPOOL_VECTORS:-}" ]; then
  maven -f "$here" test -Dtest=VectorsTest
  exit
fi

rm -rf "$work/tested" "$work/consumer" "$work/m2/dev/cartpool"
maven -f "$here" deploy -DaltDeploymentRepository="jars::file://$work/tested"

# What an editor shows of a verb is what core says of it.
rm -rf "$work/sources" && mkdir "$work/sources"
(cd "$work/sources" && jar xf "$work"/tested/dev/cartpool/cartpool/*/*-sources.jar)
grep -qF "Adds \`quantity\` of \`sku\` at the price list's price." "$work"/sources/dev/cartpool/cartpool_mobile.kt ||
  { echo "the sources say nothing of verbs" >&2; exit 1; }

cp -R "$here/consumer" "$work/consumer"
cp "$root"/examples/kotlin/stories/*.kt "$work/consumer/src/main/kotlin"
said=$(maven -f "$work/consumer" compile exec:java -Dcartpool.repository="file://$work/tested")
grep -qF "capability_missing, then 9.00 EUR" <<<"$said" || { echo "the fresh project said: $said" >&2; exit 1; }
# Maven ends with the end of a colour, whatever it is told of colours.
told=$(maven -f "$work/consumer" exec:java -Dcartpool.repository="file://$work/tested" \
  -Dexec.mainClass=stories.office_lunch.Office_lunchKt | sed 's/\x1b\[0m//g')
diff <(echo "$told") "$root/examples/stories/office_lunch.txt"
echo "a fresh project uses the jar, and tells a story"
