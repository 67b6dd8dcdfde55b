import { type NumberType, numberTypeLabels } from '../../../shared/domain/person-facts.ts'
import type { FactValues } from '../person-facts/person-facts.repo.ts'
import { no, yes } from './fact-cells.ts'
import type { RowData } from './staged-row.ts'

/** Names that only complete another statement. */
const companions: ReadonlySet<string> = new Set(['pregnantSince', 'disabilityDegree'])

/** Whether a name behind `fact.` is a statement of its own. */
export const isStatement = (name: string): boolean => !companions.has(name)

/** Which rows of `person_fact` a name behind `fact.` is about. */
export const aboutOf = (name: string): { kind: string; key: string } => {
  const [first, key] = name.split('.') as [string, string | undefined]
  if (first === 'programme') return { kind: 'programme', key: key ?? '' }
  if (first === 'number') return { kind: 'number', key: key ?? '' }
  if (name === 'decile' || name === 'percentile') return { kind: 'decile', key: name }
  if (name === 'dtksId' || name === 'dtsenStatus') return { kind: 'register', key: name }
  return { kind: name === 'disability' ? 'disability' : 'pregnancy', key: '' }
}

/**
 * What a staged row says under one name, as a row of `person_fact`; null when it says that something does not hold.
 * @param label name of a programme
 */
export const toFact = (data: RowData, name: string, label: (programme: string) => string): FactValues | null => {
  const said = data.facts?.[name]
  const { kind, key } = aboutOf(name)
  if (said === undefined || said === no) return null
  return {
    kind,
    key,
    label:
      kind === 'programme'
        ? label(key)
        : kind === 'number'
          ? numberTypeLabels[key as NumberType]
          : kind === 'disability'
            ? said
            : '',
    value: kind === 'disability' ? (data.facts?.disabilityDegree ?? '') : said === yes ? '' : said,
    status: kind === 'programme' ? 'active' : '',
    from_date: kind === 'pregnancy' ? (data.facts?.pregnantSince ?? null) : null,
    to_date: null,
    expected_date: null,
    as_of: data.asOf as string,
    source: 'file',
    note: '',
  }
}
