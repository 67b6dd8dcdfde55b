import type { TestCell } from './workbooks.ts'

/** A person as every layout tells about them. Nobody real. */
export interface LayoutPerson {
  nik: string
  kk: string
  name: string
  sex: 'L' | 'P'
  birthPlace: string
  birthDate: string
  relation: string
  marital: string
  mother: string
}

/** One family of layouts: its headers and how it writes a person. */
export interface Layout {
  profile: string
  sheet: string
  /** The list only marks people who are in the register. */
  known: boolean
  headers: string[]
  row(person: LayoutPerson, index: number): TestCell[]
  /** Column numbers from 0; -1 where the layout has none. */
  nik: number
  birthDate: number
}

const kk1 = '5201140101200011'
const kk2 = '5201140202210022'

/** Two families; a name with an accent, so that encodings show. */
export const layoutPeople: LayoutPerson[] = [
  ['5201141203800001', kk1, 'AHMAD RENÉ SAPUTRA', 'L', 'MATARAM', '1980-03-12', 'Kepala Keluarga', 'Kawin'],
  ['5201145504820002', kk1, 'SITI WULANDARI', 'P', 'PRAYA', '1982-04-15', 'Istri', 'Kawin'],
  ['5201142005050003', kk1, 'AGUS SAPUTRA', 'L', 'MATARAM', '2005-05-20', 'Anak', 'Belum Kawin'],
  ['5201143112900014', kk2, 'BUDI HIDAYAT', 'L', 'SELONG', '1990-12-31', 'Kepala Keluarga', 'Kawin'],
  ['5201146801920025', kk2, 'DEWI LESTARI', 'P', 'SELONG', '1992-01-28', 'Istri', 'Kawin'],
].map(([nik, kk, name, sex, birthPlace, birthDate, relation, marital]) => ({
  nik: nik as string,
  kk: kk as string,
  name: name as string,
  sex: sex as 'L' | 'P',
  birthPlace: birthPlace as string,
  birthDate: birthDate as string,
  relation: relation as string,
  marital: marital as string,
  mother: 'KARTINI',
}))

const code = (words: readonly string[], word: string): string => String(words.indexOf(word) + 1)
const sexCode = (person: LayoutPerson): string => (person.sex === 'L' ? '1' : '2')
const maritalCode = (person: LayoutPerson): string => code(['Belum Kawin', 'Kawin', 'Cerai Hidup', 'Cerai Mati'], person.marital)
const familyCode = (person: LayoutPerson): string => code(['Kepala Keluarga', 'Istri', 'Anak'], person.relation)

