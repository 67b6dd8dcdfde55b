import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import type { PersonFactTable } from '../db/tables/people.ts'
import type { By } from '../people/people.repo.ts'

/** A statement as stored. */
export type FactRecord = Selectable<PersonFactTable>
/** What a clerk or a file may say in one. */
export type FactValues = Pick<
  FactRecord,
  'kind' | 'key' | 'label' | 'value' | 'status' | 'from_date' | 'to_date' | 'expected_date' | 'as_of' | 'source' | 'note'
>

/** One statement, or undefined; removed ones are gone for everybody but the history. */
export const findFact = (db: Db, id: number): FactRecord | undefined =>
  db.first(db.q.selectFrom('person_fact').selectAll().where('id', '=', id).where('removed_at', 'is', null))

/** Statements about people, newest first, with the package that brought them. */
export const factsOf = (db: Db, personIds: readonly number[]) =>
  db.all(
    db.q
      .selectFrom('person_fact as f')
      .leftJoin('import_package as i', 'i.id', 'f.created_import_id')
      .leftJoin('user as u', 'u.id', 'f.created_by')
      .selectAll('f')
      .select(['i.label as import_label', 'u.display_name as created_by_name'])
      .where('f.person_id', 'in', personIds)
      .where('f.removed_at', 'is', null)
      .orderBy('f.as_of', 'desc')
      .orderBy('f.id', 'desc'),
  )
export type ListedFact = ReturnType<typeof factsOf>[number]

/** Relatives on the same family card, the head first, whose deciles count for the whole family. */
export const relativesOf = (db: Db, personId: number): { id: number; name: string; region_code: string | null }[] =>
  db.sql(
    `SELECT p.id, p.name, p.region_code FROM family_member own JOIN family_member m ON m.family_id = own.family_id AND m.to_date IS NULL
     JOIN person p ON p.id = m.person_id AND p.merged_into IS NULL
     WHERE own.person_id = ? AND own.to_date IS NULL AND m.person_id <> own.person_id
     ORDER BY m.relation = 'Kepala Keluarga' DESC, m.id`,
    personId,
  )

/** Writes a new statement; answers its id. */
export const insertFact = (db: Db, personId: number, values: FactValues, by: By): number =>
  db.run(
    db.q.insertInto('person_fact').values({
      ...values,
      person_id: personId,
      created_at: by.now,
      created_by: by.userId,
      updated_at: by.now,
      updated_by: by.userId,
    } satisfies Insertable<PersonFactTable>),
  ).id

/**
 * Changes a statement if nobody else did meanwhile. `ended_import_id` is cleared: what a package ended and somebody mended
 * since is not the package's any more.
 * @returns false when the version was stale
 */
export const updateFact = (
  db: Db,
  id: number,
  version: number,
  values: Partial<FactValues> & { removed_at?: string; removed_by?: number; removed_reason?: string },
  by: By,
): boolean =>
  db.run(
    db.q
      .updateTable('person_fact')
      .set({ ...values, ended_import_id: null, updated_at: by.now, updated_by: by.userId, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version)
      .where('removed_at', 'is', null),
  ).changes === 1

/**
 * Raises a person's version because something about them changed. `last_import_id` is cleared: so the undo of an import
 * sees that somebody worked with the record since.
 */
export const touchPerson = (db: Db, personId: number, by: By): void =>
  void db.sql(
    'UPDATE person SET last_import_id = NULL, updated_at = ?, updated_by = ?, version = version + 1 WHERE id = ?',
    by.now,
    by.userId,
    personId,
  )

/** Sets the short word for a person's disability; `touchPerson` raises the version. */
export const setDisability = (db: Db, personId: number, word: string): void =>
  void db.run(db.q.updateTable('person').set({ disability: word }).where('id', '=', personId))
