import { sql } from 'kysely'
import type { Actor } from '../../../shared/domain/permissions.ts'
import { withinArea } from '../cases/area.repo.ts'
import type { Db } from '../db/database.ts'
import { newUid } from '../uid.ts'

/** Who changes something, and when. */
interface By {
  userId: number
  now: string
}

const batches = (db: Db) =>
  db.q
    .selectFrom('submission as s')
    .leftJoin('definition as d', (join) =>
      join
        .onRef('d.key', '=', 's.profile_key')
        .onRef('d.version', '=', 's.profile_version')
        .on('d.kind', '=', 'submission-profile'),
    )
    .leftJoin('user as c', 'c.id', 's.created_by')
    .leftJoin('user as e', 'e.id', 's.exported_by')
    .selectAll('s')
    .select((eb) => {
      const items = eb.selectFrom('submission_item as i').whereRef('i.submission_id', '=', 's.id')
      const count = items.select((inner) => inner.fn.countAll<number>().as('count'))
      return [
        'd.name as profile_name',
        'c.display_name as created_by_name',
        'e.display_name as exported_by_name',
        count.as('items'),
        count.where('i.result', '=', 'accepted').as('accepted'),
        count.where('i.result', '=', 'refused').as('refused'),
      ]
    })

/** All batches, newest first. */
export const listSubmissions = (db: Db) => db.all(batches(db).orderBy('s.id', 'desc'))

/** One batch, or undefined. */
export const findSubmission = (db: Db, id: number) => db.first(batches(db).where('s.id', '=', id))

/** A batch with its counts. */
export type SubmissionBatch = NonNullable<ReturnType<typeof findSubmission>>

/** Adds an empty batch in state `composing`; returns its id. */
export const insertSubmission = (
  db: Db,
  input: { label: string; period: string; profileKey: string; profileVersion: number },
  by: By,
): number =>
  db.run(
    db.q.insertInto('submission').values({
      uid: newUid(),
      label: input.label,
      period: input.period,
      profile_key: input.profileKey,
      profile_version: input.profileVersion,
      state: 'composing',
      created_at: by.now,
      created_by: by.userId,
      updated_at: by.now,
      updated_by: by.userId,
    }),
  ).id

