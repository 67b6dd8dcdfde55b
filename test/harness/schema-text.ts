import type { RawDatabase } from '../../src/main/core/db/database.ts'

/** The whole schema as a Markdown page; `node test/harness/write-schema.ts` writes it to docs/. */
export const describeSchema = (raw: RawDatabase): string => {
  const rows = raw
    .prepare(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'person_fts_%' AND name NOT LIKE 'case_search_%' ORDER BY tbl_name, type DESC, name",
    )
    .all() as { type: string; name: string; tbl_name: string; sql: string }[]
  const parts = [
    '# Database schema',
    '',
    'Made from the migrations (`node test/harness/write-schema.ts`); a test compares it. Do not edit by hand.',
    '',
  ]
  let table = ''
  for (const row of rows) {
    if (row.tbl_name !== table) {
      table = row.tbl_name
      parts.push(`## ${table}`, '')
    }
    const lines = row.sql.split('\n').map((line) => line.trimEnd())
    parts.push('```sql', ...lines, '```', '')
  }
  return `${parts.join('\n').trimEnd()}\n`
}
