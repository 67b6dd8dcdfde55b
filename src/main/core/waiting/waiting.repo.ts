import { sql } from 'kysely'
import { headRelation } from '../../../shared/domain/families.ts'
import type { Actor } from '../../../shared/domain/permissions.ts'
import { regionWithin, withinArea } from '../cases/area.repo.ts'
import type { By } from '../cases/cases.repo.ts'
import type { Db } from '../db/database.ts'
import { shownRegionName } from '../regions/regions.repo.ts'
import { newUid } from '../uid.ts'

const standing = ['waiting', 'offered'] as const

/** The family behind somebody who waits. */
export interface WaitingFamily {
  size: number
  head: string | null
  headRegion: string | null
}

/** What the list is narrowed by. */
export interface WaitingFilter {
  programmeKey: string | null
  region: string | null
  state: 'standing' | 'waiting' | 'offered' | 'placed' | 'left'
  priority: number | null
}

const entries = (db: Db) =>
  db.q
    .selectFrom('waiting_entry as w')
    .innerJoin('case_file as c', 'c.id', 'w.case_id')
    .innerJoin('need as n', 'n.id', 'w.need_id')
    .innerJoin('person as p', 'p.id', 'c.client_id')
    .leftJoin('region as r', 'r.code', 'c.region_code')
    .leftJoin('waiting_offer as o', (join) => join.onRef('o.entry_id', '=', 'w.id').on('o.answer', '=', ''))
    .leftJoin('waiting_place as l', 'l.id', 'o.place_id')
    .select([
      'w.id',
      'w.version',
      'w.programme_key',
      'n.programme_version',
      'w.case_id',
      'w.need_id',
      'w.priority',
      'w.reason',
      'w.joined_on',
      'w.state',
      'w.ended_on',
      'w.ended_reason',
      'c.number as case_number',
      'c.region_code',
      'c.client_id',
      'p.name',
      'p.nik',
      'p.address',
      'p.hamlet',
      'p.rt',
      'p.rw',
      'l.reason as place_reason',
      shownRegionName('r').as('village'),
    ])
export type WaitingRecord = ReturnType<typeof listEntries>[number]

/** Entries by programme and turn, one more than asked for. */
export const listEntries = (
  db: Db,
  actor: Pick<Actor, 'areas'>,
  filter: WaitingFilter,
  after: readonly (string | number | null)[] | null,
  limit: number | null,
) => {
  let query = entries(db)
    .where((eb) => withinArea(eb.ref('c.region_code'), actor))
    .where('w.state', 'in', filter.state === 'standing' ? [...standing] : [filter.state])
    .orderBy('w.programme_key')
    .orderBy('w.priority')
    .orderBy('w.joined_on')
    .orderBy('w.id')
  if (filter.programmeKey !== null) query = query.where('w.programme_key', '=', filter.programmeKey)
  if (filter.priority !== null) query = query.where('w.priority', '=', filter.priority)
  if (filter.region !== null) {
    const region = filter.region
    query = query.where((eb) => regionWithin(eb.ref('c.region_code'), [region]))
  }
  if (after !== null) {
    const [programme, priority, joined, id] = after
    query = query.where(
      sql<boolean>`(w.programme_key, w.priority, w.joined_on, w.id) > (${programme}, ${priority}, ${joined}, ${id})`,
    )
  }
  return db.all(limit === null ? query : query.limit(limit + 1))
}

/** One entry, whatever the reader's area. */
export const findEntry = (db: Db, id: number) => db.first(entries(db).where('w.id', '=', id))

/** The entry of a need that still stands on a list. */
export const standingEntry = (db: Db, needId: number) =>
  db.first(
    db.q
      .selectFrom('waiting_entry')
      .selectAll()
      .where('need_id', '=', needId)
      .where('state', 'in', [...standing]),
  )

