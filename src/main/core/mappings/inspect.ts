import type {
  ImportMappingBody,
  InspectedSheet,
  Inspection,
  KnownMapping,
  MappingTable,
} from '../../../shared/contract/mappings.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { JobContext } from '../context.ts'
import { uploadedFile } from '../files/files.ts'
import { regionsOfDistrict } from '../imports/compare.repo.ts'
import { refusePracticeFile } from '../imports/practice.ts'
import { headerKey, type Profile } from '../imports/profile.ts'
import { type Heads, readHeads, understand } from '../imports/read-file.ts'
import { RegionMatcher } from '../imports/regions.ts'
import { officeKey, type StoredOffice } from '../office/office.repo.ts'
import { readSetting } from '../settings.repo.ts'
import { openTables } from '../tables/open.ts'
import type { TableFile } from '../tables/table-file.ts'
import { type CellValue, columnLetters, type SheetRow } from '../xlsx/reader.ts'
import { compileAll, loadProfiles } from './choose.ts'
import { type CompiledMapping, findMappedHeader, nearScore } from './compile.ts'
import { fieldTable } from './fields.ts'
import { findAnyHeader } from './find-header.ts'
import { type GuessedColumn, type GuessSettings, guessColumns } from './guess.ts'
import { compareHeaders, fingerprint, headerTexts, occurrences } from './header-key.ts'
import { type ReadyList, readyLists } from './mappings.repo.ts'
import { shownCell } from './shown.ts'

/** Rows of each sheet that are looked at. */
export const sampleRows = 200
const shownRows = 40
const shownColumns = 150
const shownSamples = 5
const mostColumns = 1024

/** What looking into files and trying mappings needs of the office. */
export interface MappingWorld {
  profiles: Profile[]
  lists: Map<string, ReadyList>
  regions: RegionMatcher
  today: string
}

/** Reads profiles, value lists and regions once for a job. */
export const mappingWorld = (context: JobContext, village: string | null): MappingWorld => {
  const lists = readyLists(context.db)
  const district = readSetting<StoredOffice>(context.db, officeKey)?.value.districtCode ?? null
  return {
    lists,
    profiles: loadProfiles(context.db, lists),
    regions: new RegionMatcher(district === null ? [] : regionsOfDistrict(context.db, district), village),
    today: context.today(),
  }
}

/**
 * Opens an uploaded file for looking into it.
 * @throws AppError BAD_FILE; also for a practice file in a real office
 */
export const withFile = async <T>(
  context: JobContext,
  fileId: string,
  use: (file: TableFile, name: string) => Promise<T>,
): Promise<T> => {
  const { path, name } = uploadedFile(context, fileId)
  const practice = readSetting<StoredOffice>(context.db, officeKey)?.value.practice === true
  if (!practice) refusePracticeFile(name, [])
  const workbook = await openTables(path)
  try {
    if (!practice) refusePracticeFile('', [...workbook.properties, ...workbook.sheets.map((sheet) => sheet.name)])
    return await use(workbook, name)
  } finally {
    workbook.close()
  }
}

interface Found {
  name: string
  hidden: boolean
  rows: SheetRow[]
  /** Index in `rows` of the header's last row; -1 = none. */
  index: number
  headerRows: number
  headers: string[]
}

type Asked = { sheet: string; row: number; rows: number }[]

const widthOf = (rows: readonly SheetRow[]): number =>
  Math.min(
    mostColumns,
    rows.reduce((width, row) => Math.max(width, row.values.length), 0),
  )

