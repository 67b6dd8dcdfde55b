import type { z } from 'zod'
import type { attachmentPlace } from '../../../shared/contract/attachments.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { may } from '../../../shared/domain/permissions.ts'
import type { Bounds } from '../../../shared/domain/photo-check.ts'
import { visibleCase, visibleNeed } from '../cases/need-flow.service.ts'
import type { QueryContext } from '../context.ts'
import { peopleHandlers } from '../people/people.service.ts'
import { readSetting } from '../settings.repo.ts'
import { type AttachmentRecord, findAttachment, type HangsOn } from './attachments.repo.ts'

type Place = z.output<typeof attachmentPlace>

/** Setting key of the box that photos have to lie in. */
export const boundsKey = 'photo-bounds'

/** The office's box on the map, or null. */
export const photoBounds = (context: QueryContext): Bounds | null =>
  readSetting<Bounds | null>(context.db, boundsKey)?.value ?? null

const missing = (): AppError => new AppError('NOT_FOUND', 'Berkas ini tidak ditemukan.', { hint: 'Muat ulang daftar berkasnya.' })

/** @throws AppError NOT_FOUND, FORBIDDEN */
const visiblePerson = (context: QueryContext, id: number, write: boolean): void => {
  if (!may(context.actor, write ? 'people.write' : 'people.read'))
    throw new AppError('FORBIDDEN', 'Anda tidak berwenang atas berkas warga.', { hint: 'Minta haknya kepada admin.' })
  peopleHandlers.get(context, { id })
}

/**
 * What a file hangs on, inside the reader's area.
 * @throws AppError NOT_FOUND, FORBIDDEN, VALIDATION
 */
export const hangsOn = (context: QueryContext, place: Place, write: boolean): HangsOn => {
  if (place.of === 'person') {
    visiblePerson(context, place.id, write)
    return { caseId: null, needId: null, personId: place.id }
  }
  visibleCase(context, place.id)
  if (place.needId !== null && visibleNeed(context, place.needId).case_id !== place.id)
    throw new AppError('VALIDATION', 'Kebutuhan itu bukan milik kasus ini.', { field: 'place', hint: 'Muat ulang kasusnya.' })
  return { caseId: place.id, needId: place.needId, personId: null }
}

/** A file that the reader may see. @throws AppError NOT_FOUND */
export const visibleAttachment = (context: QueryContext, id: number, write = false): AttachmentRecord => {
  const found = findAttachment(context.db, id)
  if (found === undefined) throw missing()
  if (found.case_id !== null) visibleCase(context, found.case_id)
  else visiblePerson(context, found.person_id ?? 0, write)
  return found
}

/** Files out of sight are not handed out any more. @throws AppError STATE */
export const mustBePresent = (file: AttachmentRecord): void => {
  if (file.removed_at !== null)
    throw new AppError('STATE', 'Berkas ini sudah dibuang.', { hint: 'Alasannya ada di daftar berkas.' })
}
