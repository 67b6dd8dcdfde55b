import type { ImportPackage } from '../../../shared/contract/imports.ts'
import type { ImportMappingBody } from '../../../shared/contract/mappings.ts'
import { nameKey } from '../../../shared/domain/names.ts'
import type { QueryContext } from '../context.ts'
import type { Db } from '../db/database.ts'
import { definition } from '../definitions/definitions.repo.ts'
import { loadProfiles } from '../mappings/choose.ts'
import { compileMapping } from '../mappings/compile.ts'
import { readyLists } from '../mappings/mappings.repo.ts'
import { officeKey, type StoredOffice } from '../office/office.repo.ts'
import { readSetting } from '../settings.repo.ts'
import type { CellValue } from '../xlsx/reader.ts'
import { regionsOfDistrict } from './compare.repo.ts'
import { Comparison } from './compare.ts'
import { FactComparison } from './compare-facts.ts'
import { programmeLabels } from './facts.sqlite.ts'
import type { PackageRow, StoredRow } from './imports.repo.ts'
import type { Profile } from './profile.ts'
import { RegionMatcher } from './regions.ts'
import { rowsSaying, takenPeople } from './review.repo.ts'
import { columnFor, sheetColumns } from './row-cells.ts'
import { RowParser } from './row-parser.ts'
import { decodeRow, type ParsedRow, type RowData, type StagedRow } from './staged-row.ts'

const writable = ['new', 'changed', 'unchanged', 'doubtful']

/** Checks rows of one package anew, with the same parser, comparison and rules as when the file was read. */
export class Recheck {
  readonly #context: Pick<QueryContext, 'db' | 'today'>
  readonly #found: PackageRow
  readonly #profiles: Profile[]
  readonly #regions: RegionMatcher

  constructor(context: Pick<QueryContext, 'db' | 'today'>, found: PackageRow) {
    this.#context = context
    this.#found = found
    this.#profiles = profilesOf(context.db, found)
    const district = readSetting<StoredOffice>(context.db, officeKey)?.value.districtCode ?? null
    this.#regions = new RegionMatcher(district === null ? [] : regionsOfDistrict(context.db, district), found.village)
  }

  /** What a row is with these cells. */
  run(row: StoredRow, cells: CellValue[]): StagedRow {
    const parsed = this.#parse(row, cells)
    this.#refuseDouble(row, parsed)
    const marks = this.#found.marks_only === 1
    const comparison = new Comparison(
      this.#context.db,
      marks ? { tag: this.#found.tag, label: this.#found.mark } : null,
      factsOf(this.#context, this.#found),
    )
    const staged = comparison.compare([parsed])[0] as StagedRow
    return this.#refuseTaken(row, staged)
  }

  #parse(row: StoredRow, cells: CellValue[]): ParsedRow {
    const columns = sheetColumns(this.#found, row.sheet)
    const parser = new RowParser({
      sheet: row.sheet,
      header: {
        row: 0,
        columns: columns.map(({ field, header }) =>
          field === null ? null : columnFor(this.#profiles, this.#found.profile_key, field, header),
        ),
        texts: columns.map(({ header }) => header),
        score: columns.length,
      },
      regions: this.#regions,
      today: this.#context.today(),
      knownPeopleOnly: this.#found.marks_only === 1,
      width: this.#found.file_name.toLowerCase().endsWith('.csv') ? columns.length : null,
    })
    const parsed = parser.parse({ number: row.row, values: cells })
    // Answers of sheets of families were given to the head when the file was read; they stand in no cell of the row.
    const own = new Set(columns.map(({ field }) => field))
    const old = decodeRow(row.data)
    const given = Object.entries(old.extra ?? {}).filter(([key]) => key !== 'wilayahAsal' && !own.has(`extra.${key}`))
    if (given.length > 0) parsed.data.extra = { ...Object.fromEntries(given), ...parsed.data.extra }
    const told = Object.entries(old.facts ?? {}).filter(([key]) => key !== 'disability' && !own.has(`fact.${key}`))
    if (told.length > 0) parsed.data.facts = { ...Object.fromEntries(told), ...parsed.data.facts }
    return parsed
  }

  /** The same person in another row of the file: that one came first. */
  #refuseDouble(row: StoredRow, parsed: ParsedRow): void {
    const key = keyOf(parsed.data)
    if (key === null || this.#found.marks_only === 1) return
    const other = rowsSaying(this.#context.db, this.#found.id, key.text, writable).find(
      (one) => one.id !== row.id && keyOf(decodeRow(one.data))?.key === key.key,
    )
    if (other === undefined) return
    const where = other.sheet === row.sheet ? `baris ${other.row}` : `lembar "${other.sheet}" baris ${other.row}`
    const number = parsed.data.nik !== undefined
    parsed.problems.push({
      column: '',
      severity: 'block',
      code: number ? 'nik-twice' : 'person-twice',
      message: `${number ? 'NIK ini sudah ada' : 'Orang yang sama sudah ada'} di ${where}; baris ${row.row} ini tidak ditulis.`,
    })
  }

  /** Another row is about this person of the register already. */
  #refuseTaken(row: StoredRow, staged: StagedRow): StagedRow {
    const { personId, bucket } = staged
    if (personId === null || (bucket !== 'changed' && bucket !== 'unchanged')) return staged
    if (takenPeople(this.#context.db, this.#found.id, [personId], row.id).size === 0) return staged
    const marks = this.#found.marks_only === 1
    staged.problems.push({
      column: '',
      severity: marks ? 'block' : 'warning',
      code: marks ? 'person-twice' : 'perhaps-same',
      message: 'Warga ini sudah ditunjuk baris lain di berkas ini. Baris ini belum ditulis.',
    })
    return { ...staged, bucket: marks ? 'refused' : 'doubtful', changes: [] }
  }
}

/** What the package's columns were read with, first; behind it the layouts that the program knows. */
const profilesOf = (db: Db, found: PackageRow): Profile[] => {
  const lists = readyLists(db)
  const known = loadProfiles(db, lists)
  const mapping = { key: found.profile_key, version: found.profile_version }
  if (found.mapping !== null)
    return [compileMapping({ ...mapping, body: JSON.parse(found.mapping) as ImportMappingBody }, lists).profile, ...known]
  if (known.some(({ key }) => key === found.profile_key)) return known
  return [compileMapping(definition(db, 'import-mapping', found.profile_key, found.profile_version), lists).profile, ...known]
}

/** Compares statements of a package's rows, dated as when the file was read. */
export const factsOf = (context: Pick<QueryContext, 'db' | 'today'>, found: PackageRow): FactComparison =>
  new FactComparison(
    context.db,
    [found.mark, found.file_name],
    context.today(),
    programmeLabels(context.db, JSON.parse(found.columns) as ImportPackage['columns']),
  )

/** What makes two rows the same person: the NIK, else name, birth date, sex and number or family; `text` stands in the row. */
export const keyOf = ({ nik, original, kk, fields }: RowData): { key: string; text: string } | null =>
  nik !== undefined
    ? { key: nik, text: nik }
    : fields.name === undefined || fields.birthDate === undefined
      ? null
      : {
          key: [nameKey(fields.name), fields.birthDate, fields.sex, original ?? kk].join('\n'),
          text: fields.birthDate,
        }
