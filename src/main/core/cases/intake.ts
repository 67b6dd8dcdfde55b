import { AppError } from '../../../shared/domain/errors.ts'
import { readCounterSettings } from '../arrival/counter-settings.ts'
import type { CommandContext } from '../context.ts'
import { activeHolder, mustServe } from './assign.ts'

/**
 * Who holds a new need: the one named, else whoever registers it.
 * @throws AppError VALIDATION when the named one is gone, does not work on cases or has other villages
 */
export const firstHolder = (
  context: CommandContext,
  asked: number | null,
  region: string | null,
  field: string,
): number | null => {
  const own = context.actor.userId === 0 ? null : context.actor.userId
  if (asked === null || asked === own) return own
  activeHolder(context, asked, field)
  mustServe(context, asked, region, field)
  return asked
}

/** Whether a need of somebody may leave the draft: the office can ask for a NIK first (the SLRT form lets a complaint without one be kept, not sent). */
export const canBeSent = (context: CommandContext, nik: string | null): boolean =>
  nik !== null || readCounterSettings(context.db).settings.withoutNik === 'allowed'

/**
 * Refuses a need that may not leave the draft yet.
 * @throws AppError STATE
 */
export const mayBeSent = (context: CommandContext, nik: string | null): void => {
  if (canBeSent(context, nik)) return
  throw new AppError('STATE', 'Warga ini belum punya NIK; kebutuhannya baru dapat disimpan sebagai draf.', {
    hint: 'Simpan sebagai draf, lengkapi NIK di data warga, lalu daftarkan. Aturan ini ada di Pengaturan, bagian Loket.',
  })
}
