import { z } from 'zod'
import { dayCounts } from '../domain/working-days.ts'
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
  /** Days until the need is due, counted from the day after registration; an office setting. */
  serviceDays: z.int(),
  /** Whether those are working days of the office's calendar or every day. */
  serviceDaysIn: z.enum(dayCounts),
  requirements: z.array(z.string()),
})
export type Programme = z.infer<typeof programme>

export const programmes = {
  list: query({ access: 'signed-in', input: nothing, output: z.array(programme) }),
}
