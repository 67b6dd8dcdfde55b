import { AppError } from '../../../shared/domain/errors.ts'
import type { CommandContext, Handlers } from '../context.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { scopeOf } from '../people/scope.sqlite.ts'
import { checkForm } from './check.ts'
import { countPairs, decidePair, findPair, listPairs, pairSides } from './duplicates.repo.ts'
import { mergePeople, scoreOfTwo, visiblePerson } from './merge.ts'
import { toDuplicatePair } from './pair-view.ts'
import { lastScan, scanInternal, scanRegister } from './scan.ts'
import { undoMergeOf } from './undo-merge.ts'

const readPosition = (cursor: string | null): { score: number; id: number } | null => {
  if (cursor === null) return null
  const [score, id] = unpackCursor(cursor)
  if (typeof score === 'number' && typeof id === 'number') return { score, id }
  throw new AppError('VALIDATION', 'Penanda halaman tidak dikenal.', { field: 'cursor', hint: 'Muat ulang daftar.' })
}

/** Two people of the user's area; the same one twice is no pair. */
const twoPeople = (context: CommandContext, one: number, other: number): void => {
  if (one === other)
    throw new AppError('VALIDATION', 'Pilih dua warga yang berbeda.', { field: 'otherId', hint: 'Kedua data ini sama.' })
  visiblePerson(context, one, 'personId')
  visiblePerson(context, other, 'otherId')
}

/** Use cases of duplicates. */
export const duplicatesHandlers: Handlers<'duplicates'> = {
  scan: (context) => {
    if (context.actor.areas.length > 0)
      throw new AppError('FORBIDDEN', 'Pemeriksaan ini membaca data seluruh kabupaten/kota.', {
        hint: 'Minta petugas kabupaten/kota menjalankannya; hasil di wilayah Anda tetap tampil di daftar.',
      })
    return scanRegister(context)
  },
  check: (context, input) => checkForm(context, input),
  list: ({ db, actor }, { state, cursor, limit }) => {
    const pairs = listPairs(db, state, scopeOf(db, actor.areas), readPosition(cursor), limit + 1)
    const sides = new Map(
      pairSides(db, [...new Set(pairs.flatMap(({ a_id, b_id }) => [a_id, b_id]))]).map((row) => [row.id, row]),
    )
    return page(
      pairs,
      limit,
      (pair) => {
        const [a, b] = [sides.get(pair.a_id), sides.get(pair.b_id)]
        if (a === undefined || b === undefined) throw new Error('a person vanished inside one read')
        return toDuplicatePair(pair, a, b)
      },
      (pair) => packCursor(pair.score, pair.id),
    )
  },
  summary: (context) => {
    const scope = scopeOf(context.db, context.actor.areas)
    const count = (state: 'open' | 'different' | 'merged'): number => countPairs(context.db, state, scope)
    const last = lastScan(context)
    return {
      open: count('open'),
      different: count('different'),
      merged: count('merged'),
      // How many people the district has is not for users of a village.
      lastScan: last === null || context.actor.areas.length === 0 ? last : { at: last.at, people: 0, found: 0 },
    }
  },
  markDifferent: (context, { personId, otherId }) => {
    twoPeople(context, personId, otherId)
    const id = decidePair(context.db, personId, otherId, {
      state: 'different',
      result: scoreOfTwo(context.db, personId, otherId),
      now: context.now(),
      userId: context.actor.userId,
      mergeId: null,
    })
    context.audit({ entity: 'duplicate', entityId: id, detail: { persons: [String(personId), String(otherId)] } })
    return {}
  },
  reopen: (context, { personId, otherId }) => {
    twoPeople(context, personId, otherId)
    const pair = findPair(context.db, personId, otherId)
    if (pair?.state !== 'different')
      throw new AppError('STATE', 'Keduanya tidak dicatat sebagai orang yang berbeda.', { hint: 'Muat ulang daftar data ganda.' })
    const { now, userId } = { now: context.now(), userId: context.actor.userId }
    decidePair(context.db, personId, otherId, {
      state: 'open',
      result: scoreOfTwo(context.db, personId, otherId),
      now,
      userId,
      mergeId: null,
    })
    context.audit({ entity: 'duplicate', entityId: pair.id, detail: { persons: [String(personId), String(otherId)] } })
    return {}
  },
  merge: (context, input) => mergePeople(context, input),
  undoMerge: (context, { mergeId }) => undoMergeOf(context, mergeId),
}

/** Commands of the scan. */
export const duplicatesInternal = scanInternal
