import { monthName } from '../../../shared/domain/dates.ts'
import { nameKey } from '../../../shared/domain/names.ts'
import { looksLikePhone } from '../../../shared/domain/phone.ts'
import { type AskedNumber, readNumber } from './search-text.ts'

/** Day, month and year of birth as far as they were typed; `to` = the last year of a span. */
export interface AskedBirth {
  year: number
  toYear: number
  month: number | null
  day: number | null
}

/** What one line of the search box asks for: every part must fit. */
export interface Reading {
  number: AskedNumber | null
  /** Folded words of the name. */
  names: string[]
  /** Folded words of the mother's name. */
  mother: string[]
  /** Words of street, hamlet or block, lower case. */
  address: string[]
  /** Without leading zeros. */
  rt: string | null
  rw: string | null
  birth: AskedBirth | null
  /** Codes of villages or sub-districts, any of them; null = none was named. */
  regions: string[] | null
}

/** Looks up a region by its folded name: codes of villages and sub-districts, [] when none is called so. */
export type RegionLookup = (key: string, level: 3 | 4 | null) => string[]

export const emptyReading: Reading = {
  number: null,
  names: [],
  mother: [],
  address: [],
  rt: null,
  rw: null,
  birth: null,
  regions: null,
}

const months = new Map(
  Array.from({ length: 12 }, (_, index) => index + 1).flatMap((month): [string, number][] => {
    const name = monthName(month).toLowerCase()
    return [
      [name, month],
      [name.slice(0, 3), month],
    ]
  }),
)
for (const [word, month] of [
  ['ags', 8],
  ['agt', 8],
  ['pebruari', 2],
  ['nopember', 11],
  ['nop', 11],
] as const)
  months.set(word, month)

const motherWords = new Set('ibu ibunya mamak emak'.split(' '))
const addressWords = new Set(
  'jl jln jalan gg gang dusun dsn dukuh blok kampung kp kompleks komplek perumahan perum lingkungan lingk banjar padukuhan'.split(
    ' ',
  ),
)
const villageWords = new Set('desa ds kel kelurahan gampong nagari pekon kalurahan'.split(' '))
const subDistrictWords = new Set('kec kecamatan distrik kapanewon kemantren'.split(' '))

/** Stand before a number and say which one it is; every kind is looked for anyway. */
const numberWords = new Set('nik kk hp wa telp telepon tlp dtks bpjs kis kks pkh no nomor'.split(' '))

const yearNow = (today: string): number => Number(today.slice(0, 4))

interface Taken {
  rest: string
  rt: string | null
  rw: string | null
  birth: AskedBirth | null
}

const plain = (digits: string): string => String(Number(digits))

