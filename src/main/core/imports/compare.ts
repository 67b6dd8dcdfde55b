import { say } from '../../../shared/domain/checks/table.ts'
import { nameKey } from '../../../shared/domain/names.ts'
import type { Db } from '../db/database.ts'
import { personColumns } from '../people/person-columns.ts'
import {
  familiesByNumber,
  type KnownFamily,
  type KnownPerson,
  peopleByNameAndBirth,
  peopleByNik,
  registerIsEmpty,
} from './compare.repo.ts'
import type { FactComparison } from './compare-facts.ts'
import { KnownPeople, type Marking } from './known-people.ts'
import { NumberIndex } from './number-index.ts'
import { type FieldChange, type ParsedRow, type PersonField, personFields, type RowData, type StagedRow } from './staged-row.ts'

/** Who in the register a row is about: one person, perhaps one (a person must decide), or nobody. */
export type Match = { kind: 'same'; person: KnownPerson } | { kind: 'perhaps'; person: KnownPerson } | { kind: 'none' }

const addressFields = ['address', 'hamlet', 'rt', 'rw', 'regionCode'] as const

/** Name key and birth date, by which people without a common number are found; null when one is missing. */
export const pairOf = (data: RowData): [string, string] | null =>
  data.fields.name === undefined || data.fields.birthDate === undefined
    ? null
    : [nameKey(data.fields.name), data.fields.birthDate]

/**
 * Finds the people that rows are about. The NIK decides; a row without one is the same person when name, birth date and
 * sex agree and the family card or the temporary number too; equal name and birth date alone are only a suspicion.
 */
export const matchRows = (db: Db, rows: readonly RowData[]): Match[] => {
  const byNik = new Map<string, KnownPerson>()
  for (const person of peopleByNik(db, [...new Set(rows.flatMap((row) => (row.nik === undefined ? [] : [row.nik])))]))
    byNik.set(person.asked, person)
  const pairs = new Map<string, [string, string]>()
  for (const row of rows) {
    if (row.nik !== undefined && byNik.has(row.nik)) continue
    const pair = pairOf(row)
    if (pair !== null) pairs.set(pair.join('\n'), pair)
  }
  const byPair = new Map<string, KnownPerson[]>()
  for (const person of peopleByNameAndBirth(db, [...pairs.values()])) {
    const key = `${person.name_key}\n${person.birth_date}`
    const list = byPair.get(key)
    if (list === undefined) byPair.set(key, [person])
    else list.push(person)
  }
  return rows.map((row): Match => {
    const person = row.nik === undefined ? undefined : byNik.get(row.nik)
    if (person !== undefined) return { kind: 'same', person }
    const pair = pairOf(row)
    const candidates = pair === null ? [] : (byPair.get(pair.join('\n')) ?? [])
    if (row.nik === undefined) {
      const agreeing = candidates.filter(
        (candidate) => row.fields.sex === undefined || candidate.sex === null || candidate.sex === row.fields.sex,
      )
      const same = agreeing.filter(
        (candidate) =>
          candidate.nik === null &&
          ((row.original !== undefined && row.original === candidate.original_number) ||
            (row.kk !== undefined && row.kk === candidate.kk_number)),
      )
      if (same.length === 1) return { kind: 'same', person: same[0] as KnownPerson }
      return agreeing[0] === undefined ? { kind: 'none' } : { kind: 'perhaps', person: agreeing[0] }
    }
    return candidates[0] === undefined ? { kind: 'none' } : { kind: 'perhaps', person: candidates[0] }
  })
}

/** Spelling in capitals or small letters is no change: a name that a clerk corrected stays as it is. */
const sameText = (left: string, right: string): boolean => left === right || left.toLowerCase() === right.toLowerCase()

/** What a row would change about a person. */
export const changesOf = (data: RowData, person: KnownPerson): FieldChange[] => {
  const changes: FieldChange[] = []
  const compare = (field: string, before: string, after: string | undefined): void => {
    if (after !== undefined && !sameText(before, after)) changes.push({ field, before, after })
  }
  for (const field of personFields) compare(field, person[personColumns[field as PersonField]] ?? '', data.fields[field])
  if (data.original !== undefined) compare('originalNumber', person.original_number, data.original)
  if (data.extra !== undefined) {
    const known = JSON.parse(person.extra) as Record<string, unknown>
    for (const [key, after] of Object.entries(data.extra)) compare(`extra.${key}`, String(known[key] ?? ''), after)
  }
  compare('kkNumber', person.kk_number ?? '', data.kk)
  // Without a family in the file or the register there is nothing a relation could belong to.
  if (data.kk !== undefined || person.kk_number !== null) compare('relation', person.relation ?? '', data.relation)
  return changes
}

/** More than a sheet can have. */
const rowsAtMost = 1 << 21

/** A copy with letters of its own: the text of a cell may be a view into all that was read with it. */
const owned = (text: string): string => Buffer.from(text).toString()

/** Compares chunks of one file with the register; remembers what the file itself said before. */
export class Comparison {
  readonly #db: Db
  readonly #empty: boolean
  /** NIK → where it stood first, as a number of `#placeOf`. */
  readonly #seenNiks = new NumberIndex()
  /** The same for people without one, by name, birth date and family. */
  readonly #seen = new Map<string, number>()
  readonly #sheets: string[] = []
  /** Person of the register → where the file first spoke of it. */
  readonly #matched = new Map<number, number>()
  readonly #pointers: KnownPeople | null
  readonly #facts: FactComparison
  readonly #families = new Map<string, { state: 'new' | 'changed' | 'unchanged'; known: KnownFamily | null; seen: boolean }>()

