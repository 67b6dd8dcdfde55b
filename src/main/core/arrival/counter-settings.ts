import { type CounterSettings, counterSettings } from '../../../shared/contract/arrival.ts'
import type { Db } from '../db/database.ts'
import { readSetting } from '../settings.repo.ts'

/** Setting key of the counter's settings. */
export const counterKey = 'counter'

/** What an office has that changed nothing. The relations are those of the form "hubungan dengan terlapor". */
export const initialCounterSettings: CounterSettings = {
  counters: ['Loket 1', 'Loket 2'],
  ticketPaper: 'roll',
  slipPaper: 'a5',
  repeatDays: 90,
  withoutNik: 'allowed',
  relations: [
    'Suami',
    'Istri',
    'Anak',
    'Orang tua',
    'Menantu',
    'Mertua',
    'Cucu',
    'Kakek/nenek',
    'Saudara kandung',
    'Kerabat',
    'Tetangga',
    'Ketua RT/RW',
    'Kepala dusun/lingkungan',
    'Perangkat desa/kelurahan',
    'Kader',
    'Fasilitator SLRT',
    'Pendamping PKH',
    'TKSK',
    'Petugas fasilitas kesehatan',
    'Petugas sekolah',
    'Polisi/Satpol PP',
    'Pengurus lembaga sosial',
  ],
  // Law 27/2022, articles 5–13 (rights) and 21 (what a notice must say).
  slipNotice: [
    'Kantor ini mencatat data diri, keluarga, dan keadaan Bapak/Ibu untuk melayani permintaan ini, menyusun usulan bantuan, dan melaporkan hasil layanan. Data disimpan terkunci di kantor ini.',
    'Bila perlu, data yang diperlukan saja disampaikan kepada lembaga yang membantu. Data kesehatan, kekerasan, dan anak hanya disampaikan ke luar pemerintah setelah diperiksa supervisor.',
    'Bapak/Ibu boleh melihat, membetulkan, dan menarik persetujuan ini kapan saja di kantor ini. Tanpa persetujuan, layanan di kantor ini tetap diberikan (UU 27/2022 tentang Pelindungan Data Pribadi).',
  ].join('\n'),
  draftDays: 30,
}

/** The settings in force; what a later version of the program adds has its initial value. */
export const readCounterSettings = (db: Db): { settings: CounterSettings; version: number } => {
  const stored = readSetting<Partial<CounterSettings>>(db, counterKey)
  return {
    settings: counterSettings.parse({ ...initialCounterSettings, ...stored?.value }),
    version: stored?.version ?? 0,
  }
}