/** Takes RT, RW, dates, years and ages out of a line; what is left are words and numbers. */
const takeFigures = (text: string, today: string): Taken => {
  const taken: Taken = { rest: ` ${text} `, rt: null, rw: null, birth: null }
  const take = (pattern: RegExp, use: (match: RegExpExecArray) => boolean): void => {
    const match = pattern.exec(taken.rest)
    if (match !== null && use(match)) taken.rest = taken.rest.replace(match[0], ' ')
  }
  take(/\brt\s*\/\s*rw[\s.:]*(\d{1,3})\s*[/-]\s*(\d{1,3})\b/, ([, rt = '', rw = '']) => {
    taken.rt = plain(rt)
    taken.rw = plain(rw)
    return true
  })
  take(/\brt[\s.:]*(\d{1,3})\s*\/\s*(\d{1,3})\b/, ([, rt = '', rw = '']) => {
    taken.rt = plain(rt)
    taken.rw = plain(rw)
    return true
  })
  take(/\brt[\s.:]*(\d{1,3})\b/, ([, rt = '']) => {
    taken.rt = plain(rt)
    return true
  })
  take(/\brw[\s.:]*(\d{1,3})\b/, ([, rw = '']) => {
    taken.rw = plain(rw)
    return true
  })
  const last = yearNow(today)
  const born = (year: number, month: number | null, day: number | null, toYear = year): boolean => {
    if (taken.birth !== null || year < 1880 || year > last) return false
    if ((month !== null && (month < 1 || month > 12)) || (day !== null && (day < 1 || day > 31))) return false
    taken.birth = { year, toYear, month, day }
    return true
  }
  take(/(?<![\d•])(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/, ([, day, month, year]) =>
    born(Number(year), Number(month), Number(day)),
  )
  take(/(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/, ([, year, month, day]) => born(Number(year), Number(month), Number(day)))
  take(/(?<!\d)(?:(\d{1,2})\s+)?([a-z]{3,9})\.?\s+(\d{4})(?!\d)/, ([, day, word = '', year]) => {
    const month = months.get(word)
    return month !== undefined && born(Number(year), month, day === undefined ? null : Number(day))
  })
  // Somebody of 35 was born 35 or 36 years before this one.
  take(/\b(?:umur|usia)\s*(\d{1,3})(?:\s*(?:th|thn|tahun))?\b|(?<!\d)(\d{1,3})\s*(?:th|thn|tahun)\b/, ([, one, other]) =>
    born(last - Number(one ?? other) - 1, null, null, last - Number(one ?? other)),
  )
  take(/(?<![\d•*.-])((?:18|19|20)\d\d)(?![\d•*])/, ([, year]) => born(Number(year), null, null))
  taken.rest = taken.rest.replace(/\b(?:lahir|tgl lahir|tahun)\b/g, ' ')
  return taken
}

interface Word {
  text: string
  part: 'name' | 'mother' | 'address' | 'village' | 'subdistrict'
  /** Stands right behind its keyword, so it cannot be anything else. */
  said: boolean
}

const lower = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()

/** Longest run of words, from one on, that is the name of a region. */
const regionAt = (
  words: readonly Word[],
  from: number,
  lookup: RegionLookup,
  level: 3 | 4 | null,
): { length: number; codes: string[] } | null => {
  for (let length = Math.min(4, words.length - from); length >= 1; length -= 1) {
    const run = words.slice(from, from + length)
    if (run.some((word, index) => index > 0 && word.said)) continue
    const key = nameKey(run.map(({ text }) => text).join(' '))
    const codes = key.length < 3 ? [] : lookup(key, level)
    if (codes.length > 0) return { length, codes }
  }
  return null
}

/** Villages inside the sub-districts that were named with them; the villages alone when they lie elsewhere. */
const narrower = (known: string[] | null, codes: string[]): string[] => {
  if (known === null) return codes
  const within = [...codes, ...known].filter(
    (code) =>
      codes.some((one) => code === one || code.startsWith(`${one}.`)) &&
      known.some((one) => code === one || code.startsWith(`${one}.`)),
  )
  return within.length > 0 ? within : codes
}

const withRegions = (
  words: readonly Word[],
  lookup: RegionLookup,
  free: boolean,
): { words: Word[]; regions: string[] | null } => {
  const left: Word[] = []
  let regions: string[] | null = null
  for (let at = 0; at < words.length; ) {
    const word = words[at] as Word
    const named = word.part === 'village' || word.part === 'subdistrict'
    // A first word may be a name as well as a village: the first of several words is read as a name.
    const may = named || (free && word.part !== 'address')
    const found = may ? regionAt(words, at, lookup, word.part === 'village' ? 4 : word.part === 'subdistrict' ? 3 : null) : null
    if (found === null || (word.said && word.part === 'mother')) {
      left.push(named ? { ...word, part: 'name' } : word)
      at += 1
      continue
    }
    regions = narrower(regions, found.codes)
    at += found.length
  }
  return { words: left, regions }
}

const folded = (words: readonly Word[], part: Word['part']): string[] => {
  const text = words
    .filter((word) => word.part === part)
    .map((word) => word.text)
    .join(' ')
  const key = nameKey(text)
  return key === '' ? [] : key.split(' ')
}

/**
 * Reads a line that is not a number alone: words are sorted by what they are (RT/RW, date or year, number, region of the
 * register, words behind "ibu" or "jalan"), the rest are names. The readings stand in the order of their likelihood;
 * nothing typed is dropped in the first.
 * @param today `YYYY-MM-DD`
 */
export const readLine = (text: string, today: string, lookup: RegionLookup): Reading[] => {
  const { rest, ...figures } = takeFigures(lower(text).replace(/[,;:()"]/g, ' '), today)
  let number: AskedNumber | null = null
  const words: Word[] = []
  let part: Word['part'] = 'name'
  let said = false
  let motherFirst = false
  for (const token of rest.split(/\s+/)) {
    const bare = token.replace(/[.]+$/, '')
    if (bare === '') continue
    if (/\d/.test(bare) && (looksLikePhone(bare) || /^[\d.•*x…-]{4,}$/.test(bare))) {
      number ??= readNumber(bare)
      while (numberWords.has(words.at(-1)?.text ?? '')) words.pop()
      part = 'name'
      continue
    }
    const keyword = motherWords.has(bare)
      ? 'mother'
      : addressWords.has(bare)
        ? 'address'
        : villageWords.has(bare)
          ? 'village'
          : subDistrictWords.has(bare)
            ? 'subdistrict'
            : null
    if (keyword !== null) {
      // "Kel" and "Ds" may be what is left of a name; a keyword without a word behind it says nothing.
      motherFirst ||= keyword === 'mother' && words.length === 0
      part = keyword
      said = true
      continue
    }
    if (part === 'mother' && said && bare === 'kandung') continue
    // "jl.mawar" and "desa.x" are two words.
    const glued = /^([a-z]+)\.([a-z].*)$/.exec(bare)
    if (glued !== null && addressWords.has(glued[1] as string)) {
      words.push({ text: glued[2] as string, part: 'address', said: true })
      part = 'address'
      said = false
      continue
    }
    words.push({ text: bare, part, said })
    said = false
  }
  // "hp joko 0812…": none of these is a name.
  if (number !== null)
    words.splice(0, words.length, ...words.filter(({ text }) => text === 'wa' || text === 'no' || !numberWords.has(text)))
  const toReading = (taken: { words: Word[]; regions: string[] | null }): Reading => ({
    ...emptyReading,
    ...figures,
    number,
    names: folded(taken.words, 'name'),
    mother: folded(taken.words, 'mother'),
    address: taken.words
      .filter((word) => word.part === 'address')
      .flatMap((word) => word.text.split(/[^a-z0-9]+/).filter(Boolean)),
    regions: taken.regions,
  })
  const readings = [withRegions(words, lookup, true), withRegions(words, lookup, false)].map(toReading)
  // "Ibu Siti" is a way to address her as well as "the mother is called Siti".
  if (motherFirst)
    readings.push(
      toReading(
        withRegions(
          words.map((word) => (word.part === 'mother' ? { ...word, part: 'name' } : word)),
          lookup,
          false,
        ),
      ),
    )
  const seen = new Set<string>()
  return readings.filter((reading) => {
    const key = JSON.stringify(reading)
    if (seen.has(key)) return false
    seen.add(key)
    return key !== JSON.stringify(emptyReading)
  })
}

/** Whether a reading asks for a name and nothing else. */
export const namesOnly = ({ number, names, mother, address, rt, rw, birth, regions }: Reading): boolean =>
  names.length > 0 &&
  number === null &&
  mother.length + address.length === 0 &&
  rt === null &&
  rw === null &&
  birth === null &&
  regions === null
