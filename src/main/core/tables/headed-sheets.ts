import type { JobContext } from '../context.ts'
import { cellText } from '../imports/cell-text.ts'
import { columnLetters } from '../xlsx/reader.ts'
import { openTables } from './open.ts'

/** One row below a heading: its words by field, and where they stand. */
export interface HeadedRow<F extends string> {
  row: number
  values: Partial<Record<F, string>>
  letters: Partial<Record<F, string>>
}

/** A sheet whose heading was recognised. */
export interface HeadedSheet<F extends string> {
  sheet: string
  /** Fields that have a column. */
  fields: ReadonlySet<F>
  rows: HeadedRow<F>[]
}

/** What a small list must look like. */
export interface HeadedShape<F extends string> {
  /** Headings by field, compared without case, spaces and signs; the first that fits. */
  spellings: Readonly<Record<F, readonly string[]>>
  /** One group of fields that a heading needs, e.g. `[['code', 'number'], ['result']]` = code or number, and result. */
  needs: readonly (readonly F[])[]
}

const searchRows = 30
const mostRows = 20_000
const key = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/**
 * Reads the sheets of a small list that a clerk or an agency filled in. Each sheet is offered to the shapes in order.
 * @param shapes by kind of sheet
 * @returns the sheets found by kind, and every text above the headings with the file's own words (for the practice mark)
 * @throws AppError BAD_FILE for a file that holds no tables
 */
export const readHeadedSheets = async <K extends string, F extends string>(
  context: JobContext,
  path: string,
  shapes: Readonly<Record<K, HeadedShape<F>>>,
): Promise<{ sheets: Partial<Record<K, HeadedSheet<F>[]>>; words: string[] }> => {
  const workbook = await openTables(path)
  const sheets: Partial<Record<K, HeadedSheet<F>[]>> = {}
  const words = [...workbook.properties]
  try {
    for (const sheet of workbook.sheets) {
      words.push(sheet.name)
      if (sheet.hidden) continue
      let positions: [F, number][] | null = null
      let found: HeadedSheet<F> | null = null
      let searched = 0
      for await (const batch of sheet.rows()) {
        context.throwIfCancelled()
        for (const row of batch) {
          const texts = row.values.map((value) => cellText(value))
          if (found === null || positions === null) {
            searched += 1
            if (searched > searchRows) break
            for (const kind of Object.keys(shapes) as K[]) {
              positions = recognise(shapes[kind], texts)
              if (positions === null) continue
              found = { sheet: sheet.name, fields: new Set(positions.map(([field]) => field)), rows: [] }
              sheets[kind] = [...(sheets[kind] ?? []), found]
              break
            }
            if (found === null) words.push(...texts.filter((text) => text !== ''))
            continue
          }
          const line: HeadedRow<F> = { row: row.number, values: {}, letters: {} }
          for (const [field, index] of positions) {
            line.values[field] = texts[index] ?? ''
            line.letters[field] = columnLetters(index)
          }
          if (Object.values(line.values).every((value) => value === '')) continue
          if (found.rows.length < mostRows) found.rows.push(line)
        }
      }
    }
  } finally {
    workbook.close()
  }
  return { sheets, words }
}

const recognise = <F extends string>(shape: HeadedShape<F>, texts: readonly string[]): [F, number][] | null => {
  const taken = new Set<number>()
  const positions: [F, number][] = []
  for (const field of Object.keys(shape.spellings) as F[])
    for (const spelling of shape.spellings[field]) {
      const index = texts.findIndex((text, at) => !taken.has(at) && key(text) === key(spelling))
      if (index === -1) continue
      taken.add(index)
      positions.push([field, index])
      break
    }
  const has = new Set(positions.map(([field]) => field))
  return shape.needs.every((group) => group.some((field) => has.has(field))) ? positions : null
}
