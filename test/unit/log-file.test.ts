import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { logFile } from '../../src/main/core/log/log-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loket-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('turns over when it is full and keeps only a few older files', () => {
  const log = logFile(folder, { bytes: 1000, older: 2 })
  for (let line = 0; line < 200; line += 1) log.write(`${String(line).padStart(49, '.')}\n`)
  expect(readdirSync(folder).sort()).toEqual(['loket.1.log', 'loket.2.log', 'loket.log'])
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThan(1200)
  const kept = ['loket.2.log', 'loket.1.log', 'loket.log'].map((name) => readFileSync(join(folder, name), 'utf8')).join('')
  // nothing lost in between: the last lines, in order, up to the very last
  const lines = kept
    .trimEnd()
    .split('\n')
    .map((line) => Number(line.replaceAll('.', '')))
  expect(lines).toEqual(Array.from({ length: lines.length }, (_, index) => 200 - lines.length + index))
})

it('two threads share the file without losing a line', () => {
  const [one, other] = [logFile(folder, { bytes: 1000, older: 9 }), logFile(folder, { bytes: 1000, older: 9 })]
  for (let line = 0; line < 60; line += 1) (line % 2 === 0 ? one : other).write(`${String(line).padStart(49, '.')}\n`)
  const all = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'))
  expect(all).toHaveLength(60)
})

it('a folder that cannot be written does not stop the work', () => {
  expect(() => logFile(join(folder, 'none')).write('x\n')).not.toThrow()
})
