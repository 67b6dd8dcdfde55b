import type { Migration } from './migration.ts'

/** People, families, memberships with history, and import packages. */
export const register: Migration = {
  id: 20,
  name: 'register',
  sql: [
    `CREATE TABLE import_package (
      id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, label TEXT NOT NULL, file_name TEXT NOT NULL, file_sha256 TEXT NOT NULL,
      profile_key TEXT NOT NULL, profile_version INTEGER NOT NULL, state TEXT NOT NULL,
      counts TEXT NOT NULL, problem_counts TEXT NOT NULL, columns TEXT NOT NULL,
      prepared_at TEXT NOT NULL, prepared_by INTEGER NOT NULL, applied_at TEXT, applied_by INTEGER, undone_at TEXT, undone_by INTEGER
    ) STRICT`,
    `CREATE TABLE import_row (
      id INTEGER PRIMARY KEY, import_id INTEGER NOT NULL REFERENCES import_package(id), sheet TEXT NOT NULL, row INTEGER NOT NULL,
      bucket TEXT NOT NULL, person_id INTEGER, data TEXT NOT NULL, changes TEXT NOT NULL DEFAULT '[]', problem_count INTEGER NOT NULL DEFAULT 0
    ) STRICT`,
    `CREATE INDEX import_row_package ON import_row (import_id, bucket, id)`,
    `CREATE TABLE import_problem (
      id INTEGER PRIMARY KEY, import_id INTEGER NOT NULL REFERENCES import_package(id), row_id INTEGER, sheet TEXT NOT NULL, row INTEGER NOT NULL,
      column_name TEXT NOT NULL, severity TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX import_problem_package ON import_problem (import_id, id)`,
    `CREATE INDEX import_problem_row ON import_problem (row_id)`,
    `CREATE TABLE person (
      id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE,
      nik TEXT, original_number TEXT NOT NULL DEFAULT '',
      name TEXT NOT NULL, name_key TEXT NOT NULL,
      birth_place TEXT NOT NULL DEFAULT '', birth_date TEXT, sex TEXT CHECK (sex IN ('L','P')),
      religion TEXT NOT NULL DEFAULT '', marital_status TEXT NOT NULL DEFAULT '', education TEXT NOT NULL DEFAULT '',
      occupation TEXT NOT NULL DEFAULT '', disability TEXT NOT NULL DEFAULT '',
      mother_name TEXT NOT NULL DEFAULT '', father_name TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '',
      address TEXT NOT NULL DEFAULT '', hamlet TEXT NOT NULL DEFAULT '', rt TEXT NOT NULL DEFAULT '', rw TEXT NOT NULL DEFAULT '', region_code TEXT,
      life_status TEXT NOT NULL DEFAULT 'alive', extra TEXT NOT NULL DEFAULT '{}',
      created_import_id INTEGER REFERENCES import_package(id), last_import_id INTEGER REFERENCES import_package(id),
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE UNIQUE INDEX person_nik ON person (nik) WHERE nik IS NOT NULL`,
    `CREATE INDEX person_name ON person (name_key, id)`,
    // The NIK stands in this index too: a search by a part of it inside a user's area reads the index alone.
    `CREATE INDEX person_region ON person (region_code, name_key, id, nik)`,
    `CREATE INDEX person_original_number ON person (original_number) WHERE original_number <> ''`,
    `CREATE INDEX person_last_import ON person (last_import_id) WHERE last_import_id IS NOT NULL`,
    `CREATE INDEX person_created_import ON person (created_import_id) WHERE created_import_id IS NOT NULL`,
    // External content: names and NIKs stand once in the file, the index beside them. Kept up by triggers. Names have no digits, so their
    // trigrams and those of the NIKs never meet.
    `CREATE VIRTUAL TABLE person_fts USING fts5(name_key, nik, content='person', content_rowid='id', tokenize='trigram', detail='none', columnsize=0)`,
    `CREATE TRIGGER person_fts_insert AFTER INSERT ON person BEGIN INSERT INTO person_fts (rowid, name_key, nik) VALUES (new.id, new.name_key, new.nik); END`,
    `CREATE TRIGGER person_fts_delete AFTER DELETE ON person BEGIN INSERT INTO person_fts (person_fts, rowid, name_key, nik) VALUES ('delete', old.id, old.name_key, old.nik); END`,
    `CREATE TRIGGER person_fts_update AFTER UPDATE OF name_key, nik ON person BEGIN
      INSERT INTO person_fts (person_fts, rowid, name_key, nik) VALUES ('delete', old.id, old.name_key, old.nik);
      INSERT INTO person_fts (rowid, name_key, nik) VALUES (new.id, new.name_key, new.nik);
    END`,
    `CREATE TABLE family (
      id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, kk_number TEXT,
      address TEXT NOT NULL DEFAULT '', hamlet TEXT NOT NULL DEFAULT '', rt TEXT NOT NULL DEFAULT '', rw TEXT NOT NULL DEFAULT '', region_code TEXT,
      created_import_id INTEGER REFERENCES import_package(id), last_import_id INTEGER REFERENCES import_package(id),
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE UNIQUE INDEX family_kk ON family (kk_number) WHERE kk_number IS NOT NULL`,
    `CREATE INDEX family_region ON family (region_code, kk_number)`,
    `CREATE INDEX family_created_import ON family (created_import_id) WHERE created_import_id IS NOT NULL`,
    `CREATE TABLE family_member (
      id INTEGER PRIMARY KEY, family_id INTEGER NOT NULL REFERENCES family(id), person_id INTEGER NOT NULL REFERENCES person(id),
      relation TEXT NOT NULL DEFAULT '', from_date TEXT, to_date TEXT,
      created_import_id INTEGER REFERENCES import_package(id), ended_import_id INTEGER REFERENCES import_package(id),
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE UNIQUE INDEX family_member_current ON family_member (person_id) WHERE to_date IS NULL`,
    `CREATE INDEX family_member_family ON family_member (family_id)`,
    `CREATE INDEX family_member_person ON family_member (person_id)`,
    `CREATE INDEX family_member_import ON family_member (created_import_id) WHERE created_import_id IS NOT NULL`,
    // Every changed value of a person or family, with what brought it: the screen's history and the undo of an import.
    `CREATE TABLE register_change (
      id INTEGER PRIMARY KEY, entity TEXT NOT NULL CHECK (entity IN ('person','family','family_member')), entity_id INTEGER NOT NULL,
      field TEXT NOT NULL, before TEXT, after TEXT, at TEXT NOT NULL, by INTEGER NOT NULL, import_id INTEGER REFERENCES import_package(id)
    ) STRICT`,
    `CREATE INDEX register_change_entity ON register_change (entity, entity_id, id)`,
    `CREATE INDEX register_change_import ON register_change (import_id) WHERE import_id IS NOT NULL`,
  ],
}
