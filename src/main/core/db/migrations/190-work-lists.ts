import type { Migration } from './migration.ts'

/** What the lists of work are narrowed by, so that they are read from the index alone. */
const narrowed = 'region_code, programme_key, level, case_id'

/** Work lists over hundreds of thousands of needs, what changed between two versions, reminders, levels, words in cases. */
export const workLists: Migration = {
  id: 190,
  name: 'work-lists',
  sql: [
    // The case's register and region stand in the need too: a list of work is read from one index.
    `ALTER TABLE need ADD COLUMN register TEXT NOT NULL DEFAULT 'layanan'`,
    `ALTER TABLE need ADD COLUMN region_code TEXT`,
    // 0 ordinary, 1 soon, 2 emergency.
    `ALTER TABLE need ADD COLUMN priority INTEGER NOT NULL DEFAULT 0 CHECK (priority BETWEEN 0 AND 2)`,
    `ALTER TABLE need ADD COLUMN flag TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE need ADD COLUMN flagged_at TEXT`,
    `ALTER TABLE need ADD COLUMN flagged_by INTEGER`,
    `ALTER TABLE need ADD COLUMN escalated INTEGER NOT NULL DEFAULT 0`,
    `UPDATE need SET (register, region_code) = (SELECT c.register, c.region_code FROM case_file c WHERE c.id = need.case_id)`,
    `CREATE TRIGGER need_of_case AFTER INSERT ON need BEGIN
      UPDATE need SET (register, region_code) = (SELECT c.register, c.region_code FROM case_file c WHERE c.id = new.case_id) WHERE id = new.id;
    END`,
    `CREATE TRIGGER case_file_to_need AFTER UPDATE OF register, region_code ON case_file BEGIN
      UPDATE need SET register = new.register, region_code = new.region_code WHERE case_id = new.id;
    END`,
    `DROP INDEX need_holder`,
    `CREATE INDEX need_stand ON need (register, state, holder_id, priority, due_date, id, ${narrowed}) WHERE closed_at IS NULL`,
    `CREATE INDEX need_held ON need (holder_id, priority, due_date, id, register, state, ${narrowed}) WHERE closed_at IS NULL`,
    `CREATE INDEX need_open ON need (priority, due_date, id, register, state, holder_id, ${narrowed}) WHERE closed_at IS NULL`,
    `CREATE INDEX need_flagged ON need (priority, due_date, id) WHERE closed_at IS NULL AND flag <> ''`,
    `CREATE INDEX need_programme ON need (programme_key, case_id)`,
    `CREATE INDEX need_level ON need (level, case_id)`,
    `CREATE TABLE case_change (
      id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES case_file(id), need_id INTEGER REFERENCES need(id),
      version INTEGER NOT NULL, at TEXT NOT NULL, by INTEGER NOT NULL, field TEXT NOT NULL, before TEXT, after TEXT
    ) STRICT`,
    `CREATE INDEX case_change_case ON case_change (case_id, need_id, version)`,
    `CREATE INDEX case_change_need ON case_change (need_id) WHERE need_id IS NOT NULL`,
    `CREATE TABLE need_reminder (
      id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES case_file(id), need_id INTEGER NOT NULL REFERENCES need(id),
      user_id INTEGER NOT NULL REFERENCES user(id), day TEXT NOT NULL, note TEXT NOT NULL, created_at TEXT NOT NULL, done_at TEXT
    ) STRICT`,
    `CREATE INDEX need_reminder_user ON need_reminder (user_id, day) WHERE done_at IS NULL`,
    `CREATE INDEX need_reminder_need ON need_reminder (need_id)`,
    `CREATE INDEX need_reminder_case ON need_reminder (case_id)`,
    // Parts of numbers and of complaints; nothing is kept twice.
    `CREATE VIRTUAL TABLE case_search USING fts5(number, summary, content='case_file', content_rowid='id', tokenize='trigram', detail='none', columnsize=0)`,
    `INSERT INTO case_search (case_search) VALUES ('rebuild')`,
    `CREATE TRIGGER case_search_insert AFTER INSERT ON case_file BEGIN INSERT INTO case_search (rowid, number, summary) VALUES (new.id, new.number, new.summary); END`,
    `CREATE TRIGGER case_search_delete AFTER DELETE ON case_file BEGIN INSERT INTO case_search (case_search, rowid, number, summary) VALUES ('delete', old.id, old.number, old.summary); END`,
    `CREATE TRIGGER case_search_update AFTER UPDATE OF number, summary ON case_file BEGIN
      INSERT INTO case_search (case_search, rowid, number, summary) VALUES ('delete', old.id, old.number, old.summary);
      INSERT INTO case_search (rowid, number, summary) VALUES (new.id, new.number, new.summary);
    END`,
  ],
}
