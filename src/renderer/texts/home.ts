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
  begin: {
    title: 'Kantor ini masih kosong. Mulai dari sini:',
    counter: 'Warga datang ke loket',
    counterText: 'Ketik namanya di atas; bila belum ada, daftarkan.',
    import: 'Impor data warga',
    importText: 'Berkas Excel dari desa, DTSEN atau SIKS-NG.',
    users: 'Tambah petugas lain',
    usersText: 'Front Office, Back Office, fasilitator, supervisor, manajer.',
    backup: 'Buat cadangan pertama',
    backupText: 'Paling sedikit sekali sehari.',
  },
} as const
