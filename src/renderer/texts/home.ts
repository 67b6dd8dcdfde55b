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
    lettersToHandOver: 'Surat belum diserahkan',
  },
  families: (count: string) => `${count} keluarga`,
  workList: 'Daftar kerja',
} as const
