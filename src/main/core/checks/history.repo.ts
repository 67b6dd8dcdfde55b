import type { Db } from '../db/database.ts'
import type { SubjectKey } from './overrides.repo.ts'

/** Notes in the history of a person or family that a finding was accepted (`after` = the reason) or the acceptance taken back. */
export const noteInHistory = (
  db: Db,
  key: SubjectKey,
  change: { checkId: string; before: string; after: string },
  by: { userId: number; now: string },
): void =>
  void db.run(
    db.q.insertInto('register_change').values({
      entity: key.personId === null ? 'family' : 'person',
      entity_id: key.personId ?? key.familyId,
      field: `check.${change.checkId}`,
      before: change.before,
      after: change.after,
      at: by.now,
      by: by.userId,
    }),
  )
