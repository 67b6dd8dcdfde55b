import type { QuestionnaireBody } from '../../../shared/contract/questionnaire-body.ts'
import type { Question } from '../../../shared/domain/questionnaire/model.ts'
import type { CellValue } from '../xlsx/reader.ts'

/** Sheets of a workbook that is filled outside the program. */
export const sheetNames = { answers: 'Jawaban', members: 'Anggota', guide: 'Petunjuk' } as const

/** Columns in front of the questions. The code ties a row to its set (`I-`) or, before there is one, to its person (`W-`). */
export const rowColumns = ['Kode', 'Versi', 'Nama', 'NIK', 'Alamat', 'Tanggal kunjungan', 'Petugas'] as const
/** The same of the members' sheet; the member's code is that of the roster (`A-`) or of the person (`W-`), '' = somebody new. */
export const memberColumns = ['Kode', 'Kode anggota', 'Nama warga', 'Nama anggota'] as const

/** Heading of a question: its number first, by which it is found again. */
export const questionHeading = (question: Pick<Question, 'number' | 'text' | 'unit'>): string =>
  `${question.number} ${question.text}${question.unit === '' ? '' : ` (${question.unit})`}`

/** Most sets of one file. */
export const mostSets = 2000

/** Questions asked once, or of each member. */
export const questionsFor = (form: QuestionnaireBody, repeat: 'once' | 'members'): Question[] =>
  form.sections.filter((section) => section.repeat === repeat).flatMap(({ questions }) => questions)

/** `I-0193…` of a uid. */
export const codeOf = (kind: 'I' | 'W', uid: Uint8Array): string => `${kind}-${Buffer.from(uid).toString('hex')}`

/** What a code in a cell means; null when it is none. */
export const readCode = (text: string): { kind: 'I' | 'W'; uid: Buffer } | { kind: 'A'; id: number } | null => {
  const match = /^(?:([IW])-([0-9a-f]{32})|A-(\d{1,15}))$/.exec(text.trim())
  if (match === null) return null
  return match[3] === undefined
    ? { kind: match[1] as 'I' | 'W', uid: Buffer.from(match[2] as string, 'hex') }
    : { kind: 'A', id: Number(match[3]) }
}

/**
 * A text as a cell keeps it: behind an apostrophe when Excel could read it as a formula, or when it begins with one itself;
 * what looks like Excel's own way to write a character (`_x0041_`) is escaped as Excel does.
 */
export const guarded = (text: string): string => {
  const kept = text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
  return /^\s*[='+\-@|%\ufeff]/.test(kept) ? `'${kept}` : kept
}

/** A cell as somebody filled it. Numbers with a comma, so that 1.125 is not read as one thousand. */
export const cellWords = (value: CellValue | undefined): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value.startsWith("'") ? value.slice(1) : value
  if (typeof value === 'number') return String(Number(value.toPrecision(15))).replace('.', ',')
  if (typeof value === 'boolean') return value ? 'Ya' : 'Tidak'
  return 'date' in value ? value.date : value.error
}
