import type { PersonFact } from '../../shared/contract/person-facts.ts'
import { type FactSource, factSourceLabels } from '../../shared/domain/person-facts.ts'

/** What is known about a person beside the identity: programmes, deciles, status, pregnancy, disabilities, other numbers. */
export const factTexts = {
  cards: {
    programme: 'Kepesertaan program',
    welfare: 'Desil & status DTSEN',
    pregnancy: 'Kehamilan',
    disability: 'Disabilitas',
    number: 'Nomor lain',
  },
  none: {
    programme: 'Belum ada program yang tercatat. Program masuk lewat impor daftar penerima, atau dicatat di sini.',
    welfare: 'Belum ada desil atau status. Impor daftar desil, atau catat hasil cek di SIKS-NG.',
    pregnancy: 'Tidak ada kehamilan yang tercatat.',
    disability: 'Tidak ada disabilitas yang tercatat.',
    number: 'Belum ada nomor KIS, KKS, KIA, paspor atau akta.',
  },
  add: {
    programme: 'Catat program',
    welfare: 'Catat desil atau status',
    pregnancy: 'Catat kehamilan',
    disability: 'Catat disabilitas',
    number: 'Catat nomor',
  },
  edit: 'Perbaiki',
  editTitle: 'Perbaiki catatan',
  editHint: 'Untuk membetulkan salah ketik. Bila keadaannya memang berubah, buat catatan baru; yang lama menjadi riwayat.',
  end: 'Akhiri',
  endTitle: 'Akhiri catatan ini',
  endText: 'Catatan tetap terlihat sebagai riwayat.',
  endOn: 'Berakhir pada',
  endNote: 'Keterangan',
  remove: 'Hapus',
  removeTitle: 'Hapus catatan ini',
  removeText: 'Hanya untuk catatan yang tidak pernah benar, misalnya salah orang. Riwayat perubahan tetap menyebutnya.',
  removeReason: 'Alasan dihapus',
  removeMissing: 'Tulis alasannya.',
  actions: (what: string) => `Tindakan untuk ${what}`,
  history: (count: number) => `Tampilkan riwayat (${count})`,
  hideHistory: 'Sembunyikan riwayat',
  saved: 'Catatan disimpan.',
  ended: 'Catatan diakhiri.',
  removed: 'Catatan dihapus.',
  asOf: (day: string) => `per ${day}`,
  received: (day: string, by: string) => `Diterima ${day}${by === '' ? '' : ` oleh ${by}`}`,
  decileNone: 'Desil belum tercatat',
  decileOf: (name: string) => `desil keluarga, tercatat pada ${name}`,
  form: {
    what: 'Yang dicatat',
    programme: 'Program',
    otherProgramme: 'Program lain (ketik namanya)',
    programmeName: 'Nama program',
    number: 'Nomor peserta',
    numberKept: (masked: string) => `Kosongkan bila tetap ${masked}`,
    status: 'Keadaan',
    from: 'Sejak',
    to: 'Sampai',
    decile: 'Desil (1–10)',
    percentile: 'Persentil (1–100)',
    decileBad: 'Isi angka 1 sampai 10.',
    percentileBad: 'Isi angka 1 sampai 100.',
    dtsenStatus: 'Status DTSEN',
    dtksId: 'ID DTKS',
    expected: 'Perkiraan lahir',
    type: 'Jenis disabilitas',
    degree: 'Tingkat',
    numberType: 'Jenis nomor',
    numberName: 'Nama nomor',
    numberValue: 'Nomor',
    validFrom: 'Berlaku sejak',
    validTo: 'Berlaku sampai',
    source: 'Sumber',
    sourceHint: 'Dari mana ini diketahui.',
    asOf: 'Tanggal sumber',
    asOfHint: 'Tanggal daftar, cek, kartu, atau keterangan.',
    note: 'Keterangan',
    required: 'Wajib diisi.',
  },
} as const

/** What kinds of things can be written down on the card of deciles and status. */
export const welfareChoices = [
  { value: 'decile', label: 'Desil' },
  { value: 'percentile', label: 'Persentil' },
  { value: 'dtsen-status', label: factTexts.form.dtsenStatus },
  { value: 'dtks-id', label: factTexts.form.dtksId },
]

export const disabilityTypes = [
  'Disabilitas Fisik',
  'Disabilitas Netra',
  'Disabilitas Rungu/Wicara',
  'Disabilitas Intelektual',
  'Disabilitas Mental/Jiwa',
  'Disabilitas Fisik dan Mental',
  'Disabilitas Ganda',
  'Disabilitas Lainnya',
]
export const disabilityDegrees = ['Ringan', 'Sedang', 'Berat']

/** `Impor: Desil Oktober.xlsx`, `Cek di SIKS-NG`. */
export const sourceText = (fact: { source: FactSource; importLabel: string }): string =>
  fact.source === 'file' && fact.importLabel !== '' ? `Impor: ${fact.importLabel}` : factSourceLabels[fact.source]

/** What a statement is about, in few words: for the row and for the names of its buttons. */
export const factTitle = (fact: Pick<PersonFact, 'kind' | 'key' | 'label'>): string => {
  if (fact.kind === 'decile') return fact.key === 'percentile' ? 'Persentil' : 'Desil'
  if (fact.kind === 'register') return fact.key === 'dtksId' ? factTexts.form.dtksId : factTexts.form.dtsenStatus
  return fact.kind === 'pregnancy' ? 'Kehamilan' : fact.label
}
