import { AppError } from '../../../shared/domain/errors.ts'
import { describeError } from '../log/log.ts'
import type { UnknownError, WorkerReply } from './protocol.ts'

const sqliteRefusals: [RegExp, AppError][] = [
  [
    /^SQLITE_FULL/,
    new AppError('DISK', 'Cakram penuh: perubahan tidak disimpan.', {
      hint: 'Kosongkan ruang di cakram, lalu ulangi. Data sebelumnya utuh.',
    }),
  ],
  [
    /^SQLITE_IOERR/,
    new AppError('DISK', 'Cakram gagal dibaca atau ditulis.', {
      hint: 'Jangan matikan komputer; buat cadangan ke cakram lain, lalu periksa cakram ini.',
    }),
  ],
  [
    /^SQLITE_(CORRUPT|NOTADB)/,
    new AppError('DATABASE', 'Berkas data rusak.', {
      hint: 'Jangan hapus apa pun. Pulihkan dari cadangan terakhir; berkas yang rusak tetap disimpan.',
    }),
  ],
  [/^SQLITE_(BUSY|LOCKED)/, new AppError('BUSY', 'Data sedang dipakai proses lain.', { hint: 'Tunggu sebentar, lalu ulangi.' })],
  [
    /^SQLITE_READONLY/,
    new AppError('DISK', 'Folder data tidak dapat ditulisi.', { hint: 'Periksa izin folder data, lalu ulangi.' }),
  ],
  [
    /^SQLITE_CONSTRAINT_UNIQUE/,
    new AppError('CONFLICT', 'Data dengan nomor yang sama sudah ada.', {
      hint: 'Cari data yang sudah ada, atau periksa nomornya.',
    }),
  ],
  [
    /^SQLITE_CONSTRAINT_FOREIGNKEY/,
    new AppError('NOT_FOUND', 'Data yang dirujuk tidak ditemukan.', { hint: 'Muat ulang, lalu ulangi.' }),
  ],
]
const systemRefusals: [RegExp, AppError][] = [
  [
    /^(ENOSPC|EDQUOT|EFBIG)$/,
    new AppError('DISK', 'Cakram penuh: berkas tidak selesai ditulis.', { hint: 'Kosongkan ruang di cakram, lalu ulangi.' }),
  ],
  [
    /^(EACCES|EPERM|EROFS)$/,
    new AppError('DISK', 'Berkas atau folder tidak dapat ditulisi.', { hint: 'Periksa izin folder, lalu ulangi.' }),
  ],
  [
    /^(ENOENT|EBUSY)$/,
    new AppError('NOT_FOUND', 'Berkas tidak ditemukan atau sedang dibuka program lain.', {
      hint: 'Tutup program lain yang memakai berkas itu, lalu ulangi.',
    }),
  ],
]

/** Turns anything thrown into what may leave the core: our refusals as they are, known driver errors in plain words, the rest without its message. */
export const replyOfError = (error: unknown): WorkerReply => {
  if (error instanceof AppError) return { ok: false, error: error.data, unknown: null }
  const code = String((error as { code?: unknown } | null)?.code ?? '')
  const known = [...sqliteRefusals, ...systemRefusals].find(([pattern]) => pattern.test(code))
  const described = describeError(error) as unknown as UnknownError
  return known === undefined
    ? { ok: false, error: null, unknown: described }
    : { ok: false, error: known[1].data, unknown: described }
}
