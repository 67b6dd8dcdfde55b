import { monthName } from './dates.ts'

/** Kinds of statements about a person that have a source, a day and a history. */
export const factKinds = ['programme', 'decile', 'register', 'pregnancy', 'disability', 'number'] as const
export type FactKind = (typeof factKinds)[number]

/** Where a statement comes from. `file` = an imported file; only imports write it. */
export const factSources = ['file', 'list', 'siks-ng', 'document', 'typed'] as const
export type FactSource = (typeof factSources)[number]
export const factSourceLabels: Record<FactSource, string> = {
  file: 'Berkas impor',
  list: 'Daftar resmi',
  'siks-ng': 'Cek di SIKS-NG',
  document: 'Kartu atau dokumen',
  typed: 'Keterangan warga',
}

/** DTSEN status words as SIKS-NG writes them (domain: Regsosek/DTSEN instrument). */
export const dtsenStatuses = ['DTSEN AKTIF', 'DTSEN AKTIF - ASESMEN MENINGGAL', 'DTSEN NONAKTIF'] as const
export type DtsenStatus = (typeof dtsenStatuses)[number]

/** Identity numbers beside NIK and family card. */
export const numberTypes = ['bpjs', 'kks', 'kia', 'paspor', 'kitas', 'akta-lahir', 'akta-kawin', 'akta-cerai', 'lain'] as const
export type NumberType = (typeof numberTypes)[number]
export const numberTypeLabels: Record<NumberType, string> = {
  bpjs: 'KIS/BPJS Kesehatan',
  kks: 'Kartu Keluarga Sejahtera (KKS)',
  kia: 'Kartu Identitas Anak (KIA)',
  paspor: 'Paspor',
  kitas: 'KITAS/KITAP',
  'akta-lahir': 'Akta kelahiran',
  'akta-kawin': 'Akta perkawinan',
  'akta-cerai': 'Akta perceraian',
  lain: 'Nomor lain',
}

const noDisability =
  /^(?:tidak|tdk|tidak (?:ada|cacat|disabilitas)|bukan penyandang disabilitas|non[ -]?disabilitas|normal|[-–0.\s]*)$/i

/** Whether a value of a disability column or field says that there is none; '' does too. */
export const isNoDisability = (text: string): boolean => noDisability.test(text.trim())

/** Whether a text is one of the types of numbers. */
export const isNumberType = (text: string): text is NumberType => (numberTypes as readonly string[]).includes(text)

export const membershipStatuses = ['active', 'waiting', 'suspended'] as const
export type MembershipStatus = (typeof membershipStatuses)[number]
export const membershipStatusLabels: Record<MembershipStatus, string> = {
  active: 'Aktif',
  waiting: 'Menunggu penetapan',
  suspended: 'Ditangguhkan',
}

/** Whether a decile or percentile lies in its range: 1 to 10, 1 to 100. */
export const isWelfareValue = (scale: 'decile' | 'percentile', value: number): boolean =>
  Number.isInteger(value) && value >= 1 && value <= (scale === 'decile' ? 10 : 100)

/** `Desil 2`, `Persentil 17`. */
export const welfareText = (key: string, value: string): string => `${key === 'percentile' ? 'Persentil' : 'Desil'} ${value}`

const monthWords = new Map<string, number>([
  ...Array.from({ length: 12 }, (_, i) => [monthName(i + 1).toLowerCase(), i + 1] as const),
  ...Array.from(
    { length: 12 },
    (_, i) =>
      [
        monthName(i + 1)
          .slice(0, 3)
          .toLowerCase(),
        i + 1,
      ] as const,
  ),
  ['pebruari', 2],
  ['peb', 2],
  ['agt', 8],
  ['ags', 8],
  ['nopember', 11],
  ['nop', 11],
])
const firstDay = (year: string, month: number): string => `${year}-${String(month).padStart(2, '0')}-01`

/**
 * The first day of a period in words: `Oktober 2026`, `Okt-2026`, `2026-10`, `10/2026`, `Triwulan III 2026`, `TW3 2026`.
 * The first day, because it never claims to be newer than the list is.
 * @returns `YYYY-MM-DD`, or null when no such period stands in the text. A bare year is none: it does not say which month.
 */
export const periodStart = (text: string): string | null => {
  const plain = text.toLowerCase().replaceAll('_', ' ')
  const year = /(?<!\d)(20\d{2})(?!\d)/.exec(plain)?.[1]
  if (year === undefined) return null
  const quarter = /\b(?:triwulan|triw|tw|kuartal|q)[\s.-]*(iv|iii|ii|i|[1-4])(?![a-z0-9])/.exec(plain)?.[1]
  if (quarter !== undefined) {
    const roman = ['i', 'ii', 'iii', 'iv'].indexOf(quarter)
    return firstDay(year, (roman === -1 ? Number(quarter) - 1 : roman) * 3 + 1)
  }
  for (const [word] of plain.matchAll(/[a-z]+/g)) {
    const month = monthWords.get(word)
    if (month !== undefined) return firstDay(year, month)
  }
  const numeric = /(?<![\d/.-])(?:20\d{2}[-/.](0?[1-9]|1[0-2])|(0?[1-9]|1[0-2])[-/.]20\d{2})(?![-/.]?\d)/.exec(plain)
  return numeric === null ? null : firstDay(year, Number(numeric[1] ?? numeric[2]))
}
