import { isRealDay, shortDate } from '../dates.ts'
import type { AnswerValue, Option, Question } from './model.ts'
import { optionsOf, shownCode } from './model.ts'
import type { Cell } from './visible.ts'

/** Bits of a question, ascending, without the exclusive codes. */
export const bitsOf = (question: Question): number[] =>
  question.options
    .map(({ code }) => Number(code))
    .filter((code) => code > 0 && Number.isInteger(Math.log2(code)))
    .sort((a, b) => a - b)

/** The labels behind a sum, or null when no choice of codes gives it. An exclusive code (0, 99) stands alone. */
export const bitLabels = (question: Question, sum: number): string[] | null => {
  const alone = question.options.find(({ code }) => Number(code) === sum)
  if (alone !== undefined) return [alone.label]
  const bits = bitsOf(question)
  const parts = bits.filter((bit) => Math.floor(sum / bit) % 2 === 1)
  if (parts.reduce((all, bit) => all + bit, 0) !== sum || parts.length === 0) return null
  return parts.flatMap((bit) => question.options.find(({ code }) => Number(code) === bit)?.label ?? [])
}

/** Most letters of a text answer. */
export const longestAnswer = 1000

const plain = (text: string): string => text.trim().toLocaleLowerCase('id').replace(/\s+/g, ' ')

const findOption = (question: Question, text: string): Option | undefined => {
  const wanted = plain(text)
  const options = optionsOf(question)
  return (
    options.find(({ code }) => plain(code) === wanted) ??
    options.find(({ label }) => plain(label) === wanted) ??
    options.find(({ aliases }) => aliases.some((alias) => plain(alias) === wanted))
  )
}

const number = (text: string): number | null => {
  const digits = text.trim().replace(/\s/g, '')
  // 1.250.000 and 1.250.000,5 as written here; 12.5 as a program writes it
  const normal = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(digits)
    ? digits.replaceAll('.', '').replace(',', '.')
    : digits.replace(',', '.')
  return /^-?\d+(\.\d+)?$/.test(normal) ? Number(normal) : null
}

const day = (text: string): string | null => {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim())
  const found = match === null ? text.trim() : `${match[3]}-${match[2]?.padStart(2, '0')}-${match[1]?.padStart(2, '0')}`
  return isRealDay(found) ? found : null
}

/** What a typed or imported text means: a value, nothing, or a sentence that says what is wrong. */
export type Reading = { value: AnswerValue | null } | { problem: string }

const codes = (question: Question): string => {
  const all = optionsOf(question).map(({ code }) => shownCode(question, code))
  return all.length > 8 ? `${all.slice(0, 3).join(', ')} … ${all.at(-1)}` : all.join(', ')
}

/**
 * Reads what somebody typed into a box or a cell. Choices by code or by label, several choices with `;` between them, numbers
 * with point or comma, days as `31/12/2026` or `2026-12-31`. '' = no answer.
 */
export const readAnswer = (question: Question, typed: string): Reading => {
  const text = typed.trim()
  if (text === '') return { value: null }
  switch (question.type) {
    case 'text':
      return { value: text }
    case 'number': {
      const value = number(text)
      return value === null ? { problem: 'Tulis dengan angka.' } : { value }
    }
    case 'bits': {
      const value = number(text)
      return value === null ? { problem: 'Tulis jumlah kodenya dengan angka.' } : { value }
    }
    case 'date': {
      const value = day(text)
      return value === null ? { problem: 'Tulis tanggal seperti 31/12/1990.' } : { value }
    }
    case 'choice':
    case 'yes-no': {
      const found = findOption(question, text)
      return found === undefined ? { problem: `Kode ini tidak ada. Pilih ${codes(question)}.` } : { value: found.code }
    }
    case 'multi': {
      const parts = text.split(/[;,]/).filter((part) => part.trim() !== '')
      const found = parts.map((part) => findOption(question, part)?.code)
      const wrong = found.indexOf(undefined)
      if (wrong !== -1) return { problem: `Kode "${parts[wrong]?.trim()}" tidak ada. Pilih ${codes(question)}.` }
      const chosen = new Set(found)
      const ordered = question.options.map(({ code }) => code).filter((code) => chosen.has(code))
      return { value: ordered.length === 0 ? null : ordered }
    }
  }
}

