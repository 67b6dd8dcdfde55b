import type { UndoOutcome } from '../../../shared/contract/imports.ts'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { nameKey } from '../../../shared/domain/names.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import { internalCommand } from '../context.ts'
import type { Db } from '../db/database.ts'
import { restoreFacts } from './facts.sqlite.ts'
import { findPackage, moveState, readRows, type StoredRow } from './imports.repo.ts'
import { columnOf, decodeRow, type FieldChange } from './staged-row.ts'
import {
  changedOf,
  changedState,
  countCreated,
  createdIds,
  readExtra,
  recordRestored,
  removeEmptyFamilies,
  removePeople,
  restoreFamilies,
  restoreMembership,
  restorePerson,
  restoreRelation,
  touchedOf,
  type Undoer,
  usedPeople,
} from './undo.sqlite.ts'
import { effectiveChanges, type Wins } from './wins.ts'

const chunk = 2000
const namesShown = 200
/** Columns that hold NULL for "not known". */
const nullable = new Set(['nik', 'birth_date', 'sex', 'region_code'])

const notApplied = (): AppError =>
  new AppError('STATE', 'Impor ini tidak dapat dikembalikan: belum ditulis, atau sudah dikembalikan.', {
    hint: 'Muat ulang riwayat impor untuk melihat keadaannya.',
  })

/**
 * Puts the register back to before a package, in this one transaction. Whom somebody worked with since (changed by hand
 * or by a later package, named in a case, letter or submission) stays as he is now.
 * @throws AppError STATE unless the package is applied
 */
export const undoPackage = internalCommand('imports.undo-package', (context: CommandContext, id: number): UndoOutcome => {
  const { db } = context
  const by: Undoer = { userId: context.actor.userId, now: context.now() }
  if (!moveState(db, id, ['applied'], 'undone', { undone_at: by.now, undone_by: by.userId })) throw notApplied()
  const kept: string[] = []
  const wins = JSON.parse(findPackage(db, id)?.wins ?? '{}') as Wins
  const restored = restoreChanged(context, id, by, kept, wins)
  const touched = touchedOf(db, id)
  kept.push(...touched.map(({ name }) => name))
  const staying = new Set(touched.map((person) => person.id))
  const removable = createdIds(db, id).filter((personId) => !staying.has(personId))
  for (let at = 0; at < removable.length; at += chunk) {
    context.throwIfCancelled()
    context.progress('Menghapus warga dari impor ini', at, removable.length)
    removePeople(db, removable.slice(at, at + chunk))
  }
  restoreFamilies(db, id, by)
  removeEmptyFamilies(db, id)
  kept.sort((left, right) => left.localeCompare(right, 'id'))
  context.audit({ entity: 'import', entityId: id, detail: { restored, removed: removable.length, kept: kept.length } })
  const outcome = { restored, removed: removable.length, kept: kept.length, keptNames: kept.slice(0, namesShown) }
  moveState(db, id, ['undone'], 'undone', { outcome: JSON.stringify(outcome) })
  return outcome
})

/**
 * What undoing a package would do, without doing it: the same rules over the same rows.
 * @throws AppError STATE unless the package is applied
 */
export const previewUndo = (context: Pick<QueryContext, 'db'>, id: number): OutputOf<'imports.previewUndo'> => {
  const { db } = context
  if (findPackage(db, id)?.state !== 'applied') throw notApplied()
  const kept: { personId: number; name: string }[] = []
  const changed = changedOf(db, id)
  let restored = changed.all - changed.close.length
  for (const { personId, data } of changed.close) {
    const found = lookAt(db, id, personId, data)
    if (found?.untouched === true) restored += 1
    else if (found !== undefined) kept.push({ personId, name: found.state.name })
  }
  const touched = touchedOf(db, id)
  const removed = countCreated(db, id) - touched.length
  for (const { id: personId, name } of touched) kept.push({ personId, name })
  kept.sort((left, right) => left.name.localeCompare(right.name, 'id'))
  const used = usedPeople(
    db,
    kept.map(({ personId }) => personId),
  )
  const why = (personId: number): string => used.get(personId) ?? 'Datanya diubah setelah impor'
  const reasons = new Map<string, number>()
  for (const { personId } of kept) reasons.set(why(personId), (reasons.get(why(personId)) ?? 0) + 1)
  return {
    restored,
    removed,
    kept: kept.length,
    keptNames: kept.slice(0, namesShown).map(({ name }) => name),
    reasons: [...reasons].map(([reason, count]) => ({ why: reason, count })),
    keptPeople: kept.slice(0, namesShown).map((person) => ({ ...person, why: why(person.personId) })),
  }
}

