import type { Migration } from './migration.ts'

/** Arrival at the counter: tickets of the day, guest book, consultations of one line; and forms half filled in. */
export const arrival: Migration = {
  id: 210,
  name: 'arrival',
  sql: [
    `CREATE TABLE queue_ticket (
      id INTEGER PRIMARY KEY, day TEXT NOT NULL, number INTEGER NOT NULL,
      priority TEXT NOT NULL DEFAULT '' CHECK (priority IN ('','elder','disabled','pregnant','emergency')),
      state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting','called','later','absent','done')),
      name TEXT NOT NULL DEFAULT '', purpose TEXT NOT NULL DEFAULT '',
      person_id INTEGER REFERENCES person(id), case_id INTEGER REFERENCES case_file(id),
      counter TEXT NOT NULL DEFAULT '', calls INTEGER NOT NULL DEFAULT 0,
      issued_at TEXT NOT NULL, issued_by INTEGER NOT NULL, called_at TEXT, ended_at TEXT,
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1,
      UNIQUE (day, number)
    ) STRICT`,
    `CREATE INDEX queue_ticket_person ON queue_ticket (person_id) WHERE person_id IS NOT NULL`,
    `CREATE INDEX queue_ticket_case ON queue_ticket (case_id) WHERE case_id IS NOT NULL`,
    `CREATE TABLE guest_visit (
      id INTEGER PRIMARY KEY, day TEXT NOT NULL, at TEXT NOT NULL,
      name TEXT NOT NULL, origin TEXT NOT NULL DEFAULT '', purpose TEXT NOT NULL, meets TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT '', person_id INTEGER REFERENCES person(id), ticket_id INTEGER REFERENCES queue_ticket(id),
      created_by INTEGER NOT NULL,
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE INDEX guest_visit_day ON guest_visit (day, id)`,
    `CREATE INDEX guest_visit_person ON guest_visit (person_id) WHERE person_id IS NOT NULL`,
    `CREATE INDEX guest_visit_ticket ON guest_visit (ticket_id) WHERE ticket_id IS NOT NULL`,
    `CREATE TABLE consultation (
      id INTEGER PRIMARY KEY, day TEXT NOT NULL, at TEXT NOT NULL,
      person_id INTEGER REFERENCES person(id), who TEXT NOT NULL DEFAULT '',
      subject TEXT NOT NULL, answer TEXT NOT NULL, channel TEXT NOT NULL DEFAULT 'loket',
      case_id INTEGER REFERENCES case_file(id), created_by INTEGER NOT NULL,
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE INDEX consultation_day ON consultation (day, id)`,
    `CREATE INDEX consultation_person ON consultation (person_id) WHERE person_id IS NOT NULL`,
    `CREATE INDEX consultation_case ON consultation (case_id) WHERE case_id IS NOT NULL`,
    `CREATE TABLE draft (
      id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES user(id), key TEXT NOT NULL, body TEXT NOT NULL,
      created_at TEXT NOT NULL, updated_at TEXT NOT NULL, UNIQUE (user_id, key)
    ) STRICT`,
    `CREATE INDEX draft_age ON draft (updated_at)`,
  ],
}
