import type { Db } from '../db/database.ts'

/** Who undoes, and when. */
export interface Undoer {
  userId: number
  now: string
}

/**
 * How many later packages changed a person and were taken back again: each left the values as they were and the version
 * two higher. So packages can be taken back one after the other, newest first.
 */
const undoneLater = (fields: string): string =>
  `(SELECT count(DISTINCT r.import_id) FROM register_change r JOIN import_package i ON i.id = r.import_id
    WHERE r.entity = 'person' AND r.entity_id = p.id AND r.import_id > ? AND i.state = 'undone'${fields})`
/** Merges with a double that were taken back: values and membership are as before, the version is two higher. Since this package was written. */
const undoneMerges = `(SELECT count(*) FROM person_merge g WHERE (g.survivor_id = p.id OR g.absorbed_id = p.id) AND g.undone_at IS NOT NULL
  AND g.merged_at >= (SELECT ip.applied_at FROM import_package ip WHERE ip.id = ?))`
const undoneMemberMerges = `(SELECT count(*) FROM person_merge g WHERE (g.survivor_id = p.id OR g.absorbed_id = p.id) AND g.undone_at IS NOT NULL
  AND json_extract(g.log, '$.ended.id') = m.id AND g.merged_at >= (SELECT ip.applied_at FROM import_package ip WHERE ip.id = ?))`
const undonePeople = undoneLater('')
const undoneMembers = undoneLater(" AND r.field IN ('kkNumber', 'relation')")

/**
 * Whether somebody worked with a person `p` since the package that created them; takes the package's id six times. The cheap
 * questions stand first: AND and OR ask no further than they must. Who is used elsewhere is gathered once for all.
 */
const touchedSince = `(p.last_import_id IS NOT ?
    OR (p.version <> 1 AND p.version - 2 * ${undoneMerges} NOT IN (1, 1 + 2 * ${undonePeople}))
    OR p.id IN (SELECT client_id FROM case_file UNION ALL SELECT reporter_person_id FROM case_file WHERE reporter_person_id IS NOT NULL
      UNION ALL SELECT person_id FROM letter WHERE person_id IS NOT NULL
      UNION ALL SELECT applicant_id FROM letter WHERE applicant_id IS NOT NULL
      UNION ALL SELECT person_id FROM letter_batch_item
      UNION ALL SELECT person_id FROM register_check
      UNION ALL SELECT person_id FROM attachment WHERE person_id IS NOT NULL
      UNION ALL SELECT person_id FROM submission_item WHERE person_id IS NOT NULL
      UNION ALL SELECT person_id FROM family_event_person WHERE person_id IS NOT NULL
      UNION ALL SELECT person_id FROM queue_ticket WHERE person_id IS NOT NULL
      UNION ALL SELECT person_id FROM guest_visit WHERE person_id IS NOT NULL
      UNION ALL SELECT person_id FROM consultation WHERE person_id IS NOT NULL
      UNION ALL SELECT person_id FROM assessment WHERE person_id IS NOT NULL
      UNION ALL SELECT person_id FROM assessment_member WHERE person_id IS NOT NULL)
    OR EXISTS (SELECT 1 FROM family_member m WHERE m.person_id = p.id
      AND (m.created_import_id IS NOT ? OR m.to_date IS NOT NULL
        OR (m.version <> 1 AND m.version - 2 * ${undoneMemberMerges} NOT IN (1, 1 + 2 * ${undoneMembers})))))`
const touchedIds = (importId: number): number[] => Array.from({ length: 6 }, () => importId)

/** People a package created and somebody worked with since. */
export const touchedOf = (db: Db, importId: number): { id: number; name: string }[] =>
  db.sql(
    `SELECT p.id, p.name FROM person p WHERE p.created_import_id = ? AND ${touchedSince} ORDER BY p.id`,
    importId,
    ...touchedIds(importId),
  )

/** How many people a package created. */
export const countCreated = (db: Db, importId: number): number =>
  db.sql<{ n: number }>('SELECT count(*) AS n FROM person WHERE created_import_id = ?', importId)[0]?.n ?? 0

/** Ids of the people a package created. */
export const createdIds = (db: Db, importId: number): number[] =>
  db.sql<{ id: number }>('SELECT id FROM person WHERE created_import_id = ? ORDER BY id', importId).map(({ id }) => id)

