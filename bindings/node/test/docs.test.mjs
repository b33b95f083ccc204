// What the documentation shows is run.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'
import * as cartpool from '@cartpool/engine'

const here = dirname(fileURLToPath(import.meta.resolve('@cartpool/engine')))
const AsyncFunction = (async () => {}).constructor

/** Runs one piece of code, with `carts.db` in a folder of its own; what it logs is what a comment after an arrow says. */
async function run(code) {
  const folder = mkdtempSync(join(tmpdir(), 'cartpool-docs-'))
  const body = code.replace(/^import .*$/gm, '').replaceAll("'carts.db'", JSON.stringify(join(folder, 'carts.db')))
  const logged = []
  const log = (value) => logged.push(typeof value === 'string' ? value : inspect(value))
  const given = { assert, console: { log }, ...cartpool }
  await new AsyncFunction(...Object.keys(given), body)(...Object.values(given))
  rmSync(folder, { recursive: true })
  for (const [, told] of code.matchAll(/console\.log\(.*\) \/\/ -> (.*)/g)) assert.equal(logged.shift(), told)
}

const types = ['index.d.ts', 'lib/campaigns.d.ts'].map((file) => readFileSync(join(here, file), 'utf8')).join('')
for (const [comment, name] of types.matchAll(/\/\*\*(?:(?!\*\/)[^])*@example(?:(?!\*\/)[^])*\*\/\s*(?:readonly |static )*(\w+)/g)) {
  const example = comment.split('@example')[1].split('*/')[0]
  test(`the example of ${name} holds`, () => run(example.replace(/^\s*\* ?/gm, '')))
}

// The package's own, and the repository's, which CARTPOOL_README names.
for (const path of [join(here, 'README.md'), process.env.CARTPOOL_README].filter(Boolean)) {
  const snippets = [...readFileSync(path, 'utf8').matchAll(/```js\n([^]*?)```/g)]
  assert.ok(snippets.length > 1, path)
  snippets.forEach(([, code], place) => test(`snippet ${place + 1} of ${basename(dirname(path))}/README.md holds`, () => run(code)))
}
