import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sniffDelimiter } from '../../src/main/core/tables/delimiter.ts'
import { openTables } from '../../src/main/core/tables/open.ts'
import { detectEncoding } from '../../src/main/core/tables/text-stream.ts'
import { defaultLimits, type WorkbookLimits } from '../../src/main/core/xlsx/limits.ts'
import type { SheetRow } from '../../src/main/core/xlsx/reader.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import { xlsBytes } from '../harness/table-files.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loket-tabel-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (content: string | Buffer, name = 'berkas.xls'): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const read = async (path: string, limits: WorkbookLimits = defaultLimits) => {
  const opened = await openTables(path, limits)
  const sheets: { name: string; hidden: boolean; rows: SheetRow[]; lastRow: number }[] = []
  for (const sheet of opened.sheets) {
    const rows: SheetRow[] = []
    for await (const batch of sheet.rows()) rows.push(...batch)
    sheets.push({ name: sheet.name, hidden: sheet.hidden, rows, lastRow: sheet.lastRow })
  }
  opened.close()
  return { kind: opened.kind, properties: opened.properties, sheets }
}
const rowsOf = async (content: string | Buffer, limits?: WorkbookLimits): Promise<SheetRow[]> =>
  (await read(file(content), limits)).sheets[0]?.rows ?? []

const refusal = async (path: string, limits?: WorkbookLimits): Promise<string> => {
  const error = await read(path, limits).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  const { code, hint, message } = (error as AppError).data
  expect(code).toBe('BAD_FILE')
  expect(hint ?? '').not.toBe('')
  return message
}

describe('CSV', () => {
  it('keeps quoted line breaks and delimiters, doubled quotes, formulas as text, and the row numbers of Excel', async () => {
    const rows = await rowsOf(
      'Nama;NIK;Alamat\r\n"SITI ""AI""; A";="5201140104126994";"Jl. Mawar\nRT 1"\r\n\r\n;;\r\nBUDI;12;5"x\r\n',
    )
    expect(rows).toEqual([
      { number: 1, values: ['Nama', 'NIK', 'Alamat'] },
      { number: 2, values: ['SITI "AI"; A', '="5201140104126994"', 'Jl. Mawar\nRT 1'] },
      { number: 5, values: ['BUDI', '12', '5"x'] },
    ])
  })

  it.each([
    ['comma', 'Nama,NIK,Alamat\n"A, B",1,"x;y;z"\nC,2,"x;y;z"\n', ','],
    ['semicolon beside decimal commas', 'Nama;Luas;Nilai\nA;1,5;2,5\nB;2,25;3,5\n', ';'],
    ['tab', 'Nama\tNIK\nA, B\t1\nC; D\t2\n', '\t'],
    ['title rows above', 'DAFTAR WARGA, KECAMATAN X\nTAHUN 2026, LENGKAP\nNo;Nama;NIK;KK\n1;A;2;3\n2;B;2;3\n3;C;2;3\n', ';'],
    ['its own word for it', 'sep=;\r\na,b,c\nd,e,f\n', ';'],
    ['one column only', 'Nama\nA\nB\n', ','],
  ])('finds the delimiter: %s', (_title, text, delimiter) => {
    expect(sniffDelimiter(text)).toBe(delimiter)
  })

  it('leaves the line sep=; out and counts from the next, as Excel does', async () => {
    expect(await rowsOf('sep=;\r\nNama;NIK\r\nA;1\r\n')).toEqual([
      { number: 1, values: ['Nama', 'NIK'] },
      { number: 2, values: ['A', '1'] },
    ])
  })

  it.each([
    ['utf-8', Buffer.from('Nama,NIK\nRENÉ,1\n')],
    ['utf-8', Buffer.from('\ufeffNama,NIK\nRENÉ,1\n')],
    ['utf-16le', Buffer.from('\ufeffNama,NIK\nRENÉ,1\n', 'utf16le')],
    ['utf-16le', Buffer.from('Nama,NIK\nRENÉ,1\n', 'utf16le')],
    ['utf-16be', Buffer.from('\ufeffNama,NIK\nRENÉ,1\n', 'utf16le').swap16()],
    ['windows-1252', Buffer.from('Nama,NIK\nRENÉ,1\n', 'latin1')],
  ])('reads %s', async (encoding, bytes) => {
    expect(await detectEncoding(file(bytes))).toBe(encoding)
    expect((await rowsOf(bytes)).map(({ values }) => values)).toEqual([
      ['Nama', 'NIK'],
      ['RENÉ', '1'],
    ])
  })

  it('is Windows-1252 as soon as one byte anywhere is no UTF-8, also when a letter lies across two reads', async () => {
    const long = Buffer.from('é'.repeat(200_001))
    expect(await detectEncoding(file(Buffer.concat([Buffer.from('x'), long])))).toBe('utf-8')
    expect(await detectEncoding(file(Buffer.concat([long, Buffer.from([0xe9, 0x0a])])))).toBe('windows-1252')
  })

  it('names the place of a quote that is never closed', async () => {
    expect(await refusal(file('Nama,NIK\nA,1\n"B,2\nC,3\n'))).toMatch(/sesudah baris 2.*kutip/)
    expect(await refusal(file(`Nama,NIK\nA,1\n"${'x'.repeat(5_000_000)}`))).toMatch(/kutip/)
  })

  it('keeps its limits', async () => {
    expect(await refusal(file('a,b\n'.repeat(20)), { ...defaultLimits, rows: 10 })).toMatch(/terlalu banyak baris/)
    expect(await refusal(file(`${'a,'.repeat(600)}z\n`))).toMatch(/lebih dari 512 kolom/)
    expect(await refusal(file(`a,${'b'.repeat(40_000)}\n`))).toMatch(/terlalu panjang/)
    expect(await refusal(file('a,b\n'.repeat(20)), { ...defaultLimits, totalBytes: 10 })).toMatch(/terlalu besar/)
  })
})

