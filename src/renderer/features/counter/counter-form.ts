import { z } from 'zod'
import type { InputOf } from '../../../shared/contract/index.ts'
import type { Programme } from '../../../shared/contract/programmes.ts'
import { counterTexts as words } from '../../texts/counter.ts'

const chosenNeed = z.object({
  programmeKey: z.string(),
  category: z.enum(['kepesertaan', 'kebutuhan']),
  description: z.string(),
  /** Requirements the clerk has seen, by their words. */
  papers: z.array(z.string()),
})
export type ChosenNeed = z.infer<typeof chosenNeed>

/** What the clerk fills in at the counter, beside the person. */
export const counterSchema = z
  .object({
    needs: z.array(chosenNeed).min(1, words.needsFirst),
    reporterKind: z.enum(['self', 'other']),
    reporterName: z.string(),
    reporterPhone: z.string(),
    reporterRelation: z.string(),
    summary: z.string().trim().min(1, words.summaryMissing).max(300, 'Paling banyak 300 huruf'),
  })
  .refine((values) => values.reporterKind === 'self' || values.reporterName.trim() !== '', {
    path: ['reporterName'],
    message: words.reporterMissing,
  })
export type CounterValues = z.infer<typeof counterSchema>

export const blankCounter: CounterValues = {
  needs: [],
  reporterKind: 'self',
  reporterName: '',
  reporterPhone: '',
  reporterRelation: '',
  summary: '',
}

/** Requirements not ticked, once the clerk began to tick; a list nobody touched says nothing about the papers. */
export const missingPapers = (need: ChosenNeed, programme: Programme | undefined): string[] =>
  need.papers.length === 0 ? [] : (programme?.requirements ?? []).filter((paper) => !need.papers.includes(paper))

/** The form as the core takes it; papers that are missing are written into the need, where Back Office reads them. */
export const toCaseInput = (
  clientId: number,
  values: CounterValues,
  programmes: readonly Programme[],
): InputOf<'cases.create'> => ({
  clientId,
  summary: values.summary.trim(),
  reporter:
    values.reporterKind === 'self'
      ? { kind: 'self' }
      : {
          kind: 'other',
          name: values.reporterName.trim(),
          phone: values.reporterPhone.trim(),
          relation: values.reporterRelation.trim(),
        },
  needs: values.needs.map((need) => {
    const missing = missingPapers(
      need,
      programmes.find(({ key }) => key === need.programmeKey),
    )
    return {
      programmeKey: need.programmeKey,
      category: need.category,
      description: [need.description.trim(), missing.length === 0 ? '' : words.papersMissing(missing.join(', '))]
        .filter((part) => part !== '')
        .join('\n'),
    }
  }),
})
