import type { Db } from '../db/database.ts'
import type { By } from './cases.repo.ts'

/** One field that changed, as it stands in the database. */
export interface StoredChange {
  field: string
  before: string | null
  after: string | null
}

/** Which columns a history of fields is kept of, by the name a screen uses. */
export const caseFields = {
  summary: 'summary',
  channel: 'channel',
  complaint_kind: 'complaintKind',
  reporter_kind: 'reporterKind',
  reporter_person_id: 'reporterPersonId',
  reporter_name: 'reporterName',
  reporter_phone: 'reporterPhone',
  reporter_relation: 'reporterRelation',
} as const
export const needFields = {
  state: 'state',
  holder_id: 'holderId',
  agency_id: 'agencyId',
  due_date: 'dueDate',
  category: 'category',
  level: 'level',
  description: 'description',
  programme_key: 'programmeKey',
  priority: 'priority',
} as const

const stored = (value: unknown): string | null => (value === null || value === undefined ? null : String(value))

/** What of the named columns differs between a row and the values that are to be written. */
export const difference = (
  row: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, string>>,
): StoredChange[] =>
  Object.entries(fields).flatMap(([column, field]) => {
    if (!(column in values) || values[column] === undefined) return []
    const before = stored(row[column])
    const after = stored(values[column])
    return before === after ? [] : [{ field, before, after }]
  })

/** Keeps what changed with the version the record got by it. */
export const insertChanges = (
  db: Db,
  of: { caseId: number; needId: number | null; version: number },
  changes: readonly StoredChange[],
  by: By,
): void => {
  for (const { field, before, after } of changes)
    db.run(
      db.q.insertInto('case_change').values({
        case_id: of.caseId,
        need_id: of.needId,
        version: of.version,
        at: by.now,
        by: by.userId,
        field,
        before,
        after,
      }),
    )
}

/** Changes of fields after a version, oldest first, with who made them. */
export const changesAfter = (db: Db, of: { caseId: number; needId: number | null; version: number }) =>
  db.all(
    db.q
      .selectFrom('case_change as h')
      .leftJoin('user as u', 'u.id', 'h.by')
      .select(['h.field', 'h.before', 'h.after', 'h.at', 'h.version', 'u.display_name as by_name'])
      .where('h.case_id', '=', of.caseId)
      .where('h.need_id', 'is', of.needId)
      .where('h.version', '>', of.version)
      .orderBy('h.id'),
  )
