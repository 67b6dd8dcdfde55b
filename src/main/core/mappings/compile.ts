import type { ImportMappingBody, MappingColumn, MappingTable } from '../../../shared/contract/mappings.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { headerSearchRows, type SheetHeader } from '../imports/header.ts'
import { type Column, headerKey, type Profile, ValueLookup } from '../imports/profile.ts'
import type { SheetRow } from '../xlsx/reader.ts'
import { compareHeaders, fingerprint, headerTexts, occurrences, tableFingerprint } from './header-key.ts'

/** A mapping made ready for reading. */
export interface CompiledMapping {
  key: string
  version: number
  body: ImportMappingBody
  /** Stands in for a layout's profile where rows are read. */
  profile: Profile
  tables: { table: MappingTable; columns: (Column | null)[]; fingerprint: string }[]
}

/** Share of headers that a file and a saved mapping must have in common to be near. */
export const nearScore = 0.6
/** The same where a ready layout knows the file too: then only a mapping that fits much better is worth a question. */
export const veryNearScore = 0.8

/**
 * Makes a mapping ready.
 * @param lists value lists by key
 * @throws AppError VALIDATION when a value list does not exist (any more)
 */
export const compileMapping = (
  mapping: { key: string; version: number; body: ImportMappingBody },
  lists: ReadonlyMap<string, { lookup: ValueLookup }>,
): CompiledMapping => {
  const { body } = mapping
  const made = new Map<string, Column>()
  const headers = new Map<string, Column>()
  const tables = body.tables.map((table) => ({
    table,
    fingerprint: tableFingerprint(table),
    columns: table.columns.map((column) => {
      const ready = columnOf(column, lists, made)
      const key = headerKey(column.header)
      if (ready !== null && key !== '' && !headers.has(key)) headers.set(key, ready)
      return ready
    }),
  }))
  const columns = [...made.values()]
  return {
    ...mapping,
    tables,
    profile: {
      key: mapping.key,
      version: mapping.version,
      name: body.name,
      ignoredSheets: new Set(body.ignoreSheets.map(headerKey)),
      endMark: body.endMark,
      needs: [],
      minimumColumns: 1,
      knownPeopleOnly: body.knownPeopleOnly,
      tag: body.tag,
      family: null,
      columns,
      headers,
    },
  }
}

const columnOf = (
  column: MappingColumn,
  lists: ReadonlyMap<string, { lookup: ValueLookup }>,
  made: Map<string, Column>,
): Column | null => {
  if (column.field === null) return null
  const { field, kind, values, codes, carryDown } = column
  const identity = JSON.stringify([headerKey(column.header), field, kind, values, codes, carryDown])
  const known = made.get(identity)
  if (known !== undefined) return known
  const list = values === null ? undefined : lists.get(values)
  if (values !== null && list === undefined)
    throw new AppError('VALIDATION', `Daftar kode "${values}" untuk kolom ${column.header || field} tidak ada.`, {
      field: 'mapping',
      hint: 'Pilih daftar kode lain untuk kolom itu.',
    })
  const own = Object.entries(codes)
  const ready: Column = {
    field,
    label: column.label === '' ? column.header || field : column.label,
    kind,
    values: own.length === 0 ? (list?.lookup ?? null) : new ValueLookup([], { first: own, behind: list?.lookup ?? null }),
    list: values,
    carryDown,
  }
  made.set(identity, ready)
  return ready
}

/** Finds where a sheet's header stands for one of a mapping's tables. */
export const findMappedHeader = (
  mapping: CompiledMapping,
  rows: readonly SheetRow[],
  /** Share of headers that must be the same, 0 to 1; `same` = all, in the same order. */
  least: number | 'same',
): { header: SheetHeader; table: number } | null => {
  let best: { header: SheetHeader; table: number; score: number } | null = null
  for (const [index, { table, columns, fingerprint: wanted }] of mapping.tables.entries()) {
    if (table.headerRows === 0) {
      // Without words there is nothing to know a file by: only when somebody said so.
      if (least === 'same' || best !== null) continue
      const score = columns.filter((column) => column !== null).length
      best = { header: { row: table.headerRow, columns, texts: columns.map(() => ''), score }, table: index, score: 0 }
      continue
    }
    for (const [i, row] of rows.slice(0, headerSearchRows).entries()) {
      const texts = headerTexts(rows, i, table.headerRows)
      const same = fingerprint(texts) === wanted
      if (!same && least === 'same') continue
      const score = same
        ? 2
        : compareHeaders(
            table.columns.map(({ header }) => header),
            texts,
          ).score
      if (score < (least === 'same' ? 1 : least) || score <= (best?.score ?? 0)) continue
      const placed = same ? texts.map((_, c) => columns[c] ?? null) : placeByWords(table, columns, texts)
      const used = placed.filter((column) => column !== null).length
      if (used === 0) continue
      best = { header: { row: row.number, columns: placed, texts, score: used }, table: index, score }
    }
  }
  return best === null ? null : { header: best.header, table: best.table }
}

const placeByWords = (table: MappingTable, columns: readonly (Column | null)[], texts: readonly string[]): (Column | null)[] => {
  const before = occurrences(table.columns.map(({ header }) => header))
  return occurrences(texts).map((key) => (key === '' ? null : (columns[before.indexOf(key)] ?? null)))
}

/** What a mapping lacks to bring people in. `block`: nothing can be read without it. */
export const missingFields = (body: ImportMappingBody): { table: number; block: boolean; message: string; hint: string }[] =>
  body.tables.flatMap((table, index) => {
    const has = (...fields: string[]): boolean => table.columns.some(({ field }) => field !== null && fields.includes(field))
    const found: { table: number; block: boolean; message: string; hint: string }[] = []
    const say = (block: boolean, message: string, hint: string): void => void found.push({ table: index, block, message, hint })
    if (table.rows === 'family') {
      if (!has('kkNumber')) say(true, 'Belum ada kolom No. KK.', 'Lembar keluarga dicocokkan dengan nomor KK; tunjuk kolomnya.')
      return found
    }
    if (body.knownPeopleOnly) {
      if (!has('nik', 'kkNumber'))
        say(true, 'Belum ada kolom NIK atau No. KK.', 'Daftar penanda dicocokkan dengan NIK atau nomor KK; tunjuk salah satunya.')
      return found
    }
    if (!has('name')) say(true, 'Belum ada kolom Nama.', 'Tunjuk kolom yang berisi nama warga.')
    if (!has('nik', 'birthDate', 'birthPlaceAndDate'))
      say(
        false,
        'Belum ada kolom NIK maupun tanggal lahir.',
        'Tanpa salah satunya, orang yang sama tidak dapat dikenali lagi dan bisa tercatat dua kali.',
      )
    if (!has('village', 'regionCode', 'subDistrict') && body.village === null)
      say(false, 'Berkas ini tidak menyebut desa.', 'Pilih "Desa/kelurahan berkas ini" di atas tabel.')
    return found
  })

/**
 * @throws AppError VALIDATION naming the first thing without which nothing can be read
 */
export const refuseIncomplete = (body: ImportMappingBody): void => {
  const lacking = missingFields(body).find(({ block }) => block)
  if (lacking !== undefined) throw new AppError('VALIDATION', lacking.message, { field: 'mapping', hint: lacking.hint })
}
