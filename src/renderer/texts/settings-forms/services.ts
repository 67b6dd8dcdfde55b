import { needStateLabels } from '../../../shared/domain/need-states.ts'
import { datedWords, type FormWords, registerOptions, under } from './words.ts'

/** Layanan dan program. */
export const programmeWords: FormWords = {
  name: 'Nama layanan',
  description: { label: 'Penjelasan singkat', help: 'Dibaca petugas loket saat memilih layanan.' },
  sector: 'Kunci sektor',
  sectorLabel: { label: 'Sektor', help: 'Pilih yang sudah ada, atau tulis sektor baru.' },
  level: {
    label: 'Ditangani di tingkat',
    options: {
      desa: 'Desa/kelurahan',
      kecamatan: 'Kecamatan',
      kabupaten: 'Kabupaten/kota',
      provinsi: 'Provinsi',
      pusat: 'Pusat',
    },
  },
  serviceDays: { label: 'Batas layanan (hari)', help: 'Setelan kantor; batas waktu kasus baru dihitung dari sini.' },
  serviceDaysIn: { label: 'Dihitung sebagai', options: { kerja: 'Hari kerja', kalender: 'Hari kalender' } },
  active: { label: 'Dipakai kantor ini', help: 'Bila dimatikan, layanan tidak muncul di loket.' },
  repeatDays: {
    label: 'Ingatkan bila minta lagi dalam (hari)',
    help: 'Kosong = menurut setelan loket.',
  },
  receivedBy: { label: 'Diterima oleh', options: { family: 'Keluarga', person: 'Orang per orang' } },
  requirements: {
    label: 'Berkas yang diminta',
    help: 'Daftar ini menentukan apakah permohonan sudah lengkap. Urutannya sama dengan di loket dan di slip.',
    item: 'berkas',
  },
  ...under('requirements.*', {
    key: { label: 'Kunci', help: 'Centang pada kasus disimpan dengan kunci ini.' },
    label: 'Nama berkas',
    required: { label: 'Diminta', options: { always: 'Selalu', when: 'Hanya bila …' } },
    when: { label: 'Bila', help: 'Keadaan yang membuatnya diminta.', example: 'bila hilang' },
    note: { label: 'Catatan untuk petugas', help: 'Yang perlu dilihat pada berkas ini.' },
    lane: { label: 'Hanya untuk jalur', help: 'Kosong = semua jalur.' },
  }),
  lanes: {
    label: 'Jalur',
    help: 'Misalnya darurat dan biasa, dengan batas hari sendiri. Kosong = satu jalur saja.',
    item: 'jalur',
  },
  ...under('lanes.*', {
    key: 'Kunci',
    label: 'Nama jalur',
    serviceDays: 'Batas layanan (hari)',
    note: 'Dipakai kalau',
    source: 'Sumber',
  }),
  criteria: {
    label: 'Kriteria penerima',
    help: 'Dipakai untuk saran "Mungkin berhak". Saran bukan keputusan.',
    item: 'kriteria',
  },
  ...under('criteria.*', {
    kind: {
      label: 'Kriteria',
      options: {
        decile: 'Desil',
        age: 'Umur',
        'school-child': 'Anak usia sekolah',
        elder: 'Lanjut usia',
        disability: 'Penyandang disabilitas',
        pregnancy: 'Ibu hamil',
        'member-of': 'Penerima program lain',
        'suspended-from': 'Kepesertaan dihentikan',
        other: 'Lainnya (ditanyakan)',
      },
    },
    min: 'Paling sedikit',
    max: 'Paling banyak',
    text: 'Keterangan',
    group: { label: 'Kelompok', help: 'Kriteria sekelompok: cukup salah satu terpenuhi.' },
    ...datedWords,
  }),
  openings: { label: 'Masa pendaftaran', help: 'Kosong = dapat diajukan sepanjang tahun.', item: 'masa' },
  ...under('openings.*', {
    from: 'Dibuka',
    to: { label: 'Ditutup', help: 'Kosong = belum ditentukan.' },
    note: 'Catatan',
    source: 'Sumber',
  }),
  quotas: {
    label: 'Kuota',
    help: 'Kuota yang berlaku hari ini tampil di loket. Kosong = tidak dibatasi atau belum diketahui.',
    item: 'kuota',
  },
  ...under('quotas.*', { places: 'Banyaknya tempat', note: 'Catatan', ...datedWords }),
  owners: { label: 'Lembaga pemilik program', help: 'Yang berlaku hari ini tampil di loket.', item: 'lembaga' },
  ...under('owners.*', { agency: 'Nama lembaga', ...datedWords }),
  source: { label: 'Sumber isian ini', help: 'Dari mana syarat dan batas harinya diambil.' },
}

/** SOP (langkah kerja). */
export const sopWords: FormWords = {
  name: 'Nama SOP',
  description: 'Tujuan',
  number: { label: 'Nomor SOP', help: 'Nomor dan tanggal penetapan di kantor ini, kalau sudah ada.' },
  programmes: { label: 'Untuk layanan', help: 'Kosong = semua layanan yang tidak punya SOP sendiri.', item: 'layanan' },
  register: { label: 'Untuk register', options: registerOptions },
  ...datedWords,
  steps: { label: 'Langkah', help: 'Tampil di kasus sebagai daftar centang, dan tercetak dengan urutan ini.', item: 'langkah' },
  ...under('steps.*', {
    key: 'Kunci',
    text: 'Yang dikerjakan',
    role: { label: 'Oleh', example: 'Front Office' },
    screen: {
      label: 'Buka layar',
      options: {
        '': '–',
        berkas: 'Berkas kebutuhan',
        warga: 'Data warga',
        rujukan: 'Rujukan',
        surat: 'Surat',
        usulan: 'Usulan SIKS-NG',
        'daftar-tunggu': 'Daftar tunggu',
      },
    },
    doneAt: {
      label: 'Tercentang sendiri pada tahap',
      help: 'Kosong = petugas mencentang sendiri.',
      options: { '': '–', ...needStateLabels },
    },
  }),
}
