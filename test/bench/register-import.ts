import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import type { Statement } from 'better-sqlite3'
import { migrate } from '../../src/main/core/db/migrate.sqlite.ts'
import { closeDatabase, openDatabase } from '../../src/main/core/db/open.sqlite.ts'
import { Tickets } from '../../src/main/core/files/tickets.ts'
import type { InitialiseInput } from '../../src/main/core/initialise.ts'
import { newUid } from '../../src/main/core/uid.ts'
import { Pool } from '../../src/main/core/workers/pool.ts'
import type { WorkerReply, WorkerSettings } from '../../src/main/core/workers/protocol.ts'
import { Thread } from '../../src/main/core/workers/thread.ts'
import { type ImportPackage, imports } from '../../src/shared/contract/imports.ts'
import { nameKey } from '../../src/shared/domain/names.ts'
import { type Actor, permissions } from '../../src/shared/domain/permissions.ts'
import { exampleOffice } from '../harness/office.ts'
import { registerDistrict, registerFamilies } from '../harness/register-csv.ts'

/** One run in a process of its own. Milliseconds and megabytes. */
export interface SideRun {
  wall: number
  /** Processor time of all threads, user and system. */
  cpu: number
  /** Peak of the whole process less what it held at rest before. */
  memory: number
  steps: Record<string, number>
}

const root = resolve(import.meta.dirname, '../..')
const megabyte = 1024 * 1024
const now = '2026-11-22T02:00:00.000Z'
/** No key: an unencrypted file. */
const plain = Buffer.alloc(0)

const clock = () => {
  const cpu = process.cpuUsage()
  const start = performance.now()
  return () => {
    const { user, system } = process.cpuUsage(cpu)
    return { wall: performance.now() - start, cpu: (user + system) / 1000 }
  }
}

const must = (reply: WorkerReply): unknown => {
  if (reply.ok) return reply.value
  throw new Error(JSON.stringify(reply))
}

