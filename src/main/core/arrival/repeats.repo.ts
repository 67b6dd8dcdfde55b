import type { Actor } from '../../../shared/domain/permissions.ts'
import { withinArea } from '../cases/area.repo.ts'
import type { Db } from '../db/database.ts'

/** The person and everybody who is in the same family today. */
export const personAndFamily = (db: Db, personId: number): number[] => [
  personId,
  ...db
    .all(
      db.q
        .selectFrom('family_member as mine')
        .innerJoin('family_member as theirs', 'theirs.family_id', 'mine.family_id')
        .innerJoin('person as p', 'p.id', 'theirs.person_id')
        .select('theirs.person_id')
        .distinct()
        .where('mine.person_id', '=', personId)
        .where('mine.to_date', 'is', null)
        .where('theirs.to_date', 'is', null)
        .where('theirs.person_id', '!=', personId)
        .where('p.merged_into', 'is', null),
    )
    .map((row) => row.person_id),
]

/** Needs of people for programmes that are open, or were closed since a day; newest first. */
export const needsForProgrammes = (
  db: Db,
  actor: Pick<Actor, 'areas'>,
  filter: { personIds: readonly number[]; programmeKeys: readonly string[]; closedSince: string },
) =>
  db.all(
    db.q
      .selectFrom('need as n')
      .innerJoin('case_file as c', 'c.id', 'n.case_id')
      .innerJoin('person as p', 'p.id', 'c.client_id')
      .select([
        'n.id',
        'n.case_id',
        'n.programme_key',
        'n.programme_version',
        'n.state',
        'n.closed_at',
        'c.number',
        'c.opened_day',
        'c.register',
        'c.client_id',
        'p.name',
      ])
      .where('c.client_id', 'in', [...filter.personIds])
      .where('n.programme_key', 'in', [...filter.programmeKeys])
      .where((eb) => eb.or([eb('n.closed_at', 'is', null), eb('n.closed_at', '>=', filter.closedSince)]))
      .where((eb) => withinArea(eb.ref('c.region_code'), actor))
      .orderBy('n.id', 'desc')
      .limit(50),
  )
