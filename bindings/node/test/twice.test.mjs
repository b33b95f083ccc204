// A module system that evaluates the package anew, as test runners do, has two of it in one thread.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'

/** The package as if nobody had loaded it: the native library is kept, as Jest keeps it, or loaded again. */
function evaluated({ keepsLibrary }) {
  const require = createRequire(import.meta.url)
  for (const name of Object.keys(require.cache)) {
    if (!keepsLibrary || !name.endsWith('.node')) delete require.cache[name]
  }
  return require('@cartpool/engine')
}

function cartIn({ Engine }, owner) {
  const engine = Engine.open()
  engine.setPrice('TEA', 'EUR', '4.50')
  return engine.createCart(owner, 'EUR').member(owner)
}

for (const keepsLibrary of [true, false]) {
  const library = keepsLibrary ? 'one library' : 'the library loaded twice'

  test(`two of the package take turns and neither loses a command, with ${library}`, () => {
    const first = cartIn(evaluated({ keepsLibrary }), 'ana')
    const second = cartIn(evaluated({ keepsLibrary }), 'ben')
    for (let version = 2; version < 12; version++) {
      assert.equal(first.addItem('TEA', 1), version)
      assert.equal(second.addItem('TEA', 2), version)
      assert.equal(first.total().minor, 450 * (version - 1))
      assert.equal(second.total().minor, 900 * (version - 1))
    }
    assert.throws(() => first.addItem('NONE', 1), { code: 'price_not_found' })
  })

  test(`a watch of the first is woken after the second came, with ${library}`, { timeout: 60_000 }, async () => {
    const first = cartIn(evaluated({ keepsLibrary }), 'ana')
    const second = cartIn(evaluated({ keepsLibrary }), 'ben')
    for (const member of [first, second]) {
      const watch = member.watch(`1.${member.version()}`)
      watch.page()
      const woken = watch.changed()
      member.addItem('TEA', 1)
      const alive = setInterval(() => {}, 1000)
      await woken.finally(() => clearInterval(alive))
      assert.equal(watch.page().events.length, 1)
    }
  })
}
