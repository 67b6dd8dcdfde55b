import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Db } from '../../src/main/core/db/database.ts'
import { migrate } from '../../src/main/core/db/migrate.sqlite.ts'
import { migrations, newestMigration } from '../../src/main/core/db/migrations/index.ts'
import { closeDatabase, openDatabase } from '../../src/main/core/db/open.sqlite.ts'
import { installShippedDefinitions } from '../../src/main/core/definitions/shipped.ts'
import { sha256 } from '../../src/main/core/files/archive.repo.ts'
import { fileKeystore } from '../../src/main/core/keystore/file-keystore.ts'
import { createKeys, openKeys } from '../../src/main/core/keystore/key-file.ts'
import { adminPassword, clientOf, makeOffice, openApp, runJob, type TestOffice } from '../harness/office.ts'
import { familyWriter } from '../harness/practice.ts'
import { registerFamilies, writeRegisterCsv } from '../harness/register-csv.ts'
import { checkSound } from '../harness/register-dump.ts'
import { seeded } from '../harness/workbooks.ts'
import { type Act, actFile } from './kill-act.ts'

/** What may be under way when the power goes. */
export const killScenes = ['import', 'two-imports', 'undo', 'letters', 'migration'] as const
export type KillScene = (typeof killScenes)[number]

interface Scene {
  act: Act
  /** Before the next start, with the driver itself. @throws Error when something is half */
  check(db: Db, acknowledged: readonly string[]): string
  /** After the next start: what the program says. @throws Error when the state is not told */
  told(office: { client: TestOffice['client']; job: TestOffice['job'] }): Promise<void>
}

const count = (db: Db, table: string): number => db.sql<{ n: number }>(`SELECT count(*) n FROM ${table}`)[0]?.n ?? 0
const packages = (db: Db): { id: number; state: string; people: number; rows: number; expected: number }[] =>
  db.sql(
    `SELECT i.id, i.state, (SELECT count(*) FROM person p WHERE p.created_import_id = i.id) people,
       (SELECT count(*) FROM import_row r WHERE r.import_id = i.id) "rows", json_extract(i.counts, '$.people.new') expected FROM import_package i ORDER BY i.id`,
  )

const must = (right: boolean, what: string): void => {
  if (!right) throw new Error(what)
}

/** Packages are whole or absent, whatever they are called. */
const wholePackages = (db: Db): string => {
  const found = packages(db)
  for (const one of found) {
    const text = JSON.stringify(one)
    if (one.state === 'applied') must(one.people === one.expected && one.people > 0, `half a package: ${text}`)
    else must(one.people === 0, `people of a package that is not applied: ${text}`)
  }
  return found.map(({ state }) => state).join('+') || 'none'
}

/** After a start nothing is left under way, and what was broken off says so in words. */
const toldPackages: Scene['told'] = async ({ client }) => {
  for (const one of await client.imports.list({})) {
    must(!['preparing', 'applying'].includes(one.state), `package ${one.id} stays ${one.state}`)
    if (one.state !== 'failed') continue
    const { items } = await client.imports.problems({ id: one.id })
    must(
      items.some(({ message }) => /Program berhenti/.test(message)),
      `package ${one.id} does not say why it failed`,
    )
  }
}

const csv = (folder: string, name: string, people: number, seed: number): string => {
  const path = join(folder, name)
  writeRegisterCsv(path, { people, seed })
  return path
}

const prepare = (path: string) => ({ name: 'imports.prepare', input: { path } })
const apply = (id: number) => ({ name: 'imports.apply', input: { id } })

const importFile = async (office: TestOffice, path: string): Promise<number> => {
  const { fileId } = office.app.registerPath(office.admin, path)
  const { id } = await office.job('imports.prepare', { fileId, label: path })
  await office.job('imports.apply', { id })
  return id
}

