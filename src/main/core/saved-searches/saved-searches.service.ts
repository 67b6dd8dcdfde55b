import { peopleFilter } from '../../../shared/contract/people.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { may } from '../../../shared/domain/permissions.ts'
import type { CommandContext, Handlers } from '../context.ts'
import { deleteSearch, findSearch, insertSearch, updateSearch, visibleSearches } from './saved-searches.repo.ts'

/** Region and filter as kept in one column. */
interface Kept {
  region: string | null
  filter: unknown
}

const readKept = (text: string) => {
  const { region, filter } = JSON.parse(text) as Kept
  // A part of a filter that a later version no longer knows must not hide the rest of the list.
  const checked = peopleFilter.safeParse(filter)
  return { region, filter: checked.success ? checked.data : {} }
}

const refuseSharing = (context: CommandContext, shared: boolean): void => {
  if (shared && !may(context.actor, 'people.write'))
    throw new AppError('FORBIDDEN', 'Anda belum boleh membagikan pencarian ke seluruh kantor.', {
      field: 'shared',
      hint: 'Simpan untuk sendiri, atau minta petugas yang boleh mengubah data warga.',
    })
}

const ownSearch = (context: CommandContext, id: number) => {
  const found = findSearch(context.db, id)
  if (found === undefined || (found.owner_id !== context.actor.userId && found.shared === 0))
    throw new AppError('NOT_FOUND', 'Pencarian ini sudah tidak ada.', { hint: 'Muat ulang daftar.' })
  return found
}

/** Use cases of kept searches. Names and texts may name people, so nothing of them stands in the audit trail. */
export const savedSearchesHandlers: Handlers<'savedSearches'> = {
  list: ({ db, actor }) => ({
    items: visibleSearches(db, actor.userId).map((row) => ({
      id: row.id,
      name: row.name,
      text: row.text,
      ...readKept(row.filter),
      shared: row.shared === 1,
      pinned: row.pinned === 1,
      own: row.owner_id === actor.userId,
      ownerName: row.owner_name ?? '',
      version: row.version,
    })),
  }),
  create: (context, { name, text, region, filter, shared, pinned }) => {
    refuseSharing(context, shared)
    const id = insertSearch(context.db, {
      name,
      owner_id: context.actor.userId,
      shared: shared ? 1 : 0,
      pinned: pinned ? 1 : 0,
      text,
      filter: JSON.stringify({ region, filter }),
      updated_at: context.now(),
      updated_by: context.actor.userId,
    })
    context.audit({ entity: 'saved_search', entityId: id, detail: { shared } })
    return { id, version: 1 }
  },
  update: (context, { id, version, name, shared, pinned }) => {
    const found = ownSearch(context, id)
    if (found.owner_id !== context.actor.userId)
      throw new AppError('FORBIDDEN', 'Pencarian ini milik petugas lain.', { hint: 'Simpan salinan dengan nama sendiri.' })
    if (found.version !== version)
      throw new AppError('CONFLICT', 'Pencarian ini baru saja diubah.', { hint: 'Muat ulang, lalu ulangi perubahan Anda.' })
    if (found.shared === 0) refuseSharing(context, shared)
    updateSearch(context.db, id, {
      name,
      shared: shared ? 1 : 0,
      pinned: pinned ? 1 : 0,
      updated_at: context.now(),
      updated_by: context.actor.userId,
      version: version + 1,
    })
    context.audit({ entity: 'saved_search', entityId: id, detail: { shared } })
    return { id, version: version + 1 }
  },
  remove: (context, { id }) => {
    const found = ownSearch(context, id)
    if (found.owner_id !== context.actor.userId && !may(context.actor, 'office.write'))
      throw new AppError('FORBIDDEN', 'Pencarian ini milik petugas lain.', { hint: 'Minta pemiliknya untuk menghapusnya.' })
    deleteSearch(context.db, id)
    context.audit({ entity: 'saved_search', entityId: id, detail: { shared: found.shared === 1 } })
    return {}
  },
}
