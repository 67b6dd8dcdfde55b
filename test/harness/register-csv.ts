import { closeSync, openSync, writeSync } from 'node:fs'
import { generateFamilies, type PracticeFamily } from '../../src/main/core/practice/families.ts'
import { regionsOf } from './practice.ts'

/** District of the generated register: Bogor, one of the few with three hundred villages. */
export const registerDistrict = '32.01'
const villages = 300

export const registerHeaders = [
  'No KK',
  'NIK',
  'Nama Lengkap',
  'Jenis Kelamin',
  'Tempat Lahir',
  'Tanggal Lahir',
  'Agama',
  'Pendidikan',
  'Pekerjaan',
  'Status Perkawinan',
  'SHDK',
  'Nama Ayah',
  'Nama Ibu',
  'Disabilitas',
  'No HP',
  'Alamat',
  'Dusun',
  'RT',
  'RW',
  'Kode Desa',
] as const

/** Families of a district with 300 villages, names as frequent as in real lists; the same seed gives the same people. */
export const registerFamilies = (people: number, seed: number): Generator<PracticeFamily> => {
  let kept = 0
  const regions = regionsOf(registerDistrict).filter(({ level }) => level < 4 || kept++ < villages)
  return generateFamilies({ seed, people, regions, today: '2026-11-22' })
}

/** The rows of `registerHeaders` for one family. */
export function* registerRows(family: PracticeFamily): Generator<string[]> {
  for (const one of family.members)
    yield [
      family.kkNumber,
      one.nik ?? '',
      one.name,
      one.sex ?? '',
      one.birthPlace,
      one.birthDate,
      one.religion,
      one.education,
      one.occupation,
      one.maritalStatus,
      one.relation,
      one.fatherName,
      one.motherName,
      one.disability,
      one.phone,
      family.address,
      family.hamlet,
      family.rt,
      family.rw,
      family.regionCode,
    ]
}

const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/**
 * Writes a register as CSV, as other programs hand it over.
 * @param change bends a row before it is written; null leaves it out
 */
export const writeRegisterCsv = (
  path: string,
  input: { people: number; seed: number; change?: (row: string[], at: number) => string[] | null },
): { people: number; families: number } => {
  const file = openSync(path, 'w')
  let text = `${registerHeaders.join(',')}\r\n`
  let families = 0
  let at = 0
  let people = 0
  try {
    for (const family of registerFamilies(input.people, input.seed)) {
      families += 1
      for (const made of registerRows(family)) {
        const row = input.change === undefined ? made : input.change(made, at)
        at += 1
        if (row === null) continue
        people += 1
        text += `${row.map(field).join(',')}\r\n`
      }
      if (text.length > 1 << 20) {
        writeSync(file, text)
        text = ''
      }
    }
    writeSync(file, text)
  } finally {
    closeSync(file)
  }
  return { people, families }
}