/** Imports a file as the program does, with its threads and the same jobs, into a new office. */
export const ours = async (path: string, people: number, key: Buffer = plain): Promise<SideRun> => {
  const folder = mkdtempSync(join(tmpdir(), 'loket-bench-daftar-'))
  const data = join(folder, 'data')
  mkdirSync(join(data, 'tmp'), { recursive: true })
  const workerFile = join(root, 'src/main/core/workers/worker.ts')
  const ticketSecret = randomBytes(32)
  const settings: Omit<WorkerSettings, 'role'> = {
    dirs: { data, tmp: join(data, 'tmp'), resources: join(root, 'resources') },
    databaseFile: join(data, 'loket.db'),
    key,
    ticketSecret,
    version: '0.0.0-bench',
    host: 'cli',
    startAt: now,
  }
  const init: InitialiseInput = {
    mode: 'office',
    office: { ...exampleOffice(), districtCode: registerDistrict },
    admin: { username: 'admin', displayName: 'Administrator Uji', password: 'kata-sandi-uji' },
    practicePeople: 0,
    practiceSeed: 1,
  }
  const maker = new Thread(workerFile, { ...settings, role: 'init', init } as WorkerSettings)
  must(await maker.ready)
  await maker.ended()
  const opened = await Pool.open(workerFile, settings)
  if ('failure' in opened) throw new Error(JSON.stringify(opened.failure))
  const { pool } = opened
  try {
    const actor: Actor = {
      userId: 1,
      username: 'admin',
      displayName: 'Administrator Uji',
      roles: [],
      permissions: [...permissions],
      areas: [],
    }
    let jobId = 0
    const job = async (name: string, input: unknown): Promise<ImportPackage> => {
      jobId += 1
      return must(
        await pool.job('general', name, input, {
          space: 'contract',
          actor,
          jobId,
          onWrite: (command, value) => pool.write(command, value, { space: 'internal', actor }),
        }),
      ) as ImportPackage
    }
    const fileId = new Tickets(ticketSecret).issue({
      source: { kind: 'path', ref: path },
      name: basename(path),
      mediaType: 'application/octet-stream',
      size: statSync(path).size,
      userId: 1,
    })
    await new Promise((done) => setTimeout(done, 500))
    const rest = process.memoryUsage.rss()
    let peak = rest
    const sampler = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss())
    }, 10)
    const whole = clock()
    const first = clock()
    const { id } = await job('imports.prepare', imports.prepare.input.parse({ fileId, label: basename(path) }))
    const prepare = first()
    const memoryPrepare = (peak - rest) / megabyte
    const memoryBetween = (process.memoryUsage.rss() - rest) / megabyte
    const second = clock()
    const { counts } = await job('imports.apply', { id })
    const apply = second()
    const total = whole()
    clearInterval(sampler)
    if (counts.people.new !== people) throw new Error(`${JSON.stringify(counts.people)}, but ${people} people were in the file`)
    return {
      ...total,
      memory: (peak - rest) / megabyte,
      steps: {
        prepare: prepare.wall,
        prepareCpu: prepare.cpu,
        apply: apply.wall,
        applyCpu: apply.cpu,
        memoryPrepare,
        memoryBetween,
      },
    }
  } finally {
    await pool.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * The floor: the same rows of people, families and memberships by bare prepared inserts into the same tables of an
 * unencrypted file, in one transaction, and behind them the same indexes and both search indexes, which is faster than keeping
 * them up row by row. Making the rows is not counted.
 */
export const floor = (people: number, seed: number): SideRun => {
  const folder = mkdtempSync(join(tmpdir(), 'loket-bench-lantai-'))
  const db = openDatabase(join(folder, 'lantai.db'), { key: plain, role: 'writer', create: true })
  try {
    migrate(db.raw, '0.0.0-bench', now)
    const { raw } = db
    const made = raw
      .prepare(
        "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name IN ('person','family','family_member') AND type IN ('index','trigger') AND sql IS NOT NULL",
      )
      .all() as { type: string; name: string; sql: string }[]
    for (const { type, name } of made) raw.exec(`DROP ${type} ${name}`)
    raw.exec(
      "INSERT INTO import_package (uid, label, file_name, file_sha256, profile_key, profile_version, state, counts, problem_counts, columns, prepared_at, prepared_by) VALUES (x'01', '', '', '', '', 1, 'applied', '{}', '{}', '[]', '', 1)",
    )
    const rest = process.memoryUsage.rss()
    let wall = 0
    let cpu = 0
    const timed = <T>(work: () => T): T => {
      const stop = clock()
      const value = work()
      const took = stop()
      wall += took.wall
      cpu += took.cpu
      return value
    }
    timed(() => raw.exec('BEGIN IMMEDIATE'))
    const person = raw.prepare<unknown[]>(
      `INSERT INTO person (uid, nik, original_number, name, name_key, birth_place, birth_date, sex, religion, marital_status, education, occupation,
          disability, mother_name, father_name, phone, address, hamlet, rt, rw, region_code, life_status, extra, created_import_id, last_import_id, updated_at, updated_by)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1, ?, ?)`,
    )
    const family = raw.prepare<unknown[]>(
      'INSERT INTO family (uid, kk_number, address, hamlet, rt, rw, region_code, created_import_id, last_import_id, updated_at, updated_by) VALUES (?, ?, ?, ?, ?, ?, ?, 1, 1, ?, ?)',
    )
    const member = raw.prepare<unknown[]>(
      'INSERT INTO family_member (family_id, person_id, relation, from_date, created_import_id, updated_at, updated_by) VALUES (?, ?, ?, ?, 1, ?, ?)',
    )
    let personId = 0
    let familyId = 0
    let waiting: [Statement<unknown[]>, unknown[]][] = []
    const write = (): void => {
      timed(() => {
        for (const [statement, values] of waiting) statement.run(...values)
      })
      waiting = []
    }
    for (const one of registerFamilies(people, seed)) {
      familyId += 1
      const home = [one.address, one.hamlet, one.rt, one.rw, one.regionCode]
      waiting.push([family, [newUid(), one.kkNumber, ...home, now, 1]])
      for (const who of one.members) {
        personId += 1
        waiting.push([
          person,
          [
            newUid(),
            who.nik,
            '',
            who.name,
            nameKey(who.name),
            who.birthPlace,
            who.birthDate,
            who.sex,
            who.religion,
            who.maritalStatus,
            who.education,
            who.occupation,
            who.disability,
            who.motherName,
            who.fatherName,
            who.phone,
            ...home,
            'alive',
            '{}',
            now,
            1,
          ],
        ])
        waiting.push([member, [familyId, personId, who.relation, '2026-11-22', now, 1]])
      }
      if (waiting.length > 20_000) write()
    }
    write()
    const rows = wall
    timed(() => {
      for (const index of ['person_fts', 'person_fts_words']) raw.exec(`INSERT INTO ${index} (${index}) VALUES ('rebuild')`)
      for (const { sql } of made) raw.exec(sql)
      raw.exec('COMMIT')
    })
    return {
      wall,
      cpu,
      memory: process.resourceUsage().maxRSS / 1024 - rest / megabyte,
      steps: { rows, indexes: wall - rows },
    }
  } finally {
    closeDatabase(db, 'writer')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs one side in a fresh process: `floor`, `ours` (unencrypted as the floor), `encrypted` (as an office has it). */
export const inProcess = (side: 'floor' | 'ours' | 'encrypted', args: readonly string[]): Promise<SideRun> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [import.meta.filename, side, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
    })
    child.once('close', (code) => {
      if (code === 0) done(JSON.parse(text) as SideRun)
      else fail(new Error(`${side} ended with ${code}`))
    })
  })

if (import.meta.main) {
  const [side, people = '', seed = '', path = ''] = process.argv.slice(2)
  const key = side === 'encrypted' ? randomBytes(32) : plain
  const run = side === 'floor' ? floor(Number(people), Number(seed)) : await ours(path, Number(people), key)
  process.stdout.write(JSON.stringify(run))
}
