import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { type CellObject, read, type WorkBook } from '@e965/xlsx'
import { AppError } from '../../../shared/domain/errors.ts'
import { badFile } from '../xlsx/bad-file.ts'
import type { CellValue, SheetRow } from '../xlsx/cells.ts'
import { isDateFormat, serialDay } from '../xlsx/date-cells.ts'
import type { WorkbookLimits } from '../xlsx/limits.ts'

/** What the thread answers. */
export type XlsReply =
  | {
      kind: 'read'
      sheets: { name: string; hidden: boolean; rows: SheetRow[]; lastRow: number }[]
      properties: string[]
    }
  | { kind: 'refused'; message: string; hint: string }
  | { kind: 'locked' }
  | { kind: 'broken' }

const cellValue = (cell: CellObject, date1904: boolean): CellValue => {
  switch (cell.t) {
    case 's':
      return typeof cell.v === 'string' && cell.v !== '' ? cell.v : null
    case 'n': {
      const number = Number(cell.v)
      if (!Number.isFinite(number)) return null
      if (typeof cell.z !== 'string' || cell.z === 'General' || !isDateFormat(0, cell.z)) return number
      const date = serialDay(number, date1904)
      return date === null ? number : { date }
    }
    case 'b':
      return cell.v === true
    case 'e':
      return { error: String(cell.w ?? cell.v ?? '#N/A') }
    default:
      return null
  }
}

const sheetRows = (
  data: readonly (readonly (CellObject | undefined)[] | undefined)[],
  date1904: boolean,
  limits: WorkbookLimits,
): SheetRow[] => {
  if (data.length > limits.rows)
    throw badFile('Lembar ini memiliki terlalu banyak baris.', 'Bagi datanya menjadi beberapa berkas.')
  const rows: SheetRow[] = []
  for (let r = 0; r < data.length; r++) {
    const cells = data[r]
    if (cells === undefined) continue
    const values: CellValue[] = []
    for (let c = 0; c < cells.length; c++) {
      const cell = cells[c]
      const value = cell === undefined || cell === null ? null : cellValue(cell, date1904)
      if (value === null) continue
      if (c >= limits.columns)
        throw badFile(
          `Lembar ini memiliki isi di luar kolom ke-${limits.columns} (baris ${r + 1}).`,
          'Hapus isi di kolom-kolom yang jauh di kanan, simpan, lalu impor lagi.',
        )
      if (typeof value === 'string' && value.length > limits.cellText)
        throw badFile(`Isi satu sel terlalu panjang (baris ${r + 1}).`, 'Periksa berkas itu di Excel.')
      while (values.length < c) values.push(null)
      values[c] = value
    }
    if (values.length > 0) rows.push({ number: r + 1, values })
  }
  return rows
}

const readAll = ({ path, limits }: { path: string; limits: WorkbookLimits }): XlsReply => {
  let book: WorkBook
  try {
    // Formulas, macros and HTML of cells are left where they are; `cellNF` keeps the number format, which tells dates.
    book = read(readFileSync(path), {
      type: 'buffer',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellNF: true,
      cellText: true,
      bookVBA: false,
      sheetRows: limits.rows + 1,
    })
  } catch (error) {
    return /password/i.test(error instanceof Error ? error.message : '') ? { kind: 'locked' } : { kind: 'broken' }
  }
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  if (book.SheetNames.length > limits.sheets)
    throw badFile('Berkas ini memiliki terlalu banyak lembar.', 'Pisahkan lembar yang perlu ke berkas lain.')
  const sheets = book.SheetNames.map((name, i) => {
    const data = (book.Sheets[name] as { '!data'?: (CellObject | undefined)[][] } | undefined)?.['!data'] ?? []
    return {
      name,
      hidden: (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0,
      rows: sheetRows(data, date1904, limits),
      lastRow: data.length,
    }
  })
  const properties = Object.values({ ...book.Props, ...book.Custprops }).filter(
    (value): value is string => typeof value === 'string' && value.trim() !== '',
  )
  return { kind: 'read', sheets, properties }
}

const answer = (): XlsReply => {
  try {
    return readAll(workerData as { path: string; limits: WorkbookLimits })
  } catch (error) {
    if (error instanceof AppError) return { kind: 'refused', message: error.data.message, hint: error.data.hint ?? '' }
    return { kind: 'broken' }
  }
}

parentPort?.postMessage(answer())
