import { AppError } from '../../../shared/domain/errors.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { CommandContext } from '../context.ts'
import type { Db } from '../db/database.ts'
import { fieldLabel } from '../people/history.ts'
import { findPerson, type PersonRecord } from '../people/people.repo.ts'
import { deletePair, findPair, type PairRecord, restorePair } from './duplicates.repo.ts'
import {
  clearNik,
  findMerge,
  type Merger,
  markUndone,
  membershipState,
  moveBack,
  presentMembership,
  reopenMembership,
  stillThere,
  writePerson,
} from './merge.sqlite.ts'
import { writeHistory } from './merge.ts'
import { type MergeLog, type PersonValues, personReferences } from './merge-log.ts'

const labels: readonly (typeof personReferences)[number][] = personReferences

/** Columns whose value is no longer what the merge wrote, by their names on screen. */
const changedSince = (person: PersonRecord, after: PersonValues): string[] =>
  Object.entries(after)
    .filter(([column, value]) => (person[column as keyof PersonRecord] ?? null) !== value)
    .map(([column]) => (column === 'extra' ? 'kolom tambahan' : column === 'name_key' ? 'Nama' : fieldLabel(column, new Map())))

/** Whether somebody worked with the family memberships that the merge touched, or the survivor joined another family since. */
const familyChanged = (db: Db, survivorId: number, { ended, joined, moved }: MergeLog): boolean => {
  if (joined !== null) {
    const state = membershipState(db, joined.id)
    if (state === undefined || state.to_date !== null || state.version !== joined.version) return true
  }
  if (ended === null) return false
  const state = membershipState(db, ended.id)
  if (state === undefined || state.to_date !== ended.toDate || state.version !== ended.version) return true
  const goesBack = moved.some(({ table, ids }) => table === 'family_member' && ids.includes(ended.id))
  const present = presentMembership(db, survivorId)
  // The survivor's own membership can only go on when the one in its place goes back.
  return !goesBack && present !== undefined && present.id !== joined?.id
}

/** Everything that stands in the way, in words; empty = the merge can be taken back exactly. */
const obstacles = (db: Db, survivor: PersonRecord, absorbed: PersonRecord, log: MergeLog): string[] => {
  const found = [...new Set([...changedSince(survivor, log.survivor.after), ...changedSince(absorbed, log.absorbed.after)])].map(
    (label) => `${label} sudah diubah lagi`,
  )
  for (const moved of log.moved) {
    const gone = moved.ids.length - stillThere(db, moved, survivor.id)
    const label = labels.find(({ table, column }) => table === moved.table && column === moved.column)?.label ?? moved.table
    if (gone > 0) found.push(`${gone} ${label} sudah dipindahkan atau dihapus`)
  }
  if (familyChanged(db, survivor.id, log)) found.push('keluarganya sudah diubah lagi')
  return found
}

/** Puts a decision back as it was before the merge, unless somebody decided anew since. */
const restoreDecision = (db: Db, known: { id: number; before: PairRecord | null }, present: PairRecord | undefined): void => {
  if (present === undefined || present.id !== known.id) return
  if (known.before === null) deletePair(db, known.id)
  else restorePair(db, known.before)
}

const pairById = (db: Db, id: number): PairRecord | undefined => {
  const row = db.first(db.q.selectFrom('duplicate_pair').select(['a_id', 'b_id']).where('id', '=', id))
  return row === undefined ? undefined : findPair(db, row.a_id, row.b_id)
}

const notFound = (): AppError =>
  new AppError('NOT_FOUND', 'Penggabungan ini tidak ditemukan.', { field: 'mergeId', hint: 'Muat ulang daftar data ganda.' })

/**
 * Makes two records of one again: values, family, cases, letters and batches go back to where they were. What came to the
 * survivor after the merge stays with the survivor.
 * @throws AppError NOT_FOUND; STATE when later changes stand in the way, naming them
 */
export const undoMergeOf = (context: CommandContext, mergeId: number): { survivorId: number; absorbedId: number } => {
  const { db } = context
  const by: Merger = { userId: context.actor.userId, now: context.now() }
  const merge = findMerge(db, mergeId)
  const survivor = merge === undefined ? undefined : findPerson(db, merge.survivor_id)
  const absorbed = merge === undefined ? undefined : findPerson(db, merge.absorbed_id)
  if (merge === undefined || survivor === undefined || absorbed === undefined) throw notFound()
  if (!inArea(context.actor, survivor.region_code) || !inArea(context.actor, absorbed.region_code)) throw notFound()
  if (merge.undone_at !== null)
    throw new AppError('STATE', 'Penggabungan ini sudah dibatalkan.', { hint: 'Muat ulang daftar data ganda.' })
  if (survivor.merged_into !== null || absorbed.merged_into !== survivor.id)
    throw new AppError('STATE', 'Data hasil penggabungan ini sudah digabungkan lagi dengan data lain.', {
      hint: 'Batalkan dahulu penggabungan yang lebih baru.',
    })
  const log = JSON.parse(merge.log) as MergeLog
  const hindered = obstacles(db, survivor, absorbed, log)
  if (hindered.length > 0)
    throw new AppError('STATE', `Penggabungan tidak dapat dibatalkan: ${hindered.join('; ')}.`, {
      hint: 'Kembalikan dahulu perubahan itu, atau perbaiki datanya satu per satu.',
    })
  for (const moved of log.moved) moveBack(db, moved, absorbed.id)
  if (log.ended !== null) reopenMembership(db, log.ended.id, by)
  if ('nik' in log.survivor.after) for (const { id } of [survivor, absorbed]) clearNik(db, id)
  writePerson(db, survivor.id, log.survivor.before, { mergedInto: null, lastImport: log.survivor.lastImport }, by)
  writePerson(db, absorbed.id, log.absorbed.before, { mergedInto: null, lastImport: log.absorbed.lastImport }, by)
  for (const known of log.differences) {
    const present = pairById(db, known.id)
    if (present?.state === 'different') restoreDecision(db, known, present)
  }
  restoreDecision(db, log.pair, findPair(db, survivor.id, absorbed.id))
  markUndone(db, mergeId, by)
  writeHistory(
    db,
    survivor.id,
    log.survivor.after,
    log.survivor.before,
    [{ field: 'mergedFrom', before: absorbed.name, after: null }],
    by,
  )
  writeHistory(
    db,
    absorbed.id,
    log.absorbed.after,
    log.absorbed.before,
    [{ field: 'mergedInto', before: survivor.name, after: null }],
    by,
  )
  context.audit({ entity: 'person', entityId: survivor.id, detail: { merge: mergeId, absorbed: absorbed.id } })
  return { survivorId: survivor.id, absorbedId: absorbed.id }
}
