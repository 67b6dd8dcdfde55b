import { romanMonth } from '../../../shared/domain/dates.ts'

/** What a number pattern is filled from. */
export interface NumberParts {
  archiveCode: string
  /** The running number, or null for a draft: its place shows `……`. */
  value: number | null
  unitCode: string
  /** Date of the letter, `YYYY-MM-DD`; its year is the year of the sequence. */
  letterDate: string
}

const token = /\{([a-z-]+)(?::(0+))?\}/g

/** Tokens a pattern may hold (domain: letter number in practice). */
export const numberTokens = ['kode', 'urut', 'unit', 'bulan', 'bulan-romawi', 'tahun'] as const

/** Year whose sequence a letter takes its number from. */
export const sequenceYear = (letterDate: string): number => Number(letterDate.slice(0, 4))

/** Fills a number pattern such as `{kode}/{urut:000}/{unit}/{bulan-romawi}/{tahun}`. */
export const letterNumber = (pattern: string, parts: NumberParts): string =>
  pattern.replace(token, (whole, name: string, zeros: string | undefined) => {
    const month = Number(parts.letterDate.slice(5, 7))
    switch (name) {
      case 'kode':
        return parts.archiveCode
      case 'urut':
        return parts.value === null ? '……' : String(parts.value).padStart(zeros?.length ?? 1, '0')
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
  // The sequence starts again every year, so without the year the first letter of January would repeat an old number.
  if (!names.includes('tahun')) problems.push('Pola nomor harus memuat {tahun}, karena nomor urut mulai lagi setiap tahun.')
  return problems
}

/** File name of a printed letter; slashes and what Windows refuses become `-`. */
export const letterFileName = (number: string, practice: boolean): string =>
  `${practice ? 'LATIHAN-' : ''}Surat-${number
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')}.pdf`
