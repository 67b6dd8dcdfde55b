import { AppError } from '../../../shared/domain/errors.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { CommandContext } from '../context.ts'
import { programmeNamer } from '../programmes/programmes.service.ts'
import { rightsOf } from '../users/rights.ts'
import { findUser, insertCaseEvent, updateNeed, userAreas } from './cases.repo.ts'
import { overtaken } from './change-words.ts'
import { assignedSentence } from './history.ts'
import { byNow, type NeedRow, settleCase } from './need-flow.service.ts'

/**
 * The colleague who is to hold work.
 * @throws AppError VALIDATION when they do not work here, or not on cases: what they held would stand in nobody's list
 */
export const activeHolder = (
  context: CommandContext,
  holderId: number | null,
  field = 'holderId',
): { id: number; name: string } | null => {
  if (holderId === null) return null
  const found = findUser(context.db, holderId)
  if (found === undefined || found.active !== 1)
    throw new AppError('VALIDATION', 'Petugas ini tidak ada atau sudah tidak aktif.', { field, hint: 'Pilih petugas lain.' })
  if (!rightsOf(context.db, holderId).includes('cases.write'))
    throw new AppError('VALIDATION', `${found.display_name} tidak berwenang menangani kasus.`, {
      field,
      hint: 'Pilih petugas lain, atau minta admin memberinya peran yang menangani kasus.',
    })
  return { id: found.id, name: found.display_name }
}

/**
 * Refuses work of a region for somebody who has other villages.
 * @throws AppError VALIDATION
 */
export const mustServe = (context: CommandContext, holderId: number, region: string | null, field = 'holderId'): void => {
  if (inArea({ areas: userAreas(context.db, holderId) }, region)) return
  throw new AppError('VALIDATION', 'Petugas ini tidak menangani wilayah warga tersebut.', {
    field,
    hint: 'Pilih petugas lain, atau minta admin menambah wilayahnya.',
  })
}

/**
 * Gives a need to a colleague, or puts it down for whoever takes it, with the sentence that goes with it.
 * @returns the need's new version
 * @throws AppError CONFLICT, VALIDATION for somebody who does not serve the region, STATE for a closed need
 */
export const handNeed = (
  context: CommandContext,
  need: NeedRow,
  version: number,
  holder: { id: number; name: string } | null,
  note: string,
): number => {
  if (need.closed_at !== null)
    throw new AppError('STATE', 'Kebutuhan ini sudah ditutup.', { hint: 'Buka kembali dahulu kalau masih harus ditangani.' })
  if (need.version !== version) throw overtaken(context, { caseId: need.case_id, needId: need.id, version })
  if (holder !== null) mustServe(context, holder.id, need.case_region)
  const by = byNow(context)
  updateNeed(context.db, need.id, version, { holder_id: holder?.id ?? null }, by)
  insertCaseEvent(
    context.db,
    {
      caseId: need.case_id,
      needId: need.id,
      kind: 'assigned',
      text: assignedSentence(
        programmeNamer(context.db)(need.programme_key, need.programme_version),
        need.holder_name ?? '',
        holder?.name ?? null,
      ),
      note,
    },
    by,
  )
  settleCase(context, need.case_id)
  return version + 1
}
