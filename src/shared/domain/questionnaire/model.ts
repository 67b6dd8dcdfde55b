import { prefillSources } from './prefill.ts'

/** What a question asks for. `bits` = the sum of the codes of everything that applies, as BPS forms have it. */
export const questionTypes = ['text', 'number', 'date', 'choice', 'multi', 'bits', 'yes-no'] as const
export type QuestionType = (typeof questionTypes)[number]

/** Compares the answer to another question. All conditions of a list must hold; an unanswered question fulfils none. */
export const conditionOps = ['in', 'not-in', 'at-least', 'at-most', 'has-bit', 'answered'] as const
export interface Condition {
  /** Key of the question it looks at; from a member's question also one of the same member. */
  question: string
  op: (typeof conditionOps)[number]
  /** Codes for `in` and `not-in` (`ya`/`tidak` for yes-no). */
  values: string[]
  /** Bound of `at-least` and `at-most`; the bit of `has-bit`. */
  number: number | null
}

/** Who is asked, in full years. */
export interface AgeGate {
  min: number | null
  max: number | null
}

/** One choice as the paper prints it. */
export interface Option {
  code: string
  label: string
  /** Other spellings of the same, as the register may have it. */
  aliases: string[]
}

/** What else an answer tells: about the one who is asked, or (asked once) the day of the visit and who asked. */
export const meanings = ['', 'name', 'sex', 'birth-date', 'visit-date', 'surveyor'] as const

/** One question. */
export interface Question {
  /** Under which answers are kept; never changes from version to version. */
  key: string
  /** As on the official paper: `301a`. Unique, without spaces. */
  number: string
  text: string
  hint: string
  type: QuestionType
  required: boolean
  /** Numbers: what is counted (`m²`, `Rp/bulan`), the allowed range, and digits after the comma. */
  unit: string
  min: number | null
  max: number | null
  decimals: number
  /** Texts: `digits16` for NIK and family card numbers, shown masked. */
  format: '' | 'digits16'
  /** Lines that the paper leaves for a text. */
  lines: number
  /** Key of the value list with the codes, or '' for `options`. */
  values: string
  options: Option[]
  when: Condition[]
  ages: AgeGate | null
  sex: 'L' | 'P' | null
  /** Where the register has the answer, or ''. */
  prefill: string
  means: (typeof meanings)[number]
  /** Answers that count as a sign of poverty. */
  counts: string[]
}

/** Questions that stand together on the paper. */
export interface Section {
  key: string
  title: string
  intro: string
  /** `members`: asked of every family member. */
  repeat: 'once' | 'members'
  when: Condition[]
  questions: Question[]
}

/** A questionnaire with its choices filled in: what both sides work with. */
export interface Form {
  name: string
  description: string
  /** `family`: about the family of the person; `person`: about the person alone. */
  subject: 'person' | 'family'
  /** What the counted answers are called, e.g. `kriteria terpenuhi`; '' = nothing is counted. */
  counted: string
  sections: Section[]
}

/** An answer: text, code, day, number, or the codes of a multiple choice. */
export type AnswerValue = string | number | string[]

/** An answer and where it comes from: asked in the field, or taken from the register and not yet asked. */
export interface Answer {
  value: AnswerValue
  from: 'field' | 'register'
}

/** Answers by question key. */
export type AnswerSheet = Record<string, Answer>

/** A member as the roster has one. */
export interface RosterMember {
  id: number
  name: string
  sex: 'L' | 'P' | null
  birthDate: string | null
  answers: AnswerSheet
}

/** Everything answered in one set. */
export interface Answers {
  /** Whom the form is about, for age and sex gates outside the roster. */
  subject: { sex: 'L' | 'P' | null; birthDate: string | null }
  /** The day ages are counted on, `YYYY-MM-DD`. */
  on: string
  main: AnswerSheet
  members: RosterMember[]
}

/** Codes of yes and no as the paper has them; kept as words so that no list can change their meaning. */
export const yesNo: readonly Option[] = [
  { code: 'ya', label: 'Ya', aliases: ['1', 'y', 'yes', 'true'] },
  { code: 'tidak', label: 'Tidak', aliases: ['2', '0', 't', 'no', 'false'] },
]

/** The digit that is typed and printed for a choice. */
export const shownCode = (question: Pick<Question, 'type'>, code: string): string =>
  question.type === 'yes-no' ? (code === 'ya' ? '1' : '2') : code

/** The choices of a question, yes-no included; [] where there are none. */
export const optionsOf = (question: Question): readonly Option[] => (question.type === 'yes-no' ? yesNo : question.options)

/** Whether a text is a place in the register that answers can come from. */
export const isPrefillSource = (source: string): boolean => prefillSources.has(source) || /^extra\.[a-zA-Z0-9]+$/.test(source)

/** Every question with its section, in the paper's order. */
export const questionsOf = (form: Pick<Form, 'sections'>): { section: Section; question: Question }[] =>
  form.sections.flatMap((section) => section.questions.map((question) => ({ section, question })))