describe('a web page named .xls', () => {
  it('gives its table with entities, line breaks, cells over several rows and columns, and missing end tags', async () => {
    const page = `<html><head><title>Daftar &amp; BNBA</title><style>td{}</style><!--<x:Name>Lembar A</x:Name>--></head><body>
      <h3>DAFTAR <b>WARGA</b></h3><table border=1>
      <tr><th rowspan=2>No KK<th rowspan=2>Nama<th colspan=2>Alamat</tr><tr><th>RT</th><th>RW</th></tr>
      <tr><td rowspan=2>="5201"</td><td>SITI&nbsp;A &amp; REN&Eacute;</td><td>1<td>2
      <tr><td>BUDI<br>HARTONO<script>alert(1)</script></td><td></td><td>4</td></tr>
      <tr></tr></table><p>Sumber: data</p></body></html>`
    const { kind, properties, sheets } = await read(file(page))
    expect([kind, properties, sheets[0]?.name]).toEqual(['html', ['Daftar & BNBA'], 'Lembar A'])
    expect(sheets[0]?.rows).toEqual([
      { number: 1, values: ['DAFTAR WARGA'] },
      { number: 2, values: ['No KK', 'Nama', 'Alamat'] },
      { number: 3, values: ['No KK', 'Nama', 'RT', 'RW'] },
      { number: 4, values: ['="5201"', 'SITI A & RENÉ', '1', '2'] },
      { number: 5, values: ['="5201"', 'BUDI HARTONO', null, '4'] },
      { number: 7, values: ['Sumber: data'] },
    ])
  })

  it('looks through tables around and inside the data', async () => {
    const inner = '<tr><td>A<table><tr><td>hilang</td></tr></table></td><td>1</td></tr>'.repeat(3)
    expect((await rowsOf(`<table><tr><td>JUDUL<table>${inner}</table></td></tr></table>`)).map(({ values }) => values)).toEqual([
      ['JUDUL'],
      ['A', '1'],
      ['A', '1'],
      ['A', '1'],
    ])
  })

  it('keeps its limits, also against spans that are meant to keep us busy', async () => {
    expect(await refusal(file('<table><tr><td>a</td></tr><tr><td>b</td></tr></table>'), { ...defaultLimits, rows: 1 })).toMatch(
      /terlalu banyak baris/,
    )
    expect(await refusal(file(`<table><tr>${'<td>a</td>'.repeat(600)}</tr></table>`))).toMatch(/di luar kolom/)
    expect(await refusal(file(`<table><tr><td>${'a'.repeat(200_000)}</td></tr></table>`))).toMatch(/terlalu panjang/)
    expect(
      await rowsOf(`<table>${'<tr><td colspan=99999 rowspan=99999>a</td></tr>'.repeat(50)}</table>`)
        .then((rows) => rows.length)
        .catch((error: AppError) => error.data.code),
    ).toBe('BAD_FILE')
    const large = file('<table><tr><td>a')
    truncateSync(large, 101 * 1024 * 1024)
    expect(await refusal(large)).toMatch(/terlalu besar/)
  })
})

describe('a binary .xls', () => {
  it('gives texts, numbers, booleans, errors, dates by their format, hidden sheets and properties', async () => {
    const sheet = utils.aoa_to_sheet([
      ['NIK', 'Tgl', 'n'],
      ['5201140104126994', 33_238, 33_238],
      [],
      [null, true, 5_201_140_104_126_994],
    ])
    ;(sheet as Record<string, { z?: string }>).B2 = { t: 'n', v: 33_238, z: 'dd/mm/yyyy' } as never
    ;(sheet as Record<string, unknown>).D2 = { t: 'e', v: 42, w: '#N/A' }
    sheet['!ref'] = 'A1:D4'
    const book = utils.book_new()
    utils.book_append_sheet(book, sheet, 'Data')
    utils.book_append_sheet(book, utils.aoa_to_sheet([['x']]), 'Kode')
    book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
    book.Props = { Title: 'LATIHAN' }
    const { kind, properties, sheets } = await read(file(write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer))
    expect(kind).toBe('xls')
    expect(properties).toContain('LATIHAN')
    expect(sheets.map(({ name, hidden, lastRow }) => [name, hidden, lastRow])).toEqual([
      ['Data', false, 4],
      ['Kode', true, 1],
    ])
    expect(sheets[0]?.rows).toEqual([
      { number: 1, values: ['NIK', 'Tgl', 'n'] },
      { number: 2, values: ['5201140104126994', { date: '1990-12-31' }, 33_238, { error: '#N/A' }] },
      { number: 4, values: [null, true, 5_201_140_104_126_994] },
    ])
  })

  it('is refused when too large or cut off', async () => {
    const bytes = xlsBytes([{ name: 'Data', rows: Array.from({ length: 200 }, (_, i) => [`Nama ${i}`, i]) }])
    expect(await refusal(file(bytes.subarray(0, 600)))).toMatch(/rusak|bukan/)
    expect(await refusal(file(bytes), { ...defaultLimits, rows: 100 })).toMatch(/terlalu banyak baris/)
    const large = file(bytes)
    truncateSync(large, 31 * 1024 * 1024)
    expect(await refusal(large)).toMatch(/30 MB/)
  })
})
