import type { Migration } from './migration.ts'

/** Letters printed in one step at Loket cepat carry the key of their request: asked for twice, printed once. */
export const quickLetters: Migration = {
  id: 340,
  name: 'quick-letters',
  sql: [
    `ALTER TABLE letter ADD COLUMN request_key TEXT`,
    `CREATE UNIQUE INDEX letter_request_key ON letter (request_key) WHERE request_key IS NOT NULL`,
  ],
}
