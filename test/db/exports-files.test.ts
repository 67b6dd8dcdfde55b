import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCsvFile } from '../../src/main/core/exports/csv-file.ts'
import { type TableHeading, text } from '../../src/main/core/exports/table.ts'
import { openXlsxFile } from '../../src/main/core/exports/xlsx-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loket-ekspor-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const heading: TableHeading = {
  title: 'Warga',
  officeName: 'Dinas Contoh',
  paper: 'F4',
  practice: false,
  columns: Array.from({ length: 10 }, (_value, index) => text(`Kolom ${index}`, 20)),
}
const rows = (chunk: number): string[][] =>
  Array.from({ length: 2000 }, (_row, row) =>
    heading.columns.map((_column, index) => `isi ${chunk * 2000 + row} ${index} ${row * 7919}`),
  )
const kinds = [
  ['xlsx', openXlsxFile],
  ['csv', openCsvFile],
] as const

describe.each(kinds)('a long %s file', (_kind, open) => {
  it('does not pile up in memory while it is written', async () => {
    const file = open(join(folder, 'a'), heading)
    let most = 0
    for (let chunk = 0; chunk < 40; chunk += 1) {
      await file.add(rows(chunk))
      most = Math.max(most, process.memoryUsage().arrayBuffers)
    }
    await file.end()
    // 80,000 rows are more than 50 MB of XML; one chunk is less than 2 MB.
    expect(most / 1e6).toBeLessThan(30)
  }, 60_000)

  it('fails instead of waiting for ever when the disk does not take it', async () => {
    const file = open(join(folder, 'missing', 'a'), heading)
    await expect(file.add(rows(0)).then(() => file.end())).rejects.toMatchObject({ code: 'ENOENT' })
    await file.abort()
    expect(existsSync(join(folder, 'missing'))).toBe(false)
  })
})
