import type { MappingTable } from '../../../shared/contract/mappings.ts'
import { cellText } from '../imports/cell-text.ts'
import { headerKey } from '../imports/profile.ts'
import type { SheetRow } from '../xlsx/reader.ts'

/**
 * The words of a header of one to three rows, by column. Above "RT" and "RW" the merged "Alamat" stands in the first
 * cell only, so a group's words hold until the next ones.
 * @param last index in `rows` of the header's last row
 */
export const headerTexts = (rows: readonly SheetRow[], last: number, headerRows: number): string[] => {
  const lower = (rows[last]?.values ?? []).map((value) => cellText(value).slice(0, 200))
  if (headerRows <= 1 || last === 0) return trimEnd(lower)
  // Only rows that touch each other are one header.
  if ((rows[last - 1] as SheetRow).number !== (rows[last] as SheetRow).number - 1) return trimEnd(lower)
  const upper = headerTexts(rows, last - 1, headerRows - 1)
  let group = ''
  return trimEnd(
    Array.from({ length: Math.max(lower.length, upper.length) }, (_, i) => {
      const above = upper[i] ?? ''
      const below = lower[i] ?? ''
      if (above !== '') group = above
      if (below === '') return above
      return group === '' || headerKey(group) === headerKey(below) ? below : `${group} / ${below}`.slice(0, 200)
    }),
  )
}

const trimEnd = (texts: string[]): string[] => {
  let width = texts.length
  while (width > 0 && texts[width - 1] === '') width -= 1
  return texts.slice(0, width)
}

/** Heading that the workbook of rows to be corrected adds behind the sender's own. */
const mistakeKey = 'kesalahan'

/** Normalised headers in order: what a sender's files have in common, whatever the sheet and the row. '' without a header. */
export const fingerprint = (headers: readonly string[]): string => {
  const keys = headers.map(headerKey)
  // Rows handed back for correction carry one more column; they are the same sender's file all the same.
  while (keys.length > 0 && (keys.at(-1) === '' || keys.at(-1) === mistakeKey)) keys.pop()
  return keys.every((key) => key === '') ? '' : keys.join('|')
}

/** Fingerprint of a saved table. */
export const tableFingerprint = (table: Pick<MappingTable, 'columns' | 'headerRows'>): string =>
  table.headerRows === 0 ? '' : fingerprint(table.columns.map(({ header }) => header))

/** Headers as they are counted: the second "Nama" of a row is another column than the first. */
export const occurrences = (headers: readonly string[]): string[] => {
  const seen = new Map<string, number>()
  return headers.map((header) => {
    const key = headerKey(header)
    if (key === '') return ''
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return `${key}#${count}`
  })
}

/** How the headers of a file differ from those of a saved table; `score` is the part of all headers that both have (0 to 1). */
export const compareHeaders = (
  saved: readonly string[],
  found: readonly string[],
): { score: number; added: number[]; missing: number[]; moved: number[] } => {
  const before = occurrences(saved)
  const now = occurrences(found)
  const filled = (list: readonly string[]): number => list.filter((key) => key !== '').length
  const shared = now.filter((key) => key !== '' && before.includes(key))
  const sharedBefore = before.filter((key) => key !== '' && now.includes(key))
  const indexes = (list: readonly string[], other: readonly string[]): number[] =>
    list.flatMap((key, i) => (key !== '' && !other.includes(key) ? [i] : []))
  // A column counts as moved when its neighbour in front is another one, of those that both have.
  const moved = shared.flatMap((key, i) => {
    const place = sharedBefore.indexOf(key)
    return (sharedBefore[place - 1] ?? '') === (shared[i - 1] ?? '') ? [] : [now.indexOf(key)]
  })
  const all = filled(before) + filled(now) - shared.length
  return {
    score: all === 0 ? 0 : shared.length / all,
    added: indexes(now, before),
    missing: indexes(before, now),
    moved,
  }
}
