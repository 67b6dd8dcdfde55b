import { type FormWords, under } from './words.ts'

const named: FormWords = { name: 'Nama', description: 'Penjelasan' }

const columnKinds = {
  text: 'Tulisan',
  nik: 'NIK',
  kk: 'No. KK',
  date: 'Tanggal',
  sex: 'Jenis kelamin',
  code: 'Kode dari daftar isian',
  region: 'Wilayah',
  'rt-rw': 'RT/RW',
  phone: 'Telepon',
  ignored: 'Tidak dipakai',
} as const

const endMarkWords: FormWords = {
  endMark: { label: 'Ada tanda akhir data', help: 'Baris setelah tanda ini tidak dibaca.' },
  'endMark.text': 'Tulisan pada selnya',
  'endMark.column': { label: 'Kolom ke', help: '1 = kolom A; 0 = kolom mana saja.' },
}
const listWords: FormWords = {
  ignoreSheets: { label: 'Lembar yang tidak dibaca', help: 'Nama lembar, satu per baris.' },
  knownPeopleOnly: { label: 'Hanya menandai warga yang sudah terdaftar' },
  tag: { label: 'Tandai dengan', help: 'Nama tempat label kiriman dikumpulkan pada data warga; kosong = tidak ditandai.' },
}

const importColumnWords: FormWords = {
  field: { label: 'Diisikan ke', help: 'Nama isian warga, misalnya name, nik, atau extra.kloset.' },
  label: 'Sebutan',
  aliases: { label: 'Judul kolom yang dikenali', help: 'Satu baris satu judul.' },
  values: { label: 'Daftar isian (kode)', help: 'Untuk kolom berkode; kosong = tidak berkode.' },
  kind: { label: 'Dibaca sebagai', options: columnKinds },
  carryDown: { label: 'Sel kosong = sama dengan di atasnya' },
}

/** Bentuk berkas impor. */
export const importProfileWords: FormWords = {
  ...named,
  ...listWords,
  ...endMarkWords,
  headerNeeds: { label: 'Judul yang harus ada', help: 'Satu baris satu isian; nik|kkNumber berarti salah satunya.' },
  minimumColumns: 'Kolom paling sedikit',
  columns: { label: 'Kolom', item: 'kolom' },
  ...under('columns.*', importColumnWords),
  familyColumns: { label: 'Kolom pada lembar keluarga', help: 'Untuk lembar yang satu barisnya satu keluarga.', item: 'kolom' },
  ...under('familyColumns.*', importColumnWords),
}

/** Susunan kolom per pengirim. */
export const importMappingWords: FormWords = {
  ...named,
  ...listWords,
  ...endMarkWords,
  sender: { label: 'Pengirim', example: 'Desa Merembu' },
  village: { label: 'Kode desa/kelurahan', help: 'Untuk warga yang barisnya tidak menyebut desa.' },
  tables: { label: 'Lembar sejenis', item: 'lembar' },
  ...under('tables.*', {
    rows: { label: 'Satu baris berisi', options: { person: 'Satu orang', family: 'Satu keluarga' } },
    headerRows: { label: 'Banyaknya baris judul', help: '0 = tanpa judul.' },
    headerRow: { label: 'Baris judul terakhir' },
    columns: { label: 'Kolom', item: 'kolom' },
    ...under('columns.*', {
      header: 'Judul di berkas',
      field: { label: 'Diisikan ke', help: 'Kosong = kolom tidak dipakai.' },
      label: 'Sebutan',
      kind: { label: 'Dibaca sebagai', options: columnKinds },
      values: { label: 'Daftar isian (kode)', help: 'Kosong = tidak berkode.' },
      codes: { label: 'Arti kode', help: 'Di berkas → yang disimpan.' },
      carryDown: { label: 'Sel kosong = sama dengan di atasnya' },
    }),
  }),
  removed: { label: 'Sudah dihapus kantor', help: 'Tetap disimpan untuk kiriman yang pernah dibaca dengannya.' },
}

/** Bentuk berkas usulan. */
export const submissionProfileWords: FormWords = {
  ...named,
  fileNamePattern: { label: 'Nama berkas', help: 'Boleh memuat {kode-wilayah} {periode} {label} {profil}.' },
  sheetName: 'Nama lembar',
  programmes: {
    label: 'Layanan yang diusulkan',
    help: 'Kebutuhan terbuka untuk layanan ini menjadi calon usulan.',
    item: 'layanan',
  },
  titleRows: { label: 'Baris di atas judul kolom', help: 'Biasanya kosong. Satu sel satu baris tulisan.', item: 'baris' },
  'titleRows.*': 'Sel dari kiri ke kanan',
  columns: { label: 'Kolom', help: 'Urutannya sama dengan di berkas.', item: 'kolom' },
  ...under('columns.*', {
    header: 'Judul kolom',
    source: {
      label: 'Diisi dari',
      help: 'row = nomor urut; literal = tulisan tetap; empty = dikosongkan; atau misalnya person.nik.',
    },
    literal: 'Tulisan tetap',
    codes: { label: 'Kode kita → kode kementerian', help: 'Nilai yang tidak disebut diteruskan apa adanya.' },
    date: {
      label: 'Bentuk tanggal',
      options: { 'YYYY-MM-DD': '2026-08-17', 'DD-MM-YYYY': '17-08-2026', 'DD/MM/YYYY': '17/08/2026' },
    },
    upperCase: { label: 'Huruf besar semua' },
    width: 'Lebar kolom',
    required: { label: 'Wajib terisi' },
  }),
  checks: { label: 'Pemeriksaan', item: 'pemeriksaan' },
  ...under('checks.*', {
    code: 'Kunci',
    column: { label: 'Kolom yang diperiksa', help: 'Tulis judul kolomnya.' },
    rule: {
      label: 'Aturan',
      options: {
        filled: 'Harus terisi',
        'sixteen-digits': '16 angka',
        'nik-shape': 'Susunan NIK benar',
        'nik-birth': 'NIK cocok dengan tanggal lahir',
        'nik-sex': 'NIK cocok dengan jenis kelamin',
        date: 'Tanggal yang benar',
        'not-future': 'Tidak di masa depan',
        'village-known': 'Desa dikenal',
        'unique-in-batch': 'Tidak dobel dalam usulan',
        alive: 'Masih hidup',
      },
    },
    severity: {
      label: 'Bila tidak terpenuhi',
      options: { block: 'Tidak ikut diekspor', error: 'Harus diperbaiki', warning: 'Perlu dilihat' },
    },
    message: 'Yang dikatakan',
    fix: 'Cara memperbaiki',
  }),
  result: { label: 'Membaca jawaban kementerian', help: 'Satu baris satu tulisan yang dikenali.' },
  ...under('result', {
    nikHeaders: 'Judul kolom NIK',
    nameHeaders: 'Judul kolom nama',
    statusHeaders: 'Judul kolom status',
    reasonHeaders: 'Judul kolom alasan',
    accepted: 'Tulisan yang berarti diterima',
    refused: 'Tulisan yang berarti ditolak',
  }),
}

/** Daftar isian (kode). */
export const valueListWords: FormWords = {
  ...named,
  field: { label: 'Untuk isian', help: 'Nama isian warga, misalnya maritalStatus atau extra.kloset.' },
  values: { label: 'Kode', item: 'kode' },
  ...under('values.*', {
    code: 'Kode',
    label: 'Arti',
    store: { label: 'Disimpan sebagai', help: 'Kosong = seperti artinya.' },
    aliases: { label: 'Ejaan lain', help: 'Satu baris satu ejaan.' },
  }),
}
