// Lint, format, import rules (Biome) and types (one tsconfig per part): as many at once as there are cores, the longest first.
import './guard.mjs'
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const tasks = [
  ...['test', 'src/renderer', 'src/main', 'src/main/core', 'src/shared'].map((part) => ({
    title: `types of ${part}`,
    file: 'typescript/bin/tsc',
    args: ['-p', part],
  })),
  { title: 'biome', file: '@biomejs/biome/bin/biome', args: ['check', '--error-on-warnings', '.'] },
]

/** Runs one to its end and shows what it said in one piece; answers whether it held. */
const run = ({ title, file, args }) =>
  new Promise((done) => {
    const child = spawn(process.execPath, [resolve(root, 'node_modules', file), ...args], { cwd: root })
    const said = []
    child.stdout.on('data', (bytes) => said.push(bytes))
    child.stderr.on('data', (bytes) => said.push(bytes))
    child.once('error', (error) => said.push(Buffer.from(`${error.message}\n`)))
    child.once('close', (code) => {
      process.stdout.write(Buffer.concat(said))
      if (code !== 0) process.stderr.write(`check: ${title} failed\n`)
      done(code === 0)
    })
  })

let held = true
const next = async () => {
  for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) held = (await run(task)) && held
}
await Promise.all(Array.from({ length: Math.min(availableParallelism(), tasks.length) }, next))
process.exit(held ? 0 : 1)
