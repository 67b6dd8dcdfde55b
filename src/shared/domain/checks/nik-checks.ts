import { ageOn } from '../dates.ts'
import { type NikParts, provinceCodes } from '../nik-parts.ts'
import { type Check, when } from './check.ts'

/** A NIK with what is known of its holder; `parts` are those of the NIK, null without one. */
export interface NikSubject {
  nik: string | null
  parts: NikParts | null
  birthDate: string | null
  sex: 'L' | 'P' | null
  /** `YYYY-MM-DD` */
  today: string
  /** Whether a sub-district code stands in the region list; without it only the province is looked at. */
  regionKnown?: (code: string) => boolean
}

/** Facts for an example: the rest is a plausible woman of Gunungsari. `regions` = the known sub-districts. */
export interface NikExample {
  nik?: string | null
  birthDate?: string | null
  sex?: 'L' | 'P' | null
  regions?: readonly string[]
}

/** Oldest age that is taken for granted; above it a birth date is worth a look. */
export const greatestAge = 110

const nikCheck = <const I extends string>(
  check: Omit<Check<NikSubject, NikExample>, 'severity' | 'scope' | 'overridable'> & { id: I },
): Check<NikSubject, NikExample> & { id: I } => ({ ...check, severity: 'warning', scope: 'person', overridable: true })

const registry =
  'Susunan NIK (Dukcapil): 6 digit wilayah pendaftaran pertama, 6 digit tanggal lahir (hari + 40 untuk perempuan), 4 digit urut'
const askTheCard =
  'Cocokkan dengan KTP atau KK. Bila NIK di kartu memang begitu, terima dengan alasan: NIK tidak berubah seumur hidup.'

/**
 * What the digits of a NIK mean. All of it only warns: the number is permanent, while people move, regions split and birth
 * data are corrected.
 */
export const nikChecks = [
  nikCheck({
    id: 'nik-region-unknown',
    title: 'Kode wilayah dalam NIK tidak dikenal',
    fields: ['nik'],
    what: 'Kode wilayah {kode} dalam NIK tidak dikenal; mungkin kode lama.',
    fix: 'Enam digit pertama NIK adalah kecamatan tempat pendaftaran pertama, bukan alamat sekarang. Cocokkan dengan KTP; bila memang begitu, biarkan.',
    source: `${registry}; daftar wilayah Kemendagri`,
    find: ({ nik, parts, regionKnown }) =>
      nik === null || parts === null
        ? null
        : !provinceCodes.has(nik.slice(0, 2))
          ? { kode: nik.slice(0, 2) }
          : when(regionKnown !== undefined && !regionKnown(parts.region), { kode: parts.region }),
    examples: {
      pass: [
        { nik: '5201146212850001' },
        { nik: '9101146212850001' },
        { nik: '5201146212850001', regions: ['52.01.14'] },
        { nik: null },
      ],
      fail: [{ nik: '3701146212850001' }, { nik: '5201996212850001', regions: ['52.01.14'] }],
    },
  }),
  nikCheck({
    id: 'nik-serial',
    title: 'Nomor urut NIK 0000',
    fields: ['nik'],
    what: 'Empat digit terakhir NIK 0000; nomor urut seharusnya mulai dari 0001.',
    fix: askTheCard,
    source: registry,
    find: ({ nik }) => when(nik?.endsWith('0000') === true),
    examples: { pass: [{ nik: '5201146212850001' }, { nik: null }], fail: [{ nik: '5201146212850000' }] },
  }),
  nikCheck({
    id: 'nik-birth-digits',
    title: 'Digit tanggal lahir dalam NIK bukan tanggal',
    fields: ['nik'],
    what: 'Digit tanggal lahir dalam NIK ({digit}) bukan tanggal.',
    fix: askTheCard,
    source: registry,
    find: ({ nik, parts }) => when(parts !== null && parts.birthDate === null, { digit: nik?.slice(6, 12) ?? '' }),
    examples: {
      pass: [{ nik: '5201142902000001' }, { nik: '5201146902000001' }, { nik: null }],
      fail: [{ nik: '5201149912850001' }, { nik: '5201143002000001' }, { nik: '5201140013850001' }],
    },
  }),
  nikCheck({
    id: 'nik-future',
    title: 'Tanggal lahir dalam NIK di masa depan',
    fields: ['nik'],
    what: 'Tanggal lahir dalam NIK di masa depan.',
    fix: askTheCard,
    source: registry,
    find: ({ parts, today }) => when(parts?.birthDate != null && parts.birthDate > today),
    examples: { pass: [{ nik: '5201140101260001', birthDate: '2026-01-01' }], fail: [{ nik: '5201143112260001' }] },
  }),
  nikCheck({
    id: 'nik-birth-differs',
    title: 'Tanggal lahir beda dengan NIK',
    fields: ['nik', 'birthDate'],
    what: 'Tanggal lahir berbeda dari digit tanggal dalam NIK; cocokkan dengan KTP atau KK.',
    fix: 'Cocokkan tanggal lahir dengan KTP atau KK. Bila tanggal lahir pernah dibetulkan di Dukcapil, NIK tetap yang lama: terima dengan alasan.',
    source: `${registry}; NIK tidak berubah sesudah pembetulan tanggal lahir`,
    // The century is a guess, so only day, month and the last two digits of the year are compared.
    find: ({ parts, birthDate }) =>
      when(parts?.birthDate != null && birthDate !== null && birthDate.slice(2) !== parts.birthDate.slice(2)),
    examples: {
      pass: [
        { nik: '5201146212850001', birthDate: '1985-12-22' },
        { nik: '5201140101200001', birthDate: '1920-01-01', sex: 'L' },
        { birthDate: null },
      ],
      fail: [{ nik: '5201146212850001', birthDate: '1985-12-23' }],
    },
  }),
  nikCheck({
    id: 'nik-age',
    title: 'Usia di atas 110 tahun',
    fields: ['birthDate'],
    what: `Menurut tanggal lahir, usianya lebih dari ${greatestAge} tahun; periksa tahunnya.`,
    fix: 'Cocokkan tahun lahir dengan KTP atau KK; bila orangnya sudah meninggal, ubah status hidupnya.',
    source: 'Kebiasaan pemeriksaan data penduduk',
    find: ({ birthDate, today }) => when(birthDate !== null && ageOn(birthDate, today) > greatestAge),
    examples: {
      pass: [{ birthDate: '1916-11-22', nik: null }, { birthDate: null }],
      fail: [{ birthDate: '1910-01-01', nik: null }],
    },
  }),
  nikCheck({
    id: 'nik-sex-differs',
    title: 'Jenis kelamin beda dengan NIK',
    fields: ['nik', 'sex'],
    what: 'Jenis kelamin berbeda dari digit dalam NIK; cocokkan dengan KTP atau KK.',
    fix: 'Cocokkan jenis kelamin dengan KTP atau KK. Tanggal dalam NIK perempuan ditambah 40.',
    source: registry,
    find: ({ parts, sex }) => when(parts?.sex != null && sex !== null && parts.sex !== sex),
    examples: { pass: [{ sex: 'P' }, { sex: null }], fail: [{ sex: 'L' }, { nik: '5201142212850001', sex: 'P' }] },
  }),
]
