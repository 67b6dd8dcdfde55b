import { AppError } from '../../../shared/domain/errors.ts'
import { readCounterSettings } from '../arrival/counter-settings.ts'
import type { Handlers } from '../context.ts'
import { draftPlaceOf } from './draft-place.ts'
import { countDrafts, draftsOf, dropDraft, dropOldDrafts, findDraft, putDraft } from './drafts.repo.ts'

/** Most letters of one draft, and most drafts of one user: forms are small, and nobody keeps hundreds open. */
const largest = 200_000
const most = 500

const dayLength = 86_400_000

/** Use cases of half-filled forms. Only their writer sees them. */
export const draftsHandlers: Handlers<'drafts'> = {
  list: (context) =>
    draftsOf(context.db, context.actor.userId).map(({ key, updated_at }) => ({
      key,
      ...draftPlaceOf(context, key),
      updatedAt: updated_at,
    })),
  read: ({ db, actor }, { key }) => {
    const found = findDraft(db, actor.userId, key)
    return found === undefined ? { body: null, updatedAt: null } : { body: JSON.parse(found.body), updatedAt: found.updated_at }
  },
  save: (context, { key, body }) => {
    const { db, actor } = context
    const text = JSON.stringify(body)
    if (text.length > largest)
      throw new AppError('VALIDATION', 'Isian ini terlalu panjang untuk disimpan sebagai draf.', {
        field: 'body',
        hint: 'Simpan isian ini, atau bagi menjadi beberapa bagian.',
      })
    if (findDraft(db, actor.userId, key) === undefined) {
      const days = readCounterSettings(db).settings.draftDays
      dropOldDrafts(db, new Date(Date.parse(context.now()) - days * dayLength).toISOString())
      if (countDrafts(db, actor.userId) >= most)
        throw new AppError('STATE', 'Isian yang belum selesai sudah terlalu banyak.', {
          hint: 'Selesaikan atau buang sebagian di Beranda.',
        })
    }
    putDraft(db, { userId: actor.userId, key, body: text, now: context.now() })
    return {}
  },
  remove: ({ db, actor }, { key }) => {
    dropDraft(db, actor.userId, key)
    return {}
  },
}
