import type { ImportPackage, Winner } from '../../../shared/contract/imports.ts'
import type { FieldChange, RowData } from './staged-row.ts'

/** Field → who wins; a field that is not named takes the file's value. */
export type Wins = ImportPackage['wins']

/**
 * Fields whose changes need a second confirmation: life status, relation in the family, family card, address. Other
 * systems lost such values to one careless file, and letters and submissions stand on them.
 */
export const lockedFields: ReadonlySet<string> = new Set([
  'lifeStatus',
  'relation',
  'kkNumber',
  'address',
  'hamlet',
  'rt',
  'rw',
  'regionCode',
])

const stays = (wins: Wins, { field, before }: { field: string; before: string }): boolean => {
  const rule: Winner | undefined = wins[field]
  return rule === 'register' || (rule === 'empty' && before !== '')
}

/** The changes of a row that are written as the choices stand. */
export const effectiveChanges = (changes: readonly FieldChange[], wins: Wins): readonly FieldChange[] =>
  changes.some((change) => stays(wins, change)) ? changes.filter((change) => !stays(wins, change)) : changes

/** What a row says without the values that lose against the register: so that they reach neither family nor membership. */
export const withoutLosers = (data: RowData, changes: readonly FieldChange[], wins: Wins): RowData => {
  const lost = changes.filter((change) => stays(wins, change))
  if (lost.length === 0) return data
  const rest: RowData = { ...data, fields: { ...data.fields } }
  for (const { field, before } of lost) {
    if (field === 'kkNumber') {
      delete rest.kk
      delete rest.familyAddress
    } else if (field === 'relation') rest.relation = before
  }
  return rest
}

/** Whether a value of a family's address is overwritten. `before` is the register's. */
export const addressWins = (wins: Wins, field: string, before: string): boolean => !stays(wins, { field, before })
