import { isRealDay } from '../dates.ts'
import { readNik } from '../nik-parts.ts'
import { type Check, type CheckSeverity, run, when } from './check.ts'
import { nikChecks } from './nik-checks.ts'
import { nikShapeChecks } from './number-checks.ts'

/** One cell of a batch for the ministry, with what the rules ask about its person. */
export interface SubmissionCell {
  /** Column header of the ministry's file. */
  column: string
  value: string
  today: string
  villageKnown: boolean
  alive: boolean
  birthDate: string | null
  sex: 'L' | 'P' | null
  /** How often the value stands in this column of the batch. */
  count: number
}

const rule = <const I extends string>(
  id: I,
  row: {
    title: string
    severity: CheckSeverity
    what: string
    fix: string
    source: string
    find: Check<SubmissionCell>['find']
    pass: readonly Partial<SubmissionCell>[]
    fail: readonly Partial<SubmissionCell>[]
  },
): Check<SubmissionCell, Partial<SubmissionCell>> & { id: I } => {
  const { pass, fail, ...rest } = row
  return { ...rest, id, scope: 'submission', fields: [], overridable: false, examples: { pass, fail } }
}

const filled = ({ value }: SubmissionCell): boolean => value !== ''
const meaning = (cell: SubmissionCell, ids: readonly string[]): { sebab: string } | null => {
  if (!filled(cell)) return null
  const parts = /^\d{16}$/.test(cell.value) ? readNik(cell.value, cell.today) : null
  if (parts === null) return null
  const found = run(nikChecks, { nik: cell.value, parts, birthDate: cell.birthDate, sex: cell.sex, today: cell.today })
  const one = found.find(({ id }) => ids.includes(id))
  return one === undefined ? null : { sebab: one.message }
}

/**
 * The rules that the columns of a submission profile may use, `submission-` before the profile's name of the rule. A profile
 * says which rule is for which column, how grave it is, and may bring better words for its file.
 */
export const submissionChecks = [
  rule('submission-filled', {
    title: 'Kolom wajib belum diisi',
    severity: 'block',
    what: '{kolom} belum diisi.',
    fix: 'Isi {kolom} di data warga.',
    source: 'Kolom wajib pada templat kementerian',
    find: ({ value, column }) => when(value.trim() === '', { kolom: column }),
    pass: [{ value: 'Siti' }],
    fail: [{ value: '' }, { value: '  ' }],
  }),
  rule('submission-village-known', {
    title: 'Desa/kelurahan tidak ada di daftar',
    severity: 'block',
    what: 'Desa/kelurahan warga tidak ada di daftar wilayah.',
    fix: 'Pilih desa/kelurahannya di data warga.',
    source: 'Berkas usulan diperiksa per desa/kelurahan',
    find: ({ villageKnown }) => when(!villageKnown),
    pass: [{}],
    fail: [{ villageKnown: false }],
  }),
  rule('submission-alive', {
    title: 'Warga tidak berstatus hidup',
    severity: 'error',
    what: 'Warga tidak tercatat hidup dan menetap.',
    fix: 'Keluarkan dari usulan, atau betulkan status hidupnya di data warga.',
    source: 'Hanya warga yang hidup dapat diusulkan',
    find: ({ alive }) => when(!alive),
    pass: [{}],
    fail: [{ alive: false }],
  }),
  rule('submission-sixteen-digits', {
    title: 'Nomor tidak 16 digit',
    severity: 'block',
    what: '{kolom} harus 16 digit.',
    fix: 'Cocokkan nomornya dengan KTP atau KK.',
    source: 'Bentuk NIK dan No. KK',
    find: (cell) => when(filled(cell) && !/^\d{16}$/.test(cell.value), { kolom: cell.column }),
    pass: [{ value: '5201146212850001' }, { value: '' }],
    fail: [{ value: '520114' }],
  }),
  rule('submission-nik-shape', {
    title: 'Bentuk NIK salah',
    severity: 'block',
    what: '{sebab}',
    fix: 'Cocokkan NIK dengan KTP atau KK.',
    source: 'Bentuk NIK: 16 digit, tidak berawalan 0, tidak sama semua',
    find: (cell) => {
      const [found] = filled(cell) ? run(nikShapeChecks, { digits: cell.value }) : []
      return found === undefined ? null : { sebab: found.message }
    },
    pass: [{ value: '5201146212850001' }, { value: '' }],
    fail: [{ value: '520114' }, { value: '0201146212850001' }],
  }),
  rule('submission-nik-birth', {
    title: 'Tanggal lahir beda dengan NIK',
    severity: 'warning',
    what: '{sebab}',
    fix: 'Cocokkan tanggal lahir dan NIK dengan KTP atau KK.',
    source: 'Pemadanan Dukcapil membandingkan tanggal lahir',
    find: (cell) => meaning(cell, ['nik-birth-digits', 'nik-birth-differs', 'nik-future']),
    pass: [{ value: '5201146212850001', birthDate: '1985-12-22' }, { value: '' }],
    fail: [{ value: '5201146212850001', birthDate: '1985-12-23' }, { value: '5201149912850001' }],
  }),
  rule('submission-nik-sex', {
    title: 'Jenis kelamin beda dengan NIK',
    severity: 'warning',
    what: '{sebab}',
    fix: 'Cocokkan jenis kelamin dan NIK dengan KTP atau KK.',
    source: 'Hari lahir perempuan dalam NIK ditambah 40',
    find: (cell) => meaning(cell, ['nik-sex-differs']),
    pass: [{ value: '5201146212850001', sex: 'P' }, { value: '' }],
    fail: [{ value: '5201146212850001', sex: 'L' }],
  }),
  rule('submission-date', {
    title: 'Bukan tanggal',
    severity: 'error',
    what: '{kolom} bukan tanggal yang ada.',
    fix: 'Betulkan tanggalnya di data warga.',
    source: 'Kalender',
    find: (cell) => when(filled(cell) && !isRealDay(cell.value), { kolom: cell.column }),
    pass: [{ value: '1990-07-01' }, { value: '' }],
    fail: [{ value: '1990-02-30' }, { value: '1 Juli' }],
  }),
  rule('submission-not-future', {
    title: 'Tanggal di masa depan',
    severity: 'error',
    what: '{kolom} di masa depan.',
    fix: 'Periksa tahun dan bulannya di data warga.',
    source: 'Tanggal hari ini',
    find: (cell) => when(filled(cell) && isRealDay(cell.value) && cell.value > cell.today, { kolom: cell.column }),
    pass: [{ value: '2026-11-22' }, { value: '' }, { value: '9999' }],
    fail: [{ value: '2026-11-23' }],
  }),
  rule('submission-unique-in-batch', {
    title: 'Nilai dua kali dalam satu usulan',
    severity: 'block',
    what: '{kolom} yang sama ada lebih dari sekali dalam usulan ini.',
    fix: 'Keluarkan salah satunya dari usulan, atau betulkan nomornya.',
    source: 'SIKS-NG menolak NIK ganda dalam satu berkas',
    find: (cell) => when(filled(cell) && cell.count > 1, { kolom: cell.column }),
    pass: [
      { value: '1', count: 1 },
      { value: '', count: 9 },
    ],
    fail: [{ value: '1', count: 2 }],
  }),
] as const
