import { z } from 'zod'
import { cursor, id, instant, limit, nothing } from './common.ts'
import { query } from './procedure.ts'

export const audit = {
  /** Newest first. */
  list: query({
    access: 'audit.read',
    input: z.strictObject({ caseId: id.nullable().default(null), cursor: cursor.default(null), limit: limit.default(100) }),
    output: z.strictObject({
      items: z.array(
        z.strictObject({
          seq: z.int(),
          at: instant,
          user: z.string(),
          action: z.string(),
          entity: z.string(),
          entityId: z.int().nullable(),
          caseId: z.int().nullable(),
          detail: z.string(),
        }),
      ),
      next: cursor,
    }),
  }),
  /** Recomputes the whole chain; `firstBad` is the first event that does not fit. */
  verify: query({
    access: 'audit.read',
    input: nothing,
    output: z.strictObject({ events: z.int(), head: z.string(), firstBad: z.int().nullable() }),
  }),
}
