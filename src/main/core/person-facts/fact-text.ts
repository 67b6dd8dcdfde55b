import { shortDate } from '../../../shared/domain/dates.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { type MembershipStatus, membershipStatusLabels, welfareText } from '../../../shared/domain/person-facts.ts'
import type { FactValues } from './person-facts.repo.ts'

const span = (from: string | null, to: string | null): string =>
  [from === null ? '' : `sejak ${shortDate(from)}`, to === null ? '' : `sampai ${shortDate(to)}`]
    .filter((part) => part !== '')
    .join(' ')

const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join(' ')

/** A statement in one line, as history and dry runs show it; numbers masked. */
export const factText = (fact: Omit<FactValues, 'source' | 'note'>): string => {
  const told = `(per ${shortDate(fact.as_of)})`
  switch (fact.kind) {
    case 'programme': {
      const status = fact.to_date === null ? membershipStatusLabels[fact.status as MembershipStatus]?.toLowerCase() : 'berakhir'
      return joined(`${fact.label}: ${status ?? fact.status}`, maskNumber(fact.value), span(fact.from_date, fact.to_date), told)
    }
    case 'decile':
      return joined(welfareText(fact.key, fact.value), told)
    case 'pregnancy':
      return joined(
        fact.to_date === null ? 'Hamil' : 'Kehamilan berakhir',
        span(fact.from_date, fact.to_date),
        fact.expected_date === null ? '' : `perkiraan lahir ${shortDate(fact.expected_date)}`,
        told,
      )
    case 'disability':
      return joined(fact.label, fact.value === '' ? '' : `(${fact.value})`, span(fact.from_date, fact.to_date), told)
    case 'number':
      return joined(`${fact.label}: ${maskNumber(fact.value)}`, span(fact.from_date, fact.to_date), told)
    default:
      return joined(fact.value, told)
  }
}

/** The history's field name of a statement: `fact.programme`, `fact.decile`, `fact.dtsenStatus`, … */
export const factField = ({ kind, key }: Pick<FactValues, 'kind' | 'key'>): string =>
  `fact.${kind === 'register' || kind === 'decile' ? key : kind}`
