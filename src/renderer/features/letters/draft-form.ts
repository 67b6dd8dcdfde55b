import type { LetterPaper } from '../../../shared/contract/letter-body.ts'
import type { LetterDetail, LetterKind } from '../../../shared/contract/letters.ts'

/** Rows of the lists of a letter, by name of list and column. */
export type ListRows = Record<string, Record<string, string>[]>

/** A draft as its form holds it. Days that are not chosen are null. */
export interface DraftForm {
  signatoryId: string
  /** '' = the office's own. */
  unitCode: string
  letterDate: string | null
  paper: LetterPaper
  headedPaper: boolean
  fields: Record<string, string | null>
  copiesTo: string
  purpose: string | null
  lane: string | null
  applicantKind: 'self' | 'other'
  applicant: { personId: number | null; name: string; relation: string; phone: string }
  lists: ListRows
}

/** The form of a stored draft. */
export const toDraftForm = (letter: LetterDetail, kind: LetterKind, applicantName: string): DraftForm => ({
  signatoryId: String(letter.signatoryId),
  unitCode: letter.unitCode,
  letterDate: letter.letterDate,
  paper: letter.paper,
  headedPaper: letter.headedPaper,
  fields: Object.fromEntries(
    kind.fields.map((field) => {
      const value = letter.fields[field.name] ?? field.initial
      return [field.name, value === '' && (field.type === 'date' || field.type === 'choice') ? null : value]
    }),
  ),
  copiesTo: letter.copiesTo.join('\n'),
  purpose: letter.purpose === '' ? null : letter.purpose,
  lane: letter.lane === '' ? null : letter.lane,
  applicantKind:
    letter.applicant.personId === null && letter.applicant.name === '' && letter.applicant.relation === '' ? 'self' : 'other',
  applicant: { ...letter.applicant, name: letter.applicant.personId === null ? letter.applicant.name : applicantName },
  lists: Object.fromEntries(kind.lists.map(({ name }) => [name, letter.lists[name] ?? []])),
})

const toLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const nobody = { personId: null, name: '', relation: '', phone: '' }

/** What is saved of a form; the date is there. */
export const fromDraftForm = (values: DraftForm, letterDate: string) => ({
  signatoryId: Number(values.signatoryId),
  unitCode: values.unitCode,
  letterDate,
  paper: values.paper,
  headedPaper: values.headedPaper,
  fields: Object.fromEntries(Object.entries(values.fields).map(([name, value]) => [name, value ?? ''])),
  copiesTo: toLines(values.copiesTo),
  purpose: values.purpose ?? '',
  lane: values.lane ?? '',
  applicant: values.applicantKind === 'self' ? nobody : values.applicant,
  lists: values.lists,
})
