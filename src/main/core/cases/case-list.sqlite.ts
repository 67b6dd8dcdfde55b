import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { nameKey } from '../../../shared/domain/names.ts'
import type { Actor } from '../../../shared/domain/permissions.ts'
import type { Db } from '../db/database.ts'
import { shownRegionName } from '../regions/regions.repo.ts'
import { likeText, regionWithin, withinArea } from './area.repo.ts'

/** What a list of cases is narrowed by. */
export interface CaseFilter {
  state: 'open' | 'closed' | 'all'
  holderId: number | null
  overdueOn: string | null
  programmeKey: string | null
  region: string | null
  register: string | null
  complaintKind: string | null
  level: string | null
  text: string
  /** `text` is digits that may be looked for as the beginning of a NIK. */
  nikStart: boolean
  belowId: number | null
  limit: number
}

/** A filter that leaves fewer cases than this is read from its own index and sorted; one that leaves more, by walking from the newest case down until the page is full. */
const sparse = 3000
/** Of two such lists only what stands in both is read: each may be longer. */
const sparseOfTwo = 12_000

/** Reads the ids of a statement, or null when there are too many of them to be worth reading. */
type Few = (statement: string, ...values: unknown[]) => number[] | null

const fewOf =
  (db: Db, most: number): Few =>
  (statement, ...values) => {
    const ids = db.sql<{ id: number }>(`${statement} LIMIT ${most + 1}`, ...values).map(({ id }) => id)
    return ids.length > most ? null : ids
  }

/** Whether a statement finds no more than so many rows; counts no further. */
const atMost = (db: Db, most: number, statement: string, ...values: unknown[]): boolean =>
  (db.sql<{ n: number }>(`SELECT count(*) AS n FROM (${statement} LIMIT ${most + 1})`, ...values)[0]?.n ?? 0) <= most

const after = (start: string): string => `${start}\u{10ffff}`

/** Three letters each, all of which a text must hold; null for a text too short for that. */
const trigrams = (text: string): string | null => {
  const letters = [...text.toLowerCase()]
  if (letters.length < 3) return null
  const grams = new Set(letters.slice(2).map((_, index) => letters.slice(index, index + 3).join('')))
  return [...grams].map((gram) => `"${gram.replaceAll('"', '""')}"`).join(' AND ')
}

/** Cases whose number, complaint or client may hold the text; null = too many to be read one by one. */
const mayHold = (few: Few, text: string, key: string, nikStart: string | null): number[] | null => {
  const own = trigrams(text)
  // A text of one or two letters stands in nearly every complaint.
  const parts: (number[] | null)[] = [
    own === null ? null : few('SELECT rowid AS id FROM case_search WHERE case_search MATCH ?', own),
  ]
  if (parts[0] === null) return null
  if (key !== '') {
    const name = trigrams(key)
    parts.push(
      name === null
        ? null
        : few('SELECT c.id FROM person_fts f CROSS JOIN case_file c ON c.client_id = f.rowid WHERE f.person_fts MATCH ?', name),
    )
  }
  if (nikStart !== null)
    parts.push(
      few(
        'SELECT c.id FROM person p CROSS JOIN case_file c ON c.client_id = p.id WHERE p.nik >= ? AND p.nik < ?',
        nikStart,
        after(nikStart),
      ),
    )
  return parts.some((part) => part === null) ? null : [...new Set(parts.flatMap((part) => part ?? []))]
}

