import type { SubmissionItem, SubmissionRow } from '../../../shared/contract/submissions.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { Handlers, QueryContext } from '../context.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import type { SubmissionProfileBody } from '../definitions/kinds.ts'
import { readArchivedFile } from '../files/archive.repo.ts'
import { archiveFileRef, mediaTypes, uploadedFile } from '../files/files.ts'
import { readOffice } from '../office/office.repo.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { uidText } from '../uid.ts'
import { peopleOfItems } from './candidates.repo.ts'
import { candidatesOf, tellCases } from './candidates.ts'
import { checkRow, countValues, isReady, sumFindings, uniqueColumns } from './checks.ts'
import { exportBatch, finishExport, keepRows } from './export-file.ts'
import { applyResults, finishResult, readResultFile } from './read-result.ts'
import { profileOf, staleBatch, submissionOf, wholeBatchAllowed } from './submission-access.ts'
import {
  deleteItems,
  type ItemRow,
  insertItem,
  insertSubmission,
  itemsInFileOrder,
  listSubmissions,
  pageOfItems,
  regionsOfPeople,
  type SubmissionBatch,
  updateSubmission,
} from './submissions.repo.ts'

const toRow = (batch: SubmissionBatch): SubmissionRow => ({
  id: batch.id,
  uid: uidText(batch.uid),
  label: batch.label,
  period: batch.period,
  profileKey: batch.profile_key,
  profileName: batch.profile_name ?? batch.profile_key,
  profileVersion: batch.profile_version,
  state: batch.state as SubmissionRow['state'],
  items: batch.items ?? 0,
  accepted: batch.accepted ?? 0,
  refused: batch.refused ?? 0,
  fileName: batch.file_name,
  sha256: batch.sha256,
  exportedAt: batch.exported_at,
  exportedBy: batch.exported_by_name ?? '',
  answeredAt: batch.answered_at,
  createdAt: batch.created_at,
  createdBy: batch.created_by_name ?? '',
  version: batch.version,
})

/** A batch that may still be changed. */
const composing = (context: QueryContext, id: number): SubmissionBatch => {
  const batch = submissionOf(context, id)
  if (batch.state !== 'composing')
    throw new AppError('STATE', 'Usulan ini sudah diekspor dan tidak dapat diubah lagi.', {
      hint: 'Buat usulan baru untuk warga yang lain.',
    })
  return batch
}

/** The archived workbook and its manifest. */
const filesOf = (context: QueryContext, batch: Pick<SubmissionBatch, 'sha256' | 'manifest_sha256' | 'file_name'>) => {
  const file = batch.sha256 === null ? undefined : readArchivedFile(context.db, batch.sha256)
  const manifest = batch.manifest_sha256 === null ? undefined : readArchivedFile(context.db, batch.manifest_sha256)
  if (file === undefined || manifest === undefined || batch.file_name === null)
    throw new AppError('STATE', 'Usulan ini belum diekspor.', { hint: 'Ekspor usulan ini lebih dahulu.' })
  const manifestName = `${batch.file_name.replace(/\.xlsx$/, '')}.manifest.json`
  return {
    file: archiveFileRef(context, batch.sha256 as string, batch.file_name, mediaTypes.xlsx, file.bytes.byteLength),
    manifest: archiveFileRef(context, batch.manifest_sha256 as string, manifestName, mediaTypes.json, manifest.bytes.byteLength),
  }
}

/** Values that must not come twice, counted over the whole batch; a NIK is unique in the register and needs no counting. */
const countsOf = (context: QueryContext, profile: SubmissionProfileBody, batchId: number, rows?: readonly ItemRow[]) => {
  const columns = uniqueColumns(profile).filter((column) => column.source !== 'person.nik')
  if (columns.length === 0) return new Map()
  return countValues(columns, rows ?? itemsInFileOrder(context.db, batchId), readOffice(context.db))
}

