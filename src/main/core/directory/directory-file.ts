import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import {
  agencyFields,
  agencyKindLabels,
  agencyKinds,
  type DirectoryCheck,
  type DirectoryProblem,
  weekdays,
} from '../../../shared/contract/directory.ts'
import { readClock } from '../../../shared/domain/clock.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { internalCommand, type JobContext } from '../context.ts'
import { uploadedFile } from '../files/files.ts'
import { refusePracticeFile } from '../imports/practice.ts'
import { readOffice } from '../office/office.repo.ts'
import { allProgrammes } from '../programmes/programmes.service.ts'
import { findRegion } from '../regions/regions.repo.ts'
import { type HeadedRow, type HeadedSheet, readHeadedSheets } from '../tables/headed-sheets.ts'
import { type AgencyFields, insertAgency, listAgencies, updateAgency } from './directory.repo.ts'
import { agencyName, type DirectorySheet, directoryShapes, levelWords, split } from './directory-columns.ts'

interface Write {
  id: number | null
  version: number
  fields: AgencyFields
}

/** Writes a checked workbook: all agencies or none. */
export const writeDirectory = internalCommand('directory.write-file', (context, input: { writes: Write[] }) => {
  const by = { userId: context.actor.userId, now: context.now() }
  for (const { id, version, fields } of input.writes) {
    if (id === null) insertAgency(context.db, fields, by)
    else if (!updateAgency(context.db, id, version, fields, by))
      throw new AppError('CONFLICT', 'Direktori baru saja diubah orang lain; tidak ada yang ditulis.', {
        hint: 'Periksa berkasnya sekali lagi, lalu simpan.',
      })
  }
  const added = input.writes.filter(({ id }) => id === null).length
  context.audit({ entity: 'agency', detail: { file: true, added, changed: input.writes.length - added } })
  return null
})

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')
const nameOf = agencyName
const oneLine = (value: unknown): string =>
  String(value ?? '')
    .replace(/\s+/g, ' ')
    .trim()
const yes = new Set(['ya', 'y', 'yes', '1', 'v', 'benar'])
const no = new Set(['tidak', 't', 'no', 'n', '0', 'bukan'])
const shown = 500

type Problem = Omit<DirectoryProblem, 'sheet' | 'row' | 'column' | 'value'>
type Report = (sheet: string, row: HeadedRow<string>, field: string, problem: Problem) => void

/** Reads words of a list into what we keep; undefined = the word says nothing we know. */
const kindOf = (word: string): AgencyFields['kind'] | undefined =>
  agencyKinds.find((kind) => kind === word || plain(agencyKindLabels[kind]) === plain(word))
const levelOf = (word: string): AgencyFields['level'] | undefined => {
  const at = (Object.keys(levelWords) as AgencyFields['level'][]).find(
    (level) => level === word.toLowerCase() || plain(levelWords[level]) === plain(word),
  )
  return at ?? (['kota', 'kab', 'kabkota'].includes(plain(word)) ? 'kabupaten' : undefined)
}
const yesNo = (word: string): boolean | undefined => (yes.has(plain(word)) ? true : no.has(plain(word)) ? false : undefined)

interface Read {
  rows: number
  writes: Write[]
  added: string[]
  changed: string[]
  unchanged: number
  problems: DirectoryProblem[]
  digest: string
}

