import type { ImportPackage } from '../../../shared/contract/imports.ts'
import { shortDate } from '../../../shared/domain/dates.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import type { Db } from '../db/database.ts'
import { findRegion } from '../regions/regions.repo.ts'
import { type CellValue, columnLetters } from '../xlsx/reader.ts'
import { numberText } from './cell-text.ts'
import type { PackageRow } from './imports.repo.ts'
import { type Column, headerKey, type Profile } from './profile.ts'
import type { StoredCells } from './review.repo.ts'
import type { PersonField, RowData } from './staged-row.ts'

/** One column of a sheet as the package understood it. */
export interface SheetColumn {
  letters: string
  header: string
  field: string | null
}

/** `A` → 0, `AA` → 26. */
export const columnIndex = (letters: string): number =>
  [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** Columns of a sheet by index; columns without a heading are empty. */
export const sheetColumns = (found: PackageRow, sheet: string): SheetColumn[] => {
  const columns: SheetColumn[] = []
  for (const one of JSON.parse(found.columns) as ImportPackage['columns']) {
    if (one.sheet !== sheet) continue
    const index = columnIndex(one.column)
    while (columns.length <= index) columns.push({ letters: columnLetters(columns.length), header: '', field: null })
    columns[index] = { letters: one.column, header: one.header, field: one.field }
  }
  return columns
}

/** What stands behind a field: the layout's own column, one of another layout, or plain text. */
export const columnFor = (profiles: readonly Profile[], key: string, field: string, label: string): Column => {
  const own = profiles.find((profile) => profile.key === key)
  const named = own?.headers.get(headerKey(label))
  if (named?.field === field) return named
  const known = [...(own === undefined ? [] : [own]), ...profiles]
    .flatMap((profile) => profile.columns)
    .find((column) => column.field === field)
  return known ?? { field, label, kind: 'text', values: null, list: null, carryDown: false }
}

/** A cell as somebody would type it. A number that Excel has cut to 15 digits keeps looking cut: its digits are not the real ones. */
export const cellWords = (value: CellValue | undefined): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return Math.abs(value) >= 1e15 ? value.toExponential(5).toUpperCase() : numberText(value)
  if (typeof value === 'boolean') return value ? 'Ya' : 'Tidak'
  return 'date' in value ? value.date : value.error
}

/** A cell for the screen: 16 digits are masked. */
export const maskedWords = (value: CellValue | undefined): { text: string; masked: boolean } => {
  const text = cellWords(value)
  const digits = text.replace(/[\s.'’`"=-]/g, '')
  return /^\d{16}$/.test(digits) ? { text: maskNumber(digits), masked: true } : { text, masked: false }
}

/** Cells as they stand: the file's, over them what was repaired. */
export const presentCells = (stored: StoredCells): CellValue[] => {
  const cells = JSON.parse(stored.cells) as CellValue[]
  for (const [index, value] of Object.entries(JSON.parse(stored.repaired) as Record<string, CellValue>)) {
    while (cells.length <= Number(index)) cells.push(null)
    cells[Number(index)] = value
  }
  while (cells.length > 0 && (cells.at(-1) ?? null) === null) cells.pop()
  return cells
}

/** Cells made from what was read of a row whose own words were not kept: it had no remarks. */
export const makeCells = (db: Db, columns: readonly SheetColumn[], data: RowData, rowId: number): StoredCells => {
  const region = data.fields.regionCode
  const village = region === undefined ? undefined : findRegion(db, region)
  const names = new Map<string, string>()
  if (region !== undefined && village !== undefined) {
    names.set('regionCode', region)
    if (village.level === 4) names.set('village', village.name)
    const above = village.level === 4 ? findRegion(db, region.slice(0, 8)) : village
    if (above !== undefined) names.set('subDistrict', above.name)
  }
  const text = (field: string): string | undefined => {
    if (field === 'nik') return data.nik ?? data.original
    if (field === 'kkNumber') return data.kk
    if (field === 'relation') return data.relation
    if (field === 'birthPlaceAndDate')
      return [data.fields.birthPlace, data.fields.birthDate].filter((part) => part !== undefined).join(', ')
    if (field === 'birthDate' && data.fields.birthDate !== undefined) return shortDate(data.fields.birthDate)
    if (field === 'rtRw') return [data.fields.rt, data.fields.rw].filter((part) => part !== undefined).join('/')
    if (field.startsWith('fact.')) return data.facts?.[field.slice('fact.'.length)]
    if (field.startsWith('extra.')) return data.extra?.[field.slice('extra.'.length)]
    return names.get(field) ?? data.fields[field as PersonField]
  }
  const cells = columns.map(({ field }) => (field === null ? null : text(field) || null))
  return { row_id: rowId, cells: JSON.stringify(cells), repaired: '{}', made: 1 }
}
