import { cellText } from '../imports/cell-text.ts'
import { readDay } from '../imports/days.ts'
import type { RegionMatcher } from '../imports/regions.ts'
import { readSixteenDigits } from '../imports/sixteen-digits.ts'
import type { CellValue } from '../xlsx/reader.ts'
import type { ReadyList } from './mappings.repo.ts'

/** What the values of a column look like. `why` is said to the clerk. */
export interface Content {
  field: string
  why: string
  list: string | null
  /** Share of the filled cells that look so, 0 to 1. */
  share: number
}

/** Knowledge that looking at values needs. */
export interface ContentSettings {
  lists: readonly ReadyList[]
  regions: RegionMatcher
  today: string
}

/** Lists of words that tell a field by themselves; codes alone (1, 2, 3) tell nothing. */
const tellingFields = ['sex', 'relation', 'maritalStatus', 'religion', 'education', 'occupation']

/** Filled cells of a column as text. */
export const filledTexts = (values: readonly CellValue[]): string[] =>
  values.map((v) => cellText(v)).filter((text) => text !== '')

const share = (texts: readonly string[], test: (text: string) => boolean): number =>
  texts.length === 0 ? 0 : texts.filter(test).length / texts.length

const looksLikeNumber = (value: CellValue): boolean => {
  const { kind } = readSixteenDigits(value)
  return kind === 'number' || kind === 'temporary' || /^\d[\d*xX•]{14,16}$/.test(cellText(value).replace(/[\s.'’`-]/g, ''))
}

/** Share of cells that hold a 16-digit number, also one with a digit too many or masked. */
export const numberShare = (values: readonly CellValue[]): number => {
  const filled = values.filter((value) => cellText(value) !== '')
  return filled.length === 0 ? 0 : filled.filter(looksLikeNumber).length / filled.length
}

/** Share of cells that hold a day. */
export const dayShare = (values: readonly CellValue[], today: string): number => {
  const filled = values.filter((value) => cellText(value) !== '')
  // Plain numbers may be serial days, and anything else: only written dates tell.
  const written = (value: CellValue): boolean => typeof value === 'object' || /\d\s*[-/. ]\s*(?:\d|[a-z])/i.test(cellText(value))
  return filled.length === 0
    ? 0
    : filled.filter((value) => written(value) && typeof readDay(value, today) === 'string').length / filled.length
}

/** Share of different cells that a list of values knows. */
export const listShare = (texts: readonly string[], list: ReadyList): number => {
  const different = [...new Set(texts)]
  return share(different, (text) => list.lookup.find(text) !== null)
}

/** Whether the cells count 1, 2, 3 …: the running number that every table begins with. */
export const isRunningNumber = (texts: readonly string[]): boolean =>
  texts.length >= 2 &&
  texts.every((text, i) => i === 0 || Number(text) === Number(texts[i - 1]) + 1) &&
  /^\d{1,6}$/.test(texts[0] ?? '')

/** What a column is by its values alone, best first; nothing when they could be anything. */
export const contentOf = (values: readonly CellValue[], settings: ContentSettings): Content[] => {
  const texts = filledTexts(values)
  if (texts.length === 0) return []
  const found: Content[] = []
  const add = (field: string, part: number, least: number, why: string, list: string | null = null): void => {
    if (part >= least) found.push({ field, why, list, share: part })
  }
  const numbers = numberShare(values)
  if (numbers >= 0.6) {
    // A family's number stands in several rows, a person's in one.
    const repeated = new Set(texts).size < texts.length * 0.8
    add(repeated ? 'kkNumber' : 'nik', numbers, 0.6, repeated ? 'isinya 16 angka yang berulang' : 'isinya 16 angka')
    add(repeated ? 'nik' : 'kkNumber', numbers * 0.5, 0.3, 'isinya 16 angka')
    return found
  }
  add('birthDate', dayShare(values, settings.today), 0.6, 'isinya tanggal')
  add(
    'birthPlaceAndDate',
    share(texts, (text) => /^\D{3,}[,/ ]+\d{1,2}[-/. ]/.test(text)),
    0.6,
    'isinya tempat dan tanggal',
  )
  add(
    'phone',
    share(texts, (text) => /^(?:\+?62|0?8)\d{8,12}$/.test(text.replace(/[\s.-]/g, ''))),
    0.6,
    'isinya nomor telepon',
  )
  add(
    'rtRw',
    share(texts, (text) => /^(?:rt\.?\s*)?\d{1,3}\s*[/\\-]\s*(?:rw\.?\s*)?\d{1,3}$/i.test(text)),
    0.7,
    'isinya RT/RW',
  )
  add(
    'rt',
    share(texts, (text) => /^(?:0\d{2}|rt\.?\s*\d{1,3})$/i.test(text)),
    0.7,
    'isinya tiga angka seperti RT',
  )
  for (const field of tellingFields) {
    let best: Content | null = null
    for (const list of settings.lists) {
      if (list.body.field !== field) continue
      const words = texts.filter((text) => !/^\d+$/.test(text))
      if (words.length < texts.length * 0.5) continue
      const part = listShare(words, list)
      if (part > (best?.share ?? 0))
        best = { field, share: part, list: list.key, why: `isinya seperti ${list.body.name.replace(/ \(.*$/, '')}` }
    }
    if (best !== null && best.share >= 0.6) found.push(best)
  }
  if (!settings.regions.empty) {
    const villages = share(texts, (text) => settings.regions.find('', '', text) !== null)
    add('village', villages, 0.6, 'isinya nama desa di kabupaten/kota ini')
    if (villages < 0.6)
      add(
        'subDistrict',
        share(texts, (text) => settings.regions.find('', text, '') !== null),
        0.6,
        'isinya nama kecamatan',
      )
    add(
      'regionCode',
      share(texts, (text) => settings.regions.find(text, '', '') !== null),
      0.6,
      'isinya kode wilayah',
    )
  }
  add(
    'address',
    share(texts, (text) => /\b(?:jl|jln|jalan|gg|gang|dsn|dusun|blok|kp)\b/i.test(text)),
    0.4,
    'isinya alamat',
  )
  const named = (text: string): boolean => /^[\p{L}'’.`, -]{3,60}$/u.test(text) && /\p{L}{2,}/u.test(text)
  const different = new Set(texts).size / texts.length
  if (different >= 0.7 && share(texts, (text) => named(text) && text.includes(' ')) >= 0.3)
    add('name', share(texts, named) * 0.9, 0.7, 'isinya seperti nama orang')
  return found.sort((a, b) => b.share - a.share)
}
