import type { Db } from '../db/database.ts'

/** Keeps a reminder of one user; returns its id. */
export const insertReminder = (
  db: Db,
  reminder: { caseId: number; needId: number; userId: number; day: string; note: string },
  now: string,
): number =>
  db.run(
    db.q.insertInto('need_reminder').values({
      case_id: reminder.caseId,
      need_id: reminder.needId,
      user_id: reminder.userId,
      day: reminder.day,
      note: reminder.note,
      created_at: now,
    }),
  ).id

/** Marks a user's own reminder as done; false = there is none like this. */
export const finishReminder = (db: Db, id: number, userId: number, now: string): boolean =>
  db.run(
    db.q
      .updateTable('need_reminder')
      .set({ done_at: now })
      .where('id', '=', id)
      .where('user_id', '=', userId)
      .where('done_at', 'is', null),
  ).changes === 1

/** A user's open reminders about needs, the earliest first. */
export const remindersOf = (db: Db, userId: number, needIds: readonly number[]) =>
  needIds.length === 0
    ? []
    : db.all(
        db.q
          .selectFrom('need_reminder')
          .select(['id', 'need_id', 'day', 'note'])
          .where('user_id', '=', userId)
          .where('done_at', 'is', null)
          .where('need_id', 'in', [...needIds])
          .orderBy('day')
          .orderBy('id'),
      )

/** Open needs of which a user wanted to be reminded by a day, the earliest reminder first; after a need with `afterDay, afterId`. */
export const remindedNeeds = (
  db: Db,
  userId: number,
  until: string,
): {
  id: number
  day: string
  region_code: string | null
  register: string
  level: string
  programme_key: string
  state: string
}[] =>
  db.all(
    db.q
      .selectFrom('need_reminder as m')
      .innerJoin('need as n', 'n.id', 'm.need_id')
      .select((eb) => [
        'n.id',
        eb.fn.min<string>('m.day').as('day'),
        'n.region_code',
        'n.register',
        'n.level',
        'n.programme_key',
        'n.state',
      ])
      .where('m.user_id', '=', userId)
      .where('m.done_at', 'is', null)
      .where('m.day', '<=', until)
      .where('n.closed_at', 'is', null)
      .groupBy('n.id')
      .orderBy('day')
      .orderBy('n.id')
      .limit(1000),
  )
