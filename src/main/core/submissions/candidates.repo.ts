import { sql } from 'kysely'
import type { Actor } from '../../../shared/domain/permissions.ts'
import { withinArea } from '../cases/area.repo.ts'
import type { Db } from '../db/database.ts'

/** Open needs of these programmes whose client is not in the batch (null = in none that waits); those visited first, then the oldest. One row more than asked for. */
export const candidateNeeds = (
  db: Db,
  actor: Pick<Actor, 'areas'>,
  batchId: number | null,
  programmes: readonly string[],
  limit: number,
) =>
  db.all(
    db.q
      .selectFrom('need as n')
      .innerJoin('case_file as c', 'c.id', 'n.case_id')
      .innerJoin('person as p', 'p.id', 'c.client_id')
      .leftJoin('region as v', (join) => join.onRef('v.code', '=', 'p.region_code').on('v.level', '=', 4))
      .leftJoin('assessment as a', (join) =>
        join.on('a.id', '=', (eb) =>
          eb
            .selectFrom('assessment as b')
            .select('b.id')
            .whereRef('b.person_id', '=', 'p.id')
            .where('b.state', '!=', 'draft')
            .orderBy('b.visited_on', 'desc')
            .orderBy('b.id', 'desc')
            .limit(1),
        ),
      )
      .where('n.closed_at', 'is', null)
      .where('n.state', '!=', 'draft')
      .where('n.programme_key', 'in', [...programmes])
      .where('p.merged_into', 'is', null)
      .where((eb) => withinArea(eb.ref('p.region_code'), actor))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('submission_item as i')
              .select('i.id')
              .whereRef('i.person_id', '=', 'p.id')
              .where((eb) => (batchId === null ? eb('i.result', '=', 'waiting') : eb('i.submission_id', '=', batchId))),
          ),
        ),
      )
      .select([
        'n.id',
        'n.state',
        'n.programme_key',
        'n.programme_version',
        'c.id as case_id',
        'c.number',
        'c.register',
        'p.id as person_id',
        'p.name',
        'p.nik',
        'v.name as village',
        'a.visited_on',
        'a.result',
        'a.verified_at',
      ])
      .orderBy(sql`a.visited_on IS NULL`)
      .orderBy('n.id')
      .limit(limit + 1),
  )

/** Open needs of these programmes whose client is one of these people. */
export const needsOfPeople = (db: Db, personIds: readonly number[], programmes: readonly string[]) =>
  personIds.length === 0 || programmes.length === 0
    ? []
    : db.all(
        db.q
          .selectFrom('need as n')
          .innerJoin('case_file as c', 'c.id', 'n.case_id')
          .where('c.client_id', 'in', [...personIds])
          .where('n.closed_at', 'is', null)
          .where('n.state', '!=', 'draft')
          .where('n.programme_key', 'in', [...programmes])
          .select(['n.id', 'n.case_id', 'c.client_id']),
      )

/** Label of the newest other batch that waits for its answer, per person who is in one. */
export const otherBatches = (db: Db, batchId: number | null, personIds: readonly number[]): Map<number, string> =>
  new Map(
    personIds.length === 0
      ? []
      : db
          .all(
            db.q
              .selectFrom('submission_item as i')
              .innerJoin('submission as s', 's.id', 'i.submission_id')
              .select(['i.person_id', 's.label'])
              .where('i.person_id', 'in', [...personIds])
              .where('i.submission_id', '!=', batchId ?? 0)
              .where('i.result', '=', 'waiting')
              .orderBy('s.id'),
          )
          .map((row) => [row.person_id, row.label]),
  )

/** People behind items of a batch with what is known of their answer, as far as the user may see them. */
export const peopleOfItems = (db: Db, actor: Pick<Actor, 'areas'>, batchId: number, itemIds: readonly number[]) =>
  db.all(
    db.q
      .selectFrom('submission_item as i')
      .innerJoin('person as p', 'p.id', 'i.person_id')
      .select(['i.id', 'i.person_id', 'i.result', 'i.reason'])
      .where('i.submission_id', '=', batchId)
      .where('i.id', 'in', [...itemIds])
      .where((eb) => withinArea(eb.ref('p.region_code'), actor)),
  )
