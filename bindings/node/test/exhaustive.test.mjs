// A switch that names every event compiles, and one that forgets one does not.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import ts from 'typescript'

// Beside the tests, where the package is found.
const folder = mkdtempSync(join(import.meta.dirname, 'exhaustive-'))
after(() => rmSync(folder, { recursive: true }))

const { ModuleKind: { NodeNext: module }, ModuleResolutionKind: { NodeNext: moduleResolution } } = ts

function compiled(name, text) {
  const file = join(folder, `${name}.mts`)
  writeFileSync(file, text)
  const program = ts.createProgram([file], { module, moduleResolution, target: ts.ScriptTarget.ES2022, strict: true, noEmit: true })
  const source = program.getSourceFile(file)
  return { source, checker: program.getTypeChecker(), errors: program.getSemanticDiagnostics(source) }
}

/** The values of a type of the package. */
function valuesOf(type) {
  const { source, checker, errors } = compiled('values', `import type * as it from '@cartpool/engine'\nexport type Values = ${type}\n`)
  assert.deepEqual(errors, [])
  return checker.getTypeAtLocation(source.statements[1].name).types.map(({ value }) => value)
}

const KINDS = { CartEvent: "it.CartEvent['kind']", Page: "it.Page['kind']", CartpoolError: "it.CartpoolError['kind']" }

for (const [type, values] of Object.entries(KINDS)) {
  test(`a switch over every kind of ${type} is exhaustive, and one that forgets one does not compile`, () => {
    const all = valuesOf(values)
    const told = (kinds) => `
      import type { ${type} } from '@cartpool/engine'
      export function told(it: ${type}): string {
        const { kind } = it
        switch (kind) {
          ${kinds.map((kind) => `case '${kind}': return '${kind}'`).join('\n')}
          default: {
            const rest: never = kind
            return rest
          }
        }
      }`
    assert.ok(all.length >= 3)
    assert.deepEqual(compiled('whole', told(all)).errors, [])
    assert.equal(compiled('short', told(all.slice(1))).errors.length, 1)
  })
}