const within = (ids: readonly number[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`c.id in (select value from json_each(${JSON.stringify(ids)}))`

/** Cases of a few regions, when they are few. */
const ofRegions = (few: Few, regions: readonly string[]): number[] | null => {
  if (regions.length === 0 || regions.length > 20) return null
  const ranges = regions.map(() => '(region_code = ? OR region_code > ? AND region_code < ?)').join(' OR ')
  return few(`SELECT id FROM case_file WHERE ${ranges}`, ...regions.flatMap((code) => [code, `${code}.`, `${code}/`]))
}

/** What both lists hold; null = not narrowed. */
const both = (one: number[] | null, other: number[] | null): number[] | null => {
  if (one === null || other === null) return one ?? other
  const known = new Set(other)
  return one.filter((id) => known.has(id))
}

/** Cases with a need of this programme and level, when they are few; from indexes that hold the case, no need is read. */
const ofNeeds = (few: Few, { programmeKey, level }: CaseFilter): number[] | null =>
  both(
    programmeKey === null ? null : few('SELECT case_id AS id FROM need WHERE programme_key = ?', programmeKey),
    level === null ? null : few('SELECT case_id AS id FROM need WHERE level = ?', level),
  )

/**
 * What is asked of one need of a case, as an SQL condition.
 * @param listed the cases are few and known: each is looked at by itself
 */
const needCondition = (db: Db, filter: CaseFilter, listed: boolean): RawBuilder<SqlBool> | null => {
  const { programmeKey, holderId, overdueOn, level } = filter
  if (programmeKey === null && holderId === null && overdueOn === null && level === null) return null
  const openOnly = holderId !== null || overdueOn !== null
  const asked = sql.join(
    [
      ...(openOnly ? [sql`n.closed_at is null`] : []),
      ...(programmeKey === null ? [] : [sql`n.programme_key = ${programmeKey}`]),
      ...(level === null ? [] : [sql`n.level = ${level}`]),
      ...(holderId === null ? [] : [sql`n.holder_id = ${holderId}`]),
      ...(overdueOn === null ? [] : [sql`n.due_date < ${overdueOn}`]),
    ],
    sql` and `,
  )
  const count = (condition: string, ...values: unknown[]): boolean =>
    atMost(db, sparse, `SELECT case_id AS id FROM need WHERE ${condition}`, ...values)
  const isFew =
    !listed &&
    ((holderId !== null && count('closed_at IS NULL AND holder_id = ?', holderId)) ||
      (overdueOn !== null && count('closed_at IS NULL AND due_date < ?', overdueOn)) ||
      (programmeKey !== null && count('programme_key = ?', programmeKey)) ||
      (level !== null && count('level = ?', level)))
  // Two of the indexes hold the case beside what is asked: the need itself is not read.
  const index = programmeKey !== null ? 'need_programme' : level !== null ? 'need_level' : 'need_case'
  return isFew
    ? sql<SqlBool>`c.id in (select n.case_id from need as n where ${asked})`
    : sql<SqlBool>`exists (select 1 from need as n indexed by ${sql.ref(index)} where n.case_id = c.id and ${asked})`
}

/** Cases newest first, one row more than asked for. */
export const listCases = (db: Db, actor: Pick<Actor, 'areas'>, filter: CaseFilter) => {
  // Only open needs have a holder or are overdue, and a case is open while one of its needs is.
  const openOnly = filter.holderId !== null || filter.overdueOn !== null
  const state = openOnly && filter.state === 'all' ? 'open' : filter.state
  if (openOnly && state === 'closed') return []
  let query = db.q
    .selectFrom('case_file as c')
    .innerJoin('person as p', 'p.id', 'c.client_id')
    .leftJoin('region as r', 'r.code', 'c.region_code')
    .select([
      'c.id',
      'c.number',
      'c.opened_at',
      'c.client_id',
      'c.summary',
      'c.open',
      'c.register',
      'c.complaint_kind',
      'p.name as client_name',
      shownRegionName('r').as('village'),
    ])
    .where((eb) => withinArea(eb.ref('c.region_code'), actor))
    .orderBy('c.id', 'desc')
    .limit(filter.limit + 1)
  if (state !== 'all') query = query.where('c.open', '=', state === 'open' ? 1 : 0)
  if (filter.register !== null) query = query.where('c.register', '=', filter.register)
  if (filter.complaintKind !== null) query = query.where('c.complaint_kind', '=', filter.complaintKind)
  if (filter.region !== null) {
    const region = filter.region
    query = query.where((eb) => regionWithin(eb.ref('c.region_code'), [region]))
  }
  if (filter.belowId !== null) query = query.where('c.id', '<', filter.belowId)
  const text = filter.text.trim()
  const regions = filter.region === null ? actor.areas : [filter.region]
  const narrowed = [text !== '', regions.length > 0, filter.programmeKey !== null, filter.level !== null].filter(Boolean).length
  const few = fewOf(db, narrowed > 1 ? sparseOfTwo : sparse)
  let listed = ofRegions(few, regions)
  if (narrowed > 1) listed = both(listed, ofNeeds(few, filter))
  if (text !== '') {
    const digits = text.replace(/[\s.-]/g, '')
    const key = nameKey(text)
    listed = both(listed, mayHold(few, text, key, filter.nikStart ? digits : null))
    query = query.where((eb) =>
      eb.or([
        sql<boolean>`c.number like ${`%${likeText(text)}%`} escape '\\'`,
        sql<boolean>`c.summary like ${`%${likeText(text)}%`} escape '\\'`,
        ...(key === '' ? [] : [sql<boolean>`p.name_key like ${`%${likeText(key)}%`} escape '\\'`]),
        ...(filter.nikStart ? [eb('p.nik', 'like', `${digits}%`)] : []),
      ]),
    )
  }
  if (listed !== null) query = query.where(within(listed))
  const need = needCondition(db, filter, listed !== null)
  if (need !== null) query = query.where(need)
  return db.all(query)
}
