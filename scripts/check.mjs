// Lint, format, import rules (Biome) and types (one tsconfig per part), all at once.
import './guard.mjs'
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const parts = ['src/shared', 'src/main/core', 'src/main', 'src/renderer', 'test']
let failed = false
const run = (title, file, args) => {
  const done = spawnSync(process.execPath, [resolve(root, 'node_modules', file), ...args], { cwd: root, stdio: 'inherit' })
  if (done.status !== 0) {
    failed = true
    process.stderr.write(`check: ${title} failed\n`)
  }
}
run('biome', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])
for (const part of parts) run(`types of ${part}`, 'typescript/bin/tsc', ['-p', part])
process.exit(failed ? 1 : 0)
