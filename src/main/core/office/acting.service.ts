import { longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { actingPrefix } from '../../../shared/domain/signers.ts'
import type { Handlers } from '../context.ts'
import { countUsesOfActing } from '../letters/letter-signers.repo.ts'
import { findActing, overlappingActing, removeActingRow, saveActingRow, toActing } from './acting.repo.ts'
import { listSignatories } from './office.repo.ts'

const stale = (): AppError =>
  new AppError('CONFLICT', 'Data ini baru saja diubah orang lain.', { hint: 'Muat ulang, lalu ulangi perubahan Anda.' })

/** Who acts for a post, and when. Letters pick them by their date; what was printed keeps who signed it. */
export const actingHandlers: Pick<Handlers<'office'>, 'saveActing' | 'removeActing'> = {
  saveActing: (context, input) => {
    const { db } = context
    if (!listSignatories(db).some(({ id }) => id === input.signatoryId))
      throw new AppError('VALIDATION', 'Jabatan penanda tangan tidak ditemukan.', {
        field: 'signatoryId',
        hint: 'Pilih jabatannya dari daftar.',
      })
    if (input.to < input.from)
      throw new AppError('VALIDATION', 'Tanggal akhir lebih awal daripada tanggal mulai.', {
        field: 'to',
        hint: 'Periksa kedua tanggalnya.',
      })
    const other = overlappingActing(db, input)
    if (other !== undefined) {
      const { kind, name, from, to } = toActing(other)
      throw new AppError(
        'VALIDATION',
        `Masa ini bertumpuk dengan ${actingPrefix[kind]} ${name}, ${longDate(from)} sampai ${longDate(to)}.`,
        {
          hint: 'Satu jabatan dipegang satu orang pada satu hari. Ubah tanggalnya, atau akhiri dulu masa yang lama.',
        },
      )
    }
    const saved = saveActingRow(db, input, { userId: context.actor.userId, now: context.now() })
    if (saved === undefined) throw stale()
    context.audit({
      entity: 'signatory',
      entityId: input.signatoryId,
      detail: { acting: saved.id, kind: input.kind, from: input.from, to: input.to, decree: input.decree },
    })
    return saved
  },

  removeActing: (context, { id, version }) => {
    const found = findActing(context.db, id)
    if (found === undefined) throw stale()
    const used = countUsesOfActing(context.db, id)
    if (used > 0)
      throw new AppError('STATE', `Masa ini sudah dipakai pada ${used} surat atau map.`, {
        hint: 'Masa yang sudah dipakai tidak dihapus; ubah tanggal akhirnya.',
      })
    if (!removeActingRow(context.db, id, version)) throw stale()
    context.audit({ entity: 'signatory', entityId: found.signatory_id, detail: { actingRemoved: id } })
    return {}
  },
}
