// What the documentation shows is run.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import * as cartpool from '@cartpool/engine'

const here = dirname(fileURLToPath(import.meta.resolve('@cartpool/engine')))
const AsyncFunction = (async () => {}).constructor

/** Runs one piece of code, with `carts.db` in a folder of its own. */
async function run(code) {
  const folder = mkdtempSync(join(tmpdir(), 'cartpool-docs-'))
  const body = code.replace(/^import .*$/gm, '').replaceAll("'carts.db'", JSON.stringify(join(folder, 'carts.db')))
  const given = { assert, console: { log() {} }, ...cartpool }
  await new AsyncFunction(...Object.keys(given), body)(...Object.values(given))
  rmSync(folder, { recursive: true })
}

const types = ['index.d.ts', 'lib/campaigns.d.ts'].map((file) => readFileSync(join(here, file), 'utf8')).join('')
for (const [comment, name] of types.matchAll(/\/\*\*(?:(?!\*\/)[^])*@example(?:(?!\*\/)[^])*\*\/\s*(?:readonly |static )*(\w+)/g)) {
  const example = comment.split('@example')[1].split('*/')[0]
  test(`the example of ${name} holds`, () => run(example.replace(/^\s*\* ?/gm, '')))
}

const readme = readFileSync(join(here, 'README.md'), 'utf8')
for (const [, code] of readme.matchAll(/```js\n([^]*?)```/g)) {
  test(`the README's "${code.split('\n').find((line) => line.includes('Engine.open'))}" holds`, () => run(code))
}
