import type { Bucket, Decision, GridRow, ImportPackage } from '../../../shared/contract/imports.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import type { CellValue } from '../xlsx/reader.ts'
import { columnLetters } from '../xlsx/reader.ts'
import { needRow } from './decide.ts'
import { type PackageRow, readRows, type StoredRow } from './imports.repo.ts'
import { need, needPrepared, problemsByRow } from './package-view.ts'
import { keyOf, Recheck } from './recheck.ts'
import {
  cellsOf,
  insertRepair,
  lastRepair,
  markUndone,
  readRepairs,
  replaceProblems,
  rowsSaying,
  type StoredCells,
  saveCells,
  updateRow,
} from './review.repo.ts'
import { Review } from './review.ts'
import { cellWords, columnIndex, makeCells, maskedWords, presentCells, type SheetColumn, sheetColumns } from './row-cells.ts'
import { decodeRow, encodeRow, type StagedRow } from './staged-row.ts'
import { effectiveChanges } from './wins.ts'

interface Repaired {
  row: GridRow
  package: ImportPackage
  alsoChanged: number
}

const toGridRow = (
  row: StoredRow,
  columns: readonly SheetColumn[],
  stored: StoredCells,
  problems: GridRow['problems'],
): GridRow => {
  const present = presentCells(stored)
  const original = JSON.parse(stored.cells) as CellValue[]
  const repaired = JSON.parse(stored.repaired) as Record<string, unknown>
  return {
    id: row.id,
    sheet: row.sheet,
    row: row.row,
    bucket: row.bucket as Bucket,
    decision: row.decision as Decision | null,
    made: stored.made === 1,
    cells: columns.map((_, index) => ({
      ...maskedWords(present[index]),
      original: index in repaired ? maskedWords(original[index]).text : null,
    })),
    problems,
  }
}

const gridRows = (context: Pick<QueryContext, 'db'>, found: PackageRow, rows: readonly StoredRow[]): GridRow[] => {
  const ids = rows.map(({ id }) => id)
  const cells = cellsOf(context.db, ids)
  const problems = problemsByRow(context.db, ids)
  const sheets = new Map<string, SheetColumn[]>()
  return rows.map((row) => {
    const columns = sheets.get(row.sheet) ?? sheetColumns(found, row.sheet)
    sheets.set(row.sheet, columns)
    const stored = cells.get(row.id) ?? makeCells(context.db, columns, decodeRow(row.data), row.id)
    return toGridRow(row, columns, stored, problems.get(row.id) ?? [])
  })
}

/** Rows of a package as the file has them, page by page. */
export const readGrid = (
  context: QueryContext,
  input: {
    id: number
    bucket: Bucket | null
    withProblems: boolean
    code?: string | null | undefined
    cursor: string | null
    limit: number
  },
): { items: GridRow[]; next: string | null } => {
  const found = need(context, input.id)
  const rows = readRows(context.db, input.id, {
    after: input.cursor === null ? 0 : Number(unpackCursor(input.cursor)[0]),
    limit: input.limit + 1,
    ...(input.bucket === null ? {} : { buckets: [input.bucket] }),
    withProblems: input.withProblems,
    code: input.code ?? null,
  })
  const { items, next } = page(
    rows,
    input.limit,
    (row) => row,
    (row) => packCursor(row.id),
  )
  return { items: gridRows(context, found, items), next }
}

/** @throws AppError VALIDATION for a column that the package does not use */
const needColumn = (found: PackageRow, row: StoredRow, letters: string): number => {
  const index = columnIndex(letters.toUpperCase())
  if ((sheetColumns(found, row.sheet)[index]?.field ?? null) === null)
    throw new AppError('VALIDATION', `Kolom ${letters.slice(0, 3)} tidak dipakai dalam impor ini, jadi tidak perlu diperbaiki.`, {
      field: 'column',
      hint: 'Pilih kolom yang dikenali.',
    })
  return index
}

const storedCells = (context: Pick<QueryContext, 'db'>, found: PackageRow, row: StoredRow): StoredCells =>
  cellsOf(context.db, [row.id]).get(row.id) ?? makeCells(context.db, sheetColumns(found, row.sheet), decodeRow(row.data), row.id)

/** Shows a masked cell in full. @throws AppError NOT_FOUND, VALIDATION */
export const revealCell = (context: CommandContext, input: { id: number; rowId: number; column: string }): { value: string } => {
  const found = need(context, input.id)
  const row = needRow(context, input.id, input.rowId)
  const index = needColumn(found, row, input.column)
  context.audit({ entity: 'import', entityId: input.id, detail: { row: row.row } })
  return { value: cellWords(presentCells(storedCells(context, found, row))[index]) }
}

/**
 * Writes a cell anew and checks its row as if the file had said so.
 * @throws AppError STATE when the package is not under review any more, CONFLICT when somebody else repaired the cell
 */
export const repairCell = (
  context: CommandContext,
  input: { id: number; rowId: number; column: string; before: string; value: string },
): Repaired => {
  const found = needPrepared(context, input.id)
  const row = needRow(context, input.id, input.rowId)
  const index = needColumn(found, row, input.column)
  const stored = storedCells(context, found, row)
  const present = presentCells(stored)[index] ?? null
  if (maskedWords(present).text !== input.before && cellWords(present) !== input.before)
    throw new AppError('CONFLICT', `Sel ini baru saja diperbaiki petugas lain menjadi "${maskedWords(present).text}".`, {
      field: 'before',
      hint: 'Lihat isi yang baru, lalu perbaiki lagi bila perlu.',
    })
  const value = input.value.trim() === '' ? null : input.value.trim()
  insertRepair(context.db, {
    importId: input.id,
    rowId: row.id,
    column: index,
    before: JSON.stringify(present),
    after: JSON.stringify(value),
    at: context.now(),
    by: context.actor.userId,
  })
  context.audit({ entity: 'import', entityId: input.id, detail: { row: row.row, column: columnLetters(index) } })
  return putCell(context, found, row, stored, index, value, 1)
}

