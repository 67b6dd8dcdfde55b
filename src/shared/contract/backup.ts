import { z } from 'zod'
import { instant, nothing } from './common.ts'
import { job, query } from './procedure.ts'

export const backupRow = z.strictObject({
  name: z.string(),
  createdAt: instant,
  reason: z.string(),
  size: z.int(),
  sha256: z.string(),
  verified: z.boolean(),
  people: z.int(),
  cases: z.int(),
})

export const backup = {
  /** A verified copy into the data folder's `backups/`, and into `target` too when one is named (a folder that exists). */
  make: job({
    access: 'backup.make',
    input: z.strictObject({ reason: z.enum(['manual', 'daily', 'before-migration', 'before-import']).default('manual') }),
    output: backupRow,
  }),
  list: query({ access: 'backup.make', input: nothing, output: z.array(backupRow) }),
}
