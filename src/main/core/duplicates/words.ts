import type { PairField } from '../../../shared/contract/duplicates.ts'
import type { Evidence } from './evidence.ts'
import type { ScoredField } from './score.ts'

const labels: Readonly<Record<ScoredField, string>> = {
  number: 'NIK',
  name: 'Nama',
  birthDate: 'Tanggal lahir',
  sex: 'Jenis kelamin',
  motherName: 'Nama ibu',
  birthPlace: 'Tempat lahir',
  village: 'Desa/Kelurahan',
  address: 'Alamat',
  phone: 'Telepon',
  kk: 'No. KK',
}

/** How values that agree in part stand to each other. */
const partly: Readonly<Record<string, string>> = {
  'one-digit': 'Berbeda satu angka',
  length: 'Kurang atau lebih satu angka',
  serial: 'Hanya nomor urut di ujungnya berbeda; bisa juga saudara kembar',
  swapped: 'Hari dan bulan tertukar',
  year: 'Hanya tahunnya berbeda',
  month: 'Hanya bulannya berbeda',
  day: 'Hanya harinya berbeda',
  spelling: 'Hampir sama, ejaannya lain',
  shortened: 'Kata yang ada sama, satu lebih panjang',
  joined: 'Sama bila katanya disambung',
  'word-differs': 'Ada kata yang sama, ada yang berbeda',
}

const number = new Intl.NumberFormat('id-ID')

/** "dipakai 3 orang": only where it tells whether agreeing is remarkable. */
const shared = (field: ScoredField, sharedBy: number | undefined): string => {
  if (sharedBy === undefined || sharedBy < 2) return ''
  const people = `${number.format(sharedBy)} orang`
  if (field === 'number') return sharedBy > 2 ? `; nomor ini dipakai ${people}` : ''
  if (field === 'village') return `; penduduknya ${people}`
  if (sharedBy === 2) return '; jarang sama secara kebetulan'
  return field === 'birthDate' ? `; ${people} lahir pada hari itu` : `; dipunyai ${people}`
}

const wordsOf = (field: ScoredField, { verdict, kind, sharedBy }: Evidence): string => {
  if (verdict === 'unknown') return 'Tidak dapat dibandingkan'
  if (verdict === 'agree') return kind === 'order' ? 'Sama, urutan katanya lain' : `Sama${shared(field, sharedBy)}`
  if (verdict === 'partly') return partly[kind ?? ''] ?? 'Sebagian sama'
  if (kind === 'twins') return 'Berbeda, dan lahir sehari dalam satu keluarga: mungkin saudara kembar'
  return kind === 'word-differs' ? 'Berbeda, walau ada kata yang sama' : 'Berbeda'
}

/** A field's say as the screen shows it. */
export const toPairField = ({ field, ...evidence }: { field: ScoredField } & Evidence): PairField => ({
  field,
  label: labels[field],
  verdict: evidence.verdict,
  points: evidence.points,
  words: wordsOf(field, evidence),
})
