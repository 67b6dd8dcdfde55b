// npm test: lint, types, then every test; the last line is "N passed, N failed, N skipped".
//   npm test -- [vitest filters]      only those files, without lint and types
import './guard.mjs'
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { ClosingLine } from './closing-line.mjs'

const root = resolve(import.meta.dirname, '..')
const filters = process.argv.slice(2)
if (filters.length === 0) {
  const check = spawnSync(process.execPath, [resolve(import.meta.dirname, 'check.mjs')], { cwd: root, stdio: 'inherit' })
  if (check.status !== 0) {
    process.stdout.write('\nnpm run check failed: see above\n0 passed, 1 failed, 0 skipped\n')
    process.exit(1)
  }
}
process.env.LOKET_CHECK_OUTPUT = '1'
// A log is read as text: no colours there. Said before vitest is loaded, because it looks only then.
if (process.stdout.isTTY !== true) process.env.NO_COLOR = '1'
const { startVitest } = await import('vitest/node')
const vitest = await startVitest('test', filters, { root, watch: false, reporters: ['dot', new ClosingLine()] })
await vitest?.close()
