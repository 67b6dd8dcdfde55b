import { z } from 'zod'
import { level, nothing } from './common.ts'
import { query } from './procedure.ts'

export const programme = z.strictObject({
  key: z.string(),
  version: z.int(),
  name: z.string(),
  sector: z.string(),
  sectorLabel: z.string(),
  level,
  description: z.string(),
  /** Days until the need is due, counted in calendar days from registration; an office setting. */
  serviceDays: z.int(),
  requirements: z.array(z.string()),
})
export type Programme = z.infer<typeof programme>

export const programmes = {
  list: query({ access: 'signed-in', input: nothing, output: z.array(programme) }),
}
