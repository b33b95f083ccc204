// Builds the native library with cargo and puts it where lib/native.js looks for it, and the licences, which npm would not
// follow a link to, beside it. `--release` for publishing.
import { execFileSync } from 'node:child_process'
import { copyFileSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = join(dirname(fileURLToPath(import.meta.url)), '..')
const profile = process.argv.includes('--release') ? ['--release'] : []
const cargo = ['build', '--locked', '--package', 'cartpool-node', '--message-format', 'json-render-diagnostics', ...profile]
const output = execFileSync('cargo', cargo, { cwd: here, maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] })

const library = output
  .toString()
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))
  .filter((message) => message.reason === 'compiler-artifact' && message.target.name === 'cartpool_node')
  .flatMap((message) => message.filenames)
  .find((name) => /\.(so|dylib|dll)$/.test(name))

// Renamed into place: a process that has the old file mapped keeps it.
const target = join(here, `cartpool.${process.platform}-${process.arch}.node`)
copyFileSync(library, `${target}.new`)
renameSync(`${target}.new`, target)

for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE']) copyFileSync(join(here, '../..', licence), join(here, licence))
