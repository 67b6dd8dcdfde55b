import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { closeDatabase, openDatabase } from '../../src/main/core/db/open.sqlite.ts'
import { fileKeystore } from '../../src/main/core/keystore/file-keystore.ts'
import { openKeys } from '../../src/main/core/keystore/key-file.ts'
import { populationHeaders, populationRows, seeded, writeWorkbook } from '../harness/workbooks.ts'

const root = resolve(import.meta.dirname, '../..')
const password = 'kata-sandi-uji'

export interface ImportKillOptions {
  kills: number
  people: number
  seed: number
  say(text: string): void
}

/** What one kill left behind. */
export interface KillOutcome {
  /** Milliseconds after the start of the process. */
  at: number
  /** The process printed its result before it died. */
  acknowledged: boolean
  /** People in the register afterwards: all or none. */
  people: number
  families: number
  /** State of the package after the next start cleaned up. */
  state: string
}

interface Ended {
  code: number | null
  stdout: string
  ms: number
}

const cli = (args: string[], env: NodeJS.ProcessEnv, killAfter: number | null): Promise<Ended> =>
  new Promise((done, fail) => {
    const begun = performance.now()
    const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), 'src/main/cli/index.ts', ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('utf8')
    })
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8')
    })
    const timer = killAfter === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter)
    child.once('error', fail)
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      if (code !== 0 && signal === null) fail(new Error(`the command ended with ${code}: ${stderr.slice(-2000)}`))
      else done({ code, stdout, ms: performance.now() - begun })
    })
  })

/**
 * Kills imports with SIGKILL at random moments and looks at what is left: the database is sound, every import is there
 * whole or not at all, and one that was acknowledged is there.
 * @throws Error naming the first kill after which that does not hold
 */
export const killImports = async (options: ImportKillOptions): Promise<KillOutcome[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'loket-kill-'))
  const env = { ...process.env, LOKET_PASSWORD: password, LOKET_KEY_DIR: join(folder, 'key') }
  const base = join(folder, 'base')
  const workbook = join(folder, 'penduduk.xlsx')
  const outcomes: KillOutcome[] = []
  try {
    await writeWorkbook(workbook, [
      {
        name: 'Penduduk',
        rows: (function* () {
          yield [...populationHeaders]
          yield* populationRows(options.people, options.seed)
        })(),
      },
    ])
    await cli(['init', '--office', join(root, 'resources/office-example.json'), '--data', base], env, null)
    const whole = join(folder, 'whole')
    cpSync(base, whole, { recursive: true })
    const measured = await cli(['import', workbook, '--data', whole, '--json'], env, null)
    const full = await inspect(whole, env.LOKET_KEY_DIR)
    options.say(
      `an import of ${options.people} people that nobody kills takes ${Math.round(measured.ms)} ms and leaves ${full.people} people`,
    )
    if (full.people !== options.people || full.state !== 'applied')
      throw new Error(`an import nobody killed left ${JSON.stringify(full)}`)
    const random = seeded(options.seed)
    for (let number = 1; number <= options.kills; number += 1) {
      const data = join(folder, `kill-${number}`)
      cpSync(base, data, { recursive: true })
      const at = Math.round(300 + random() * (measured.ms - 300))
      const ended = await cli(['import', workbook, '--data', data, '--json'], env, at)
      const acknowledged = ended.stdout.includes('"people"')
      // The next start cleans up; then the state must be all or nothing.
      await cli(['call', 'imports.list', '--data', data], env, null)
      const left = await inspect(data, env.LOKET_KEY_DIR)
      const allOrNothing =
        left.people === 0 ? left.families === 0 : left.people === full.people && left.families === full.families
      const outcome = { at, acknowledged, ...left }
      outcomes.push(outcome)
      options.say(`kill ${number} after ${at} ms: ${JSON.stringify(outcome)}`)
      if (!allOrNothing) throw new Error(`kill ${number} after ${at} ms left half an import: ${JSON.stringify(left)}`)
      if (acknowledged && left.people !== full.people) throw new Error(`kill ${number}: an acknowledged import is gone`)
      if (left.state === 'applied' && left.people !== full.people)
        throw new Error(`kill ${number}: called applied, but is not there`)
      if (['preparing', 'applying'].includes(left.state)) throw new Error(`kill ${number}: the package stays ${left.state}`)
      rmSync(data, { recursive: true, force: true })
    }
    return outcomes
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Looks into a data folder with the driver itself. @throws Error when the file is not sound */
const inspect = async (data: string, keyFolder: string): Promise<{ people: number; families: number; state: string }> => {
  const key = await openKeys(data, fileKeystore(keyFolder))
  if (key === null) throw new Error('the data key does not open')
  const db = openDatabase(join(data, 'loket.db'), { key, role: 'writer' })
  try {
    const integrity = db.raw.pragma('integrity_check', { simple: true })
    if (integrity !== 'ok') throw new Error(`integrity_check: ${String(integrity)}`)
    if ((db.raw.pragma('foreign_key_check') as unknown[]).length > 0) throw new Error('foreign keys are broken')
    const count = (table: string): number => (db.raw.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n
    // FTS5's own check of the index against the register (sqlite.org/fts5.html#the_integrity_check_command); throws when they differ.
    db.raw.exec("INSERT INTO person_fts (person_fts, rank) VALUES ('integrity-check', 1)")
    const last = db.raw.prepare('SELECT state FROM import_package ORDER BY id DESC LIMIT 1').get() as
      | { state: string }
      | undefined
    return { people: count('person'), families: count('family'), state: last?.state ?? 'none' }
  } finally {
    closeDatabase(db, 'writer')
  }
}
