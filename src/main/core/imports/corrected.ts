import type { FileRef } from '../../../shared/contract/common.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { JobContext } from '../context.ts'
import { internalCommand } from '../context.ts'
import { mediaTypes, newTmpPath, tmpFileRef } from '../files/files.ts'
import { officeKey, type StoredOffice } from '../office/office.repo.ts'
import { readSetting } from '../settings.repo.ts'
import { writeXlsx, type XlsxSheet } from '../xlsx/writer.ts'
import { type PackageRow, readRows, type StoredRow } from './imports.repo.ts'
import { need, problemsByRow } from './package-view.ts'
import { cellsOf } from './review.repo.ts'
import { cellWords, makeCells, presentCells, type SheetColumn, sheetColumns } from './row-cells.ts'
import { decodeRow } from './staged-row.ts'

const chunk = 1000
/** Heading of the last column; no layout knows it, so it is passed over when the workbook comes back. */
export const mistakeHeading = 'kesalahan'

/** Writes down that rows left the program. */
export const recordCorrected = internalCommand('imports.record-corrected', (context, input: { id: number; rows: number }): void =>
  context.audit({ entity: 'import', entityId: input.id, detail: { rows: input.rows } }),
)

interface Wanted {
  doubtful: boolean
  warnings: boolean
}

const undecided = (row: StoredRow): boolean => row.bucket === 'doubtful' && row.decision !== 'skip'

/** Rows to be corrected, chunk by chunk in file order, as sheet name and cells. */
function* rowsOf(context: JobContext, found: PackageRow, wanted: Wanted): Generator<{ sheet: string; cells: string[] }[]> {
  const columns = new Map<string, SheetColumn[]>()
  let after = 0
  for (;;) {
    context.throwIfCancelled()
    const rows = readRows(context.db, found.id, { after, limit: chunk, withProblems: true })
    if (rows.length === 0) return
    after = (rows.at(-1) as StoredRow).id
    const kept = rows.filter(
      (row) => row.bucket === 'refused' || (wanted.doubtful && undecided(row)) || (wanted.warnings && row.bucket !== 'doubtful'),
    )
    const ids = kept.map(({ id }) => id)
    const cells = cellsOf(context.db, ids)
    const problems = problemsByRow(context.db, ids)
    yield kept.map((row) => {
      const known = columns.get(row.sheet) ?? sheetColumns(found, row.sheet)
      columns.set(row.sheet, known)
      const stored = cells.get(row.id) ?? makeCells(context.db, known, decodeRow(row.data), row.id)
      const present = presentCells(stored)
      const why = (problems.get(row.id) ?? []).map(({ column, message }) => {
        const header = known.find(({ letters }) => letters === column)?.header ?? ''
        return header === '' ? message : `${header}: ${message}`
      })
      return { sheet: row.sheet, cells: [...known.map((_, index) => cellWords(present[index])), why.join(' ')] }
    })
  }
}

/**
 * Writes the rows that were not written to a workbook: their own headings and words, and a last column that says why.
 * It can be corrected and imported again.
 * @throws AppError STATE when there is no such row
 */
export const writeCorrected = async (
  context: JobContext,
  input: { id: number } & Wanted,
): Promise<{ file: FileRef; rows: number }> => {
  const found = need(context, input.id)
  const practice = readSetting<StoredOffice>(context.db, officeKey)?.value.practice === true
  const sheets = new Map<string, string[][]>()
  let rows = 0
  for (const some of rowsOf(context, found, input)) {
    for (const { sheet, cells } of some) {
      const list = sheets.get(sheet)
      if (list === undefined) sheets.set(sheet, [cells])
      else list.push(cells)
    }
    rows += some.length
    context.progress('Mengumpulkan baris', rows, null)
  }
  if (rows === 0)
    throw new AppError('STATE', 'Tidak ada baris yang perlu diperbaiki di impor ini.', {
      hint: 'Semua baris sudah dapat ditulis.',
    })
  const path = newTmpPath(context, 'xlsx')
  const made = [...sheets].map(([name, list]): XlsxSheet => {
    const columns = sheetColumns(found, name)
    return {
      name,
      widths: [...columns.map(({ header }) => Math.min(40, Math.max(12, header.length + 2))), 80],
      headerRow: 1,
      rows: [[...columns.map(({ header }) => header), mistakeHeading], ...list],
    }
  })
  await writeXlsx(path, made, { title: practice ? 'Baris perbaikan (LATIHAN)' : 'Baris perbaikan', creator: 'Loket SLRT' })
  await context.write(recordCorrected, { id: input.id, rows })
  const base = found.file_name.replace(/\.[^.]*$/, '').replace(/^perbaikan-(LATIHAN-)?/, '')
  const mark = practice && !/latihan/i.test(base) ? 'LATIHAN-' : ''
  return { file: tmpFileRef(context, path, `perbaikan-${mark}${base}.xlsx`, mediaTypes.xlsx), rows }
}
