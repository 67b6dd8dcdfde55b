import type { ProofReason, ProofVerdict } from '../../shared/contract/letter-proofs.ts'

/** Checking letters, and the keys behind their codes. */
export const letterProofTexts = {
  title: 'Periksa surat',
  code: 'Kode keaslian',
  noCode: 'tanpa kode',
  box: 'Pindai kode QR pada surat, atau ketik kode 10 karakter di sampingnya',
  boxHint: 'mis. S7K3F-9Q2MX. Surat lama tanpa kode: ketik nomor suratnya.',
  check: 'Periksa',
  file: 'Pilih foto atau PDF surat',
  fileHint: 'Foto dari telepon (JPG, PNG) atau berkas PDF; foto tidak disimpan.',
  reading: 'Mencari kode pada berkas',
  unread: 'Tidak ada kode yang terbaca pada foto ini.',
  unreadHint: 'Foto ulang lebih dekat, lurus dan terang; atau ketik kode 10 karakter di samping kode QR.',
  noPicture: 'Berkas ini bukan foto atau PDF yang dapat dibuka.',
  noPictureHint: 'Pilih berkas JPG, PNG atau PDF yang lain.',
  asked: (text: string) => `Diperiksa: ${text}`,
  practice: 'Surat latihan: bukan surat resmi',
  practiceText: 'Surat ini dicetak kantor latihan. Jangan dipakai untuk urusan apa pun.',
  emptyTitle: 'Belum ada yang diperiksa',
  emptyText:
    'Arahkan pemindai ke kode QR pada surat; hasilnya langsung muncul di sini. Tanpa pemindai: ketik kodenya, atau pilih foto suratnya.',
  verdicts: {
    genuine: 'Asli',
    changed: 'Diubah',
    unknown: 'Tidak dikenal',
    uncheckable: 'Tidak dapat diperiksa di sini',
  } satisfies Record<ProofVerdict, string>,
  /** A genuine letter that no longer holds. */
  genuineBut: {
    cancelled: 'Asli, tetapi sudah dibatalkan',
    expired: 'Asli, tetapi tidak berlaku lagi',
    practice: 'Asli, tetapi surat latihan',
  },
  reasons: {
    registered: 'Kode ini tercatat di buku surat kantor ini. Cocokkan keterangan di bawah dengan kertasnya.',
    'same-file': 'Berkas ini sama persis dengan arsip surat kantor ini.',
    signed:
      'Kode ini ditandatangani kantor di bawah. Cocokkan nomor, tanggal dan nama dengan kertasnya; selebihnya hanya dapat dilihat di kantor itu.',
    damaged:
      'Kode ini tidak utuh: salah terbaca, atau diubah. Pindai sekali lagi; bila hasilnya tetap sama, jangan terima surat ini.',
    signature: 'Kode ini tidak ditandatangani kantor yang disebutnya. Jangan terima surat ini.',
    name: 'Nama ini bukan nama pada surat aslinya. Periksa ejaannya; bila sudah benar, jangan terima surat ini.',
    content: 'Yang tersimpan di kantor ini tidak lagi sama dengan saat surat dicetak. Beri tahu administrator.',
    'not-registered':
      'Kode ini memakai kunci kantor ini, tetapi suratnya tidak ada di buku surat komputer ini: mungkin dicetak sesudah cadangan yang dipulihkan, atau kuncinya disalahgunakan.',
    'unknown-code':
      'Kode ini tidak ada di buku surat kantor ini. Kode 10 karakter hanya dapat dicari di kantor yang mencetaknya: lihat kop suratnya, atau pindai kode QR-nya.',
    'mistyped-code': 'Kode ini salah ketik: huruf pemeriksanya tidak cocok. Ketik sekali lagi.',
    slip: 'Ini kode slip rujukan, bukan kode surat. Pindai slip di halaman Rujukan.',
    nothing: 'Ini bukan kode surat, dan tidak ada surat dengan nomor ini di buku surat. Periksa ketikannya.',
    'unknown-file':
      'Tidak ada kode yang terbaca pada berkas ini, dan berkas ini bukan arsip surat kantor ini. Ketik kode atau nomor suratnya.',
    'other-office': 'Surat ini dari kantor lain, dan kunci publik kantor itu belum ada di sini.',
    'retired-key':
      'Kantor itu sudah mengganti kunci ini sebelum tanggal surat. Hubungi kantor itu untuk memastikan, dan minta berkas kunci terbarunya.',
    'other-file':
      'Kodenya asli, tetapi berkas PDF ini bukan berkas arsipnya: mungkin hasil pindai, mungkin isinya sudah diubah. Buka surat di buku surat dan bandingkan isinya.',
    'no-code':
      'Surat ini ada di buku surat, tetapi dicetak tanpa kode: sebelum kode dipakai, atau kodenya dimatikan. Bandingkan kertasnya dengan arsip.',
    'number-only':
      'Nomor ini ada di buku surat, tetapi nomor saja bukan bukti. Pindai kode QR pada suratnya, atau ketik kode 10 karakternya.',
    newer: 'Kode ini dari program versi lebih baru. Perbarui Loket SLRT di komputer ini, lalu periksa lagi.',
  } satisfies Record<ProofReason, string>,
  missingKey: (district: string, keyId: string) =>
    `Minta berkas "Kunci-publik-….json" dari kantor di ${district} (sidik kunci ${keyId.slice(0, 4)}-${keyId.slice(4)}…), lalu masukkan di "Kode dan kunci".`,
  fields: {
    kind: 'Jenis surat',
    number: 'Nomor',
    date: 'Tanggal surat',
    name: 'Nama',
    office: 'Kantor',
    state: 'Keadaan',
    validUntil: 'Berlaku sampai',
    newer: 'Surat lebih baru',
    code: 'Kode',
  },
  openNumber: 'ditulis tangan pada surat',
  states: { printed: 'Berlaku', expired: 'Tidak berlaku lagi', cancelled: 'Dibatalkan: jangan diterima' },
  expired: (day: string) => `${day}: sudah lewat`,
  newerLine: (number: string, day: string) => `${number}, ${day}`,
  open: 'Buka surat di buku surat',
  nameBox: 'Nama pada surat',
  nameHint: 'Untuk mengetahui apakah kode ini dipindahkan ke surat orang lain.',
  nameCheck: 'Cocokkan nama',
  nameFits: 'Nama cocok dengan kodenya.',
  keys: {
    button: 'Kode dan kunci',
    title: 'Kode dan kunci keaslian surat',
    back: 'Periksa surat',
    printing: 'Kode pada surat',
    switch: 'Cetak kode keaslian (QR dan kode 10 karakter) pada surat kantor ini',
    switchText: 'Bila dimatikan, tidak satu surat pun memakai kode. Surat yang sudah dicetak tidak berubah.',
    switchedOn: 'Surat berikutnya dicetak dengan kode.',
    switchedOff: 'Surat berikutnya dicetak tanpa kode.',
    kind: 'Jenis surat',
    onKind: 'Kode',
    states: { printed: 'Dicetak', off: 'Dimatikan untuk jenis ini', 'no-place': 'Tidak ada tempat kode pada susunannya' },
    edit: 'Ubah',
    editLabel: (kind: string) => `Ubah ${kind}`,
    own: 'Kunci kantor ini',
    ownText:
      'Setiap kode ditandatangani dengan kunci rahasia yang hanya ada di data kantor ini dan ikut dalam cadangannya. Kantor lain memeriksa surat Anda dengan kunci publiknya.',
    none: 'Kunci dibuat sendiri saat surat pertama dengan kode dicetak, atau saat berkas kunci publik disimpan.',
    export: 'Simpan berkas kunci publik',
    renew: 'Ganti kunci',
    renewTitle: 'Ganti kunci keaslian?',
    renewText:
      'Surat lama tetap dapat diperiksa. Kantor lain perlu berkas kunci publik yang baru untuk memeriksa surat sesudah ini. Ganti kunci bila komputer atau cadangan jatuh ke tangan orang lain.',
    renewReason: 'Alasan mengganti',
    renewed: 'Kunci diganti. Kirim berkas kunci publik yang baru ke kantor lain.',
    inUse: 'dipakai sekarang',
    retired: (day: string, reason: string) => `diganti ${day}${reason === '' ? '' : ` (${reason})`}`,
    letters: (count: string) => `${count} surat`,
    fingerprint: 'Sidik kunci',
    made: 'Dibuat',
    state: 'Keadaan',
    used: 'Menandatangani',
    others: 'Kunci kantor lain',
    othersText: 'Dengan kunci publik kantor lain, suratnya dapat diperiksa di sini tanpa jaringan.',
    othersNone: 'Belum ada. Minta berkas kunci publik dari kantor yang suratnya sering Anda terima.',
    import: 'Masukkan berkas kunci',
    importTitle: 'Masukkan kunci kantor lain',
    importAsk: (office: string) =>
      `Telepon ${office} dan cocokkan sidik kunci di bawah ini sebelum memasukkannya: berkas yang dipalsukan membuat surat palsu tampak asli.`,
    importYes: 'Sidik kunci cocok, masukkan',
    importNothing: 'Semua kunci dalam berkas ini sudah ada.',
    imported: (added: number, updated: number) => `${added} kunci ditambahkan, ${updated} diperbarui.`,
    fileStates: { new: 'baru', known: 'sudah ada', changed: 'diperbarui' },
    remove: 'Buang',
    removeLabel: (office: string) => `Buang kunci ${office}`,
    removeTitle: 'Buang kunci ini?',
    removeText: (office: string) => `Surat ${office} yang memakai kunci ini tidak dapat lagi diperiksa di sini.`,
    removed: 'Kunci dibuang.',
    importedLine: (day: string, by: string) => `dimasukkan ${day}${by === '' ? '' : ` oleh ${by}`}`,
    practice: 'kantor latihan',
  },
} as const

/** `K7QX-2M9A-3BTD-90PW`: how a fingerprint is read out. */
export const showFingerprint = (fingerprint: string): string => fingerprint.match(/.{1,4}/g)?.join('-') ?? ''
