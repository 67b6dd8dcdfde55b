import type { ImportPackage } from '../../../shared/contract/imports.ts'
import { type CompiledMapping, findMappedHeader } from '../mappings/compile.ts'
import type { TableFile, TableSheet } from '../tables/table-file.ts'
import { badFile } from '../xlsx/bad-file.ts'
import { columnLetters, type SheetRow } from '../xlsx/reader.ts'
import { cellText } from './cell-text.ts'
import type { FamilyAnswers } from './family-sheets.ts'
import { findHeader, headerSearchRows, isHeaderAgain, type SheetHeader } from './header.ts'
import { headerKey, type Profile } from './profile.ts'
import type { RegionMatcher } from './regions.ts'
import { RowParser } from './row-parser.ts'
import type { ParsedRow } from './staged-row.ts'

/** Which profile fits a workbook, and where each sheet's header stands (null = the sheet holds no people). */
export interface Understood {
  profile: Profile
  /** `header`: the sheet holds people; `family`: it holds one row for each family. */
  sheets: {
    sheet: TableSheet
    header: SheetHeader | null
    family: SheetHeader | null
    why: '' | 'ignored' | 'hidden' | 'no-header'
  }[]
  /** Only in text files can a sign too many push cells sideways. */
  mayShift: boolean
  columns: ImportPackage['columns']
}

/** Counts of rows below the headers, and of sheets without people. */
export interface RowCounts {
  read: number
  blank: number
  ignored: number
}

/** The first rows of a sheet that hold a value. */
export const firstRows = async (sheet: TableSheet, wanted = headerSearchRows + 1): Promise<SheetRow[]> => {
  const rows: SheetRow[] = []
  for await (const batch of sheet.rows()) {
    rows.push(...batch)
    if (rows.length >= wanted) break
  }
  return rows.slice(0, wanted)
}

/** The first rows of every sheet. */
export type Heads = readonly { sheet: TableSheet; rows: SheetRow[] }[]

/**
 * Looks at the beginning of every sheet.
 * @throws AppError BAD_FILE when the file holds nothing at all
 */
export const readHeads = async (workbook: TableFile, wanted = headerSearchRows + 1): Promise<Heads> => {
  const heads: { sheet: TableSheet; rows: SheetRow[] }[] = []
  for (const sheet of workbook.sheets) heads.push({ sheet, rows: await firstRows(sheet, wanted) })
  if (heads.every(({ rows }) => rows.length === 0))
    throw badFile('Berkas ini tidak berisi data sama sekali.', 'Periksa apakah berkas yang dipilih sudah benar.')
  return heads
}

/** Reads a file as a mapping says: sheets by their headers, wherever these stand. Null when no sheet has them. */
export const understandMapped = (
  workbook: TableFile,
  heads: Heads,
  mapping: CompiledMapping,
  least: number | 'same',
): Understood | null => {
  const sheets = heads.map(({ sheet, rows }): Understood['sheets'][number] => {
    if (mapping.profile.ignoredSheets.has(headerKey(sheet.name))) return { sheet, header: null, family: null, why: 'ignored' }
    if (sheet.hidden) return { sheet, header: null, family: null, why: 'hidden' }
    const found = rows.length === 0 ? null : findMappedHeader(mapping, rows, least)
    if (found === null) return { sheet, header: null, family: null, why: 'no-header' }
    return mapping.body.tables[found.table]?.rows === 'family'
      ? { sheet, header: null, family: found.header, why: '' }
      : { sheet, header: found.header, family: null, why: '' }
  })
  if (sheets.every(({ header }) => header === null)) return null
  return { profile: mapping.profile, sheets, mayShift: workbook.kind === 'csv', columns: columnsOf(sheets) }
}

/**
 * Chooses the profile that knows most columns of the file's best visible sheet.
 * @returns null when no sheet has a known header
 */
