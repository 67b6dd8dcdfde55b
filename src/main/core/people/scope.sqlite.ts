import type { Db } from '../db/database.ts'

/** Which villages' people may be seen: null = everybody, otherwise the region codes that occur in the register. */
export type Scope = readonly string[] | null

const codesBelow = `WITH RECURSIVE present(code) AS (
  SELECT min(region_code) FROM person WHERE merged_into IS NULL AND region_code >= ? AND region_code < ?
  UNION ALL
  SELECT (SELECT min(region_code) FROM person WHERE merged_into IS NULL AND region_code > present.code AND region_code < ?) FROM present WHERE present.code IS NOT NULL
) SELECT code FROM present WHERE code IS NOT NULL`

/**
 * The scope of a user, narrowed to a region when one is asked for. It hops through the index from code to code, so it costs
 * one step per village, not per person.
 * @param areas region codes the user is limited to; empty = the whole district
 * @param region a region to narrow down to, or null
 */
export const scopeOf = (db: Db, areas: readonly string[], region: string | null = null): Scope => {
  if (areas.length === 0 && region === null) return null
  const below = (code: string): string[] =>
    db.sql<{ code: string }>(codesBelow, code, `${code}/`, `${code}/`).map((row) => row.code)
  const within = (code: string, outer: string): boolean => code === outer || code.startsWith(`${outer}.`)
  const wanted = [...new Set((areas.length === 0 ? [region as string] : areas).flatMap(below))]
  return region === null ? wanted : wanted.filter((code) => within(code, region))
}
