import type { Migration } from './migration.ts'

/** Answer sets of questionnaires, with the members of the family they ask about. */
export const assessments: Migration = {
  id: 170,
  name: 'assessments',
  sql: [
    `CREATE TABLE assessment (
      id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE,
      questionnaire_key TEXT NOT NULL, questionnaire_version INTEGER NOT NULL, list_versions TEXT NOT NULL,
      person_id INTEGER NOT NULL REFERENCES person(id),
      case_id INTEGER REFERENCES case_file(id), need_id INTEGER REFERENCES need(id),
      state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft','finished','verified')),
      visited_on TEXT NOT NULL, surveyor TEXT NOT NULL DEFAULT '',
      answers TEXT NOT NULL, asked INTEGER NOT NULL DEFAULT 0, answered INTEGER NOT NULL DEFAULT 0, result TEXT NOT NULL DEFAULT '',
      finished_at TEXT, finished_by INTEGER REFERENCES user(id), verified_at TEXT, verified_by INTEGER REFERENCES user(id),
      created_at TEXT NOT NULL, created_by INTEGER NOT NULL,
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE INDEX assessment_person ON assessment (person_id)`,
    `CREATE INDEX assessment_case ON assessment (case_id) WHERE case_id IS NOT NULL`,
    `CREATE INDEX assessment_need ON assessment (need_id) WHERE need_id IS NOT NULL`,
    `CREATE TABLE assessment_member (
      id INTEGER PRIMARY KEY, assessment_id INTEGER NOT NULL REFERENCES assessment(id) ON DELETE CASCADE,
      place INTEGER NOT NULL, person_id INTEGER REFERENCES person(id), name TEXT NOT NULL, answers TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX assessment_member_set ON assessment_member (assessment_id, place)`,
    `CREATE INDEX assessment_member_person ON assessment_member (person_id) WHERE person_id IS NOT NULL`,
  ],
}
