import type { Migration } from './migration.ts'

/** Settings, definitions, users, audit chain, jobs, archived files, regions. */
export const foundation: Migration = {
  id: 10,
  name: 'foundation',
  sql: [
    `CREATE TABLE setting (
      key TEXT PRIMARY KEY, value TEXT NOT NULL,
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE TABLE definition (
      id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
      name TEXT NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL, origin TEXT NOT NULL CHECK (origin IN ('shipped','office')),
      created_at TEXT NOT NULL, created_by INTEGER NOT NULL,
      UNIQUE (kind, key, version)
    ) STRICT`,
    `CREATE TABLE user (
      id INTEGER PRIMARY KEY, username TEXT NOT NULL COLLATE NOCASE UNIQUE, display_name TEXT NOT NULL,
      password_hash TEXT NOT NULL, active INTEGER NOT NULL DEFAULT 1, must_change_password INTEGER NOT NULL DEFAULT 0,
      failed_attempts INTEGER NOT NULL DEFAULT 0, locked_until TEXT, last_sign_in_at TEXT,
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE TABLE user_role (user_id INTEGER NOT NULL REFERENCES user(id), role_key TEXT NOT NULL, PRIMARY KEY (user_id, role_key)) STRICT, WITHOUT ROWID`,
    `CREATE TABLE user_area (user_id INTEGER NOT NULL REFERENCES user(id), region_code TEXT NOT NULL, PRIMARY KEY (user_id, region_code)) STRICT, WITHOUT ROWID`,
    `CREATE TABLE audit_event (
      seq INTEGER PRIMARY KEY, at TEXT NOT NULL, user_id INTEGER NOT NULL, action TEXT NOT NULL,
      entity TEXT NOT NULL, entity_id INTEGER, case_id INTEGER, detail TEXT NOT NULL, prev_hash TEXT NOT NULL, hash TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX audit_event_case ON audit_event (case_id, seq) WHERE case_id IS NOT NULL`,
    `CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'audit events are never changed'); END`,
    `CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event BEGIN SELECT RAISE(ABORT, 'audit events are never deleted'); END`,
    `CREATE TABLE job (
      id INTEGER PRIMARY KEY, procedure TEXT NOT NULL, input TEXT NOT NULL, user_id INTEGER NOT NULL, state TEXT NOT NULL,
      step TEXT NOT NULL DEFAULT '', done REAL NOT NULL DEFAULT 0, total REAL, result TEXT, error TEXT,
      created_at TEXT NOT NULL, started_at TEXT, ended_at TEXT
    ) STRICT`,
    `CREATE INDEX job_state ON job (state)`,
    `CREATE TABLE archived_file (
      sha256 TEXT PRIMARY KEY, media_type TEXT NOT NULL, size INTEGER NOT NULL, bytes BLOB NOT NULL, created_at TEXT NOT NULL
    ) STRICT`,
    `CREATE TRIGGER archived_file_no_update BEFORE UPDATE ON archived_file BEGIN SELECT RAISE(ABORT, 'archived files are never changed'); END`,
    `CREATE TRIGGER archived_file_no_delete BEFORE DELETE ON archived_file BEGIN SELECT RAISE(ABORT, 'archived files are never deleted'); END`,
    `CREATE TABLE region (
      code TEXT PRIMARY KEY, parent_code TEXT, level INTEGER NOT NULL, name TEXT NOT NULL, name_key TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX region_parent ON region (parent_code, name)`,
    `CREATE TABLE signatory (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL, rank TEXT NOT NULL, nip TEXT NOT NULL, position TEXT NOT NULL, on_behalf_of TEXT NOT NULL,
      active INTEGER NOT NULL DEFAULT 1, updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE TABLE unit (
      id INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, region_code TEXT, active INTEGER NOT NULL DEFAULT 1,
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE TABLE sequence (key TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (key, year)) STRICT, WITHOUT ROWID`,
  ],
}
