import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { CommandContext, InternalCommand, JobContext } from '../../src/main/core/context.ts'
import { migrate } from '../../src/main/core/db/migrate.sqlite.ts'
import { closeDatabase, openDatabase } from '../../src/main/core/db/open.sqlite.ts'
import { duplicatesHandlers } from '../../src/main/core/duplicates/duplicates.service.ts'
import { Tickets } from '../../src/main/core/files/tickets.ts'
import { silentLog } from '../../src/main/core/log/log.ts'
import { duplicates } from '../../src/shared/contract/duplicates.ts'
import { permissions } from '../../src/shared/domain/permissions.ts'
import { fillWithDoubles } from '../harness/duplicates.ts'

/** A scan of a made-up register with known doubles. Times in milliseconds, memory in megabytes, shares 0 to 1. */
export interface ScanBenchResult {
  people: number
  doubles: number
  found: number
  precision: number
  recall: number
  scanMs: number
  /** Of the process that scans, with its database cache. */
  memory: number
  checkP50: number
  checkP95: number
}

const now = '2026-11-22T02:00:00.000Z'

const contextOver = (file: string, key: Buffer, data: string): CommandContext & JobContext => {
  const db = openDatabase(file, { key, role: 'writer' })
  const context: CommandContext & JobContext = {
    db,
    actor: { userId: 1, username: 'uji', displayName: 'Uji', roles: [], permissions: [...permissions], areas: [] },
    now: () => now,
    today: () => now.slice(0, 10),
    tickets: new Tickets(),
    log: silentLog,
    dirs: { data, tmp: join(data, 'tmp'), resources: data },
    jobId: 1,
    audit: () => {},
    progress: () => {},
    throwIfCancelled: () => {},
    backup: () => {
      throw new Error('no backup in a bench')
    },
    write: <I, O>(command: InternalCommand<I, O>, input: I): Promise<O> =>
      Promise.resolve(db.raw.transaction(() => command.run(context, input))()),
  }
  return context
}

/** Asks the counter's question about people of the register with a letter of the name lost. */
const timeChecks = (context: CommandContext): number[] => {
  const ask = (id: number): void => {
    const [person] = context.db.sql<{ name: string; birth_date: string; sex: 'L' | 'P'; region_code: string }>(
      'SELECT name, birth_date, sex, region_code FROM person WHERE id = ?',
      id,
    )
    if (person === undefined) return
    const name = person.name.slice(0, 2) + person.name.slice(3)
    const form = { name, birthDate: person.birth_date, sex: person.sex, regionCode: person.region_code }
    duplicatesHandlers.check(context, duplicates.check.input.parse(form))
  }
  // The first question of a day reads the words of all names.
  ask(1)
  return Array.from({ length: 200 }, (_, at) => {
    const start = performance.now()
    ask(1 + at * 97)
    return performance.now() - start
  }).sort((a, b) => a - b)
}

const runScan = async (file: string, key: Buffer, data: string): Promise<unknown> => {
  const context = contextOver(file, key, data)
  const start = performance.now()
  const { people, found } = await duplicatesHandlers.scan(context, {})
  const scanMs = performance.now() - start
  const memory = process.resourceUsage().maxRSS / 1024
  const checks = timeChecks(context)
  closeDatabase(context.db, 'writer')
  return { people, found, scanMs, memory, checkP50: checks[100] ?? 0, checkP95: checks[190] ?? 0 }
}

/**
 * Fills an encrypted register in a temporary folder and scans it in a process of its own, so that its memory is the scan's alone.
 */
export const scanBench = (options: { people: number; seed?: number }): ScanBenchResult => {
  const data = mkdtempSync(join(tmpdir(), 'loket-bench-'))
  mkdirSync(join(data, 'tmp'))
  const file = join(data, 'loket.db')
  const key = randomBytes(32)
  try {
    const db = openDatabase(file, { key, role: 'writer', create: true })
    migrate(db.raw, '0.0.0-bench', now)
    const doubles = Math.round(options.people / 60)
    const { pairs } = fillWithDoubles(db, { seed: options.seed ?? 1, people: options.people, doubles })
    closeDatabase(db, 'writer')
    const child = spawnSync(process.execPath, [import.meta.filename, '--database', file, '--key', key.toString('hex')], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (child.status !== 0) throw new Error('the scan failed')
    const scanned = JSON.parse(child.stdout) as Omit<ScanBenchResult, 'doubles' | 'precision' | 'recall'>
    const again = openDatabase(file, { key, role: 'reader' })
    const found = new Set(
      again
        .sql<{ a_id: number; b_id: number }>('SELECT a_id, b_id FROM duplicate_pair')
        .map(({ a_id, b_id }) => `${a_id}/${b_id}`),
    )
    closeDatabase(again, 'reader')
    const right = pairs.filter(({ original, double }) => found.has(`${original}/${double}`)).length
    return { ...scanned, doubles, precision: right / Math.max(1, found.size), recall: right / Math.max(1, doubles) }
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { database: { type: 'string' }, key: { type: 'string' } } })
  const file = values.database ?? ''
  process.stdout.write(JSON.stringify(await runScan(file, Buffer.from(values.key ?? '', 'hex'), join(file, '..'))))
}
