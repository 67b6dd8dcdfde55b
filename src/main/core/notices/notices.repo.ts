import { sql } from 'kysely'
import { nameKey } from '../../../shared/domain/names.ts'
import type { Actor } from '../../../shared/domain/permissions.ts'
import { likeText, regionWithin, withinArea } from '../cases/area.repo.ts'
import type { By } from '../cases/cases.repo.ts'
import type { Db } from '../db/database.ts'
import { shownRegionName } from '../regions/regions.repo.ts'

const rows = (db: Db) =>
  db.q
    .selectFrom('need_notice as t')
    .innerJoin('need as n', 'n.id', 't.need_id')
    .innerJoin('case_file as c', 'c.id', 't.case_id')
    .innerJoin('person as p', 'p.id', 'c.client_id')
    .leftJoin('region as r', 'r.code', 'c.region_code')
    .leftJoin('user as h', 'h.id', 'n.holder_id')
    .leftJoin('user as b', 'b.id', 't.told_by')
    .select([
      't.id',
      't.case_id',
      't.need_id',
      't.state',
      't.note',
      't.since',
      't.told_at',
      't.told_on',
      't.told_how',
      't.told_to',
      't.come_back',
      'b.display_name as told_by_name',
      'n.state as now_state',
      'n.programme_key',
      'n.programme_version',
      'n.due_date',
      'n.agency_id',
      'h.display_name as holder_name',
      'c.number as case_number',
      'c.register',
      'c.region_code as case_region',
      'c.reporter_kind',
      'c.reporter_name',
      'c.reporter_phone',
      'c.reporter_relation',
      'p.name as client_name',
      'p.phone as client_phone',
      shownRegionName('r').as('village'),
    ])

/** A notice with what its row and its words need. */
export type NoticeRecord = NonNullable<ReturnType<typeof findNotice>>

/** One notice, whatever the reader's area. */
export const findNotice = (db: Db, id: number) => db.first(rows(db).where('t.id', '=', id))

/** Notices of a case, newest first. */
export const noticesOfCase = (db: Db, caseId: number) => db.all(rows(db).where('t.case_id', '=', caseId).orderBy('t.id', 'desc'))

/** What a list of notices is narrowed by. */
export interface NoticeFilter {
  told: 'open' | 'told' | 'all'
  /** Needs held or cases opened by this user. */
  userId: number | null
  region: string | null
  text: string
  after: number | null
  limit: number
}

/** Open ones oldest first, else newest first; one row more than asked for. */
export const listNotices = (db: Db, actor: Pick<Actor, 'areas'>, filter: NoticeFilter) => {
  const oldestFirst = filter.told === 'open'
  let query = rows(db)
    .where((eb) => withinArea(eb.ref('c.region_code'), actor))
    .orderBy('t.id', oldestFirst ? 'asc' : 'desc')
    .limit(filter.limit + 1)
  if (filter.told !== 'all') query = query.where('t.told_at', filter.told === 'open' ? 'is' : 'is not', null)
  if (filter.after !== null) query = query.where('t.id', oldestFirst ? '>' : '<', filter.after)
  if (filter.userId !== null) {
    const userId = filter.userId
    query = query.where((eb) => eb.or([eb('n.holder_id', '=', userId), eb('c.opened_by', '=', userId)]))
  }
  if (filter.region !== null) {
    const region = filter.region
    query = query.where((eb) => regionWithin(eb.ref('c.region_code'), [region]))
  }
  const text = filter.text.trim()
  if (text !== '') {
    const key = nameKey(text)
    query = query.where((eb) =>
      eb.or([
        sql<boolean>`c.number like ${`%${likeText(text)}%`} escape '\\'`,
        sql<boolean>`c.reporter_name like ${`%${likeText(text)}%`} escape '\\'`,
        ...(key === '' ? [] : [sql<boolean>`p.name_key like ${`%${likeText(key)}%`} escape '\\'`]),
      ]),
    )
  }
  return db.all(query)
}

/** How many residents have not been told. */
export const countOpenNotices = (db: Db, actor: Pick<Actor, 'areas'>): number =>
  db.first(
    db.q
      .selectFrom('need_notice as t')
      .innerJoin('case_file as c', 'c.id', 't.case_id')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('t.told_at', 'is', null)
      .where((eb) => withinArea(eb.ref('c.region_code'), actor)),
  )?.count ?? 0

/** Whether a newer notice of the same need exists. */
export const hasNewerNotice = (db: Db, notice: { id: number; need_id: number }): boolean =>
  db.first(db.q.selectFrom('need_notice').select('id').where('need_id', '=', notice.need_id).where('id', '>', notice.id)) !==
  undefined

/** Marks a notice as passed on; false = somebody else did so meanwhile. */
export const markTold = (
  db: Db,
  id: number,
  told: { how: string; on: string; to: string; comeBack: string | null },
  by: By,
): boolean =>
  db.run(
    db.q
      .updateTable('need_notice')
      .set({
        told_at: by.now,
        told_by: by.userId,
        told_how: told.how,
        told_on: told.on,
        told_to: told.to,
        come_back: told.comeBack,
      })
      .where('id', '=', id)
      .where('told_at', 'is', null),
  ).changes === 1

/** Opens a notice again. */
export const markUntold = (db: Db, id: number): void => {
  db.run(
    db.q
      .updateTable('need_notice')
      .set({ told_at: null, told_by: null, told_how: '', told_on: null, told_to: '', come_back: null })
      .where('id', '=', id),
  )
}
