import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createApp } from '../../src/main/core/app.ts'
import { fileKeystore } from '../../src/main/core/keystore/file-keystore.ts'
import { serveBrowserHost } from '../../src/main/server/serve.ts'
import type { InputOf, OutputOf, ProcedureName, ReplyOf } from '../../src/shared/contract/index.ts'
import type { AppEvent, JobRecord } from '../../src/shared/contract/jobs.ts'
import { dayIn } from '../../src/shared/domain/dates.ts'
import type { ErrorData } from '../../src/shared/domain/errors.ts'
import type { NumberRules } from '../../src/shared/domain/letter-number.ts'
import { residentLetterKind } from '../harness/letters.ts'
import { adminPassword, makeOffice, workerFile } from '../harness/office.ts'

const root = resolve(import.meta.dirname, '../..')
const timeZone = 'Asia/Makassar'
/** New Year's midnight in the office's zone. */
const midnight = Date.parse('2026-12-31T16:00:00.000Z')
const units = ['', 'KEC-01', 'KEC-02']
const kinds = ['uji-satu', 'uji-dua']

/** How sequences may be cut; each is tried apart. */
export const sequenceModes = {
  shared: { scope: 'shared', restart: 'yearly' },
  kind: { scope: 'kind', restart: 'yearly' },
  unit: { scope: 'unit', restart: 'yearly' },
  'never-restarting': { scope: 'shared', restart: 'never' },
} as const satisfies Record<string, Partial<NumberRules>>
export type SequenceMode = keyof typeof sequenceModes

export interface NumberRunOptions {
  mode: SequenceMode
  numbers: number
  clients: number
  say(text: string): void
}

/** What a run gave. */
export interface NumberRun {
  numbers: number
  /** Letters dated before and after midnight. */
  before: number
  after: number
  /** Sequences and years that were counted in. */
  sequences: number
  /** Prints that asked for a reason first, because somebody's letter of the new year was earlier. */
  asked: number
  ms: number
}

/** The jobs of a user that have ended, as the host tells; all clients here are one user, so that one of them listens for all. */
class EndedJobs {
  readonly #ended = new Map<number, JobRecord>()
  readonly #waiting = new Map<number, (record: JobRecord) => void>()

  take(event: AppEvent): void {
    if (event.type !== 'job' || event.job.endedAt === null) return
    const { job } = event
    const done = this.#waiting.get(job.id)
    this.#waiting.delete(job.id)
    // It may have ended before the answer that names it is here.
    if (done === undefined) this.#ended.set(job.id, job)
    else done(job)
  }

  end(id: number): Promise<JobRecord> {
    const known = this.#ended.get(id)
    this.#ended.delete(id)
    return known === undefined ? new Promise((done) => this.#waiting.set(id, done)) : Promise.resolve(known)
  }
}

/** A browser at the host: its own cookie, its own sign-in, calls over HTTP. */
class Caller {
  readonly #origin: string
  #cookie = ''
  readonly #jobs: EndedJobs

  constructor(launchUrl: string, jobs: EndedJobs) {
    this.#jobs = jobs
    this.#origin = new URL(launchUrl).origin
  }

  async enter(launchUrl: string): Promise<void> {
    const reply = await fetch(launchUrl, { redirect: 'manual' })
    this.#cookie = (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    await this.call('users.signIn', { username: 'admin', password: adminPassword })
  }

