import { execFileSync } from 'node:child_process'
import { cpSync, createWriteStream, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type LetterData, readLetterData } from '../../src/main/core/letters/letter-data.ts'
import type { FileRef } from '../../src/shared/contract/common.ts'
import type { JobRecord } from '../../src/shared/contract/jobs.ts'
import type { ListLine } from '../../src/shared/contract/letter-batches.ts'
import { type BatchRun, burstKind, burstTemplate } from './batch-floor.ts'
import { adminPassword, type BenchOffice, caller, enterHost, openBenchOffice } from './bench-office.ts'
import { convertLetters, type LibreOfficeRun } from './libreoffice.ts'

const floorFile = resolve(import.meta.dirname, 'batch-floor.ts')
const day = '2026-11-22'
const megabyte = 1024 * 1024

export interface BatchBenchResult {
  letters: number
  ours: (BatchRun & { memoryAtRest: number })[]
  floor: BatchRun[]
  /** Median of ours through floor, run by run. */
  ratio: number
  cpuRatio: number
  /** Largest peak of the host process. */
  memory: number
  /** The same words as documents, one conversion; null where LibreOffice is not installed. */
  libreOffice: LibreOfficeRun | null
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** A client of the host who follows jobs and takes files out. */
const clientOf = async (host: Awaited<ReturnType<BenchOffice['start']>>) => {
  const cookie = await enterHost(host)
  const call = caller(host, cookie)
  await call('users.signIn', { username: 'admin', password: adminPassword })
  // Followed by the host's events, as the screens do: asking again and again would cost the host time and memory.
  const ended = new Map<number, JobRecord>()
  let wake: () => void = () => {}
  const events = await fetch(`${host.origin}/api/events`, { headers: { Cookie: cookie } })
  const listen = async (): Promise<void> => {
    let text = ''
    for await (const chunk of events.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const lines = `${text}${chunk}`.split('\n')
      text = lines.pop() ?? ''
      for (const line of lines) {
        if (!line.startsWith('data: ')) continue
        const event = JSON.parse(line.slice(6)) as { type: string; job?: JobRecord }
        if (event.type === 'job' && event.job !== undefined && event.job.endedAt !== null) ended.set(event.job.id, event.job)
      }
      wake()
    }
  }
  // The host ends the stream when it stops.
  listen().catch(() => {})
  const job = async <T>(name: string, input: unknown): Promise<T> => {
    const { jobId } = await call<{ jobId: number }>(name, input)
    while (!ended.has(jobId))
      await new Promise<void>((done) => {
        wake = done
      })
    const { error, result } = ended.get(jobId) as JobRecord
    if (error !== null) throw new Error(`${name}: ${JSON.stringify(error)}`)
    return result as T
  }
  const save = async ({ fileId }: FileRef, path: string): Promise<void> => {
    const reply = await fetch(`${host.origin}/files/${encodeURIComponent(fileId)}?download=1`, { headers: { Cookie: cookie } })
    if (!reply.ok || reply.body === null) throw new Error(`the file was not handed out: ${reply.status}`)
    await pipeline(Readable.fromWeb(reply.body as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(path))
  }
  return { call, job, save }
}

/** A practice office whose residents were all looked up in SIKS-NG this morning, and their NIKs. */
const makeBase = async (letters: number): Promise<{ base: BenchOffice; niks: string[] }> => {
  const base = await openBenchOffice('daftar')
  base.cli('init', '--practice', '--people', String(letters * 2 + 100), '--seed', '1')
  const residents = await base.withDatabase('reader', (db) =>
    db.sql<{ id: number; nik: string }>(
      `SELECT id, nik FROM person WHERE nik IS NOT NULL AND merged_into IS NULL AND life_status = 'alive' ORDER BY id LIMIT ${letters}`,
    ),
  )
  if (residents.length < letters) throw new Error(`the practice office has only ${residents.length} living residents`)
  const host = await base.start()
  const { call } = await clientOf(host)
  for (const { id } of residents) await call('letters.recordCheck', { personId: id, found: true, decile: 2, status: null })
  await host.stop()
  return { base, niks: residents.map(({ nik }) => nik) }
}

/**
 * The way of a list through the program, at a copy of the office in a fresh host: looked up, made a batch, printed with numbers and
 * archive, and both files fetched to the disk.
 */
const ours = async (base: BenchOffice, niks: readonly string[]) => {
  const office = await openBenchOffice('daftar')
  try {
    cpSync(base.folder, office.folder, { recursive: true })
    const host = await office.start()
    const { call, job, save } = await clientOf(host)
    const [signatory] = await call<{ id: number }[]>('office.signatories', {})
    const memoryAtRest = host.rss() / megabyte
    const steps: Record<string, number> = {}
    const cpu = host.cpu()
    const begun = performance.now()
    const timed = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
      const start = performance.now()
      const value = await work()
      steps[step] = performance.now() - start
      return value
    }
    const { lines } = await timed('check', () => job<{ lines: ListLine[] }>('letterBatches.check', { text: niks.join('\n') }))
    const { id } = await timed('create', () =>
      call<{ id: number }>('letterBatches.create', {
        kind: burstKind,
        personIds: lines.flatMap(({ personId }) => personId ?? []),
        signatoryId: signatory?.id,
        letterDate: day,
        paper: 'F4',
        fields: { note: '' },
        copiesTo: [],
        purpose: 'pip',
      }),
    )
    const { printed } = await timed('print', () =>
      job<{ printed: number }>('letterBatches.run', { id, reason: 'Uji kecepatan daftar surat' }),
    )
    if (printed !== niks.length) throw new Error(`${printed} of ${niks.length} letters were printed`)
    const files = { singles: join(office.folder, 'surat.zip'), merged: join(office.folder, 'surat.pdf') }
    await timed('singles', async () => save((await job<{ file: FileRef }>('letterBatches.singles', { id })).file, files.singles))
    const pages = await timed('merged', async () => {
      const merged = await job<{ file: FileRef; pages: number }>('letterBatches.merged', { id })
      await save(merged.file, files.merged)
      return merged.pages
    })
    const wall = performance.now() - begun
    const run = { wall, cpu: host.cpu() - cpu, memory: host.peak() / megabyte, memoryAtRest, pages, steps }
    await host.stop()
    const snapshots = await office.withDatabase('reader', (db) =>
      db.sql<{ data: string }>("SELECT data FROM letter WHERE state = 'printed' ORDER BY id"),
    )
    return { run, letters: snapshots.map(({ data }) => readLetterData(data)) }
  } finally {
    await office.close()
  }
}

/**
 * A burst of letters from a list, as single files and as one merged PDF, beside bare pdfkit; each side in a fresh process, in turn.
 *
 * Ours is the built browser host over an encrypted office, asked over HTTP as a browser asks: list looked up, batch made, 500 letters
 * printed (number, signed code, archive, audit), the ZIP of the single files and the merged PDF made and fetched to the disk.
 * The floor sets the very words of those letters (from their snapshots) with pdfkit alone, as so many files and one merged
 * document of as many pages: same fonts, parsed once for all, same QR drawn the same way; no list, database, numbers, signatures,
 * watermark or archive. It is spared what a plain script would pay too: parsing the fonts for each file.
 * Memory is the peak of the host's whole process, program included.
 *
 * LibreOffice converts the same words as so many documents, 200 to a call, without QR and without a merged file.
 */
export const batchBench = async (options: { letters?: number; runs?: number } = {}): Promise<BatchBenchResult> => {
  const { letters, runs } = { letters: 500, runs: 3, ...options }
  const folder = mkdtempSync(join(tmpdir(), 'loket-bench-surat-'))
  const { base, niks } = await makeBase(letters)
  try {
    const wordsFile = join(folder, 'words.json')
    const result: BatchBenchResult = {
      letters,
      ours: [],
      floor: [],
      ratio: 0,
      cpuRatio: 0,
      memory: 0,
      libreOffice: null,
    }
    let words: LetterData[] = []
    for (let run = 0; run < runs; run += 1) {
      const made = await ours(base, niks)
      words = made.letters
      writeFileSync(wordsFile, JSON.stringify(words))
      const place = join(folder, String(run))
      mkdirSync(place)
      const bare = JSON.parse(execFileSync(process.execPath, [floorFile, wordsFile, place], { encoding: 'utf8' })) as BatchRun
      if (bare.pages !== made.run.pages || statSync(join(place, `${letters}.pdf`)).size === 0)
        throw new Error(`ours has ${made.run.pages} pages, the floor ${bare.pages}`)
      result.ours.push(made.run)
      result.floor.push(bare)
    }
    const ratio = (of: (run: BatchRun) => number): number =>
      median(result.ours.map((run, at) => of(run) / of(result.floor[at] as BatchRun)))
    result.ratio = ratio(({ wall }) => wall)
    result.cpuRatio = ratio(({ cpu }) => cpu)
    result.memory = Math.max(...result.ours.map(({ memory }) => memory))
    result.libreOffice = await convertLetters(folder, burstTemplate(), words)
    return result
  } finally {
    await base.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
