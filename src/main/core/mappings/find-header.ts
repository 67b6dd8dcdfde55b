import { cellText } from '../imports/cell-text.ts'
import { headerSearchRows } from '../imports/header.ts'
import { findColumn, type Profile } from '../imports/profile.ts'
import type { SheetRow } from '../xlsx/reader.ts'
import { headerTexts } from './header-key.ts'

/** Where a header stands: index in the rows looked at (-1 = there is none) and how many rows it has. */
export interface HeaderPlace {
  index: number
  headerRows: number
}

const isData = (text: string): boolean => /\d{6,}/.test(text) || /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$/.test(text)

/**
 * Finds the header of a sheet nobody knows: the row with most words that any layout knows; else the first row of words
 * alone above rows that are filled as widely.
 */
export const findAnyHeader = (rows: readonly SheetRow[], profiles: readonly Profile[]): HeaderPlace => {
  const known = (text: string): boolean =>
    text !== '' && text.length <= 60 && profiles.some((profile) => !/^\d+$/.test(text) && findColumn(profile, text) !== null)
  let best: (HeaderPlace & { score: number }) | null = null
  const widest = Math.max(0, ...rows.map((row) => row.values.filter((value) => cellText(value) !== '').length))
  for (const [index, row] of rows.slice(0, headerSearchRows).entries()) {
    const texts = row.values.map((value) => cellText(value))
    const filled = texts.filter((text) => text !== '')
    if (filled.length < Math.min(2, widest) || filled.some(isData)) continue
    const words = filled.filter((text) => /\p{L}/u.test(text)).length
    const score = filled.filter(known).length * 3 + (words >= filled.length * 0.8 ? words / Math.max(1, widest) : 0)
    if (score > (best?.score ?? 0)) best = { index, headerRows: 1, score }
    const joined = index > 0 && (rows[index - 1] as SheetRow).number === row.number - 1 ? headerTexts(rows, index, 2) : null
    if (joined === null || (rows[index - 1] as SheetRow).values.some((value) => isData(cellText(value)))) continue
    const lower = (i: number): string => texts[i] ?? ''
    const both =
      joined.filter((text, i) => text !== '' && (known(text) || known(lower(i)))).length * 3 +
      joined.filter((text) => text !== '').length / Math.max(1, widest)
    const upperWide = (rows[index - 1] as SheetRow).values.filter((value) => cellText(value) !== '').length
    // A title above a header is one cell; a group's row has several.
    if (upperWide >= 2 && both > (best?.score ?? 0) + 1.5) best = { index, headerRows: 2, score: both }
  }
  // Two short rows of data may look like words: a header has something below it.
  if (best === null || best.score < 0.5) return { index: -1, headerRows: 0 }
  return { index: best.index, headerRows: best.headerRows }
}
