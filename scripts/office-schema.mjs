// Writes resources/office.schema.json from the contract: node scripts/run.mjs scripts/office-schema.mjs
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { officeSeed } from '../src/shared/contract/app.ts'

const schema = z.toJSONSchema(officeSeed, { io: 'input' })
writeFileSync(
  resolve(import.meta.dirname, '../resources/office.schema.json'),
  `${JSON.stringify({ title: 'Kantor Loket SLRT', ...schema, properties: { $schema: { type: 'string' }, ...schema.properties } }, null, 2)}\n`,
)
