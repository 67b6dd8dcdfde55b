import { readFileSync } from 'node:fs'
import { AppError } from '../../../shared/domain/errors.ts'
import { nameKey } from '../../../shared/domain/names.ts'
import { internalCommand, type JobContext } from '../context.ts'
import type { SubmissionProfileBody } from '../definitions/kinds.ts'
import { archiveFile } from '../files/archive.repo.ts'
import { mediaTypes, type uploadedFile } from '../files/files.ts'
import { cellText } from '../imports/cell-text.ts'
import { refusePracticeFile } from '../imports/practice.ts'
import { openTables } from '../tables/open.ts'
import type { TableSheet } from '../tables/table-file.ts'
import { peopleOfItems } from './candidates.repo.ts'
import { tellCases } from './candidates.ts'
import { staleBatch, submissionOf } from './submission-access.ts'
import {
  bestOtherBatch,
  countResults,
  itemsInFileOrder,
  type SubmissionBatch,
  updateSubmission,
  writeResult,
} from './submissions.repo.ts'

const chunkSize = 1000
const headerSearchRows = 40

/** What the ministry says of one person. */
interface Answer {
  itemId: number
  result: 'accepted' | 'refused'
  reason: string
}
interface Unmatched {
  sheet: string
  row: number
  message: string
}

/** Writes answers onto people; a part of one reading. */
export const applyResults = internalCommand(
  'submissions.apply-results',
  (context, input: { id: number; version: number; answers: Answer[] }) => {
    const batch = submissionOf(context, input.id)
    if (batch.version !== input.version) throw staleBatch()
    const answers = new Map(input.answers.map((answer) => [answer.itemId, answer]))
    // An answer that is read a second time says nothing new to the case.
    const news = peopleOfItems(context.db, context.actor, input.id, [...answers.keys()]).flatMap((row) => {
      const answer = answers.get(row.id)
      if (answer === undefined || (answer.result === row.result && answer.reason === row.reason)) return []
      const word = answer.result === 'accepted' ? 'diterima' : 'ditolak'
      return [[row.person_id, { text: `Usulan SIKS-NG "${batch.label}": ${word}.`, note: answer.reason }] as const]
    })
    tellCases(context, batch, new Map(news))
    for (const answer of input.answers)
      writeResult(context.db, input.id, answer.itemId, answer.result, answer.reason, context.now())
    return null
  },
  { audited: false },
)

/** Archives the answer file and marks the batch as answered when nobody waits any more. */
export const finishResult = internalCommand(
  'submissions.finish-result',
  (context, input: { id: number; version: number; bytes: Uint8Array; read: number; unmatched: number }) => {
    const now = context.now()
    const hash = archiveFile(context.db, input.bytes, mediaTypes.xlsx, now)
    const counts = countResults(context.db, input.id)
    const answered = counts.waiting === 0
    const saved = updateSubmission(
      context.db,
      input.id,
      input.version,
      { state: answered ? 'answered' : 'exported', answered_at: answered ? now : null, result_sha256: hash },
      { userId: context.actor.userId, now },
    )
    if (!saved) throw staleBatch()
    context.audit({
      entity: 'submission',
      entityId: input.id,
      detail: { file: hash, rows: input.read, unmatched: input.unmatched, ...counts },
    })
    return counts
  },
)

/** Headers and status words are compared without capitals, spaces and signs: files differ in them from month to month. */
const key = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')
const keys = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(key))

interface Header {
  row: number
  nik: number
  name: number
  status: number
  reason: number
}

/** Which of our columns stand in a row of headings; -1 where one is missing. */
const recogniseHeader = (result: SubmissionProfileBody['result'], row: number, texts: readonly string[]): Header => {
  const found = (headers: readonly string[], taken: readonly number[] = []): number => {
    // The profile's order counts: "Status Usulan" before "Keterangan Padan" when a file has both.
    for (const header of headers) {
      const index = texts.findIndex((text, at) => !taken.includes(at) && key(text) === key(header))
      if (index !== -1) return index
    }
    return -1
  }
  const nik = found(result.nikHeaders)
  const name = found(result.nameHeaders)
  const status = found(result.statusHeaders)
  return { row, nik, name, status, reason: found(result.reasonHeaders, [status]) }
}

