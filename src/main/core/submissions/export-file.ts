import { readFileSync, rmSync } from 'node:fs'
import { AppError } from '../../../shared/domain/errors.ts'
import { auditHead } from '../audit/audit.repo.ts'
import { internalCommand, type JobContext } from '../context.ts'
import type { SubmissionProfileBody } from '../definitions/kinds.ts'
import { archiveFile, sha256 } from '../files/archive.repo.ts'
import { mediaTypes, newTmpPath } from '../files/files.ts'
import { readOffice } from '../office/office.repo.ts'
import { uidText } from '../uid.ts'
import { sheetLimits, writeXlsx, type XlsxCell } from '../xlsx/writer.ts'
import { checkRow, countValues, isReady, uniqueColumns } from './checks.ts'
import { cellValue, type ProfileColumn } from './column-values.ts'
import { staleBatch, submissionOf } from './submission-access.ts'
import { type ItemRow, itemsInFileOrder, keepRow, type SubmissionBatch, updateSubmission } from './submissions.repo.ts'

const chunkSize = 1000
/** Marks every file of a practice office in its content too, not only in its name. */
export const practiceMark = 'LATIHAN – BUKAN DATA SEBENARNYA'

/** Keeps the rows as they were written; invisible until the export is finished. */
export const keepRows = internalCommand(
  'submissions.keep-rows',
  (context, input: { id: number; version: number; rows: { itemId: number; rowNumber: number; data: string }[] }) => {
    if (submissionOf(context, input.id).version !== input.version) throw staleBatch()
    for (const row of input.rows) keepRow(context.db, row.itemId, row.rowNumber, row.data)
    return null
  },
  { audited: false },
)

/** Archives file and manifest and closes the batch for changes. */
export const finishExport = internalCommand(
  'submissions.finish-export',
  (
    context,
    input: { id: number; version: number; fileName: string; bytes: Uint8Array; manifest: Uint8Array; rows: number },
  ): { sha256: string; manifestSha256: string; version: number } => {
    const now = context.now()
    const hash = archiveFile(context.db, input.bytes, mediaTypes.xlsx, now)
    const manifestHash = archiveFile(context.db, input.manifest, mediaTypes.json, now)
    const saved = updateSubmission(
      context.db,
      input.id,
      input.version,
      {
        state: 'exported',
        file_name: input.fileName,
        sha256: hash,
        manifest_sha256: manifestHash,
        row_count: input.rows,
        exported_at: now,
        exported_by: context.actor.userId,
      },
      { userId: context.actor.userId, now },
    )
    if (!saved) throw staleBatch()
    context.audit({
      entity: 'submission',
      entityId: input.id,
      detail: { rows: input.rows, sha256: hash, manifest: manifestHash },
    })
    return { sha256: hash, manifestSha256: manifestHash, version: input.version + 1 }
  },
)

const safeWords = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)

/**
 * Name of the file by the profile's pattern: {kode-wilayah} {periode} {label} {profil}; LATIHAN in front in a practice
 * office. Only letters, digits, hyphen and underscore, so that every system takes it.
 */
export const fileNameOf = (
  pattern: string,
  words: { districtCode: string; period: string; label: string; profileKey: string; practice: boolean },
): string => {
  const values: Record<string, string> = {
    'kode-wilayah': words.districtCode.replaceAll('.', ''),
    periode: words.period,
    label: safeWords(words.label),
    profil: words.profileKey,
  }
  const name = pattern
    .replace(/\.xlsx$/i, '')
    .replace(/\{([a-z-]+)\}/g, (_whole, token: string) => values[token] ?? '')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/[-_]+$/, '')
  return `${words.practice ? 'LATIHAN-' : ''}${name}.xlsx`
}

/** Headings, the profile's title rows and (in practice) the mark: everything above the people. */
export const rowsAbove = (profile: SubmissionProfileBody, practice: boolean): string[][] => [
  ...(practice ? [[practiceMark]] : []),
  ...profile.titleRows,
  profile.columns.map(({ header }) => header),
]

/** A row of a person as the workbook's cells: the running number as a number, everything else as text. */
const cellsOf = (columns: readonly ProfileColumn[], values: readonly string[]): XlsxCell[] =>
  columns.map((column, index) => (column.source === 'row' ? Number(values[index]) : (values[index] ?? '')))

/**
 * Checks everybody, writes the workbook, keeps rows, file and manifest.
 * @throws AppError STATE for an empty batch or one too large for a sheet, VALIDATION while somebody may not leave
 */
