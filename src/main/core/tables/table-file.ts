import type { SheetRow } from '../xlsx/cells.ts'

/** One table of a file: a sheet of a workbook, or the whole of a text file. */
export interface TableSheet {
  name: string
  hidden: boolean
  /** Rows that hold a value, in order, in batches, numbered as Excel shows them. Each call reads the sheet once. */
  rows(onPacked?: (bytes: number) => void): AsyncGenerator<SheetRow[]>
  /** After the rows were read: the highest row number the sheet mentions, also of rows without values. */
  lastRow: number
  /** Bytes in the file, for progress. */
  packedSize: number
}

/** An opened file of tables, whatever its kind. */
export interface TableFile {
  kind: TableKind
  sheets: TableSheet[]
  /** Texts of the document properties (title, subject, description, keywords, own properties …). */
  properties: string[]
  close(): void
}

/** What a file really is, by its content. */
export type TableKind = 'xlsx' | 'xls' | 'html' | 'csv'

/** Rows are handed on in batches of about this many. */
export const rowsAtOnce = 500
