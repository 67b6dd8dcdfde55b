import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Db } from '../../src/main/core/db/database.ts'
import { sha256 } from '../../src/main/core/files/archive.repo.ts'
import { residentLetterKind } from '../harness/letters.ts'
import { adminPassword, clientOf, openApp, runJob } from '../harness/office.ts'
import { readPdf } from '../harness/pdf.ts'
import { checkSound } from '../harness/register-dump.ts'
import { seeded } from '../harness/workbooks.ts'
import { actFile } from './kill-act.ts'
import { act, inFolder, look } from './kill-moments.ts'

export interface BatchKillOptions {
  kills: number
  letters: number
  seed: number
  say(text: string): void
}

/** What one kill left behind, before the batch went on. */
export interface BatchKillOutcome {
  at: number
  /** Letters that were printed when the program died. */
  printed: number
  /** Drafts without a number. */
  drafts: number
}

interface Row {
  state: string
  value: number | null
  number: string | null
  sha256: string | null
  bytes: Buffer | null
  position: number
  person: number
}

const rows = (db: Db): Row[] =>
  db.sql<Row>(
    `SELECT l.state, l.number_value AS value, l.number, l.sha256, f.bytes, i.position, l.person_id AS person
       FROM letter l JOIN letter_batch_item i ON i.letter_id = l.id LEFT JOIN archived_file f ON f.sha256 = l.sha256 ORDER BY i.position`,
  )

const must = (right: boolean, what: string): void => {
  if (!right) throw new Error(what)
}

/** Numbers are an unbroken row in the order of the list, each with its own archived bytes; drafts hold neither. */
const checkRows = (db: Db): { printed: number; drafts: number } => {
  const letters = rows(db)
  const total = db.sql<{ n: number }>('SELECT count(*) n FROM letter')[0]?.n ?? 0
  must(total === letters.length, `${total - letters.length} letters belong to no line of the list`)
  must(new Set(letters.map(({ person }) => person)).size === letters.length, 'a resident has two letters')
  const printed = letters.filter(({ state }) => state === 'printed')
  for (const [index, { value, number, bytes, sha256: hash }] of printed.entries()) {
    must(value === index + 1, `numbers are not an unbroken row in the list's order: ${value} stands at ${index + 1}`)
    must(number !== null && bytes !== null && sha256(bytes) === hash, `letter ${value} has no archived file, or another one`)
  }
  for (const { state, number, sha256: hash } of letters)
    must(state === 'printed' || (state === 'draft' && number === null && hash === null), 'a draft has a number or a file')
  const last = db.sql<{ last: number }>("SELECT last FROM sequence WHERE key = 'surat-keluar'")[0]?.last ?? 0
  must(last === printed.length, `the counter says ${last}, the book ${printed.length}`)
  return { printed: printed.length, drafts: letters.length - printed.length }
}

/**
 * Ends the program with SIGKILL at random moments of a batch of letters, looks at what is left, lets the batch go on and looks
 * again: every number used exactly once, every letter present once, in the order of the list.
 * @throws Error naming the first kill after which that does not hold
 */
export const killBatches = async (options: BatchKillOptions): Promise<BatchKillOutcome[]> => {
  const { kills, letters, seed, say } = options
  const folder = mkdtempSync(join(tmpdir(), 'loket-batch-'))
  const random = seeded(seed)
  const outcomes: BatchKillOutcome[] = []
  try {
    const base = join(folder, 'base')
    const office = await inFolder(join(base, 'data'), Math.ceil(letters * 1.3) + 20)
    const { client } = office
    await client.definitions.save({ kind: 'letter-template', key: 'keterangan-uji', baseVersion: 0, body: residentLetterKind() })
    const [signatory] = await client.office.signatories({})
    const personIds: number[] = []
    for (let cursor: string | null = null; personIds.length < letters; ) {
      const page: { items: { id: number }[]; next: string | null } = await client.people.list({ cursor, limit: 500 })
      personIds.push(...page.items.map(({ id }) => id))
      cursor = page.next
      if (cursor === null) break
    }
    must(personIds.length >= letters, `the practice office has ${personIds.length} people, ${letters} are needed`)
    const { id } = await client.letterBatches.create({
      kind: 'keterangan-uji',
      personIds: personIds.slice(0, letters),
      signatoryId: signatory?.id as number,
      letterDate: '2026-11-22',
      paper: 'A4',
      fields: { purpose: 'uji' },
      copiesTo: [],
    })
    await office.close()
    const fresh = (name: string): string => {
      const place = join(folder, name)
      cpSync(base, place, { recursive: true })
      const data = join(place, 'data')
      writeFileSync(actFile(data), JSON.stringify({ jobs: [{ name: 'letterBatches.run', input: { id } }] }))
      return data
    }
    const whole = await act(fresh('whole'), null)
    say(`a batch of ${letters} letters that nobody kills takes ${Math.round(whole.ms)} ms`)
    for (let kill = 1; kill <= kills; kill += 1) {
      const data = fresh(`kill-${kill}`)
      const at = Math.round(random() * whole.ms)
      await act(data, at)
      try {
        const left = await look(data, (db) => {
          checkSound(db)
          return checkRows(db)
        })
        const app = await openApp(data)
        try {
          const connection = app.connect()
          const resumed = clientOf(app, connection)
          await resumed.users.signIn({ username: 'admin', password: adminPassword })
          const before = await resumed.letterBatches.get({ id })
          must(before.printed === left.printed, `the program says ${before.printed} are printed, the book ${left.printed}`)
          const done = await runJob(app, connection, 'letterBatches.run', { id })
          must(done.printed === letters && done.refused === 0, `after going on: ${JSON.stringify(done)}`)
          const merged = await runJob(app, connection, 'letterBatches.merged', { id })
          must(merged.letters === letters, `the merged PDF holds ${merged.letters} letters`)
          if (kill === 1) await checkMerged(app, connection, merged.file.fileId, letters)
        } finally {
          await app.close()
        }
        const end = await look(data, (db) => {
          checkSound(db)
          return checkRows(db)
        })
        must(end.printed === letters && end.drafts === 0, `at the end: ${JSON.stringify(end)}`)
        outcomes.push({ at, ...left })
        say(
          `kill ${kill} after ${at} ms: ${left.printed} printed, ${left.drafts} drafts; went on to ${end.printed}, numbers 1 to ${letters}`,
        )
      } catch (error) {
        throw new Error(`kill ${kill} after ${at} ms: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        })
      }
      rmSync(join(data, '..'), { recursive: true, force: true })
    }
    return outcomes
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Every number stands on its page of the merged PDF, in order. */
const checkMerged = async (
  app: Awaited<ReturnType<typeof openApp>>,
  connection: ReturnType<typeof app.connect>,
  fileId: string,
  letters: number,
): Promise<void> => {
  const { body } = await app.openFile(connection, fileId)
  const { pages } = await readPdf('path' in body ? readFileSync(body.path) : body.bytes)
  const numbers = pages.map(({ text }) => Number(/400\.9\.14\.1\/(\d+)\//.exec(text)?.[1]))
  must(
    numbers.length === letters && numbers.every((value, index) => value === index + 1),
    `pages of the merged PDF are numbered ${numbers.slice(0, 5).join(', ')} …`,
  )
}
