/** Hard limits while a workbook is read; sizes in bytes of unpacked XML as really counted, never as the file claims. */
export interface WorkbookLimits {
  /** All parts that are read, together. A 1,000,000 x 12 workbook has about 0.5 GB. */
  totalBytes: number
  /** From this many bytes of a part on, its packing ratio is looked at: small files may pack as well as they like. */
  ratioFromBytes: number
  /** Unpacked : packed. Measured: 9 for 100,000 x 30 people, 12 for a sheet of nothing but formatted blank cells; bombs have 200 and more. */
  ratio: number
  sheets: number
  /** Excel itself ends at row 1,048,576. */
  rows: number
  /** Columns that may hold a value. */
  columns: number
  /** Characters in one cell; Excel itself ends at 32,767. */
  cellText: number
  /** Different texts of the whole workbook. */
  sharedStrings: number
  /** Entries of the ZIP directory. */
  entries: number
}

/** The limits in force unless a test asks for others. */
export const defaultLimits: WorkbookLimits = {
  totalBytes: 1024 * 1024 * 1024,
  ratioFromBytes: 16 * 1024 * 1024,
  ratio: 60,
  sheets: 200,
  rows: 1_048_576,
  columns: 512,
  cellText: 32_767,
  sharedStrings: 20_000_000,
  entries: 10_000,
}
