import type { Migration } from './migration.ts'

/** What is known about people beside their identity: memberships, deciles, register status, pregnancy, disability, other numbers. */
export const personFacts: Migration = {
  id: 60,
  name: 'person-facts',
  sql: [
    // One row is one statement of one source. A newer statement is a new row, so the old one stays as history; a row is only
    // changed when somebody mends or ends it, and taken away with a reason. Meaning of `key` and `value` by kind:
    //   programme   programme key ('' = free name in `label`)      participant number
    //   decile      'decile' or 'percentile'                      1 to 10, 1 to 100; as received, never computed here
    //   register    'dtksId' or 'dtsenStatus'                     the id, the status word
    //   pregnancy   ''                                            '' (expected day in `expected_date`)
    //   disability  ''                                            degree (kind in `label`)
    //   number      'bpjs', 'kks', …                              the number
    `CREATE TABLE person_fact (
      id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person(id),
      kind TEXT NOT NULL CHECK (kind IN ('programme','decile','register','pregnancy','disability','number')),
      key TEXT NOT NULL DEFAULT '', label TEXT NOT NULL DEFAULT '', value TEXT NOT NULL DEFAULT '', status TEXT NOT NULL DEFAULT '',
      from_date TEXT, to_date TEXT, expected_date TEXT,
      as_of TEXT NOT NULL, source TEXT NOT NULL CHECK (source IN ('file','list','siks-ng','document','typed')),
      note TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL, created_by INTEGER NOT NULL,
      created_import_id INTEGER REFERENCES import_package(id), ended_import_id INTEGER REFERENCES import_package(id),
      removed_at TEXT, removed_by INTEGER, removed_reason TEXT NOT NULL DEFAULT '',
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE INDEX person_fact_person ON person_fact (person_id, kind, key, as_of)`,
    `CREATE INDEX person_fact_value ON person_fact (value) WHERE kind IN ('register','number')`,
    `CREATE INDEX person_fact_created_import ON person_fact (created_import_id) WHERE created_import_id IS NOT NULL`,
    `CREATE INDEX person_fact_ended_import ON person_fact (ended_import_id) WHERE ended_import_id IS NOT NULL`,
  ],
}
