import exceljs from 'exceljs'
import { generateFamilies, type PracticeFamily } from '../../src/main/core/practice/families.ts'
import { readRegions } from '../../src/main/core/regions/region-data.ts'

const headers = [
  'NO',
  'NAMA LENGKAP',
  'NIK',
  'NO KK',
  'JENIS KELAMIN',
  'TEMPAT LAHIR',
  'TANGGAL LAHIR',
  'HUBUNGAN KELUARGA',
  'STATUS PERKAWINAN',
  'AGAMA',
  'PENDIDIKAN',
  'PEKERJAAN',
  'NAMA IBU KANDUNG',
  'ALAMAT',
  'DUSUN',
  'RT',
  'RW',
  'DESA/KELURAHAN',
  'KECAMATAN',
]

/**
 * Writes a village-style population workbook of made-up people: two title rows above the header, as such files have.
 * @returns the families that are in it
 */
export const writeSampleWorkbook = async (
  path: string,
  options: { seed: number; people: number; district: string; today: string },
): Promise<PracticeFamily[]> => {
  const regions = readRegions((code) => code === options.district || code.startsWith(`${options.district}.`))
  const nameOf = new Map(regions.map((region) => [region.code, region.name]))
  const families = [...generateFamilies({ seed: options.seed, people: options.people, regions, today: options.today })]
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('Penduduk')
  sheet.addRow(['DAFTAR PENDUDUK (DATA CONTOH, BUKAN ORANG SUNGGUHAN)'])
  sheet.addRow([`Dibuat dengan benih ${options.seed}`])
  sheet.addRow(headers)
  let number = 0
  for (const family of families)
    for (const person of family.members) {
      number += 1
      sheet.addRow([
        number,
        person.name,
        person.nik ?? '',
        family.kkNumber,
        person.sex === 'L' ? 'LAKI-LAKI' : 'PEREMPUAN',
        person.birthPlace,
        person.birthDate.split('-').reverse().join('-'),
        person.relation,
        person.maritalStatus,
        person.religion,
        person.education,
        person.occupation,
        person.motherName,
        family.address,
        family.hamlet,
        family.rt,
        family.rw,
        nameOf.get(family.regionCode) ?? '',
        nameOf.get(family.regionCode.slice(0, 8)) ?? '',
      ])
    }
  await workbook.xlsx.writeFile(path)
  return families
}
