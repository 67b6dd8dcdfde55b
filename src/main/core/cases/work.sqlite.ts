import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { WorkFilter } from '../../../shared/contract/case-work.ts'
import type { Actor } from '../../../shared/domain/permissions.ts'
import type { Db } from '../db/database.ts'
import { shownRegionName } from '../regions/regions.repo.ts'
import { regionWithin, withinArea } from './area.repo.ts'

/** One index range of open needs: those standing in a state with a holder (null = nobody), those a user holds, flagged ones, or all. */
export type WorkSource =
  | { from: 'stand'; register: string; state: string; holderId: number | null }
  | { from: 'held'; holderId: number; states: readonly string[] | null }
  | { from: 'flagged' }
  | { from: 'open' }

/** Days that tell how pressing a need is. */
export interface UrgencyDays {
  today: string
  /** The last day that still counts as due soon. */
  soonUntil: string
}

/** Classes of urgency in the order of the list. */
export const urgencyClasses = ['overdue', 'soon', 'later', 'none'] as const
export type UrgencyClass = (typeof urgencyClasses)[number]

/** Which class a due day belongs to. */
export const urgencyOf = (dueDate: string | null, { today, soonUntil }: UrgencyDays): UrgencyClass =>
  dueDate === null ? 'none' : dueDate < today ? 'overdue' : dueDate <= soonUntil ? 'soon' : 'later'

/** Where a page of a list of work ended. */
export interface WorkPlace {
  urgency: UrgencyClass
  priority: number
  dueDate: string | null
  id: number
}

type Reader = Pick<Actor, 'areas'>

const all = sql<SqlBool>`1 = 1`

const and = (...conditions: RawBuilder<SqlBool>[]): RawBuilder<SqlBool> => sql<SqlBool>`${sql.join(conditions, sql` and `)}`

const inClass = (urgency: UrgencyClass, days: UrgencyDays): RawBuilder<SqlBool> => {
  switch (urgency) {
    case 'overdue':
      return sql<SqlBool>`n.due_date < ${days.today}`
    case 'soon':
      return sql<SqlBool>`n.due_date >= ${days.today} and n.due_date <= ${days.soonUntil}`
    case 'later':
      return sql<SqlBool>`n.due_date > ${days.soonUntil}`
    case 'none':
      return sql<SqlBool>`n.due_date is null`
  }
}

const indexOf: Record<WorkSource['from'], string> = {
  stand: 'need_stand',
  held: 'need_held',
  flagged: 'need_flagged',
  open: 'need_open',
}

const inSource = (source: WorkSource): RawBuilder<SqlBool> => {
  if (source.from === 'stand')
    return sql<SqlBool>`n.register = ${source.register} and n.state = ${source.state} and n.holder_id is ${source.holderId}`
  if (source.from === 'held')
    return source.states === null
      ? sql<SqlBool>`n.holder_id = ${source.holderId}`
      : sql<SqlBool>`n.holder_id = ${source.holderId} and n.state in (${sql.join([...source.states])})`
  return source.from === 'flagged' ? sql<SqlBool>`n.flag <> ''` : all
}

const narrowed = (actor: Reader, filter: WorkFilter): RawBuilder<SqlBool> => {
  const code = sql.ref('n.region_code') as unknown as Expression<unknown>
  return and(
    actor.areas.length === 0 ? all : withinArea(code, actor),
    filter.region === null ? all : regionWithin(code, [filter.region]),
    filter.register === null ? all : sql<SqlBool>`n.register = ${filter.register}`,
    filter.level === null ? all : sql<SqlBool>`n.level = ${filter.level}`,
    filter.programmeKey === null ? all : sql<SqlBool>`n.programme_key = ${filter.programmeKey}`,
    filter.state === null ? all : sql<SqlBool>`n.state = ${filter.state}`,
  )
}

const open = (source: WorkSource) => sql`from need as n indexed by ${sql.raw(indexOf[source.from])} where n.closed_at is null`

interface Found {
  id: number
  priority: number
  due_date: string | null
}

const rows = <O>(db: Db, statement: RawBuilder<O>): O[] => db.all({ compile: () => statement.compile(db.q) })

/**
 * Ids of open needs, the most pressing first, `limit + 1` of them at most. Each class and priority is one index range per
 * source, read until the page is full: nothing is sorted that is not shown.
 * @param classes which classes of urgency are asked for
 * @param after where the former page ended
 */
