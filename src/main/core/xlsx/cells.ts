import type { DateCell } from './date-cells.ts'

/** An Excel error such as `#N/A`, as the file keeps it. */
export interface ErrorCell {
  error: string
}

/** What stands in a cell: a formula's value is the one that was saved with the file, formulas are never computed. */
export type CellValue = string | number | boolean | DateCell | ErrorCell | null

/** One row with at least one value; `values[0]` is column A. */
export interface SheetRow {
  /** As Excel shows it, from 1. */
  number: number
  values: CellValue[]
}
