import type { Agency } from '../../../shared/contract/directory.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { Handlers, QueryContext } from '../context.ts'
import { findAgency, insertAgency, listAgencies, updateAgency } from './directory.repo.ts'

/**
 * One agency of the directory.
 * @throws AppError NOT_FOUND
 */
export const agencyOf = ({ db }: Pick<QueryContext, 'db'>, id: number): Agency => {
  const found = findAgency(db, id)
  if (found === undefined)
    throw new AppError('NOT_FOUND', 'Lembaga ini tidak ada di direktori.', { hint: 'Muat ulang daftar lembaga.' })
  return found
}

/**
 * An agency that may be chosen for a need or a referral.
 * @throws AppError NOT_FOUND, or VALIDATION when it was switched off
 */
export const activeAgency = (context: Pick<QueryContext, 'db'>, id: number, field: string): Agency => {
  const agency = agencyOf(context, id)
  if (!agency.active)
    throw new AppError('VALIDATION', 'Lembaga ini tidak dipakai lagi.', {
      field,
      hint: 'Pilih lembaga lain, atau aktifkan kembali di Direktori.',
    })
  return agency
}

/** Use cases of the directory of agencies that people are referred to. */
export const directoryHandlers: Handlers<'directory'> = {
  list: ({ db }, { text, onlyActive }) => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean)
    return listAgencies(db, onlyActive).filter((agency) => {
      const hay = `${agency.name} ${agency.addressee} ${agency.city} ${agency.sector} ${agency.services}`.toLowerCase()
      return words.every((word) => hay.includes(word))
    })
  },
  get: (context, { id }) => agencyOf(context, id),
  save: (context, { id, version, ...fields }) => {
    const by = { userId: context.actor.userId, now: context.now() }
    if (id === null) {
      const added = insertAgency(context.db, fields, by)
      context.audit({ entity: 'agency', entityId: added, detail: { new: true } })
      return { id: added, version: 1 }
    }
    agencyOf(context, id)
    if (!updateAgency(context.db, id, version, fields, by))
      throw new AppError('CONFLICT', 'Data lembaga ini baru saja diubah orang lain.', {
        hint: 'Muat ulang, lalu ulangi perubahan Anda.',
      })
    context.audit({ entity: 'agency', entityId: id, detail: { active: fields.active } })
    return { id, version: version + 1 }
  },
}
