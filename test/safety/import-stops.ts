import { join } from 'node:path'
import { closeDatabase, openDatabase } from '../../src/main/core/db/open.sqlite.ts'
import { fileKeystore } from '../../src/main/core/keystore/file-keystore.ts'
import { openKeys } from '../../src/main/core/keystore/key-file.ts'
import { replyOfError } from '../../src/main/core/workers/errors.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import { importBench } from '../harness/imports.ts'
import { openInline } from '../harness/inline.ts'
import { makeOffice, type TestOffice } from '../harness/office.ts'
import { writeRegisterCsv } from '../harness/register-csv.ts'
import { checkSound } from '../harness/register-dump.ts'
import { seeded } from '../harness/workbooks.ts'

/** How large the samples are. */
export interface StopOptions {
  people: number
  seed: number
  say?: (text: string) => void
}

const must = (right: boolean, what: string): void => {
  if (!right) throw new Error(what)
}

const lookInto = async (office: TestOffice): Promise<{ people: number; families: number }> => {
  const key = (await openKeys(office.data, fileKeystore(join(office.data, '..', 'key')))) as Buffer
  await office.app.close()
  const db = openDatabase(join(office.data, 'loket.db'), { key, role: 'writer' })
  try {
    checkSound(db)
    return db.sql<{ people: number; families: number }>(
      'SELECT (SELECT count(*) FROM person) people, (SELECT count(*) FROM family) families',
    )[0] as { people: number; families: number }
  } finally {
    closeDatabase(db, 'writer')
  }
}

const codeOf = (error: unknown): string => (error instanceof AppError ? error.data.code : String(error))

const prepare = (office: TestOffice, path: string) =>
  office.job('imports.prepare', { fileId: office.app.registerPath(office.admin, path).fileId, label: path })

/**
 * Two imports of the same people asked for at once, while somebody searches: one is written, the other is refused as a
 * whole, no search fails. @returns how many searches were answered
 */
export const twoAtOnce = async ({ people, seed }: StopOptions): Promise<{ searches: number; slowest: number }> => {
  const office = await makeOffice()
  let ended = false
  try {
    const path = join(office.data, '..', 'sama.csv')
    const { families } = writeRegisterCsv(path, { people, seed })
    let searches = 0
    let slowest = 0
    const searching = (async () => {
      while (!ended) {
        const begun = performance.now()
        const { total } = await office.client.people.search({ text: 'asep', limit: 20 })
        slowest = Math.max(slowest, performance.now() - begun)
        searches += 1
        // All of them or none: what is half written is never seen.
        const { people: seen } = await office.client.people.count({})
        must(seen === 0 || seen === people, `a search saw ${seen} of ${people} people`)
        must(seen > 0 || total === 0 || (await office.client.people.count({})).people === people, `${total} found among nobody`)
      }
    })()
    const [one, two] = await Promise.all([prepare(office, path), prepare(office, path)])
    const written = await Promise.allSettled([one, two].map(({ id }) => office.job('imports.apply', { id })))
    ended = true
    await searching
    const refused = written.flatMap((result) => (result.status === 'rejected' ? [codeOf(result.reason)] : []))
    must(refused.join() === 'CONFLICT', `of two imports of the same people these were refused: ${refused.join() || 'none'}`)
    const states = (await office.client.imports.list({})).map(({ state }) => state).sort()
    must(states.join() === 'applied,prepared', `the packages are ${states.join()}`)
    const left = await lookInto(office)
    must(left.people === people && left.families === families, `half an import: ${JSON.stringify(left)}`)
    must(searches > 0, 'nobody searched')
    return { searches, slowest }
  } finally {
    ended = true
    await office.close()
  }
}

