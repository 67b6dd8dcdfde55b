import type { InputOf } from '../../../shared/contract/index.ts'
import { factInput, type PersonFact } from '../../../shared/contract/person-facts.ts'
import type { NumberType } from '../../../shared/domain/person-facts.ts'
import { factTexts } from '../../texts/person-facts.ts'

export type FactCard = keyof typeof factTexts.cards
export type RawFact = InputOf<'personFacts.add'>['fact']

/** Value of the programme list that stands for a name of its own. */
export const otherProgramme = '*'

/** What the dialog holds, whatever the kind; texts are '' and days null where nothing is said. */
export interface FactForm {
  card: FactCard
  /** On the card of deciles and status: which of them. */
  what: string
  programmeKey: string
  name: string
  number: string
  status: string
  value: string
  type: string
  degree: string
  from: string | null
  to: string | null
  expected: string | null
  source: string
  asOf: string | null
  note: string
}

/** The card a statement stands on. */
export const cardOf = (fact: Pick<PersonFact, 'kind'>): FactCard =>
  fact.kind === 'decile' || fact.kind === 'register' ? 'welfare' : fact.kind

/** An empty form, or one filled with what is to be mended. Masked numbers stay empty: they are left as they are. */
export const emptyForm = (card: FactCard, fact: PersonFact | null, today: string): FactForm => ({
  card,
  what:
    fact === null || card !== 'welfare'
      ? 'decile'
      : fact.kind === 'decile'
        ? fact.key
        : fact.key === 'dtksId'
          ? 'dtks-id'
          : 'dtsen-status',
  programmeKey: fact === null ? '' : fact.key === '' ? otherProgramme : fact.key,
  name: fact?.label ?? '',
  number: '',
  status: fact === null || fact.status === '' ? 'active' : fact.status,
  value: card === 'welfare' ? (fact?.value ?? '') : '',
  type: card === 'number' ? (fact?.key ?? '') : (fact?.label ?? ''),
  degree: card === 'disability' ? (fact?.value ?? '') : '',
  from: fact?.fromDate ?? null,
  to: fact?.toDate ?? null,
  expected: fact?.expectedDate ?? null,
  source:
    fact === null || fact.source === 'file'
      ? card === 'number'
        ? 'document'
        : card === 'welfare'
          ? 'siks-ng'
          : 'typed'
      : fact.source,
  asOf: fact?.asOf ?? today,
  note: fact?.note ?? '',
})

/** What the form says in the contract's shape; what is missing is found by the contract itself. */
export const toRawFact = (form: FactForm, mending: boolean): RawFact => {
  const origin = { asOf: form.asOf ?? '', source: form.source as RawFact['source'], note: form.note }
  const days = { from: form.from, to: form.to }
  const number = form.number.trim() === '' && mending ? {} : { number: form.number }
  switch (form.card) {
    case 'programme':
      return {
        kind: 'programme',
        programmeKey: form.programmeKey === otherProgramme ? null : form.programmeKey,
        name: form.programmeKey === otherProgramme || mending ? form.name : '',
        status: form.status as 'active',
        ...number,
        ...days,
        ...origin,
      }
    case 'welfare':
      if (form.what === 'dtks-id') return { kind: 'dtks-id', value: form.value, ...origin }
      if (form.what === 'dtsen-status') return { kind: 'dtsen-status', value: form.value as 'DTSEN AKTIF', ...origin }
      return {
        kind: 'decile',
        scale: form.what as 'decile',
        value: /^\d+$/.test(form.value.trim()) ? Number(form.value) : Number.NaN,
        ...origin,
      }
    case 'pregnancy':
      return { kind: 'pregnancy', expected: form.expected, ...days, ...origin }
    case 'disability':
      return { kind: 'disability', type: form.type, degree: form.degree, ...days, ...origin }
    case 'number':
      return {
        kind: 'number',
        type: form.type as NumberType,
        name: form.type === 'lain' ? form.name : '',
        ...number,
        ...days,
        ...origin,
      }
  }
}

/** Findings by field of the form; empty when it can be sent. */
export const formErrors = (form: FactForm, mending: boolean): Partial<Record<keyof FactForm, string>> => {
  const words = factTexts.form
  const found: Partial<Record<keyof FactForm, string>> = {}
  const parsed = factInput.safeParse(toRawFact(form, mending))
  for (const issue of parsed.success ? [] : parsed.error.issues) {
    const field = String(issue.path[0] ?? 'note') as keyof FactForm
    found[field] ??= issue.code === 'custom' || issue.code === 'invalid_format' ? issue.message : words.required
  }
  if (form.card === 'welfare' && (form.what === 'decile' || form.what === 'percentile')) {
    const limit = form.what === 'decile' ? 10 : 100
    const value = /^\d+$/.test(form.value.trim()) ? Number(form.value) : 0
    if (value < 1 || value > limit) found.value = form.what === 'decile' ? words.decileBad : words.percentileBad
  }
  if (form.asOf === null) found.asOf = words.required
  if (form.card === 'programme' && form.programmeKey === otherProgramme && form.name.trim() === '') found.name = words.required
  if (form.card === 'number' && !mending && form.number.trim() === '') found.number = words.required
  return found
}
