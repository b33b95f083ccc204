// CommonJS sees the same package.
import assert = require('node:assert/strict')
import cartpool = require('@cartpool/engine')

const engine: cartpool.Engine = cartpool.Engine.open()
engine.setPrice('TEA', 'EUR', '4.50')
const ana: cartpool.Member = engine.createCart('ana', 'EUR').member('ana')
assert.equal(ana.addItem('TEA', 2), 2)
assert.equal(ana.total().amount, '9.00')
