import { type Selectable, sql } from 'kysely'
import type { PairState } from '../../../shared/contract/duplicates.ts'
import type { Db } from '../db/database.ts'
import type { DuplicatePairTable } from '../db/tables/people.ts'
import type { Scope } from '../people/scope.sqlite.ts'
import type { PairScore } from './score.ts'

/** A pair as stored. */
export type PairRecord = Selectable<DuplicatePairTable>

/** The two ids of a pair, the smaller first: a pair has no direction. */
export const inOrder = (one: number, other: number): [number, number] => (one < other ? [one, other] : [other, one])

/** A found pair on its way to the table. */
export interface FoundRow {
  a: number
  b: number
  result: PairScore
}

const said = (result: PairScore): string => JSON.stringify(result.fields)

/** People of a list of ids who are in the register and not merged. */
export const presentIds = (db: Db, ids: readonly number[]): Set<number> =>
  new Set(
    db
      .all(
        db.q
          .selectFrom('person')
          .select('id')
          .where('id', 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`)
          .where('merged_into', 'is', null),
      )
      .map(({ id }) => id),
  )

/** Writes a found pair; one that was decided keeps its decision and its score. */
export const storePair = (db: Db, { a, b, result }: FoundRow, scanId: number, now: string): void => {
  const [first, second] = inOrder(a, b)
  const found = { score: result.score, points: result.points, fields: said(result), scan_id: scanId }
  db.run(
    db.q
      .insertInto('duplicate_pair')
      .values({ a_id: first, b_id: second, ...found, state: 'open', found_at: now })
      .onConflict((conflict) => conflict.columns(['a_id', 'b_id']).doUpdateSet(found).where('duplicate_pair.state', '=', 'open')),
  )
}

/** Removes undecided pairs that a scan no longer found: their data were corrected since. */
export const removeStalePairs = (db: Db, scanId: number): number =>
  db.run(
    db.q
      .deleteFrom('duplicate_pair')
      .where('state', '=', 'open')
      .where((eb) => eb.or([eb('scan_id', 'is', null), eb('scan_id', '<', scanId)])),
  ).changes

/** Number of the next scan. */
export const nextScanId = (db: Db): number =>
  (db.first(db.q.selectFrom('duplicate_pair').select((eb) => eb.fn.max<number | null>('scan_id').as('last')))?.last ?? 0) + 1

/** The pair of two people, in whichever order, or undefined. */
export const findPair = (db: Db, one: number, other: number): PairRecord | undefined => {
  const [a, b] = inOrder(one, other)
  return db.first(db.q.selectFrom('duplicate_pair').selectAll().where('a_id', '=', a).where('b_id', '=', b))
}

/** Decides about a pair, known or not yet. Answers its id. */
export const decidePair = (
  db: Db,
  one: number,
  other: number,
  decision: { state: PairState; result: PairScore; now: string; userId: number; mergeId: number | null },
): number => {
  const [a, b] = inOrder(one, other)
  const decided = {
    state: decision.state,
    decided_at: decision.state === 'open' ? null : decision.now,
    decided_by: decision.state === 'open' ? null : decision.userId,
    merge_id: decision.mergeId,
    // Asked anew: a scan under way, which may have passed it by as decided, must not take it for stale when it ends.
    ...(decision.state === 'open' ? { scan_id: nextScanId(db) } : {}),
  }
  const row = db.first(
    db.q
      .insertInto('duplicate_pair')
      .values({
        a_id: a,
        b_id: b,
        score: decision.result.score,
        points: decision.result.points,
        fields: said(decision.result),
        found_at: decision.now,
        ...decided,
      })
      .onConflict((conflict) => conflict.columns(['a_id', 'b_id']).doUpdateSet(decided))
      .returning('id'),
  )
  return (row as { id: number }).id
}

/** Puts a pair back as it was. */
export const restorePair = (db: Db, pair: PairRecord): void => {
  const { id, ...values } = pair
  db.run(db.q.updateTable('duplicate_pair').set(values).where('id', '=', id))
}

/** Forgets a pair. */
export const deletePair = (db: Db, id: number): void => {
  db.run(db.q.deleteFrom('duplicate_pair').where('id', '=', id))
}

/** Whom a person was said to differ from. */
export const differentFrom = (db: Db, personId: number): PairRecord[] =>
  db.all(
    db.q
      .selectFrom('duplicate_pair')
      .selectAll()
      .where((eb) => eb.or([eb('a_id', '=', personId), eb('b_id', '=', personId)]))
      .where('state', '=', 'different')
      .orderBy('id'),
  )

const visiblePairs = (db: Db, state: PairState, scope: Scope) => {
  const query = db.q
    .selectFrom('duplicate_pair as d')
    .innerJoin('person as a', 'a.id', 'd.a_id')
    .innerJoin('person as b', 'b.id', 'd.b_id')
    .where('d.state', '=', state)
  // A pair with a record that was merged into somebody else meanwhile is asked of that somebody.
  const present = state === 'merged' ? query : query.where('a.merged_into', 'is', null).where('b.merged_into', 'is', null)
  return scope === null ? present : present.where('a.region_code', 'in', scope).where('b.region_code', 'in', scope)
}

/** Pairs of a state, best first, from a position on. */
export const listPairs = (db: Db, state: PairState, scope: Scope, after: { score: number; id: number } | null, limit: number) => {
  let query = visiblePairs(db, state, scope)
    .leftJoin('user as u', 'u.id', 'd.decided_by')
    .leftJoin('person_merge as m', 'm.id', 'd.merge_id')
    .select(['d.id', 'd.a_id', 'd.b_id', 'd.state', 'd.score', 'd.fields', 'd.found_at', 'd.decided_at', 'd.merge_id'])
    .select(['u.display_name as decided_by_name', 'm.survivor_id'])
  if (after !== null) query = query.where((eb) => eb(eb.refTuple('d.score', 'd.id'), '<', eb.tuple(after.score, after.id)))
  return db.all(query.orderBy('d.score', 'desc').orderBy('d.id', 'desc').limit(limit))
}
export type ListedPair = ReturnType<typeof listPairs>[number]

/** How many pairs of a state lie in a scope. */
export const countPairs = (db: Db, state: PairState, scope: Scope): number =>
  db.first(visiblePairs(db, state, scope).select((eb) => eb.fn.countAll<number>().as('count')))?.count ?? 0

/** What a side of a pair shows. */
export const pairSides = (db: Db, ids: readonly number[]) =>
  ids.length === 0
    ? []
    : db.all(
        db.q
          .selectFrom('person as p')
          .leftJoin('family_member as m', (join) => join.onRef('m.person_id', '=', 'p.id').on('m.to_date', 'is', null))
          .leftJoin('family as f', 'f.id', 'm.family_id')
          .leftJoin('region as r', 'r.code', 'p.region_code')
          .selectAll('p')
          .select(['f.kk_number', 'm.relation', 'r.name as village'])
          .select([
            sql<number>`(SELECT count(*) FROM case_file WHERE client_id = p.id)`.as('cases'),
            sql<number>`(SELECT count(*) FROM letter WHERE person_id = p.id)`.as('letters'),
            sql<number>`(SELECT count(*) FROM submission_item WHERE person_id = p.id)`.as('submissions'),
          ])
          .where('p.id', 'in', [...ids]),
      )
export type SideRow = ReturnType<typeof pairSides>[number]