  /** @param marking for a list that only marks people in the register: where its label goes */
  constructor(db: Db, marking: Marking | null, facts: FactComparison) {
    this.#db = db
    this.#facts = facts
    this.#pointers = marking === null ? null : new KnownPeople(db, marking, facts)
    this.#empty = registerIsEmpty(db)
  }

  /** Puts each row into its bucket. */
  compare(rows: readonly ParsedRow[]): StagedRow[] {
    this.#facts.date(rows)
    if (this.#pointers !== null) return this.#pointers.stage(rows)
    for (const row of rows) this.#refuseDoubles(row)
    const writable = rows.filter((row) => !isRefused(row))
    const matches = new Map<ParsedRow, Match>()
    if (!this.#empty) {
      const found = matchRows(
        this.#db,
        writable.map((row) => row.data),
      )
      for (const [i, row] of writable.entries()) matches.set(row, found[i] as Match)
      this.#facts.load(
        writable.flatMap(({ data }, i) => {
          const match = found[i]
          return match?.kind === 'same' ? [{ data, personId: match.person.id }] : []
        }),
      )
    }
    const staged = rows.map((row) => this.#stage(row, matches.get(row) ?? { kind: 'none' }))
    this.#readFamilies(staged)
    for (const row of staged) this.#family(row)
    return staged
  }

  /** Families of the file by what would happen to them. */
  familyCounts(): { new: number; changed: number; unchanged: number } {
    const counts = { new: 0, changed: 0, unchanged: 0 }
    for (const { state } of this.#families.values()) counts[state] += 1
    return counts
  }

  #refuseDoubles(row: ParsedRow): void {
    const { nik, original, kk, fields } = row.data
    if (isRefused(row)) return
    const key =
      nik === undefined && fields.name !== undefined && fields.birthDate !== undefined
        ? [nameKey(fields.name), fields.birthDate, fields.sex, original ?? kk].join('\n')
        : null
    if (nik === undefined && key === null) return
    const first = nik === undefined ? this.#seen.get(key as string) : this.#seenNiks.get(nik)
    if (first === undefined) {
      if (nik === undefined) this.#seen.set(key as string, this.#placeOf(row))
      else this.#seenNiks.set(nik, this.#placeOf(row))
      return
    }
    const sheet = this.#sheets[Math.floor(first / rowsAtMost)] as string
    const number = first % rowsAtMost
    const where = sheet === row.sheet ? `baris ${number}` : `lembar "${sheet}" baris ${number}`
    row.problems.push({
      column: '',
      ...say(nik === undefined ? 'person-twice' : 'nik-twice', { tempat: where, baris: row.row }),
    })
  }

  #placeOf(row: ParsedRow): number {
    if (this.#sheets.at(-1) !== row.sheet) this.#sheets.push(row.sheet)
    return (this.#sheets.length - 1) * rowsAtMost + row.row
  }

  #stage(row: ParsedRow, match: Match): StagedRow {
    if (isRefused(row)) return { ...row, bucket: 'refused', personId: null, changes: [] }
    if (match.kind === 'none') return { ...row, bucket: 'new', personId: null, changes: [] }
    const { person } = match
    if (match.kind === 'perhaps') {
      row.problems.push({
        column: '',
        ...say('perhaps-same'),
      })
      return { ...row, bucket: 'doubtful', personId: person.id, changes: [] }
    }
    const first = this.#matched.get(person.id)
    if (first !== undefined) {
      // Two numbers of one person, since their records were merged: which row is right, only a clerk can tell.
      row.problems.push({
        column: '',
        ...say('rows-same-person', { baris: first }),
      })
      return { ...row, bucket: 'doubtful', personId: person.id, changes: [] }
    }
    this.#matched.set(person.id, row.row)
    const changes = [...changesOf(row.data, person), ...this.#facts.changes(row.data, person.id, row.problems)]
    row.data.known = { version: person.version, lastImport: person.last_import_id }
    return { ...row, bucket: changes.length > 0 ? 'changed' : 'unchanged', personId: person.id, changes }
  }

  #readFamilies(rows: readonly StagedRow[]): void {
    const unknown = new Set<string>()
    for (const { bucket, data } of rows)
      if (data.kk !== undefined && bucket !== 'refused' && bucket !== 'doubtful' && !this.#families.has(data.kk))
        unknown.add(data.kk)
    for (const number of unknown) this.#families.set(owned(number), { state: 'new', known: null, seen: false })
    if (this.#empty) return
    for (const known of familiesByNumber(this.#db, [...unknown]))
      this.#families.set(known.kk_number, { state: 'unchanged', known, seen: false })
  }

  #family(row: StagedRow): void {
    const { data, bucket } = row
    if (data.kk === undefined || bucket === 'refused' || bucket === 'doubtful') return
    const family = this.#families.get(data.kk)
    if (family === undefined) return
    const isHead = data.relation === 'Kepala Keluarga'
    const first = !family.seen && family.known === null
    if (first || isHead) data.familyAddress = true
    family.seen = true
    if (family.state !== 'unchanged' || family.known === null) return
    const { known } = family
    const moved =
      isHead &&
      addressFields.some((field) => {
        const after = data.fields[field]
        return after !== undefined && !sameText(known[field === 'regionCode' ? 'region_code' : field] ?? '', after)
      })
    if (moved || bucket === 'new' || row.changes.some(({ field }) => field === 'kkNumber' || field === 'relation'))
      family.state = 'changed'
  }
}

const isRefused = (row: ParsedRow): boolean => row.problems.some((problem) => problem.severity === 'block')
