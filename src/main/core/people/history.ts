import { checkOf } from '../../../shared/domain/checks/table.ts'
import { shortDate } from '../../../shared/domain/dates.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'

/** Indonesian names of the columns that a change may be about; columns of person, family and family_member alike. */
const labels: Readonly<Record<string, string>> = {
  name: 'Nama',
  nik: 'NIK',
  original_number: 'Nomor di berkas asal',
  kk_number: 'No. KK',
  birth_place: 'Tempat lahir',
  birth_date: 'Tanggal lahir',
  sex: 'Jenis kelamin',
  religion: 'Agama',
  marital_status: 'Status perkawinan',
  education: 'Pendidikan',
  occupation: 'Pekerjaan',
  disability: 'Disabilitas',
  mother_name: 'Nama ibu',
  father_name: 'Nama ayah',
  phone: 'Telepon',
  address: 'Alamat',
  hamlet: 'Dusun',
  rt: 'RT',
  rw: 'RW',
  region_code: 'Desa/Kelurahan',
  life_status: 'Status hidup',
  family_id: 'Keluarga',
  relation: 'Hubungan keluarga',
  from_date: 'Anggota keluarga sejak',
  to_date: 'Anggota keluarga sampai',
  merged_from: 'Digabungkan dari data ganda',
  merged_into: 'Digabungkan ke',
}

/** Statements of `person_fact`, by the part of the field name behind `fact.`. */
const factLabels: Readonly<Record<string, string>> = {
  programme: 'Kepesertaan program',
  decile: 'Desil',
  percentile: 'Persentil',
  dtksId: 'ID DTKS',
  dtsenStatus: 'Status DTSEN',
  pregnancy: 'Kehamilan',
  pregnant: 'Kehamilan',
  disability: 'Disabilitas (catatan)',
  number: 'Nomor lain',
}

const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { L: 'Laki-laki', P: 'Perempuan' },
  life_status: { alive: 'Hidup', dead: 'Meninggal', moved: 'Pindah', missing: 'Hilang', away: 'Pergi', invalid: 'Tidak valid' },
}

const column = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Whether a change is about a column that only its import profile knows; such values live in `person.extra`. */
export const isExtra = (field: string): boolean => field.startsWith('extra.')

/**
 * What a changed field is called on screen.
 * @param extraLabels names of the extra columns, by field, from the import profiles
 */
export const fieldLabel = (field: string, extraLabels: ReadonlyMap<string, string>): string =>
  field.startsWith('check.')
    ? `Diterima dengan alasan: ${checkOf(field.slice('check.'.length))?.title ?? field}`
    : field.startsWith('fact.')
      ? (factLabels[field.split('.')[1] ?? ''] ?? field)
      : (labels[column(field)] ?? extraLabels.get(field) ?? keptWords(field.replace(/^extra\./, '')))

/** A cell of a statement's column that was not understood is kept under the column's name. */
const keptWords = (key: string): string => {
  const label = factLabels[key.split('-')[0] as string]
  return label === undefined ? key : `${label} (kata berkas)`
}

/**
 * A stored value as it may be shown: numbers masked, days and codes in words.
 * @param regionName name of a region code
 */
export const shownValue = (field: string, value: string | null, regionName: (code: string) => string): string => {
  if (value === null || value === '') return ''
  const name = column(field)
  if (name === 'nik' || name === 'kk_number' || name === 'original_number' || /^\d{16}$/.test(value)) return maskNumber(value)
  if (name.endsWith('_date')) return shortDate(value)
  if (name === 'region_code') return regionName(value)
  return words[name]?.[value] ?? value
}
