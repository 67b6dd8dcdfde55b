import { z } from 'zod'
import { level } from '../../../shared/contract/common.ts'
import type { InputOf } from '../../../shared/contract/index.ts'
import type { Programme } from '../../../shared/contract/programmes.ts'
import { complaintKinds, type Register, registers } from '../../../shared/domain/need-states.ts'
import { lackingPapers } from '../../../shared/domain/papers.ts'
import { counterTexts as words } from '../../texts/counter.ts'

export const chosenNeed = z.object({
  programmeKey: z.string(),
  category: z.enum(['kepesertaan', 'kebutuhan']),
  description: z.string(),
  /** Keys of the papers that lie on the desk. */
  papers: z.array(z.string()),
  /** What differs from the programme's own; left out = as the programme says. */
  level: level.nullish(),
  agencyId: z.int().nullish(),
  holderId: z.int().nullish(),
  dueDate: z.string().nullish(),
  /** Key of the lane, '' where the service has none. */
  lane: z.string(),
})
export type ChosenNeed = z.infer<typeof chosenNeed>

export const channels = ['loket', 'puskesos', 'lapangan', 'telepon', 'surat'] as const
export type Channel = (typeof channels)[number]

/** What the clerk fills in at the counter, beside the person. '' in register and channel = as this desk usually does. */
export const counterSchema = z
  .object({
    register: z.enum(['', ...registers]),
    complaintKind: z.enum(complaintKinds),
    channel: z.enum(['', ...channels]),
    needs: z.array(chosenNeed).min(1, words.needsFirst),
    reporterKind: z.enum(['self', 'other']),
    reporterPersonId: z.int().nullable(),
    reporterName: z.string(),
    reporterPhone: z.string(),
    reporterRelation: z.string(),
    summary: z.string().trim().min(1, words.summaryMissing).max(300, 'Paling banyak 300 huruf'),
    /** More words of a report that was pasted; they go into the first need. */
    notes: z.string().max(3000, 'Paling banyak 3.000 huruf'),
  })
  .refine((values) => values.reporterKind === 'self' || values.reporterName.trim() !== '', {
    path: ['reporterName'],
    message: words.reporterMissing,
  })
export type CounterValues = z.infer<typeof counterSchema>

export const blankCounter: CounterValues = {
  register: '',
  complaintKind: '',
  channel: '',
  needs: [],
  reporterKind: 'self',
  reporterPersonId: null,
  reporterName: '',
  reporterPhone: '',
  reporterRelation: '',
  summary: '',
  notes: '',
}

/** Requirements not ticked, once the clerk began to tick; a list nobody touched says nothing about the papers. */
export const missingPapers = (need: ChosenNeed, programme: Programme | undefined): Programme['requirements'] =>
  need.papers.length === 0
    ? []
    : lackingPapers(programme?.requirements ?? [], need.lane, (key) => (need.papers.includes(key) ? 'have' : null))

/** The register and channel that the form means, with those of the desk where nothing was chosen. */
export const placeOf = (
  values: Pick<CounterValues, 'register' | 'channel'>,
  first: Register,
): { register: Register; channel: Channel } => {
  const register = values.register === '' ? first : values.register
  return { register, channel: values.channel === '' ? (register === 'keluhan' ? 'lapangan' : 'loket') : values.channel }
}

/** A service just chosen: nothing looked at yet, in the service's first lane. */
export const freshNeed = (programme: Pick<Programme, 'key' | 'lanes'>): ChosenNeed => ({
  programmeKey: programme.key,
  category: 'kebutuhan',
  description: '',
  papers: [],
  lane: programme.lanes[0]?.key ?? '',
})

/** One need as the core takes it: papers on the desk and, once the clerk began to tick, those that are missing. */
export const toNeedInput = (
  need: ChosenNeed,
  programme: Programme | undefined,
  notes = '',
): InputOf<'cases.addNeed'>['need'] => ({
  programmeKey: need.programmeKey,
  category: need.category,
  ...(need.level == null ? {} : { level: need.level }),
  agencyId: need.agencyId ?? null,
  holderId: need.holderId ?? null,
  dueDate: need.dueDate ?? null,
  description: [need.description.trim(), notes.trim()].filter((part) => part !== '').join('\n'),
  lane: need.lane,
  papers: [
    ...need.papers.map((key) => ({ key, state: 'have' as const })),
    ...missingPapers(need, programme).map(({ key }) => ({ key, state: 'missing' as const })),
  ],
})

/** The form as the core takes it. */
export const toCaseInput = (
  clientId: number,
  values: CounterValues,
  programmes: readonly Programme[],
  desk: { first: Register; draft: boolean; ticketId: number | null; consultationId: number | null },
): InputOf<'cases.create'> => {
  const { register, channel } = placeOf(values, desk.first)
  return {
    clientId,
    summary: values.summary.trim(),
    register,
    channel,
    complaintKind: register === 'keluhan' ? values.complaintKind || 'pengaduan' : '',
    draft: desk.draft,
    ticketId: desk.ticketId,
    consultationId: desk.consultationId,
    reporter:
      values.reporterKind === 'self'
        ? { kind: 'self' }
        : {
            kind: 'other',
            personId: values.reporterPersonId,
            name: values.reporterName.trim(),
            phone: values.reporterPhone.trim(),
            relation: values.reporterRelation.trim(),
          },
    needs: values.needs.map((need, index) =>
      toNeedInput(
        need,
        programmes.find(({ key }) => key === need.programmeKey),
        index === 0 ? values.notes : '',
      ),
    ),
  }
}
