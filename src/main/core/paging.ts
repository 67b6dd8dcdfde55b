import { AppError } from '../../shared/domain/errors.ts'

/** Packs the last row's sort values into an opaque cursor. */
export const packCursor = (...values: (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url')

/**
 * Unpacks a cursor made by packCursor.
 * @throws AppError VALIDATION when it was not made by us
 */
export const unpackCursor = (cursor: string): (string | number | null)[] => {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (
      Array.isArray(values) &&
      values.every((value) => value === null || typeof value === 'string' || typeof value === 'number')
    )
      return values
  } catch {
    // falls through to the refusal below
  }
  throw new AppError('VALIDATION', 'Penanda halaman tidak dikenal.', { field: 'cursor', hint: 'Muat ulang daftar.' })
}

/**
 * Cuts a result that was read with one row too many into a page.
 * @param rows at most `limit + 1` rows
 */
export const page = <R, I>(
  rows: R[],
  limit: number,
  toItem: (row: R) => I,
  toCursor: (row: R) => string,
): { items: I[]; next: string | null } => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(toItem), next: rows.length > limit && last !== undefined ? toCursor(last) : null }
}
