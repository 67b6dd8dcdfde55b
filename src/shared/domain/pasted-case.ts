import { type PastedReport, pastedDay, pastedNotes, pastedValue } from './paste-form.ts'

/** What a report says about the person it is for, as the register keeps it. */
export interface PastedPerson {
  name: string
  /** 16 digits, or null. */
  nik: string | null
  /** What stood there when it was no NIK. */
  wrongNik: string
  kkNumber: string | null
  birthDate: string | null
  phone: string
  address: string
  village: string
  subDistrict: string
}

const digitsOf = (text: string): string => text.replace(/\D/g, '')
const sixteen = (text: string): string | null => (digitsOf(text).length === 16 ? digitsOf(text) : null)

/** Reads the person out of a report. */
export const pastedPerson = (report: PastedReport): PastedPerson => {
  const nik = pastedValue(report, 'nik')
  const birth = pastedValue(report, 'birthDate')
  return {
    name: pastedValue(report, 'name').slice(0, 300),
    nik: sixteen(nik),
    wrongNik: sixteen(nik) === null ? nik : '',
    kkNumber: sixteen(pastedValue(report, 'kkNumber')),
    birthDate: birth === '' ? null : pastedDay(birth),
    phone: pastedValue(report, 'phone').slice(0, 60),
    address: pastedValue(report, 'address').slice(0, 300),
    village: pastedValue(report, 'village').slice(0, 100),
    subDistrict: pastedValue(report, 'subDistrict').slice(0, 100),
  }
}

/** What a report says about the complaint. */
export interface PastedCase {
  /** One sentence of at most 300 letters. */
  summary: string
  /** Everything else that was written, for the description of the need. */
  notes: string
  reporterName: string
  reporterRelation: string
}

/** Reads the complaint out of a report. The proxy is the reporter where one is named, else the facilitator who sent it. */
export const pastedCase = (report: PastedReport): PastedCase => {
  const complaint = pastedValue(report, 'complaint')
  const service = pastedValue(report, 'service')
  const representative = pastedValue(report, 'representative')
  const facilitator = pastedValue(report, 'facilitator') || report.sender
  const whole = complaint || service
  return {
    summary: whole.length <= 300 ? whole : `${whole.slice(0, 297).trimEnd()}…`,
    notes: [
      whole.length > 300 ? whole : '',
      complaint !== '' && service !== '' ? `Layanan: ${service}` : '',
      pastedValue(report, 'date') === '' ? '' : `Tanggal laporan: ${pastedValue(report, 'date')}`,
      representative !== '' && facilitator !== '' ? `Fasilitator: ${facilitator}` : '',
      pastedNotes(report),
    ]
      .filter((part) => part !== '')
      .join('\n')
      .replace(/^([\s\S]{2950})[\s\S]{51,}$/, '$1… (dipotong; laporan aslinya lebih panjang)'),
    reporterName: (representative || facilitator).slice(0, 300),
    reporterRelation: representative !== '' ? 'Kuasa' : facilitator !== '' ? 'Fasilitator SLRT' : '',
  }
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 3)
const common = new Set([
  'bantuan',
  'program',
  'layanan',
  'kartu',
  'usulan',
  'surat',
  'keterangan',
  'untuk',
  'dan',
  'sosial',
  'warga',
  'daerah',
])

/**
 * The programme that a report most likely means; null when none or several fit alike. Words of the name count, common ones do not.
 * @param text the lines "Layanan" and "Pengaduan"
 */
export const guessProgramme = <T extends { key: string; name: string }>(text: string, programmes: readonly T[]): T | null => {
  const said = new Set(wordsOf(text))
  const scored = programmes
    .map((programme) => ({
      programme,
      score: [...new Set(wordsOf(`${programme.name} ${programme.key}`))].filter((word) => said.has(word) && !common.has(word))
        .length,
    }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
  const [best, second] = scored
  return best === undefined || second?.score === best.score ? null : best.programme
}
