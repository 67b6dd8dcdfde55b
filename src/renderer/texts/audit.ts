/** What was done, in words. Actions without words of their own show their technical name. */
const actions: Record<string, string> = {
  'app.init': 'Menyiapkan aplikasi',
  'audit.view': 'Membuka data',
  'files.read': 'Membuka berkas',
  'users.sign-in': 'Masuk',
  'users.create': 'Menambah pengguna',
  'users.update': 'Mengubah pengguna',
  'users.resetPassword': 'Memberi kata sandi baru',
  'users.changePassword': 'Mengganti kata sandi',
  'office.update': 'Mengubah data kantor',
  'office.setLogo': 'Mengganti logo',
  'office.saveSignatory': 'Mengubah penanda tangan',
  'office.saveUnit': 'Mengubah unit',
  'regions.apply-file': 'Memperbarui daftar wilayah',
  'regions.move': 'Memindahkan warga dari wilayah yang berakhir',
  'regions.undoMove': 'Membatalkan pemindahan wilayah',
  'regions.saveLevelNames': 'Mengubah sebutan tingkat wilayah',
  'people.create': 'Mendaftarkan warga',
  'people.update': 'Mengubah data warga',
  'savedSearches.create': 'Menyimpan pencarian',
  'savedSearches.update': 'Mengubah pencarian tersimpan',
  'savedSearches.remove': 'Menghapus pencarian tersimpan',
  'people.reveal': 'Membuka nomor lengkap',
  'personFacts.add': 'Mencatat program, desil atau status warga',
  'personFacts.update': 'Memperbaiki program, desil atau status warga',
  'personFacts.end': 'Mengakhiri catatan warga',
  'personFacts.remove': 'Menghapus catatan warga',
  'personFacts.reveal': 'Membuka nomor lengkap',
  'mappings.save': 'Menyimpan susunan kolom impor',
  'mappings.rename': 'Mengganti nama susunan kolom impor',
  'mappings.remove': 'Menghapus susunan kolom impor',
  'mappings.importFile': 'Mengambil susunan kolom dari berkas',
  'families.reveal': 'Membuka nomor KK lengkap',
  'families.changeHead': 'Mencatat ganti kepala keluarga',
  'families.move': 'Mencatat pindah satu keluarga',
  'families.moveMember': 'Mencatat pindah satu orang',
  'families.split': 'Mencatat pecah KK',
  'families.open': 'Membuat kartu keluarga',
  'families.join': 'Mencatat masuk keluarga lain',
  'families.death': 'Mencatat meninggal',
  'families.birth': 'Mencatat lahir',
  'families.correctRelation': 'Membetulkan hubungan keluarga',
  'families.setNumber': 'Mengganti nomor KK',
  'families.linkHousehold': 'Mencatat rumah tangga',
  'families.unlinkHousehold': 'Mengeluarkan dari rumah tangga',
  'families.undo': 'Mengembalikan peristiwa keluarga',
  'imports.begin': 'Mulai membaca berkas impor',
  'imports.finish': 'Selesai membaca berkas impor',
  'imports.fail': 'Impor gagal',
  'imports.discard': 'Membuang hasil baca',
  'imports.rename': 'Mengganti nama impor',
  'imports.repair': 'Memperbaiki sel impor',
  'imports.undoRepair': 'Membatalkan perbaikan sel impor',
  'imports.revealCell': 'Membuka sel impor',
  'imports.decide': 'Memutuskan baris impor',
  'imports.decideAlike': 'Memutuskan baris-baris impor',
  'imports.chooseWinners': 'Memilih data mana yang dipakai',
  'imports.record-corrected': 'Mengunduh baris perbaikan impor',
  'imports.begin-apply': 'Mulai menulis impor',
  'imports.apply-package': 'Menulis impor',
  'imports.undo-package': 'Mengembalikan data sebelum impor',
  'cases.create': 'Membuka kasus',
  'cases.addNeed': 'Menambah kebutuhan',
  'cases.moveNeed': 'Memindahkan tahap',
  'cases.close': 'Menutup kasus',
  'cases.assignNeed': 'Menyerahkan ke petugas',
  'cases.addNote': 'Menulis catatan',
  'directory.save': 'Mengubah direktori lembaga',
  'directory.write-file': 'Mengisi direktori lembaga dari berkas',
  'referrals.archive-slip': 'Mencetak slip',
  'referrals.write-feedback': 'Mencatat umpan balik rujukan dari berkas',
  'referrals.record-form': 'Membuat daftar umpan balik untuk lembaga',
  'referrals.recordConsent': 'Mencatat persetujuan penggunaan data',
  'referrals.remind': 'Mencatat pengingat rujukan',
  'referrals.setDue': 'Mengubah batas jawaban rujukan',
  'referrals.create': 'Membuat rujukan',
  'referrals.record': 'Mencatat jawaban rujukan',
  'letters.draft': 'Menyusun surat',
  'letters.update': 'Mengubah surat',
  'letters.commit-print': 'Mencetak surat',
  'letters.reprint': 'Mencetak ulang surat',
  'letters.handOver': 'Mencatat penyerahan surat',
  'letters.cancel': 'Membatalkan surat',
  'submissions.create': 'Membuat usulan',
  'submissions.add': 'Menambah orang ke usulan',
  'submissions.remove': 'Mengeluarkan orang dari usulan',
  'submissions.finish-export': 'Mengekspor usulan',
  'submissions.finish-result': 'Membaca hasil usulan',
  'reports.record-export': 'Mengekspor laporan',
  'exports.record': 'Mengekspor daftar',
  'duplicates.merge': 'Menggabungkan data ganda',
  'duplicates.undoMerge': 'Membatalkan penggabungan',
  'duplicates.markDifferent': 'Mencatat orang yang berbeda',
  'duplicates.reopen': 'Menanyakan pasangan lagi',
  'checks.accept': 'Menerima temuan dengan alasan',
  'checks.revoke': 'Mencabut penerimaan temuan',
  'checks.finish-scan': 'Memeriksa data warga dan keluarga',
  'duplicates.finish-scan': 'Memeriksa data ganda',
  'app.newRecoveryKey': 'Membuat kunci pemulihan baru',
  'definitions.save': 'Mengubah layanan atau templat',
  'backup.note': 'Membuat cadangan',
  'practice.fill': 'Membuat warga latihan',
  'jobs.insert': 'Pekerjaan dimulai',
  'jobs.update': 'Pekerjaan berakhir',
  'jobs.interrupt': 'Pekerjaan terputus',
}
export const auditAction = (action: string): string => actions[action] ?? action

