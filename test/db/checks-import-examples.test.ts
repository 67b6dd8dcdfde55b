import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mergePeople } from '../../src/main/core/duplicates/merge.ts'
import { duplicates } from '../../src/shared/contract/duplicates.ts'
import { importChecks } from '../../src/shared/domain/checks/import-checks.ts'
import {
  type ExampleCell,
  type ExampleFile,
  type ImportExample,
  importExamples,
} from '../../src/shared/domain/checks/import-examples.ts'
import { furnishOffice } from '../harness/case-world.ts'
import { type ImportBench, importBench } from '../harness/imports.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import type { TestCell } from '../harness/workbooks.ts'

interface Office {
  inline: Inline
  bench: ImportBench
}
const openOffice = (): Office => {
  const inline = openInline()
  furnishOffice(inline)
  return { inline, bench: importBench(inline) }
}
const closeOffice = ({ inline, bench }: Office): void => {
  bench.close()
  inline.close()
}
/** For files that are only read: nothing of them reaches the register. */
let shared: Office
beforeAll(() => {
  shared = openOffice()
})
afterAll(() => closeOffice(shared))

const cell = (value: ExampleCell): TestCell =>
  value !== null && typeof value === 'object' ? { xml: `<c r="{ref}" t="e"><v>${value.error}</v></c>` } : value

const write = async ({ bench }: Office, file: ExampleFile, number: number): Promise<string> => {
  if ('csv' in file) {
    const path = join(bench.folder, `contoh-${number}.csv`)
    writeFileSync(path, file.csv)
    return path
  }
  return bench.write(
    `contoh-${number}.xlsx`,
    file.sheets.map(({ name, hidden, rows }) => ({ name, hidden, rows: rows.map((row) => row.map(cell)) })),
  )
}
const personOf = ({ inline }: Office, nik: string): { id: number; version: number } =>
  inline.db.sql<{ id: number; version: number }>('SELECT id, version FROM person WHERE nik = ?', nik)[0] as {
    id: number
    version: number
  }

/** Reads the files of an example as a clerk would; the findings of the last one. */
const findingsOf = async ({ files, joined }: ImportExample) => {
  const office = files.length === 1 ? shared : openOffice()
  const { bench } = office
  // a file that is read twice is written once: to the byte the same
  const written = new Map<ExampleFile, string>()
  const pathOf = async (file: ExampleFile): Promise<string> => {
    const path = written.get(file) ?? (await write(office, file, written.size))
    written.set(file, path)
    return path
  }
  try {
    for (const file of files.slice(0, -1)) await bench.apply((await bench.prepare(await pathOf(file))).id)
    if (joined !== undefined) joinRecords(office, joined)
    const last = files.at(-1)
    if (last === undefined) throw new Error('an example without a file')
    return bench.problems((await bench.prepare(await pathOf(last))).id)
  } finally {
    if (office !== shared) closeOffice(office)
  }
}
const joinRecords = (office: Office, [kept, gone]: readonly [string, string]): void => {
  const { inline } = office
  const [survivor, absorbed] = [personOf(office, kept), personOf(office, gone)]
  inline.db.raw.transaction(() =>
    mergePeople(
      inline.context,
      duplicates.merge.input.parse({
        survivorId: survivor.id,
        survivorVersion: survivor.version,
        absorbedId: absorbed.id,
        absorbedVersion: absorbed.version,
        take: [],
      }),
    ),
  )()
}

describe.each(importChecks.map((check) => [check.id, check] as const))('%s', (id, check) => {
  const { pass, fail } = importExamples[id]
  it.each(pass.map((example, number) => [number + 1, example] as const))(
    'is silent over sound file %i',
    async (_number, example) => {
      expect((await findingsOf(example)).map(({ code }) => code)).not.toContain(id)
    },
  )
  it.each(fail.map((example, number) => [number + 1, example] as const))('speaks of file %i', async (_number, example) => {
    const found = (await findingsOf(example)).find(({ code }) => code === id)
    expect(found).toMatchObject({ code: id, severity: check.severity })
    expect(found?.message).not.toMatch(/[{}]/)
  })
})
