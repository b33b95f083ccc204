#!/usr/bin/env bash
# Proves the Node host as its users get it: builds the library, packs the package, installs that into a fresh project, runs
# scenarios, idioms and abuse against it there, and the Express example. CARTPOOL_VECTORS names another folder of scenarios.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
export CARTPOOL_VECTORS=${CARTPOOL_VECTORS:-$root/tests/vectors} CARTPOOL_README=$root/README.md
project=$root/target/node-host
tools=$here/node_modules/.bin

step() { printf '== %s\n' "$1"; }
quiet_npm() { npm --no-audit --no-fund --no-update-notifier --loglevel=error "$@"; }

step 'the library builds'
cd "$here"
node scripts/build.mjs

step 'the package is sound and installs into a fresh project'
quiet_npm ci
"$tools/publint" --strict
rm -rf "$project"
mkdir -p "$project"
quiet_npm pack --silent --pack-destination "$project" >/dev/null
"$tools/attw" --format ascii "$project"/*.tgz
cp -r "$here/test" "$project/test"
cd "$project"
echo '{ "private": true }' >package.json
quiet_npm install --offline ./*.tgz

step 'TypeScript programs compile against it, as ES module and as CommonJS, and run'
"$tools/tsc" --project test --typeRoots "$here/node_modules/@types"
node test/compiled/sample.mjs
node test/compiled/sample.cjs
for way in bundler node10; do
  "$tools/tsc" --project "test/tsconfig.$way.json" --typeRoots "$here/node_modules/@types"
done

step 'the types say what holds, and refuse what does not'
ln -s "$here/node_modules/tsd" "$here/node_modules/typescript" node_modules
ln -s "$here/node_modules/@types" node_modules/@types
"$tools/tsd" --typings node_modules/@cartpool/engine/index.d.ts --files 'test/*.test-d.ts'

step 'scenarios, idioms and abuse'
node --test test/*.test.mjs

step 'the stories, and the example: four workers on one file, killed and ended'
cd "$root/examples/node"
quiet_npm ci
quiet_npm test
