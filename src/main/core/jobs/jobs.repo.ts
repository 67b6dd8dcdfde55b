import type { Db } from '../db/database.ts'

/** Adds a queued job; returns its id. */
export const insertJob = (db: Db, input: { procedure: string; input: string; userId: number; now: string }): number =>
  db.run(
    db.q
      .insertInto('job')
      .values({ procedure: input.procedure, input: input.input, user_id: input.userId, state: 'queued', created_at: input.now }),
  ).id

/** Sets a job's state; an end state also keeps the code of an error. What came of it is whoever asked's, not this table's. */
export const updateJob = (db: Db, input: { id: number; state: string; error: string | null; now: string }): void => {
  const change =
    input.state === 'running'
      ? { state: input.state, started_at: input.now }
      : { state: input.state, ended_at: input.now, error: input.error }
  db.run(db.q.updateTable('job').set(change).where('id', '=', input.id))
}

/** Empties what earlier versions of the program kept of jobs: typed numbers and names that nobody reads any more. */
export const forgetOldJobs = (db: Db): void => {
  db.run(db.q.updateTable('job').set({ input: '{}', result: null, error: null }).where('result', 'is not', null))
}

/** Marks jobs of an earlier run that never ended; returns how many. */
export const interruptJobs = (db: Db, now: string): number =>
  db.run(db.q.updateTable('job').set({ state: 'interrupted', ended_at: now }).where('state', 'in', ['queued', 'running'])).changes