/** What is wrong with a value, or null. Range, codes, digits; what a draft may keep but a finished form may not. */
export const valueProblem = (question: Question, value: AnswerValue): string | null => {
  switch (question.type) {
    case 'text':
      if (typeof value !== 'string') return 'Isi dengan tulisan.'
      if (value.length > longestAnswer) return `Paling banyak ${longestAnswer} huruf.`
      return question.format === 'digits16' && !/^\d{16}$/.test(value) ? 'Harus 16 digit angka.' : null
    case 'number': {
      if (typeof value !== 'number' || !Number.isFinite(value)) return 'Isi dengan angka.'
      const { min, max, decimals, unit } = question
      const name = unit === '' ? '' : ` ${unit}`
      if (min !== null && value < min) return `Paling sedikit ${min}${name}.`
      if (max !== null && value > max) return `Paling banyak ${max}${name}.`
      return Number(value.toFixed(decimals)) === value
        ? null
        : decimals === 0
          ? 'Tanpa angka di belakang koma.'
          : `Paling banyak ${decimals} angka di belakang koma.`
    }
    case 'bits':
      return typeof value === 'number' && bitLabels(question, value) !== null
        ? null
        : `Jumlah ini tidak mungkin. Jumlahkan kode ${codes(question)}.`
    case 'date':
      return typeof value === 'string' && isRealDay(value) ? null : 'Tanggal ini tidak ada.'
    case 'choice':
    case 'yes-no':
      return optionsOf(question).some(({ code }) => code === value) ? null : `Kode ini tidak ada. Pilih ${codes(question)}.`
    case 'multi':
      return Array.isArray(value) && value.length > 0 && value.every((one) => question.options.some(({ code }) => code === one))
        ? null
        : `Pilih di antara ${codes(question)}.`
  }
}

/** Whether a value has the shape its question keeps, whatever the range or list says. */
export const rightShape = (question: Question, value: AnswerValue): boolean => {
  switch (question.type) {
    case 'number':
    case 'bits':
      return typeof value === 'number' && Number.isFinite(value)
    case 'multi':
      return Array.isArray(value)
    default:
      return typeof value === 'string' && value !== '' && value.length <= longestAnswer
  }
}

/** What stands in the box: code, number or text. Read back by `readAnswer` to the same value. */
export const typedText = (question: Question, value: AnswerValue | null): string => {
  if (value === null) return ''
  if (Array.isArray(value)) return value.join(';')
  if (question.type === 'yes-no') return shownCode(question, String(value))
  if (question.type === 'date') return shortDate(String(value))
  return typeof value === 'number' ? String(value).replace('.', ',') : value
}

/** An answer in words: `2 Kontrak/sewa`, `36 m²`, `5 (Akta lahir, KTP)`. */
export const answerText = (question: Question, value: AnswerValue | null): string => {
  if (value === null) return ''
  const label = (code: string): string => {
    const option = optionsOf(question).find((one) => one.code === code)
    return option === undefined ? code : question.type === 'yes-no' ? option.label : `${code} ${option.label}`
  }
  if (Array.isArray(value)) return value.map(label).join('; ')
  switch (question.type) {
    case 'choice':
    case 'yes-no':
      return label(String(value))
    case 'bits':
      return `${value} (${(bitLabels(question, Number(value)) ?? ['?']).join(', ')})`
    case 'number':
      return `${Number(value).toLocaleString('id-ID')}${question.unit === '' ? '' : ` ${question.unit}`}`
    case 'date':
      return shortDate(String(value))
    default:
      return String(value)
  }
}

/** The value of a question that fits what the register says, or null when it says nothing that fits. */
export const fromRegister = (question: Question, text: string): AnswerValue | null => {
  if (text.trim() === '') return null
  const reading = readAnswer(question, text)
  const value = 'problem' in reading ? partOf(question, text) : reading.value
  return value === null || valueProblem(question, value) !== null ? null : value
}

/** "Istri" is part of "Istri/Suami". */
const partOf = (question: Question, text: string): AnswerValue | null =>
  question.type === 'choice'
    ? (question.options.find(({ label }) => label.split('/').some((part) => plain(part) === plain(text)))?.code ?? null)
    : null

/** Everything that keeps a form from being finished. */
export interface CellProblem {
  member: number | null
  memberName: string
  question: string
  number: string
  message: string
}

/** Checks the visible boxes: required ones filled, values as the question wants them. */
export const cellProblems = (cells: readonly Cell[]): CellProblem[] =>
  cells.flatMap(({ question, member, answer }) => {
    const message = answer === null ? (question.required ? 'Belum diisi.' : null) : valueProblem(question, answer.value)
    return message === null
      ? []
      : [{ member: member?.id ?? null, memberName: member?.name ?? '', question: question.key, number: question.number, message }]
  })