/** What people are used for, in words, of those who are; cases say most. */
export const usedPeople = (db: Db, ids: readonly number[]): ReadonlyMap<number, string> => {
  const list = JSON.stringify(ids)
  const used = new Map<number, string>()
  for (const [table, column, why] of [
    ['queue_ticket', 'person_id', 'Pernah mengambil nomor antrean'],
    ['guest_visit', 'person_id', 'Tercatat di buku tamu'],
    ['consultation', 'person_id', 'Pernah berkonsultasi'],
    ['submission_item', 'person_id', 'Masuk dalam usulan'],
    ['assessment_member', 'person_id', 'Ada dalam isian kuesioner'],
    ['assessment', 'person_id', 'Punya isian kuesioner'],
    ['attachment', 'person_id', 'Punya berkas'],
    ['register_check', 'person_id', 'Pernah diperiksa di data nasional'],
    ['letter_batch_item', 'person_id', 'Ada dalam daftar surat'],
    ['letter', 'applicant_id', 'Pemohon pada surat'],
    ['letter', 'person_id', 'Punya surat'],
    ['case_file', 'reporter_person_id', 'Pelapor pada kasus'],
    ['case_file', 'client_id', 'Punya kasus'],
  ] as const)
    for (const { id } of db.sql<{ id: number }>(
      `SELECT DISTINCT ${column} AS id FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?))`,
      list,
    ))
      used.set(id, why)
  return used
}

/** Removes people with their memberships and the statements about them. */
export const removePeople = (db: Db, ids: readonly number[]): void => {
  const list = JSON.stringify(ids)
  db.sql('DELETE FROM person_fact WHERE person_id IN (SELECT value FROM json_each(?))', list)
  db.sql('DELETE FROM family_member WHERE person_id IN (SELECT value FROM json_each(?))', list)
  // Merges with them were taken back, else they would stay; what is left of one says nothing without its people.
  db.sql(
    'DELETE FROM person_merge WHERE undone_at IS NOT NULL AND (survivor_id IN (SELECT value FROM json_each(?)) OR absorbed_id IN (SELECT value FROM json_each(?)))',
    list,
    list,
  )
  db.sql("DELETE FROM register_change WHERE entity = 'person' AND entity_id IN (SELECT value FROM json_each(?))", list)
  db.sql('DELETE FROM person WHERE id IN (SELECT value FROM json_each(?))', list)
}

/** Removes families a package created to which nobody ever belonged otherwise: without members they say nothing. */
export const removeEmptyFamilies = (db: Db, importId: number): void =>
  void db.sql(
    `DELETE FROM family WHERE created_import_id = ? AND NOT EXISTS (SELECT 1 FROM family_member m WHERE m.family_id = family.id)
       AND NOT EXISTS (SELECT 1 FROM family_event e WHERE e.family_id = family.id)
       AND NOT EXISTS (SELECT 1 FROM family_event e WHERE e.other_family_id = family.id)
       AND NOT EXISTS (SELECT 1 FROM household_family h WHERE h.family_id = family.id)`,
    importId,
  )

/**
 * Where a person whom a package changed stands now. `steps` = by how much packages taken back since have raised the
 * version; `touchedMembers` = memberships of this package that were changed since.
 */
export const changedState = (
  db: Db,
  personId: number,
  importId: number,
): { name: string; version: number; lastImport: number | null; steps: number; touchedMembers: number } | undefined =>
  db.sql<{ name: string; version: number; lastImport: number | null; steps: number; touchedMembers: number }>(
    `SELECT p.name, p.version, p.last_import_id AS lastImport, 2 * (${undonePeople} + ${undoneMerges}) AS steps,
       (SELECT count(*) FROM family_member m WHERE m.person_id = p.id AND +m.created_import_id = ?
         AND (m.to_date IS NOT NULL OR m.version - 2 * ${undoneMemberMerges} <> 1 + 2 * ${undoneMembers})) AS touchedMembers
     FROM person p WHERE p.id = ?`,
    ...Array.from({ length: 5 }, () => importId),
    personId,
  )[0]

/** Rows `r` that changed a person `p` whom nobody touched since: a higher version or a changed membership says otherwise. */
const leftAlone = `(p.last_import_id IS r.import_id AND p.version = 1 + coalesce(r.data ->> '$[1].known.version', 0)
  AND NOT EXISTS (SELECT 1 FROM family_member m WHERE m.person_id = p.id AND +m.created_import_id = r.import_id
    AND (m.to_date IS NOT NULL OR m.version <> 1)))`

/**
 * Rows that changed a person: how many, and those that must be looked at closely; the others can be taken back. What was
 * taken back since (a package, a merge) leaves the values as they were and a higher version, so it stands among the former.
 */
