import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs from 'exceljs'
import fc from 'fast-check'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { openWorkbook } from '../../src/main/core/xlsx/reader.ts'
import { sheetLimits, writeXlsx, type XlsxCell } from '../../src/main/core/xlsx/writer.ts'

const folder = mkdtempSync(join(tmpdir(), 'loket-xlsx-'))
const zone = process.env.TZ
afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let count = 0
const write = async (rows: Iterable<readonly XlsxCell[]>, name = 'Usulan & <daftar>'): Promise<string> => {
  count += 1
  const path = join(folder, `${count}.xlsx`)
  await writeXlsx(path, [{ name, widths: [18, 30], headerRow: 1, rows }], { title: 'Judul', creator: 'Loket SLRT' })
  return path
}
const hash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')
const read = async (path: string): Promise<unknown[][]> => {
  const workbook = await openWorkbook(path)
  const rows: unknown[][] = []
  for await (const batch of workbook.sheets[0]?.rows() ?? []) for (const row of batch) rows.push(row.values)
  workbook.close()
  return rows
}
const sample: XlsxCell[][] = [
  ['NIK', 'Nama', 'Nilai'],
  ['5201014107900001', 'SITI \'AMINAH\' & <anak> "dua"', 12.5],
  ['0000000000000009', ' spasi di tepi ', null],
  ['=1+1', '_x0041_ tetap tulisan', -3],
  ['baris\nkedua', 'é 你 😀', 0],
]

describe('deterministic workbook writer', () => {
  it('gives the same bytes for the same content, in any time zone and at any time', async () => {
    const hashes = new Set<string>()
    for (const name of ['UTC', 'Asia/Jayapura', 'America/St_Johns']) {
      process.env.TZ = name
      hashes.add(hash(await write(sample)))
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect(hashes.size).toBe(1)
    expect(hash(await write([...sample, ['x']]))).not.toBe([...hashes][0])
  })

  it('opens in exceljs with text as text and the heading frozen', async () => {
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.readFile(await write(sample))
    const sheet = workbook.getWorksheet('Usulan & <daftar>') as exceljs.Worksheet
    expect(sheet.getCell('A2')).toMatchObject({ value: '5201014107900001', type: exceljs.ValueType.String, numFmt: '@' })
    expect(sheet.getCell('B2').value).toBe('SITI \'AMINAH\' & <anak> "dua"')
    expect(sheet.getCell('C2').value).toBe(12.5)
    expect(sheet.getCell('A4')).toMatchObject({ value: '=1+1', type: exceljs.ValueType.String })
    expect(sheet.getCell('A1').font.bold).toBe(true)
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    expect(sheet.getColumn(2).width).toBe(30)
  })

  it('is read back by our own reader exactly, whatever the text is', async () => {
    const rows = await read(await write(sample))
    expect(rows[1]).toEqual(['5201014107900001', 'SITI \'AMINAH\' & <anak> "dua"', 12.5])
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 4 }), {
          minLength: 1,
          maxLength: 8,
        }),
        async (table) => {
          // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold is dropped
          const dropped = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
          const held = table.map((row) => row.map((text) => `.${text.toWellFormed().replace(dropped, '')}.`))
          expect(await read(await write(held))).toEqual(held)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('refuses a row that is too wide and a number that is none, instead of hanging', async () => {
    await expect(write([new Array(sheetLimits.columns + 1).fill('x')])).rejects.toThrow(RangeError)
    await expect(write([[Number.NaN]])).rejects.toThrow(RangeError)
    await expect(
      write(
        (function* () {
          yield ['a']
          throw new Error('berhenti')
        })(),
      ),
    ).rejects.toThrow('berhenti')
  })
})
