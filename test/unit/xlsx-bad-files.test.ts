import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTables } from '../../src/main/core/tables/open.ts'
import { defaultLimits } from '../../src/main/core/xlsx/limits.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import { minimalParts, writeParts, writeWorkbook } from '../harness/workbooks.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loket-bad-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const readAll = async (path: string, limits = defaultLimits): Promise<number> => {
  const workbook = await openTables(path, limits)
  let rows = 0
  try {
    for (const sheet of workbook.sheets) for await (const batch of sheet.rows()) rows += batch.length
  } finally {
    workbook.close()
  }
  return rows
}

/** The refusal of a file; every one has a hint. */
const refusal = async (path: string, limits = defaultLimits): Promise<string> => {
  const error = await readAll(path, limits).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  const { code, hint, message } = (error as AppError).data
  expect(code).toBe('BAD_FILE')
  expect(hint ?? '').not.toBe('')
  return message
}

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const sheet = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`

describe('a file without a table is named as what it is', () => {
  const compound = (stream: string): Buffer =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000), Buffer.from(stream, 'utf16le'), Buffer.alloc(500)])
  const cases: [string, string | Buffer, RegExp][] = [
    ['kosong', '', /kosong \(0 byte\)/],
    ['terkunci', compound('EncryptedPackage'), /kata sandi/],
    ['xls-rusak', compound('Workbook'), /rusak/],
    ['doc', compound('WordDocument'), /bukan buku kerja/],
    ['html', '<html><body><p>NIK</p></body></html>', /halaman web tanpa tabel/],
    [
      'xml2003',
      '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
      /XML 2003/,
    ],
    ['xml', '<?xml version="1.0"?><data/>', /XML/],
    ['json', '{"nik": 1}', /JSON/],
    ['pdf', '%PDF-1.7\n', /PDF/],
    ['png', Buffer.from('89504e470d0a1a0a0000', 'hex'), /gambar/],
    ['jpg', Buffer.from('ffd8ffe000104a46', 'hex'), /gambar/],
    ['rar', Buffer.from('526172211a0700', 'hex'), /RAR/],
    ['biner', Buffer.from('000102030405060708', 'hex'), /bukan buku kerja/],
    ['zip-kosong', Buffer.from('504b0506000000000000000000000000000000000000', 'hex'), /rusak|bukan/],
  ]
  it.each(cases)('%s', async (name, content, message) => {
    expect(await refusal(file(`${name}.xlsx`, content))).toMatch(message)
  })

  it('other documents in a ZIP', async () => {
    const made = async (name: string, parts: Record<string, string>): Promise<string> => {
      const path = join(folder, `${name}.xlsx`)
      await writeParts(path, parts)
      return refusal(path)
    }
    expect(await made('word', { 'word/document.xml': '<x/>' })).toMatch(/Word/)
    expect(await made('ods', { 'content.xml': '<x/>' })).toMatch(/\.ods/)
    expect(await made('xlsb', { 'xl/workbook.bin': 'x' })).toMatch(/\.xlsb/)
    expect(await made('arsip', { 'data.xlsx': 'x' })).toMatch(/arsip ZIP/)
    expect(await made('lain', { 'a.txt': 'x' })).toMatch(/bukan buku kerja/)
  })
})

describe('a damaged workbook is refused', () => {
  it('wherever it was cut off or a byte fell over', async () => {
    const path = join(folder, 'baik.xlsx')
    const rows = Array.from({ length: 400 }, (_, i) => [`Nama ${i}`, String(i * 7919)])
    await writeWorkbook(path, [{ name: 'Data', rows }])
    expect(await readAll(path)).toBe(400)
    const bytes = readFileSync(path)
    for (const share of [0.1, 0.5, 0.9, 0.99])
      await refusal(file('potong.xlsx', bytes.subarray(0, Math.floor(bytes.length * share))))
    // A bit inside packed data: the checksum of the ZIP tells, also where the packing still makes sense.
    let refused = 0
    for (let at = 700; at < bytes.length - 700; at += 97) {
      const bent = Buffer.from(bytes)
      bent[at] = (bent[at] as number) ^ 0x10
      const error = await readAll(file('bit.xlsx', bent)).then(
        () => null,
        (thrown: unknown) => thrown,
      )
      if (error === null) continue
      expect(error).toBeInstanceOf(AppError)
      refused += 1
    }
    expect(refused).toBeGreaterThan(10)
  })

  it('when its XML is broken or a part is missing', async () => {
    const path = join(folder, 'xml.xlsx')
    await writeParts(path, minimalParts('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v>'))
    expect(await refusal(path)).toMatch(/rusak/)
    await writeParts(path, { ...minimalParts(sheet('')), 'xl/workbook.xml': '<workbook><sheets>' })
    expect(await refusal(path)).toMatch(/rusak/)
    const parts = minimalParts(sheet(''))
    delete parts['xl/worksheets/sheet1.xml']
    await writeParts(path, parts)
    expect(await refusal(path)).toMatch(/rusak/)
  })
})

describe('a hostile workbook is refused', () => {
  it('a bomb of 200 MB, by counted bytes, soon', async () => {
    const path = join(folder, 'bom.xlsx')
    const block = Buffer.from(
      '<row><c t="inlineStr"><is><t>AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA</t></is></c></row>'.repeat(12_000),
    )
    function* bomb(): Generator<Buffer> {
      yield Buffer.from('<worksheet><sheetData>')
      for (let size = 0; size < 200 * 1024 * 1024; size += block.length) yield block
      yield Buffer.from('</sheetData></worksheet>')
    }
    await writeParts(path, minimalParts(bomb()))
    const begun = process.memoryUsage.rss()
    expect(await refusal(path)).toMatch(/terlalu besar/)
    expect(process.memoryUsage.rss() - begun).toBeLessThan(300 * 1024 * 1024)
  })

  it('a bomb in the shared strings', async () => {
    const path = join(folder, 'bom-teks.xlsx')
    const block = Buffer.alloc(1024 * 1024, 0x41)
    function* bomb(): Generator<Buffer> {
      yield Buffer.from('<sst><si><t>')
      for (let i = 0; i < 200; i++) yield block
      yield Buffer.from('</t></si></sst>')
    }
    const parts = minimalParts(sheet(''))
    parts['xl/sharedStrings.xml'] = bomb()
    parts['xl/_rels/workbook.xml.rels'] = (parts['xl/_rels/workbook.xml.rels'] as string).replace(
      '</Relationships>',
      '<Relationship Id="rId9" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    await writeParts(path, parts)
    expect(await refusal(path)).toMatch(/terlalu besar/)
  })

  it('document types and their entities, in any part', async () => {
    const path = join(folder, 'entitas.xlsx')
    const doctype = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    await writeParts(path, minimalParts(`${doctype}${sheet('<row r="1"><c r="A1" t="str"><v>&f;</v></c></row>')}`))
    expect(await refusal(path)).toMatch(/deklarasi/)
    const parts = minimalParts(sheet(''))
    await writeParts(path, { ...parts, 'xl/workbook.xml': `${doctype}${parts['xl/workbook.xml'] as string}` })
    expect(await refusal(path)).toMatch(/deklarasi/)
  })

  it('too many rows, columns, sheets, or too long a cell', async () => {
    const path = join(folder, 'banyak.xlsx')
    await writeParts(path, minimalParts(sheet('<row r="1048577"><c r="A1048577"><v>1</v></c></row>')))
    expect(await refusal(path)).toMatch(/terlalu banyak baris/)
    await writeParts(path, minimalParts(sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>')))
    expect(await refusal(path)).toMatch(/di luar kolom/)
    await writeParts(path, minimalParts(sheet('<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>')))
    expect(await refusal(path)).toMatch(/rusak/)
    await writeParts(path, minimalParts(sheet(`<row r="1"><c r="A1" t="str"><v>${'a'.repeat(40_000)}</v></c></row>`)))
    expect(await refusal(path)).toMatch(/terlalu panjang/)
    await writeWorkbook(path, [
      { name: 'A', rows: [] },
      { name: 'B', rows: [] },
    ])
    expect(await refusal(path, { ...defaultLimits, sheets: 1 })).toMatch(/terlalu banyak lembar/)
    await writeWorkbook(path, [{ name: 'A', rows: [['satu'], ['dua'], ['tiga']] }])
    expect(await refusal(path, { ...defaultLimits, sharedStrings: 2 })).toMatch(/terlalu banyak teks/)
    expect(await refusal(path, { ...defaultLimits, totalBytes: 500 })).toMatch(/terlalu besar/)
  })
})
