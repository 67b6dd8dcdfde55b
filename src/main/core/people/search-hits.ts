import type { PersonHit } from '../../../shared/contract/people.ts'
import type { Db } from '../db/database.ts'
import { reasonsFor } from './match-reasons.ts'
import { listedPeople } from './people.repo.ts'
import { toPersonRow } from './person-view.ts'
import { otherNumbers } from './search.sqlite.ts'
import type { Found } from './search.ts'
import { traitsOf } from './search-words.sqlite.ts'

const shortReason = (found: Found, first: PersonHit['reasons'][number] | undefined): PersonHit['matched'] => {
  if (found.number !== null) return found.number
  if (found.starts) return 'name-start'
  return first?.field ?? 'name'
}

/** Found people as the list shows them, in the order they were found. */
export const toHits = (db: Db, found: readonly Found[]): { items: PersonHit[] } => {
  if (found.length === 0) return { items: [] }
  const ids = found.map(({ id }) => id)
  const rows = new Map(listedPeople(db, ids).map((row) => [row.id, row]))
  const shown = new Map(traitsOf(db, ids).map((row) => [row.id, row]))
  const numbers = found.some(({ number }) => number === 'number')
    ? Map.groupBy(otherNumbers(db, ids), ({ person_id }) => person_id)
    : new Map<number, { value: string }[]>()
  return {
    items: found.flatMap((one) => {
      const [row, traits] = [rows.get(one.id), shown.get(one.id)]
      if (row === undefined || traits === undefined) return []
      const reasons = reasonsFor(one, row, traits, numbers.get(one.id)?.map(({ value }) => value) ?? [])
      return [{ ...toPersonRow(row), matched: shortReason(one, reasons[0]), reasons, score: Math.round(one.score * 1000) / 1000 }]
    }),
  }
}
