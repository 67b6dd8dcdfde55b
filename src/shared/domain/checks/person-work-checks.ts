import { type Check, when } from './check.ts'
import type { PersonExample, PersonSubject } from './person-checks.ts'

/** Youngest age at which somebody may hold a school certificate; generous, for those who started early. */
const leavingAges: readonly (readonly [RegExp, number])[] = [
  [/^(?:tamat sd|sd$|mi$|sdlb|paket a|spm\/pdf ula)/, 10],
  [/^(?:sltp|smp|mts|paket b|spm\/pdf wustha)/, 13],
  [/^(?:slta|sma|smk|smlb|ma$|mak$|paket c|spm\/pdf ulya)/, 15],
  [/^(?:diploma i\/ii|akademi|d1)/, 17],
  [/^(?:diploma iv|d4|s1|profesi)/, 19],
  [/^(?:strata ii$|s2)/, 21],
  [/^(?:strata iii|s3)/, 23],
]

/** Youngest age for a school certificate as the register words it; null when the words say nothing of a school. */
export const leavingAge = (education: string): number | null => {
  const words = education.trim().toLowerCase()
  return leavingAges.find(([pattern]) => pattern.test(words))?.[1] ?? null
}

const atHome = /^(?:|belum\/tidak bekerja|tidak bekerja|belum bekerja|pelajar\/mahasiswa|pelajar|mahasiswa|lainnya)$/
const ofTheState = /pegawai negeri|\bpns\b|\btni\b|polri|kepolisian|\bbumn\b|\bbumd\b|kepala desa|perangkat desa|anggota dpr/
const learned =
  /^(?:dosen|guru|dokter|bidan|perawat|apoteker|pengacara|notaris|arsitek|akuntan|psikiater|pilot)|pegawai negeri|kepolisian|tentara/
const unlearned = /^(?:tidak\/belum sekolah|belum tamat sd|tidak punya ijazah)/
const words = (value: string): string => value.trim().toLowerCase()

