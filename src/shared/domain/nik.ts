import { type Finding, run } from './checks/check.ts'
import { nikChecks } from './checks/nik-checks.ts'
import { kkShapeChecks, nikShapeChecks } from './checks/number-checks.ts'
import { readNik } from './nik-parts.ts'

/** Masks a NIK or family card number for a public desk: `520114••••••6994`; '' stays ''. */
export const maskNumber = (digits: string | null): string =>
  digits === null || digits === ''
    ? ''
    : digits.length < 10
      ? '•'.repeat(digits.length)
      : `${digits.slice(0, 6)}${'•'.repeat(digits.length - 10)}${digits.slice(-4)}`

/** One finding about a NIK or family card number in the words of the table of checks; `code` = the id without its first word. */
export interface NikFinding {
  code: string
  severity: 'block' | 'warning'
  message: string
}

const toNikFinding = ({ id, severity, message }: Finding): NikFinding => ({
  code: id.replace(/^(?:nik|kk)-(?:typed-)?/, ''),
  severity: severity === 'block' ? 'block' : 'warning',
  message,
})

/**
 * Checks a typed NIK by the rules of the civil registry: only the shape blocks; region, birth date and sex merely warn,
 * because the number is permanent while people move and birth data are corrected.
 * @param known what the form says, for comparison
 * @param known.regionKnown tells whether a sub-district code exists; without it only the province is checked
 */
export const checkNik = (
  nik: string,
  known: { birthDate?: string | null; sex?: 'L' | 'P' | null; today: string; regionKnown?: (code: string) => boolean },
): NikFinding[] => {
  const [blocked] = run(nikShapeChecks, { digits: nik })
  if (blocked !== undefined) return [toNikFinding(blocked)]
  const { birthDate = null, sex = null, ...world } = known
  return run(nikChecks, { nik, parts: readNik(nik, known.today), birthDate, sex, ...world }).map(toNikFinding)
}

/**
 * Whether 16 digits are a number that offices gave to somebody without a NIK: it begins with 0 or repeats one digit. Such a number is
 * kept as the number of origin and is never a NIK.
 */
export const isTemporaryNumber = (digits: string): boolean =>
  /^\d{16}$/.test(digits) && (digits.startsWith('0') || /^(\d)\1{15}$/.test(digits))

/** Checks the shape of a typed family card number; its six middle digits are a registration day and say nothing of people. */
export const checkKk = (kk: string): NikFinding[] => run(kkShapeChecks, { digits: kk }).slice(0, 1).map(toNikFinding)