/**
 * Takes the user's own last repair back.
 * @throws AppError STATE, NOT_FOUND when there is none, CONFLICT when somebody repaired the cell after it
 */
export const undoRepair = (context: CommandContext, input: { id: number }): Repaired => {
  const found = needPrepared(context, input.id)
  const last = lastRepair(context.db, input.id, context.actor.userId)
  if (last === undefined)
    throw new AppError('NOT_FOUND', 'Tidak ada perbaikan Anda yang dapat dibatalkan di paket ini.', {
      hint: 'Ubah isi selnya langsung bila perlu.',
    })
  const row = needRow(context, input.id, last.row_id)
  const index = last.column_index as number
  const stored = storedCells(context, found, row)
  if (JSON.stringify(presentCells(stored)[index] ?? null) !== last.after)
    throw new AppError('CONFLICT', 'Sel itu sudah diperbaiki lagi oleh petugas lain.', {
      hint: 'Ubah isi selnya langsung bila perlu.',
    })
  markUndone(context.db, last.id)
  context.audit({ entity: 'import', entityId: input.id, detail: { row: row.row, column: columnLetters(index), undone: true } })
  return putCell(context, found, row, stored, index, JSON.parse(last.before ?? 'null') as CellValue, -1)
}

const putCell = (
  context: CommandContext,
  found: PackageRow,
  row: StoredRow,
  stored: StoredCells,
  index: number,
  value: CellValue,
  repairs: 1 | -1,
): Repaired => {
  const { db } = context
  const original = (JSON.parse(stored.cells) as CellValue[])[index] ?? null
  const repaired = JSON.parse(stored.repaired) as Record<string, CellValue>
  if (JSON.stringify(original) === JSON.stringify(value)) delete repaired[index]
  else repaired[index] = value
  const cells: StoredCells = { ...stored, repaired: JSON.stringify(repaired) }
  saveCells(db, found.id, cells)
  const recheck = new Recheck(context, found)
  const review = new Review(context, found)
  const before = decodeRow(row.data)
  writeRow(context, found, review, row, recheck.run(row, presentCells(cells)))
  const alsoChanged = freeDoubles(context, found, review, recheck, row, before)
  const saved = review.save(repairs, found)
  const fresh = needRow(context, found.id, row.id)
  return { row: gridRows(context, found, [fresh])[0] as GridRow, package: saved, alsoChanged }
}

/** Rows that were refused because this one said the same number before. */
const freeDoubles = (
  context: CommandContext,
  found: PackageRow,
  review: Review,
  recheck: Recheck,
  row: StoredRow,
  before: ReturnType<typeof decodeRow>,
): number => {
  const key = keyOf(before)
  if (key === null || row.bucket === 'refused') return 0
  let changed = 0
  const waiting = rowsSaying(context.db, found.id, key.text, ['refused']).filter(
    (one) => one.id !== row.id && keyOf(decodeRow(one.data))?.key === key.key,
  )
  const cells = cellsOf(
    context.db,
    waiting.map(({ id }) => id),
  )
  for (const one of waiting) {
    const stored = cells.get(one.id)
    if (stored === undefined) continue
    const staged = recheck.run(one, presentCells(stored))
    if (staged.bucket === 'refused') continue
    writeRow(context, found, review, one, staged)
    changed += 1
  }
  return changed
}

/** Stages a row anew and keeps the package's counts right. */
const writeRow = (context: CommandContext, found: PackageRow, review: Review, row: StoredRow, staged: StagedRow): void => {
  const { db } = context
  const old = decodeRow(row.data)
  review.touch(old.kk, staged.data.kk)
  // Alone in its comparison every row is its family's first; only the head's address counts beside others.
  if (staged.data.familyAddress === true && staged.data.relation !== 'Kepala Keluarga' && old.familyAddress !== true)
    delete staged.data.familyAddress
  const bucket: Bucket =
    staged.bucket === 'changed' && effectiveChanges(staged.changes, review.wins).length === 0 ? 'unchanged' : staged.bucket
  review.move(row.bucket as Bucket, bucket)
  review.decide(row.decision as Decision | null, null)
  for (const severity of replaceProblems(db, found.id, row, staged.problems)) review.problems(severity, -1)
  for (const { severity } of staged.problems) review.problems(severity, 1)
  updateRow(db, row.id, {
    bucket,
    personId: staged.personId,
    data: encodeRow(staged.data),
    changes: JSON.stringify(staged.changes),
    decision: null,
  })
}

/** Repairs and decisions, newest first. */
export const listRepairs = (context: QueryContext, input: { id: number; cursor: string | null; limit: number }) => {
  need(context, input.id)
  const before = input.cursor === null ? null : Number(unpackCursor(input.cursor)[0])
  const words = (json: string | null): string => (json === null ? '' : maskedWords(JSON.parse(json) as CellValue).text)
  return page(
    readRepairs(context.db, input.id, before, input.limit + 1),
    input.limit,
    (one) => ({
      id: one.id,
      sheet: one.sheet,
      row: one.row,
      column: one.column_index === null ? '' : columnLetters(one.column_index),
      before: one.column_index === null ? (one.before ?? '') : words(one.before),
      after: one.column_index === null ? (one.after ?? '') : words(one.after),
      at: one.at,
      by: one.by_name ?? '',
      undone: one.undone === 1,
    }),
    (one) => packCursor(one.id),
  )
}