const lookAt = (heads: Heads, asked: Asked, mapping: CompiledMapping | null, profiles: readonly Profile[]): Found[] =>
  heads.map(({ sheet, rows }) => {
    const base = { name: sheet.name, hidden: sheet.hidden, rows }
    const said = asked.find((one) => one.sheet === sheet.name)
    if (said !== undefined) {
      const index = said.rows === 0 ? -1 : rows.findIndex((row) => row.number === said.row)
      return {
        ...base,
        index,
        headerRows: index < 0 ? 0 : said.rows,
        headers: index < 0 ? [] : headerTexts(rows, index, said.rows),
      }
    }
    const mapped = mapping === null || rows.length === 0 ? null : findMappedHeader(mapping, rows, nearScore)
    if (mapped !== null) {
      const headerRows = mapping?.body.tables[mapped.table]?.headerRows ?? 1
      return {
        ...base,
        index: rows.findIndex((row) => row.number === mapped.header.row),
        headerRows,
        headers: mapped.header.texts,
      }
    }
    const place = rows.length === 0 ? { index: -1, headerRows: 0 } : findAnyHeader(rows, profiles)
    return { ...base, ...place, headers: place.index < 0 ? [] : headerTexts(rows, place.index, place.headerRows) }
  })

/** Sheets with one header are one table; a sheet without header is one of its own, by its width. */
const tableKey = (found: Found): string => (found.headers.length > 0 ? fingerprint(found.headers) : `?${widthOf(found.rows)}`)

const dataRows = (found: Found): SheetRow[] => found.rows.slice(found.index + 1)

const valuesOf = (sheets: readonly Found[], column: number): CellValue[] =>
  sheets.flatMap((found) => dataRows(found).map((row) => row.values[column] ?? null))

/** Looks into a file and proposes what its columns mean; see the contract. */
export const inspectFile = async (
  context: JobContext,
  input: { fileId: string; mapping: { key: string; version: number | null } | null; fresh: boolean; headers: Asked },
): Promise<Inspection> =>
  withFile(context, input.fileId, async (workbook, fileName) => {
    context.progress('Melihat isi berkas', 0, null)
    const world = mappingWorld(context, null)
    const heads = await readHeads(workbook, sampleRows)
    const saved = compileAll(context.db, world.lists)
    const known = knownFor(saved, heads)
    const from = input.fresh ? null : input.mapping === null ? (known[0]?.mapping ?? null) : wanted(saved, input.mapping.key)
    const profile = understand(workbook, heads, world.profiles)?.profile ?? null
    const found = lookAt(heads, input.headers, from, world.profiles)
    const usable = found.filter(
      (sheet) =>
        sheet.rows.length > 0 &&
        !sheet.hidden &&
        (!ignored(sheet.name, profile, from) || input.headers.some((one) => one.sheet === sheet.name)),
    )
    const groups = Map.groupBy(usable, tableKey)
    const settings = guessSettings(world, profile)
    const tables: { key: string; table: MappingTable; guesses: Inspection['sheets'][number]['columns'][number]['guess'][] }[] = []
    for (const [key, sheets] of groups) {
      const guessed = guessTable(sheets, settings)
      const kept = from === null ? null : keepSaved(from, sheets[0] as Found, guessed)
      const table = kept ?? newTable(sheets[0] as Found, guessed)
      // Sheets of notes and code lists are not people; the clerk can still choose them.
      if (kept === null && !worthReading(table) && !sheets.some(({ name }) => input.headers.some(({ sheet }) => sheet === name)))
        continue
      tables.push({ key, table, guesses: guessed.map(({ guess }, i) => ({ ...guess, ...markOf(from, sheets[0] as Found, i) })) })
    }
    if (tables.length === 0) {
      const [key, sheets] = [...groups][0] ?? []
      if (key === undefined || sheets === undefined)
        throw new AppError('BAD_FILE', 'Tidak ada lembar yang dapat dibaca di berkas ini.', {
          hint: 'Periksa apakah lembarnya tersembunyi atau kosong.',
        })
      const guessed = guessTable(sheets, settings)
      tables.push({
        key,
        table: newTable(sheets[0] as Found, guessed),
        guesses: guessed.map(({ guess }) => ({ ...guess, mark: '' as const })),
      })
    }
    return {
      fileName,
      profile: profile === null ? null : { key: profile.key, name: profile.name },
      known: known.map(({ shown }) => shown),
      from: from === null ? null : { key: from.key, version: from.version },
      body: bodyOf(fileName, from, profile, tables, found, groups),
      sheets: found.map((sheet) => shownSheet(sheet, tables, usable.includes(sheet))),
    }
  })

