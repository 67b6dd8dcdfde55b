import { AppError } from '../../../shared/domain/errors.ts'

/** A refusal of a file as it is: what is wrong with it, and what to do instead. */
export const badFile = (message: string, hint: string): AppError => new AppError('BAD_FILE', message, { hint })

/** The refusal of a damaged workbook; `part` tells which piece, in words. */
export const damaged = (part = ''): AppError =>
  badFile(
    part === '' ? 'Berkas ini rusak atau tidak lengkap.' : `Berkas ini rusak: ${part} tidak dapat dibaca.`,
    'Buka di Excel lalu simpan lagi sebagai .xlsx, atau minta berkasnya dikirim ulang.',
  )
