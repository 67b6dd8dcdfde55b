import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fillText, holds } from '../../src/main/core/letters/placeholders.ts'
import { templateProblems } from '../../src/main/core/letters/template-problems.ts'
import { type LetterTemplateBody, letterTemplateBody } from '../../src/shared/contract/letter-body.ts'
import { letterFileName, letterNumber, patternProblems } from '../../src/shared/domain/letter-number.ts'

const folder = resolve(import.meta.dirname, '../../resources/definitions/letter-template')
const shipped = (file: string): LetterTemplateBody =>
  letterTemplateBody.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
const messages = (body: LetterTemplateBody): string[] => templateProblems(body).map(({ path, message }) => `${path}: ${message}`)

describe('letter templates', () => {
  it('ships templates in both shapes without a problem', () => {
    const files = readdirSync(folder)
    expect(files).toEqual(expect.arrayContaining(['rujukan-umum.json', 'surat-keterangan-pelayanan.json']))
    for (const file of files) expect([file, templateProblems(shipped(file))]).toEqual([file, []])
  })

  it('refuses what no desk could print: thousands of blocks, a book of words, names that every object has', () => {
    const body = structuredClone(shipped('rujukan-umum.json'))
    const blocks = [...body.blocks, ...Array.from({ length: 5000 }, () => ({ type: 'page-break' as const, when: '' }))]
    expect(messages({ ...body, blocks })[0]).toMatch(/^blocks: Jenis surat ini terlalu besar/)
    expect(messages({ ...body, description: 'a'.repeat(200_000) })[0]).toMatch(/terlalu besar/)
    const field = { ...(body.fields[0] as LetterTemplateBody['fields'][number]), name: 'constructor' }
    expect(messages({ ...body, fields: [...body.fields, field] }).join()).toContain('Nama "constructor" dipakai program sendiri')
  })

  it('fills names and helpers that only every object has with nothing', () => {
    const text = 'a{{constructor}}b{{__proto__}}c{{person.name|__proto__}}{{person.name|toString|kapital}}'
    expect(fillText(text, { 'person.name': 'Siti' })).toBe('abcSitiSITI')
    expect([holds('constructor', {}), holds('!valueOf', {})]).toEqual([false, true])
  })

  it('refuses unknown placeholders wherever they stand, with the place', () => {
    const body = structuredClone(shipped('rujukan-umum.json'))
    body.subject = 'Rujukan {{person.nama}}'
    body.blocks.push({
      type: 'paragraph',
      text: 'Catatan {{fields.lain}} {{toString}}',
      indent: true,
      align: 'justify',
      bold: false,
      when: 'fields.hilang',
    })
    const index = body.blocks.length - 1
    expect(messages(body)).toEqual([
      'subject: Isian {{person.nama}} tidak dikenal.',
      `blocks.${index}.text: Isian {{fields.lain}} belum ada di daftar isian jenis surat ini; tambahkan atau hapus.`,
      `blocks.${index}.text: Isian {{toString}} tidak dikenal.`,
      `blocks.${index}.when: Isian {{fields.hilang}} belum ada di daftar isian jenis surat ini; tambahkan atau hapus.`,
    ])
    const lists = structuredClone(shipped('pengantar-usulan.json'))
    lists.blocks.push({ type: 'page-break', when: 'lists.lain' })
    expect(messages(lists)).toEqual([expect.stringContaining('{{lists.lain}} belum ada di daftar nama jenis surat ini')])
  })

  it('refuses placeholders of a referral in a letter that has none', () => {
    const body = structuredClone(shipped('surat-keterangan-pelayanan.json'))
    body.shape = 'korespondensi'
    body.blocks.push({ type: 'addressee', lines: ['Yth. {{agency.addressee}}'] })
    expect(messages(body)).toEqual([expect.stringContaining('hanya ada pada surat yang memakai rujukan')])
  })

  it('refuses a letter without number or signature, half a placeholder, and margins without room', () => {
    const body = structuredClone(shipped('rujukan-umum.json'))
    body.blocks = [{ type: 'paragraph', text: 'Nama {{person.name', indent: true, align: 'justify', bold: false, when: '' }]
    body.margins.left = 200
    expect(messages(body)).toEqual([
      expect.stringMatching(/^blocks\.0\.text: .*tidak lengkap/),
      expect.stringMatching(/^blocks: .*tanda tangan/),
      expect.stringMatching(/^blocks: Nomor surat belum ditulis/),
      expect.stringMatching(/^margins\.left: /),
    ])
  })
})

