/** Kalender kerja di Pengaturan. */
export const calendarTexts = {
  weekdays: ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'],
  intro: (days: string, soon: number) =>
    `Batas layanan dihitung dalam hari kerja: ${days}, tanpa hari libur di bawah. "Segera jatuh tempo" berarti tinggal ${soon} hari kerja atau kurang. Hari kerja dan angka itu diubah di tab Layanan dan templat, jenis Kalender kerja. Kebutuhan yang sudah dicatat tetap pada tanggalnya.`,
  missingTitle: (year: string) => `Daftar libur ${year} belum dimuat`,
  missing:
    'Yang dihitung baru hari libur bertanggal tetap. Hari libur yang berpindah dan cuti bersama ditetapkan tiap tahun dengan SKB tiga menteri; muat daftarnya di bawah, bersama libur daerah. Sebelum itu batas waktu bisa jatuh pada hari libur.',
  fileTitle: 'Muat daftar hari libur',
  fileHint:
    'Excel atau CSV dengan kolom Tanggal, Keterangan, dan Jenis (Nasional, Cuti bersama, Lokal); satu hari satu baris. Daftar tahun yang ada di berkas menggantikan daftar tahun itu. Belum ada yang ditulis sebelum Anda menekan tombolnya.',
  choose: 'Pilih berkas hari libur',
  reading: 'Membaca berkas',
  writing: 'Menyimpan kalender',
  found: (years: string, added: number, removed: number, same: number) =>
    `Tahun ${years === '' ? '–' : years}: ${added} hari baru, ${removed} hari dihapus, ${same} tetap.`,
  problems: (count: number) => `${count} baris tidak dapat dibaca; perbaiki di berkasnya lalu pilih lagi.`,
  nothing: 'Daftar di berkas ini sudah sama dengan kalender kantor. Tidak ada yang perlu disimpan.',
  added: 'Hari libur baru',
  removed: 'Tidak lagi libur',
  write: 'Simpan kalender',
  another: 'Pilih berkas lain',
  saved: (added: number, removed: number) => `Kalender disimpan: ${added} ditambah, ${removed} dihapus.`,
  listTitle: (years: string) => `Hari libur (tahun yang sudah dimuat: ${years})`,
  noYears: 'belum ada',
  date: 'Tanggal',
  name: 'Keterangan',
  kind: 'Jenis',
  everyYear: 'Tetap setiap tahun',
  kinds: { nasional: 'Nasional', 'cuti-bersama': 'Cuti bersama', lokal: 'Lokal' },
} as const
