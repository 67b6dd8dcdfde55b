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
