import { type Condition, type Form, type Question, questionsOf, shownCode } from './model.ts'

const ageText = ({ min, max }: { min: number | null; max: number | null }): string =>
  min === null && max === null ? '' : max === null ? `umur ${min} tahun ke atas` : `umur ${min ?? 0}–${max} tahun`

const conditionText = (condition: Condition, question: Question | undefined): string => {
  if (question === undefined) return ''
  const codes = condition.values.map((code) => shownCode(question, code)).join(' atau ')
  switch (condition.op) {
    case 'in':
      return `${question.number} = ${codes}`
    case 'not-in':
      return `${question.number} bukan ${codes}`
    case 'at-least':
      return `${question.number} paling sedikit ${condition.number}`
    case 'at-most':
      return `${question.number} paling banyak ${condition.number}`
    case 'has-bit':
      return `${question.number} memuat ${condition.number}`
    case 'answered':
      return `${question.number} terisi`
  }
}

/** When something is asked, as the paper says it: `perempuan, umur 10–54 tahun, bila 406 = 1 atau 5`; '' = always. */
export const askedWhen = (
  form: Pick<Form, 'sections'>,
  of: { when: Condition[] } & Partial<Pick<Question, 'ages' | 'sex'>>,
): string => {
  const places = new Map(questionsOf(form).map(({ question }) => [question.key, question]))
  const rules = of.when.map((condition) => conditionText(condition, places.get(condition.question))).filter((text) => text !== '')
  return [
    of.sex === 'P' ? 'perempuan' : of.sex === 'L' ? 'laki-laki' : '',
    of.ages === null || of.ages === undefined ? '' : ageText(of.ages),
    rules.length === 0 ? '' : `bila ${rules.join(' dan ')}`,
  ]
    .filter((part) => part !== '')
    .join(', ')
}
