import { createHash } from 'node:crypto'
import type { RawDatabase } from '../database.ts'
import type { Migration } from './migration.ts'

/** Rights that were one before the desks were told apart. */
const grown: Readonly<Record<string, readonly string[]>> = {
  'cases.write': ['cases.intake', 'cases.handle', 'cases.review'],
}

/** Roles that an office wrote itself go on doing what they did: whoever could work on cases may work at every desk. */
const widenOfficeRoles = (raw: RawDatabase): void => {
  const rows = raw
    .prepare(
      "SELECT key, MAX(version) AS version, name, body, created_by FROM definition WHERE kind = 'role' GROUP BY key HAVING origin = 'office'",
    )
    .all() as { key: string; version: number; name: string; body: string; created_by: number }[]
  const insert = raw.prepare(
    `INSERT INTO definition (kind, key, version, name, body, hash, origin, created_at, created_by)
     VALUES ('role', ?, ?, ?, ?, ?, 'office', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), ?)`,
  )
  for (const { key, version, name, body, created_by } of rows) {
    const role = JSON.parse(body) as { permissions: string[] }
    const permissions = [...new Set(role.permissions.flatMap((right) => [right, ...(grown[right] ?? [])]))]
    if (permissions.length === role.permissions.length) continue
    const wider = JSON.stringify({ ...role, permissions })
    insert.run(key, version + 1, name, wider, createHash('sha256').update(wider).digest('hex'), created_by)
  }
}

/** Two registers of cases, and the stops at which a resident has to be told something. */
export const needFlow: Migration = {
  id: 130,
  name: 'need-flow',
  sql: [
    `ALTER TABLE case_file ADD COLUMN register TEXT NOT NULL DEFAULT 'layanan' CHECK (register IN ('layanan','keluhan'))`,
    `ALTER TABLE case_file ADD COLUMN complaint_kind TEXT NOT NULL DEFAULT '' CHECK (complaint_kind IN ('','pertanyaan','saran','pengaduan'))`,
    `CREATE INDEX case_file_register ON case_file (register, open, id)`,
    `CREATE TABLE need_notice (
      id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES case_file(id), need_id INTEGER NOT NULL REFERENCES need(id),
      state TEXT NOT NULL, note TEXT NOT NULL, since TEXT NOT NULL,
      told_at TEXT, told_by INTEGER REFERENCES user(id), told_how TEXT NOT NULL DEFAULT ''
    ) STRICT`,
    `CREATE INDEX need_notice_case ON need_notice (case_id)`,
    `CREATE INDEX need_notice_need ON need_notice (need_id)`,
    `CREATE INDEX need_notice_open ON need_notice (since) WHERE told_at IS NULL`,
  ],
  run: widenOfficeRoles,
}