export const changedOf = (db: Db, importId: number): { all: number; close: { personId: number; data: string }[] } => ({
  all:
    db.sql<{ n: number }>(
      "SELECT count(*) AS n FROM import_row r JOIN person p ON p.id = r.person_id WHERE r.import_id = ? AND r.bucket = 'changed'",
      importId,
    )[0]?.n ?? 0,
  close: db.sql(
    `SELECT r.person_id AS personId, r.data FROM import_row r JOIN person p ON p.id = r.person_id
     WHERE r.import_id = ? AND r.bucket = 'changed' AND NOT ${leftAlone} ORDER BY r.id`,
    importId,
  ),
})

/** Puts values of a person back. @param columns column → value from before */
export const restorePerson = (
  db: Db,
  personId: number,
  columns: Readonly<Record<string, unknown>>,
  lastImport: number | null,
  by: Undoer,
): void => {
  const names = Object.keys(columns)
  db.sql(
    `UPDATE person SET ${names.map((column) => `${column} = ?, `).join('')}last_import_id = ?, updated_at = ?, updated_by = ?, version = version + 1 WHERE id = ?`,
    ...names.map((column) => columns[column]),
    lastImport,
    by.now,
    by.userId,
    personId,
  )
}

/** The further columns of a person as stored. */
export const readExtra = (db: Db, personId: number): Record<string, unknown> =>
  JSON.parse(db.sql<{ extra: string }>('SELECT extra FROM person WHERE id = ?', personId)[0]?.extra ?? '{}') as Record<
    string,
    unknown
  >

/** Takes a person out of the family a package moved him to, and back into the one from before. */
export const restoreMembership = (db: Db, personId: number, importId: number, by: Undoer): void => {
  db.sql('DELETE FROM family_member WHERE person_id = ? AND created_import_id = ?', personId, importId)
  db.sql(
    'UPDATE family_member SET to_date = NULL, ended_import_id = NULL, updated_at = ?, updated_by = ?, version = version + 1 WHERE person_id = ? AND ended_import_id = ?',
    by.now,
    by.userId,
    personId,
    importId,
  )
}

/** Puts the relation of a person's present membership back, if it is still what the package wrote. */
export const restoreRelation = (db: Db, personId: number, before: string, after: string, by: Undoer): void =>
  void db.sql(
    'UPDATE family_member SET relation = ?, updated_at = ?, updated_by = ?, version = version + 1 WHERE person_id = ? AND to_date IS NULL AND relation = ?',
    before,
    by.now,
    by.userId,
    personId,
    after,
  )

const familyColumns: Readonly<Record<string, string>> = {
  address: 'address',
  hamlet: 'hamlet',
  rt: 'rt',
  rw: 'rw',
  regionCode: 'region_code',
}

/** Puts addresses of families back, value by value, where they are still what the package wrote. */
export const restoreFamilies = (db: Db, importId: number, by: Undoer): void => {
  const changes = db.sql<{ entity_id: number; field: string; before: string | null; after: string | null }>(
    "SELECT entity_id, field, before, after FROM register_change WHERE import_id = ? AND entity = 'family' ORDER BY id DESC",
    importId,
  )
  for (const { entity_id: id, field, before, after } of changes) {
    const column = familyColumns[field]
    if (column === undefined) continue
    db.sql(
      `UPDATE family SET ${column} = ?, updated_at = ?, updated_by = ?, version = version + 1 WHERE id = ? AND coalesce(${column}, '') = ?`,
      column === 'region_code' && before === '' ? null : before,
      by.now,
      by.userId,
      id,
      after ?? '',
    )
  }
  // Which package spoke of a family last: the newest one still in force that changed it, else the one that brought it.
  db.sql(
    `UPDATE family SET last_import_id = coalesce(
        (SELECT max(r.import_id) FROM register_change r JOIN import_package i ON i.id = r.import_id
         WHERE r.entity = 'family' AND r.entity_id = family.id AND r.import_id <> ? AND i.state = 'applied'), created_import_id)
     WHERE last_import_id = ? AND created_import_id IS NOT ?
       AND id IN (SELECT entity_id FROM register_change WHERE import_id = ? AND entity = 'family')`,
    importId,
    importId,
    importId,
    importId,
  )
}

/** Writes down that a value went back. */
export const recordRestored = (
  db: Db,
  personId: number,
  field: string,
  before: string,
  after: string,
  importId: number,
  by: Undoer,
): void =>
  void db.sql(
    "INSERT INTO register_change (entity, entity_id, field, before, after, at, by, import_id) VALUES ('person', ?, ?, ?, ?, ?, ?, ?)",
    personId,
    field,
    before,
    after,
    by.now,
    by.userId,
    importId,
  )
