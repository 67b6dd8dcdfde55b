import type { Db } from '../db/database.ts'

/** Name of a programme in one version of its definition, as history and lists show it. */
export interface ProgrammeName {
  key: string
  version: number
  name: string
}

/** Names of all programme versions; a need keeps the version it was registered with. */
export const programmeNames = (db: Db): ProgrammeName[] =>
  db.all(db.q.selectFrom('definition').select(['key', 'version', 'name']).where('kind', '=', 'programme'))
