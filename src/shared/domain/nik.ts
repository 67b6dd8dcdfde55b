import { ageOn } from './dates.ts'

/** Masks a NIK or family card number for a public desk: `520114••••••6994`; '' stays ''. */
export const maskNumber = (digits: string | null): string =>
  digits === null || digits === ''
    ? ''
    : digits.length < 10
      ? '•'.repeat(digits.length)
      : `${digits.slice(0, 6)}${'•'.repeat(digits.length - 10)}${digits.slice(-4)}`

/**
 * The 38 provinces by their first two digits (Kemendagri): 91 to 96 are Papua and its daughters.
 * NIKs of the daughters' people may still begin with 91 or 92: the number is permanent.
 */
export const provinceCodes: ReadonlySet<string> = new Set(
  '11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96'.split(' '),
)

/** What a NIK says of its holder: region of first registration, birth day, sex (Dukcapil: day + 40 for women). */
export interface NikParts {
  /** Dotted code of the sub-district of first registration, e.g. `52.01.14`. */
  region: string
  /** `YYYY-MM-DD`, or null when the six digits are no day. */
  birthDate: string | null
  sex: 'L' | 'P' | null
}

const pad = (value: number): string => String(value).padStart(2, '0')

/**
 * Reads the parts of a 16-digit NIK. The century is guessed: two-digit years after `today`'s year lie in the 1900s.
 * @param nik 16 digits
 * @param today `YYYY-MM-DD`
 */
export const readNik = (nik: string, today: string): NikParts => {
  const region = `${nik.slice(0, 2)}.${nik.slice(2, 4)}.${nik.slice(4, 6)}`
  const coded = Number(nik.slice(6, 8))
  const month = Number(nik.slice(8, 10))
  const shortYear = Number(nik.slice(10, 12))
  const sex = coded >= 1 && coded <= 31 ? 'L' : coded >= 41 && coded <= 71 ? 'P' : null
  const dayOfMonth = coded > 40 ? coded - 40 : coded
  const year = shortYear > Number(today.slice(2, 4)) ? 1900 + shortYear : 2000 + shortYear
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth))
  const real = sex !== null && date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth
  return { region, birthDate: real ? `${year}-${pad(month)}-${pad(dayOfMonth)}` : null, sex }
}

/** One finding about a NIK or family card number: `block` = wrong shape, `warning` = look at it (people move, birth data are corrected). */
export interface NikFinding {
  code:
    | 'length'
    | 'digits'
    | 'leading-zero'
    | 'all-equal'
    | 'serial'
    | 'birth-digits'
    | 'region-unknown'
    | 'birth-differs'
    | 'sex-differs'
    | 'future'
    | 'age'
  severity: 'block' | 'warning'
  message: string
}

const shapeFindings = (digits: string, name: 'NIK' | 'Nomor KK'): NikFinding[] => {
  const block = (code: NikFinding['code'], message: string): NikFinding[] => [{ code, severity: 'block', message }]
  if (!/^\d*$/.test(digits)) return block('digits', `${name} hanya boleh berisi angka.`)
  if (digits.length !== 16) return block('length', `${name} harus 16 digit; ini ${digits.length} digit.`)
  if (/^(\d)\1{15}$/.test(digits)) return block('all-equal', `${name} berisi angka yang sama semua; bukan ${name} yang sah.`)
  if (digits.startsWith('0')) return block('leading-zero', `${name} berawalan 0 adalah nomor sementara, bukan ${name}.`)
  return []
}

/** Oldest age that is taken for granted; above it a birth date is worth a look. */
const greatestAge = 110

/**
 * Checks a NIK by the rules of the civil registry: only the shape blocks; region, birth date and sex merely warn,
 * because the number is permanent while people move and birth data are corrected.
 * @param known what the form says, for comparison
 * @param known.regionKnown tells whether a sub-district code exists; without it only the province is checked
 */
export const checkNik = (
  nik: string,
  known: { birthDate?: string | null; sex?: 'L' | 'P' | null; today: string; regionKnown?: (code: string) => boolean },
): NikFinding[] => {
  const blocked = shapeFindings(nik, 'NIK')
  if (blocked.length > 0) return blocked
  const findings: NikFinding[] = []
  const warn = (code: NikFinding['code'], message: string): void => void findings.push({ code, severity: 'warning', message })
  const parts = readNik(nik, known.today)
  if (!provinceCodes.has(nik.slice(0, 2)))
    warn('region-unknown', `Dua digit pertama NIK (${nik.slice(0, 2)}) bukan kode provinsi mana pun.`)
  else if (known.regionKnown !== undefined && !known.regionKnown(parts.region))
    warn('region-unknown', `Kode wilayah ${parts.region} dalam NIK tidak ada di daftar wilayah; mungkin kode lama.`)
  if (nik.endsWith('0000')) warn('serial', 'Empat digit terakhir NIK 0000; nomor urut seharusnya mulai dari 0001.')
  if (parts.birthDate === null) warn('birth-digits', `Digit tanggal lahir dalam NIK (${nik.slice(6, 12)}) bukan tanggal.`)
  else {
    if (parts.birthDate > known.today) warn('future', 'Tanggal lahir dalam NIK di masa depan.')
    if (known.birthDate && known.birthDate.slice(2) !== parts.birthDate.slice(2))
      warn('birth-differs', 'Tanggal lahir berbeda dari digit tanggal dalam NIK; cocokkan dengan KTP atau KK.')
  }
  if (known.birthDate && ageOn(known.birthDate, known.today) > greatestAge)
    warn('age', `Menurut tanggal lahir, usianya lebih dari ${greatestAge} tahun; periksa tahunnya.`)
  if (parts.sex !== null && known.sex && parts.sex !== known.sex)
    warn('sex-differs', 'Jenis kelamin berbeda dari digit dalam NIK; cocokkan dengan KTP atau KK.')
  return findings
}

/**
 * Whether 16 digits are a number that offices gave to somebody without a NIK: it begins with 0 or repeats one digit. Such a number is
 * kept as the number of origin and is never a NIK.
 */
export const isTemporaryNumber = (digits: string): boolean =>
  /^\d{16}$/.test(digits) && (digits.startsWith('0') || /^(\d)\1{15}$/.test(digits))

/** Checks the shape of a family card number; its six middle digits are a registration day and say nothing of people. */
export const checkKk = (kk: string): NikFinding[] => shapeFindings(kk, 'Nomor KK')
