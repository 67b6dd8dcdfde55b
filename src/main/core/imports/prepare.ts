import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Severity } from '../../../shared/contract/common.ts'
import type { ImportCounts, ImportPackage } from '../../../shared/contract/imports.ts'
import type { MappingChoice } from '../../../shared/contract/mappings.ts'
import type { CheckValues } from '../../../shared/domain/checks/check.ts'
import { type CheckId, say } from '../../../shared/domain/checks/table.ts'
import { longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { JobContext } from '../context.ts'
import type { Db } from '../db/database.ts'
import { uploadedFile } from '../files/files.ts'
import { chooseReading } from '../mappings/choose.ts'
import { officeKey, type StoredOffice } from '../office/office.repo.ts'
import { findRegion } from '../regions/regions.repo.ts'
import { readSetting } from '../settings.repo.ts'
import { openTables } from '../tables/open.ts'
import type { TableFile, TableSheet } from '../tables/table-file.ts'
import { badFile } from '../xlsx/bad-file.ts'
import { rememberedWins } from './choices.ts'
import { regionsOfDistrict } from './compare.repo.ts'
import { Comparison } from './compare.ts'
import { FactComparison } from './compare-facts.ts'
import { programmeLabels } from './facts.sqlite.ts'
import { FamilyAnswers } from './family-sheets.ts'
import { appliedBefore, packRow, type StagedValues } from './imports.repo.ts'
import { beginPackage, failPackage, finishPackage, stageRows } from './package.commands.ts'
import { refusePracticeFile } from './practice.ts'
import { type RowCounts, readPeople, type Understood } from './read-file.ts'
import { RegionMatcher } from './regions.ts'

/** Rows that travel to the writer at once. */
const chunk = 2000

const hashFile = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(bytes as Buffer)
  return hash.digest('hex')
}

/**
 * Dry run: reads the whole file, compares it with the register, stages the outcome. Writes nothing to the register.
 * @returns the id of the prepared package
 * @throws AppError BAD_FILE when the file cannot be read or holds no people, CANCELLED
 */
export const prepareFile = async (
  context: JobContext,
  input: { fileId: string; label: string; village: string | null; mapping: MappingChoice },
): Promise<number> => {
  const file = uploadedFile(context, input.fileId)
  const office = readSetting<StoredOffice>(context.db, officeKey)?.value
  const practice = office?.practice === true
  if (input.village !== null && findRegion(context.db, input.village)?.level !== 4)
    throw new AppError('VALIDATION', 'Desa/kelurahan ini tidak ada di daftar wilayah.', {
      field: 'village',
      hint: 'Pilih desa dari daftar.',
    })
  context.progress('Membuka berkas', 0, null)
  if (!practice) refusePracticeFile(file.name, [])
  const sha256 = await hashFile(file.path)
  const workbook = await openTables(file.path)
  try {
    if (!practice) refusePracticeFile('', [...workbook.properties, ...workbook.sheets.map((sheet) => sheet.name)])
    return await prepareWorkbook(context, workbook, {
      fileName: file.name,
      sha256,
      label: input.label === '' ? file.name : input.label,
      district: office?.districtCode ?? null,
      village: input.village,
      mapping: input.mapping,
    })
  } finally {
    workbook.close()
  }
}

const prepareWorkbook = async (
  context: JobContext,
  workbook: TableFile,
  input: {
    fileName: string
    sha256: string
    label: string
    district: string | null
    village: string | null
    mapping: MappingChoice
  },
): Promise<number> => {
  const reading = await chooseReading(context.db, workbook, { mapping: input.mapping, village: input.village })
  const { understood } = reading
  const { profile, columns } = understood
  const id = await context.write(beginPackage, {
    label: input.label,
    fileName: input.fileName,
    sha256: input.sha256,
    profileKey: profile.key,
    profileVersion: profile.version,
    columns,
    village: reading.village,
    wins: rememberedWins(context.db, profile.key),
    mapping: input.mapping !== null && 'body' in input.mapping ? input.mapping.body : null,
    marksOnly: profile.knownPeopleOnly,
    tag: profile.tag,
  })
  try {
    const regions = new RegionMatcher(
      input.district === null ? [] : regionsOfDistrict(context.db, input.district),
      reading.village,
    )
    const families = await FamilyAnswers.read(understood, { regions, today: context.today() })
    const outcome = await stageAll(context, { id, understood, regions, families, names: [input.label, input.fileName] })
    if (outcome.counts.rows.read === 0)
      throw badFile(
        'Tidak ada baris data di berkas ini; hanya judul kolomnya.',
        'Isi data di bawah judul kolom (di atas tanda ### bila ada), simpan, lalu impor lagi.',
      )
    const notes = [...notesOf(context.db, understood, input.sha256), ...familyNotes(families)]
    for (const note of notes) outcome.problems[note.severity] += 1
    await context.write(finishPackage, { id, ...outcome, notes })
    return id
  } catch (error) {
    await context.write(failPackage, id)
    throw error
  }
}

