import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeDatabase, openDatabase } from '../../src/main/core/db/open.sqlite.ts'
import { cleanUpInterruptedImports, importsHandlers } from '../../src/main/core/imports/imports.service.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import { type ImportBench, importBench } from '../harness/imports.ts'
import { type Inline, openInline, testKey } from '../harness/inline.ts'
import { populationHeaders, populationRows, writeWorkbook } from '../harness/workbooks.ts'

/** Eight chunks; the full size is `npm run safety`. */
const people = 16_000
const nobody = { people: 0, families: 0, members: 0 }

let inline: Inline
let bench: ImportBench
beforeEach(() => {
  inline = openInline()
  bench = importBench(inline)
})
afterEach(() => {
  bench.close()
  inline.close()
})

const nameIndexWorks = (): void => {
  inline.db.sql("INSERT INTO person_fts (person_fts, rank) VALUES ('integrity-check', 1)")
  const triggers = inline.db.sql<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'person' ORDER BY name",
  )
  expect(triggers.map(({ name }) => name)).toContain('person_fts_insert')
}

describe('a package of many chunks', () => {
  it('is absent after it was stopped or failed in the middle, and whole when written again', { timeout: 120_000 }, async () => {
    const path = await bench.write('besar.xlsx', [populationHeaders, ...populationRows(people, 11)])
    const { id } = await bench.prepare(path)

    let asked = 0
    inline.context.throwIfCancelled = () => {
      asked += 1
      if (asked === 6) throw new AppError('CANCELLED', 'Pekerjaan dihentikan.')
    }
    await expect(bench.apply(id)).rejects.toThrow(/dihentikan/)
    expect(asked).toBe(6)
    inline.context.throwIfCancelled = () => {}
    expect(bench.counts()).toEqual(nobody)
    nameIndexWorks()

    inline.db.raw.exec(
      "CREATE TRIGGER fail_late BEFORE INSERT ON person WHEN (SELECT max(id) FROM person) >= 9000 BEGIN SELECT RAISE(ABORT, 'disk'); END",
    )
    await expect(bench.apply(id)).rejects.toThrow()
    inline.db.raw.exec('DROP TRIGGER fail_late')
    expect(bench.counts()).toEqual(nobody)
    nameIndexWorks()
    expect(importsHandlers.get(inline.context, { id }).state).toBe('prepared')

    await bench.apply(id)
    expect(bench.counts()).toEqual({ people, families: people / 4, members: people })
    nameIndexWorks()
    expect(await bench.undo(id)).toMatchObject({ removed: people, kept: 0 })
    expect(bench.counts()).toEqual(nobody)
    nameIndexWorks()
  })
})

describe('a dry run that was stopped', () => {
  it('leaves a failed package without rows', async () => {
    let asked = 0
    inline.context.throwIfCancelled = () => {
      asked += 1
      if (asked === 3) throw new AppError('CANCELLED', 'Pekerjaan dihentikan.')
    }
    await expect(bench.prepare(await bench.write('a.xlsx', [populationHeaders, ...populationRows(7000, 2)]))).rejects.toThrow(
      /dihentikan/,
    )
    expect(importsHandlers.list(inline.context, {}).map(({ state }) => state)).toEqual(['failed'])
    expect(inline.db.sql('SELECT count(*) n FROM import_row')).toEqual([{ n: 0 }])
  })
})

describe('a program that was killed', () => {
  const child = (source: string, folder: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const running = spawn(process.execPath, ['--input-type=module-typescript', '-e', source], {
        cwd: join(import.meta.dirname, '../..'),
        env: { ...process.env, TMPDIR: folder, TMP: folder, TEMP: folder },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let out = ''
      running.stdout.on('data', (bytes: Buffer) => {
        out += bytes
        if (out.includes('KILL ME')) running.kill('SIGKILL')
      })
      running.stderr.on('data', (bytes: Buffer) => {
        out += bytes
      })
      running.on('error', reject)
      running.on('close', (_, signal) => (signal === 'SIGKILL' ? resolve(out) : reject(new Error(`not killed: ${out}`))))
    })

  it.each(['prepare', 'apply'])('while it was busy with %s comes up clean', { timeout: 60_000 }, async (phase) => {
    const folder = mkdtempSync(join(tmpdir(), 'loket-bunuh-'))
    const path = join(folder, 'data.xlsx')
    await writeWorkbook(path, [{ name: 'Data', rows: [populationHeaders, ...populationRows(9000, 4)] }])
    await child(
      `import { openInline } from './test/harness/inline.ts'
       import { importBench } from './test/harness/imports.ts'
       const inline = openInline()
       const bench = importBench(inline)
       const stop = (phase) => {
         let asked = 0
         inline.context.throwIfCancelled = () => {
           asked += 1
           if (asked === 4 && phase === ${JSON.stringify(phase)}) {
             process.stdout.write('KILL ME\\n')
             Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20000)
           }
         }
       }
       stop('prepare')
       const { id } = await bench.prepare(${JSON.stringify(path)})
       stop('apply')
       await bench.apply(id)`,
      folder,
    )
    const data = readdirSync(folder).find((name) => name.startsWith('loket-test-'))
    const db = openDatabase(join(folder, data ?? '', 'loket.db'), { key: testKey, role: 'writer' })
    const states = (): unknown =>
      db.sql('SELECT state, (SELECT count(*) FROM import_row) "rows", (SELECT count(*) FROM person) people FROM import_package')
    expect(states()).toEqual([
      phase === 'prepare' ? { state: 'preparing', rows: 6000, people: 0 } : { state: 'applying', rows: 9000, people: 0 },
    ])
    db.raw.transaction(() => cleanUpInterruptedImports.run({ ...inline.context, db }, null))()
    expect(states()).toEqual([
      phase === 'prepare' ? { state: 'failed', rows: 0, people: 0 } : { state: 'prepared', rows: 9000, people: 0 },
    ])
    if (phase === 'apply') {
      const after = importBench({
        ...inline,
        db,
        context: {
          ...inline.context,
          db,
          write: async (command, input) => db.raw.transaction(() => command.run({ ...inline.context, db }, input))(),
        },
      })
      await after.apply(1)
      expect(after.counts()).toEqual({ people: 9000, families: 2250, members: 9000 })
      after.close()
    }
    closeDatabase(db, 'writer')
    rmSync(folder, { recursive: true, force: true })
  })
})