/** Reads, checks and compares a workbook; writes nothing. */
const read = async (context: JobContext, fileId: string): Promise<Read> => {
  const { db } = context
  const upload = uploadedFile(context, fileId)
  const { sheets, words } = await readHeadedSheets<DirectorySheet, string>(context, upload.path, directoryShapes)
  if (!readOffice(db).practice) refusePracticeFile(upload.name, words)
  const main = sheets.agencies ?? []
  if (main.length === 0)
    throw new AppError('BAD_FILE', 'Berkas ini tidak memuat daftar lembaga.', {
      field: 'fileId',
      hint: 'Baris judul memerlukan kolom Nama lembaga dan Kepada Yth. Unduh direktori dahulu sebagai contoh.',
    })
  const problems: DirectoryProblem[] = []
  const report: Report = (sheet, row, field, problem) =>
    void problems.push({
      ...problem,
      sheet,
      row: row.row,
      column: row.letters[field] ?? '',
      value: (row.values[field] ?? '').slice(0, 80),
    })
  const programmes = new Map(allProgrammes(db).flatMap(({ key, name }) => [[key, key] as const, [nameOf(name), key] as const]))
  const known = listAgencies(db, false)
  const byName = new Map(known.map((agency) => [nameOf(agency.name), agency]))
  const region = (sheet: string, row: HeadedRow<string>, field: string, code: string): string | null => {
    if (findRegion(db, code) !== undefined) return code
    report(sheet, row, field, { severity: 'block', message: `Kode wilayah "${code}" tidak dikenal; tulis seperti 52.01.14.` })
    return null
  }
  const drafts = new Map<string, { fields: Record<string, unknown>; at: { sheet: string; row: HeadedRow<string> } }>()
  let rows = 0
  for (const { sheet, fields: columns, rows: lines } of main)
    for (const row of lines) {
      rows += 1
      const value = (field: string): string => row.values[field] ?? ''
      const name = value('name')
      if (name === '') {
        report(sheet, row, 'name', { severity: 'block', message: 'Nama lembaga kosong.' })
        continue
      }
      if (drafts.has(nameOf(name))) {
        report(sheet, row, 'name', { severity: 'block', message: 'Lembaga ini sudah ada di baris lain berkas ini.' })
        continue
      }
      const before = byName.get(nameOf(name))
      const { id: _id, version: _version, ...kept } = before ?? { id: 0, version: 0 }
      const draft: Record<string, unknown> = { ...kept, name }
      // a text of several lines comes back from a cell in one: that is no change
      for (const field of ['addressee', 'sector', 'city', 'address', 'phone', 'email', 'website', 'services', 'note'])
        if (columns.has(field) && oneLine(draft[field]) !== value(field)) draft[field] = value(field)
      if ((draft.addressee ?? '') === '') draft.addressee = `Pimpinan ${name}`
      const word = <T>(field: string, column: string, of: (text: string) => T | undefined, message: string): void => {
        if (!columns.has(column) || value(column) === '') return
        const found = of(value(column))
        if (found === undefined) report(sheet, row, column, { severity: 'block', message })
        else draft[field] = found
      }
      word('kind', 'kind', kindOf, `Jenis lembaga tidak dikenal. Pilihan: ${Object.values(agencyKindLabels).join(', ')}.`)
      word('level', 'level', levelOf, `Tingkat tidak dikenal. Pilihan: ${Object.values(levelWords).join(', ')}.`)
      word('government', 'government', yesNo, 'Tulis Ya atau Tidak.')
      word('active', 'active', yesNo, 'Tulis Ya atau Tidak.')
      word(
        'answerDays',
        'answerDays',
        (text) => (/^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 365 ? Number(text) : undefined),
        'Batas jawaban harus angka 1 sampai 365.',
      )
      draft.level ??= 'kabupaten'
      if (columns.has('areas')) draft.areas = split(value('areas')).flatMap((code) => region(sheet, row, 'areas', code) ?? [])
      if (columns.has('codes'))
        draft.codes = split(value('codes')).flatMap((text) => {
          const [system, ...rest] = text.split(':')
          const code = rest.join(':').trim()
          if (code !== '') return [{ system: (system ?? '').trim(), code }]
          report(sheet, row, 'codes', { severity: 'block', message: 'Kode sistem lain ditulis seperti "NPSN: 12345".' })
          return []
        })
      drafts.set(nameOf(name), { fields: draft, at: { sheet, row } })
    }
  /** Rows of a further sheet, gathered under their agency; a sheet that is not there leaves everything as it is. */
  const gather = (
    kind: Exclude<DirectorySheet, 'agencies'>,
    field: string,
    toPart: (sheet: string, row: HeadedRow<string>, value: (field: string) => string) => unknown,
  ): void => {
    const found: HeadedSheet<string>[] = sheets[kind] ?? []
    if (found.length === 0) return
    const parts = new Map<string, unknown[]>()
    for (const { sheet, rows: lines } of found)
      for (const row of lines) {
        rows += 1
        const name = nameOf(row.values.name ?? '')
        if (!drafts.has(name)) {
          report(sheet, row, 'name', {
            severity: 'block',
            message: 'Lembaga ini tidak ada di lembar Lembaga berkas ini; samakan namanya.',
          })
          continue
        }
        const part = toPart(sheet, row, (column) => row.values[column] ?? '')
        if (part !== null) parts.set(name, [...(parts.get(name) ?? []), part])
      }
    for (const [name, draft] of drafts) draft.fields[field] = parts.get(name) ?? []
  }
  gather('offers', 'offers', (sheet, row, value) => {
    if (value('offer') === '') {
      report(sheet, row, 'offer', { severity: 'block', message: 'Nama layanan kosong.' })
      return null
    }
    const keys = split(value('programmes')).flatMap((text) => {
      const key = programmes.get(text) ?? programmes.get(nameOf(text))
      if (key === undefined)
        report(sheet, row, 'programmes', { severity: 'warning', message: `Program "${text}" tidak dikenal dan tidak dicatat.` })
      return key ?? []
    })
    return {
      name: value('offer'),
      sector: value('sector'),
      description: value('description'),
      documents: split(value('documents')),
      programmes: keys,
    }
  })
  gather('contacts', 'contacts', (_sheet, _row, value) => ({
    name: value('person'),
    title: value('title'),
    phone: value('phone'),
    email: value('email'),
  }))
  gather('locations', 'locations', (sheet, row, value) => ({
    name: value('place'),
    address: value('address'),
    region: value('region') === '' ? null : region(sheet, row, 'region', value('region')),
    phone: value('phone'),
  }))
  gather('schedule', 'schedule', (sheet, row, value) => {
    const days = value('days')
      .split(/[;,]/)
      .map((text) => weekdays.findIndex((one) => plain(one) === plain(text)) + 1)
    if (days.some((one) => one === 0)) {
      report(sheet, row, 'days', { severity: 'block', message: 'Hari ditulis seperti "Senin; Selasa".' })
      return null
    }
    const clock = (field: string): string => {
      const time = readClock(value(field))
      if (time !== null) return time
      report(sheet, row, field, { severity: 'block', message: 'Jam ditulis seperti 08:00.' })
      return ''
    }
    return { days, opens: clock('opens'), closes: clock('closes'), note: value('note') }
  })

  const result: Read = { rows, writes: [], added: [], changed: [], unchanged: 0, problems, digest: '' }
  for (const [name, { fields, at }] of drafts) {
    const checked = agencyFields.safeParse(fields)
    if (!checked.success) {
      for (const issue of checked.error.issues)
        report(at.sheet, at.row, String(issue.path[0] ?? 'name'), {
          severity: 'block',
          message: `${String(issue.path[0] ?? '')}: ${issue.message}`,
        })
      continue
    }
    const before = byName.get(name)
    const { id, version, ...old } = before ?? { id: null, version: 0 }
    if (id !== null && isDeepStrictEqual(agencyFields.parse(old), checked.data)) {
      result.unchanged += 1
      continue
    }
    result.writes.push({ id, version, fields: checked.data })
    if (id === null) result.added.push(checked.data.name)
    else result.changed.push(checked.data.name)
  }
  if (result.writes.length > 0) result.digest = createHash('sha256').update(JSON.stringify(result.writes)).digest('hex')
  return result
}