const badColumns = (profile: SubmissionProfileBody, best: Header | null): AppError => {
  const missing = [
    best === null || best.nik === -1 ? `NIK (${profile.result.nikHeaders.slice(0, 3).join(', ')})` : '',
    best === null || best.status === -1 ? `hasil (${profile.result.statusHeaders.slice(0, 4).join(', ')})` : '',
  ].filter((part) => part !== '')
  return new AppError('BAD_FILE', `Berkas ini tidak memuat kolom ${missing.join(' dan kolom ')}.`, {
    field: 'fileId',
    hint: 'Pilih berkas jawaban dari SIKS-NG untuk usulan ini, dengan judul kolom seperti aslinya.',
  })
}

interface ResultRow {
  sheet: string
  row: number
  nik: string
  name: string
  status: string
  reason: string
}

/** Rows of one sheet below its header; undefined when the sheet has no header of ours. */
const readSheet = async (
  context: JobContext,
  sheet: TableSheet,
  profile: SubmissionProfileBody,
  practiceWords: string[],
): Promise<{ rows: ResultRow[]; best: Header | null }> => {
  let header: Header | null = null
  let best: Header | null = null
  let searched = 0
  const rows: ResultRow[] = []
  for await (const batch of sheet.rows()) {
    context.throwIfCancelled()
    for (const row of batch) {
      const texts = row.values.map((value) => cellText(value))
      if (header === null) {
        searched += 1
        if (searched > headerSearchRows) return { rows, best }
        const candidate = recogniseHeader(profile.result, row.number, texts)
        const score = (one: Header | null): number =>
          one === null ? -1 : Number(one.nik !== -1) + Number(one.name !== -1) + Number(one.status !== -1)
        if (score(candidate) > score(best)) best = candidate
        if (candidate.nik !== -1 && candidate.status !== -1) header = candidate
        else practiceWords.push(...texts.filter((text) => text !== ''))
        continue
      }
      const at = (index: number): string => (index === -1 ? '' : (texts[index] ?? ''))
      const found = {
        sheet: sheet.name,
        row: row.number,
        nik: at(header.nik).replace(/[\s.'-]/g, ''),
        name: at(header.name),
        status: at(header.status),
        reason: at(header.reason),
      }
      if (found.nik === '' && found.name === '' && found.status === '') continue
      // the headings once more, on a later page of the list
      if (keys(profile.result.nikHeaders).has(key(found.nik))) continue
      rows.push(found)
    }
    context.progress(`Membaca lembar ${sheet.name}`, rows.length, null)
  }
  return { rows, best }
}

type Person = { itemId: number; nik: string; key: string }

/**
 * Finds the person a row speaks of: by NIK; by the name alone only where the NIK is missing or damaged by Excel (which
 * keeps 15 digits and turns the last one into 0). Another whole NIK is another person, whatever the name.
 */
const finder = (people: readonly Person[]): ((row: ResultRow) => Person | string) => {
  const byNik = new Map(people.filter(({ nik }) => nik !== '').map((person) => [person.nik, person]))
  const byName = Map.groupBy(people, (person) => person.key)
  return (row) => {
    const exact = byNik.get(row.nik)
    if (exact !== undefined) return exact
    const whole = /^\d{16}$/.test(row.nik)
    const damaged = whole ? row.nik.endsWith('0') : true
    if (!damaged) return 'NIK ini tidak ada dalam usulan.'
    const named = row.name === '' ? [] : (byName.get(nameKey(row.name)) ?? [])
    const fitting = whole ? named.filter((person) => person.nik.slice(0, 15) === row.nik.slice(0, 15)) : named
    if (fitting.length === 1) return fitting[0] as Person
    if (fitting.length > 1) return 'NIK tidak terbaca dan ada lebih dari satu warga dengan nama ini.'
    return whole ? 'NIK ini tidak ada dalam usulan.' : 'NIK kosong atau rusak dan nama ini tidak ada dalam usulan.'
  }
}

/**
 * Reads the ministry's answer and writes it onto each person. Everything is read and compared before the first change,
 * so a file that does not fit changes nothing.
 * @throws AppError BAD_FILE for a file without our columns, of another batch, or from a practice office
 */
export const readResultFile = async (
  context: JobContext,
  batch: SubmissionBatch,
  profile: SubmissionProfileBody,
  file: ReturnType<typeof uploadedFile>,
  practice: boolean,
) => {
  const workbook = await openTables(file.path)
  const read: ResultRow[] = []
  let best: Header | null = null
  try {
    const words = [...workbook.properties]
    for (const sheet of workbook.sheets) {
      words.push(sheet.name)
      if (sheet.hidden) continue
      const found = await readSheet(context, sheet, profile, words)
      read.push(...found.rows)
      if (best === null || (found.best !== null && found.best.nik !== -1 && found.best.status !== -1)) best = found.best
    }
    if (!practice) refusePracticeFile(file.name, words)
  } finally {
    workbook.close()
  }
  if (best === null || best.nik === -1 || best.status === -1) throw badColumns(profile, best)

  const nikColumn = profile.columns.findIndex((column) => column.source === 'person.nik')
  const nameColumn = profile.columns.findIndex((column) => column.source === 'person.name')
  const people = itemsInFileOrder(context.db, batch.id).map((item): Person => {
    // what the file said, not what the register says by now
    const written = item.data === null ? [] : (JSON.parse(item.data) as string[])
    return {
      itemId: item.id,
      nik: written[nikColumn] ?? item.nik ?? '',
      key: nameKey(written[nameColumn] ?? item.name),
    }
  })
  const find = finder(people)
  const accepted = keys(profile.result.accepted)
  const refused = keys(profile.result.refused)
  const answers = new Map<number, Answer & { place: string }>()
  const unmatched: Unmatched[] = []
  let matched = 0
  for (const row of read) {
    const refuse = (message: string): void => void unmatched.push({ sheet: row.sheet, row: row.row, message })
    const person = find(row)
    if (typeof person === 'string') {
      refuse(person)
      continue
    }
    matched += 1
    const status = key(row.status)
    if (status === '') refuse('Kolom hasil kosong; warga ini tetap menunggu.')
    else if (!accepted.has(status) && !refused.has(status))
      refuse(`Hasil "${row.status.slice(0, 60)}" tidak dikenal; warga ini tetap menunggu.`)
    else {
      const answer = {
        itemId: person.itemId,
        result: accepted.has(status) ? ('accepted' as const) : ('refused' as const),
        reason: row.reason.slice(0, 1000),
      }
      const before = answers.get(person.itemId)
      if (before !== undefined && before.result !== answer.result)
        refuse(`Warga ini sudah ada di ${before.place} dengan hasil lain; hasil yang pertama dipakai.`)
      else if (before === undefined) answers.set(person.itemId, { ...answer, place: `lembar ${row.sheet} baris ${row.row}` })
    }
  }
  refuseOther(context, batch, read, matched)

  const list = [...answers.values()].map(({ place: _place, ...answer }) => answer)
  for (let start = 0; start < list.length; start += chunkSize) {
    context.throwIfCancelled()
    context.progress('Menyimpan hasil', start, list.length)
    await context.write(applyResults, {
      id: batch.id,
      version: batch.version,
      answers: list.slice(start, start + chunkSize),
    })
  }
  const counts = await context.write(finishResult, {
    id: batch.id,
    version: batch.version,
    bytes: readFileSync(file.path),
    read: read.length,
    unmatched: unmatched.length,
  })
  return { rows: read.length, ...counts, unmatched }
}

/** A file that fits nobody here, or another batch better than this one, is refused before anything is written. */
const refuseOther = (context: JobContext, batch: SubmissionBatch, read: readonly ResultRow[], matched: number): void => {
  const niks = [...new Set(read.map((row) => row.nik).filter((nik) => /^\d{16}$/.test(nik)))]
  const other = bestOtherBatch(context.db, batch.id, niks)
  if (other !== undefined && other.count > matched)
    throw new AppError('BAD_FILE', `Berkas ini lebih cocok dengan usulan "${other.label}".`, {
      field: 'fileId',
      hint: 'Buka usulan itu, lalu baca hasilnya di sana. Tidak ada yang diubah.',
    })
  if (matched === 0)
    throw new AppError('BAD_FILE', 'Tidak ada satu pun warga dalam berkas ini yang termasuk usulan ini.', {
      field: 'fileId',
      hint: 'Pilih berkas jawaban untuk usulan ini. Tidak ada yang diubah.',
    })
}
