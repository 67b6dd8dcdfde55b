import { needStateLabels } from '../../../shared/domain/need-states.ts'
import { permissionLabels } from '../../../shared/domain/permissions.ts'
import { referralStateLabels } from '../../../shared/domain/referral-flow.ts'
import { type FormWords, registerOptions, under } from './words.ts'

const states = needStateLabels
const permissions = permissionLabels
const named: FormWords = { name: 'Nama', description: 'Penjelasan' }
const oneRegister = { layanan: registerOptions.layanan, keluhan: registerOptions.keluhan }

/** Alur kebutuhan. */
export const needFlowWords: FormWords = {
  ...named,
  register: { label: 'Register', help: 'Loket atau lapangan; satu alur untuk satu register.', options: oneRegister },
  states: { label: 'Nama tahap', help: 'Daftar tahapnya tetap; kata dan petunjuknya milik kantor.', item: 'tahap' },
  ...under('states.*', {
    key: { label: 'Tahap', options: states },
    label: 'Disebut',
    guide: { label: 'Petunjuk', help: 'Satu kalimat bagi petugas baru: apa yang dikerjakan pada tahap ini.' },
  }),
  path: {
    label: 'Jalan yang biasa',
    help: 'Tahap demi tahap, dari awal sampai selesai; dipakai untuk bilah kemajuan.',
    item: 'tahap',
    options: states,
  },
  'path.*': { label: 'Tahap', options: states },
  start: {
    label: 'Tempat mulai',
    help: 'Di mana kebutuhan baru mulai, menurut hak pencatatnya; yang pertama cocok dipakai.',
    item: 'awal',
  },
  ...under('start.*', {
    permission: { label: 'Bagi yang berhak', options: permissions },
    state: { label: 'Mulai pada tahap', options: states },
  }),
  steps: { label: 'Langkah', help: 'Siapa boleh memindahkan kebutuhan dari tahap mana ke tahap mana.', item: 'langkah' },
  ...under('steps.*', {
    from: { label: 'Dari tahap', options: states },
    to: { label: 'Ke tahap', options: states },
    label: 'Tulisan pada tombol',
    permissions: { label: 'Boleh dilakukan oleh yang berhak', help: 'Cukup punya salah satunya.', options: permissions },
    asks: {
      label: 'Yang wajib diisi',
      options: { note: 'Catatan', agency: 'Lembaga tujuan', 'due-date': 'Batas waktu', papers: 'Berkas lengkap' },
    },
    triggers: {
      label: 'Yang terjadi sesudahnya',
      options: {
        'tell-resident': 'Warga perlu diberi tahu',
        'revoke-referrals': 'Rujukan yang masih berjalan dicabut',
        'join-waiting-list': 'Masuk daftar tunggu program',
        'leave-waiting-list': 'Keluar dari daftar tunggu program',
      },
    },
    holder: {
      label: 'Pemegang sesudahnya',
      options: { keep: 'Tetap', release: 'Dilepas untuk meja berikutnya', registrar: 'Kembali kepada pendaftar' },
    },
  }),
}

/** Alur rujukan. */
export const referralFlowWords: FormWords = {
  ...named,
  states: { label: 'Nama tahap', help: 'Daftar tahapnya tetap; kata dan petunjuknya milik kantor.', item: 'tahap' },
  ...under('states.*', {
    key: { label: 'Tahap', options: referralStateLabels },
    label: 'Disebut',
    guide: 'Petunjuk',
    words: {
      label: 'Kata lain dalam berkas jawaban',
      help: 'Ejaan yang dipakai lembaga; satu baris satu kata.',
    },
  }),
  steps: { label: 'Langkah', item: 'langkah' },
  ...under('steps.*', {
    from: { label: 'Dari tahap', options: referralStateLabels },
    to: { label: 'Ke tahap', options: referralStateLabels },
    label: 'Tulisan pada tombol',
    permissions: { label: 'Boleh dilakukan oleh yang berhak', help: 'Cukup punya salah satunya.', options: permissions },
    asks: {
      label: 'Yang wajib diisi',
      options: { answer: 'Jawaban lembaga', reason: 'Alasan', day: 'Tanggal kejadian', via: 'Cara pengiriman' },
    },
    proposes: { label: 'Usulkan kebutuhan ke tahap', help: 'Hanya usulan; petugas yang menekan.', options: states },
    byFile: { label: 'Boleh lewat berkas jawaban lembaga' },
  }),
  remindBefore: { label: 'Ingatkan sebelum batas (hari)' },
  remindEvery: { label: 'Ingatkan lagi tiap (hari)' },
  sensitive: {
    label: 'Data yang perlu kehati-hatian',
    help: 'Rujukan ke luar pemerintah untuk hal ini perlu persetujuan penyelia.',
  },
  ...under('sensitive', {
    sectors: { label: 'Sektor', help: 'Kunci sektor, satu per baris.' },
    programmes: { label: 'Layanan', help: 'Layanan yang selalu dianggap peka.', item: 'layanan' },
    words: { label: 'Kata dalam keluhan', help: 'Satu baris satu kata, paling sedikit tiga huruf.' },
    childUnder: { label: 'Dianggap anak di bawah umur (tahun)' },
  }),
  notice: { label: 'Pemberitahuan pemakaian data (lama)', help: 'Sekarang diatur di tab Loket; boleh dikosongkan.' },
}

