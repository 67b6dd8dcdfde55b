import { z } from 'zod'
import { dayCounts } from '../domain/working-days.ts'
import { id, instant, level, nothing } from './common.ts'
import { query } from './procedure.ts'
import { paper } from './service-bodies.ts'

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
  requirements: z.array(paper),
  /** Ways through the service with their own limit, e.g. emergency and ordinary; empty = one way. */
  lanes: z.array(z.strictObject({ key: z.string(), label: z.string(), serviceDays: z.int(), note: z.string() })),
  /** Who runs the programme today, '' = not said. */
  owner: z.string(),
  /** Places the programme has today, null = not said. */
  quota: z.int().nullable(),
  /** Whether applications are taken today; else when the next period begins. */
  open: z.boolean(),
  opensOn: z.string().nullable(),
})
export type Programme = z.infer<typeof programme>

/** A programme that somebody may be entitled to: a suggestion, never a decision. */
export const programmeSuggestion = z.strictObject({
  key: z.string(),
  name: z.string(),
  sectorLabel: z.string(),
  verdict: z.enum(['yes', 'unknown']),
  /** Null = the whole family. */
  personId: id.nullable(),
  personName: z.string(),
  reasons: z.array(z.string()),
  unknown: z.array(z.string()),
  toAsk: z.array(z.string()),
  oldDecile: z.boolean(),
  open: z.boolean(),
  opensOn: z.string().nullable(),
  /** Labels of the papers, with their "bila …". */
  papers: z.array(z.string()),
  source: z.string(),
  /** An open need of this programme in the family, which speaks against a second one. */
  openCase: z.strictObject({ id, number: z.string(), since: instant }).nullable(),
  waiting: z.int(),
})
export type ProgrammeSuggestion = z.infer<typeof programmeSuggestion>

const suggestions = z.array(programmeSuggestion)

export const programmes = {
  list: query({ access: 'signed-in', input: nothing, output: z.array(programme) }),
  /** *Mungkin berhak* for a person with their family. */
  suggest: query({ access: 'people.read', audit: 'view', input: z.strictObject({ id }), output: suggestions }),
  /** The same for everybody of a family; `id` of the family. */
  suggestFamily: query({ access: 'people.read', audit: 'view', input: z.strictObject({ id }), output: suggestions }),
}