  async call<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<ReplyOf<N>> {
    const reply = await fetch(`${this.#origin}/api/call/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.#cookie, origin: this.#origin },
      body: JSON.stringify(input),
    })
    const answer = (await reply.json()) as { ok: true; value: ReplyOf<N> } | { ok: false; error: ErrorData }
    if (answer.ok) return answer.value
    throw Object.assign(new Error(`${name}: ${answer.error.message}`), { data: answer.error })
  }

  /** Starts a job and waits until the host tells that it ended, as the screens do; asking again and again takes the host's own time. */
  async job<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<{ result: OutputOf<N> } | { error: ErrorData }> {
    const { jobId } = (await this.call(name, input)) as { jobId: number }
    const record = await this.#jobs.end(jobId)
    return record.error === null ? { result: record.result as OutputOf<N> } : { error: record.error }
  }

  /** Reads the host's events until it stops. */
  async listen(): Promise<void> {
    const { body } = await fetch(`${this.#origin}/api/events`, { headers: { cookie: this.#cookie } })
    if (body === null) throw new Error('the host sends no events')
    const read = async (): Promise<void> => {
      let text = ''
      for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
        const lines = `${text}${chunk}`.split('\n')
        text = lines.pop() ?? ''
        for (const line of lines) if (line.startsWith('data: ')) this.#jobs.take(JSON.parse(line.slice(6)) as AppEvent)
      }
    }
    // The host ends the stream when it stops.
    read().catch(() => {})
  }
}

/**
 * Lets clients at the browser host print letters over New Year's midnight, two kinds and three units mixed, and looks whether
 * every sequence is an unbroken row from 1 and no number stands twice.
 * @throws Error naming what is broken
 */
export const takeNumbers = async (options: NumberRunOptions): Promise<NumberRun> => {
  const { mode, numbers, clients, say } = options
  const folder = mkdtempSync(join(tmpdir(), 'loket-nomor-'))
  try {
    const made = await makeOffice({ practicePeople: 40 })
    for (const [index, key] of kinds.entries()) {
      const numbering = { ...sequenceModes[mode], archiveCode: `400.9.14.${index + 1}` }
      await made.client.definitions.save({
        kind: 'letter-template',
        key,
        baseVersion: 0,
        body: residentLetterKind({ numbering }),
      })
    }
    for (const code of units.slice(1))
      await made.client.office.saveUnit({ id: null, version: 0, code, name: code, regionCode: null, active: true })
    const people = (await made.client.people.list({ limit: 40 })).items.map(({ id }) => id)
    const signatoryId = (await made.client.office.signatories({}))[0]?.id as number
    await made.app.close()
    cpSync(join(made.data, '..'), folder, { recursive: true })
    await made.close()

    // The clock stands so that about half of the numbers are taken when the year ends: a first part is timed, then it is set.
    const pace = await session(
      folder,
      midnight - 3_600_000,
      clients,
      Math.max(clients, Math.min(200, Math.ceil(numbers / 10))),
      {
        people,
        signatoryId,
        first: 0,
      },
      say,
    )
    const rest = numbers - pace.taken
    // A busy machine estimates badly; so the last quarter waits for midnight, and midnight is never far.
    const lead = Math.min((pace.ms / pace.taken) * rest * 0.5, numbers * 100)
    const run = await session(folder, midnight - lead, clients, rest, { people, signatoryId, first: pace.taken }, say)
    say(
      `${mode}: ${numbers} numbers by ${clients} clients in ${Math.round(pace.ms + run.ms)} ms, ${run.asked} asked for a reason`,
    )
    const found = run.book
    check(found, numbers, mode)
    return {
      numbers: found.length,
      before: found.filter(({ letterDate }) => letterDate < '2027').length,
      after: found.filter(({ letterDate }) => letterDate >= '2027').length,
      sequences: new Set(found.map((row) => `${row.key} ${row.year}`)).size,
      asked: pace.asked + run.asked,
      ms: Math.round(pace.ms + run.ms),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface BookRow {
  number: string
  letterDate: string
  kind: string
  unitCode: string
  key: string
  year: number
}

/** One run of the host from a given instant on: so many letters, shared out among the clients. */
const session = async (
  folder: string,
  startAt: number,
  clients: number,
  letters: number,
  about: { people: number[]; signatoryId: number; first: number },
  say: (text: string) => void,
): Promise<{ ms: number; taken: number; asked: number; book: BookRow[] }> => {
  const data = join(folder, 'data')
  const app = await createApp({
    dirs: { data, resources: join(root, 'resources') },
    workerFile,
    version: '0.0.0-test',
    host: 'browser',
    keystore: fileKeystore(join(folder, 'key')),
    startAt: new Date(startAt).toISOString(),
  })
  const clockBegan = Date.now()
  const host = await serveBrowserHost({ app, rendererDir: join(root, 'src/renderer'), port: 0 })
  try {
    const jobs = new EndedJobs()
    const callers = await Promise.all(
      Array.from({ length: clients }, async (_none, index) => {
        const url = index === 0 ? host.launchUrl : host.newLaunchUrl()
        const caller = new Caller(url, jobs)
        await caller.enter(url)
        return caller
      }),
    )
    await callers[0]?.listen()
    let next = 0
    let taken = 0
    let asked = 0
    const begun = performance.now()
    const now = (): number => startAt + (Date.now() - clockBegan)
    const client = async (caller: Caller): Promise<void> => {
      while (next < letters) {
        const at = about.first + next
        next += 1
        if (about.first > 0 && at - about.first >= letters * 0.75 && now() < midnight)
          await new Promise((done) => setTimeout(done, midnight - now() + 1))
        const letterDate = dayIn(new Date(now()), timeZone)
        const draft = await caller.call('letters.draft', {
          caseId: null,
          personId: about.people[at % about.people.length] as number,
          kind: kinds[at % kinds.length] as string,
          signatoryId: about.signatoryId,
          letterDate,
          paper: 'A4',
          fields: { purpose: 'uji' },
          copiesTo: [],
          unitCode: units[at % units.length] as string,
        })
        let printed = await caller.job('letters.print', draft)
        if ('error' in printed && printed.error.code === 'CONFIRM') {
          asked += 1
          printed = await caller.job('letters.print', { ...draft, choice: { reason: 'Dicetak lewat tengah malam' } })
        }
        if ('error' in printed) throw new Error(`letter ${at} was not printed: ${JSON.stringify(printed.error)}`)
        taken += 1
        if ((about.first + taken) % 1000 === 0)
          say(`${about.first + taken} numbers, ${((performance.now() - begun) / taken).toFixed(1)} ms each so far`)
      }
    }
    await Promise.all(callers.map(client))
    const ms = performance.now() - begun
    return { ms, taken: letters, asked, book: await readBook(callers[0] as Caller) }
  } finally {
    await host.close()
    await app.close()
  }
}

const readBook = async (caller: Caller): Promise<BookRow[]> => {
  const rows: BookRow[] = []
  for (let cursor: string | null = null; ; ) {
    const page: OutputOf<'letters.list'> = await caller.call('letters.list', { order: 'number', cursor, limit: 500 })
    for (const row of page.items)
      rows.push({
        number: row.number ?? '',
        letterDate: row.letterDate,
        kind: row.kind,
        unitCode: row.unitCode,
        key: '',
        year: 0,
      })
    if (page.next === null) return rows
    cursor = page.next
  }
}

/** The book by sequence: running numbers 1, 2, 3 … without a gap, no number twice, as many as were taken. */
const check = (book: BookRow[], numbers: number, mode: SequenceMode): void => {
  if (book.length !== numbers) throw new Error(`${mode}: ${numbers} numbers were taken, the book holds ${book.length}`)
  if (new Set(book.map(({ number }) => number)).size !== numbers) throw new Error(`${mode}: a number stands twice`)
  const rules = sequenceModes[mode]
  const sequences = new Map<string, number[]>()
  for (const row of book) {
    row.key = rules.scope === 'kind' ? row.kind : rules.scope === 'unit' ? row.unitCode : 'all'
    row.year = rules.restart === 'never' ? 0 : Number(row.letterDate.slice(0, 4))
    const value = Number(row.number.split('/')[1])
    const id = `${row.key} ${row.year}`
    sequences.set(id, [...(sequences.get(id) ?? []), value])
  }
  for (const [id, values] of sequences) {
    values.sort((one, other) => one - other)
    const broken = values.findIndex((value, index) => value !== index + 1)
    if (broken !== -1) throw new Error(`${mode}, ${id}: ${values[broken]} stands where ${broken + 1} should`)
  }
}
