import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import type { Scope } from '../people/scope.sqlite.ts'
import type { SubjectKey } from './overrides.repo.ts'

/** A finding on its way to the table. */
export interface FindingRow {
  checkId: string
  personId: number | null
  familyId: number | null
  message: string
}

/** Number of the next scan. */
export const nextScanId = (db: Db): number =>
  (db.first(db.q.selectFrom('check_finding').select((eb) => eb.fn.max<number | null>('scan_id').as('last')))?.last ?? 0) + 1

/** Removes at most `limit` findings of scans that do not count; answers how many it removed. */
export const forgetFindings = (db: Db, keep: number, limit: number): number =>
  db.run(
    db.q
      .deleteFrom('check_finding')
      .where('id', 'in', db.q.selectFrom('check_finding').select('id').where('scan_id', '<>', keep).limit(limit)),
  ).changes

/** Removes what is stored of a check about a person or family. */
export const removeFinding = (db: Db, checkId: string, key: SubjectKey): void => {
  const query = db.q.deleteFrom('check_finding').where('check_id', '=', checkId)
  db.run(key.personId === null ? query.where('family_id', '=', key.familyId) : query.where('person_id', '=', key.personId))
}

const open = (db: Db, scanId: number, scope: Scope, checkIds: readonly string[] | null) => {
  let query = db.q
    .selectFrom('check_finding as c')
    .leftJoin('person as p', 'p.id', 'c.person_id')
    .leftJoin('family as f', 'f.id', 'c.family_id')
    .where('c.scan_id', '=', scanId)
    .where('p.merged_into', 'is', null)
  if (checkIds !== null) query = query.where('c.check_id', 'in', checkIds)
  return scope === null ? query : query.where(sql<string>`coalesce(p.region_code, f.region_code)`, 'in', scope)
}

/** How many findings of a scan lie in a scope, by check. */
export const countFindings = (db: Db, scanId: number, scope: Scope): Map<string, number> =>
  new Map(
    db
      .all(
        scope === null
          ? db.q
              .selectFrom('check_finding')
              .select(['check_id', (eb) => eb.fn.countAll<number>().as('count')])
              .where('scan_id', '=', scanId)
              .groupBy('check_id')
          : open(db, scanId, scope, null)
              .select(['c.check_id', (eb) => eb.fn.countAll<number>().as('count')])
              .groupBy('c.check_id'),
      )
      .map(({ check_id, count }) => [check_id, count]),
  )

/** Findings of a scan in a scope, in the order they were found. */
export const listFindings = (
  db: Db,
  scanId: number,
  filter: { scope: Scope; checkIds: readonly string[] | null; after: number; limit: number },
) =>
  db.all(
    open(db, scanId, filter.scope, filter.checkIds)
      .leftJoin('region as r', (join) => join.on('r.code', '=', sql<string>`coalesce(p.region_code, f.region_code)`))
      .select([
        'c.id',
        'c.check_id',
        'c.person_id',
        'c.family_id',
        'c.message',
        'p.name',
        'p.nik',
        'f.kk_number',
        'r.name as village',
        sql<string>`coalesce(p.updated_at, f.updated_at)`.as('updated_at'),
      ])
      .where('c.id', '>', filter.after)
      .orderBy('c.id')
      .limit(filter.limit),
  )

/** Heads of families, by family; of one without a head its first member. */
export const headsOf = (
  db: Db,
  familyIds: readonly number[],
): Map<number, { id: number; name: string; region_code: string | null }> =>
  new Map(
    db
      .all(
        db.q
          .selectFrom('family_member as m')
          .innerJoin('person as p', 'p.id', 'm.person_id')
          .select(['m.family_id', 'p.id', 'p.name', 'p.region_code'])
          .where('m.family_id', 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify(familyIds)}))`)
          .where('m.to_date', 'is', null)
          .orderBy((eb) => eb('m.relation', '=', 'Kepala Keluarga'), 'asc')
          .orderBy('m.id', 'desc'),
      )
      .map(({ family_id, ...head }) => [family_id, head]),
  )