/** Changes a batch; false = the version was stale. */
export const updateSubmission = (
  db: Db,
  id: number,
  version: number,
  values: {
    state?: 'composing' | 'exported' | 'answered'
    file_name?: string
    sha256?: string
    manifest_sha256?: string
    row_count?: number
    exported_at?: string
    exported_by?: number
    answered_at?: string | null
    result_sha256?: string
  },
  by: By,
): boolean =>
  db.run(
    db.q
      .updateTable('submission')
      .set({ ...values, updated_at: by.now, updated_by: by.userId, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version),
  ).changes === 1

/** Regions of people, for the check whether a user may see them; people that do not exist are left out. */
export const regionsOfPeople = (db: Db, ids: readonly number[]) =>
  db.all(
    db.q
      .selectFrom('person')
      .select(['id', 'region_code'])
      .where('merged_into', 'is', null)
      .where('id', 'in', [...ids]),
  )

/** Adds a person; false = already in the batch. */
export const insertItem = (db: Db, submissionId: number, personId: number): boolean =>
  db.run(
    db.q
      .insertInto('submission_item')
      .values({ submission_id: submissionId, person_id: personId })
      .onConflict((conflict) => conflict.columns(['submission_id', 'person_id']).doNothing()),
  ).changes === 1

/** Takes people out of a batch, as far as the user may see them; answers how many. */
export const deleteItems = (db: Db, actor: Pick<Actor, 'areas'>, submissionId: number, itemIds: readonly number[]): number =>
  db.run(
    db.q
      .deleteFrom('submission_item')
      .where('submission_id', '=', submissionId)
      .where('id', 'in', [...itemIds])
      .where('person_id', 'in', (eb) =>
        eb
          .selectFrom('person as p')
          .select('p.id')
          .where((inner) => withinArea(inner.ref('p.region_code'), actor)),
      ),
  ).changes

/**
 * What holds about a person at present, as JSON `{ "<kind>.<key>": value }`; the newest statement wins because JSON keeps the
 * last of equal names.
 */
const presentFacts = sql<string>`(
  SELECT json_group_object(f.kind || '.' || f.key, CASE f.kind WHEN 'programme' THEN f.status WHEN 'pregnancy' THEN 'active' ELSE f.value END)
  FROM (SELECT kind, key, value, status FROM person_fact
        WHERE person_id = p.id AND removed_at IS NULL AND to_date IS NULL ORDER BY as_of, id) f)`

const items = (db: Db, submissionId: number) =>
  db.q
    .selectFrom('submission_item as i')
    .innerJoin('person as p', 'p.id', 'i.person_id')
    .leftJoin('family_member as m', (join) => join.onRef('m.person_id', '=', 'p.id').on('m.to_date', 'is', null))
    .leftJoin('family as f', 'f.id', 'm.family_id')
    .leftJoin('region as v', (join) => join.onRef('v.code', '=', 'p.region_code').on('v.level', '=', 4))
    .leftJoin('region as k', 'k.code', 'v.parent_code')
    .leftJoin('region as d', 'd.code', 'k.parent_code')
    .leftJoin('region as pr', 'pr.code', 'd.parent_code')
    .where('i.submission_id', '=', submissionId)
    .select([
      'i.id',
      'i.person_id',
      'i.result',
      'i.reason',
      'i.row_number',
      'i.data',
      'p.nik',
      'p.name',
      'p.birth_place',
      'p.birth_date',
      'p.sex',
      'p.religion',
      'p.marital_status',
      'p.education',
      'p.occupation',
      'p.disability',
      'p.mother_name',
      'p.father_name',
      'p.phone',
      'p.address',
      'p.hamlet',
      'p.rt',
      'p.rw',
      'p.region_code',
      'p.life_status',
      'p.extra',
      presentFacts.as('facts'),
      'f.kk_number',
      'm.relation',
      'v.name as village',
      'k.name as sub_district',
      'd.name as district',
      'pr.name as province',
    ])

/** A person of a batch with everything a column can hold. */
export type ItemRow = ReturnType<typeof itemsInFileOrder>[number]

/** Everybody of a batch in the order of the file: village, family, NIK, name. It depends on the data alone, not on when somebody was added. */
export const itemsInFileOrder = (db: Db, submissionId: number) =>
  db.all(
    items(db, submissionId)
      .orderBy(sql`coalesce(p.region_code, '')`)
      .orderBy(sql`coalesce(f.kk_number, '')`)
      .orderBy(sql`coalesce(p.nik, '')`)
      .orderBy('p.name')
      .orderBy('p.uid'),
  )

/** A page of a batch in the order people were added, one row more than asked for. */
export const pageOfItems = (
  db: Db,
  actor: Pick<Actor, 'areas'>,
  submissionId: number,
  filter: { result: string | null; afterId: number; limit: number },
): ItemRow[] => {
  let query = items(db, submissionId)
    .where('i.id', '>', filter.afterId)
    .where((eb) => withinArea(eb.ref('p.region_code'), actor))
    .orderBy('i.id')
    .limit(filter.limit + 1)
  if (filter.result !== null) query = query.where('i.result', '=', filter.result)
  return db.all(query)
}

/** Keeps the row that was written for a person. */
export const keepRow = (db: Db, itemId: number, rowNumber: number, data: string): void => {
  db.run(db.q.updateTable('submission_item').set({ row_number: rowNumber, data }).where('id', '=', itemId))
}

/** Writes the ministry's answer onto a person of a batch. */
export const writeResult = (db: Db, submissionId: number, itemId: number, result: string, reason: string, now: string): void => {
  db.run(
    db.q
      .updateTable('submission_item')
      .set({ result, reason, result_at: now })
      .where('id', '=', itemId)
      .where('submission_id', '=', submissionId),
  )
}

/** How many people of a batch have each result. */
export const countResults = (db: Db, submissionId: number): { accepted: number; refused: number; waiting: number } => {
  const rows = db.all(
    db.q
      .selectFrom('submission_item')
      .select((eb) => ['result', eb.fn.countAll<number>().as('count')])
      .where('submission_id', '=', submissionId)
      .groupBy('result'),
  )
  const of = (result: string): number => rows.find((row) => row.result === result)?.count ?? 0
  return { accepted: of('accepted'), refused: of('refused'), waiting: of('waiting') }
}

/** Among other exported batches, the one with the most of these NIK; to tell a file that answers another batch. */
export const bestOtherBatch = (
  db: Db,
  submissionId: number,
  niks: readonly string[],
): { label: string; count: number } | undefined => {
  const counts = new Map<string, number>()
  for (let start = 0; start < niks.length; start += 1000) {
    const rows = db.all(
      db.q
        .selectFrom('submission_item as i')
        .innerJoin('submission as s', 's.id', 'i.submission_id')
        .innerJoin('person as p', 'p.id', 'i.person_id')
        .select((eb) => ['s.label', 's.id', eb.fn.countAll<number>().as('count')])
        .where('p.nik', 'in', niks.slice(start, start + 1000))
        .where('s.id', '!=', submissionId)
        .where('s.state', '!=', 'composing')
        .groupBy(['s.id', 's.label']),
    )
    for (const row of rows) counts.set(row.label, (counts.get(row.label) ?? 0) + row.count)
  }
  const [best] = [...counts].sort((one, other) => other[1] - one[1])
  return best === undefined ? undefined : { label: best[0], count: best[1] }
}

/** Regions of everybody in a batch that lie outside the user's area; answers how many people. */
export const countOutsideArea = (db: Db, actor: Pick<Actor, 'areas'>, submissionId: number): number => {
  if (actor.areas.length === 0) return 0
  return (
    db.first(
      db.q
        .selectFrom('submission_item as i')
        .innerJoin('person as p', 'p.id', 'i.person_id')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('i.submission_id', '=', submissionId)
        .where((eb) => sql<boolean>`not coalesce(${withinArea(eb.ref('p.region_code'), actor)}, 0)`),
    )?.count ?? 0
  )
}