const wanted = (saved: readonly CompiledMapping[], key: string): CompiledMapping => {
  const found = saved.find((one) => one.key === key)
  if (found === undefined) throw new AppError('NOT_FOUND', 'Susunan kolom ini sudah tidak ada.', { hint: 'Pilih susunan lain.' })
  return found
}

const ignored = (name: string, profile: Profile | null, from: CompiledMapping | null): boolean =>
  (from?.profile ?? profile)?.ignoredSheets.has(headerKey(name)) === true

const guessSettings = (world: MappingWorld, favourite: Profile | null): GuessSettings => ({
  profiles: world.profiles,
  favourite,
  fields: fieldTable(world.profiles, world.lists),
  lists: [...world.lists.values()],
  listsByKey: world.lists,
  regions: world.regions,
  today: world.today,
})

const guessTable = (sheets: readonly Found[], settings: GuessSettings): GuessedColumn[] => {
  const first = sheets[0] as Found
  const width = first.headers.length > 0 ? first.headers.length : widthOf(first.rows)
  const lower = first.index < 0 ? [] : headerTexts(first.rows, first.index, 1)
  return guessColumns(
    Array.from({ length: width }, (_, i) => ({
      header: first.headers[i] ?? '',
      lower: lower[i] ?? '',
      values: valuesOf(sheets, i),
    })),
    settings,
  )
}

const newTable = (sheet: Found, guessed: readonly GuessedColumn[]): MappingTable => {
  const fields = new Set(guessed.map(({ column }) => column.field))
  return {
    // A sheet of families names a card and no person.
    rows: fields.has('kkNumber') && !fields.has('name') && !fields.has('nik') ? 'family' : 'person',
    headerRows: sheet.headerRows,
    headerRow: sheet.index < 0 ? 0 : (sheet.rows[sheet.index] as SheetRow).number,
    columns:
      guessed.length === 0
        ? [{ header: '', field: null, label: '', kind: 'text', values: null, codes: {}, carryDown: false }]
        : guessed.map(({ column }) => column),
  }
}

const worthReading = (table: MappingTable): boolean =>
  table.columns.filter(({ field }) => field !== null).length >= 2 &&
  table.columns.some(({ field }) => field === 'name' || field === 'nik' || field === 'kkNumber')

/** A saved table's columns, put where the file has them; columns it does not know keep their guess, unless the field is given. */
const keepSaved = (from: CompiledMapping, sheet: Found, guessed: readonly GuessedColumn[]): MappingTable | null => {
  const match = findMappedHeader(from, sheet.rows, nearScore)
  const table = match === null ? undefined : from.body.tables[match.table]
  if (match === null || table === undefined || sheet.headers.length === 0) return null
  const before = occurrences(table.columns.map(({ header }) => header))
  const now = occurrences(sheet.headers)
  const given = new Set(now.flatMap((key) => (key === '' ? [] : [table.columns[before.indexOf(key)]?.field ?? null])))
  return {
    ...table,
    headerRow: match.header.row,
    columns: now.map((key, i) => {
      const old = key === '' ? undefined : table.columns[before.indexOf(key)]
      const fresh = (guessed[i] as GuessedColumn).column
      if (old !== undefined) return { ...old, header: sheet.headers[i] as string }
      return fresh.field !== null && given.has(fresh.field)
        ? { ...fresh, field: null, label: '', values: null, kind: 'text' }
        : fresh
    }),
  }
}

const differences = (from: CompiledMapping, sheet: { headers: readonly string[]; rows: readonly SheetRow[] }) => {
  const match = findMappedHeader(from, sheet.rows, nearScore)
  const table = match === null ? undefined : from.body.tables[match.table]
  return table === undefined
    ? null
    : {
        table,
        ...compareHeaders(
          table.columns.map(({ header }) => header),
          sheet.headers,
        ),
      }
}

