/** Batas wilayah foto di Pengaturan, Kantor, kop. */
export const photoBoundsTexts = {
  title: 'Batas wilayah foto',
  intro:
    'Foto rumah yang lokasinya di luar kotak ini ditandai saat diunggah, karena mungkin milik warga lain. Tanpa batas, yang diperiksa hanya apakah fotonya diambil di Indonesia.',
  none: 'Belum ada batas.',
  north: 'Utara (lintang)',
  south: 'Selatan (lintang)',
  west: 'Barat (bujur)',
  east: 'Timur (bujur)',
  how: 'Cara mengisi: buka peta di ponsel, tekan lama pada ujung paling utara kabupaten/kota; angka pertama yang muncul lintang, angka kedua bujur. Ulangi untuk ujung selatan, barat, dan timur. Lintang di selatan khatulistiwa bertanda minus, misalnya -8,683.',
  fromPhotos: (count: string) => `Ambil dari ${count} foto yang sudah ada`,
  noPhotos: 'Belum ada foto berlokasi di aplikasi ini; isi keempat angkanya.',
  taken: 'Keempat angka diambil dari letak foto, ditambah sekitar 2 km ke tiap sisi. Cocokkan dengan peta sebelum disimpan.',
  outside: (count: string, all: string) => `${count} dari ${all} foto yang sudah ada berada di luar kotak ini.`,
  allInside: (all: string) => `Semua ${all} foto yang sudah ada berada di dalam kotak ini.`,
  number: 'Tulis angka, misalnya -8,683.',
  clear: 'Hapus batas',
  saved: 'Batas wilayah foto disimpan. Foto yang sudah diperiksa tidak berubah.',
  cleared: 'Batas wilayah foto dihapus.',
} as const