const stageAll = async (
  context: JobContext,
  input: {
    id: number
    understood: Understood
    regions: RegionMatcher
    families: FamilyAnswers
    names: [label: string, file: string]
  },
): Promise<{ counts: ImportCounts; problems: ImportPackage['problems'] }> => {
  const { id, understood, regions, families } = input
  const { profile } = understood
  const rows: RowCounts = { read: 0, blank: 0, ignored: 0 }
  const people = { new: 0, changed: 0, unchanged: 0, doubtful: 0, refused: 0 }
  const problems = { block: 0, error: 0, warning: 0 }
  const facts = new FactComparison(context.db, input.names, context.today(), programmeLabels(context.db, understood.columns))
  const marking = profile.knownPeopleOnly ? { tag: profile.tag, label: input.names[0] } : null
  const comparison = new Comparison(context.db, marking, facts)
  const total = understood.sheets.reduce((sum, { sheet, header }) => sum + (header === null ? 0 : sheet.packedSize), 0)
  let before = 0
  let current: { sheet: TableSheet; bytes: number } | null = null
  const onPacked = (sheet: TableSheet, bytes: number): void => {
    if (current !== null && current.sheet !== sheet) before += current.bytes
    current = { sheet, bytes }
    context.progress(`Membaca dan memeriksa ${rows.read.toLocaleString('id-ID')} baris`, Math.min(before + bytes, total), total)
  }
  // One chunk is on its way to the writer while the next is read: two threads, two cores.
  let writing: Promise<unknown> = Promise.resolve()
  const settings = { regions, today: context.today(), batch: chunk, counts: rows, families, onPacked }
  for await (const batch of readPeople(understood, settings)) {
    context.throwIfCancelled()
    const staged = comparison.compare(batch)
    const values: StagedValues[] = []
    for (const row of staged) {
      people[row.bucket] += 1
      for (const { severity } of row.problems) problems[severity] += 1
      values.push(packRow(row))
    }
    await writing
    // As one text: the main thread hands it on without making fifty thousand values of it on the way.
    writing = context.write(stageRows, { id, rows: JSON.stringify(values) })
    // Awaited a round later; a failure in between must not count as unhandled.
    writing.catch(() => {})
  }
  await writing
  context.throwIfCancelled()
  return { counts: { people, families: comparison.familyCounts(), rows }, problems }
}

/** Findings about the file as a whole. */
const notesOf = (
  db: Db,
  understood: Understood,
  sha256: string,
): { sheet: string; column: string; severity: Severity; code: string; message: string }[] => {
  const notes: ReturnType<typeof notesOf> = []
  const note = (sheet: string, id: CheckId, values: CheckValues): void =>
    void notes.push({ sheet, column: '', ...say(id, values) })
  const applied = appliedBefore(db, sha256)
  if (applied !== undefined) note('', 'file-known', { tanggal: longDate(applied) })
  for (const { sheet, why } of understood.sheets) {
    if (why === 'hidden') note(sheet.name, 'sheet-hidden', { lembar: sheet.name })
    if (why === 'no-header' && sheet.lastRow > 0) note(sheet.name, 'sheet-unknown', { lembar: sheet.name })
  }
  return notes
}

/** What the sheets of families brought, and what became of it. */
const familyNotes = (families: FamilyAnswers): ReturnType<typeof notesOf> => {
  const notes: ReturnType<typeof notesOf> = [...families.problems]
  for (const [sheet, count] of families.read)
    notes.push({
      sheet,
      column: '',
      ...say('sheet-families', { lembar: sheet, jumlah: count }),
    })
  if (families.left > 0)
    notes.push({
      sheet: '',
      column: '',
      ...say('families-left', { jumlah: families.left }),
    })
  return notes
}

/** @throws AppError FORBIDDEN for users of single villages: a file of people reaches over the whole district */
export const refuseLimitedArea = (context: Pick<JobContext, 'actor'>): void => {
  if (context.actor.areas.length > 0)
    throw new AppError('FORBIDDEN', 'Impor data hanya untuk petugas tingkat kabupaten/kota.', {
      hint: 'Kirim berkasnya ke petugas kabupaten/kota.',
    })
}
