import { maskNumber } from '../../../shared/domain/nik.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { QueryContext } from '../context.ts'
import type { Db } from '../db/database.ts'

interface EndedRow {
  code: string
  name: string
  validTo: string
  above: string
  successors: string
  people: number
  families: number
  cases: number
  users: number
}

/** Ended regions in the user's area that records still stand in. */
export const endedRegions = ({ db, actor }: Pick<QueryContext, 'db' | 'actor'>) =>
  db
    .sql<EndedRow>(
      `SELECT r.code, r.name, r.valid_to AS validTo, coalesce(u.name, '') AS above,
         (SELECT json_group_array(json_object('code', s.successor, 'name', n.name)) FROM region_successor s JOIN region n ON n.code = s.successor
           WHERE s.code = r.code) AS successors,
         (SELECT count(*) FROM person p WHERE p.region_code = r.code AND p.merged_into IS NULL) AS people,
         (SELECT count(*) FROM family f WHERE f.region_code = r.code) AS families,
         (SELECT count(*) FROM case_file c WHERE c.region_code = r.code) AS cases,
         (SELECT count(*) FROM user_area a WHERE a.region_code = r.code) AS users
       FROM region r LEFT JOIN region u ON u.code = r.parent_code WHERE r.valid_to IS NOT NULL ORDER BY r.code`,
    )
    .filter(({ code, people, families, cases }) => people + families + cases > 0 && inArea(actor, code))
    .map((row) => ({ ...row, successors: JSON.parse(row.successors) as { code: string; name: string }[] }))

/** People of a region by hamlet, RT and name, after a position. */
export const peopleOfRegion = (db: Db, code: string, after: readonly (string | number)[] | null, limit: number) =>
  db
    .sql<{
      id: number
      name: string
      name_key: string
      kk_number: string | null
      address: string
      hamlet: string
      rt: string
      rw: string
    }>(
      `SELECT p.id, p.name, p.name_key, f.kk_number, p.address, p.hamlet, p.rt, p.rw FROM person p
         LEFT JOIN family_member m ON m.person_id = p.id AND m.to_date IS NULL LEFT JOIN family f ON f.id = m.family_id
       WHERE p.region_code = ? AND p.merged_into IS NULL AND (? OR (p.hamlet, p.rw, p.rt, p.name_key, p.id) > (?, ?, ?, ?, ?))
       ORDER BY p.hamlet, p.rw, p.rt, p.name_key, p.id LIMIT ?`,
      code,
      after === null ? 1 : 0,
      ...(after ?? ['', '', '', '', 0]),
      limit,
    )
    .map(({ kk_number: kk, ...row }) => ({ ...row, kkMasked: maskNumber(kk) }))

/** Moves out of ended regions, newest first; at most 100. */
export const listMoves = (db: Db) =>
  db
    .sql<{
      id: number
      from_code: string
      from_name: string
      to_code: string
      to_name: string
      at: string
      by: string
      undoneAt: string | null
      people: number
      families: number
      cases: number
    }>(
      `SELECT m.id, m.from_code, f.name AS from_name, m.to_code, t.name AS to_name, m.moved_at AS at, coalesce(u.display_name, '') AS by,
         m.undone_at AS undoneAt,
         (SELECT count(*) FROM region_move_record r WHERE r.move_id = m.id AND r.entity = 'person') AS people,
         (SELECT count(*) FROM region_move_record r WHERE r.move_id = m.id AND r.entity = 'family') AS families,
         (SELECT count(*) FROM region_move_record r WHERE r.move_id = m.id AND r.entity = 'case') AS cases
       FROM region_move m JOIN region f ON f.code = m.from_code JOIN region t ON t.code = m.to_code LEFT JOIN user u ON u.id = m.moved_by
       ORDER BY m.id DESC LIMIT 100`,
    )
    .map(({ from_code, from_name, to_code, to_name, ...row }) => ({
      ...row,
      from: { code: from_code, name: from_name },
      to: { code: to_code, name: to_name },
    }))

/** A move that may be taken back, or undefined. */
export const findMove = (db: Db, id: number) => db.first(db.q.selectFrom('region_move').selectAll().where('id', '=', id))

/** Marks a move as taken back. */
export const markUndone = (db: Db, id: number, by: { userId: number; now: string }): void => {
  db.run(db.q.updateTable('region_move').set({ undone_at: by.now, undone_by: by.userId }).where('id', '=', id))
}