export const understand = (workbook: TableFile, heads: Heads, profiles: readonly Profile[]): Understood | null => {
  let best: (Understood & { score: number }) | null = null
  for (const profile of profiles) {
    // The best sheet counts, not the sum: else a profile would win by reading a sheet that another knows to hold codes.
    let score = 0
    const sheets = heads.map(({ sheet, rows }): Understood['sheets'][number] => {
      if (profile.ignoredSheets.has(headerKey(sheet.name))) return { sheet, header: null, family: null, why: 'ignored' }
      if (sheet.hidden) return { sheet, header: null, family: null, why: 'hidden' }
      const header = findHeader(profile, rows)
      score = Math.max(score, header?.score ?? 0)
      const family = header === null && profile.family !== null ? findHeader(profile.family, rows) : null
      return { sheet, header, family, why: header === null && family === null ? 'no-header' : '' }
    })
    if (score > 0 && beats({ profile, score }, best))
      best = { profile, sheets, columns: columnsOf(sheets), mayShift: workbook.kind === 'csv', score }
  }
  return best
}

/** Of two that know as many columns, the one that knows fewer others is meant. */
const beats = (one: { profile: Profile; score: number }, other: { profile: Profile; score: number } | null): boolean =>
  other === null ||
  one.score > other.score ||
  (one.score === other.score && one.profile.columns.length < other.profile.columns.length)

const columnsOf = (sheets: Understood['sheets']): ImportPackage['columns'] =>
  sheets.flatMap(({ sheet, header, family }) =>
    header === null && family === null
      ? []
      : ((header ?? family) as SheetHeader).texts.flatMap((text, i) => {
          const column = (header ?? family)?.columns[i] ?? null
          if (text === '' && column === null) return []
          return [
            {
              sheet: sheet.name,
              column: columnLetters(i),
              header: text.slice(0, 100),
              field: column?.field ?? null,
              fieldLabel: column?.label ?? '',
            },
          ]
        }),
  )

/**
 * Reads all sheets with people, row by row, in batches of at most `batch`.
 * @param counts grows while reading; final when the iteration ends
 */
export async function* readPeople(
  understood: Understood,
  settings: {
    regions: RegionMatcher
    today: string
    batch: number
    counts: RowCounts
    families: FamilyAnswers
    onPacked(sheet: TableSheet, bytes: number): void
  },
): AsyncGenerator<ParsedRow[]> {
  const { profile } = understood
  const { counts } = settings
  let batch: ParsedRow[] = []
  for (const { sheet, header, family } of understood.sheets) {
    if (family !== null) continue
    if (header === null) {
      for await (const rows of sheet.rows()) counts.ignored += rows.length
      continue
    }
    const parser = new RowParser({
      sheet: sheet.name,
      header,
      regions: settings.regions,
      today: settings.today,
      knownPeopleOnly: profile.knownPeopleOnly,
      width: understood.mayShift ? widthOf(header) : null,
    })
    const mark = profile.endMark === null ? null : { text: profile.endMark.text, index: profile.endMark.column - 1 }
    let ended = false
    let filled = 0
    for await (const rows of sheet.rows((bytes) => settings.onPacked(sheet, bytes))) {
      for (const row of rows) {
        if (row.number <= header.row || isBlank(row)) continue
        filled += 1
        if (!ended && mark !== null)
          ended =
            mark.index < 0
              ? row.values.some((value) => cellText(value) === mark.text)
              : cellText(row.values[mark.index]) === mark.text
        if (ended || looksLikeHeader(profile, header, row)) {
          counts.ignored += 1
          continue
        }
        counts.read += 1
        const parsed = parser.parse(row)
        settings.families.giveTo(parsed.data)
        batch.push(parsed)
        if (batch.length >= settings.batch) {
          yield batch
          batch = []
        }
      }
    }
    counts.blank += Math.max(0, sheet.lastRow - header.row - filled)
  }
  if (batch.length > 0) yield batch
}

/** How many columns the header names. */
const widthOf = (header: SheetHeader): number => {
  let width = header.texts.length
  while (width > 0 && header.texts[width - 1] === '') width -= 1
  return width
}

const isBlank = (row: SheetRow): boolean => {
  for (const value of row.values) {
    if (typeof value === 'string' ? value.trim() !== '' : value !== null) return false
  }
  return true
}

/** A data row has its name column filled with a name; only rows that might be something else are looked at closely. */
const looksLikeHeader = (profile: Profile, header: SheetHeader, row: SheetRow): boolean => {
  const name = header.columns.findIndex((column) => column?.field === 'name')
  const text = cellText(row.values[name])
  if (text !== '' && !/^\(?\d{1,3}\)?$/.test(text) && profile.headers.get(headerKey(text)) === undefined) return false
  return isHeaderAgain(
    profile,
    header,
    row.values.map((value) => cellText(value)),
  )
}