/** Marriage, school and work against age. */
export const personWorkChecks = [
  {
    id: 'marital-age',
    title: 'Status kawin pada usia muda',
    severity: 'warning',
    scope: 'person',
    fields: ['birthDate', 'maritalStatus'],
    what: 'Status perkawinan "{status}" pada usia {usia} tahun.',
    fix: 'Cocokkan tanggal lahir dan status perkawinan dengan KK; perkawinan di bawah 19 tahun memerlukan dispensasi pengadilan.',
    source: 'UU 16/2019 tentang Perkawinan: usia paling rendah 19 tahun',
    overridable: true,
    find: ({ age, maritalStatus }) =>
      when(age !== null && age < 19 && /^(?:kawin|cerai)/i.test(maritalStatus), { status: maritalStatus, usia: age ?? 0 }),
    examples: {
      pass: [{}, { birthDate: '2010-01-01', nik: null, maritalStatus: 'Belum Kawin' }, { birthDate: null, nik: null }],
      fail: [
        { birthDate: '2010-01-01', nik: null },
        { birthDate: '2010-01-01', nik: null, maritalStatus: 'Cerai Hidup' },
      ],
    },
  },
  {
    id: 'spouse-unmarried',
    title: 'Suami/istri, tetapi tidak berstatus kawin',
    severity: 'warning',
    scope: 'person',
    fields: ['relation', 'maritalStatus'],
    what: 'Hubungan keluarga "{hubungan}", tetapi status perkawinannya "{status}".',
    fix: 'Cocokkan dengan KK: betulkan status perkawinan atau hubungan keluarganya.',
    source: 'Kolom status perkawinan dan hubungan keluarga pada KK',
    overridable: true,
    find: ({ relation, maritalStatus }) =>
      when(/^(?:suami|ist(?:e)?ri)/i.test(relation) && /^(?:belum|cerai)/i.test(maritalStatus), {
        hubungan: relation,
        status: maritalStatus,
      }),
    examples: {
      pass: [{ relation: 'Istri' }, { relation: 'Istri', maritalStatus: '' }],
      fail: [
        { relation: 'Istri', maritalStatus: 'Belum Kawin' },
        { relation: 'Istri/Suami', maritalStatus: 'Cerai Mati' },
      ],
    },
  },
  {
    id: 'education-age',
    title: 'Pendidikan lebih tinggi dari usianya',
    severity: 'warning',
    scope: 'person',
    fields: ['birthDate', 'education'],
    what: 'Pendidikan "{pendidikan}" pada usia {usia} tahun.',
    fix: 'Cocokkan tahun lahir dan pendidikan terakhir; isi ijazah yang sudah dimiliki, bukan sekolah yang sedang ditempuh.',
    source: 'Usia tamat sekolah paling awal',
    overridable: true,
    find: ({ age, education }) => {
      const youngest = leavingAge(education)
      return when(age !== null && youngest !== null && age < youngest, { pendidikan: education, usia: age ?? 0 })
    },
    examples: {
      pass: [
        {},
        { education: 'Belum Tamat SD/Sederajat', birthDate: '2018-01-01', nik: null, maritalStatus: '' },
        { education: 'SLTP/Sederajat', birthDate: '2010-01-01', nik: null, maritalStatus: '' },
      ],
      fail: [
        { education: 'Diploma IV/Strata I', birthDate: '2012-01-01', nik: null, maritalStatus: '' },
        { education: 'Strata II', birthDate: '2006-11-23', nik: null, maritalStatus: '' },
        { education: 'SMA', birthDate: '2014-01-01', nik: null, maritalStatus: '' },
      ],
    },
  },
  {
    id: 'occupation-child',
    title: 'Anak dengan pekerjaan orang dewasa',
    severity: 'warning',
    scope: 'person',
    fields: ['birthDate', 'occupation'],
    what: 'Pekerjaan "{pekerjaan}" pada usia {usia} tahun.',
    fix: 'Cocokkan tahun lahir dan pekerjaan. Bila benar, ini pekerja anak: catat sebagai kasus dan terima dengan alasan.',
    source: 'UU 13/2003 tentang Ketenagakerjaan: anak di bawah 15 tahun tidak bekerja',
    overridable: true,
    find: ({ age, occupation }) =>
      when(age !== null && age < 15 && !atHome.test(words(occupation)), { pekerjaan: occupation, usia: age ?? 0 }),
    examples: {
      pass: [{}, { birthDate: '2015-01-01', nik: null, maritalStatus: '', occupation: 'Pelajar/Mahasiswa' }],
      fail: [{ birthDate: '2015-01-01', nik: null, maritalStatus: '', occupation: 'Petani/Pekebun' }],
    },
  },
  {
    id: 'occupation-state-age',
    title: 'Pegawai di bawah 18 tahun',
    severity: 'warning',
    scope: 'person',
    fields: ['birthDate', 'occupation'],
    what: 'Pekerjaan "{pekerjaan}" pada usia {usia} tahun, padahal baru mungkin sejak 18 tahun.',
    fix: 'Cocokkan tahun lahir dan pekerjaannya.',
    source: 'Syarat usia paling rendah ASN, TNI dan Polri: 18 tahun (TNI/Polri 17 tahun 9 bulan saat mendaftar)',
    overridable: true,
    find: ({ age, occupation }) =>
      when(age !== null && age >= 15 && age < 18 && ofTheState.test(words(occupation)), {
        pekerjaan: occupation,
        usia: age ?? 0,
      }),
    examples: {
      pass: [
        { occupation: 'Pegawai Negeri Sipil (PNS)' },
        { birthDate: '2010-01-01', nik: null, maritalStatus: '', occupation: 'Pedagang' },
      ],
      fail: [{ birthDate: '2010-01-01', nik: null, maritalStatus: '', occupation: 'Tentara Nasional Indonesia (TNI)' }],
    },
  },
  {
    id: 'occupation-pension-age',
    title: 'Pensiunan yang masih muda',
    severity: 'warning',
    scope: 'person',
    fields: ['birthDate', 'occupation'],
    what: 'Pensiunan pada usia {usia} tahun.',
    fix: 'Cocokkan tahun lahir dan pekerjaannya; penerima pensiun janda/duda/yatim bukan pensiunan.',
    source: 'Pensiun dini paling awal sekitar 40 tahun',
    overridable: true,
    find: ({ age, occupation }) => when(age !== null && age < 40 && words(occupation) === 'pensiunan', { usia: age ?? 0 }),
    examples: {
      pass: [{ birthDate: '1960-01-01', nik: null, occupation: 'Pensiunan' }],
      fail: [{ birthDate: '1995-01-01', nik: null, occupation: 'Pensiunan' }],
    },
  },
  {
    id: 'occupation-student-age',
    title: 'Pelajar/mahasiswa di atas 40 tahun',
    severity: 'warning',
    scope: 'person',
    fields: ['birthDate', 'occupation'],
    what: 'Pelajar/mahasiswa pada usia {usia} tahun.',
    fix: 'Perbarui pekerjaannya; biasanya masih tertulis sejak KK lama.',
    source: 'Kebiasaan pemeriksaan data penduduk',
    overridable: true,
    find: ({ age, occupation }) =>
      when(age !== null && age > 40 && /^(?:pelajar|mahasiswa)/.test(words(occupation)), { usia: age ?? 0 }),
    examples: {
      pass: [{ birthDate: '2005-01-01', nik: null, occupation: 'Pelajar/Mahasiswa' }],
      fail: [{ birthDate: '1980-01-01', nik: null, occupation: 'Pelajar/Mahasiswa' }],
    },
  },
  {
    id: 'occupation-education',
    title: 'Pekerjaan memerlukan sekolah',
    severity: 'warning',
    scope: 'person',
    fields: ['education', 'occupation'],
    what: 'Pekerjaan "{pekerjaan}", tetapi pendidikannya "{pendidikan}".',
    fix: 'Cocokkan pendidikan terakhir dan pekerjaan dengan KK, lalu betulkan yang salah.',
    source: 'Syarat ijazah pekerjaan itu',
    overridable: true,
    find: ({ education, occupation }) =>
      when(learned.test(words(occupation)) && unlearned.test(words(education)), { pekerjaan: occupation, pendidikan: education }),
    examples: {
      pass: [{ occupation: 'Guru' }, { occupation: 'Petani/Pekebun', education: 'Tidak/Belum Sekolah' }],
      fail: [
        { occupation: 'Dokter', education: 'Tidak/Belum Sekolah' },
        { occupation: 'Guru', education: 'Belum Tamat SD/Sederajat' },
      ],
    },
  },
] as const satisfies readonly Check<PersonSubject, PersonExample>[]
