import type { Db } from '../../src/main/core/db/database.ts'

/** A database whose raw queries also note SQLite's plan of each: one line a step. */
export const listening = (db: Db): { db: Db; plan: string[] } => {
  const plan: string[] = []
  const spy = new Proxy(db, {
    get: (target, name) =>
      name === 'sql'
        ? (text: string, ...values: (string | number)[]) => {
            plan.push(...target.sql<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, ...values).map(({ detail }) => detail))
            return target.sql(text, ...values)
          }
        : Reflect.get(target, name),
  })
  return { db: spy, plan }
}