export const listWork = (
  db: Db,
  actor: Reader,
  sources: readonly WorkSource[],
  filter: WorkFilter,
  days: UrgencyDays,
  options: { classes: readonly UrgencyClass[]; after: WorkPlace | null; limit: number },
): number[] => {
  const found: number[] = []
  if (sources.length === 0) return found
  const wanted = options.limit + 1
  const { after } = options
  const narrow = narrowed(actor, filter)
  for (const urgency of urgencyClasses) {
    if (!options.classes.includes(urgency)) continue
    if (after !== null && urgencyClasses.indexOf(urgency) < urgencyClasses.indexOf(after.urgency)) continue
    for (const priority of [2, 1, 0]) {
      const here = after !== null && after.urgency === urgency
      if (here && priority > after.priority) continue
      const beyond =
        !here || priority !== after.priority
          ? all
          : after.dueDate === null
            ? sql<SqlBool>`n.id > ${after.id}`
            : sql<SqlBool>`(n.due_date, n.id) > (${after.dueDate}, ${after.id})`
      const left = wanted - found.length
      const parts = sources.map(
        (source) => sql`select * from (
          select n.id, n.priority, n.due_date ${open(source)}
          and ${and(inSource(source), sql<SqlBool>`n.priority = ${priority}`, inClass(urgency, days), beyond, narrow)}
          order by n.due_date, n.id limit ${left})`,
      )
      found.push(
        ...rows<Found>(db, sql<Found>`${sql.join(parts, sql` union all `)} order by due_date, id limit ${left}`).map(
          ({ id }) => id,
        ),
      )
      if (found.length >= wanted) return found
    }
  }
  return found
}

/** How many open needs the sources hold. The sources must not overlap. */
export const countWork = (
  db: Db,
  actor: Reader,
  sources: readonly WorkSource[],
  filter: WorkFilter,
  days: UrgencyDays,
  classes: readonly UrgencyClass[] = urgencyClasses,
): number => {
  if (sources.length === 0) return 0
  const narrow = narrowed(actor, filter)
  const ranges = classes.length === urgencyClasses.length ? [all] : classes.map((urgency) => inClass(urgency, days))
  const parts = sources.flatMap((source) =>
    ranges.flatMap((range) =>
      (source.from === 'open' && range !== all ? [0, 1, 2] : [null]).map(
        (priority) =>
          sql`select count(*) as part ${open(source)} and ${and(
            inSource(source),
            priority === null ? all : sql<SqlBool>`n.priority = ${priority}`,
            range,
            narrow,
          )}`,
      ),
    ),
  )
  return (
    rows<{ total: number }>(db, sql<{ total: number }>`select sum(part) as total from (${sql.join(parts, sql` union all `)})`)[0]
      ?.total ?? 0
  )
}

/** Users who no longer work here and still hold something. */
export const gonePeopleHolding = (db: Db): number[] =>
  db
    .all(
      db.q
        .selectFrom('user as u')
        .select('u.id')
        .where('u.active', '=', 0)
        .where(({ exists, selectFrom }) =>
          exists(selectFrom('need as n').select('n.id').whereRef('n.holder_id', '=', 'u.id').where('n.closed_at', 'is', null)),
        ),
    )
    .map(({ id }) => id)

/** What a line of a list of work shows, in the order of the ids. */
export const workRows = (db: Db, ids: readonly number[]) => {
  if (ids.length === 0) return []
  const found = db.all(
    db.q
      .selectFrom('need as n')
      .innerJoin('case_file as c', 'c.id', 'n.case_id')
      .innerJoin('person as p', 'p.id', 'c.client_id')
      .leftJoin('region as r', 'r.code', 'c.region_code')
      .leftJoin('user as h', 'h.id', 'n.holder_id')
      .select([
        'n.id',
        'n.version',
        'n.case_id',
        'c.number',
        'c.summary',
        'c.complaint_kind',
        'n.register',
        'p.name as client_name',
        'n.programme_key',
        'n.programme_version',
        'n.level',
        'n.escalated',
        'n.state',
        'n.holder_id',
        'h.display_name as holder_name',
        'n.due_date',
        'n.priority',
        'n.flag',
        'n.case_id',
        'c.region_code',
        shownRegionName('r').as('village'),
      ])
      .where(({ eb, selectFrom }) =>
        eb('n.id', 'in', selectFrom(sql<{ value: number }>`json_each(${JSON.stringify(ids)})`.as('j')).select('j.value')),
      ),
  )
  const byId = new Map(found.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Open needs per level: all, due soon, overdue, taken upwards. */
export const countLevels = (db: Db, actor: Reader, days: UrgencyDays) =>
  db.all(
    db.q
      .selectFrom('need as n')
      .select([
        'n.level',
        sql<number>`count(*)`.as('open'),
        sql<number>`coalesce(sum(n.due_date >= ${days.today} and n.due_date <= ${days.soonUntil}), 0)`.as('soon'),
        sql<number>`coalesce(sum(n.due_date < ${days.today}), 0)`.as('overdue'),
        sql<number>`coalesce(sum(n.escalated > 0), 0)`.as('escalated'),
      ])
      .where('n.closed_at', 'is', null)
      .where((eb) => withinArea(eb.ref('n.region_code'), actor))
      .groupBy('n.level'),
  )

/** Changes the word on a need without taking a new version: it is beside the need, nobody's work is overtaken by it. */
export const setFlag = (db: Db, needId: number, flag: string, by: { userId: number; now: string }): void => {
  db.run(
    db.q
      .updateTable('need')
      .set(flag === '' ? { flag, flagged_at: null, flagged_by: null } : { flag, flagged_at: by.now, flagged_by: by.userId })
      .where('id', '=', needId),
  )
}
