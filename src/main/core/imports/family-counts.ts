import type { ImportCounts } from '../../../shared/contract/imports.ts'
import type { Db } from '../db/database.ts'
import { familiesByNumber, type KnownFamily } from './compare.repo.ts'
import { readRows, type StoredRow } from './imports.repo.ts'
import { rowsSaying } from './review.repo.ts'
import { decodeRow, type FieldChange } from './staged-row.ts'
import { addressWins, effectiveChanges, type Wins } from './wins.ts'

const chunk = 2000
const addressFields = ['address', 'hamlet', 'rt', 'rw', 'regionCode'] as const
/** Rows that bring something to a family. */
const written = ['new', 'changed', 'unchanged'] as const

const touches = (row: StoredRow, known: KnownFamily, wins: Wins): boolean => {
  if (row.bucket === 'new') return true
  const changes = effectiveChanges(JSON.parse(row.changes) as FieldChange[], wins)
  if (changes.some(({ field }) => field === 'kkNumber' || field === 'relation')) return true
  const { relation, fields } = decodeRow(row.data)
  return (
    relation === 'Kepala Keluarga' &&
    addressFields.some((field) => {
      const after = fields[field]
      const before = known[field === 'regionCode' ? 'region_code' : field] ?? ''
      return after !== undefined && before.toLowerCase() !== after.toLowerCase() && addressWins(wins, field, before)
    })
  )
}

/** Families of a package by what would happen to them, counted anew after its rows were decided or chosen for. */
export const countFamilies = (db: Db, importId: number, wins: Wins): ImportCounts['families'] => {
  const states: States = new Map()
  let after = 0
  for (;;) {
    const rows = readRows(db, importId, { after, limit: chunk, buckets: written })
    if (rows.length === 0) return tally(states)
    look(db, rows, wins, states)
    after = (rows.at(-1) as StoredRow).id
  }
}

/** The same for a few families only: what one repaired row changes about them is the difference of before and after. */
export const countSomeFamilies = (
  db: Db,
  importId: number,
  wins: Wins,
  numbers: ReadonlySet<string>,
): ImportCounts['families'] => {
  const states: States = new Map()
  for (const number of numbers) look(db, rowsSaying(db, importId, number, written), wins, states)
  return tally(new Map([...states].filter(([number]) => numbers.has(number))))
}

type States = Map<string, 'new' | 'changed' | 'unchanged'>

const look = (db: Db, rows: readonly StoredRow[], wins: Wins, states: States): void => {
  const numbers = rows.map((row) => numberOf(row, wins))
  const known = new Map(
    familiesByNumber(db, [...new Set(numbers.filter((one) => one !== null))]).map((one) => [one.kk_number, one]),
  )
  for (const [i, row] of rows.entries()) {
    const number = numbers[i] as string | null
    if (number === null || states.get(number) === 'changed') continue
    const family = known.get(number)
    if (family === undefined) states.set(number, 'new')
    else states.set(number, touches(row, family, wins) ? 'changed' : 'unchanged')
  }
}

const tally = (states: States): ImportCounts['families'] => {
  const counts = { new: 0, changed: 0, unchanged: 0 }
  for (const state of states.values()) counts[state] += 1
  return counts
}

/** The family card a row brings its person to, or null when it brings none or loses against the register's. */
const numberOf = (row: StoredRow, wins: Wins): string | null => {
  const { kk } = decodeRow(row.data)
  if (kk === undefined) return null
  const changes = JSON.parse(row.changes) as FieldChange[]
  const moves = (list: readonly FieldChange[]): boolean => list.some(({ field }) => field === 'kkNumber')
  return moves(changes) && !moves(effectiveChanges(changes, wins)) ? null : kk
}