/** Teks pemberitahuan warga. */
export const noticeTextWords: FormWords = {
  ...named,
  register: { label: 'Untuk register', options: registerOptions },
  states: { label: 'Untuk tahap', help: 'Kosong = semua tahap yang tidak punya teks sendiri.', options: states },
  title: 'Judul slip',
  lines: { label: 'Baris slip', help: 'Isian dalam kurung {{…}} diganti data, misalnya {{person.name}}.', item: 'baris' },
  ...under('lines.*', {
    label: 'Judul baris',
    text: 'Isi',
    when: { label: 'Hanya bila terisi', help: 'Nama isian, misalnya agency.name; !agency.name = hanya bila kosong.' },
  }),
  whatsapp: { label: 'Kalimat WhatsApp', help: 'Disambung menjadi satu pesan.', item: 'kalimat' },
  ...under('whatsapp.*', {
    text: 'Kalimat',
    when: { label: 'Hanya bila terisi', help: 'Nama isian, misalnya agency.name; !agency.name = hanya bila kosong.' },
  }),
}

/** Laporan yang ditempel. */
export const pasteFormWords: FormWords = {
  ...named,
  register: { label: 'Dicatat di register', options: oneRegister },
  channel: {
    label: 'Datang lewat',
    options: { loket: 'Loket', puskesos: 'Puskesos', lapangan: 'Lapangan', telepon: 'Telepon', surat: 'Surat' },
  },
  fields: { label: 'Baris laporan', help: 'Baris "Label: isi" yang dikenali dalam pesan.', item: 'baris' },
  ...under('fields.*', {
    key: 'Kunci',
    label: 'Label',
    aliases: { label: 'Label lain yang juga dikenali', help: 'Satu baris satu label.' },
    target: {
      label: 'Diisikan ke',
      options: {
        '': 'Catatan keluhan',
        facilitator: 'Fasilitator',
        date: 'Tanggal laporan',
        village: 'Desa/kelurahan',
        subDistrict: 'Kecamatan',
        name: 'Nama warga',
        nik: 'NIK',
        kkNumber: 'No. KK',
        birthDate: 'Tanggal lahir',
        phone: 'Telepon',
        address: 'Alamat',
        representative: 'Kuasa atau wali',
        complaint: 'Isi keluhan',
        service: 'Layanan yang diminta',
      },
    },
    optional: { label: 'Boleh tidak ada', help: 'Tidak disebut kurang bila barisnya tidak ditulis.' },
  }),
}

/** Daftar foto yang diminta. */
export const photoFormWords: FormWords = {
  ...named,
  slots: { label: 'Foto', help: 'Urutannya sama dengan di layar unggah.', item: 'foto' },
  ...under('slots.*', {
    key: 'Kunci',
    label: 'Foto tentang',
    hint: { label: 'Petunjuk', help: 'Yang harus terlihat di foto.' },
    required: { label: 'Wajib ada' },
    gps: { label: 'Harus memuat lokasi (GPS)' },
  }),
  maxMegabytes: { label: 'Ukuran berkas paling besar (MB)' },
  minSide: { label: 'Sisi pendek paling sedikit (titik)' },
  maxKmApart: { label: 'Jarak antarfoto paling jauh (km)', help: 'Untuk foto pada daftar yang sama.' },
}

/** Kalender kerja. */
export const calendarWords: FormWords = {
  ...named,
  workingWeekdays: {
    label: 'Hari kerja',
    options: { '1': 'Senin', '2': 'Selasa', '3': 'Rabu', '4': 'Kamis', '5': 'Jumat', '6': 'Sabtu', '7': 'Minggu' },
  },
  yearly: { label: 'Libur yang tanggalnya tetap', item: 'hari libur' },
  ...under('yearly.*', { monthDay: { label: 'Bulan-tanggal', help: 'Misalnya 08-17.', example: '08-17' }, name: 'Keterangan' }),
  holidays: {
    label: 'Hari libur per tanggal',
    help: 'Daftar setahun lebih mudah dimuat dari berkas di tab Kalender; di sini untuk menambah atau membetulkan satu-dua hari.',
    item: 'hari libur',
  },
  ...under('holidays.*', {
    date: 'Tanggal',
    name: 'Keterangan',
    kind: { label: 'Jenis', options: { nasional: 'Nasional', 'cuti-bersama': 'Cuti bersama', lokal: 'Lokal' } },
  }),
  loadedYears: { label: 'Tahun yang daftarnya sudah dimuat', help: 'Terisi sendiri saat daftar dimuat; satu baris satu tahun.' },
  dueSoonDays: { label: 'Disebut segera jatuh tempo bila tinggal (hari kerja)' },
  source: { label: 'Sumber', help: 'Keputusan yang dipakai.' },
}
