import type { CheckRow, CheckScope, CheckSeverity } from './check.ts'

const row = <const I extends string>(
  id: I,
  severity: CheckSeverity,
  scope: CheckScope,
  fields: readonly string[],
  words: { title: string; what: string; fix: string; source?: string },
): CheckRow & { id: I } => ({ source: 'Pembacaan berkas impor', ...words, id, severity, scope, fields, overridable: false })

const retype = 'Ketik ulang dari KTP atau KK.'

/**
 * Findings of reading a file: of a cell, and of a file as a whole. The reader itself decides (it alone sees the cells); the words
 * and the severity stand here. `kepala` is the sentence's beginning, which only the reader knows.
 */
export const importChecks = [
  row('cell-error', 'warning', 'cell', [], {
    title: 'Sel berisi kesalahan Excel',
    what: 'Kolom {kolom} berisi kesalahan Excel ({isi}); dianggap kosong.',
    fix: 'Betulkan rumusnya di berkas asal, atau isi nilainya langsung di layar impor.',
  }),
  row('columns-shifted', 'block', 'cell', [], {
    title: 'Isi baris bergeser',
    what: 'Baris ini memiliki {ada} kolom, padahal judulnya {judul}: isinya bergeser. Beri tanda kutip pada isi yang memuat pemisah kolom.',
    fix: 'Simpan ulang berkas asal sebagai .xlsx, atau beri tanda kutip pada isi yang memuat koma atau titik koma.',
  }),
  row('kk-missing', 'warning', 'cell', ['kkNumber'], {
    title: 'Nomor KK kosong',
    what: 'Nomor KK kosong, juga pada kepala keluarganya; warga dicatat tanpa keluarga.',
    fix: 'Isi nomor KK di baris kepala keluarga.',
  }),
  row('number-missing', 'block', 'cell', ['nik', 'kkNumber'], {
    title: 'NIK dan nomor KK kosong',
    what: 'NIK dan nomor KK kosong, jadi tidak diketahui siapa yang dimaksud.',
    fix: 'Isi NIK atau nomor KK, atau hapus baris ini.',
  }),
  row('nik-number-lost', 'block', 'cell', ['nik'], {
    title: 'Digit NIK hilang oleh Excel',
    what: 'NIK disimpan sebagai angka, sehingga digit akhirnya hilang. Ubah kolomnya menjadi Teks lalu ketik ulang dari KTP/KK, atau minta berkas aslinya.',
    fix: 'Ubah kolom NIK menjadi Teks sebelum mengetik; minta berkas asli yang belum rusak.',
    source: 'Excel menyimpan paling banyak 15 digit angka',
  }),
  row('kk-number-lost', 'block', 'cell', ['kkNumber'], {
    title: 'Digit nomor KK hilang oleh Excel',
    what: 'Nomor KK disimpan sebagai angka, sehingga digit akhirnya hilang. Ubah kolomnya menjadi Teks lalu ketik ulang dari KTP/KK, atau minta berkas aslinya.',
    fix: 'Ubah kolom No. KK menjadi Teks sebelum mengetik; minta berkas asli yang belum rusak.',
    source: 'Excel menyimpan paling banyak 15 digit angka',
  }),
  row('nik-masked', 'block', 'cell', ['nik'], {
    title: 'NIK disamarkan',
    what: 'NIK disamarkan (berisi bintang), jadi tidak dapat dicocokkan. Minta berkas dengan nomor lengkap.',
    fix: 'Minta berkas dengan NIK lengkap kepada pengirimnya.',
  }),
  row('kk-masked', 'block', 'cell', ['kkNumber'], {
    title: 'Nomor KK disamarkan',
    what: 'Nomor KK disamarkan (berisi bintang), jadi tidak dapat dicocokkan. Minta berkas dengan nomor lengkap.',
    fix: 'Minta berkas dengan nomor KK lengkap kepada pengirimnya.',
  }),
  row('kk-leading-zero', 'warning', 'cell', ['kkNumber'], {
    title: 'Nomor KK berawalan 0',
    what: 'Nomor KK bukan nomor yang sah; warga dicatat tanpa KK.',
    fix: 'Isi nomor KK dari kartu keluarga; nomor berawalan 0 hanya nomor sementara.',
  }),
  row('kk-all-equal', 'warning', 'cell', ['kkNumber'], {
    title: 'Nomor KK berisi angka sama semua',
    what: 'Nomor KK bukan nomor yang sah; warga dicatat tanpa KK.',
    fix: 'Isi nomor KK dari kartu keluarga.',
  }),
  row('date-unknown', 'error', 'cell', ['birthDate'], {
    title: 'Isi kolom bukan tanggal',
    what: 'Isi kolom {kolom} bukan tanggal; kolom ini dibiarkan kosong. Contoh yang benar: 31-12-1990.',
    fix: 'Tulis tanggal sebagai hari-bulan-tahun, misalnya 31-12-1990.',
  }),
  row('place-date-unknown', 'error', 'cell', ['birthPlace', 'birthDate'], {
    title: 'Tempat dan tanggal tidak dapat dipisah',
    what: 'Isi kolom {kolom} tidak dapat dipisah menjadi tempat dan tanggal; dibiarkan kosong.',
    fix: 'Tulis misalnya "Gerung, 31-12-1990".',
  }),
  row('date-future', 'error', 'cell', ['birthDate'], {
    title: 'Tanggal lahir di masa depan',
    what: 'Tanggal lahir di masa depan; kolom ini dibiarkan kosong.',
    fix: 'Periksa tahun lahirnya di berkas asal.',
  }),
  row('too-long', 'error', 'cell', [], {
    title: 'Isi terlalu panjang',
    what: 'Isi kolom {kolom} terlalu panjang (lebih dari {huruf} huruf); dipotong.',
    fix: 'Persingkat isinya di berkas asal.',
  }),
  row('value-unknown', 'error', 'cell', [], {
    title: 'Isi tidak dikenal',
    what: 'Isi kolom {kolom} ("{isi}") tidak dikenal; kolom ini dibiarkan kosong.',
    fix: 'Tulis salah satu isian pada daftar isian (Pengaturan), atau tambahkan ejaannya di sana.',
  }),
  row('value-unlisted', 'warning', 'cell', [], {
    title: 'Isi tidak ada di daftar',
    what: 'Isi kolom {kolom} ("{isi}") tidak ada di daftar; disimpan apa adanya.',
    fix: 'Bila ejaannya lain, tambahkan ke daftar isian (Pengaturan) lalu impor lagi.',
  }),
  row('phone-unknown', 'warning', 'cell', ['phone'], {
    title: 'Bukan nomor telepon',
    what: 'Isi kolom Telepon bukan nomor telepon; dianggap kosong.',
    fix: 'Tulis misalnya 081234567890.',
  }),
  row('region-unknown', 'warning', 'cell', ['regionCode'], {
    title: 'Wilayah tidak ditemukan',
    what: 'Wilayah "{wilayah}" tidak ditemukan di kabupaten/kota ini; wilayah warga dibiarkan kosong.',
    fix: 'Periksa ejaan desa dan kecamatan, atau pilih desanya saat mengimpor.',
  }),
  row('name-missing', 'block', 'cell', ['name'], {
    title: 'Nama kosong',
    what: 'Nama kosong. Isi namanya di berkas asal lalu impor lagi, atau hapus baris ini.',
    fix: 'Isi nama seperti di KTP atau KK.',
  }),
  row('fact-date-unknown', 'warning', 'cell', [], {
    title: 'Tanggal catatan tidak terbaca',
    what: 'Isi kolom {kolom} ("{isi}") {sebab}; dicatat sebagai keterangan saja. Contoh yang benar: 18-10-2026 atau Oktober 2026.',
    fix: 'Tulis tanggal atau bulan data itu di berkas asal.',
  }),
  row('fact-unlisted', 'warning', 'cell', [], {
    title: 'Isi catatan tidak dikenal',
    what: 'Isi kolom {kolom} ("{isi}") tidak dikenal; dicatat sebagai keterangan saja, bukan sebagai data program atau status.',
    fix: 'Betulkan isinya di berkas asal, atau catat program dan statusnya di halaman warga.',
  }),
  row('still-recorded', 'warning', 'package', [], {
    title: 'Berkas menyebut tidak, tetapi masih tercatat',
    what: 'Berkas menyebut "tidak", tetapi tercatat: {catatan}. Tanggal data di berkas tidak diketahui, jadi tidak diakhiri; akhiri di halaman warga bila memang sudah berakhir.',
    fix: 'Akhiri di halaman warga, atau impor lagi dengan tanggal datanya.',
  }),
  row('nik-twice', 'block', 'package', ['nik'], {
    title: 'NIK dua kali dalam berkas',
    what: 'NIK ini sudah ada di {tempat}; baris {baris} ini tidak ditulis. Hapus salah satu di berkas asal.',
    fix: 'Hapus salah satu baris, atau betulkan NIK-nya.',
    source: 'Satu NIK untuk satu orang (Dukcapil)',
  }),
  row('person-twice', 'block', 'package', [], {
    title: 'Orang dua kali dalam berkas',
    what: 'Orang atau keluarga yang sama sudah ada di {tempat}; baris {baris} ini tidak ditulis.',
    fix: 'Hapus salah satu baris di berkas asal.',
  }),
  row('perhaps-same', 'warning', 'package', ['name', 'birthDate'], {
    title: 'Mungkin warga yang sudah terdaftar',
    what: 'Nama dan tanggal lahirnya sama dengan warga yang sudah terdaftar; perlu dicek apakah orang yang sama. Baris ini belum ditulis.',
    fix: 'Bandingkan dengan data warga itu. Isi NIK-nya bila orang yang sama.',
  }),
  row('rows-same-person', 'warning', 'package', [], {
    title: 'Dua baris untuk satu warga',
    what: 'Baris ini dan baris {baris} menunjuk warga yang sama; datanya pernah digabungkan. Baris ini belum ditulis.',
    fix: 'Sisakan satu baris dengan NIK yang benar.',
  }),
  row('not-registered', 'block', 'package', ['nik', 'kkNumber'], {
    title: 'Tidak ada di data warga',
    what: '{nomor} ini tidak ada di data warga. Daftar ini hanya menandai warga yang sudah terdaftar; impor dahulu data penduduknya.',
    fix: 'Impor dahulu data penduduknya, atau daftarkan warga itu.',
  }),
  row('name-differs', 'warning', 'package', ['name'], {
    title: 'Nomor atas nama lain',
    what: '{nomor} ini di data warga atas nama lain; cocokkan dahulu. Baris ini belum ditulis.',
    fix: 'Cocokkan nomornya dengan KTP atau KK; betulkan berkas atau data warga.',
    source: 'Kemensos: kemiripan nama di bawah 60 tidak padan',
  }),
  row('matched-by-family', 'warning', 'package', ['kkNumber'], {
    title: 'Dicocokkan lewat nomor KK',
    what: 'Dicocokkan lewat nomor KK: isinya dicatat pada kepala keluarganya.',
    fix: 'Isi NIK bila isinya untuk anggota lain.',
  }),
  row('file-known', 'warning', 'package', [], {
    title: 'Berkas sudah pernah ditulis',
    what: 'Berkas yang sama persis sudah ditulis ke data pada {tanggal}.',
    fix: 'Batalkan bila tidak sengaja; menulis lagi tidak menggandakan warga ber-NIK.',
  }),
  row('sheet-hidden', 'warning', 'package', [], {
    title: 'Lembar tersembunyi',
    what: 'Lembar "{lembar}" tersembunyi, jadi tidak dibaca.',
    fix: 'Tampilkan lembarnya di Excel bila isinya memang perlu dibaca.',
  }),
  row('sheet-unknown', 'warning', 'package', [], {
    title: 'Judul kolom tidak dikenali',
    what: 'Lembar "{lembar}" tidak dibaca: judul kolomnya tidak dikenali.',
    fix: 'Pilih tata letak yang sesuai atau tambahkan judul kolomnya.',
  }),
  row('sheet-families', 'warning', 'package', [], {
    title: 'Lembar berisi keluarga',
    what: 'Lembar "{lembar}" berisi {jumlah} keluarga; isinya dicatat pada kepala keluarganya.',
    fix: 'Tidak ada yang perlu diperbaiki.',
  }),
  row('families-left', 'warning', 'package', [], {
    title: 'Keluarga tanpa kepala di lembar anggota',
    what: '{jumlah} keluarga tidak dicatat: kepala keluarganya tidak ada di lembar anggota.',
    fix: `Periksa nomor KK di kedua lembar. ${retype}`,
  }),
] as const
