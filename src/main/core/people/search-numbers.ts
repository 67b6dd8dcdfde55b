import { looksLikePhone } from '../../../shared/domain/phone.ts'
import type { Db } from '../db/database.ts'
import {
  candidateLimit,
  type NumberHit,
  type NumberTest,
  peopleByKk,
  peopleByNik,
  peopleByOtherNumber,
  peopleByPhone,
  type Within,
} from './search.sqlite.ts'
import type { AskedNumber } from './search-text.ts'

/** What lists show of a NIK or family card number: its first six and last four digits. */
const shownStart = 6
const shownEnd = 4

/**
 * Whether somebody who sees numbers masked may look for one so: with all 16 digits, or by digits that the mask leaves. Anything
 * between would tell the hidden digits one by one, by who is still found.
 */
const withoutGuessing = (test: NumberTest): boolean =>
  test.kind === 'exact' ||
  (test.kind === 'start' && test.start.length <= shownStart) ||
  (test.kind === 'end' && test.end.length <= shownEnd) ||
  (test.kind === 'start-end' && test.start.length <= shownStart && test.end.length <= shownEnd)

/** Whether the beginning of a NIK or family card number may be looked for by somebody who sees it masked; see above. */
export const startTellsNothing = (digits: string): boolean => digits.length === 16 || digits.length <= shownStart

const numberTests = ({ digits, groups, masked, endOnly }: AskedNumber): NumberTest[][] => {
  const [start, end] = [groups[0] as string, groups.at(-1) as string]
  if (masked)
    return groups.length > 1
      ? [[{ kind: 'start-end', start, end }]]
      : [[endOnly ? { kind: 'end', end } : { kind: 'start', start }]]
  if (digits.length > 16 || /\D/.test(digits)) return []
  if (digits.length === 16) return [[{ kind: 'exact', digits }]]
  return [
    [{ kind: 'start', start: digits }],
    // Four digits are what a masked number shows at its end; anywhere inside only six or more say enough.
    [digits.length < 6 ? { kind: 'end', end: digits } : { kind: 'inside', digits }],
    // "520114 6994": beginning and end of a masked number, typed with a blank between them.
    groups.length > 1 ? [{ kind: 'start-end', start, end }] : [],
  ]
}

/**
 * People by a number: NIK, family card, telephone, DTKS id and the other numbers noted of a person.
 * @param revealed whether the asking user may see numbers in full
 * @returns best first; `refused` = a NIK or family card would have been looked for by digits this user may not see
 */
export const searchNumbers = (
  db: Db,
  asked: AskedNumber,
  among: Within,
  enough: number,
  revealed: boolean,
): { found: NumberHit[]; capped: boolean; refused: boolean } => {
  const hits = new Map<number, NumberHit>()
  let capped = false
  let refused = false
  const take = (rows: NumberHit[]): void => {
    if (rows.length >= candidateLimit) capped = true
    for (const hit of rows) if (!hits.has(hit.id)) hits.set(hit.id, hit)
  }
  const phone = !asked.masked && /^\d{4,14}$/.test(asked.digits)
  if (phone && looksLikePhone(asked.digits)) take(peopleByPhone(db, asked.digits, among))
  for (const tests of numberTests(asked)) {
    for (const test of tests) {
      if (!revealed && !withoutGuessing(test)) {
        refused = true
        continue
      }
      for (const search of [peopleByNik, peopleByKk]) if (hits.size < candidateLimit) take(search(db, test, among))
    }
    if (hits.size >= enough) break
  }
  if (!asked.masked) take(peopleByOtherNumber(db, asked.digits, among))
  if (phone && hits.size < enough) take(peopleByPhone(db, asked.digits, among))
  return { found: [...hits.values()].sort((a, b) => b.score - a.score || a.id - b.id), capped, refused }
}