describe('placeholders', () => {
  it('fills in one pass: braces in a person’s data are not expanded', () => {
    const values = { 'person.name': '{{person.nik}}', 'person.nik': '5201' }
    expect(fillText('Nama {{person.name}}, NIK {{ person.nik }}.', values)).toBe('Nama {{person.nik}}, NIK 5201.')
  })

  it('closes the gap of an empty value', () => {
    expect(fillText('tanggal {{a}}, di {{b}} sini .', { b: '' })).toBe('tanggal, di sini.')
    expect(fillText('atas permintaan {{a}} ({{b|awal-kecil}}) untuk', { a: 'Budi', b: '' })).toBe('atas permintaan Budi untuk')
    expect(fillText('oleh {{a}} ({{b|awal-kecil}}, {{a}})', { a: 'Budi', b: 'Orang tua' })).toBe('oleh Budi (orang tua, Budi)')
    expect(fillText('({{b}}) ( ) ({{c|awal-kecil}})', { b: 'x', c: 'TKSK desa' })).toBe('(x) ( ) (TKSK desa)')
  })

  it('shows a paragraph by its condition', () => {
    expect(holds('', {})).toBe(true)
    expect(holds('fields.note', { 'fields.note': '' })).toBe(false)
    expect(holds('fields.note', { 'fields.note': 'x' })).toBe(true)
    expect(holds('!fields.note', {})).toBe(true)
  })
})

describe('letter numbers', () => {
  const parts = { archiveCode: '400.9.14.4', value: 7, unitCode: 'SLRT', letterDate: '2026-11-22' }

  it('fills every token', () => {
    expect(letterNumber('{kode}/{urut:000}/{unit}/{bulan-romawi}/{tahun}', parts)).toBe('400.9.14.4/007/SLRT/XI/2026')
    expect(letterNumber('{urut}-{bulan}-{tahun}', { ...parts, letterDate: '2026-03-01' })).toBe('7-03-2026')
    expect(letterNumber('{urut:000}/{tahun}', { ...parts, value: 12345 })).toBe('12345/2026')
  })

  it('leaves the running number of a draft open', () => {
    expect(letterNumber('{kode}/{urut:000}/{tahun}', { ...parts, value: null })).toBe('400.9.14.4/……/2026')
  })

  it('refuses patterns without one running number or with unknown tokens', () => {
    expect(patternProblems('{kode}/{urut:000}/{unit}/{tahun}')).toEqual([])
    expect(patternProblems('{urut}/{urut:00}/{tahun}')).toEqual([expect.stringContaining('tepat satu kali')])
    expect(patternProblems('{urut}/{tahun}/{hari}')).toEqual([expect.stringContaining('{hari}')])
    expect(patternProblems('{urut}/{tahun:00}')).toEqual([expect.stringContaining('{urut:000}')])
    expect(patternProblems('{urut/{tahun}')).toContain('Ada kurung kurawal yang tidak lengkap dalam pola nomor.')
  })

  it('makes file names that Windows takes', () => {
    expect(letterFileName('400.9.14.4/007/SLRT/XI/2026', false)).toBe('Surat-400.9.14.4-007-SLRT-XI-2026.pdf')
    expect(letterFileName('a\\b:*?"<>|c /../', true)).toBe('LATIHAN-Surat-a-b-c.pdf')
  })
})
