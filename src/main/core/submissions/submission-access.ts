import { AppError } from '../../../shared/domain/errors.ts'
import type { QueryContext } from '../context.ts'
import { definition } from '../definitions/definitions.repo.ts'
import type { SubmissionProfileBody } from '../definitions/kinds.ts'
import { countOutsideArea, findSubmission, type SubmissionBatch } from './submissions.repo.ts'

/**
 * A batch.
 * @throws AppError NOT_FOUND
 */
export const submissionOf = ({ db }: Pick<QueryContext, 'db'>, id: number): SubmissionBatch => {
  const found = findSubmission(db, id)
  if (found === undefined) throw new AppError('NOT_FOUND', 'Usulan tidak ditemukan.', { hint: 'Muat ulang daftar usulan.' })
  return found
}

/** The profile of a batch in the version it was begun with. */
export const profileOf = ({ db }: Pick<QueryContext, 'db'>, batch: SubmissionBatch): SubmissionProfileBody =>
  definition(db, 'submission-profile', batch.profile_key, batch.profile_version).body

/**
 * Refuses to hand out or to answer a whole batch to a user who may see only some of its people.
 * @throws AppError FORBIDDEN
 */
export const wholeBatchAllowed = (context: QueryContext, batch: SubmissionBatch): void => {
  if (countOutsideArea(context.db, context.actor, batch.id) > 0)
    throw new AppError('FORBIDDEN', 'Usulan ini memuat warga di luar wilayah tugas Anda.', {
      hint: 'Minta operator kabupaten/kota yang mengerjakannya.',
    })
}

/** The refusal when somebody else changed a batch meanwhile. */
export const staleBatch = (): AppError =>
  new AppError('CONFLICT', 'Usulan ini baru saja diubah orang lain.', { field: 'version', hint: 'Muat ulang, lalu ulangi.' })
