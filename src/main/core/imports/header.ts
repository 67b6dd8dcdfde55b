import type { SheetRow } from '../xlsx/reader.ts'
import { cellText } from './cell-text.ts'
import { type Column, findColumn, headerKey, type Profile } from './profile.ts'

/** Where a sheet's header stands and which column means what. */
export interface SheetHeader {
  /** Row number of the header's last row. */
  row: number
  /** By column index from 0; null where the header is not known (or repeats a known one). */
  columns: (Column | null)[]
  /** The header's own words by column index. */
  texts: string[]
  /** How many columns are known. */
  score: number
}

/** How many rows with content are searched for a header: forms carry a letterhead, a title and remarks above it. */
export const headerSearchRows = 40

const recognise = (profile: Profile, texts: readonly string[]): { columns: (Column | null)[]; score: number } => {
  const used = new Set<string>()
  let score = 0
  const columns = texts.map((text) => {
    // Words of a sentence are no header.
    if (text === '' || text.length > 60) return null
    const column = findColumn(profile, text)
    if (column === null || used.has(column.field)) return null
    used.add(column.field)
    score += 1
    return column
  })
  // Without the columns that make the layout what it is (mostly a name), it is a remark or another kind of table.
  const fits = score >= profile.minimumColumns && profile.needs.every((group) => group.some((field) => used.has(field)))
  return fits ? { columns, score } : { columns, score: 0 }
}

const textsOf = (row: SheetRow): string[] => row.values.map((value) => cellText(value))

/**
 * Finds the header among the first rows of a sheet: the row with the most known columns. A second header row below it
 * (merged groups, e.g. "Alamat" over "RT", "RW") fills the columns that the first one leaves open.
 */
export const findHeader = (profile: Profile, rows: readonly SheetRow[]): SheetHeader | null => {
  let best: { index: number; texts: string[]; columns: (Column | null)[]; score: number } | null = null
  for (const [index, row] of rows.slice(0, headerSearchRows).entries()) {
    const texts = textsOf(row)
    const { columns, score } = recognise(profile, texts)
    if (score > (best?.score ?? 0)) best = { index, texts, columns, score }
    const next = rows[index + 1]
    if (next === undefined || next.number !== row.number + 1) continue
    const below = textsOf(next)
    const filled = below.filter((text) => text !== '')
    // A long number is data, unless the questionnaire's headers are numbers themselves.
    if (filled.some((text) => /^\d{3,}$/.test(text) && findColumn(profile, text) === null)) continue
    const own = recognise(profile, below).score
    const joined = Array.from({ length: Math.max(texts.length, below.length) }, (_, i) => {
      const lower = below[i] ?? ''
      return lower !== '' && findColumn(profile, lower) !== null ? lower : (texts[i] ?? '') === '' ? lower : (texts[i] as string)
    })
    const both = recognise(profile, joined)
    if (both.score > (best?.score ?? 0) && both.score > own) best = { index: index + 1, texts: joined, ...both }
  }
  if (best === null) return null
  return { row: (rows[best.index] as SheetRow).number, columns: best.columns, texts: best.texts, score: best.score }
}

/** Whether a row below the header is the header once more, a row of column numbers, or the sample row of a template. */
export const isHeaderAgain = (profile: Profile, header: SheetHeader, values: readonly string[]): boolean => {
  let filled = 0
  let same = 0
  let counted = 0
  let previous = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as string
    if (value === '') continue
    filled += 1
    const column = header.columns[i]
    // "Kawin" is a header and a value: where it is a value it does not count.
    if (column != null && profile.headers.get(headerKey(value)) === column && (column.values?.find(value) ?? null) === null)
      same += 1
    const number = /^\(?(\d{1,3})\)?$/.exec(value)
    if (number !== null && Number(number[1]) === previous + 1) {
      counted += 1
      previous += 1
    }
  }
  if (same >= 3 || (same > 0 && same === filled)) return true
  if (filled >= 3 && counted === filled) return true
  const name = header.columns.findIndex((column) => column?.field === 'name')
  // "Nama Lengkap" as a name: the sample row of a template that nobody deleted.
  return profile.headers.get(headerKey(values[name] ?? ''))?.field === 'name'
}
