import type { Migration } from './migration.ts'

/** How residents were told, files of cases and people, success stories. */
export const toldAndFiles: Migration = {
  id: 220,
  name: 'told-and-files',
  sql: [
    `ALTER TABLE need_notice ADD COLUMN told_on TEXT`,
    `ALTER TABLE need_notice ADD COLUMN told_to TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE need_notice ADD COLUMN come_back TEXT`,
    `CREATE TABLE attachment (
      id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE,
      case_id INTEGER REFERENCES case_file(id), need_id INTEGER REFERENCES need(id), person_id INTEGER REFERENCES person(id),
      title TEXT NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL,
      sha256 TEXT NOT NULL REFERENCES archived_file(sha256), thumb_sha256 TEXT REFERENCES archived_file(sha256),
      width INTEGER, height INTEGER, pages INTEGER, taken_at TEXT, latitude REAL, longitude REAL,
      form_key TEXT NOT NULL DEFAULT '', form_version INTEGER, slot TEXT NOT NULL DEFAULT '', findings TEXT NOT NULL DEFAULT '[]',
      added_at TEXT NOT NULL, added_by INTEGER NOT NULL REFERENCES user(id),
      removed_at TEXT, removed_by INTEGER REFERENCES user(id), removed_reason TEXT NOT NULL DEFAULT '',
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1,
      CHECK ((case_id IS NULL) <> (person_id IS NULL)), CHECK (need_id IS NULL OR case_id IS NOT NULL)
    ) STRICT`,
    `CREATE INDEX attachment_case ON attachment (case_id) WHERE case_id IS NOT NULL`,
    `CREATE INDEX attachment_person ON attachment (person_id) WHERE person_id IS NOT NULL`,
    `CREATE TABLE success_story (
      id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL UNIQUE REFERENCES case_file(id), title TEXT NOT NULL,
      created_at TEXT NOT NULL, created_by INTEGER NOT NULL REFERENCES user(id), exported_at TEXT, exported_by INTEGER REFERENCES user(id),
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE TABLE success_story_line (
      id INTEGER PRIMARY KEY, story_id INTEGER NOT NULL REFERENCES success_story(id), position INTEGER NOT NULL, text TEXT NOT NULL,
      left_out INTEGER NOT NULL DEFAULT 0, confirmed_at TEXT, confirmed_by INTEGER REFERENCES user(id)
    ) STRICT`,
    `CREATE INDEX success_story_line_story ON success_story_line (story_id, position)`,
  ],
}
