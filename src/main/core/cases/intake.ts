import { AppError } from '../../../shared/domain/errors.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import { readCounterSettings } from '../arrival/counter-settings.ts'
import type { CommandContext } from '../context.ts'
import { findUser, userAreas } from './cases.repo.ts'

/**
 * Who holds a new need: the one named, else whoever registers it.
 * @throws AppError VALIDATION when the named one is gone or has other villages
 */
export const firstHolder = (
  context: CommandContext,
  asked: number | null,
  region: string | null,
  field: string,
): number | null => {
  const own = context.actor.userId === 0 ? null : context.actor.userId
  if (asked === null || asked === own) return own
  if (findUser(context.db, asked)?.active !== 1)
    throw new AppError('VALIDATION', 'Petugas ini tidak ada atau sudah tidak aktif.', { field, hint: 'Pilih petugas lain.' })
  if (!inArea({ areas: userAreas(context.db, asked) }, region))
    throw new AppError('VALIDATION', 'Petugas ini tidak menangani wilayah warga tersebut.', {
      field,
      hint: 'Pilih petugas lain, atau minta admin menambah wilayahnya.',
    })
  return asked
}

/**
 * Whether a need of somebody may leave the draft: the office can ask for a NIK first (the SLRT form lets a complaint without
 * one be kept, not sent).
 * @throws AppError STATE
 */
export const mayBeSent = (context: CommandContext, nik: string | null): void => {
  if (nik !== null || readCounterSettings(context.db).settings.withoutNik === 'allowed') return
  throw new AppError('STATE', 'Warga ini belum punya NIK; kebutuhannya baru dapat disimpan sebagai draf.', {
    hint: 'Simpan sebagai draf, lengkapi NIK di data warga, lalu daftarkan. Aturan ini ada di Pengaturan, bagian Loket.',
  })
}
