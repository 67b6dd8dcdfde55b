import type { ImportMappingBody } from '../../../shared/contract/mappings.ts'
import type { Db } from '../db/database.ts'
import { currentDefinitions, type Definition } from '../definitions/definitions.repo.ts'
import type { ValueListBody } from '../definitions/kinds.ts'
import { ValueLookup } from '../imports/profile.ts'

/** A value list with its lookup. */
export interface ReadyList {
  key: string
  body: ValueListBody
  lookup: ValueLookup
}

/** All value lists in force, by key. */
export const readyLists = (db: Db): Map<string, ReadyList> =>
  new Map(currentDefinitions(db, 'value-list').map(({ key, body }) => [key, { key, body, lookup: new ValueLookup(body.values) }]))

/** All mappings that the office has not removed. */
export const savedMappings = (db: Db): Definition<'import-mapping'>[] =>
  currentDefinitions(db, 'import-mapping').filter(({ body }: { body: ImportMappingBody }) => !body.removed)
