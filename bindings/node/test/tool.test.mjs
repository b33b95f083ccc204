// The `cartpool` command that comes with the package.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Engine } from '@cartpool/engine'
import { shop } from './shop.mjs'

const folder = mkdtempSync(join(tmpdir(), 'cartpool-tool-'))
after(() => rmSync(folder, { recursive: true }))

/** Runs the command as a user of the installed package does. */
function cartpool(...words) {
  const options = { cwd: import.meta.dirname, encoding: 'utf8', timeout: 60_000 }
  const { status, stdout, stderr } = spawnSync('npx', ['--no-install', 'cartpool', ...words], options)
  return { status, stdout, stderr }
}

test('a file is looked into, checked and copied while an engine uses it', () => {
  const path = join(folder, 'carts.db')
  const { engine, cart, ana } = shop({ path })
  ana.addItem('TEA', 2)
  const { status, stdout } = cartpool('inspect', path)
  assert.equal(status, 0)
  assert.match(stdout, /carts/)
  assert.equal(cartpool('verify', path).status, 0)

  const copy = join(folder, 'copy.db')
  assert.equal(cartpool('backup', path, copy).status, 0)
  ana.addItem('TEA', 1)
  const restored = join(folder, 'restored.db')
  assert.equal(cartpool('restore', copy, restored).status, 0)
  const again = Engine.open({ path: restored })
  assert.equal(again.cart(cart.id).member('ana').view().lines[0].quantity, 2)
  again.close()

  const lines = cartpool('export', path).stdout.trimEnd().split('\n')
  assert.ok(lines.map((line) => JSON.parse(line)).length >= 3)
  engine.close()
})

test('what cannot be done has its exit code and says why', () => {
  assert.equal(cartpool('--help').status, 0)
  assert.equal(cartpool('nonsense').status, 2)
  const { status, stdout, stderr } = cartpool('inspect', join(folder, 'nowhere', 'carts.db'))
  assert.deepEqual([status, stdout], [3, ''])
  assert.match(stderr, /storage_not_found/)
})
