import type { Migration } from './migration.ts'

/** Families as records of their own: their state, the events that changed them, and households that hold several families. */
export const families: Migration = {
  id: 70,
  name: 'families',
  sql: [
    // active; moved = the whole family left the district; ended = nobody is on the card any more.
    `ALTER TABLE family ADD COLUMN state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active','moved','ended'))`,
    `ALTER TABLE family ADD COLUMN ended_on TEXT`,
    // log = every row the event wrote, before and after: so that it can be taken back exactly.
    `CREATE TABLE family_event (
      id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE,
      family_id INTEGER REFERENCES family(id), other_family_id INTEGER REFERENCES family(id),
      kind TEXT NOT NULL, on_date TEXT NOT NULL, document_number TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
      detail TEXT NOT NULL DEFAULT '{}', log TEXT NOT NULL DEFAULT '[]',
      at TEXT NOT NULL, by INTEGER NOT NULL, undone_at TEXT, undone_by INTEGER
    ) STRICT`,
    `CREATE INDEX family_event_family ON family_event (family_id, id) WHERE family_id IS NOT NULL`,
    `CREATE INDEX family_event_other ON family_event (other_family_id, id) WHERE other_family_id IS NOT NULL`,
    `CREATE TABLE family_event_person (
      id INTEGER PRIMARY KEY, event_id INTEGER NOT NULL REFERENCES family_event(id), person_id INTEGER NOT NULL REFERENCES person(id), part TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX family_event_person_event ON family_event_person (event_id)`,
    `CREATE INDEX family_event_person_person ON family_event_person (person_id)`,
    // Only a membership that an event began has a known first day; others are dated with the day they were recorded.
    `ALTER TABLE family_member ADD COLUMN from_event_id INTEGER REFERENCES family_event(id)`,
    `CREATE TABLE household (
      id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, number TEXT NOT NULL DEFAULT '', region_code TEXT,
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE UNIQUE INDEX household_number ON household (number) WHERE number <> ''`,
    `CREATE TABLE household_family (
      id INTEGER PRIMARY KEY, household_id INTEGER NOT NULL REFERENCES household(id), family_id INTEGER NOT NULL REFERENCES family(id),
      from_date TEXT NOT NULL, to_date TEXT,
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE UNIQUE INDEX household_family_current ON household_family (family_id) WHERE to_date IS NULL`,
    `CREATE INDEX household_family_household ON household_family (household_id)`,
    `CREATE INDEX household_family_family ON household_family (family_id)`,
  ],
}
