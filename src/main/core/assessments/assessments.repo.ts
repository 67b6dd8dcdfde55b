import { type Selectable, sql } from 'kysely'
import type { Db } from '../db/database.ts'
import type { AssessmentMemberTable, AssessmentTable } from '../db/tables/assessments.ts'
import type { By } from '../people/people.repo.ts'
import type { Scope } from '../people/scope.sqlite.ts'
import { shownRegionName } from '../regions/regions.repo.ts'
import { newUid } from '../uid.ts'

/** An answer set as stored. */
export type AssessmentRecord = Selectable<AssessmentTable>
/** A member of a set with what the register knows of sex and birth. */
export type MemberRecord = Selectable<AssessmentMemberTable> & { sex: string | null; birth_date: string | null }

const listed = (db: Db) =>
  db.q
    .selectFrom('assessment as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .leftJoin('region as r', 'r.code', 'p.region_code')
    .leftJoin('case_file as c', 'c.id', 'a.case_id')
    .leftJoin('definition as d', (join) =>
      join
        .on('d.kind', '=', 'questionnaire')
        .onRef('d.key', '=', 'a.questionnaire_key')
        .onRef('d.version', '=', 'a.questionnaire_version'),
    )
    .leftJoin('user as u', 'u.id', 'a.updated_by')
    .leftJoin('user as f', 'f.id', 'a.finished_by')
    .leftJoin('user as v', 'v.id', 'a.verified_by')
    .selectAll('a')
    .select([
      'p.name as person_name',
      'p.nik',
      'p.sex',
      'p.birth_date',
      'p.region_code',
      shownRegionName('r').as('village'),
      'c.number as case_number',
      'c.region_code as case_region',
      'd.name as questionnaire_name',
      'u.display_name as updated_by_name',
      'f.display_name as finished_by_name',
      'v.display_name as verified_by_name',
    ])

/** A set with the names a screen shows. */
export type ListedAssessment = ReturnType<typeof listAssessments>[number]

/** Which sets a list shows. */
export interface AssessmentFilter {
  personIds: readonly number[] | null
  caseId: number | null
  questionnaire: string | null
  state: string | null
  /** Villages; null = everywhere. */
  scope: Scope
}

/** Sets, newest first, before an id. */
export const listAssessments = (db: Db, filter: AssessmentFilter, before: number | null, limit: number) => {
  let query = listed(db).orderBy('a.id', 'desc').limit(limit)
  if (filter.personIds !== null) query = query.where('a.person_id', 'in', filter.personIds)
  if (filter.caseId !== null) query = query.where('a.case_id', '=', filter.caseId)
  if (filter.questionnaire !== null) query = query.where('a.questionnaire_key', '=', filter.questionnaire)
  if (filter.state !== null) query = query.where('a.state', '=', filter.state)
  if (filter.scope !== null) query = query.where('p.region_code', 'in', filter.scope)
  if (before !== null) query = query.where('a.id', '<', before)
  return db.all(query)
}

/** One set, or undefined. */
export const findAssessment = (db: Db, id: number): ListedAssessment | undefined => db.first(listed(db).where('a.id', '=', id))

/** A set by the uid that files carry, or undefined. */
export const findAssessmentByUid = (db: Db, uid: Buffer): ListedAssessment | undefined =>
  db.first(listed(db).where('a.uid', '=', uid))

/** The open draft of a questionnaire about a person, or undefined. */
export const openDraft = (db: Db, questionnaire: string, personId: number): { id: number; version: number } | undefined =>
  db.first(
    db.q
      .selectFrom('assessment')
      .select(['id', 'version'])
      .where('person_id', '=', personId)
      .where('questionnaire_key', '=', questionnaire)
      .where('state', '=', 'draft')
      .orderBy('id', 'desc')
      .limit(1),
  )

/** People among these about whom there is any set of a questionnaire. */
export const peopleWithSets = (db: Db, questionnaire: string, ids: readonly number[]): Set<number> =>
  new Set(
    db
      .sql<{ id: number }>(
        `SELECT DISTINCT person_id AS id FROM assessment WHERE questionnaire_key = ? AND person_id IN (SELECT value FROM json_each(?))`,
        questionnaire,
        JSON.stringify(ids),
      )
      .map(({ id }) => id),
  )

/** Opens a set; answers its id. */
export const insertAssessment = (
  db: Db,
  values: {
    questionnaire_key: string
    questionnaire_version: number
    list_versions: string
    person_id: number
    case_id: number | null
    need_id: number | null
    visited_on: string
    surveyor: string
    answers: string
    asked: number
    answered: number
  },
  by: By,
): number =>
  db.run(
    db.q.insertInto('assessment').values({
      ...values,
      uid: newUid(Date.parse(by.now)),
      created_at: by.now,
      created_by: by.userId,
      updated_at: by.now,
      updated_by: by.userId,
    }),
  ).id

/** Changes a set if nobody else did meanwhile. @returns false when the version was stale */
export const updateAssessment = (
  db: Db,
  id: number,
  version: number,
  values: Partial<
    Pick<
      AssessmentRecord,
      | 'state'
      | 'visited_on'
      | 'surveyor'
      | 'answers'
      | 'asked'
      | 'answered'
      | 'result'
      | 'finished_at'
      | 'finished_by'
      | 'verified_at'
      | 'verified_by'
    >
  >,
  by: By,
): boolean =>
  db.run(
    db.q
      .updateTable('assessment')
      .set({ ...values, updated_at: by.now, updated_by: by.userId, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version),
  ).changes === 1

/** Ties a set that belongs to no case to one; false when it belongs to one already. */
export const linkToCase = (db: Db, id: number, caseId: number, needId: number | null): boolean =>
  db.run(
    db.q.updateTable('assessment').set({ case_id: caseId, need_id: needId }).where('id', '=', id).where('case_id', 'is', null),
  ).changes === 1

/** Throws a set away with its members. */
export const deleteAssessment = (db: Db, id: number): void => {
  db.run(db.q.deleteFrom('assessment_member').where('assessment_id', '=', id))
  db.run(db.q.deleteFrom('assessment').where('id', '=', id))
}

/** Members of a set in the paper's order. */
export const membersOfSet = (db: Db, assessmentId: number): MemberRecord[] =>
  db.all(
    db.q
      .selectFrom('assessment_member as m')
      .leftJoin('person as p', 'p.id', 'm.person_id')
      .selectAll('m')
      .select(['p.sex', 'p.birth_date'])
      .where('m.assessment_id', '=', assessmentId)
      .orderBy('m.place')
      .orderBy('m.id'),
  )

/** Adds a member at the end; answers the id. */
export const insertSetMember = (
  db: Db,
  values: { assessment_id: number; person_id: number | null; name: string; answers: string },
): number =>
  db.run(
    db.q.insertInto('assessment_member').values({
      ...values,
      place: sql<number>`(SELECT coalesce(max(place), 0) + 1 FROM assessment_member WHERE assessment_id = ${values.assessment_id})`,
    }),
  ).id

/** Keeps a member's answers and name. */
export const updateSetMember = (db: Db, id: number, values: { name: string; answers: string }): void => {
  db.run(db.q.updateTable('assessment_member').set(values).where('id', '=', id))
}

/** Takes a member out. */
export const deleteSetMember = (db: Db, id: number): void => {
  db.run(db.q.deleteFrom('assessment_member').where('id', '=', id))
}

/** The person behind a uid that a file carries, following mergers; undefined when there is none. */
export const personByUid = (db: Db, uid: Buffer): { id: number; region_code: string | null } | undefined =>
  db.first(
    db.q
      .selectFrom('person as o')
      .innerJoin('person as p', (join) => join.on('p.id', '=', sql<number>`coalesce(o.merged_into, o.id)`))
      .select(['p.id', 'p.region_code'])
      .where('o.uid', '=', uid),
  )

/** Whom a form about families (heads) or people asks in villages, by village and name. */
export const peopleToAsk = (
  db: Db,
  codes: readonly string[],
  subject: 'person' | 'family',
  limit: number,
): { id: number; uid: Buffer; name: string; nik: string | null; region_code: string | null }[] =>
  db.sql(
    `SELECT p.id, p.uid, p.name, p.nik, p.region_code FROM person p
     WHERE p.merged_into IS NULL AND p.life_status = 'alive' AND p.region_code IN (SELECT value FROM json_each(?))
       ${subject === 'person' ? '' : "AND NOT EXISTS (SELECT 1 FROM family_member m WHERE m.person_id = p.id AND m.to_date IS NULL AND m.relation <> 'Kepala Keluarga')"}
     ORDER BY p.region_code, p.name_key, p.id LIMIT ?`,
    JSON.stringify(codes),
    limit,
  )
