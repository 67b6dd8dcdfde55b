import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { runDemo } from './run-demo.ts'

// npm run demo -- --out DIR [--seed N] [--people N]: the main job without a window, on made-up people.
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'demo-out' },
    seed: { type: 'string', default: '2026' },
    people: { type: 'string', default: '240' },
  },
})
const out = resolve(values.out)
mkdirSync(out, { recursive: true })
const data = join(out, '.data')
rmSync(data, { recursive: true, force: true })
// The demo's device key stays inside its own folder and goes with it.
process.env.LOKET_KEY_DIR = join(data, 'key')
process.env.LOKET_PASSWORD = 'kata-sandi-demo'
process.env.LOKET_START_AT ??= '2026-11-16T01:00:00.000Z'
try {
  const made = await runDemo({
    out,
    data,
    seed: Number(values.seed),
    people: Number(values.people),
    say: (text) => process.stderr.write(`${text}\n`),
  })
  process.stdout.write(`${made.files.map((file) => join(out, file)).join('\n')}\n`)
  const state = JSON.parse(readFileSync(join(out, 'state.json'), 'utf8')) as { result: { accepted: number; refused: number } }
  process.stderr.write(
    `Selesai: ${made.files.length} berkas di ${out}; hasil SIKS-NG: ${state.result.accepted} diterima, ${state.result.refused} ditolak.\n`,
  )
} finally {
  rmSync(data, { recursive: true, force: true })
}
