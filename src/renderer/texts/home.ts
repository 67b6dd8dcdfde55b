/** Beranda. */
export const homeTexts = {
  title: 'Hari ini',
  search: 'Siapa yang datang?',
  searchHint: 'Ketik nama, NIK atau No. KK',
  tiles: {
    mine: 'Perlu tindakan saya',
    overdue: 'Lewat batas waktu',
    referralsWaiting: 'Rujukan belum dijawab',
    openCases: 'Kasus terbuka',
    people: 'Warga terdata',
    lettersToday: 'Surat hari ini',
  },
  families: (count: string) => `${count} keluarga`,
  workList: 'Daftar kerja',
  show: { mine: 'Tugas saya', overdue: 'Lewat batas waktu', all: 'Semua yang terbuka' },
  empty: {
    mine: {
      title: 'Tidak ada yang menunggu Anda',
      text: 'Kasus yang Anda pegang akan muncul di sini. Yang lewat batas waktu ada di daftar sebelahnya.',
    },
    overdue: { title: 'Tidak ada yang lewat batas waktu', text: 'Semua kasus terbuka masih dalam waktunya.' },
    all: {
      title: 'Belum ada kasus terbuka',
      text: 'Kasus dimulai dengan mencari warganya di kotak di atas, lalu memilih layanan yang dibutuhkan.',
    },
  },
} as const
