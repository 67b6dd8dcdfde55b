import { AppError } from '../../../shared/domain/errors.ts'
import { nameKey } from '../../../shared/domain/names.ts'
import type { CommandContext } from '../context.ts'
import { internalCommand } from '../context.ts'
import { personColumns } from '../people/person-columns.ts'
import { restoreFacts } from './facts.sqlite.ts'
import { moveState, readRows, type StoredRow } from './imports.repo.ts'
import { decodeRow, type FieldChange, type PersonField } from './staged-row.ts'
import {
  changedState,
  createdWithTouch,
  readExtra,
  recordRestored,
  removeEmptyFamilies,
  removePeople,
  restoreFamilies,
  restoreMembership,
  restorePerson,
  restoreRelation,
  type Undoer,
} from './undo.sqlite.ts'

const chunk = 2000
const namesShown = 200
/** Columns that hold NULL for "not known". */
const nullable = new Set(['birth_date', 'sex', 'region_code'])

export interface UndoOutcome {
  restored: number
  removed: number
  kept: number
  keptNames: string[]
}

/**
 * Puts the register back to before a package, in this one transaction. Whom somebody worked with since (changed by hand
 * or by a later package, named in a case, letter or submission) stays as he is now.
 * @throws AppError STATE unless the package is applied
 */
export const undoPackage = internalCommand('imports.undo-package', (context: CommandContext, id: number): UndoOutcome => {
  const { db } = context
  const by: Undoer = { userId: context.actor.userId, now: context.now() }
  if (!moveState(db, id, ['applied'], 'undone', { undone_at: by.now, undone_by: by.userId }))
    throw new AppError('STATE', 'Impor ini tidak dapat dikembalikan: belum ditulis, atau sudah dikembalikan.', {
      hint: 'Muat ulang riwayat impor untuk melihat keadaannya.',
    })
  const kept: string[] = []
  const restored = restoreChanged(context, id, by, kept)
  const removable: number[] = []
  for (const { id: personId, name, touched } of createdWithTouch(db, id)) {
    if (touched === 1) kept.push(name)
    else removable.push(personId)
  }
  for (let at = 0; at < removable.length; at += chunk) {
    context.throwIfCancelled()
    context.progress('Menghapus warga dari impor ini', at, removable.length)
    removePeople(db, removable.slice(at, at + chunk))
  }
  restoreFamilies(db, id, by)
  removeEmptyFamilies(db, id)
  kept.sort((left, right) => left.localeCompare(right, 'id'))
  context.audit({ entity: 'import', entityId: id, detail: { restored, removed: removable.length, kept: kept.length } })
  return { restored, removed: removable.length, kept: kept.length, keptNames: kept.slice(0, namesShown) }
})

const restoreChanged = (context: CommandContext, id: number, by: Undoer, kept: string[]): number => {
  const { db } = context
  let restored = 0
  let after = 0
  for (;;) {
    context.throwIfCancelled()
    context.progress('Mengembalikan nilai sebelumnya', restored, null)
    const rows = readRows(db, id, { after, limit: chunk, buckets: ['changed'] })
    if (rows.length === 0) return restored
    for (const row of rows) {
      const personId = row.person_id as number
      const state = changedState(db, personId, id)
      if (state === undefined) continue
      const { known } = decodeRow(row.data)
      const expected = (known?.version ?? 0) + 1 + state.steps
      const untouched = state.version === expected && state.lastImport === id && state.touchedMembers === 0
      if (!untouched) {
        kept.push(state.name)
        continue
      }
      restoreOne(context, id, personId, JSON.parse(row.changes) as FieldChange[], known?.lastImport ?? null, by)
      restored += 1
    }
    after = (rows.at(-1) as StoredRow).id
  }
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
      const column = field === 'originalNumber' ? 'original_number' : personColumns[field as PersonField]
      columns[column] = before === '' && nullable.has(column) ? null : before
      if (field === 'name') columns.name_key = nameKey(before)
    }
  }
  if (extra !== null) columns.extra = JSON.stringify(extra)
  restorePerson(db, personId, columns, lastImport, by)
}
