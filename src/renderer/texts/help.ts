/** The F1 panel. */
export const helpTexts: {
  title: string
  keysTitle: string
  keys: [string, string][]
  topics: { title: string; steps: string[] }[]
  safety: string
} = {
  title: 'Bantuan',
  keysTitle: 'Tombol cepat',
  keys: [
    ['Ctrl+K', 'Cari warga'],
    ['Alt+N', 'Buat baru'],
    ['Ctrl+S', 'Simpan'],
    ['Alt+panah', 'Data berikutnya (bawah) atau sebelumnya (atas)'],
    ['Ctrl+P', 'Cetak'],
    ['Panah, Enter', 'Bergerak dalam daftar, lalu buka'],
    ['F1', 'Bantuan ini'],
    ['Esc', 'Tutup yang paling atas'],
  ],
  topics: [
    {
      title: 'Warga datang ke loket',
      steps: [
        'Cari nama, NIK atau No. KK (Ctrl+K).',
        'Kalau belum ada, daftarkan; boleh tanpa NIK.',
        'Pilih layanan yang dibutuhkan dan periksa berkasnya.',
        'Daftarkan kasusnya; nomor kasus langsung keluar.',
      ],
    },
    {
      title: 'Data dari desa (Excel)',
      steps: [
        'Buka Impor, pilih berkasnya.',
        'Periksa kolom dan baris yang perlu dicek. Belum ada yang tertulis.',
        'Tekan tombol tulis. Kalau keliru, data sebelum impor dapat dikembalikan.',
      ],
    },
  ],
  safety: 'Isian yang belum disimpan tetap ada kalau Anda berpindah halaman. NIK dan No. KK tertutup sampai Anda membukanya.',
}