export const exportBatch = async (
  context: JobContext,
  batch: SubmissionBatch,
  profile: SubmissionProfileBody,
): Promise<{ rows: number; sha256: string; manifestSha256: string; fileName: string; size: number; manifestSize: number }> => {
  const office = readOffice(context.db)
  const people = itemsInFileOrder(context.db, batch.id)
  if (people.length === 0) throw new AppError('STATE', 'Usulan ini masih kosong.', { hint: 'Tambahkan warga lebih dahulu.' })
  const above = rowsAbove(profile, office.practice)
  if (people.length + above.length > sheetLimits.rows)
    throw new AppError('STATE', 'Usulan ini terlalu besar untuk satu lembar Excel.', { hint: 'Bagi menjadi beberapa usulan.' })
  refuseBlocked(context, profile, people, office)

  const rows: { itemId: number; rowNumber: number; values: string[] }[] = []
  for (const [index, person] of people.entries()) {
    if (index % chunkSize === 0) {
      context.throwIfCancelled()
      context.progress('Menyusun baris', index, people.length)
    }
    const rowNumber = index + 1
    rows.push({
      itemId: person.id,
      rowNumber,
      values: profile.columns.map((column) => cellValue(column, person, office, rowNumber)),
    })
  }
  const path = newTmpPath(context, 'xlsx')
  try {
    const table = function* (): Generator<XlsxCell[]> {
      yield* above
      for (const [index, row] of rows.entries()) {
        if (index % chunkSize === 0) {
          context.throwIfCancelled()
          context.progress('Menulis berkas', index, rows.length)
        }
        yield cellsOf(profile.columns, row.values)
      }
    }
    const sheet = {
      name: profile.sheetName,
      widths: profile.columns.map(({ width }) => width),
      headerRow: above.length,
      rows: table(),
    }
    await writeXlsx(path, [sheet], {
      title: office.practice ? `${profile.name} (LATIHAN)` : profile.name,
      creator: office.name,
    })
    const bytes = readFileSync(path)
    const fileName = fileNameOf(profile.fileNamePattern, {
      districtCode: office.districtCode,
      period: batch.period,
      label: batch.label,
      profileKey: batch.profile_key,
      practice: office.practice,
    })
    const manifest = Buffer.from(
      `${JSON.stringify(
        {
          format: 'loket-slrt-usulan/1',
          uid: uidText(batch.uid),
          label: batch.label,
          period: batch.period,
          profile: { key: batch.profile_key, version: batch.profile_version, name: profile.name },
          office: { name: office.name, districtCode: office.districtCode, districtName: office.districtName },
          practice: office.practice,
          file: { name: fileName, sha256: sha256(bytes), size: bytes.byteLength, rows: rows.length },
          exportedAt: context.now(),
          exportedBy: context.actor.displayName,
          auditHead: auditHead(context.db),
        },
        null,
        2,
      )}\n`,
    )
    for (let start = 0; start < rows.length; start += chunkSize) {
      context.throwIfCancelled()
      context.progress('Menyimpan baris', start, rows.length)
      await context.write(keepRows, {
        id: batch.id,
        version: batch.version,
        rows: rows
          .slice(start, start + chunkSize)
          .map(({ itemId, rowNumber, values }) => ({ itemId, rowNumber, data: JSON.stringify(values) })),
      })
    }
    context.throwIfCancelled()
    const saved = await context.write(finishExport, {
      id: batch.id,
      version: batch.version,
      fileName,
      bytes,
      manifest,
      rows: rows.length,
    })
    return { rows: rows.length, ...saved, fileName, size: bytes.byteLength, manifestSize: manifest.byteLength }
  } finally {
    rmSync(path, { force: true })
  }
}

const refuseBlocked = (
  context: JobContext,
  profile: SubmissionProfileBody,
  people: readonly ItemRow[],
  office: ReturnType<typeof readOffice>,
): void => {
  const counts = countValues(uniqueColumns(profile), people, office)
  let blocked = 0
  for (const [index, person] of people.entries()) {
    if (index % chunkSize === 0) {
      context.throwIfCancelled()
      context.progress('Memeriksa', index, people.length)
    }
    if (!isReady(checkRow(profile, person, office, context.today(), counts))) blocked += 1
  }
  if (blocked > 0)
    throw new AppError('VALIDATION', `${blocked} warga belum dapat diekspor karena datanya belum lengkap atau keliru.`, {
      hint: 'Buka pemeriksaan usulan, perbaiki datanya atau keluarkan dari usulan, lalu ekspor lagi.',
    })
}