/** All layouts that have a profile. */
export const layouts: Layout[] = [
  {
    profile: 'penduduk-opensid',
    sheet: 'Data Penduduk',
    known: false,
    headers: 'alamat dusun rw rt nama no_kk nik sex tempatlahir tanggallahir agama_id status_kawin kk_level nama_ibu suku'.split(
      ' ',
    ),
    row: (p) => [
      'Jl. Mawar 1',
      'Barat',
      '001',
      '002',
      p.name,
      p.kk,
      p.nik,
      sexCode(p),
      p.birthPlace,
      p.birthDate,
      '1',
      maritalCode(p),
      p.relation === 'Istri' ? '3' : p.relation === 'Anak' ? '4' : '1',
      p.mother,
      'Sasak',
    ],
    nik: 6,
    birthDate: 9,
  },
  {
    profile: 'siks-ng-bnba',
    sheet: 'BNBA',
    known: false,
    headers: [
      'ID DTKS',
      'Provinsi',
      'Kabupaten/Kota',
      'Kecamatan',
      'Desa/Keluarahan',
      'Alamat',
      'Dusun',
      'RT',
      'RW',
      'Nomor KK',
      'Nomor NIK',
      'Nama',
      'Tanggal Lahir',
      'Tempat Lahir',
      'Jenis Kelamin',
      'Pekerjaan',
      'Nama Ibu Kandung',
      'Hubungan Keluarga',
      'Keterangan Padan',
      'Bansos BPNT',
      'Bansos PKH',
      'PBI JKN',
    ],
    row: (p, i) => [
      `AB-${i + 1}`,
      'NUSA TENGGARA BARAT',
      'LOMBOK BARAT',
      null,
      null,
      'Jl. Mawar 1',
      'Barat',
      '2',
      '1',
      p.kk,
      p.nik,
      p.name,
      p.birthDate,
      p.birthPlace,
      p.sex === 'L' ? 'LAKI-LAKI' : 'PEREMPUAN',
      'PETANI/PEKEBUN',
      p.mother,
      p.relation,
      'PADAN',
      'YA',
      'TIDAK',
      'YA',
    ],
    nik: 10,
    birthDate: 12,
  },
  {
    profile: 'siks-ng-usulan',
    sheet: 'Usulan',
    known: false,
    headers: [
      'No',
      'NIK',
      'KK',
      'Nama',
      'Tempat Lahir',
      'Tanggal Lahir',
      'Nama Ibu',
      'Jenis Kelamin',
      'Pekerjaan',
      'Status Nikah',
      'Alamat',
      'Status Disabilitas',
      'Jenis Disabilitas',
      'Status Kehamilan',
      'Tanggal Kehamilan',
      ...Array.from({ length: 10 }, (_, i) => `Q${i + 1}`),
      'Foto Kartu Keluarga',
      'Foto Rumah (Tampak Depan)',
      'Nomor Kontak',
      'Latitude',
      'Longitude',
      'Foto Rumah (Tampak Dalam)',
      'Keterangan',
    ],
    row: (p, i) => [
      String(i + 1),
      p.nik,
      p.kk,
      p.name,
      p.birthPlace,
      p.birthDate,
      p.mother,
      p.sex,
      'Petani',
      p.marital,
      'Jl. Mawar 1',
      'Tidak',
      null,
      'Tidak',
      null,
      ...Array.from({ length: 10 }, (_, q) => (q % 2 === 0 ? 'Ya' : 'Tidak')),
      'kk.jpg',
      'depan.jpg',
      '081234567890',
      '-8.58',
      '116.11',
      'dalam.jpg',
      'baru',
    ],
    nik: 1,
    birthDate: 5,
  },
  {
    profile: 'dtsen-anggota',
    sheet: 'DTSEN',
    known: false,
    headers:
      'nik no_kk nama tempat_lahir tanggal_lahir id_jenis_kelamin id_hub_kepala_keluarga id_status_perkawinan id_disabilitas pbi id_partisipasi_sekolah id_lapangan_usaha_dari_usaha_utama id_penyakit_menahun id_penglihatan status_dtsen desil_nasional_anggota cut_off'.split(
        ' ',
      ),
    row: (p) => [
      p.nik,
      p.kk,
      p.name,
      p.birthPlace,
      p.birthDate,
      sexCode(p),
      familyCode(p),
      maritalCode(p),
      '0',
      '1',
      '3',
      '1',
      '2',
      '4',
      'DTSEN AKTIF',
      '2',
      '2026-10-18',
    ],
    nik: 0,
    birthDate: 4,
  },
  {
    profile: 'regsosek-2022k',
    sheet: '4.ket sos-ek anggota',
    known: false,
    headers: [
      'no kartu keluarga',
      '401',
      '402 Nama',
      '403 NIK',
      '404',
      '405',
      '406',
      '407',
      '408',
      '409',
      '410',
      '411',
      '412',
      '413',
      '415',
      '428a',
      '430',
      '431a',
    ],
    row: (p, i) => [
      p.kk,
      String(i + 1),
      p.name,
      p.nik,
      '1',
      sexCode(p),
      p.birthDate,
      '40',
      maritalCode(p),
      familyCode(p),
      p.sex === 'P' ? '2' : null,
      '5',
      '3',
      '13',
      '13',
      '4',
      '1',
      '1',
    ],
    nik: 3,
    birthDate: 6,
  },
  {
    profile: 'dtsen-keluarga',
    sheet: 'Keluarga',
    known: true,
    headers:
      'id_keluarga no_kk nik nama_kepala_keluarga alamat rt rw desil_nasional percentile_nasional peringkat_nasional'.split(' '),
    row: (p, i) => [`K-${i}`, p.kk, p.nik, p.name, 'Jl. Mawar 1', '1', '2', '2', '17', `${1000 + i}`],
    nik: 2,
    birthDate: -1,
  },
  {
    profile: 'daftar-desil',
    sheet: 'Desil',
    known: true,
    headers: ['No', 'No. KK', 'NIK', 'Desil'],
    row: (p, i) => [String(i + 1), p.kk, p.nik, '3'],
    nik: 2,
    birthDate: -1,
  },
  {
    profile: 'daftar-nik-nama',
    sheet: 'BNBA',
    known: true,
    headers: ['No', 'NIK', 'NAMA', 'KETERANGAN'],
    row: (p, i) => [String(i + 1), p.nik, p.name, 'Tahap 2'],
    nik: 1,
    birthDate: -1,
  },
  {
    profile: 'tugas-pdtt',
    sheet: 'PDTT',
    known: true,
    headers:
      'NIK_MASK NOKK_MASK NOREKENING_MASK Nama_Pengurus Lembaga_Penyalur KODE_WILAYAH PROV KAB KEC KEL ALAMAT RT RW KETERANGAN'.split(
        ' ',
      ),
    row: (p) => [
      p.nik,
      p.kk,
      '1234567890',
      p.name,
      'BRI',
      '5201142001',
      'NTB',
      'LOMBOK BARAT',
      'BATU LAYAR',
      'SENGGIGI',
      'Jl. Mawar 1',
      '1',
      '2',
      'Cek rumah',
    ],
    nik: 0,
    birthDate: -1,
  },
  {
    profile: 'tugas-foto-kks',
    sheet: 'KKS',
    known: true,
    headers: ['No', 'NIK', 'No KK', 'Nama Penerima', 'Nomor KKS', 'Bank Penyalur', 'Status Foto', 'Tahap'],
    row: (p, i) => [String(i + 1), p.nik, p.kk, p.name, `60130123456789${i}`, 'BRI', 'Belum', '3'],
    nik: 1,
    birthDate: -1,
  },
]

/** The clean table of a layout: header, then everybody. */
export const cleanTable = (layout: Layout): TestCell[][] => [layout.headers, ...layoutPeople.map((p, i) => layout.row(p, i))]
