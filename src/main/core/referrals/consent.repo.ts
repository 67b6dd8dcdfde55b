import type { Db } from '../db/database.ts'

/** Writes down what a client said about the use of their data; nothing is overwritten. */
export const insertConsent = (
  db: Db,
  input: { caseId: number; kind: string; givenBy: string; note: string; givenOn: string },
  by: { userId: number; now: string },
): number =>
  db.run(
    db.q.insertInto('case_consent').values({
      case_id: input.caseId,
      kind: input.kind,
      given_by: input.givenBy,
      note: input.note,
      given_on: input.givenOn,
      at: by.now,
      by: by.userId,
    }),
  ).id

/** All that a client said, newest first: the first holds. */
export const listConsents = (db: Db, caseId: number) =>
  db.all(
    db.q
      .selectFrom('case_consent as c')
      .leftJoin('user as u', 'u.id', 'c.by')
      .select(['c.id', 'c.kind', 'c.given_by', 'c.note', 'c.given_on', 'c.at', 'u.display_name'])
      .where('c.case_id', '=', caseId)
      .orderBy('c.id', 'desc'),
  )

/** What of a need decides whether it may be shared outside government without a second look. */
export const needForSharing = (db: Db, needId: number) =>
  db.first(
    db.q
      .selectFrom('need as n')
      .innerJoin('case_file as c', 'c.id', 'n.case_id')
      .innerJoin('person as p', 'p.id', 'c.client_id')
      .select(['n.case_id', 'n.programme_key', 'n.description', 'c.summary', 'p.birth_date'])
      .where('n.id', '=', needId),
  )
