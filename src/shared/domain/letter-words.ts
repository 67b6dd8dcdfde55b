import { isRealDay, longDate, monthName, romanMonth } from './dates.ts'

const ones = ['', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan', 'sepuluh', 'sebelas'] as const

const scales: readonly (readonly [number, string])[] = [
  [1e12, 'triliun'],
  [1e9, 'miliar'],
  [1e6, 'juta'],
  [1e3, 'ribu'],
  [100, 'ratus'],
]

const spoken = (value: number): string => {
  if (value < 12) return ones[value] as string
  if (value < 20) return `${ones[value - 10]} belas`
  if (value < 100) return `${ones[Math.floor(value / 10)]} puluh ${spoken(value % 10)}`
  const [size, word] = scales.find(([least]) => value >= least) as readonly [number, string]
  const count = Math.floor(value / size)
  // One hundred and one thousand have words of their own.
  const head = count === 1 && size <= 1000 ? `se${word}` : `${spoken(count)} ${word}`
  return `${head} ${spoken(value % size)}`
}

/**
 * A whole number in Indonesian words: 1250000 → `satu juta dua ratus lima puluh ribu`.
 * @throws RangeError beyond 999 trillion and for fractions
 */
export const terbilang = (value: number): string => {
  if (!Number.isInteger(value) || Math.abs(value) >= 1e15) throw new RangeError(`no words for ${value}`)
  if (value === 0) return 'nol'
  return `${value < 0 ? 'minus ' : ''}${spoken(Math.abs(value))}`.replace(/\s+/g, ' ').trim()
}

/** 1250000 → `Rp1.250.000` (no space, as official spelling wants it). */
export const rupiah = (value: number): string =>
  `${value < 0 ? '-' : ''}Rp${String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, '.')}`

/** The whole number in a text such as `Rp1.250.000,00`, `1.250.000` or `1250000`; null when there is none. */
export const parseAmount = (text: string): number | null => {
  const match = /^\s*(-?)\s*(?:rp\.?)?\s*(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(?:\d{1,2}|-))?\s*(?:,-)?\s*$/i.exec(text)
  if (match === null) return null
  const value = Number((match[2] as string).replace(/\D/g, ''))
  return Number.isSafeInteger(value) && value < 1e15 ? (match[1] === '-' ? -value : value) : null
}

/** A day out of `2026-11-22` or `22 November 2026`, as `YYYY-MM-DD`; null for anything else. */
export const parseDay = (text: string): string | null => {
  const plain = text.trim()
  if (isRealDay(plain)) return plain
  const match = /^(\d{1,2})\s+([a-z]+)\s+(\d{4})$/i.exec(plain)
  if (match === null) return null
  const word = (match[2] as string).toLowerCase()
  const month = Array.from({ length: 12 }, (_unused, index) => index + 1).find((one) => monthName(one).toLowerCase() === word)
  if (month === undefined) return null
  const day = `${match[3]}-${String(month).padStart(2, '0')}-${(match[1] as string).padStart(2, '0')}`
  return isRealDay(day) ? day : null
}

const weekdays = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'] as const

/** `2026-11-22` → `Minggu`. */
export const weekdayName = (day: string): string => weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''

/** `2026-11-22` → `Minggu tanggal dua puluh dua bulan November tahun dua ribu dua puluh enam`, as minutes begin. */
export const dayInWords = (day: string): string =>
  `${weekdayName(day)} tanggal ${terbilang(Number(day.slice(8)))} bulan ${monthName(Number(day.slice(5, 7)))} tahun ${terbilang(Number(day.slice(0, 4)))}`

/** Abbreviations that stay in capitals where the rest of a text is set in title case. */
const abbreviations = new Set(
  (
    'RT RW RSUD RSJ RS SD SDN SMP SMPN SMA SMAN SMK SMKN MI MTS MA PAUD TK UPT UPTD PKH BPNT BPJS PBI JK KIS KIP PIP DTSEN DTKS BAZNAS SLRT ' +
    'NIK KK KTP KIA TKSK PSM LPM BPD PKK KUA NTB NTT DKI DIY UIN IAIN TNI POLRI POLSEK POLRES KORAMIL PT CV UD LKS LKSA ATENSI PPKS PSKS ODGJ SKTM ' +
    'SPTJM ASN PNS PPPK OPD SPM II III'
  ).split(' '),
)
/** Words that stay small inside a name or title. */
const particles = new Set('dan di ke dari yang untuk pada dengan atas oleh bagi dalam bin binti a.n. u.b. d.a.'.split(' '))
/** How degrees and forms of address are written, by their letters. */
const written = new Map(
  (
    'S.Sos S.H S.E S.Pd S.Pd.I S.Ag S.T S.P S.IP S.I.K S.Kom S.Kep S.KM S.STP S.ST S.Tr.Sos S.Psi M.Si M.M M.H M.Pd M.Kes M.AP M.Sos M.Kom Ph.D ' +
    'A.Md A.Md.Kep Drs Dra Dr dr drg Ir Prof H Hj KH Tgk Ny Tn Sdr Sdri Almh Alm Moh Muh Abd St'
  )
    .split(' ')
    .map((word) => [word.replaceAll('.', '').toUpperCase(), word] as const),
)

const roman = /^(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})$/