/** Where a person whom a row changed stands now, and whether they were left alone since. */
const lookAt = (db: Db, id: number, personId: number, data: string) => {
  const state = changedState(db, personId, id)
  if (state === undefined) return undefined
  const { known } = decodeRow(data)
  const expected = (known?.version ?? 0) + 1 + state.steps
  const untouched = state.version === expected && state.lastImport === id && state.touchedMembers === 0
  return { state, untouched, lastImport: known?.lastImport ?? null }
}

/** Rows that changed a person, with where that person stands now. */
function* changedRows(
  db: Db,
  id: number,
): Generator<{
  row: StoredRow
  personId: number
  lastImport: number | null
  state: NonNullable<ReturnType<typeof changedState>>
  untouched: boolean
}> {
  let after = 0
  for (;;) {
    const rows = readRows(db, id, { after, limit: chunk, buckets: ['changed'] })
    if (rows.length === 0) return
    for (const row of rows) {
      const personId = row.person_id as number
      const found = lookAt(db, id, personId, row.data)
      if (found !== undefined) yield { row, personId, ...found }
    }
    after = (rows.at(-1) as StoredRow).id
  }
}

const restoreChanged = (context: CommandContext, id: number, by: Undoer, kept: string[], wins: Wins): number => {
  let restored = 0
  let seen = 0
  for (const { row, personId, lastImport, state, untouched } of changedRows(context.db, id)) {
    if (seen % chunk === 0) {
      context.throwIfCancelled()
      context.progress('Mengembalikan nilai sebelumnya', restored, null)
    }
    seen += 1
    if (!untouched) {
      kept.push(state.name)
      continue
    }
    const changes = effectiveChanges(JSON.parse(row.changes) as FieldChange[], wins)
    restoreOne(context, id, personId, changes, lastImport, by)
    restored += 1
  }
  return restored
}

const restoreOne = (
  context: CommandContext,
  importId: number,
  personId: number,
  changes: readonly FieldChange[],
  lastImport: number | null,
  by: Undoer,
): void => {
  const { db } = context
  const columns: Record<string, unknown> = {}
  let extra: Record<string, unknown> | null = null
  const moved = changes.some(({ field }) => field === 'kkNumber')
  if (moved) restoreMembership(db, personId, importId, by)
  if (changes.some(({ field }) => field.startsWith('fact.'))) restoreFacts(db, personId, importId, by)
  for (const { field, before, after } of changes) {
    recordRestored(db, personId, field, after, before, importId, by)
    if (field === 'kkNumber' || field.startsWith('fact.')) continue
    if (field === 'relation') {
      if (!moved) restoreRelation(db, personId, before, after, by)
    } else if (field.startsWith('extra.')) {
      extra ??= readExtra(db, personId)
      const key = field.slice('extra.'.length)
      if (before === '') delete extra[key]
      else extra[key] = before
    } else {
      const column = columnOf(field) as string
      columns[column] = before === '' && nullable.has(column) ? null : before
      if (field === 'name') columns.name_key = nameKey(before)
    }
  }
  if (extra !== null) columns.extra = JSON.stringify(extra)
  restorePerson(db, personId, columns, lastImport, by)
}