const entities: Record<string, string> = {
  duplicate: 'pasangan',
  check: 'temuan',
  person: 'warga',
  family: 'keluarga',
  people: 'warga',
  personFacts: 'warga',
  case: 'kasus',
  cases: 'kasus',
  need: 'kebutuhan',
  referral: 'rujukan',
  referrals: 'rujukan',
  letter: 'surat',
  letters: 'surat',
  submission: 'usulan',
  import: 'impor',
  agency: 'lembaga',
  user: 'pengguna',
  office: 'kantor',
  signatory: 'penanda tangan',
  unit: 'unit',
  region: 'wilayah',
  definition: 'definisi',
  backup: 'cadangan',
  report: 'laporan',
  export: 'ekspor',
  job: 'pekerjaan',
}
export const auditEntity = (entity: string): string => entities[entity] ?? entity

/** Names and values that stand in the details of events; others are shown as they are. */
const words: Record<string, string> = {
  state: 'keadaan',
  new: 'baru',
  changed: 'berubah',
  unchanged: 'tetap',
  refused: 'ditolak',
  doubtful: 'perlu dicek',
  rows: 'baris',
  restored: 'dikembalikan',
  removed: 'dihapus',
  kept: 'dibiarkan',
  fields: 'isian',
  field: 'isian',
  outcome: 'hasil',
  attempts: 'percobaan',
  mode: 'jenis',
  district: 'wilayah',
  view: 'halaman',
  withNik: 'dengan NIK',
  withKk: 'dengan No. KK',
  people: 'warga',
  families: 'keluarga',
  seed: 'benih',
  done: 'selesai',
  failed: 'gagal',
  cancelled: 'dihentikan',
  'signed-in': 'berhasil',
  practice: 'latihan',
  office: 'kantor',
}

const plain = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(plain).join(', ')
    : value === true
      ? 'ya'
      : value === false
        ? 'tidak'
        : value === null
          ? '–'
          : typeof value === 'object'
            ? JSON.stringify(value)
            : (words[String(value)] ?? String(value))

/** `{"state":"done"}` → `keadaan: selesai`; anything else unchanged. */
export const auditDetail = (detail: string): string => {
  try {
    const parsed: unknown = JSON.parse(detail)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? Object.entries(parsed)
          .map(([name, value]) => `${words[name] ?? name}: ${plain(value)}`)
          .join(' · ')
      : detail
  } catch {
    return detail
  }
}
