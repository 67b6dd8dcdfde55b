import { type FormWords, under } from './words.ts'

const conditionWords: FormWords = {
  question: { label: 'Pertanyaan', help: 'Kunci pertanyaan yang dilihat jawabannya.' },
  op: {
    label: 'Jawabannya',
    options: {
      in: 'salah satu dari',
      'not-in': 'bukan salah satu dari',
      'at-least': 'paling sedikit',
      'at-most': 'paling banyak',
      'has-bit': 'memuat kode',
      answered: 'sudah dijawab',
    },
  },
  values: { label: 'Kode jawaban', help: 'Satu baris satu kode; untuk ya/tidak: ya atau tidak.' },
  number: 'Angka',
}

/** Kuesioner dan formulir. */
export const questionnaireWords: FormWords = {
  name: 'Nama formulir',
  description: 'Penjelasan',
  subject: { label: 'Tentang', options: { person: 'Satu orang', family: 'Keluarga' } },
  counted: { label: 'Sebutan hitungannya', help: 'Misalnya "kriteria terpenuhi"; kosong = tidak ada yang dihitung.' },
  source: { label: 'Sumber', help: 'Formulir asalnya, versi dan tanggal.' },
  sections: { label: 'Bagian', item: 'bagian' },
  ...under('sections.*', {
    key: 'Kunci',
    title: 'Judul bagian',
    intro: 'Pengantar',
    repeat: { label: 'Ditanyakan', options: { once: 'Satu kali', members: 'Kepada tiap anggota keluarga' } },
    when: { label: 'Hanya ditanyakan bila', help: 'Semua aturan harus terpenuhi; kosong = selalu.', item: 'aturan' },
    ...under('when.*', conditionWords),
    questions: { label: 'Pertanyaan', item: 'pertanyaan' },
    ...under('questions.*', {
      key: { label: 'Kunci', help: 'Jawaban disimpan dengan kunci ini; jangan diubah setelah dipakai.' },
      number: { label: 'Nomor', help: 'Seperti di kertas, misalnya 301a.' },
      text: 'Pertanyaan',
      hint: 'Petunjuk',
      type: {
        label: 'Bentuk jawaban',
        options: {
          text: 'Tulisan',
          number: 'Angka',
          date: 'Tanggal',
          choice: 'Pilih satu',
          multi: 'Pilih beberapa',
          bits: 'Jumlah kode',
          'yes-no': 'Ya atau tidak',
        },
      },
      required: { label: 'Wajib dijawab' },
      unit: { label: 'Satuan', example: 'm²' },
      min: 'Paling kecil',
      max: 'Paling besar',
      decimals: 'Angka di belakang koma',
      format: { label: 'Bentuk tulisan', options: { '': 'Bebas', digits16: '16 angka (NIK, No. KK)' } },
      lines: { label: 'Baris di kertas' },
      values: { label: 'Daftar isian (kode)', help: 'Kosong = pilihan ditulis di bawah.' },
      options: { label: 'Pilihan', item: 'pilihan' },
      ...under('options.*', {
        code: 'Kode',
        label: 'Pilihan',
        aliases: { label: 'Ejaan lain', help: 'Satu baris satu ejaan.' },
      }),
      when: { label: 'Hanya ditanyakan bila', help: 'Semua aturan harus terpenuhi; kosong = selalu.', item: 'aturan' },
      ...under('when.*', conditionWords),
      ages: { label: 'Hanya untuk umur tertentu' },
      ...under('ages', { min: 'Umur paling muda', max: 'Umur paling tua' }),
      sex: { label: 'Hanya untuk', options: { L: 'Laki-laki', P: 'Perempuan' } },
      prefill: { label: 'Diisi awal dari data warga', help: 'Nama isian, misalnya person.name; kosong = tidak.' },
      means: {
        label: 'Artinya juga',
        options: {
          '': '–',
          name: 'Nama anggota',
          sex: 'Jenis kelamin anggota',
          'birth-date': 'Tanggal lahir anggota',
          'visit-date': 'Tanggal kunjungan',
          surveyor: 'Nama petugas',
        },
      },
      counts: { label: 'Jawaban yang dihitung', help: 'Kode jawaban, satu baris satu kode.' },
    }),
  }),
}
