import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/main/core/xlsx/limits.ts'
import { columnLetters, openWorkbook, type SheetRow } from '../../src/main/core/xlsx/reader.ts'
import { SharedStrings } from '../../src/main/core/xlsx/shared-strings.ts'
import { SheetScanner } from '../../src/main/core/xlsx/sheet-scanner.ts'
import { minimalParts, writeParts, writeWorkbook } from '../harness/workbooks.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loket-xlsx-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const rowsOf = async (path: string, sheet = 0): Promise<SheetRow[]> => {
  const workbook = await openWorkbook(path)
  const rows: SheetRow[] = []
  for await (const batch of workbook.sheets[sheet]?.rows() ?? []) rows.push(...batch)
  workbook.close()
  return rows
}

const scan = (xml: string, step = xml.length, strings: string[] = []): SheetRow[] => {
  const shared = new SharedStrings()
  for (const text of strings) shared.add(text)
  const scanner = new SheetScanner({ strings: shared, dateStyles: [false, true], date1904: false, limits: defaultLimits })
  const bytes = Buffer.from(xml)
  const rows: SheetRow[] = []
  for (let at = 0; at < bytes.length; at += step) rows.push(...scanner.write(bytes.subarray(at, at + step)))
  scanner.end()
  return rows
}

const sheet = (rows: string): string => `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>`

describe('a workbook', () => {
  it('gives texts, numbers, booleans, errors and saved values of formulas, with the row numbers of Excel', async () => {
    const path = join(folder, 'cells.xlsx')
    await writeWorkbook(path, [
      {
        name: 'Data & lain',
        rows: [
          ['Nama', 'NIK'],
          { number: 7, cells: ['Siti <Aminah>', 12.5, true, null, { inline: '  dua  kata ' }] },
          {
            number: 9,
            cells: [
              null,
              { xml: '<c r="{ref}" t="e"><v>#N/A</v></c>' },
              { xml: '<c r="{ref}" t="str"><f>A1&amp;B1</f><v>jadi</v></c>' },
            ],
          },
        ],
      },
    ])
    expect(await rowsOf(path)).toEqual([
      { number: 1, values: ['Nama', 'NIK'] },
      { number: 7, values: ['Siti <Aminah>', 12.5, true, null, '  dua  kata '] },
      { number: 9, values: [null, { error: '#N/A' }, 'jadi'] },
    ])
  })

  it('shows dates by their number format, in both date systems', async () => {
    const cells = [
      { number: 32874, style: 1 },
      { number: 32874.75, style: 2 },
      { number: 3, style: 3 },
      { number: 59, style: 1 },
      { number: 61, style: 1 },
    ]
    await writeWorkbook(join(folder, 'd1900.xlsx'), [{ name: 'A', rows: [cells] }])
    await writeWorkbook(join(folder, 'd1904.xlsx'), [{ name: 'A', rows: [[cells[0] ?? null]] }], { date1904: true })
    expect((await rowsOf(join(folder, 'd1900.xlsx')))[0]?.values).toEqual([
      { date: '1990-01-01' },
      { date: '1990-01-01' },
      3,
      { date: '1900-02-28' },
      { date: '1900-03-01' },
    ])
    expect((await rowsOf(join(folder, 'd1904.xlsx')))[0]?.values).toEqual([{ date: '1994-01-02' }])
  })

  it('joins rich text and leaves phonetic readings out', async () => {
    const path = join(folder, 'rich.xlsx')
    const parts = minimalParts(
      sheet(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c></row>',
      ),
    )
    parts['xl/sharedStrings.xml'] = '<sst><si><r><t>Si</t></r><r><t>ti</t></r><rPh sb="0" eb="1"><t>baca</t></rPh></si></sst>'
    parts['xl/_rels/workbook.xml.rels'] = (parts['xl/_rels/workbook.xml.rels'] as string).replace(
      '</Relationships>',
      '<Relationship Id="rId9" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>',
    )
    await writeParts(path, parts)
    expect((await rowsOf(path))[0]?.values).toEqual(['Siti', 'ab'])
  })

  it('tells hidden sheets and the words of its properties', async () => {
    const path = join(folder, 'props.xlsx')
    await writeWorkbook(path, [{ name: 'A', rows: [['x']] }], { title: 'Judul', customProperty: 'LATIHAN' })
    const workbook = await openWorkbook(path)
    expect(workbook.properties).toEqual(expect.arrayContaining(['Judul', 'LATIHAN']))
    expect(workbook.sheets.map(({ name, hidden }) => ({ name, hidden }))).toEqual([{ name: 'A', hidden: false }])
    workbook.close()
  })

  it('counts rows without values for the last row only', async () => {
    const path = join(folder, 'blank.xlsx')
    await writeParts(
      path,
      minimalParts(sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="5" ht="15"><c r="A5" s="0"/></row>')),
    )
    const workbook = await openWorkbook(path)
    const rows: SheetRow[] = []
    for await (const batch of workbook.sheets[0]?.rows() ?? []) rows.push(...batch)
    expect(rows).toHaveLength(1)
    expect(workbook.sheets[0]?.lastRow).toBe(5)
    workbook.close()
  })

  it('reads UTF-16 parts', async () => {
    const path = join(folder, 'wide.xlsx')
    const xml = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>Dé 𝄞</t></is></c></row>')
    await writeParts(path, minimalParts([Buffer.from(`\ufeff${xml}`, 'utf16le')]))
    expect((await rowsOf(path))[0]?.values).toEqual(['Dé 𝄞'])
  })
})

describe('the sheet scanner', () => {
  const tricky = sheet(
    `<!-- <row r="9"> --><row r='2' spans="1:3"><c r="A2" t='inlineStr' note="a>b"><is><t xml:space="preserve">é &amp; &#x41;&#66; _x0041_</t></is></c>` +
      '<c r="C2"><v>1.5E3</v></c><c t="inlineStr"><is><t><![CDATA[<x>]]></t></is></c></row><x:row xmlns:x="u"><x:c><x:v>7</x:v></x:c></x:row><row/><row><c r="B5" s="1"><v>32874</v></c></row>',
  )
  const expected = [
    { number: 2, values: ['é & AB A', null, 1500, '<x>'] },
    { number: 3, values: [7] },
    { number: 5, values: [null, { date: '1990-01-01' }] },
  ]

  it('understands prefixes, both quotes, comments, CDATA, entities and missing numbers', () => {
    expect(scan(tricky)).toEqual(expected)
  })

  it('gives the same whatever pieces the bytes come in', () => {
    for (const step of [1, 2, 3, 7, 64]) expect(scan(tricky, step)).toEqual(expected)
  })

  it('refuses a document type, unknown entities, unknown shared strings and an early end', () => {
    expect(() => scan('<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>')).toThrow(/deklarasi/)
    expect(() => scan(sheet('<row r="1"><c r="A1" t="str"><v>&a;</v></c></row>'))).toThrow(/rusak/)
    expect(() => scan(sheet('<row r="1"><c r="A1" t="s"><v>3</v></c></row>'), undefined, ['a'])).toThrow(/rusak/)
    expect(() => scan('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>')).toThrow(/rusak/)
    expect(() => scan(sheet('<row r="2"/><row r="1"/>'))).toThrow(/rusak/)
  })

  it('names columns as Excel does', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
  })
})
