import type { GridRow, ImportPackage } from '../../../shared/contract/imports.ts'

/** A column of the grid: those the import uses. */
export interface GridColumn {
  letters: string
  /** Index of its cell in a row. */
  index: number
  header: string
  label: string
}

const indexOf = (letters: string): number => [...letters].reduce((all, letter) => all * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** The columns of a sheet that mean something. */
export const columnsOfSheet = (pack: ImportPackage, sheet: string): GridColumn[] =>
  pack.columns
    .filter((column) => column.sheet === sheet && column.field !== null)
    .map(({ column, header, fieldLabel }) => ({ letters: column, index: indexOf(column), header, label: fieldLabel }))

/** How bad the worst finding on a cell is ('' = none); without letters: of the row as a whole. */
export const problemAt = (row: GridRow, letters: string): 'block' | 'warning' | '' => {
  const found = row.problems.filter((problem) => problem.column === letters)
  return found.length === 0 ? '' : found.some(({ severity }) => severity !== 'warning') ? 'block' : 'warning'
}

/** Where a key of the grid leads; `columns: null` = to the first column. */
export const gridKeys = (key: string, page: number): { rows: number; columns: number | null } | null => {
  const moves: Record<string, { rows: number; columns: number | null }> = {
    ArrowDown: { rows: 1, columns: 0 },
    ArrowUp: { rows: -1, columns: 0 },
    ArrowRight: { rows: 0, columns: 1 },
    ArrowLeft: { rows: 0, columns: -1 },
    PageDown: { rows: page, columns: 0 },
    PageUp: { rows: -page, columns: 0 },
    Home: { rows: 0, columns: null },
    End: { rows: 0, columns: 10_000 },
  }
  return moves[key] ?? null
}

/** The next cell with a finding from a place on, or null behind the last. */
export const nextProblem = (
  pack: ImportPackage,
  rows: readonly GridRow[],
  from: { row: number; column: number },
  backwards: boolean,
): { row: number; column: number } | null => {
  const step = backwards ? -1 : 1
  for (let row = from.row; row >= 0 && row < rows.length; row += step) {
    const line = rows[row] as GridRow
    const columns = columnsOfSheet(pack, line.sheet)
    const first = row === from.row ? from.column + step : backwards ? columns.length - 1 : 0
    for (let column = first; column >= 0 && column < columns.length; column += step)
      if (problemAt(line, columns[column]?.letters ?? '?') !== '') return { row, column }
  }
  return null
}
