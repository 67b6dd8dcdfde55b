import type { AttachmentRow } from '../../../shared/contract/attachments.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { boxAround, outsideOf } from '../../../shared/domain/photo-check.ts'
import { insertCaseEvent } from '../cases/cases.repo.ts'
import { byNow } from '../cases/need-flow.service.ts'
import type { CommandContext, Handlers, QueryContext } from '../context.ts'
import { currentDefinitions, definition } from '../definitions/definitions.repo.ts'
import { archiveFileRef } from '../files/files.ts'
import { writeSetting } from '../settings.repo.ts'
import { addFile, commitFile } from './add-file.ts'
import { boundsKey, hangsOn, mustBePresent, photoBounds, visibleAttachment } from './attachment-access.ts'
import { type AttachmentRecord, type HangsOn, listAttachments, photoPlaces, updateAttachment } from './attachments.repo.ts'
import { copyFile, recordCopy } from './copy-file.ts'

const slotLabels = (context: QueryContext): ((key: string, version: number | null, slot: string) => string) => {
  const known = new Map<string, Map<string, string>>()
  return (key, version, slot) => {
    if (key === '') return ''
    const at = `${key}@${version ?? 0}`
    const labels =
      known.get(at) ??
      new Map(definition(context.db, 'photo-form', key, version).body.slots.map((one) => [one.key, one.label] as const))
    known.set(at, labels)
    return labels.get(slot) ?? slot
  }
}

const toRows = (context: QueryContext, of: HangsOn): AttachmentRow[] => {
  const label = slotLabels(context)
  return listAttachments(context.db, of).map((row) => ({
    id: row.id,
    version: row.version,
    needId: row.need_id,
    title: row.title,
    name: row.name,
    kind: row.media_type === 'application/pdf' ? 'pdf' : 'image',
    size: row.size,
    width: row.width,
    height: row.height,
    thumbnail:
      row.thumb_sha256 === null || row.removed_at !== null
        ? null
        : archiveFileRef(context, row.thumb_sha256, 'gambar-kecil.jpg', 'image/jpeg', row.thumb_size ?? 0),
    takenAt: row.taken_at ?? '',
    place: row.latitude === null || row.longitude === null ? null : { latitude: row.latitude, longitude: row.longitude },
    formKey: row.form_key,
    slot: row.slot,
    slotLabel: label(row.form_key, row.form_version, row.slot),
    findings: JSON.parse(row.findings) as AttachmentRow['findings'],
    addedAt: row.added_at,
    addedBy: row.added_by_name ?? '',
    removedAt: row.removed_at,
    removedBy: row.removed_by_name ?? '',
    removedReason: row.removed_reason,
  }))
}

const stale = (): AppError =>
  new AppError('CONFLICT', 'Berkas ini baru saja diubah orang lain.', { field: 'version', hint: 'Muat ulang daftar berkasnya.' })

const tellCase = (context: CommandContext, file: AttachmentRecord, text: string, note: string): void => {
  if (file.case_id === null) return
  insertCaseEvent(context.db, { caseId: file.case_id, needId: file.need_id, kind: 'file', text, note }, byNow(context))
}

/** Internal commands of files. */
export const attachmentsInternal = [commitFile, recordCopy]

/** Use cases of files at cases and people. */
export const attachmentsHandlers: Handlers<'attachments'> = {
  list: (context, { place }) => toRows(context, hangsOn(context, place, false)),

  forms: ({ db }) =>
    currentDefinitions(db, 'photo-form').map(({ key, version, body }) => ({ key, version, name: body.name, slots: body.slots })),

  add: (context, input) => addFile(context, input),

  view: (context, { id }) => {
    const file = visibleAttachment(context, id)
    mustBePresent(file)
    return { file: archiveFileRef(context, file.sha256, file.name, file.media_type, file.size) }
  },

  copy: (context, input) => copyFile(context, input),

  remove: (context, { id, version, reason }) => {
    const file = visibleAttachment(context, id, true)
    mustBePresent(file)
    if (!updateAttachment(context.db, id, version, { removedReason: reason }, byNow(context))) throw stale()
    tellCase(context, file, `Berkas "${file.title}" dibuang.`, reason)
    context.audit({ entity: 'attachment', entityId: id, caseId: file.case_id, detail: { removed: true } })
    return {}
  },

  rename: (context, { id, version, title }) => {
    const file = visibleAttachment(context, id, true)
    if (!updateAttachment(context.db, id, version, { title }, byNow(context))) throw stale()
    context.audit({ entity: 'attachment', entityId: id, caseId: file.case_id, detail: { renamed: true } })
    return {}
  },

  bounds: (context) => ({ bounds: photoBounds(context) }),

  boundsHelp: (context, { bounds }) => {
    const places = photoPlaces(context.db)
    return {
      photos: places.length,
      suggested: boxAround(places),
      outside: bounds === null ? 0 : outsideOf(places, bounds),
    }
  },

  setBounds: (context, { bounds }) => {
    writeSetting(context.db, boundsKey, bounds, byNow(context))
    context.audit({ entity: 'office', detail: { photoBounds: bounds !== null } })
    return {}
  },
}
