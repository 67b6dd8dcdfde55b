import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { openInline } from './inline.ts'
import { describeSchema } from './schema-text.ts'

// Writes docs/database-schema.md from the migrations.
const inline = openInline()
writeFileSync(resolve(import.meta.dirname, '../../docs/database-schema.md'), describeSchema(inline.db.raw))
inline.close()
