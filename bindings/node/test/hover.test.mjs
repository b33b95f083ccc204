// What an editor shows: every name that the package exports, and every member of each, says what it is.
import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const here = dirname(fileURLToPath(import.meta.resolve('@cartpool/engine')))
const file = join(here, 'index.d.ts')
const { ModuleKind: { NodeNext: module }, ModuleResolutionKind: { NodeNext: moduleResolution } } = ts
const program = ts.createProgram([file], { module, moduleResolution, strict: true })
const checker = program.getTypeChecker()
const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)))

const isOurs = ({ declarations = [] }) => declarations.some((declared) => declared.getSourceFile().fileName.startsWith(here))
const said = (symbol) => ts.displayPartsToString(symbol.getDocumentationComment(checker))
const members = (symbol) => checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol)).filter(isOurs)

test('every exported name says what it is', () => {
  assert.ok(exported.length > 100)
  assert.deepEqual(exported.filter((symbol) => said(symbol) === '').map(({ name }) => name), [])
})

test('every member says what it is', () => {
  const isFlat = ({ flags }) => flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)
  const silentOf = (symbol) => members(symbol).filter((it) => said(it) === '').map((it) => `${symbol.name}.${it.name}`)
  const silent = exported.filter(isFlat).flatMap(silentOf)
  // What every event has in common is its kind: the event's own words say the rest.
  assert.deepEqual(silent.filter((name) => !name.endsWith('.kind')), [])
})

test('a verb says what it does, what it refuses and what it leaves', () => {
  const verbs = members(exported.find(({ name }) => name === 'Verbs'))
  const member = new Map(members(exported.find(({ name }) => name === 'Member')).map((it) => [it.name, it]))
  assert.ok(verbs.length > 40)
  for (const verb of verbs) {
    assert.match(said(member.get(verb.name)), /\nRefusals: `[\s\S]*\nEvents: /, verb.name)
  }
})
