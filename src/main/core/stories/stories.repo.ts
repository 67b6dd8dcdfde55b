import type { By } from '../cases/cases.repo.ts'
import type { Db } from '../db/database.ts'

/** A case's story. */
export const findStory = (db: Db, caseId: number) =>
  db.first(db.q.selectFrom('success_story').selectAll().where('case_id', '=', caseId))
export type StoryRecord = NonNullable<ReturnType<typeof findStory>>

/** Lines of a story in order. */
export const storyLines = (db: Db, storyId: number) =>
  db.all(
    db.q
      .selectFrom('success_story_line as l')
      .leftJoin('user as u', 'u.id', 'l.confirmed_by')
      .selectAll('l')
      .select('u.display_name as confirmed_by_name')
      .where('l.story_id', '=', storyId)
      .orderBy('l.position'),
  )

/** Removes a story with its lines. */
export const deleteStory = (db: Db, id: number): void => {
  db.run(db.q.deleteFrom('success_story_line').where('story_id', '=', id))
  db.run(db.q.deleteFrom('success_story').where('id', '=', id))
}

/** Writes a fresh draft; returns its id. */
export const insertStory = (db: Db, caseId: number, title: string, lines: readonly string[], by: By): number => {
  const id = db.run(
    db.q
      .insertInto('success_story')
      .values({ case_id: caseId, title, created_at: by.now, created_by: by.userId, updated_at: by.now, updated_by: by.userId }),
  ).id
  for (const [position, text] of lines.entries())
    db.run(db.q.insertInto('success_story_line').values({ story_id: id, position, text }))
  return id
}

/** Raises a story's version; false = it was stale. */
export const touchStory = (db: Db, id: number, version: number, by: By): boolean =>
  db.run(
    db.q
      .updateTable('success_story')
      .set({ version: version + 1, updated_at: by.now, updated_by: by.userId })
      .where('id', '=', id)
      .where('version', '=', version),
  ).changes === 1

/** Writes one line; false = it is none of this story. */
export const updateLine = (
  db: Db,
  storyId: number,
  lineId: number,
  line: { text: string; leftOut: boolean; confirmed: boolean },
  by: By,
): boolean =>
  db.run(
    db.q
      .updateTable('success_story_line')
      .set({
        text: line.text,
        left_out: line.leftOut ? 1 : 0,
        confirmed_at: line.confirmed ? by.now : null,
        confirmed_by: line.confirmed ? by.userId : null,
      })
      .where('id', '=', lineId)
      .where('story_id', '=', storyId),
  ).changes === 1

/** Marks a story as handed out. */
export const markExported = (db: Db, id: number, by: By): void => {
  db.run(db.q.updateTable('success_story').set({ exported_at: by.now, exported_by: by.userId }).where('id', '=', id))
}

/** Everybody whose name may stand in a case's words: present and former members of the client's families with parents' names. */
export const kinOf = (db: Db, personId: number) =>
  db.all(
    db.q
      .selectFrom('family_member as own')
      .innerJoin('family_member as m', 'm.family_id', 'own.family_id')
      .innerJoin('person as p', 'p.id', 'm.person_id')
      .select(['p.id', 'p.name', 'p.mother_name', 'p.father_name'])
      .distinct()
      .where('own.person_id', '=', personId)
      .where('p.id', '<>', personId)
      .orderBy('p.id'),
  )

/** Name and whereabouts of one person. */
export const personForStory = (db: Db, id: number) =>
  db.first(
    db.q
      .selectFrom('person')
      .select(['id', 'name', 'mother_name', 'father_name', 'address', 'hamlet', 'birth_place', 'region_code'])
      .where('id', '=', id),
  )

/** Names of the office's own people. */
export const staffNames = (db: Db): string[] =>
  db.all(db.q.selectFrom('user').select('display_name')).map((row) => row.display_name)

/** All names under which records that were merged into a person were known. */
export const formerNames = (db: Db, personId: number): string[] => [
  ...db.all(db.q.selectFrom('person').select('name').where('merged_into', '=', personId)).map((row) => row.name),
  ...db
    .all(
      db.q
        .selectFrom('register_change')
        .select(['before', 'after'])
        .where('entity', '=', 'person')
        .where('entity_id', '=', personId)
        .where('field', '=', 'name'),
    )
    .flatMap((row) => [row.before ?? '', row.after ?? '']),
]
