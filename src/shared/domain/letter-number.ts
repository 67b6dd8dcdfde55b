import { romanMonth } from './dates.ts'

/**
 * Where a number comes from: `automatic` = the next of the program's own sequence; `typed` = the general-affairs agenda or
 * another system gives it, a clerk types it in, before or after the print; `quota` = the next of the numbers that the
 * general-affairs desk handed out for the day.
 */
export const numberSources = ['automatic', 'typed', 'quota'] as const
export type NumberSource = (typeof numberSources)[number]

/** Whose letters count together: all kinds that name the same sequence, one kind alone, or one unit alone. */
export const sequenceScopes = ['shared', 'kind', 'unit'] as const
export type SequenceScope = (typeof sequenceScopes)[number]

/** When a sequence begins again at 1. */
export const sequenceRestarts = ['yearly', 'never'] as const
export type SequenceRestart = (typeof sequenceRestarts)[number]

/** How a kind of letter is numbered: the `numbering` object of its template. */
export interface NumberRules {
  pattern: string
  /** Classification code of Permendagri 83/2022, e.g. `400.9.14.4`. */
  archiveCode: string
  sequence: string
  scope: SequenceScope
  restart: SequenceRestart
  source: NumberSource
}

/** What a number pattern is filled from. */
export interface NumberParts {
  archiveCode: string
  /** The running number, or null while it is open. */
  value: number | null
  /** Letter of a number slipped in between (`a` in 045.a), or ''. */
  suffix?: string
  unitCode: string
  /** Date of the letter, `YYYY-MM-DD`; its year is the year of the sequence. */
  letterDate: string
  /** What stands in place of an open running number. */
  open?: string
}

/** Place of the running number on a draft. */
const draftGap = '……'
/** Line on a printed letter on which the number is written by hand. */
export const writtenLine = '………………'

const token = /\{([a-z-]+)(?::(0+))?\}/g

/** Tokens a pattern may hold (domain: letter number in practice). */
export const numberTokens = ['kode', 'urut', 'unit', 'bulan', 'bulan-romawi', 'tahun'] as const

/** Whose counter a letter takes its number from. The signs before the names keep the three scopes apart. */
export const sequenceKey = (rules: Pick<NumberRules, 'sequence' | 'scope'>, kind: string, unitCode: string): string =>
  rules.scope === 'kind' ? `jenis:${kind}` : rules.scope === 'unit' ? `${rules.sequence}@${unitCode}` : rules.sequence

/** Year whose sequence a letter takes its number from; 0 = the sequence never begins again. */
export const sequenceYear = (letterDate: string, restart: SequenceRestart = 'yearly'): number =>
  restart === 'never' ? 0 : Number(letterDate.slice(0, 4))

/** Fills a number pattern such as `{kode}/{urut:000}/{unit}/{bulan-romawi}/{tahun}`. */
export const letterNumber = (pattern: string, parts: NumberParts): string =>
  pattern.replace(token, (whole, name: string, zeros: string | undefined) => {
    const month = Number(parts.letterDate.slice(5, 7))
    switch (name) {
      case 'kode':
        return parts.archiveCode
      case 'urut':
        return parts.value === null
          ? (parts.open ?? draftGap)
          : `${String(parts.value).padStart(zeros?.length ?? 1, '0')}${(parts.suffix ?? '') === '' ? '' : `.${parts.suffix}`}`
      case 'unit':
        return parts.unitCode
      case 'bulan':
        return String(month).padStart(2, '0')
      case 'bulan-romawi':
        return romanMonth(month)
      case 'tahun':
        return parts.letterDate.slice(0, 4)
      default:
        return whole
    }
  })

/** What is wrong with a number pattern, one Indonesian sentence each; empty = nothing. */
export const patternProblems = (pattern: string): string[] => {
  const problems: string[] = []
  const found = [...pattern.matchAll(token)]
  const names = found.map((match) => match[1] as string)
  for (const match of found) {
    const name = match[1] as string
    if (!(numberTokens as readonly string[]).includes(name)) problems.push(`Penanda {${name}} tidak dikenal dalam pola nomor.`)
    else if (match[2] !== undefined && name !== 'urut') problems.push(`Hanya {urut} yang boleh diberi nol: {urut:000}.`)
  }
  const rest = pattern.replace(token, '')
  if (/[{}]/.test(rest)) problems.push('Ada kurung kurawal yang tidak lengkap dalam pola nomor.')
  if (names.filter((name) => name === 'urut').length !== 1) problems.push('Pola nomor harus memuat {urut} tepat satu kali.')
  return problems
}

/**
 * What is wrong with the rules of a kind, with the place inside `numbering`. A pattern without {tahun} is right: the date in
 * the letter's head tells the year (in use, e.g. `000.8.3.3/15/OR`).
 */
export const numberingProblems = (rules: NumberRules): { path: string; message: string }[] => {
  const problems = patternProblems(rules.pattern).map((message) => ({ path: 'pattern', message }))
  const has = (name: string): boolean => rules.pattern.includes(`{${name}}`)
  if (rules.scope === 'unit' && !has('unit'))
    problems.push({
      path: 'pattern',
      message: 'Nomor yang dihitung per unit harus memuat {unit}; tanpa itu dua unit memakai nomor yang sama.',
    })
  if (has('kode') && !/^\d{3}(\.\d{1,3})*$/.test(rules.archiveCode))
    problems.push({
      path: 'archiveCode',
      message: 'Kode klasifikasi arsip ditulis dengan angka dan titik seperti 400.9.14.4 (Permendagri 83/2022).',
    })
  if (/[:@]/.test(rules.sequence))
    problems.push({ path: 'sequence', message: 'Nama urutan tidak boleh memuat titik dua atau @.' })
  return problems
}

/** A number as somebody typed it: the running number alone (`128`, `045.a`), or the whole number of another system. */
export type TypedNumber = { value: number; suffix: string } | { whole: string }

/** Reads a typed number; undefined when nothing was typed, 0, or words without a digit. */
export const readTypedNumber = (text: string): TypedNumber | undefined => {
  const clean = text.trim().replace(/\s+/g, ' ')
  if (clean === '') return undefined
  const running = /^(\d{1,7})(?:[. -]?([a-z]))?$/i.exec(clean)
  if (running === null) return /\d/.test(clean) ? { whole: clean } : undefined
  const value = Number(running[1])
  return value === 0 ? undefined : { value, suffix: (running[2] ?? '').toLowerCase() }
}

/** The letter of the next number slipped in behind the same one: a, b, … z; undefined when all are used. */
export const nextSuffix = (used: readonly string[]): string | undefined =>
  [...'abcdefghijklmnopqrstuvwxyz'].find((letter) => letter > ([...used].sort().at(-1) ?? ''))

/** Why a letter's date does not fit its place in the book; '' = it fits. */
export type DateMark = '' | 'back' | 'ahead'

/**
 * Whether a letter's date asks for a reason. `back`: earlier than the last letter of its sequence, or in a year that is over;
 * `ahead`: later than today.
 * @param last date of the newest ordinary letter of the sequence, or null
 */
export const dateMark = (letterDate: string, today: string, last: string | null): DateMark =>
  letterDate > today ? 'ahead' : letterDate.slice(0, 4) < today.slice(0, 4) || (last !== null && letterDate < last) ? 'back' : ''

/** File name of a printed letter; slashes and what Windows refuses become `-`. */
export const letterFileName = (number: string, practice: boolean): string =>
  `${practice ? 'LATIHAN-' : ''}Surat-${number
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')}.pdf`
