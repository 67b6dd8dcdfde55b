import type { Db } from '../db/database.ts'

/** What a list says about a person in a few columns; '' and null = not known. */
export interface FactSummary {
  /** `2`, or `persentil 17` where only that was received. */
  decile: string
  decileOn: string | null
  dtsenStatus: string
  dtsenStatusOn: string | null
  dtksId: string
  /** Memberships that hold on the day asked for, by name. */
  programmes: string[]
}

/** Newest decile and register status, and present memberships, of many people at once; people without any are left out. */
export const factSummaries = (db: Db, personIds: readonly number[], today: string): Map<number, FactSummary> => {
  const found = new Map<number, FactSummary>()
  // Newest first, percentiles behind deciles: the first of each kind counts.
  const rows = db.sql<{
    person_id: number
    kind: string
    key: string
    label: string
    value: string
    as_of: string
    to_date: string | null
  }>(
    `SELECT f.person_id, f.kind, f.key, f.label, f.value, f.as_of, f.to_date FROM json_each(?) j JOIN person_fact f ON f.person_id = j.value
     WHERE f.kind IN ('programme','decile','register') AND f.removed_at IS NULL ORDER BY f.kind, f.key, f.as_of DESC, f.id DESC`,
    JSON.stringify(personIds),
  )
  for (const row of rows) {
    let summary = found.get(row.person_id)
    if (summary === undefined) {
      summary = { decile: '', decileOn: null, dtsenStatus: '', dtsenStatusOn: null, dtksId: '', programmes: [] }
      found.set(row.person_id, summary)
    }
    if (row.kind === 'programme') {
      if (row.to_date === null || row.to_date > today) summary.programmes.push(row.label)
    } else if (row.kind === 'decile' && summary.decileOn === null) {
      summary.decile = row.key === 'percentile' ? `persentil ${row.value}` : row.value
      summary.decileOn = row.as_of
    } else if (row.key === 'dtsenStatus' && summary.dtsenStatusOn === null) {
      summary.dtsenStatus = row.value
      summary.dtsenStatusOn = row.as_of
    } else if (row.key === 'dtksId' && summary.dtksId === '') summary.dtksId = row.value
  }
  return found
}

/** Pregnancy and disabilities that hold on a day, in words, of many people at once; people without any are left out. */
export const presentConditions = (db: Db, personIds: readonly number[], today: string): Map<number, string[]> => {
  const found = new Map<number, string[]>()
  for (const row of db.sql<{ person_id: number; kind: string; label: string }>(
    `SELECT f.person_id, f.kind, f.label FROM json_each(?) j JOIN person_fact f ON f.person_id = j.value
     WHERE f.kind IN ('pregnancy','disability') AND f.removed_at IS NULL AND (f.to_date IS NULL OR f.to_date > ?)
     ORDER BY f.kind DESC, f.id`,
    JSON.stringify(personIds),
    today,
  ))
    found.set(row.person_id, [...(found.get(row.person_id) ?? []), row.kind === 'pregnancy' ? 'Hamil' : row.label])
  return found
}
