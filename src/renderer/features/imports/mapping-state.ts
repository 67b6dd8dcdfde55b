import type { OutputOf } from '../../../shared/contract/index.ts'
import type { ImportMappingBody, MappingColumn, MappingFieldRow } from '../../../shared/contract/mappings.ts'

export type MappingFields = OutputOf<'mappings.fields'>

/** The body with one column changed. */
export const withColumn = (
  body: ImportMappingBody,
  table: number,
  column: number,
  change: Partial<MappingColumn>,
): ImportMappingBody => ({
  ...body,
  tables: body.tables.map((one, t) =>
    t === table ? { ...one, columns: one.columns.map((old, c) => (c === column ? { ...old, ...change } : old)) } : one,
  ),
})

/** Begins the choice "keep as additional information"; the field's name comes from the header. */
export const ownFieldChoice = '+'

/** `extra.` and the header's words as one word: "Bantuan lain" → extra.bantuanLain. */
export const ownFieldOf = (header: string, letters: string): string => {
  const words = header
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9 /_-]/g, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
  const name = words
    .map((word, i) => (i === 0 ? word.toLowerCase() : `${word[0]?.toUpperCase()}${word.slice(1).toLowerCase()}`))
    .join('')
  return `extra.${/^[A-Za-z]/.test(name) ? name.slice(0, 60) : `kolom${letters}${name.slice(0, 40)}`}`
}

/**
 * What a column becomes when a field is chosen for it; the field is taken from the column that had it.
 * @param choice a field, `ownFieldChoice`, or null = not used
 */
export const choose = (
  body: ImportMappingBody,
  place: { table: number; column: number; letters: string },
  choice: string | null,
  fields: readonly MappingFieldRow[],
): ImportMappingBody => {
  const { table, column, letters } = place
  const old = body.tables[table]?.columns[column]
  if (old === undefined) return body
  const empty = { field: null, label: '', kind: 'text' as const, values: null, codes: {}, carryDown: false }
  if (choice === null) return withColumn(body, table, column, empty)
  if (choice === ownFieldChoice) {
    const label = old.header === '' ? `Kolom ${letters}` : old.header.slice(0, 120)
    return withColumn(body, table, column, { ...empty, field: ownFieldOf(old.header, letters), label })
  }
  const row = fields.find(({ field }) => field === choice)
  if (row === undefined) return body
  const before = body.tables[table]?.columns.findIndex(({ field }) => field === choice) ?? -1
  const freed = before >= 0 && before !== column ? withColumn(body, table, before, empty) : body
  const values = row.kind === 'code' || row.kind === 'sex' ? (row.lists[0] ?? null) : null
  return withColumn(freed, table, column, { ...empty, field: choice, label: row.label, kind: row.kind, values })
}
