import { say } from '../../../shared/domain/checks/table.ts'
import { nameKey } from '../../../shared/domain/names.ts'
import type { Db } from '../db/database.ts'
import { scoreName } from '../people/similarity.ts'
import { headsByFamilyNumber, type KnownPerson, peopleByNik } from './compare.repo.ts'
import type { FactComparison } from './compare-facts.ts'
import type { FieldChange, ParsedRow, RowData, StagedRow } from './staged-row.ts'

/** Where a list that only marks people leaves its mark. */
export interface Marking {
  /** Key in `extra` that collects labels; '' = none. */
  tag: string
  /** Label of the package. */
  label: string
}

/** From this likeness on two names are the same person's; the ministry's own matching draws the line there too. */
const sameNameFrom = 0.6

/**
 * Compares the rows of a list that only marks people (recipients, deciles, tasks): found, name differs, not found. The NIK
 * decides, else the family card's head. Only `extra` and statements (`fact.…`) change; nobody is created and no name is overwritten.
 */
export class KnownPeople {
  readonly #db: Db
  readonly #marking: Marking
  readonly #facts: FactComparison
  /** Person → where the file named them first. */
  readonly #seen = new Map<number, string>()

  constructor(db: Db, marking: Marking, facts: FactComparison) {
    this.#db = db
    this.#facts = facts
    this.#marking = marking
  }

  /** Puts each row into its bucket. */
  stage(rows: readonly ParsedRow[]): StagedRow[] {
    const writable = rows.filter(({ problems }) => problems.every(({ severity }) => severity !== 'block'))
    const numbers = (of: (data: RowData) => string | undefined): string[] => [
      ...new Set(writable.flatMap(({ data }) => of(data) ?? [])),
    ]
    const byNik = new Map(
      peopleByNik(
        this.#db,
        numbers((data) => data.nik),
      ).map((person) => [person.nik as string, person]),
    )
    const heads = new Map(
      headsByFamilyNumber(
        this.#db,
        numbers((data) => data.kk),
      ).map((person) => [person.kk_number as string, person]),
    )
    const pointed = rows.map(({ data }) => (data.nik === undefined ? undefined : byNik.get(data.nik)) ?? heads.get(data.kk ?? ''))
    this.#facts.load(
      rows.flatMap(({ data }, i) => {
        const person = pointed[i]
        return person === undefined ? [] : [{ data, personId: person.id }]
      }),
    )
    return rows.map((row, i): StagedRow => {
      if (row.problems.some(({ severity }) => severity === 'block'))
        return { ...row, bucket: 'refused', personId: null, changes: [] }
      const person = pointed[i]
      return person === undefined ? this.#unknown(row) : this.#found(row, person)
    })
  }

  #unknown(row: ParsedRow): StagedRow {
    const number = row.data.nik === undefined ? 'Nomor KK' : 'NIK'
    row.problems.push({
      column: '',
      ...say('not-registered', { nomor: number }),
    })
    return { ...row, bucket: 'refused', personId: null, changes: [] }
  }

  #found(row: ParsedRow, person: KnownPerson): StagedRow {
    const { name } = row.data.fields
    const here = `${row.sheet}\n${row.row}`
    const first = this.#seen.get(person.id)
    if (first !== undefined) {
      const [sheet, number] = first.split('\n') as [string, string]
      const where = sheet === row.sheet ? `baris ${number}` : `lembar "${sheet}" baris ${number}`
      row.problems.push({
        column: '',
        ...say('person-twice', { tempat: where, baris: row.row }),
      })
      return { ...row, bucket: 'refused', personId: person.id, changes: [] }
    }
    this.#seen.set(person.id, here)
    const byNik = row.data.nik !== undefined && row.data.nik === person.nik
    if (name !== undefined && scoreName(nameKey(name).split(' '), person.name_key) < sameNameFrom) {
      row.problems.push({
        column: '',
        ...say('name-differs', { nomor: byNik ? 'NIK' : 'Nomor KK' }),
      })
      return { ...row, bucket: 'doubtful', personId: person.id, changes: [] }
    }
    if (!byNik)
      row.problems.push({
        column: '',
        ...say('matched-by-family'),
      })
    const changes = [...markChanges(row.data, person, this.#marking), ...this.#facts.changes(row.data, person.id, row.problems)]
    // Kept for the screen: whom the row names. Nothing else of it may reach the register.
    const data: RowData = {
      ...(row.data.nik === undefined ? {} : { nik: row.data.nik }),
      fields: name === undefined ? { name: person.name } : { name },
      ...(row.data.extra === undefined ? {} : { extra: row.data.extra }),
      ...(row.data.facts === undefined ? {} : { facts: row.data.facts, asOf: row.data.asOf as string }),
      known: { version: person.version, lastImport: person.last_import_id, pointed: true },
    }
    return { ...row, data, bucket: changes.length > 0 ? 'changed' : 'unchanged', personId: person.id, changes }
  }
}

/** What a list that only marks people would change about one of them: further columns and the list's label. */
export const markChanges = (data: RowData, person: KnownPerson, { tag, label }: Marking): FieldChange[] => {
  const known = JSON.parse(person.extra) as Record<string, unknown>
  const changes: FieldChange[] = []
  for (const [key, after] of Object.entries(data.extra ?? {})) {
    const before = String(known[key] ?? '')
    if (before.toLowerCase() !== after.toLowerCase()) changes.push({ field: `extra.${key}`, before, after })
  }
  if (tag === '' || label === '') return changes
  const before = String(known[tag] ?? '')
  const labels = before === '' ? [] : before.split('; ')
  if (!labels.includes(label)) changes.push({ field: `extra.${tag}`, before, after: [...labels, label].join('; ') })
  return changes
}
