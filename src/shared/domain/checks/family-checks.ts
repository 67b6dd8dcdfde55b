import { ageOn } from '../dates.ts'
import { type Check, type CheckValues, nothingMore, when } from './check.ts'

/** One present member of a family card. */
export interface FamilyMemberFacts {
  nik: string | null
  originalNumber: string
  name: string
  relation: string
  sex: 'L' | 'P' | null
  birthDate: string | null
  maritalStatus: string
  lifeStatus: string
  regionCode: string | null
}

/** A family card with its present members. */
export interface FamilyFacts {
  kkNumber: string | null
  regionCode: string | null
  members: readonly FamilyMemberFacts[]
}

/** A member as the rules see one: the relation in one spelling. */
export type RelationKind = 'head' | 'husband' | 'wife' | 'spouse' | 'child' | 'grandchild' | 'parent' | 'other'
type Member = FamilyMemberFacts & { kind: RelationKind; age: number | null }

/** A family as the rules see one. */
export interface FamilySubject {
  kkNumber: string | null
  regionCode: string | null
  members: readonly Member[]
  heads: readonly Member[]
  today: string
}

/** Facts for an example on top of a plausible family: each entry changes one member of husband, wife, child; more are added. */
export interface FamilyExample {
  kkNumber?: string | null
  regionCode?: string | null
  members?: readonly Partial<FamilyMemberFacts>[]
  /** Without the plausible family below: only `members`. */
  alone?: boolean
}

const kinds: readonly (readonly [RegExp, RelationKind])[] = [
  [/^(?:kepala|krt|kk$)/, 'head'],
  [/^(?:istri\/suami|isteri\/suami|suami\/ist|pasangan)/, 'spouse'],
  [/^suami/, 'husband'],
  [/^ist(?:e)?ri/, 'wife'],
  [/^anak/, 'child'],
  [/^cucu/, 'grandchild'],
  [/^(?:orang ?tua|mertua|ayah|ibu)/, 'parent'],
]

/** What a relation means, whichever value list wrote it. */
export const relationKind = (relation: string): RelationKind => {
  const words = relation.trim().toLowerCase()
  return kinds.find(([pattern]) => pattern.test(words))?.[1] ?? 'other'
}

/** Prepares a family for the rules. */
export const toFamilySubject = (facts: FamilyFacts, today: string): FamilySubject => {
  const members = facts.members.map((member) => ({
    ...member,
    kind: relationKind(member.relation),
    age: member.birthDate === null ? null : ageOn(member.birthDate, today),
  }))
  return { ...facts, members, heads: members.filter(({ kind }) => kind === 'head'), today }
}

const isSpouse = ({ kind }: Member): boolean => kind === 'husband' || kind === 'wife' || kind === 'spouse'

/** The first member of some kinds who stands too near or too far in age to the only head; positive = the head is older. */
const besideHead = (
  { heads, members }: FamilySubject,
  kind: RelationKind,
  wrong: (yearsYounger: number) => boolean,
): CheckValues | null => {
  const head = heads.length === 1 ? heads[0] : undefined
  if (head?.birthDate == null) return null
  for (const member of members) {
    if (member.kind !== kind || member.birthDate === null) continue
    const younger = ageOn(head.birthDate, member.birthDate)
    if (wrong(younger)) return nothingMore
  }
  return null
}

const twice = (values: readonly string[]): boolean => {
  const filled = values.filter((value) => value !== '')
  return new Set(filled).size < filled.length
}

const card = 'Satu KK memuat tepat satu kepala keluarga (Dukcapil)'

/**
 * Everything that is looked at in the members of one family card. No sentence names a member: whoever sees the family need not be
 * allowed to see all of its people.
 */
