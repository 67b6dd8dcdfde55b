import type { Cell, Column } from './table.ts'

/** A list that can be exported: its columns and its rows, chunk by chunk, as the asking user may see them. */
export interface Source {
  title: string
  columns: readonly Column[]
  /** How many rows will come; null = not known before the end. */
  total: number | null
  chunks: Generator<Cell[][]>
}

/** Rows read at once. */
export const chunkSize = 2000

/** Walks a paged list to its end. */
export const pages = function* <R>(read: (cursor: string | null) => { items: R[]; next: string | null }): Generator<R[]> {
  let cursor: string | null = null
  do {
    const { items, next } = read(cursor)
    if (items.length > 0) yield items
    cursor = next
  } while (cursor !== null)
}

/** Turns rows into cells chunk by chunk. */
export const each = function* <R>(chunks: Iterable<R[]>, toCells: (rows: R[]) => Cell[][]): Generator<Cell[][]> {
  for (const rows of chunks) yield toCells(rows)
}
