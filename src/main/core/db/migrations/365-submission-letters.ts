import type { Migration } from './migration.ts'

/** A letter that goes with a batch for SIKS-NG knows which. */
export const submissionLetters: Migration = {
  id: 365,
  name: 'submission-letters',
  sql: [
    `ALTER TABLE letter ADD COLUMN submission_id INTEGER REFERENCES submission(id)`,
    `CREATE INDEX letter_submission ON letter (submission_id) WHERE submission_id IS NOT NULL`,
  ],
}