/** Use cases of batches for SIKS-NG: compose, check, export with proof, read the answer back. */
export const submissionsHandlers: Handlers<'submissions'> = {
  profiles: ({ db }) =>
    currentDefinitions(db, 'submission-profile').map(({ key, version, body }) => ({
      key,
      version,
      name: body.name,
      description: body.description,
      columns: body.columns.map(({ header }) => header),
    })),

  list: ({ db }) => listSubmissions(db).map(toRow),

  get: (context, { id }) => toRow(submissionOf(context, id)),

  create: (context, { label, period, profileKey }) => {
    const profile = currentDefinitions(context.db, 'submission-profile').find(({ key }) => key === profileKey)
    if (profile === undefined)
      throw new AppError('VALIDATION', 'Format usulan ini tidak ada.', {
        field: 'profileKey',
        hint: 'Pilih format dari daftar.',
      })
    const id = insertSubmission(
      context.db,
      { label, period, profileKey, profileVersion: profile.version },
      { userId: context.actor.userId, now: context.now() },
    )
    context.audit({ entity: 'submission', entityId: id, detail: { profile: profileKey, version: profile.version } })
    return { id, version: 1 }
  },

  candidates: (context, { id }) => candidatesOf(context, id),

  add: (context, { id, personIds }) => {
    const batch = composing(context, id)
    const wanted = [...new Set(personIds)]
    const found = regionsOfPeople(context.db, wanted)
    if (found.length !== wanted.length || found.some((person) => !inArea(context.actor, person.region_code)))
      throw new AppError('NOT_FOUND', 'Sebagian warga yang dipilih tidak ditemukan.', {
        field: 'personIds',
        hint: 'Muat ulang daftar warga, lalu pilih lagi.',
      })
    const joined = wanted.filter((personId) => insertItem(context.db, id, personId))
    const added = joined.length
    if (!updateSubmission(context.db, id, batch.version, {}, { userId: context.actor.userId, now: context.now() }))
      throw staleBatch()
    const said = { text: `Masuk usulan SIKS-NG "${batch.label}" (${batch.period}).`, note: '' }
    tellCases(context, batch, new Map(joined.map((personId) => [personId, said])))
    context.audit({ entity: 'submission', entityId: id, detail: { added } })
    return { added, already: wanted.length - added }
  },

  remove: (context, { id, itemIds }) => {
    const batch = composing(context, id)
    const people = peopleOfItems(context.db, context.actor, id, itemIds)
    const removed = deleteItems(context.db, context.actor, id, itemIds)
    const said = { text: `Dikeluarkan dari usulan SIKS-NG "${batch.label}".`, note: '' }
    tellCases(context, batch, new Map(people.map(({ person_id }) => [person_id, said])))
    if (!updateSubmission(context.db, id, batch.version, {}, { userId: context.actor.userId, now: context.now() }))
      throw staleBatch()
    context.audit({ entity: 'submission', entityId: id, detail: { removed } })
    return { removed }
  },

  items: (context, input) => {
    const batch = submissionOf(context, input.id)
    const profile = profileOf(context, batch)
    const office = readOffice(context.db)
    const rows = pageOfItems(context.db, context.actor, input.id, {
      result: input.result,
      afterId: input.cursor === null ? 0 : Number(unpackCursor(input.cursor)[0]),
      limit: input.limit,
    })
    const counts = countsOf(context, profile, input.id)
    return page(
      rows,
      input.limit,
      (row): SubmissionItem => ({
        id: row.id,
        personId: row.person_id,
        name: row.name,
        nikMasked: maskNumber(row.nik),
        kkMasked: maskNumber(row.kk_number),
        village: row.village ?? '',
        result: row.result as SubmissionItem['result'],
        reason: row.reason,
        // after the export the file is what it is: problems of today's register would only confuse
        problems: batch.state === 'composing' ? checkRow(profile, row, office, context.today(), counts) : [],
      }),
      (row) => packCursor(row.id),
    )
  },

  check: (context, { id }) => {
    const batch = submissionOf(context, id)
    const profile = profileOf(context, batch)
    const office = readOffice(context.db)
    const all = itemsInFileOrder(context.db, id)
    const counts = countsOf(context, profile, id, all)
    const problems = all
      .filter((row) => inArea(context.actor, row.region_code))
      .map((row) => checkRow(profile, row, office, context.today(), counts))
    return {
      items: problems.length,
      ready: problems.filter(isReady).length,
      findings: sumFindings(profile, problems),
    }
  },

  export: async (context, { id, version }) => {
    const batch = submissionOf(context, id)
    if (batch.version !== version) throw staleBatch()
    wholeBatchAllowed(context, batch)
    // Exported once and for all: asked again, the same archived file comes out, never a second truth.
    if (batch.state !== 'composing')
      return { id, rows: batch.row_count ?? 0, sha256: batch.sha256 ?? '', ...filesOf(context, batch) }
    const done = await exportBatch(context, batch, profileOf(context, batch))
    const manifestName = `${done.fileName.replace(/\.xlsx$/, '')}.manifest.json`
    return {
      id,
      rows: done.rows,
      sha256: done.sha256,
      file: archiveFileRef(context, done.sha256, done.fileName, mediaTypes.xlsx, done.size),
      manifest: archiveFileRef(context, done.manifestSha256, manifestName, mediaTypes.json, done.manifestSize),
    }
  },

  file: (context, { id }) => {
    const batch = submissionOf(context, id)
    wholeBatchAllowed(context, batch)
    return filesOf(context, batch)
  },

  readResult: async (context, { id, fileId }) => {
    const batch = submissionOf(context, id)
    wholeBatchAllowed(context, batch)
    if (batch.state === 'composing')
      throw new AppError('STATE', 'Usulan ini belum diekspor, jadi belum ada yang dijawab.', {
        hint: 'Ekspor usulan ini dan kirim ke SIKS-NG lebih dahulu.',
      })
    return readResultFile(
      context,
      batch,
      profileOf(context, batch),
      uploadedFile(context, fileId),
      readOffice(context.db).practice,
    )
  },
}

/** Commands that the jobs of submissions send to the writer. */
export const submissionsInternal = [keepRows, finishExport, applyResults, finishResult]
