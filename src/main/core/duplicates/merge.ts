import type { MergeField } from '../../../shared/contract/duplicates.ts'
import type { ParsedInputOf } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import type { Db } from '../db/database.ts'
import { findPerson, insertChange, type PersonRecord } from '../people/people.repo.ts'
import { personColumns } from '../people/person-columns.ts'
import { liveRarity } from './check.ts'
import { decidePair, differentFrom, findPair } from './duplicates.repo.ts'
import {
  clearNik,
  endMembership,
  insertMerge,
  type Merger,
  moveReferences,
  presentMembership,
  sharedSubmissions,
  writeMergeLog,
  writePerson,
} from './merge.sqlite.ts'
import { type MergeLog, type PersonValues, personReferences } from './merge-log.ts'
import { type PairScore, scorePair } from './score.ts'
import { SubjectPools } from './subject.ts'
import { subjectsById } from './subjects.sqlite.ts'

/** Column behind each value that can be chosen; the family is no column. */
const columns: Readonly<Record<Exclude<MergeField, 'family'>, keyof PersonRecord>> = {
  nik: 'nik',
  originalNumber: 'original_number',
  ...personColumns,
}

/** A person whom the user may see and who is not merged; otherwise it looks as if there were none. */
export const visiblePerson = (context: QueryContext, id: number, field: string): PersonRecord => {
  const person = findPerson(context.db, id)
  if (person === undefined || person.merged_into !== null || !inArea(context.actor, person.region_code))
    throw new AppError('NOT_FOUND', 'Warga tidak ditemukan.', {
      field,
      hint: 'Muat ulang daftar data ganda; mungkin data ini sudah digabungkan.',
    })
  return person
}

/** The score of two people as the register stands now. */
export const scoreOfTwo = (db: Db, one: number, other: number): PairScore => {
  const pools = new SubjectPools()
  const [a, b] = subjectsById(db, [one, other]).map((fields) => pools.subject(fields))
  if (a === undefined || b === undefined) throw new Error('a person vanished inside one command')
  return scorePair(a, b, liveRarity(db))
}

const stale = (field: string): AppError =>
  new AppError('CONFLICT', 'Data warga ini baru saja diubah orang lain.', {
    field,
    hint: 'Muat ulang, bandingkan lagi kedua datanya, lalu gabungkan.',
  })

/** Refuses what cannot become one record. @throws AppError VALIDATION, CONFLICT, STATE */
const refuse = (context: CommandContext, survivor: PersonRecord, absorbed: PersonRecord): void => {
  if (survivor.id === absorbed.id)
    throw new AppError('VALIDATION', 'Pilih dua data yang berbeda.', {
      field: 'absorbedId',
      hint: 'Data yang sama tidak perlu digabungkan.',
    })
  if (findPair(context.db, survivor.id, absorbed.id)?.state === 'different')
    throw new AppError('STATE', 'Keduanya sudah dicatat sebagai orang yang berbeda.', {
      hint: 'Bila ternyata orang yang sama, batalkan dahulu catatan itu di daftar "Orang yang berbeda".',
    })
  const draft = sharedSubmissions(context.db, survivor.id, absorbed.id).find(({ state }) => state === 'draft')
  if (draft !== undefined)
    throw new AppError('STATE', `Keduanya ada di usulan "${draft.label}" yang belum diekspor.`, {
      hint: 'Keluarkan salah satunya dari usulan itu dahulu, lalu gabungkan.',
    })
}

/** What changes about the survivor's columns, and the other's NIK when they exchange theirs. */
const chosenValues = (survivor: PersonRecord, absorbed: PersonRecord, take: ReadonlySet<MergeField>) => {
  const own: { before: PersonValues; after: PersonValues } = { before: {}, after: {} }
  const other: { before: PersonValues; after: PersonValues } = { before: {}, after: {} }
  const set = (column: keyof PersonRecord, value: string | null): void => {
    if (survivor[column] === value) return
    own.before[column] = survivor[column] as string | null
    own.after[column] = value
  }
  for (const [field, column] of Object.entries(columns) as [Exclude<MergeField, 'family'>, keyof PersonRecord][]) {
    if (!take.has(field)) continue
    set(column, absorbed[column] as string | null)
    if (field === 'name') set('name_key', absorbed.name_key)
  }
  if ('nik' in own.after) {
    // They exchange their numbers: so both stay in the register, and either one leads to the survivor.
    other.before.nik = absorbed.nik
    other.after.nik = survivor.nik
  }
  const extra = JSON.parse(survivor.extra) as Record<string, unknown>
  const more = Object.entries(JSON.parse(absorbed.extra) as Record<string, unknown>).filter(
    ([key]) => extra[key] === undefined || extra[key] === '',
  )
  if (more.length > 0) set('extra', JSON.stringify({ ...extra, ...Object.fromEntries(more) }))
  return { own, other }
}

