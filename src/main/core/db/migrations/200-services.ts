import type { Migration } from './migration.ts'

/** Papers and SOP steps ticked per need, lanes, and the waiting lists of programmes. */
export const services: Migration = {
  id: 200,
  name: 'services',
  sql: [
    `ALTER TABLE need ADD COLUMN lane TEXT NOT NULL DEFAULT ''`,
    `CREATE TABLE need_paper (
      id INTEGER PRIMARY KEY, need_id INTEGER NOT NULL REFERENCES need(id), paper_key TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('have','missing','not-needed')), note TEXT NOT NULL DEFAULT '',
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1,
      UNIQUE (need_id, paper_key)
    ) STRICT`,
    // The version of the SOP that was followed stands with each tick: a newer one does not change what was done.
    `CREATE TABLE need_sop_step (
      id INTEGER PRIMARY KEY, need_id INTEGER NOT NULL REFERENCES need(id), sop_key TEXT NOT NULL, sop_version INTEGER NOT NULL,
      step_key TEXT NOT NULL, done_at TEXT NOT NULL, done_by INTEGER NOT NULL,
      UNIQUE (need_id, sop_key, step_key)
    ) STRICT`,
    // waiting → offered (a place is free) → placed, or left. Priority 1 = urgent, 2 = first, 3 = usual.
    `CREATE TABLE waiting_entry (
      id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, need_id INTEGER NOT NULL REFERENCES need(id), case_id INTEGER NOT NULL REFERENCES case_file(id),
      programme_key TEXT NOT NULL, priority INTEGER NOT NULL DEFAULT 3 CHECK (priority BETWEEN 1 AND 3), reason TEXT NOT NULL DEFAULT '',
      joined_on TEXT NOT NULL, joined_at TEXT NOT NULL, joined_by INTEGER NOT NULL,
      state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting','offered','placed','left')),
      ended_on TEXT, ended_by INTEGER, ended_reason TEXT NOT NULL DEFAULT '',
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE UNIQUE INDEX waiting_entry_standing ON waiting_entry (need_id) WHERE state IN ('waiting','offered')`,
    `CREATE INDEX waiting_entry_turn ON waiting_entry (programme_key, state, priority, joined_on, id)`,
    `CREATE INDEX waiting_entry_case ON waiting_entry (case_id)`,
    `CREATE TABLE waiting_place (
      id INTEGER PRIMARY KEY, programme_key TEXT NOT NULL, reason TEXT NOT NULL, freed_on TEXT NOT NULL, freed_at TEXT NOT NULL, freed_by INTEGER NOT NULL,
      taken_by_entry INTEGER REFERENCES waiting_entry(id), taken_at TEXT
    ) STRICT`,
    `CREATE INDEX waiting_place_programme ON waiting_place (programme_key, id)`,
    `CREATE INDEX waiting_place_entry ON waiting_place (taken_by_entry) WHERE taken_by_entry IS NOT NULL`,
    // Who was proposed for a place, and how it ended: '' = still open.
    `CREATE TABLE waiting_offer (
      id INTEGER PRIMARY KEY, place_id INTEGER NOT NULL REFERENCES waiting_place(id), entry_id INTEGER NOT NULL REFERENCES waiting_entry(id),
      offered_at TEXT NOT NULL, offered_by INTEGER NOT NULL,
      answer TEXT NOT NULL DEFAULT '' CHECK (answer IN ('','taken','passed','left')), answered_at TEXT, answered_by INTEGER, reason TEXT NOT NULL DEFAULT ''
    ) STRICT`,
    `CREATE INDEX waiting_offer_place ON waiting_offer (place_id)`,
    `CREATE INDEX waiting_offer_entry ON waiting_offer (entry_id)`,
    // Needs that already wait for their turn stand on the list from the day they came there.
    `INSERT INTO waiting_entry (uid, need_id, case_id, programme_key, joined_on, joined_at, joined_by, updated_at, updated_by)
     SELECT randomblob(16), n.id, n.case_id, n.programme_key, substr(e.at, 1, 10), e.at, e.by, e.at, e.by
     FROM need n JOIN case_event e ON e.id = (SELECT max(x.id) FROM case_event x WHERE x.need_id = n.id AND x.to_state = 'waiting-turn')
     WHERE n.state = 'waiting-turn'`,
  ],
}