const blockingOf = ({ problems }: Read): number => problems.filter(({ severity }) => severity === 'block').length

/** What a workbook would change; writes nothing. @throws AppError BAD_FILE */
export const checkDirectoryFile = async (context: JobContext, input: { fileId: string }): Promise<DirectoryCheck> => {
  context.progress('Membaca berkas', 0, null)
  const found = await read(context, input.fileId)
  return {
    rows: found.rows,
    added: found.added.slice(0, shown),
    changed: found.changed.slice(0, shown),
    unchanged: found.unchanged,
    problems: found.problems.toSorted((a, b) => a.severity.localeCompare(b.severity)).slice(0, shown),
    blocking: blockingOf(found),
    digest: found.digest,
  }
}

/**
 * Writes what the check showed, whole or not at all.
 * @throws AppError VALIDATION while rows block, CONFLICT when file or directory are others than checked
 */
export const applyDirectoryFile = async (context: JobContext, input: { fileId: string; digest: string }) => {
  context.progress('Membaca berkas', 0, null)
  const found = await read(context, input.fileId)
  const blocking = blockingOf(found)
  if (blocking > 0)
    throw new AppError('VALIDATION', `Masih ada ${blocking} isian yang salah; tidak ada yang ditulis.`, {
      field: 'fileId',
      hint: 'Perbaiki isian itu di berkasnya, lalu pilih berkasnya lagi.',
    })
  if (found.digest !== input.digest)
    throw new AppError('CONFLICT', 'Direktori atau berkasnya berubah sejak diperiksa; tidak ada yang ditulis.', {
      hint: 'Periksa berkasnya sekali lagi, lalu simpan.',
    })
  context.throwIfCancelled()
  await context.write(writeDirectory, { writes: found.writes })
  return { added: found.added.length, changed: found.changed.length }
}