/** Ends one of two present family memberships; answers which, and whether the family card of the survivor changes. */
const settleFamily = (context: CommandContext, survivorId: number, absorbedId: number, takeFamily: boolean, by: Merger) => {
  const own = presentMembership(context.db, survivorId)
  const other = presentMembership(context.db, absorbedId)
  const goes =
    own === undefined || other === undefined ? undefined : takeFamily && own.family_id !== other.family_id ? own : other
  const today = context.today()
  if (goes !== undefined) endMembership(context.db, goes.id, today, by)
  const after = goes === other && goes !== undefined ? own : (other ?? own)
  return {
    ended: goes === undefined ? null : { id: goes.id, toDate: today, version: goes.version + 1 },
    joined: other === undefined || goes === other ? null : { id: other.id, version: other.version },
    kk: { before: own?.kk_number ?? null, after: after?.kk_number ?? null },
  }
}

/** Decisions "orang yang berbeda" about the absorbed record hold for the survivor too. */
const takeOverDifferences = (context: CommandContext, survivorId: number, absorbedId: number): MergeLog['differences'] => {
  const { db } = context
  return differentFrom(db, absorbedId).flatMap((known) => {
    const third = known.a_id === absorbedId ? known.b_id : known.a_id
    if (third === survivorId) return []
    const before = findPair(db, survivorId, third) ?? null
    if (before !== null && before.state !== 'open') return []
    const id = decidePair(db, survivorId, third, {
      state: 'different',
      result: { score: known.score, points: known.points, fields: JSON.parse(known.fields) },
      now: context.now(),
      userId: context.actor.userId,
      mergeId: null,
    })
    return [{ id, before }]
  })
}

/** Names of columns as the contract and the history have them; the search key is nobody's business. */
const historyFields = (values: PersonValues): string[] =>
  Object.keys(values).filter((column) => column !== 'name_key' && column !== 'extra')
const fieldName = (column: string): string => column.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())

/** Writes what changed, and with whom, into the history of both; the same for merging and for taking it back. */
export const writeHistory = (
  db: Db,
  personId: number,
  before: PersonValues,
  after: PersonValues,
  more: readonly { field: string; before: string | null; after: string | null }[],
  by: Merger,
): void => {
  for (const column of historyFields(after))
    insertChange(db, { personId, field: fieldName(column), before: before[column] ?? null, after: after[column] ?? null }, by)
  const [was, is] = [before.extra, after.extra].map((text) => JSON.parse(text ?? '{}') as Record<string, unknown>)
  for (const key of new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])) {
    const [left, right] = [String(was?.[key] ?? ''), String(is?.[key] ?? '')]
    if (left !== right) insertChange(db, { personId, field: `extra.${key}`, before: left, after: right }, by)
  }
  for (const change of more) if (change.before !== change.after) insertChange(db, { personId, ...change }, by)
}

/**
 * Makes one record of two, in this one transaction: the absorbed record stays as it was, points to the survivor and is left
 * out of lists; everything that refers to it moves.
 * @throws AppError NOT_FOUND, VALIDATION, CONFLICT, STATE
 */
export const mergePeople = (
  context: CommandContext,
  input: ParsedInputOf<'duplicates.merge'>,
): { mergeId: number; id: number; version: number } => {
  const { db } = context
  const by: Merger = { userId: context.actor.userId, now: context.now() }
  const survivor = visiblePerson(context, input.survivorId, 'survivorId')
  const absorbed = visiblePerson(context, input.absorbedId, 'absorbedId')
  refuse(context, survivor, absorbed)
  if (survivor.version !== input.survivorVersion) throw stale('survivorVersion')
  if (absorbed.version !== input.absorbedVersion) throw stale('absorbedVersion')
  const take = new Set(input.take)
  const pairBefore = findPair(db, survivor.id, absorbed.id) ?? null
  const result = scoreOfTwo(db, survivor.id, absorbed.id)
  const { own, other } = chosenValues(survivor, absorbed, take)
  const { ended, joined, kk } = settleFamily(context, survivor.id, absorbed.id, take.has('family'), by)
  const moved = moveReferences(db, personReferences, absorbed.id, survivor.id)
  if ('nik' in own.after) for (const { id } of [survivor, absorbed]) clearNik(db, id)
  writePerson(db, survivor.id, own.after, { mergedInto: null, lastImport: null }, by)
  writePerson(db, absorbed.id, other.after, { mergedInto: survivor.id, lastImport: null }, by)
  const mergeId = insertMerge(db, survivor.id, absorbed.id, by)
  const differences = takeOverDifferences(context, survivor.id, absorbed.id)
  const pairId = decidePair(db, survivor.id, absorbed.id, { state: 'merged', result, ...by, mergeId })
  writeMergeLog(db, mergeId, {
    survivor: { ...own, lastImport: survivor.last_import_id },
    absorbed: { ...other, lastImport: absorbed.last_import_id },
    moved,
    ended,
    joined,
    pair: { id: pairId, before: pairBefore },
    differences,
  })
  writeHistory(
    db,
    survivor.id,
    own.before,
    own.after,
    [
      { field: 'kkNumber', ...kk },
      { field: 'mergedFrom', before: null, after: absorbed.name },
    ],
    by,
  )
  writeHistory(db, absorbed.id, other.before, other.after, [{ field: 'mergedInto', before: null, after: survivor.name }], by)
  context.audit({
    entity: 'person',
    entityId: survivor.id,
    detail: {
      merge: mergeId,
      absorbed: absorbed.id,
      fields: historyFields(own.after).map(fieldName),
      moved: moved.reduce((sum, { ids }) => sum + ids.length, 0),
    },
  })
  return { mergeId, id: survivor.id, version: survivor.version + 1 }
}
