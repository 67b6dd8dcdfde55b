import type { NumberChoice } from '../../../shared/contract/letters.ts'
import { longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import {
  type DateMark,
  dateMark,
  letterNumber,
  type NumberRules,
  type NumberSource,
  nextSuffix,
  readTypedNumber,
  sequenceKey,
  sequenceYear,
  writtenLine,
} from '../../../shared/domain/letter-number.ts'
import type { QueryContext } from '../context.ts'
import { readOffice } from '../office/office.repo.ts'
import {
  freeValue,
  lastNumber,
  neighboursOf,
  newestByDate,
  numberHolder,
  type RangeRecord,
  rangesOf,
  type SequencePlace,
  suffixesOf,
} from './numbers.repo.ts'

/** What decides a letter's number. */
export interface Numbered {
  kind: string
  rules: NumberRules
  /** '' = the office's own unit. */
  unitCode: string
  letterDate: string
}

/** The number a letter gets: worked out for the page, and again by the writer before it is taken. */
export interface NumberPlan extends SequencePlace {
  source: NumberSource
  /** Running number; null = open, or a whole number of another system. */
  value: number | null
  suffix: string
  /** As it stands in the book; null = open. */
  number: string | null
  /** As it stands on the page. */
  printed: string
  rangeId: number | null
  dateMark: DateMark
  reason: string
}

/** Where a letter counts and how its numbers look. */
export const placeOf = (context: QueryContext, letter: Numbered) => {
  const { rules, letterDate } = letter
  const unitCode = letter.unitCode === '' ? readOffice(context.db).unitCode : letter.unitCode
  return {
    key: sequenceKey(rules, letter.kind, unitCode),
    year: sequenceYear(letterDate, rules.restart),
    unitCode,
    write: (value: number | null, suffix = ''): string =>
      letterNumber(rules.pattern, {
        archiveCode: rules.archiveCode,
        value,
        suffix,
        unitCode,
        letterDate,
        ...(value === null ? { open: writtenLine } : {}),
      }),
  }
}

const inWords = { back: 'lebih awal daripada', ahead: 'sesudah' } as const

/** @throws AppError CONFIRM when a date that does not fit comes without a reason */
const askForReason = (mark: DateMark, letterDate: string, last: string | null, today: string, reason: string): void => {
  if (mark === '' || reason !== '') return
  const message =
    mark === 'ahead'
      ? `Tanggal surat (${longDate(letterDate)}) ${inWords.ahead} hari ini.`
      : last !== null && letterDate < last
        ? `Tanggal surat (${longDate(letterDate)}) ${inWords.back} surat terakhir dalam urutan ini (${longDate(last)}).`
        : `Tanggal surat (${longDate(letterDate)}) berada di tahun yang sudah lewat; hari ini ${longDate(today)}.`
  throw new AppError('CONFIRM', message, {
    field: 'choice.reason',
    hint: 'Ganti tanggalnya, pakai nomor sisipan, atau tulis alasannya; alasan tercatat di buku surat.',
  })
}

/** The open ranges a letter may take from: those of its unit, or else those for everybody. */
export const ownRanges = (ranges: readonly RangeRecord[], unitCode: string): RangeRecord[] => {
  const open = ranges.filter((range) => range.closed_at === null)
  const own = open.filter((range) => range.unit_code === unitCode && unitCode !== '')
  return own.length > 0 ? own : open.filter((range) => range.unit_code === '')
}

/** The next running number of a sequence: from its ranges or the day's quota if it has some, else behind the last. */
const nextValue = (
  context: QueryContext,
  letter: Numbered,
  place: ReturnType<typeof placeOf>,
): { value: number; range: RangeRecord | null } => {
  const written = { write: place.write, letterDate: letter.letterDate }
  const quota = letter.rules.source === 'quota'
  const all = rangesOf(context.db, place, quota ? letter.letterDate : null)
  if (!quota && all.every((range) => range.closed_at !== null))
    return { value: freeValue(context.db, place, lastNumber(context.db, place) + 1, written), range: null }
  for (const range of ownRanges(all, place.unitCode)) {
    if (range.next > range.last) continue
    const value = freeValue(context.db, place, range.next, written)
    if (value <= range.last) return { value, range }
  }
  throw quota
    ? new AppError('STATE', `Jatah nomor tanggal ${longDate(letter.letterDate)} belum ada atau sudah habis.`, {
        hint: 'Minta jatah ke bagian umum, lalu catat di menu Surat, bagian Penomoran.',
      })
    : new AppError('STATE', 'Rentang nomor untuk komputer atau unit ini sudah habis.', {
        hint: 'Tambahkan rentang di menu Surat, bagian Penomoran.',
      })
}

/**
 * A typed number in its place, checked against its neighbours: a number out of the order of the dates is most often a slip of
 * the finger.
 * @param own id of the letter that holds it already, when it is mended
 * @throws AppError VALIDATION for an empty or taken number, CONFIRM when the order asks for a reason
 */
export const typedPlan = (context: QueryContext, letter: Numbered, typed: string, reason: string, field: string): NumberPlan => {
  const { key, year, write } = placeOf(context, letter)
  const read = readTypedNumber(typed)
  if (read === undefined)
    throw new AppError('VALIDATION', 'Nomor belum diisi dengan benar.', {
      field,
      hint: 'Ketik nomor urutnya saja, misalnya 128, atau nomor lengkap dari agenda.',
    })
  const value = 'whole' in read ? null : read.value
  const suffix = 'whole' in read ? '' : read.suffix
  const number = 'whole' in read ? read.whole : write(read.value, read.suffix)
  if (numberHolder(context.db, number, year, letter.letterDate) !== undefined)
    throw new AppError('VALIDATION', `Nomor ${number} sudah dipakai surat lain.`, {
      field,
      hint: 'Periksa agenda; setiap surat punya nomor sendiri.',
    })
  let mark: DateMark = ''
  if (value !== null) {
    const { at, before, behind } = neighboursOf(context.db, { key, year }, value)
    const late = suffix === '' ? before : (at ?? before)
    const wrong =
      late !== undefined && late.letter_date > letter.letterDate
        ? late
        : behind !== undefined && behind.letter_date < letter.letterDate
          ? behind
          : undefined
    if (wrong !== undefined) {
      if (reason === '')
        throw new AppError(
          'CONFIRM',
          `Nomor ${number} bertanggal ${longDate(letter.letterDate)}, padahal ${wrong.number ?? ''} bertanggal ${longDate(wrong.letter_date)}.`,
          { field, hint: 'Periksa nomor di agenda. Bila memang begitu, tulis alasannya.' },
        )
      mark = 'back'
    }
  }
  return { source: 'typed', key, year, value, suffix, number, printed: number, rangeId: null, dateMark: mark, reason }
}

/** @throws AppError VALIDATION when a letter cannot stand behind that number, or no reason is given */
const insertedPlan = (context: QueryContext, letter: Numbered, after: number, reason: string): NumberPlan => {
  const { key, year, write } = placeOf(context, letter)
  if (reason === '')
    throw new AppError('VALIDATION', 'Nomor sisipan memerlukan alasan.', {
      field: 'choice.reason',
      hint: 'Tulis alasannya dalam satu kalimat; alasan tercatat di buku surat.',
    })
  const { at, behind } = neighboursOf(context.db, { key, year }, after)
  const field = 'choice.insertAfter'
  if (at === undefined)
    throw new AppError('VALIDATION', `Tidak ada surat dengan nomor urut ${after} dalam urutan ini.`, {
      field,
      hint: 'Pilih nomor yang ada di buku surat.',
    })
  if (letter.letterDate < at.letter_date || (behind !== undefined && letter.letterDate > behind.letter_date))
    throw new AppError('VALIDATION', `Tanggal surat tidak cocok dengan tempatnya sesudah ${at.number ?? after}.`, {
      field,
      hint: 'Nomor sisipan dipakai pada tanggal di antara dua surat yang sudah bernomor. Ganti tanggal atau nomornya.',
    })
  const suffix = nextSuffix(suffixesOf(context.db, { key, year }, after))
  if (suffix === undefined)
    throw new AppError('STATE', `Nomor sisipan sesudah ${at.number ?? after} sudah habis.`, { hint: 'Pakai nomor yang lain.' })
  const number = write(after, suffix)
  if (numberHolder(context.db, number, year, letter.letterDate) !== undefined)
    throw new AppError('STATE', `Nomor ${number} sudah dipakai surat lain.`, { hint: 'Pakai nomor sisipan di tempat lain.' })
  return {
    source: letter.rules.source,
    key,
    year,
    value: after,
    suffix,
    number,
    printed: number,
    rangeId: null,
    dateMark: letter.letterDate < context.today() ? 'back' : '',
    reason,
  }
}

/**
 * Works out a letter's number.
 * @throws AppError CONFIRM when its date asks for a reason that was not given, STATE when a range or quota is used up,
 *   VALIDATION for a choice that does not fit
 */
export const planNumber = (context: QueryContext, letter: Numbered, choice: NumberChoice): NumberPlan => {
  const { rules, letterDate } = letter
  const { reason } = choice
  if (choice.insertAfter !== null) return insertedPlan(context, letter, choice.insertAfter, reason)
  const place = placeOf(context, letter)
  const { key, year } = place
  if (rules.source === 'typed') {
    if (choice.typed !== '') return typedPlan(context, letter, choice.typed, reason, 'choice.typed')
    const mark = dateMark(letterDate, context.today(), null)
    askForReason(mark, letterDate, null, context.today(), reason)
    const open = { value: null, suffix: '', number: null, printed: place.write(null), rangeId: null }
    return { source: 'typed', key, year, ...open, dateMark: mark, reason: mark === '' ? '' : reason }
  }
  if (choice.typed !== '')
    throw new AppError('VALIDATION', 'Nomor jenis surat ini diberikan oleh program.', {
      field: 'choice.typed',
      hint: 'Kosongkan nomornya.',
    })
  const { value, range } = nextValue(context, letter, place)
  const newest = newestByDate(context.db, place, range !== null && range.day === null ? range : null)
  const last = newest?.letter_date ?? null
  const mark = dateMark(letterDate, context.today(), last)
  askForReason(mark, letterDate, last, context.today(), reason)
  const number = place.write(value)
  if (numberHolder(context.db, number, year, letterDate) !== undefined)
    throw new AppError('STATE', `Nomor ${number} sudah dipakai surat lain.`, {
      hint: 'Bedakan pola nomor kedua jenis surat itu di Pengaturan, atau beri keduanya urutan nomor yang sama.',
    })
  return {
    source: rules.source,
    key,
    year,
    value,
    suffix: '',
    number,
    printed: number,
    rangeId: range?.id ?? null,
    dateMark: mark,
    reason: mark === '' ? '' : reason,
  }
}