/** Stops an import at half of its way, while it is read and while it is written; nothing of it is there, and it can be done again. */
export const stopAtHalf = async ({ people, seed }: StopOptions): Promise<{ readAt: number; writtenAt: number }> => {
  const office = await makeOffice()
  try {
    const path = join(office.data, '..', 'separuh.csv')
    const { families } = writeRegisterCsv(path, { people, seed })
    let at = 0
    let asked = false
    const stopListening = office.admin.onEvent((event) => {
      if (event.type !== 'job' || asked || event.job.total === null || event.job.endedAt !== null) return
      if (event.job.done / event.job.total < 0.5) return
      asked = true
      at = event.job.done / event.job.total
      void office.client.jobs.cancel({ id: event.job.id })
    })
    const expectStopped = async (work: () => Promise<unknown>, state: string): Promise<number> => {
      asked = false
      const code = await work().then(() => 'done', codeOf)
      must(code === 'CANCELLED', `stopped at ${at}: ${code}`)
      const states = (await office.client.imports.list({})).map((one) => one.state)
      must(states[0] === state, `a stopped package is ${states[0]}, not ${state}`)
      must((await office.client.people.count({})).people === 0, 'something of a stopped import is there')
      return at
    }
    const readAt = await expectStopped(() => prepare(office, path), 'failed')
    asked = true
    const { id } = await prepare(office, path)
    const writtenAt = await expectStopped(() => office.job('imports.apply', { id }), 'prepared')
    asked = true
    await office.job('imports.apply', { id })
    stopListening()
    const left = await lookInto(office)
    must(left.people === people && left.families === families, `after a second try: ${JSON.stringify(left)}`)
    return { readAt, writtenAt }
  } finally {
    await office.close()
  }
}

/**
 * Lets the disk run full at random places while a file is read and while it is written: said in plain words, nothing half,
 * and done as soon as there is room. @returns how often it was full in each
 */
export const fullDisk = async ({
  people,
  seed,
  rounds,
  say = () => {},
}: StopOptions & { rounds: number }): Promise<{ reading: number; writing: number }> => {
  const random = seeded(seed)
  const full = { reading: 0, writing: 0 }
  for (let round = 0; round < rounds; round += 1) {
    const inline = openInline()
    const bench = importBench(inline)
    const { raw } = inline.db
    const pages = (): number => raw.pragma('page_count', { simple: true }) as number
    const limit = (most: number): void => void raw.pragma(`max_page_count = ${most}`)
    const states = (): string =>
      inline.db
        .sql<{ state: string }>('SELECT state FROM import_package ORDER BY id')
        .map(({ state }) => state)
        .join()
    const refusal = async (work: () => Promise<unknown>): Promise<string> => {
      try {
        await work()
        return 'none'
      } catch (error) {
        const reply = replyOfError(error)
        return reply.ok ? 'none' : (reply.error?.code ?? `unknown ${String(error)}`)
      }
    }
    try {
      const path = join(bench.folder, 'penuh.csv')
      writeRegisterCsv(path, { people, seed: seed + round })
      const empty = pages()
      limit(empty + 5 + Math.floor(random() * people * 0.05))
      const first = await refusal(() => bench.prepare(path))
      must(first === 'DISK' || first === 'none', `reading on a full disk: ${first}`)
      if (first === 'DISK') {
        full.reading += 1
        must(states() === 'failed', `read on a full disk, the package is ${states()}`)
        must(inline.db.sql<{ n: number }>('SELECT count(*) n FROM import_row')[0]?.n === 0, 'staged rows stay behind')
      }
      limit(1_073_741_823)
      const found = await bench.prepare(path)
      limit(pages() + 5 + Math.floor(random() * people * 0.1))
      const second = await refusal(() => bench.apply(found.id))
      must(second === 'DISK' || second === 'none', `writing on a full disk: ${second}`)
      limit(1_073_741_823)
      if (second === 'DISK') {
        full.writing += 1
        const { people: there, families, members } = bench.counts()
        must(there + families + members === 0, `half an import on a full disk: ${there} people, ${families} families`)
        must(states().endsWith('prepared'), `written on a full disk, the package is ${states()}`)
        checkSound(inline.db)
        await bench.apply(found.id)
      }
      must(bench.counts().people === people, `${bench.counts().people} of ${people} people`)
      checkSound(inline.db)
      say(`full disk, round ${round + 1}: reading ${first}, writing ${second}; whole with room`)
    } finally {
      bench.close()
      inline.close()
    }
  }
  return full
}
