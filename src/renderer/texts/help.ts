/** The F1 panel. */
export const helpTexts: {
  title: string
  here: string
  more: string
  keysTitle: string
  keys: [string, string][]
  /** `at`: beginnings of the addresses whose screens the topic is about. */
  topics: { at: string[]; title: string; steps: string[] }[]
  safety: string
} = {
  title: 'Bantuan',
  here: 'Di halaman ini',
  more: 'Pekerjaan lain',
  keysTitle: 'Tombol cepat',
  keys: [
    ['Ctrl+K', 'Cari warga'],
    ['Alt+N', 'Buat baru'],
    ['Alt+C', 'Loket cepat'],
    ['Ctrl+S', 'Simpan'],
    ['Alt+panah', 'Data berikutnya (bawah) atau sebelumnya (atas)'],
    ['Ctrl+P', 'Cetak'],
    ['Panah, Enter', 'Bergerak dalam daftar, lalu buka'],
    ['F1', 'Bantuan ini'],
    ['Esc', 'Tutup yang paling atas'],
  ],
  topics: [
    {
      at: ['/loket', '/warga/baru'],
      title: 'Warga datang ke loket',
      steps: [
        'Cari nama, NIK atau No. KK (Ctrl+K).',
        'Kalau belum ada, daftarkan; boleh tanpa NIK.',
        'Pilih layanan yang dibutuhkan dan periksa berkasnya. Boleh lebih dari satu layanan.',
        'Daftarkan kasusnya; nomor kasus langsung keluar. Tanda terima dicetak bila dicentang.',
      ],
    },
    {
      at: ['/loket'],
      title: 'Laporan dari lapangan',
      steps: [
        'Pilih "Keluhan dari lapangan" di atas daftar layanan, lalu isi siapa yang melapor.',
        'Pesan WhatsApp fasilitator: tekan Tempel laporan, tempel teksnya, pilih orangnya, buka drafnya.',
      ],
    },
    {
      at: ['/antrean'],
      title: 'Antrean dan tamu',
      steps: [
        'Beri nomor kepada yang datang; lanjut usia, disabilitas, hamil dan darurat didahulukan.',
        'Tekan Panggil berikutnya, lalu Layani di loket.',
        'Layar ruang tunggu hanya menampilkan nomor, tanpa nama.',
      ],
    },
    {
      at: ['/cepat'],
      title: 'Surat untuk ratusan orang',
      steps: [
        'Pilih sekali jenis surat, keperluan dan penanda tangan; semuanya tetap untuk warga berikutnya.',
        'Ketik NIK lalu Enter: keluarganya tampak. Panah memilih siapa yang diterangkan, misalnya anaknya.',
        'Enter sekali lagi mencetak dan mengosongkan baris. NIK berikutnya boleh langsung diketik.',
        'Bila ada yang menghalangi, Enter menjalankan satu langkah yang sudah disiapkan.',
      ],
    },
    {
      at: ['/kasus'],
      title: 'Meneruskan kasus',
      steps: [
        'Tombol di sebelah kanan tiap kebutuhan adalah langkah berikutnya; langkah lain ada di menu titik tiga.',
        'Berkas diperiksa di bagian Kebutuhan. Yang belum ada menahan penerusan; warga diberi tahu apa yang kurang.',
        'Kasus tertutup sendiri bila semua kebutuhannya selesai.',
      ],
    },
    {
      at: ['/surat'],
      title: 'Memeriksa surat yang dibawa warga',
      steps: [
        'Surat, Periksa surat: pindai kode QR, ketik kode 10 karakter, atau pilih foto atau PDF suratnya.',
        'Asli: cocokkan nomor, tanggal dan nama di layar dengan kertasnya. Diubah: jangan diterima.',
        'Surat kantor lain: masukkan dahulu berkas kunci publik kantor itu di Kode dan kunci.',
      ],
    },
    {
      at: ['/kasus', '/rujukan', '/surat'],
      title: 'Merujuk dan menerima jawaban',
      steps: [
        'Di kasus, tekan Buat rujukan dan pilih lembaganya.',
        'Cetak suratnya; nomor diberikan saat dicetak. Cetak juga slip umpan balik.',
        'Serahkan ke warga atau kirim ke lembaga, lalu catat di halaman Rujukan.',
        'Slip kembali: pindai atau ketik kodenya di halaman Rujukan, pilih hasilnya, simpan.',
        'Ambil langkah kebutuhan yang diusulkan, lalu beri tahu warga.',
      ],
    },
    {
      at: ['/kasus', '/pemberitahuan'],
      title: 'Memberi tahu warga',
      steps: [
        'Warga yang perlu diberi tahu tampak di Beranda dan di atas kasusnya.',
        'Cetak slip, atau pindai kode QR dengan ponsel kantor untuk WhatsApp.',
        'Tekan "Catat: sudah diberi tahu".',
      ],
    },
    {
      at: ['/warga', '/keluarga'],
      title: 'Warga dan keluarga',
      steps: [
        'Lahir, meninggal, pindah, pecah KK: buka keluarganya, tekan Catat peristiwa. Keliru? Tekan Kembalikan di riwayatnya.',
        'Desil, program, kehamilan dan disabilitas dicatat di halaman warga, dengan sumber dan tanggalnya.',
      ],
    },
    {
      at: ['/isian'],
      title: 'Kunjungan dan kuesioner',
      steps: [
        'Cetak formulir kosong atau berisi data warga untuk dibawa ke lapangan.',
        'Di kasus atau data warga, tekan Mulai isian, lalu ketik menurut urutan kertas; Enter ke pertanyaan berikutnya.',
        'Jawaban bertanda "dari data warga" belum ditanyakan di lapangan.',
      ],
    },
    {
      at: ['/impor'],
      title: 'Data dari desa (Excel)',
      steps: [
        'Buka Impor, pilih berkasnya.',
        'Periksa kolom dan baris yang perlu dicek. Belum ada yang tertulis.',
        'Tekan tombol tulis. Kalau keliru, data sebelum impor dapat dikembalikan.',
      ],
    },
    {
      at: ['/pengaturan'],
      title: 'Menyiapkan kantor',
      steps: [
        'Penanda tangan dan logo kop untuk surat; pengguna dengan perannya; nama loket.',
        'Layanan, berkas, batas hari, templat surat dan SOP: tab Layanan dan templat.',
        'Muat daftar hari libur tiap tahun di Kalender, supaya batas waktunya benar.',
        'Buat cadangan sekali sehari dan simpan salinannya di luar komputer ini.',
      ],
    },
  ],
  safety: 'Isian yang belum disimpan tetap ada kalau Anda berpindah halaman. NIK dan No. KK tertutup sampai Anda membukanya.',
}
