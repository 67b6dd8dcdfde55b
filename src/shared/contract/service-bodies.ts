import { z } from 'zod'
import { criterionKinds } from '../domain/eligibility.ts'
import { needStates } from '../domain/need-states.ts'
import { paperOfLine } from '../domain/papers.ts'
import { sopScreens } from '../domain/sop.ts'
import { dayCounts } from '../domain/working-days.ts'
import { day, level } from './common.ts'

// Words for the fields stand with the form: `renderer/texts/settings-forms/services.ts`.

const key = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'Hanya huruf kecil, angka dan tanda hubung')
  .max(60)

const words = z.string().max(2000).default('')

/** Rules change within months: each one says since when, until when, and who said so. */
const dated = {
  validFrom: day.nullable().default(null),
  validTo: day.nullable().default(null),
  source: words,
}

/** One paper of a service's checklist; older definitions wrote a plain line. */
export const paper = z.preprocess(
  (value) => (typeof value === 'string' ? paperOfLine(value) : value),
  z.strictObject({
    key,
    label: z.string().min(1).max(200),
    required: z.enum(['always', 'when']).default('always'),
    when: words,
    note: words,
    lane: words,
  }),
)

/** One condition a resident or family has to meet. */
export const criterion = z.strictObject({
  kind: z.enum(criterionKinds),
  min: z.int().min(0).max(120).nullable().default(null),
  max: z.int().min(0).max(120).nullable().default(null),
  text: words,
  group: words,
  ...dated,
})

/** A programme or service that a need can be about. */
export const programmeBody = z.strictObject({
  name: z.string().min(1).max(200),
  description: words,
  sector: key,
  sectorLabel: z.string().min(1).max(100),
  level,
  serviceDays: z.int().min(1).max(365),
  serviceDaysIn: z.enum(dayCounts).default('kerja'),
  active: z.boolean().default(true),
  /** Days after which the same family may ask again without a warning; null = as the office says for all. */
  repeatDays: z.int().min(0).max(3650).nullable().default(null),
  receivedBy: z.enum(['family', 'person']).default('family'),
  requirements: z.array(paper).max(60),
  lanes: z
    .array(
      z.strictObject({
        key,
        label: z.string().min(1).max(100),
        serviceDays: z.int().min(1).max(365),
        note: words,
        source: words,
      }),
    )
    .max(6)
    .default([]),
  criteria: z.array(criterion).max(40).default([]),
  openings: z
    .array(
      z.strictObject({
        from: day,
        to: day.nullable().default(null),
        note: words,
        source: words,
      }),
    )
    .max(40)
    .default([]),
  quotas: z
    .array(z.strictObject({ places: z.int().min(0).max(10_000_000), note: words, ...dated }))
    .max(40)
    .default([]),
  owners: z
    .array(z.strictObject({ agency: z.string().min(1).max(200), ...dated }))
    .max(20)
    .default([]),
  source: words,
})
export type PaperBody = z.infer<typeof paper>
export type ProgrammeBody = z.infer<typeof programmeBody>

/** How a service is done, step by step: printed as a checklist, and beside the need on the case. */
export const sopBody = z.strictObject({
  name: z.string().min(1).max(200),
  description: words,
  number: words,
  programmes: z.array(z.string().min(1)).max(200).default([]),
  register: z.enum(['', 'layanan', 'keluhan']).default(''),
  ...dated,
  steps: z
    .array(
      z.strictObject({
        key,
        text: z.string().min(1).max(1000),
        role: words,
        screen: z.enum(sopScreens).default(''),
        doneAt: z.enum(['', ...needStates]).default(''),
      }),
    )
    .min(1)
    .max(60),
})
export type SopBody = z.infer<typeof sopBody>
