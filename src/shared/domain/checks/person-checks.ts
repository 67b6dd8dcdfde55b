import { ageOn } from '../dates.ts'
import { readNik } from '../nik-parts.ts'
import { type Check, when } from './check.ts'
import { type NikSubject, nikChecks } from './nik-checks.ts'
import { personDetailChecks } from './person-detail-checks.ts'
import { personWorkChecks } from './person-work-checks.ts'

/** What the register says of a person, as far as checks ask; '' = not known. */
export interface PersonFacts {
  nik: string | null
  /** A number of a file that is no NIK. */
  originalNumber: string
  name: string
  birthDate: string | null
  sex: 'L' | 'P' | null
  maritalStatus: string
  education: string
  occupation: string
  motherName: string
  phone: string
  rt: string
  rw: string
  regionCode: string | null
  /** `alive`, `dead`, … */
  lifeStatus: string
  /** Relation to the head of the present family card. */
  relation: string
  pregnant: boolean
  openCases: number
}

/** What the rules know beside the person. */
export interface World {
  /** `YYYY-MM-DD` in the office's time zone. */
  today: string
  /** Whether a region code stands in the region list. */
  regionKnown?: (code: string) => boolean
}

/** A person as the rules see one. */
export interface PersonSubject extends PersonFacts, NikSubject {
  /** Full years, null without a birth date. */
  age: number | null
}

/** Facts for an example on top of a plausible person; `regions` = the known codes. */
export type PersonExample = Partial<PersonFacts> & { regions?: readonly string[] }

/** Prepares a person for the rules: the NIK is taken apart once. */
export const toPersonSubject = (facts: PersonFacts, world: World): PersonSubject => ({
  ...facts,
  ...world,
  parts: facts.nik === null ? null : readNik(facts.nik, world.today),
  age: facts.birthDate === null ? null : ageOn(facts.birthDate, world.today),
})

const missing = [
  {
    id: 'nik-missing',
    title: 'NIK belum ada',
    severity: 'warning',
    scope: 'person',
    fields: ['nik'],
    what: 'NIK kosong; warga dicatat tanpa NIK dan belum dapat masuk usulan.',
    fix: 'Isi NIK dari KTP atau KK. Bila belum punya, arahkan ke Dukcapil; jangan mengisi nomor karangan.',
    source: 'Usulan DTSEN memerlukan NIK; pengaduan boleh dicatat tanpa NIK',
    overridable: true,
    find: ({ nik, originalNumber, lifeStatus }) => when(nik === null && originalNumber === '' && lifeStatus === 'alive'),
    examples: {
      pass: [{}, { nik: null, originalNumber: '0201146212850001' }, { nik: null, lifeStatus: 'dead' }],
      fail: [{ nik: null }],
    },
  },
  {
    id: 'nik-leading-zero',
    title: 'Nomor sementara berawalan 0',
    severity: 'warning',
    scope: 'person',
    fields: ['nik', 'originalNumber'],
    what: 'NIK berawalan 0 (nomor sementara); warga dicatat tanpa NIK, nomornya disimpan sebagai nomor asal.',
    fix: 'Minta NIK yang sah ke Dukcapil lalu isi di data warga; nomor asal tetap tersimpan.',
    source: 'Tidak ada kode provinsi yang berawalan 0',
    overridable: true,
    find: ({ nik, originalNumber }) => when(nik === null && originalNumber.startsWith('0') && !/^0+$/.test(originalNumber)),
    examples: {
      pass: [{}, { nik: null }, { originalNumber: '0201146212850001' }],
      fail: [{ nik: null, originalNumber: '0201146212850001' }],
    },
  },
  {
    id: 'nik-all-equal',
    title: 'Nomor berisi angka sama semua',
    severity: 'warning',
    scope: 'person',
    fields: ['nik', 'originalNumber'],
    what: 'NIK berisi angka yang sama semua; warga dicatat tanpa NIK, nomornya disimpan sebagai nomor asal.',
    fix: 'Minta NIK yang sah dari KTP atau KK lalu isi di data warga.',
    source: 'Nomor pengganti yang dipakai pada berkas desa',
    overridable: true,
    find: ({ nik, originalNumber }) => when(nik === null && /^(\d)\1{15}$/.test(originalNumber)),
    examples: { pass: [{}, { nik: null }], fail: [{ nik: null, originalNumber: '9999999999999999' }] },
  },
  {
    id: 'birth-missing',
    title: 'Tanggal lahir belum ada',
    severity: 'warning',
    scope: 'person',
    fields: ['birthDate'],
    what: 'Tanggal lahir kosong.',
    fix: 'Isi dari KTP, KK atau akta kelahiran.',
    source: 'Wajib diisi pada formulir usulan SIKS-NG',
    overridable: true,
    find: ({ birthDate }) => when(birthDate === null),
    examples: { pass: [{}], fail: [{ birthDate: null }] },
  },
  {
    id: 'sex-missing',
    title: 'Jenis kelamin belum ada',
    severity: 'warning',
    scope: 'person',
    fields: ['sex'],
    what: 'Jenis kelamin kosong.',
    fix: 'Isi dari KTP atau KK.',
    source: 'Wajib diisi pada formulir usulan SIKS-NG',
    overridable: true,
    find: ({ sex }) => when(sex === null),
    examples: { pass: [{}], fail: [{ sex: null }] },
  },
  {
    id: 'region-missing',
    title: 'Desa/kelurahan belum ada',
    severity: 'warning',
    scope: 'person',
    fields: ['regionCode'],
    what: 'Desa/kelurahan kosong; warga ini hanya terlihat oleh petugas kabupaten/kota.',
    fix: 'Pilih desa/kelurahan tempat tinggalnya di data warga.',
    source: 'Pembagian wilayah tugas aplikasi',
    overridable: true,
    find: ({ regionCode }) => when(regionCode === null),
    examples: { pass: [{}], fail: [{ regionCode: null }] },
  },
] as const satisfies readonly Check<PersonSubject, PersonExample>[]

/** Everything that is looked at in one person of the register. */
export const personChecks = [...missing, ...nikChecks, ...personDetailChecks, ...personWorkChecks] as const
