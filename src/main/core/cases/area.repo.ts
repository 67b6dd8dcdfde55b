import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../../../shared/domain/permissions.ts'

/** Escapes what LIKE would read as a wildcard; pair it with `ESCAPE '\'`. */
export const likeText = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/** Whether a region code is one of these or lies below it, as an SQL condition. An empty list lets everything through. */
export const regionWithin = (code: Expression<unknown>, regions: readonly string[]): RawBuilder<SqlBool> =>
  regions.length === 0
    ? sql<SqlBool>`1 = 1`
    : sql<SqlBool>`(${sql.join(
        regions.map((region) => sql`${code} = ${region} or ${code} like ${`${region}.%`}`),
        sql` or `,
      )})`

/**
 * The area scope of a user as an SQL condition: the same rule as `inArea` (a record without a region is seen only by
 * users of the whole district).
 */
export const withinArea = (code: Expression<unknown>, actor: Pick<Actor, 'areas'>): RawBuilder<SqlBool> =>
  regionWithin(code, actor.areas)

/** The same rule for a record that was read already. */
export const regionWithinCode = (code: string | null, region: string): boolean =>
  code !== null && (code === region || code.startsWith(`${region}.`))
