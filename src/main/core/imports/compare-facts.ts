import { say } from '../../../shared/domain/checks/table.ts'
import { shortDate } from '../../../shared/domain/dates.ts'
import { periodStart } from '../../../shared/domain/person-facts.ts'
import type { Db } from '../db/database.ts'
import { factText } from '../person-facts/fact-text.ts'
import type { FactRecord } from '../person-facts/person-facts.repo.ts'
import { readDay } from './days.ts'
import { factPrefix, no } from './fact-cells.ts'
import { aboutOf, isStatement, toFact } from './fact-values.ts'
import { knownFacts } from './facts.sqlite.ts'
import type { FieldChange, ParsedRow, RowData, RowProblem } from './staged-row.ts'

type Known = Pick<
  FactRecord,
  'person_id' | 'kind' | 'key' | 'label' | 'value' | 'status' | 'from_date' | 'to_date' | 'expected_date' | 'as_of'
>

/**
 * The day that a list's name speaks of: `Desil 18-10-2026.xlsx`, `BNBA PKH Triwulan III 2026`.
 * @returns null when it names none, or one that lies ahead
 */
export const dayInName = (names: readonly string[], today: string): string | null => {
  for (const name of names) {
    const written = /(?<!\d)(\d{4}[-_.]\d{2}[-_.]\d{2}|\d{1,2}[-_. ]\d{1,2}[-_. ]20\d{2}|\d{1,2} [a-z]{3,9} 20\d{2})(?!\d)/i.exec(
      name,
    )
    const day = (written === null ? null : readDay((written[1] as string).replaceAll('_', '-'), today)) ?? periodStart(name)
    if (day !== null && day <= today) return day
  }
  return null
}

/** Compares what rows say about programmes, deciles, status … with what is recorded, the newest statement first. */
export class FactComparison {
  readonly #db: Db
  readonly #day: string
  readonly #stated: boolean
  readonly #label: (programme: string) => string
  #known = new Map<number, Known[]>()

  /** @param names label and file name of the package; `today` is the day of statements that nothing dates */
  constructor(db: Db, names: readonly string[], today: string, label: (programme: string) => string) {
    this.#db = db
    const day = dayInName(names, today)
    this.#day = day ?? today
    this.#stated = day !== null
    this.#label = label
  }

  /** Dates the statements of rows; a row without any forgets its cut-off day. */
  date(rows: readonly ParsedRow[]): void {
    for (const { data } of rows) {
      if (data.facts === undefined) {
        if (data.asOf !== undefined) delete data.asOf
      } else if (data.asOf === undefined) {
        data.asOf = this.#day
        if (!this.#stated) data.asOfGuessed = true
      }
    }
  }

  /** Reads what is recorded about the people of a chunk; nothing when no row of it says anything. */
  load(pairs: readonly { data: RowData; personId: number }[]): void {
    const ids = pairs.filter(({ data }) => data.facts !== undefined).map(({ personId }) => personId)
    this.#known = Map.groupBy(ids.length === 0 ? [] : knownFacts(this.#db, ids), (fact) => fact.person_id)
  }

  /** What a row changes about the statements of a person; `problems` gets what it says without saying when. */
  changes(data: RowData, personId: number, problems: RowProblem[]): FieldChange[] {
    if (data.facts === undefined) return []
    const known = this.#known.get(personId) ?? []
    return Object.keys(data.facts).flatMap((name) => {
      if (!isStatement(name)) return []
      const { kind, key } = aboutOf(name)
      const own = known.filter((fact) => fact.kind === kind && fact.key === key)
      const change =
        kind === 'programme' || kind === 'pregnancy' || kind === 'disability'
          ? this.#lasting(data, name, own, problems)
          : this.#dated(data, name, own)
      return change === null ? [] : [{ field: `${factPrefix}${name}`, ...change }]
    })
  }

  /** Memberships, pregnancies, disabilities: they begin, and end some day. */
  #lasting(data: RowData, name: string, own: readonly Known[], problems: RowProblem[]): Omit<FieldChange, 'field'> | null {
    const said = data.facts?.[name] as string
    const asOf = data.asOf as string
    const fact = toFact(data, name, this.#label)
    const open = own.find(
      (one) => one.to_date === null && (one.kind !== 'disability' || one.label.toLowerCase() === said.toLowerCase()),
    )
    if (fact !== null) {
      if (open !== undefined && (fact.value === '' || fact.value === open.value || open.kind === 'disability')) return null
      return { before: open === undefined ? '' : factText(open), after: factText(fact) }
    }
    if (said !== no || open === undefined) return null
    if (data.asOfGuessed === true) {
      problems.push({
        column: '',
        ...say('still-recorded', { catatan: factText(open) }),
      })
      return null
    }
    // A list older than what is recorded does not know it yet.
    return asOf < open.as_of ? null : { before: factText(open), after: factText({ ...open, to_date: asOf, as_of: asOf }) }
  }

  /** Deciles, status, numbers: the newest statement holds, older ones are history. */
  #dated(data: RowData, name: string, own: readonly Known[]): Omit<FieldChange, 'field'> | null {
    const fact = toFact(data, name, this.#label)
    const [newest] = own
    if (fact === null) return null
    if (newest === undefined) return { before: '', after: factText(fact) }
    const same = (one: Known): boolean => one.value.toLowerCase() === fact.value.toLowerCase()
    if (own.some((one) => same(one) && one.as_of === fact.as_of)) return null
    const older = fact.as_of < newest.as_of
    // An id or number is no measurement: saying it once more, or one that was replaced since, tells nothing.
    const lasting = fact.kind === 'number' || fact.key === 'dtksId'
    if (same(newest) && (lasting || older || data.asOfGuessed === true)) return null
    if (lasting && older && own.some(same)) return null
    return {
      before: factText(newest),
      after: `${factText(fact)}${older ? ` – hanya menjadi riwayat, yang berlaku tetap per ${shortDate(newest.as_of)}` : ''}`,
    }
  }
}
