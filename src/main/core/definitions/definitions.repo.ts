import type { DefinitionKind } from '../../../shared/contract/definitions.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { Db } from '../db/database.ts'
import { type DefinitionBodies, definitionSchemas } from './kinds.ts'

/** A definition with its checked body. */
export interface Definition<K extends DefinitionKind> {
  key: string
  version: number
  name: string
  origin: 'shipped' | 'office'
  body: DefinitionBodies[K]
}

interface Row {
  key: string
  version: number
  name: string
  origin: string
  body: string
}

/** Bodies that were checked already, by kind and text: checking one costs more than most queries that need it. Never changed in place. */
const checked = new Map<string, unknown>()
const mostChecked = 500

const checkedBody = <K extends DefinitionKind>(kind: K, text: string): DefinitionBodies[K] => {
  const known = checked.get(`${kind}\n${text}`)
  if (known !== undefined) return known as DefinitionBodies[K]
  const body = definitionSchemas[kind].parse(JSON.parse(text)) as DefinitionBodies[K]
  if (checked.size >= mostChecked) checked.clear()
  checked.set(`${kind}\n${text}`, body)
  return body
}

const check = <K extends DefinitionKind>(kind: K, row: Row): Definition<K> => ({
  key: row.key,
  version: row.version,
  name: row.name,
  origin: row.origin === 'office' ? 'office' : 'shipped',
  body: checkedBody(kind, row.body),
})

/** The newest version of every definition of a kind, by key. */
export const currentDefinitions = <K extends DefinitionKind>(db: Db, kind: K): Definition<K>[] => {
  const rows = db.all(
    db.q
      .selectFrom('definition as d')
      .select(['d.key', 'd.version', 'd.name', 'd.origin', 'd.body'])
      .where('d.kind', '=', kind)
      .where((eb) =>
        eb(
          'd.version',
          '=',
          eb
            .selectFrom('definition as newest')
            .select((inner) => inner.fn.max('newest.version').as('version'))
            .where('newest.kind', '=', kind)
            .whereRef('newest.key', '=', 'd.key'),
        ),
      )
      .orderBy('d.key'),
  )
  return rows.map((row) => check(kind, row))
}

/**
 * One definition, the newest or a given version.
 * @throws AppError NOT_FOUND
 */
export const definition = <K extends DefinitionKind>(
  db: Db,
  kind: K,
  key: string,
  version: number | null = null,
): Definition<K> => {
  const base = db.q
    .selectFrom('definition')
    .select(['key', 'version', 'name', 'origin', 'body'])
    .where('kind', '=', kind)
    .where('key', '=', key)
  const row = db.first((version === null ? base : base.where('version', '=', version)).orderBy('version', 'desc').limit(1))
  if (row === undefined)
    throw new AppError('NOT_FOUND', `Tidak ada ${kind} dengan kunci "${key}".`, { hint: 'Periksa di Pengaturan.' })
  return check(kind, row)
}