/** Fills the folder that every kill starts from, and says what is done in it. */
const makeScene: Record<KillScene, (data: string, folder: string, options: { people: number; seed: number }) => Promise<Scene>> =
  {
    import: async (data, folder, { people, seed }) => {
      const office = await inFolder(data)
      await office.close()
      return {
        act: { jobs: [prepare(csv(folder, 'satu.csv', people, seed)), apply(1)] },
        check: wholePackages,
        told: toldPackages,
      }
    },
    'two-imports': async (data, folder, { people, seed }) => {
      const office = await inFolder(data)
      await office.close()
      const [one, two] = [csv(folder, 'satu.csv', people, seed), csv(folder, 'dua.csv', people, seed + 1)]
      return {
        act: {
          jobs: [
            [prepare(one), prepare(two)],
            [apply(1), apply(2)],
          ],
        },
        check: wholePackages,
        told: toldPackages,
      }
    },
    undo: async (data, folder, { people, seed }) => {
      const office = await inFolder(data)
      const id = await importFile(office, csv(folder, 'satu.csv', people, seed))
      await office.close()
      return {
        act: { jobs: [{ name: 'imports.undo', input: { id } }] },
        check: (db, acknowledged) => {
          const state = wholePackages(db)
          must(state === 'applied' || (state === 'undone' && count(db, 'family') === 0), `undone by half: ${state}`)
          must(acknowledged.length === 0 || state === 'undone', 'an acknowledged undo is gone')
          return state
        },
        told: toldPackages,
      }
    },
    letters: async (data) => {
      const office = await inFolder(data, 20)
      const drafts: { id: number; version: number }[] = []
      for (let at = 0; at < 30; at += 1) drafts.push(await draftLetter(office))
      await office.close()
      return {
        act: { jobs: drafts.map((draft) => ({ name: 'letters.print', input: draft })) },
        check: (db, acknowledged) => {
          const letters = db.sql<{
            state: string
            number: string | null
            value: number | null
            sha256: string | null
            bytes: Buffer | null
          }>(
            'SELECT l.state, l.number, l.number_value AS value, l.sha256, f.bytes FROM letter l LEFT JOIN archived_file f ON f.sha256 = l.sha256 ORDER BY l.number_value',
          )
          const printed = letters.filter(({ state }) => state === 'printed')
          for (const [at, { value, sha256: hash, bytes }] of printed.entries()) {
            must(value === at + 1, `numbers are not an unbroken row: ${value} stands at ${at + 1}`)
            must(bytes !== null && sha256(bytes) === hash, `letter ${value} has no archived file, or another one`)
          }
          for (const { state, number, sha256: hash } of letters)
            must(state === 'printed' || (number === null && hash === null), 'a draft has a number or a file')
          for (const text of acknowledged) {
            const { result } = JSON.parse(text) as { result: { number: string } }
            must(
              printed.some(({ number }) => number === result.number),
              `letter ${result.number} was acknowledged and is gone`,
            )
          }
          return `${printed.length} of ${letters.length} printed`
        },
        told: async ({ client, job }) => {
          // The next letter takes the next number: none is lost, none comes twice.
          const before = (await client.letters.list({})).items.filter(({ state }) => state === 'printed').length
          const draft = await draftLetter({ client })
          const { number } = await job('letters.print', draft)
          must(
            number?.includes(`/${String(before + 1).padStart(3, '0')}/`) === true,
            `${before} letters are printed, the next is ${number}`,
          )
        },
      }
    },
    migration: async (data, _folder, { people, seed }) => {
      // A data file as an earlier version left it.
      mkdirSync(data, { recursive: true })
      const { key } = await createKeys(data, fileKeystore(join(data, '..', 'key')))
      const db = openDatabase(join(data, 'loket.db'), { key, role: 'writer', create: true })
      const now = '2026-11-20T02:00:00.000Z'
      const old = migrations.filter(({ id }) => id <= 20)
      migrate(db.raw, '0.0.1', now, old)
      installShippedDefinitions(db, join(import.meta.dirname, '../../resources'), now)
      db.raw.transaction(() => {
        const write = familyWriter(db, { userId: 1, now })
        for (const family of registerFamilies(people, seed)) write(family)
      })()
      closeDatabase(db, 'writer')
      return {
        act: { jobs: [] },
        check: (found, acknowledged) => {
          const version = found.raw.pragma('user_version', { simple: true })
          must(version === 20 || version === newestMigration, `the schema is at ${String(version)}`)
          must(count(found, 'person') === people, `${count(found, 'person')} of ${people} people are there`)
          must(acknowledged.length === 0 || version === newestMigration, 'an acknowledged migration is gone')
          return version === 20 ? 'old' : 'new'
        },
        // That the program opened the file is all it has to say; the driver looks at the version again.
        told: () => Promise.resolve(),
      }
    },
  }

const draftLetter = async ({ client }: Pick<TestOffice, 'client'>): Promise<{ id: number; version: number }> => {
  const { items } = await client.people.search({ text: 'a', limit: 1 })
  const agency = (await client.directory.list({})).find(({ government }) => government)
  const [signatory] = await client.office.signatories({})
  const file = await client.cases.create({
    clientId: items[0]?.id as number,
    reporter: { kind: 'self' },
    summary: 'Uji surat',
    needs: [{ programmeKey: 'reaktivasi-pbi-jk', category: 'kebutuhan' }],
  })
  const { needs } = await client.cases.get({ id: file.id })
  const needId = needs[0]?.id as number
  const referral = await client.referrals.create({ needId, agencyId: agency?.id as number, request: 'Mohon keringanan biaya.' })
  return client.letters.draft({
    caseId: file.id,
    referralId: referral.id,
    kind: 'rujukan-umum',
    signatoryId: signatory?.id as number,
    letterDate: '2026-11-22',
    paper: 'F4',
    fields: {},
    copiesTo: ['Arsip'],
  })
}