export const familyChecks = [
  {
    id: 'family-no-head',
    title: 'Keluarga tanpa kepala keluarga',
    severity: 'error',
    scope: 'family',
    fields: ['relation'],
    what: 'Tidak ada anggota yang menjadi kepala keluarga.',
    fix: 'Daftarkan kepala keluarganya dengan No. KK yang sama, atau betulkan hubungannya di halaman keluarga. Bila kepalanya meninggal atau pindah, catat penggantinya.',
    source: card,
    overridable: true,
    find: ({ members, heads }) => when(members.length > 0 && heads.length === 0),
    examples: {
      pass: [{}, { alone: true, members: [] }],
      fail: [{ members: [{ relation: 'Orang Tua', birthDate: '1955-01-01' }] }],
    },
  },
  {
    id: 'family-two-heads',
    title: 'Lebih dari satu kepala keluarga',
    severity: 'error',
    scope: 'family',
    fields: ['relation'],
    what: 'Ada {jumlah} kepala keluarga pada satu KK.',
    fix: 'Sisakan satu kepala keluarga sesuai KK; bila sudah pisah KK, pindahkan anggotanya.',
    source: card,
    overridable: true,
    find: ({ heads }) => when(heads.length > 1, { jumlah: heads.length }),
    examples: { pass: [{}], fail: [{ members: [{}, { relation: 'Kepala Keluarga' }] }] },
  },
  {
    id: 'family-head-dead',
    title: 'Kepala keluarga sudah meninggal',
    severity: 'warning',
    scope: 'family',
    fields: ['relation', 'lifeStatus'],
    what: 'Kepala keluarganya tercatat meninggal.',
    fix: 'Catat pergantian kepala keluarga, lalu sarankan mengurus KK baru ke Dukcapil.',
    source: card,
    overridable: true,
    find: ({ heads }) => when(heads.some(({ lifeStatus }) => lifeStatus === 'dead')),
    examples: { pass: [{}, { members: [{}, { lifeStatus: 'dead' }] }], fail: [{ members: [{ lifeStatus: 'dead' }] }] },
  },
  {
    id: 'family-head-young',
    title: 'Kepala keluarga di bawah 17 tahun',
    severity: 'warning',
    scope: 'family',
    fields: ['relation', 'birthDate', 'maritalStatus'],
    what: 'Kepala keluarganya berusia {usia} tahun dan belum kawin.',
    fix: 'Cocokkan tanggal lahir dan kepala keluarga dengan KK; anak tanpa wali dapat dicatat sebagai kasus.',
    source: 'Kepala keluarga berusia 17 tahun atau sudah kawin (UU Administrasi Kependudukan)',
    overridable: true,
    find: ({ heads }) => {
      const young = heads.find(({ age, maritalStatus }) => age !== null && age < 17 && !/^(?:kawin|cerai)/i.test(maritalStatus))
      return when(young !== undefined, { usia: young?.age ?? 0 })
    },
    examples: {
      pass: [{}, { alone: true, members: [{ birthDate: '2010-06-01', maritalStatus: 'Kawin' }] }],
      fail: [{ alone: true, members: [{ birthDate: '2010-06-01', maritalStatus: 'Belum Kawin' }] }],
    },
  },
  {
    id: 'family-two-husbands',
    title: 'Lebih dari satu suami',
    severity: 'error',
    scope: 'family',
    fields: ['relation', 'sex'],
    what: 'Ada {jumlah} anggota berstatus suami pada satu KK.',
    fix: 'Cocokkan hubungan keluarga dengan KK: menantu laki-laki bukan suami.',
    source: 'Kolom hubungan keluarga pada KK',
    overridable: true,
    find: ({ members }) => {
      const husbands = members.filter((one) => one.kind === 'husband' || (one.kind === 'spouse' && one.sex === 'L')).length
      return when(husbands > 1, { jumlah: husbands })
    },
    examples: {
      pass: [{}],
      fail: [
        {
          alone: true,
          members: [
            { sex: 'P' },
            { relation: 'Suami', name: 'B', sex: 'L' },
            { relation: 'Suami', name: 'C', sex: 'L', nik: '5201140101820002' },
          ],
        },
      ],
    },
  },
  {
    id: 'family-two-wives',
    title: 'Lebih dari satu istri',
    severity: 'warning',
    scope: 'family',
    fields: ['relation', 'sex'],
    what: 'Ada {jumlah} anggota berstatus istri pada satu KK.',
    fix: 'Cocokkan hubungan keluarga dengan KK: menantu perempuan bukan istri. Bila memang lebih dari satu istri, terima dengan alasan.',
    source: 'Kolom hubungan keluarga pada KK',
    overridable: true,
    find: ({ members }) => {
      const wives = members.filter((one) => one.kind === 'wife' || (one.kind === 'spouse' && one.sex !== 'L')).length
      return when(wives > 1, { jumlah: wives })
    },
    examples: { pass: [{}], fail: [{ members: [{}, {}, { relation: 'Istri', sex: 'P', birthDate: '1990-01-01' }] }] },
  },
  {
    id: 'family-spouse-sex',
    title: 'Suami/istri sama jenis kelaminnya',
    severity: 'error',
    scope: 'family',
    fields: ['relation', 'sex'],
    what: 'Kepala keluarga dan suami/istrinya sama jenis kelaminnya.',
    fix: 'Cocokkan jenis kelamin dan hubungan keluarga dengan KK, lalu betulkan yang salah.',
    source: 'UU 1/1974 tentang Perkawinan; kolom hubungan keluarga pada KK',
    overridable: true,
    find: ({ members, heads }) => {
      const head = heads.length === 1 ? heads[0] : undefined
      return when(head?.sex != null && members.some((one) => isSpouse(one) && one.sex === head.sex))
    },
    examples: { pass: [{}, { members: [{ sex: null }] }], fail: [{ members: [{ sex: 'P' }] }, { members: [{}, { sex: 'L' }] }] },
  },
  {
    id: 'family-head-marital',
    title: 'Ada suami/istri, kepala keluarga tidak berstatus kawin',
    severity: 'warning',
    scope: 'family',
    fields: ['relation', 'maritalStatus'],
    what: 'Ada suami/istri pada KK ini, tetapi status perkawinan kepala keluarganya "{status}".',
    fix: 'Cocokkan status perkawinan kepala keluarga dengan KK.',
    source: 'Kolom status perkawinan dan hubungan keluarga pada KK',
    overridable: true,
    find: ({ members, heads }) => {
      const head = heads.length === 1 ? heads[0] : undefined
      return head !== undefined && /^(?:belum|cerai)/i.test(head.maritalStatus)
        ? when(
            members.some((one) => isSpouse(one) && one.lifeStatus === 'alive'),
            { status: head.maritalStatus },
          )
        : null
    },
    examples: { pass: [{}, { members: [{ maritalStatus: '' }] }], fail: [{ members: [{ maritalStatus: 'Belum Kawin' }] }] },
  },
  {
    id: 'family-child-age',
    title: 'Usia anak tidak cocok dengan kepala keluarga',
    severity: 'warning',
    scope: 'family',
    fields: ['relation', 'birthDate'],
    what: 'Ada anak yang selisih usianya dengan kepala keluarga kurang dari 12 tahun.',
    fix: 'Cocokkan tanggal lahir dan hubungan keluarga dengan KK; anak tiri atau anak angkat dapat diterima dengan alasan.',
    source: 'Selisih usia orang tua dan anak',
    overridable: true,
    find: (family) => besideHead(family, 'child', (younger) => younger < 12),
    examples: {
      pass: [{}, { members: [{}, {}, { birthDate: null }] }],
      fail: [{ members: [{}, {}, { birthDate: '1985-01-01' }] }, { members: [{}, {}, { birthDate: '1970-01-01' }] }],
    },
  },
  {
    id: 'family-grandchild-age',
    title: 'Usia cucu tidak cocok dengan kepala keluarga',
    severity: 'warning',
    scope: 'family',
    fields: ['relation', 'birthDate'],
    what: 'Ada cucu yang selisih usianya dengan kepala keluarga kurang dari 25 tahun.',
    fix: 'Cocokkan tanggal lahir dan hubungan keluarga dengan KK.',
    source: 'Dua kali selisih usia orang tua dan anak',
    overridable: true,
    find: (family) => besideHead(family, 'grandchild', (younger) => younger < 25),
    examples: {
      pass: [{}, { members: [{ birthDate: '1960-01-01' }, {}, {}, { relation: 'Cucu', birthDate: '2015-01-01' }] }],
      fail: [{ members: [{}, {}, {}, { relation: 'Cucu', birthDate: '1995-01-01' }] }],
    },
  },
  {
    id: 'family-parent-age',
    title: 'Usia orang tua/mertua tidak cocok dengan kepala keluarga',
    severity: 'warning',
    scope: 'family',
    fields: ['relation', 'birthDate'],
    what: 'Ada orang tua/mertua yang tidak sedikitnya 12 tahun lebih tua dari kepala keluarga.',
    fix: 'Cocokkan tanggal lahir dan hubungan keluarga dengan KK.',
    source: 'Selisih usia orang tua dan anak',
    overridable: true,
    find: (family) => besideHead(family, 'parent', (younger) => younger > -12),
    examples: {
      pass: [{}, { members: [{}, {}, {}, { relation: 'Mertua', birthDate: '1955-01-01' }] }],
      fail: [{ members: [{}, {}, {}, { relation: 'Orang Tua', birthDate: '1978-01-01' }] }],
    },
  },
  {
    id: 'family-same-number',
    title: 'Dua anggota dengan nomor yang sama',
    severity: 'error',
    scope: 'family',
    fields: ['nik', 'originalNumber'],
    what: 'Dua anggota keluarga ini memakai NIK atau nomor asal yang sama.',
    fix: 'Cocokkan NIK setiap anggota dengan KK; satu NIK untuk satu orang. Bila orangnya sama, gabungkan datanya.',
    source: 'NIK tunggal untuk setiap penduduk (Dukcapil)',
    overridable: true,
    find: ({ members }) =>
      when(twice(members.map(({ nik, originalNumber }) => nik ?? (/^(\d)\1*$/.test(originalNumber) ? '' : originalNumber)))),
    examples: {
      pass: [
        {},
        {
          members: [
            { nik: null, originalNumber: '9999999999999999' },
            { nik: null, originalNumber: '9999999999999999' },
          ],
        },
      ],
      fail: [
        {
          members: [
            { nik: null, originalNumber: '0201140101800001' },
            { nik: null, originalNumber: '0201140101800001' },
          ],
        },
      ],
    },
  },
  {
    id: 'family-same-person',
    title: 'Anggota yang tercatat dua kali',
    severity: 'warning',
    scope: 'family',
    fields: ['name', 'birthDate'],
    what: 'Dua anggota keluarga ini sama nama dan tanggal lahirnya.',
    fix: 'Bila orangnya sama, gabungkan lewat Data ganda; bila berbeda, terima dengan alasan.',
    source: 'Kebiasaan pemeriksaan data penduduk',
    overridable: true,
    find: ({ members }) =>
      when(twice(members.map(({ name, birthDate }) => (birthDate === null ? '' : `${name.trim().toUpperCase()} ${birthDate}`)))),
    examples: {
      pass: [{}, { members: [{}, {}, { name: 'ALI' }, { name: 'ALI', relation: 'Anak', birthDate: '2012-02-02' }] }],
      fail: [{ members: [{}, {}, {}, { relation: 'Anak', name: 'ANAK SATU', birthDate: '2010-05-05' }] }],
    },
  },
  {
    id: 'family-villages-differ',
    title: 'Anggota di desa yang berbeda',
    severity: 'warning',
    scope: 'family',
    fields: ['regionCode'],
    what: 'Anggota keluarga ini tercatat di {jumlah} desa/kelurahan.',
    fix: 'Samakan desa/kelurahannya dengan KK. Yang tinggal di tempat lain (sekolah, bekerja) dapat diterima dengan alasan.',
    source: 'Satu KK satu alamat',
    overridable: true,
    find: ({ members }) => {
      const villages = new Set(members.flatMap(({ regionCode }) => regionCode ?? [])).size
      return when(villages > 1, { jumlah: villages })
    },
    examples: { pass: [{}, { members: [{ regionCode: null }] }], fail: [{ members: [{}, { regionCode: '52.01.01.2001' }] }] },
  },
  {
    id: 'family-village-other',
    title: 'Desa KK berbeda dari desa anggotanya',
    severity: 'warning',
    scope: 'family',
    fields: ['regionCode'],
    what: 'Desa/kelurahan pada KK berbeda dari desa/kelurahan semua anggotanya.',
    fix: 'Betulkan alamat KK, atau alamat anggotanya.',
    source: 'Satu KK satu alamat',
    overridable: true,
    find: ({ regionCode, members }) => {
      const villages = members.flatMap((one) => one.regionCode ?? [])
      return when(regionCode !== null && villages.length > 0 && !villages.includes(regionCode))
    },
    examples: { pass: [{}, { regionCode: null }], fail: [{ regionCode: '52.01.01.2001' }] },
  },
  {
    id: 'family-empty',
    title: 'KK tanpa anggota',
    severity: 'warning',
    scope: 'family',
    fields: [],
    what: 'KK ini tidak punya anggota lagi.',
    fix: 'Bila semua anggotanya sudah pindah ke KK lain, biarkan sebagai riwayat dan terima dengan alasan.',
    source: 'Kebiasaan pemeriksaan data penduduk',
    overridable: true,
    find: ({ members }) => when(members.length === 0, nothingMore),
    examples: { pass: [{}], fail: [{ alone: true, members: [] }] },
  },
] as const satisfies readonly Check<FamilySubject, FamilyExample>[]