const markOf = (from: CompiledMapping | null, sheet: Found, column: number): { mark: '' | 'added' | 'moved' } => {
  const found = from === null ? null : differences(from, sheet)
  if (found === null) return { mark: '' }
  return { mark: found.added.includes(column) ? 'added' : found.moved.includes(column) ? 'moved' : '' }
}

/** Saved mappings that fit, the best first; at most five. */
const knownFor = (saved: readonly CompiledMapping[], heads: Heads): { mapping: CompiledMapping; shown: KnownMapping }[] =>
  saved
    .flatMap((mapping) => {
      let best: { score: number; shown: KnownMapping } | null = null
      for (const { sheet, rows } of heads) {
        if (sheet.hidden || rows.length === 0) continue
        const match = findMappedHeader(mapping, rows, nearScore)
        const table = match === null ? undefined : mapping.body.tables[match.table]
        if (match === null || table === undefined || table.headerRows === 0) continue
        const headers = table.columns.map(({ header }) => header)
        const texts = match.header.texts
        const { score, added, missing, moved } = compareHeaders(headers, texts)
        const same = fingerprint(headers) === fingerprint(texts)
        if (score + (same ? 1 : 0) <= (best?.score ?? 0)) continue
        best = {
          score: score + (same ? 1 : 0),
          shown: {
            key: mapping.key,
            version: mapping.version,
            name: mapping.body.name,
            sender: mapping.body.sender,
            match: same ? 'same' : 'near',
            added: added.map((i) => texts[i] as string),
            missing: missing.map((i) => headers[i] as string),
            moved: moved.map((i) => texts[i] as string),
          },
        }
      }
      return best === null ? [] : [{ mapping, ...best }]
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, 5)

const bodyOf = (
  fileName: string,
  from: CompiledMapping | null,
  profile: Profile | null,
  tables: readonly { key: string; table: MappingTable }[],
  found: readonly Found[],
  groups: ReadonlyMap<string, Found[]>,
): ImportMappingBody => {
  const read = new Set(tables.flatMap(({ key }) => groups.get(key) ?? []))
  const ignoreSheets = found.filter((sheet) => !read.has(sheet) && sheet.rows.length > 0).map(({ name }) => name)
  if (from !== null) return { ...from.body, tables: tables.map(({ table }) => table), ignoreSheets }
  const person = tables.find(({ table }) => table.rows === 'person')?.table
  const fields = new Set(person?.columns.map(({ field }) => field))
  return {
    name: fileName.replace(/\.[a-z0-9]{2,5}$/i, '').slice(0, 120) || 'Susunan kolom',
    description: '',
    sender: '',
    village: null,
    tables: tables.map(({ table }) => table),
    ignoreSheets,
    endMark: profile?.endMark ?? { text: '###', column: 0 },
    knownPeopleOnly: profile?.knownPeopleOnly ?? !fields.has('name'),
    tag: profile?.tag ?? '',
    removed: false,
  }
}

const shownSheet = (
  sheet: Found,
  tables: readonly { key: string; guesses: InspectedSheet['columns'][number]['guess'][]; table: MappingTable }[],
  usable: boolean,
): InspectedSheet => {
  const table = usable ? tables.findIndex(({ key }) => key === tableKey(sheet)) : -1
  const of = tables[table]
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    table: of === undefined ? null : table,
    headerRow: sheet.index < 0 ? 0 : (sheet.rows[sheet.index] as SheetRow).number,
    headerRows: sheet.headerRows,
    rows: sheet.rows
      .slice(0, shownRows)
      .map((row) => ({ number: row.number, cells: row.values.slice(0, shownColumns).map(shownCell) })),
    columns:
      of === undefined
        ? []
        : of.table.columns.map((_, i) => ({
            letters: columnLetters(i),
            samples: dataRows(sheet)
              .map((row) => shownCell(row.values[i] ?? null))
              .filter((text) => text !== '')
              .slice(0, shownSamples),
            guess: of.guesses[i] ?? { confidence: 'none', reason: '', mark: '' },
          })),
  }
}