const titleWord = (word: string, first: boolean): string => {
  // Mixed writing was meant: McDonald, S.Sos., dr.
  if (/\p{Ll}/u.test(word) && /\p{Lu}/u.test(word)) return word
  const [, before = '', core = '', after = ''] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u.exec(word) ?? []
  const upper = core.toUpperCase()
  if (!first && particles.has(word.toLowerCase())) return word.toLowerCase()
  if (abbreviations.has(upper) || /\d/.test(core)) return `${before}${upper}${after}`
  // Roman numerals only where they stand in capitals: "IV", not the name "Vi".
  if (core === upper && roman.test(core)) return word
  const degree = written.get(upper.replaceAll('.', ''))
  if (degree !== undefined && (core.includes('.') || after.startsWith('.') || degree.length < 4))
    return `${before}${degree}${after}`
  // Capitals without any vowel are an abbreviation that nobody listed.
  if (core === upper && core.length > 1 && core.length <= 5 && /^[A-Z]+$/.test(core) && !/[AEIOUY]/.test(core)) return word
  return `${before}${core.toLowerCase().replace(/^\p{L}|(?<=[./-])\p{L}/gu, (letter) => letter.toUpperCase())}${after}`
}

/**
 * Title case for names and titles typed in capitals: `BANUAJI ANGKASA IV` → `Banuaji Angkasa IV`, `RSUD PATUT PATUH PATJU` →
 * `RSUD Patut Patuh Patju`. Roman numerals, abbreviations and degrees keep their form; what is in mixed case already stays.
 */
export const titleCase = (text: string): string =>
  text
    .split(/(\s+|(?<=\p{L})[/-](?=\p{L}))/u)
    .map((part, index) => (index % 2 === 1 ? part : titleWord(part, index === 0)))
    .join('')

/** A helper of a placeholder, `{{person.name|judul}}`: words for the editor, and what it does to a filled value. */
export const textHelpers: Readonly<Record<string, { label: string; apply(text: string): string }>> = {
  kapital: { label: 'HURUF BESAR SEMUA', apply: (text) => text.toUpperCase() },
  judul: { label: 'Huruf Besar di Awal Kata (angka Romawi dan singkatan tetap)', apply: titleCase },
  'awal-kecil': {
    label: 'huruf kecil di awal, untuk tengah kalimat: orang tua',
    // A word that is an abbreviation or a code keeps its capitals.
    apply: (text) => text.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase()),
  },
  terbilang: {
    label: 'angka atau rupiah dalam kata: satu juta dua ratus ribu',
    apply: (text) => {
      const value = parseAmount(text)
      return value === null ? text : `${terbilang(value)}${/rp/i.test(text) ? ' rupiah' : ''}`
    },
  },
  rupiah: {
    label: 'angka sebagai rupiah: Rp1.200.000',
    apply: (text) => {
      const value = parseAmount(text)
      return value === null ? text : rupiah(value)
    },
  },
  tanggal: { label: 'tanggal panjang: 22 November 2026', apply: (text) => longDate(parseDay(text) ?? text) },
  hari: { label: 'nama hari dari tanggal: Minggu', apply: (text) => whenDay(text, weekdayName) },
  'tanggal-terbilang': {
    label: 'tanggal dalam kata: Minggu tanggal dua puluh dua bulan November tahun …',
    apply: (text) => whenDay(text, dayInWords),
  },
  'bulan-romawi': {
    label: 'bulan dari tanggal dalam angka Romawi: XI',
    apply: (text) => whenDay(text, (day) => romanMonth(Number(day.slice(5, 7)))),
  },
}

const whenDay = (text: string, told: (day: string) => string): string => {
  const day = parseDay(text)
  return day === null ? text : told(day)
}
