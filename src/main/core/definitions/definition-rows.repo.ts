import type { Insertable } from 'kysely'
import type { z } from 'zod'
import type { DefinitionKind, definitionRow } from '../../../shared/contract/definitions.ts'
import type { Db } from '../db/database.ts'
import type { DefinitionTable } from '../db/tables/office.ts'

type Row = z.infer<typeof definitionRow>

const selection = (db: Db, kind: DefinitionKind) =>
  db.q
    .selectFrom('definition as d')
    .leftJoin('user as u', 'u.id', 'd.created_by')
    .select(['d.key', 'd.version', 'd.name', 'd.origin', 'd.created_at', 'd.hash', 'd.body', 'u.display_name'])
    .where('d.kind', '=', kind)
    .orderBy('d.key')
    .orderBy('d.version', 'desc')

const toRow = (
  kind: DefinitionKind,
  row: {
    key: string
    version: number
    name: string
    origin: string
    created_at: string
    hash: string
    display_name: string | null
  },
): Row => ({
  kind,
  key: row.key,
  version: row.version,
  name: row.name,
  origin: row.origin === 'office' ? 'office' : 'shipped',
  createdAt: row.created_at,
  createdBy: row.display_name ?? 'Bawaan program',
  hash: row.hash,
})

/** Every version of every definition of a kind: by key, newest first. */
export const listDefinitionRows = (db: Db, kind: DefinitionKind): Row[] =>
  db.all(selection(db, kind)).map((row) => toRow(kind, row))

/** One version (null = the newest) with its body as JSON text. */
export const readDefinitionRow = (
  db: Db,
  kind: DefinitionKind,
  key: string,
  version: number | null,
): { row: Row; body: string } | undefined => {
  const base = selection(db, kind).where('d.key', '=', key)
  const row = db.first((version === null ? base : base.where('d.version', '=', version)).limit(1))
  return row === undefined ? undefined : { row: toRow(kind, row), body: row.body }
}

/** Adds a version. */
export const insertDefinition = (db: Db, values: Insertable<DefinitionTable>): void => {
  db.run(db.q.insertInto('definition').values(values))
}
