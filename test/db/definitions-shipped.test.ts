import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { renewShippedDefinitions } from '../../src/main/core/definitions/shipped.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
let resources: string
beforeEach(() => {
  inline = openInline()
  resources = mkdtempSync(join(tmpdir(), 'loket-shipped-'))
  cpSync(resolve(import.meta.dirname, '../../resources/definitions'), join(resources, 'definitions'), { recursive: true })
})
afterEach(() => {
  inline.close()
  rmSync(resources, { recursive: true })
})

const renew = (version: string): number => renewShippedDefinitions(inline.db, resources, inline.context.now(), version)
const file = (): string => join(resources, 'definitions/letter-template/rujukan-umum.json')
const newest = (): { version: number; name: string } | undefined =>
  inline.db.sql<{ version: number; name: string }>(
    "SELECT version, name FROM definition WHERE kind = 'letter-template' AND key = 'rujukan-umum' ORDER BY version DESC LIMIT 1",
  )[0]

test('a shipped definition that an update changed is in force from the next start on, and only once', () => {
  expect(renew('1.0.0')).toBe(0)
  const before = newest()
  const body = JSON.parse(readFileSync(file(), 'utf8')) as { name: string }
  writeFileSync(file(), JSON.stringify({ ...body, name: 'Surat rujukan baru' }))
  expect(renew('1.0.0')).toBe(1)
  expect(newest()).toEqual({ version: (before?.version ?? 0) + 1, name: 'Surat rujukan baru' })
  expect(renew('1.0.0')).toBe(0)
})

test('another version of the program reads the same files again', () => {
  renew('1.0.0')
  // A version of the office's database that the former program had not installed completely.
  inline.db.sql("DELETE FROM definition WHERE kind = 'letter-template' AND key = 'rujukan-umum'")
  expect(renew('1.0.0')).toBe(0)
  expect(renew('1.0.1')).toBe(1)
})
