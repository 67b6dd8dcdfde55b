/** One column of an exported list; `date` holds `YYYY-MM-DD`, shown as day/month/year. */
export interface Column {
  header: string
  /** In characters. */
  width: number
  kind: 'text' | 'date' | 'count'
}

/** A cell: text, a count, or null for nothing. */
export type Cell = string | number | null

/** What a file says about itself. */
export interface TableHeading {
  /** Name of the list, at most 31 characters: it is the sheet's name too. */
  title: string
  officeName: string
  /** A practice office: the file says so before its headings. */
  practice: boolean
  /** What it is printed on. */
  paper: 'F4' | 'A4'
  columns: readonly Column[]
}

/** A file that takes rows until it is ended or given up. */
export interface TableFile {
  /** Takes some rows; waits while the disk is behind. */
  add(rows: readonly (readonly Cell[])[]): Promise<void>
  /** Finishes the file; when this resolves it is whole on disk. */
  end(): Promise<void>
  /** Removes the unfinished file. */
  abort(): Promise<void>
}

/** First line of every file of a practice office. */
export const practiceLine = 'LATIHAN – BUKAN DATA SEBENARNYA'

export const text = (header: string, width: number): Column => ({ header, width, kind: 'text' })
export const date = (header: string): Column => ({ header, width: Math.max(12, header.length + 3), kind: 'date' })
export const count = (header: string): Column => ({ header, width: 10, kind: 'count' })
