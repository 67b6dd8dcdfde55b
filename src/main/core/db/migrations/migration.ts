import type { RawDatabase } from '../database.ts'

/** One forward step of the schema. Ids rise in tens; a released one is never edited (its hash is kept in every database). */
export interface Migration {
  id: number
  name: string
  sql: string[]
  run?: (raw: RawDatabase) => void
}
