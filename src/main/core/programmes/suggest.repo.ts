import type { Actor } from '../../../shared/domain/permissions.ts'
import { withinArea } from '../cases/area.repo.ts'
import type { Db } from '../db/database.ts'

/** People a suggestion looks at: one, or everybody on a family card at present; the dead and those who moved away are left out. */
export const membersForSuggestion = (db: Db, of: { personId: number } | { familyId: number }) => {
  const people = db.q
    .selectFrom('person as p')
    .select(['p.id', 'p.name', 'p.sex', 'p.birth_date', 'p.disability', 'p.region_code'])
    .where('p.merged_into', 'is', null)
    .where('p.life_status', 'not in', ['dead', 'moved', 'invalid'])
  if ('personId' in of) return db.all(people.where('p.id', '=', of.personId))
  return db.all(
    people
      .innerJoin('family_member as m', 'm.person_id', 'p.id')
      .where('m.family_id', '=', of.familyId)
      .where('m.to_date', 'is', null)
      .orderBy('m.id'),
  )
}

/** The family card a person stands on at present, or null. */
export const familyIdOf = (db: Db, personId: number): number | null =>
  db.first(db.q.selectFrom('family_member').select('family_id').where('person_id', '=', personId).where('to_date', 'is', null))
    ?.family_id ?? null

/** Needs of people that are not closed, in cases inside the reader's area. */
export const openNeedsOfPeople = (db: Db, actor: Pick<Actor, 'areas'>, personIds: readonly number[]) =>
  db.all(
    db.q
      .selectFrom('case_file as c')
      .innerJoin('need as n', 'n.case_id', 'c.id')
      .select(['c.id as case_id', 'c.number', 'c.opened_at', 'c.client_id', 'n.programme_key', 'n.state'])
      .where('c.client_id', 'in', [...personIds])
      .where('n.closed_at', 'is', null)
      .where((eb) => withinArea(eb.ref('c.region_code'), actor)),
  )

/** How many wait for each programme. */
export const waitingCounts = (db: Db): Map<string, number> =>
  new Map(
    db
      .sql<{ programme_key: string; count: number }>(
        `SELECT programme_key, count(*) AS count FROM waiting_entry WHERE state = 'waiting' GROUP BY programme_key`,
      )
      .map((row) => [row.programme_key, row.count]),
  )
