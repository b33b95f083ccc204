// The stories that every language tells, and tells alike.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const place = (path) => fileURLToPath(new URL(path, import.meta.url))

for (const story of ['office_lunch', 'group_buy', 'family_groceries']) {
  test(`${story} is told as in every language`, () => {
    const told = execFileSync(process.execPath, [place(`../stories/${story}.mjs`)], { encoding: 'utf8' })
    assert.equal(told, readFileSync(place(`../../stories/${story}.txt`), 'utf8'))
  })
}
