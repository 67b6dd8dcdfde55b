import { writeFileSync } from 'node:fs'
import { utils, write } from '@e965/xlsx'
import { type TestCell, type TestSheet, writeWorkbook } from './workbooks.ts'

/** Every kind of file that a table of people arrives in. */
export const tableKinds = [
  'xlsx',
  'xls',
  'html',
  'csv-comma',
  'csv-semicolon',
  'csv-tab',
  'csv-bom',
  'csv-utf16',
  'csv-1252',
] as const
export type TestTableKind = (typeof tableKinds)[number]

const plain = (cell: TestCell | undefined): string | number | boolean | null => {
  if (cell === null || cell === undefined) return null
  if (typeof cell !== 'object') return cell
  if ('inline' in cell) return cell.inline
  if ('number' in cell) return cell.number
  throw new Error('only workbooks hold raw XML')
}

const field = (cell: TestCell | undefined, delimiter: string): string => {
  const text = String(plain(cell) ?? '')
  return text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as CSV text. */
export const csvText = (rows: readonly TestCell[][], delimiter = ','): string =>
  rows.map((row) => row.map((cell) => field(cell, delimiter)).join(delimiter)).join('\r\n')

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\u00a0', '&nbsp;')

/** Rows as a page with one table, as report programs write it. */
export const htmlText = (rows: readonly TestCell[][]): string =>
  `<html><head><meta charset="utf-8"><style>td{mso-number-format:"\\@"}</style></head><body><table border="1">${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(String(plain(cell) ?? ''))}</td>`).join('')}</tr>`)
    .join('\n')}</table></body></html>`

/** Sheets as a binary workbook of Excel 97-2003. */
export const xlsBytes = (sheets: readonly { name: string; rows: readonly TestCell[][] }[]): Buffer => {
  const book = utils.book_new()
  for (const { name, rows } of sheets) utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => row.map(plain))), name)
  return write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer
}

/** Writes one table as any kind of file; the name says .xls whatever is in it, because names lie. */
export const writeTable = async (path: string, kind: TestTableKind, rows: TestCell[][]): Promise<void> => {
  const sheets: TestSheet[] = [{ name: 'Data', rows }]
  if (kind === 'xlsx') await writeWorkbook(path, sheets)
  else writeFileSync(path, tableBytes(kind, rows))
}

const tableBytes = (kind: Exclude<TestTableKind, 'xlsx'>, rows: TestCell[][]): Buffer => {
  switch (kind) {
    case 'xls':
      return xlsBytes([{ name: 'Data', rows }])
    case 'html':
      return Buffer.from(htmlText(rows))
    case 'csv-comma':
      return Buffer.from(csvText(rows))
    case 'csv-semicolon':
      return Buffer.from(`sep=;\r\n${csvText(rows, ';')}`)
    case 'csv-tab':
      return Buffer.from(csvText(rows, '\t'))
    case 'csv-bom':
      return Buffer.from(`\ufeff${csvText(rows, ';')}`)
    case 'csv-utf16':
      return Buffer.from(`\ufeff${csvText(rows, '\t')}`, 'utf16le')
    case 'csv-1252':
      return Buffer.from(csvText(rows, ';'), 'latin1')
  }
}
