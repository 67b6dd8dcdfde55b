import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import type { Scope } from '../people/scope.sqlite.ts'

/** A person or a family. */
export type SubjectKey = { personId: number; familyId: null } | { personId: null; familyId: number }

const present = (db: Db) =>
  db.q
    .selectFrom('check_override as o')
    .leftJoin('user as u', 'u.id', 'o.by')
    .select(['o.id', 'o.check_id', 'o.person_id', 'o.family_id', 'o.fingerprint', 'o.reason', 'o.at', 'u.display_name'])
    .where('o.revoked_at', 'is', null)

/** An acceptance that nobody took back, with the name of who gave it. */
export type OverrideRow = NonNullable<ReturnType<typeof overrideById>>

/** Acceptances of a person or a family. */
export const overridesOf = (db: Db, { personId, familyId }: SubjectKey) =>
  db.all(personId === null ? present(db).where('o.family_id', '=', familyId) : present(db).where('o.person_id', '=', personId))

/** Acceptances of several people or families at once. */
export const overridesAmong = (db: Db, column: 'person_id' | 'family_id', ids: readonly number[]) =>
  db.all(present(db).where(`o.${column}`, 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`))

/** A present acceptance, or undefined. */
export const overrideById = (db: Db, id: number) => db.first(present(db).where('o.id', '=', id))

/** Stores an acceptance and ends an earlier one of the same check. Answers the id. */
export const insertOverride = (
  db: Db,
  key: SubjectKey,
  values: { checkId: string; fingerprint: string; reason: string },
  by: { userId: number; now: string },
): number => {
  for (const { id, check_id } of overridesOf(db, key)) if (check_id === values.checkId) endOverride(db, id, by)
  return db.run(
    db.q.insertInto('check_override').values({
      check_id: values.checkId,
      person_id: key.personId,
      family_id: key.familyId,
      fingerprint: values.fingerprint,
      reason: values.reason,
      at: by.now,
      by: by.userId,
    }),
  ).id
}

/** Takes an acceptance back. */
export const endOverride = (db: Db, id: number, by: { userId: number; now: string }): void =>
  void db.run(db.q.updateTable('check_override').set({ revoked_at: by.now, revoked_by: by.userId }).where('id', '=', id))

const listed = (db: Db, scope: Scope) => {
  const query = db.q
    .selectFrom('check_override as o')
    .leftJoin('user as u', 'u.id', 'o.by')
    .leftJoin('person as p', 'p.id', 'o.person_id')
    .leftJoin('family as f', 'f.id', 'o.family_id')
    .where('o.revoked_at', 'is', null)
    .where('p.merged_into', 'is', null)
  return scope === null ? query : query.where(sql<string>`coalesce(p.region_code, f.region_code)`, 'in', scope)
}

/** Acceptances in a scope, newest first. */
export const listOverrides = (db: Db, scope: Scope, before: number | null, limit: number) => {
  const query = listed(db, scope)
    .leftJoin('region as r', (join) => join.on('r.code', '=', sql<string>`coalesce(p.region_code, f.region_code)`))
    .select([
      'o.id',
      'o.check_id',
      'o.person_id',
      'o.family_id',
      'o.fingerprint',
      'o.reason',
      'o.at',
      'u.display_name',
      'p.name',
      'r.name as village',
    ])
    .orderBy('o.id', 'desc')
    .limit(limit)
  return db.all(before === null ? query : query.where('o.id', '<', before))
}

/** How many acceptances hold in a scope. */
export const countOverrides = (db: Db, scope: Scope): number =>
  db.first(listed(db, scope).select((eb) => eb.fn.countAll<number>().as('count')))?.count ?? 0