/** An office whose data lies in this folder, its keys beside it. */
export const inFolder = async (data: string, practicePeople?: number): Promise<TestOffice> => {
  const office = await makeOffice({ folder: join(data, '..'), ...(practicePeople === undefined ? {} : { practicePeople }) })
  return { ...office, close: () => office.app.close() }
}

interface Died {
  /** From READY to the end. */
  ms: number
  acknowledged: string[]
  finished: boolean
}

/** Does in a child what its `act.json` says, and kills it so many milliseconds after it began. */
export const act = (data: string, killAfter: number | null): Promise<Died> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'kill-act.ts'), data], { stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    let complaint = ''
    let ready = 0
    let ms = 0
    child.stdout.on('data', (bytes: Buffer) => {
      text += bytes.toString('utf8')
      if (ready === 0 && text.includes('READY')) {
        ready = performance.now()
        if (killAfter !== null) setTimeout(() => child.kill('SIGKILL'), killAfter)
      }
      if (ms === 0 && text.includes('DONE')) ms = performance.now() - ready
    })
    child.stderr.on('data', (bytes: Buffer) => {
      complaint += bytes.toString('utf8')
    })
    child.once('error', fail)
    child.once('close', (code, signal) => {
      if (signal === null && code !== 0) fail(new Error(`the office ended with ${code}: ${complaint.slice(-2000)}`))
      else
        done({
          ms,
          acknowledged: text.split('\n').flatMap((line) => (line.startsWith('ACK ') ? [line.slice(4)] : [])),
          finished: text.includes('DONE'),
        })
    })
  })

/** Opens a data folder with the driver itself. */
export const look = async <T>(data: string, work: (db: Db) => T): Promise<T> => {
  const key = await openKeys(data, fileKeystore(join(data, '..', 'key')))
  if (key === null) throw new Error('the data key does not open')
  const db = openDatabase(join(data, 'loket.db'), { key, role: 'writer' })
  try {
    return work(db)
  } finally {
    closeDatabase(db, 'writer')
  }
}

/**
 * Ends the program with SIGKILL at random moments of a scene, looks at what is left, starts it again and looks once more.
 * @returns how often each outcome was met
 * @throws Error naming the first kill after which the register is not whole or its state is not told
 */
export const killMoments = async (options: {
  scene: KillScene
  kills: number
  people: number
  seed: number
  say?: (text: string) => void
}): Promise<Map<string, number>> => {
  const { scene: name, kills, say = () => {} } = options
  const folder = mkdtempSync(join(tmpdir(), 'loket-mati-'))
  const random = seeded(options.seed)
  const outcomes = new Map<string, number>()
  try {
    const base = join(folder, 'base')
    const scene = await makeScene[name](join(base, 'data'), folder, options)
    const fresh = (at: string): string => {
      const place = join(folder, at)
      cpSync(base, place, { recursive: true })
      const data = join(place, 'data')
      writeFileSync(actFile(data), JSON.stringify(scene.act))
      return data
    }
    const whole = await act(fresh('whole'), null)
    say(`${name}: takes ${Math.round(whole.ms)} ms when nobody kills it`)
    for (let kill = 1; kill <= kills; kill += 1) {
      const data = fresh(`kill-${kill}`)
      const at = Math.round(random() * whole.ms)
      const died = await act(data, at)
      const where = `${name}, kill ${kill} after ${at} ms`
      try {
        const left = await look(data, (db) => {
          checkSound(db)
          return scene.check(db, died.acknowledged)
        })
        const app = await openApp(data)
        try {
          const connection = app.connect()
          const client = clientOf(app, connection)
          if (name !== 'migration') await client.users.signIn({ username: 'admin', password: adminPassword })
          await scene.told({ client, job: (job, input) => runJob(app, connection, job, input) })
        } finally {
          await app.close()
        }
        await look(data, checkSound)
        const outcome = died.finished ? 'finished before' : left
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
        say(`${where}: ${left}; next start sound`)
      } catch (error) {
        throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
      }
      rmSync(join(data, '..'), { recursive: true, force: true })
    }
    return outcomes
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
