import { AppError } from '../../../shared/domain/errors.ts'
import type { CommandContext } from '../context.ts'
import { findMove, markUndone } from './ended.repo.ts'
import { changeRegion, countMove, insertMove, rememberAll, rememberSome } from './move-people.sqlite.ts'
import { findRegion } from './regions.repo.ts'

/** Moving people changes what users of an area see; it is for users of the whole district. */
const refuseAreaUser = ({ actor }: CommandContext): void => {
  if (actor.areas.length > 0)
    throw new AppError('FORBIDDEN', 'Memindahkan warga antardesa hanya untuk petugas seluruh kabupaten/kota.', {
      hint: 'Minta petugas kabupaten/kota melakukannya.',
    })
}

const nothingThere = (): AppError =>
  new AppError('STATE', 'Tidak ada lagi warga, keluarga, atau kasus di wilayah ini.', { hint: 'Muat ulang daftar.' })

/**
 * Moves people of an ended region, with their families and cases, to another.
 * @throws AppError VALIDATION when the region has not ended or the other one has
 */
export const movePeople = (context: CommandContext, input: { from: string; to: string; personIds: number[] | null }) => {
  refuseAreaUser(context)
  const { db } = context
  const from = findRegion(db, input.from)
  const to = findRegion(db, input.to)
  if (from === undefined || from.validTo === null)
    throw new AppError('VALIDATION', 'Wilayah asal ini masih berlaku.', {
      field: 'from',
      hint: 'Hanya warga di wilayah yang sudah berakhir dipindahkan bersama-sama.',
    })
  if (to === undefined || to.validTo !== null || to.level !== from.level)
    throw new AppError('VALIDATION', 'Wilayah tujuan tidak ada, sudah berakhir, atau bukan yang setingkat.', {
      field: 'to',
      hint: 'Pilih wilayah yang masih berlaku.',
    })
  const by = { userId: context.actor.userId, now: context.now() }
  const moveId = insertMove(db, from.code, to.code, by)
  if (input.personIds === null) rememberAll(db, moveId, from.code)
  else rememberSome(db, moveId, from.code, input.personIds)
  const counts = countMove(db, moveId)
  if (counts.people + counts.families + counts.cases === 0) throw nothingThere()
  changeRegion(
    db,
    moveId,
    from.code,
    to.code,
    `Wilayah kasus berpindah dari ${from.name} ke ${to.name} karena perubahan daftar wilayah.`,
    by,
  )
  context.audit({ entity: 'region', detail: { from: from.code, to: to.code, ...counts } })
  return { moveId, ...counts }
}

/**
 * Takes a move back. Records that were given yet another region since stay as they are.
 * @throws AppError NOT_FOUND, STATE when it was taken back already
 */
export const undoMove = (context: CommandContext, { moveId }: { moveId: number }): { restored: number; kept: number } => {
  refuseAreaUser(context)
  const { db } = context
  const move = findMove(db, moveId)
  if (move === undefined) throw new AppError('NOT_FOUND', 'Pemindahan ini tidak ditemukan.', { hint: 'Muat ulang daftar.' })
  if (move.undone_at !== null) throw new AppError('STATE', 'Pemindahan ini sudah dibatalkan.', { hint: 'Muat ulang daftar.' })
  const by = { userId: context.actor.userId, now: context.now() }
  const { people, families, cases } = countMove(db, moveId)
  const restored = changeRegion(db, moveId, move.to_code, move.from_code, 'Pemindahan wilayah kasus ini dibatalkan.', by)
  markUndone(db, moveId, by)
  const kept = people + families + cases - restored
  context.audit({ entity: 'region', detail: { from: move.from_code, to: move.to_code, restored, kept } })
  return { restored, kept }
}