/** The place in the line of every entry that waits for a programme, counted over the whole office. */
export const turnsOf = (db: Db, programmeKeys: readonly string[]): Map<number, number> =>
  new Map(
    db
      .sql<{ id: number; turn: number }>(
        `SELECT id, row_number() OVER (PARTITION BY programme_key ORDER BY priority, joined_on, id) AS turn
         FROM waiting_entry WHERE state = 'waiting' AND programme_key IN (SELECT value FROM json_each(?))`,
        JSON.stringify(programmeKeys),
      )
      .map(({ id, turn }) => [id, turn]),
  )

/** Puts a need on its programme's list; answers the entry. */
export const insertEntry = (
  db: Db,
  entry: { needId: number; caseId: number; programmeKey: string; joinedOn: string; reason: string },
  by: By,
): number =>
  db.run(
    db.q.insertInto('waiting_entry').values({
      uid: newUid(),
      need_id: entry.needId,
      case_id: entry.caseId,
      programme_key: entry.programmeKey,
      reason: entry.reason,
      joined_on: entry.joinedOn,
      joined_at: by.now,
      joined_by: by.userId,
      updated_at: by.now,
      updated_by: by.userId,
    }),
  ).id

/** Changes an entry; false = stale version. */
export const updateEntry = (
  db: Db,
  id: number,
  version: number,
  values: { state?: string; priority?: number; reason?: string; ended_on?: string; ended_by?: number; ended_reason?: string },
  by: By,
): boolean =>
  db.run(
    db.q
      .updateTable('waiting_entry')
      .set({ ...values, updated_at: by.now, updated_by: by.userId, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version),
  ).changes === 1

/** How many stand where, per programme. */
export const countEntries = (db: Db, actor: Pick<Actor, 'areas'>) =>
  db.all(
    db.q
      .selectFrom('waiting_entry as w')
      .innerJoin('case_file as c', 'c.id', 'w.case_id')
      .select((eb) => ['w.programme_key', 'w.state', eb.fn.countAll<number>().as('count')])
      .where((eb) => withinArea(eb.ref('c.region_code'), actor))
      .groupBy(['w.programme_key', 'w.state']),
  )

/** How many took a place of a programme since a day (null = ever), over the whole office. */
export const countPlaced = (db: Db, programmeKey: string, since: string | null, until: string | null): number =>
  db.sql<{ count: number }>(
    `SELECT count(*) AS count FROM waiting_entry WHERE programme_key = ? AND state = 'placed'
     AND (? IS NULL OR ended_on >= ?) AND (? IS NULL OR ended_on <= ?)`,
    programmeKey,
    since,
    since,
    until,
    until,
  )[0]?.count ?? 0

/** Places of programmes that were freed and nobody took. */
export const freePlaces = (db: Db): { programme_key: string; count: number }[] =>
  db.sql(`SELECT programme_key, count(*) AS count FROM waiting_place WHERE taken_by_entry IS NULL GROUP BY programme_key`)

/** Places of a programme that nobody took and that are not offered to somebody at present, oldest first. */
export const openPlaces = (db: Db, programmeKey: string): { id: number }[] =>
  db.sql<{ id: number }>(
    `SELECT l.id FROM waiting_place l WHERE l.programme_key = ? AND l.taken_by_entry IS NULL
     AND NOT EXISTS (SELECT 1 FROM waiting_offer o WHERE o.place_id = l.id AND o.answer = '') ORDER BY l.id`,
    programmeKey,
  )

/** How many people the families of these people have now, and who is the head; people without a family card are left out. */
export const familiesOf = (db: Db, personIds: readonly number[]): Map<number, WaitingFamily> =>
  new Map(
    db
      .sql<{ person_id: number; size: number; head: string | null; head_region: string | null }>(
        `SELECT m.person_id, count(*) AS size,
           max(CASE WHEN o.relation = ? THEN p.name END) AS head,
           max(CASE WHEN o.relation = ? THEN p.region_code END) AS head_region
         FROM family_member m
         JOIN family_member o ON o.family_id = m.family_id AND o.to_date IS NULL
         JOIN person p ON p.id = o.person_id
         WHERE m.to_date IS NULL AND m.person_id IN (SELECT value FROM json_each(?))
         GROUP BY m.person_id`,
        headRelation,
        headRelation,
        JSON.stringify(personIds),
      )
      .map((row) => [row.person_id, { size: row.size, head: row.head, headRegion: row.head_region }]),
  )

/** Writes down a free place. */
export const insertPlace = (db: Db, programmeKey: string, reason: string, day: string, by: By): number =>
  db.run(
    db.q
      .insertInto('waiting_place')
      .values({ programme_key: programmeKey, reason, freed_on: day, freed_at: by.now, freed_by: by.userId }),
  ).id

/** Whose turn it is for a place: by priority, then the day they joined; who passed this place is not asked for it again. */
export const nextInLine = (db: Db, programmeKey: string, placeId: number): { id: number; version: number } | undefined =>
  db.sql<{ id: number; version: number }>(
    `SELECT w.id, w.version FROM waiting_entry w WHERE w.programme_key = ? AND w.state = 'waiting'
     AND NOT EXISTS (SELECT 1 FROM waiting_offer o WHERE o.entry_id = w.id AND o.place_id = ?)
     ORDER BY w.priority, w.joined_on, w.id LIMIT 1`,
    programmeKey,
    placeId,
  )[0]

/** Proposes an entry for a place. */
export const insertOffer = (db: Db, placeId: number, entryId: number, by: By): void =>
  void db.run(
    db.q.insertInto('waiting_offer').values({ place_id: placeId, entry_id: entryId, offered_at: by.now, offered_by: by.userId }),
  )

/** The proposal an entry has not answered yet. */
export const openOffer = (db: Db, entryId: number): { id: number; place_id: number } | undefined =>
  db.first(db.q.selectFrom('waiting_offer').select(['id', 'place_id']).where('entry_id', '=', entryId).where('answer', '=', ''))

/** Ends a proposal; a taken one fills the place. */
export const answerOffer = (
  db: Db,
  offer: { id: number; place_id: number },
  answer: 'taken' | 'passed' | 'left',
  entryId: number,
  reason: string,
  by: By,
): void => {
  db.run(
    db.q
      .updateTable('waiting_offer')
      .set({ answer, answered_at: by.now, answered_by: by.userId, reason })
      .where('id', '=', offer.id),
  )
  if (answer === 'taken')
    db.run(db.q.updateTable('waiting_place').set({ taken_by_entry: entryId, taken_at: by.now }).where('id', '=', offer.place_id))
}

/** Why the place that a need is offered became free; '' when it is not its turn. */
export const offeredPlace = (db: Db, needId: number): string =>
  db.first(
    db.q
      .selectFrom('waiting_entry as w')
      .innerJoin('waiting_offer as o', 'o.entry_id', 'w.id')
      .innerJoin('waiting_place as l', 'l.id', 'o.place_id')
      .select('l.reason')
      .where('w.need_id', '=', needId)
      .where('w.state', '=', 'offered')
      .where('o.answer', '=', ''),
  )?.reason ?? ''

/** Proposals of one entry, oldest first. */
export const offersOf = (db: Db, entryId: number) =>
  db.all(
    db.q
      .selectFrom('waiting_offer as o')
      .innerJoin('waiting_place as l', 'l.id', 'o.place_id')
      .leftJoin('user as a', 'a.id', 'o.offered_by')
      .leftJoin('user as b', 'b.id', 'o.answered_by')
      .select([
        'o.offered_at',
        'o.answer',
        'o.answered_at',
        'o.reason',
        'l.reason as place_reason',
        'a.display_name as offered_by_name',
        'b.display_name as answered_by_name',
      ])
      .where('o.entry_id', '=', entryId)
      .orderBy('o.id'),
  )

/** Who put an entry on the list, and who took it off. */
export const entryPeople = (db: Db, id: number) =>
  db.first(
    db.q
      .selectFrom('waiting_entry as w')
      .leftJoin('user as j', 'j.id', 'w.joined_by')
      .leftJoin('user as e', 'e.id', 'w.ended_by')
      .select(['w.joined_at', 'w.updated_at', 'j.display_name as joined_by_name', 'e.display_name as ended_by_name'])
      .where('w.id', '=', id),
  )
