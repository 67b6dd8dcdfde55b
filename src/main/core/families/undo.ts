import { AppError } from '../../../shared/domain/errors.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { CommandContext } from '../context.ts'
import type { By } from '../people/people.repo.ts'
import { visibleFamily } from './act.ts'
import { findEvent, findFamilyById, markEventUndone, newestEvent, peopleOfEvents } from './families.repo.ts'
import { type Step, takeBack, touchFamily, untouched } from './ledger.sqlite.ts'

const stands = (message: string, hint: string): AppError => new AppError('STATE', message, { hint })

/**
 * Takes an event back: every row it wrote gets its values of before, rows it made are removed.
 * @throws AppError NOT_FOUND; STATE when it is not the newest event of its families, or when something it wrote was changed since
 */
export const undoEvent = (context: CommandContext, eventId: number): { eventId: number; familyId: number | null } => {
  const { db, actor } = context
  const event = findEvent(db, eventId)
  if (event === undefined)
    throw new AppError('NOT_FOUND', 'Peristiwa ini tidak ditemukan.', { field: 'eventId', hint: 'Muat ulang halaman keluarga.' })
  const families = [event.family_id, event.other_family_id].filter((id) => id !== null)
  for (const id of families) visibleFamily(context, id, 'eventId')
  const people = peopleOfEvents(db, [eventId])
  if (people.some(({ region_code }) => !inArea(actor, region_code)))
    throw new AppError('FORBIDDEN', 'Peristiwa ini menyangkut warga di luar wilayah tugas Anda.', {
      hint: 'Minta petugas kabupaten/kota mengembalikannya.',
    })
  if (event.undone_at !== null) throw stands('Peristiwa ini sudah dikembalikan.', 'Muat ulang halaman keluarga.')
  const newer =
    families.length > 0
      ? families.some((familyId) => newestEvent(db, { familyId }) !== eventId)
      : people.some(({ id }) => newestEvent(db, { personId: id }) !== eventId)
  if (newer)
    throw stands(
      'Ada peristiwa yang lebih baru di keluarga ini atau keluarga yang satunya.',
      'Kembalikan dahulu peristiwa yang lebih baru.',
    )
  const steps = JSON.parse(event.log) as Step[]
  if (!untouched(db, steps))
    throw stands(
      'Data yang ditulis peristiwa ini sudah diubah lagi sesudahnya.',
      'Catat peristiwa baru yang membetulkannya; yang lama tetap di riwayat.',
    )
  const by: By = { userId: actor.userId, now: context.now() }
  const made = (table: Step['table']): number[] =>
    steps.filter((step) => step.before === null && step.table === table).map(({ id }) => id)
  try {
    markEventUndone(db, eventId, { people: made('person'), families: made('family') }, by)
    takeBack(db, steps, by)
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'SQLITE_CONSTRAINT_FOREIGNKEY') throw error
    throw stands(
      'Warga atau kartu yang dibuat peristiwa ini sudah dipakai di catatan lain (kasus, surat, usulan atau anggota baru).',
      'Catat peristiwa baru yang membetulkannya; yang lama tetap di riwayat.',
    )
  }
  for (const id of families) if (findFamilyById(db, id) !== undefined) touchFamily(db, id, by)
  const familyId = families.find((id) => findFamilyById(db, id) !== undefined) ?? null
  context.audit({ entity: 'family', entityId: familyId, detail: { undone: event.kind, eventId } })
  return { eventId, familyId }
}
