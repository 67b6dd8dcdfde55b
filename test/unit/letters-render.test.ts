import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import PDFDocument from 'pdfkit'
import { beforeAll, describe, expect, it } from 'vitest'
import { letterFonts } from '../../src/main/core/letters/fonts.ts'
import type { LetterData, LetterMark } from '../../src/main/core/letters/letter-data.ts'
import { type Logo, prepareLogo } from '../../src/main/core/letters/logo.ts'
import { LetterBook, renderLetter } from '../../src/main/core/letters/render.ts'
import { type LetterTemplateBody, letterTemplateBody } from '../../src/shared/contract/letter-body.ts'
import { samplePng } from '../harness/letters.ts'
import { readPdf } from '../harness/pdf.ts'

const resources = resolve(import.meta.dirname, '../../resources')
const fonts = letterFonts(resources)
const template = (key: string): LetterTemplateBody =>
  letterTemplateBody.parse(JSON.parse(readFileSync(`${resources}/definitions/letter-template/${key}.json`, 'utf8')))
const referral = template('rujukan-umum')

const data = (change: Partial<LetterData> = {}, values: Record<string, string> = {}): LetterData => ({
  values: {
    'letter.number': '400.9.14.4/001/SLRT/XI/2026',
    'letter.subject': 'Rujukan layanan Reaktivasi PBI-JK a.n. SITI CONTOH',
    'referral.urgency': 'Segera',
    'referral.attachments': '1 (satu) berkas',
    'agency.addressee': 'Direktur RSUD Contoh',
    'agency.city': 'Gerung',
    'case.number': 'SLRT-2026-0012',
    'case.date': '20 November 2026',
    'office.unitName': 'Sekretariat SLRT',
    'person.name': 'SITI CONTOH',
    'person.birth': 'Gerung, 5 Juni 1980',
    'family.kkNumber': '5201990000000001',
    'person.nik': '5201014506800001',
    'person.address': 'Jl. Melati 2, Dusun Karang, RT 003/RW 001',
    'region.village': 'Contoh Barat',
    'region.villageLabel': 'Desa/Kelurahan',
    'region.subdistrictLabel': 'Kecamatan',
    'region.subdistrict': 'Gerung',
    'need.programme': 'Reaktivasi PBI-JK',
    'referral.request': 'Mohon keringanan biaya perawatan.',
    'referral.dueDate': '4 Desember 2026',
    ...values,
  },
  letterDate: '2026-11-22',
  dateLine: 'Gerung, 22 November 2026',
  letterhead: {
    governmentName: 'Pemerintah Kabupaten Contoh',
    officeName: 'Dinas Sosial Kabupaten Contoh',
    unitName: 'Sekretariat SLRT',
    address: 'Jalan Contoh Nomor 1, Gerung 83363',
    phone: '(0370) 123456',
    email: 'slrt@contoh.go.id',
    website: 'slrt.contoh.go.id',
  },
  signatory: {
    name: 'Contoh Penanda Tangan, S.Sos.',
    rank: 'Pembina (IV/a)',
    nip: '19700101 199503 1 999',
    position: 'Kepala Bidang Contoh',
    onBehalfOf: 'Kepala Dinas Sosial',
  },
  copiesTo: ['Kepala Dinas (sebagai laporan)', 'Arsip'],
  paper: 'F4',
  headedPaper: false,
  members: [],
  lists: {},
  verification: null,
  practice: false,
  logoSha256: null,
  ...change,
})

const render = (
  letter: LetterData,
  options: { template?: LetterTemplateBody; logo?: Logo; mark?: LetterMark } = {},
): Promise<{ bytes: Uint8Array; pages: number }> =>
  renderLetter(options.template ?? referral, letter, { fonts, logo: options.logo ?? null, mark: options.mark ?? null })

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

describe('a rendered letter', () => {
  it('has the exact paper size', async () => {
    const f4 = await readPdf((await render(data())).bytes)
    expect(f4.pages[0]?.width).toBeCloseTo(609.449, 2)
    expect(f4.pages[0]?.height).toBeCloseTo(935.433, 2)
    const a4 = await readPdf((await render(data({ paper: 'A4' }))).bytes)
    expect(a4.pages[0]?.width).toBeCloseTo(595.276, 2)
    expect(a4.pages[0]?.height).toBeCloseTo(841.89, 2)
  })

  it('shows every part of an official letter, on one F4 page', async () => {
    const { bytes, pages } = await render(data({}, { 'fields.dtsen': 'terdaftar pada desil 2' }))
    expect(pages).toBe(1)
    const text = (await readPdf(bytes)).pages[0]?.text ?? ''
    const lines = text.split('\n')
    for (const line of [
      'PEMERINTAH KABUPATEN CONTOH',
      'DINAS SOSIAL KABUPATEN CONTOH',
      'SEKRETARIAT SLRT',
      'Jalan Contoh Nomor 1, Gerung 83363',
      'Telepon (0370) 123456, Pos-el slrt@contoh.go.id, Laman slrt.contoh.go.id',
      'Gerung, 22 November 2026',
      'Nomor : 400.9.14.4/001/SLRT/XI/2026',
      'Sifat : Segera',
      'Lampiran : 1 (satu) berkas',
      'Hal : Rujukan layanan Reaktivasi PBI-JK a.n. SITI CONTOH',
      'Yth. Direktur RSUD Contoh',
      'di Gerung',
      'Nama : SITI CONTOH',
      'Tempat/Tgl Lahir : Gerung, 5 Juni 1980',
      'No. KK : 5201990000000001',
      'NIK : 5201014506800001',
      'Alamat : Jl. Melati 2, Dusun Karang, RT 003/RW 001',
      'Desa/Kelurahan : Contoh Barat',
      'Kecamatan : Gerung',
      'Mohon keringanan biaya perawatan.',
      'a.n. Kepala Dinas Sosial',
      'Kepala Bidang Contoh,',
      'Contoh Penanda Tangan, S.Sos.',
      'Pembina (IV/a)',
      'NIP. 19700101 199503 1 999',
      'Tembusan:',
      '1. Kepala Dinas (sebagai laporan)',
      '2. Arsip',
    ])
      expect(lines).toContain(line)
    const running = text.replaceAll('\n', ' ')
    expect(running).toContain('nomor kasus SLRT-2026-0012 tanggal 20 November 2026')
    expect(running).toContain('Data Tunggal Sosial dan Ekonomi Nasional (DTSEN), yang bersangkutan terdaftar pada desil 2.')
    expect(running).toContain('paling lambat tanggal 4 Desember 2026')
    expect(text).not.toMatch(/LATIHAN|DRAF|\{\{/)
  })

  it('leaves out conditional paragraphs and the list of copies when empty, and shows a dash for an unknown number', async () => {
    const { bytes } = await render(
      data({ copiesTo: [] }, { 'person.nik': '', 'referral.dueDate': '', 'fields.dtsen': '', 'fields.note': '' }),
    )
    const text = (await readPdf(bytes)).pages[0]?.text ?? ''
    expect(text).toContain('NIK : -')
    expect(text).not.toMatch(/DTSEN|paling lambat|Tembusan/)
  })

  it('writes the second line of the letterhead in the ratio 3 : 4 to the first', async () => {
    const page = (await readPdf((await render(data())).bytes)).pages[0]
    const size = (text: string): number => page?.pieces.find((piece) => piece.text.startsWith(text))?.height ?? 0
    expect(size('PEMERINTAH') / size('DINAS')).toBeCloseTo(0.75, 3)
  })

  it('keeps all text inside the margins, even with very long names', async () => {
    const long = 'Perlindungan '.repeat(18).trim()
    const change = data(
      { letterhead: { ...data().letterhead, officeName: long, governmentName: long } },
      { 'person.name': 'W'.repeat(300), 'letter.subject': long, 'agency.addressee': long },
    )
    change.signatory = { ...change.signatory, name: long, position: long, onBehalfOf: long }
    const { pages } = await readPdf((await render(change)).bytes)
    for (const page of pages)
      for (const piece of page.pieces) {
        expect(piece.x).toBeGreaterThan(25 * (72 / 25.4) - 0.1)
        expect(piece.x + piece.width).toBeLessThan(page.width - 20 * (72 / 25.4) + 0.1)
        expect(piece.y).toBeGreaterThan(10 * (72 / 25.4))
      }
    expect(pages[0]?.text).toMatch(/Nama : W{20,60}\n/)
  })

  it('embeds its fonts and names language, author and its own date', async () => {
    const pdf = await readPdf((await render(data())).bytes)
    expect(pdf.fonts.map(({ name }) => name.replace(/^[A-Z]+\+/, '')).sort()).toEqual(['NotoSans-Bold', 'NotoSans-Regular'])
    expect(pdf.fonts.every(({ name, embedded }) => embedded && /^[A-Z]{6}\+/.test(name))).toBe(true)
    expect(pdf.info).toEqual({
      title: 'Surat Rujukan 400.9.14.4/001/SLRT/XI/2026',
      author: 'Dinas Sosial Kabupaten Contoh',
      creationDate: 'D:20261122000000Z',
      language: 'id-ID',
    })
  })

  it('is told apart from a PDF without embedded fonts', async () => {
    const bare = new PDFDocument({ font: 'Helvetica', size: [200, 200], margin: 0 })
    const chunks: Uint8Array[] = []
    bare.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    bare.text('abc', 10, 10)
    bare.end()
    await new Promise((done) => bare.on('end', done))
    expect((await readPdf(Buffer.concat(chunks))).fonts).toEqual([{ name: 'Helvetica', embedded: false }])
  })

  it('never ends a line inside a date, an RT/RW or a NIP', async () => {
    const parts = ['21 Desember', 'RT 003/RW 001', 'pukul 10.05 WITA', '19700101 199503 1 999', 'a.n. Siti']
    const texts = Array.from(
      { length: 60 },
      (_unused, index) => `${'w'.repeat(1 + index)} ${parts.join(' dan ')} ${parts.join(', ')}.`,
    )
    const body = { ...referral, blocks: referral.blocks.map((block) => block) }
    body.blocks.splice(
      3,
      0,
      ...texts.map((text) => ({
        type: 'paragraph' as const,
        text,
        indent: true,
        align: 'justify' as const,
        bold: false,
        when: '',
      })),
    )
    const text = (await readPdf((await render(data(), { template: body })).bytes)).pages.map((page) => page.text).join('\n')
    expect(text).not.toMatch(/^(?:RW|WITA)/m)
    for (const part of parts) expect([part, text.split(part).length > 2 * texts.length]).toEqual([part, true])
  })

  it('cuts a number that is longer than its line behind a stroke', async () => {
    const number = `400.9.14.4/${'0123456789/'.repeat(8)}XI/2026`
    const { bytes } = await render(data({}, { 'letter.number': number }))
    const lines = (await readPdf(bytes)).pages[0]?.text.split('\n') ?? []
    const at = lines.findIndex((line) => line.startsWith('Nomor : '))
    expect(lines[at]).toMatch(/\/$/)
    expect(lines.slice(at, at + 3).join('')).toContain(number)
  })

  it('prints another letterhead than the office’s, and fills lines of dots to the margin', async () => {
    const body = structuredClone(referral)
    body.blocks[0] = {
      type: 'letterhead',
      lines: ['Pemerintah Kabupaten Contoh', 'Desa {{region.village}}', '{{region.province}}'],
    }
    body.blocks.push({ type: 'paragraph', text: '…'.repeat(200), indent: false, align: 'left', bold: false, when: '' })
    const page = (await readPdf((await render(data(), { template: body })).bytes)).pages[0]
    expect(page?.text).toMatch(/^PEMERINTAH KABUPATEN CONTOH\nDESA CONTOH BARAT\n(?!Jalan)/)
    expect(page?.text).not.toContain('DINAS SOSIAL')
    const dots = page?.pieces.filter(({ text }) => /^\.{50,}$/.test(text)) ?? []
    expect(dots).toHaveLength(1)
    expect(dots[0]?.width).toBeGreaterThan(168 * (72 / 25.4))
  })

  it('sets lines a little closer before a page holds nothing but the list of copies', async () => {
    const line = { type: 'paragraph' as const, text: 'Baris.', indent: true, align: 'justify' as const, bold: false, when: '' }
    const seen = new Set<number>()
    for (let room = 0; room < 60; room += 3) {
      const body = structuredClone(referral)
      body.blocks.splice(3, 0, ...Array.from({ length: 8 }, () => line), { type: 'space', mm: room })
      const { pages } = await readPdf((await render(data({ copiesTo: ['Arsip'] }), { template: body })).bytes)
      seen.add(pages.length)
      expect([room, pages.at(-1)?.text.includes('Contoh Penanda Tangan')]).toEqual([room, true])
    }
    expect([...seen]).toEqual([1, 2])
  })

  it('is the title shape for a certificate', async () => {
    const { bytes } = await render(data({}, { 'fields.purpose': 'berobat', 'letter.number': '400.9.14.1/002/SLRT/XI/2026' }), {
      template: template('surat-keterangan-pelayanan'),
    })
    const lines = (await readPdf(bytes)).pages[0]?.text.split('\n') ?? []
    expect(lines).toContain('SURAT KETERANGAN PELAYANAN')
    expect(lines).toContain('Nomor: 400.9.14.1/002/SLRT/XI/2026')
    expect(lines).toContain('Surat keterangan ini dibuat untuk keperluan berobat.')
    expect(lines.indexOf('Gerung, 22 November 2026')).toBeGreaterThan(lines.indexOf('Kecamatan : Gerung'))
  })
})

describe('page breaks', () => {
  it('never leave a signature alone or cut it, whatever the length', async () => {
    const broken: number[] = []
    for (let count = 0; count <= 42; count += 1) {
      const note = Array.from({ length: count }, (_unused, index) => `Keterangan ${index + 1}.`).join('\n')
      const { bytes } = await render(data({}, { 'fields.note': note }))
      const { pages } = await readPdf(bytes)
      const holding = pages.filter((page) => page.text.includes('a.n. Kepala Dinas Sosial'))
      expect(holding).toHaveLength(1)
      const text = holding[0]?.text ?? ''
      expect(text).toContain('NIP. 19700101 199503 1 999')
      expect(text).toContain('Contoh Penanda Tangan, S.Sos.')
      expect(text.replaceAll('\n', ' ')).toContain('kami ucapkan terima kasih.')
      pages.forEach((page, index) => {
        expect(page.text.includes(`- ${index + 1} -`)).toBe(index > 0)
      })
      expect(pages.map((page) => page.text.match(/Keterangan \d+\./g)?.length ?? 0).reduce((sum, n) => sum + n, 0)).toBe(count)
      broken.push(pages.length)
    }
    expect(new Set(broken)).toEqual(new Set([1, 2, 3].slice(0, Math.max(...broken))))
    expect(Math.max(...broken)).toBeGreaterThan(1)
  })

  it('stay above the lower margin', async () => {
    const note = Array.from({ length: 60 }, (_unused, index) => `Keterangan ${index + 1}.`).join('\n')
    const { pages } = await readPdf((await render(data({ paper: 'A4' }, { 'fields.note': note }))).bytes)
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages)
      for (const piece of page.pieces) expect(piece.y).toBeGreaterThanOrEqual(referral.margins.bottom * (72 / 25.4) - 0.1)
  })
})

describe('marks', () => {
  it('write LATIHAN across every page and into the title of a practice office', async () => {
    const note = 'Keterangan.\n'.repeat(40)
    const pdf = await readPdf((await render(data({ practice: true }, { 'fields.note': note }))).bytes)
    expect(pdf.pages.length).toBeGreaterThan(1)
    for (const page of pdf.pages) expect(page.text).toContain('LATIHAN')
    expect(pdf.info.title).toMatch(/^LATIHAN – /)
  })

  it('write DRAF across a draft', async () => {
    const pdf = await readPdf((await render(data(), { mark: 'DRAF' })).bytes)
    expect(pdf.pages[0]?.text).toContain('DRAF')
  })
})

describe('logos', () => {
  let logo: Logo
  beforeAll(async () => {
    logo = await prepareLogo(samplePng(1600, 1800), fonts)
  })

  it('are drawn once, shrunk to what paper shows', async () => {
    const { bytes } = await render(data(), { logo })
    expect((await readPdf(bytes)).pages[0]?.images).toEqual([{ width: 320, height: 360 }])
    expect(bytes.length).toBeLessThan((await render(data())).bytes.length + 40_000)
  })

  it('that cannot be read are refused in words instead of ending the program', async () => {
    const cut = samplePng(64, 64).subarray(0, 90)
    const wrongFilter = samplePng(64, 64, 16)
    for (const bytes of [cut, wrongFilter, Buffer.from('bukan gambar'), Buffer.from([0xff, 0xd8, 0xff, 0xe0])])
      await expect(prepareLogo(bytes, fonts)).rejects.toMatchObject({ data: { code: 'BAD_FILE' } })
  })
})

describe('the same letter', () => {
  it('has the same bytes again, after other letters, and in a fresh process', async () => {
    const logo = await prepareLogo(samplePng(100, 100), fonts)
    const first = await render(data(), { logo })
    await render(data({ practice: true }, { 'person.name': 'ZAINUL ÉÜ' }), { mark: 'DRAF' })
    const [again, other] = await Promise.all([render(data(), { logo }), render(data({}, { 'person.name': 'SITI' }), { logo })])
    expect(sha(again.bytes)).toBe(sha(first.bytes))
    expect(sha(other.bytes)).not.toBe(sha(first.bytes))
    const script = `
      import { createHash } from 'node:crypto'
      import { readFileSync } from 'node:fs'
      import { letterFonts } from './src/main/core/letters/fonts.ts'
      import { prepareLogo } from './src/main/core/letters/logo.ts'
      import { renderLetter } from './src/main/core/letters/render.ts'
      import { samplePng } from './test/harness/letters.ts'
      const { template, data } = JSON.parse(readFileSync(0, 'utf8'))
      const fonts = letterFonts(${JSON.stringify(resources)})
      const logo = await prepareLogo(samplePng(100, 100), fonts)
      const { bytes } = await renderLetter(template, data, { fonts, logo, mark: null })
      process.stdout.write(createHash('sha256').update(bytes).digest('hex'))`
    const fresh = execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', script], {
      cwd: resolve(import.meta.dirname, '../..'),
      input: JSON.stringify({ template: referral, data: data() }),
      env: { ...process.env, TZ: 'America/New_York' },
      encoding: 'utf8',
    })
    expect(fresh).toBe(sha(first.bytes))
  })
})

describe('a book of letters', () => {
  it('says what the single letters say, in their fonts, however many came before', async () => {
    const names = ['noto-sans', 'tinos', 'noto-sans', 'arimo', 'noto-sans'] as const
    const about = (index: number): LetterData => data({}, { 'person.name': `WARGA CONTOH ${index}` })
    const book = new LetterBook(fonts, { title: 'Uji', author: 'Uji', date: '2026-11-22' })
    const chunks: Uint8Array[] = []
    book.stream.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    for (const [index, name] of names.entries()) {
      // As after a hundred letters: the words are forgotten.
      if (index === 2) fonts.words.letters = 1000
      book.add(referral, about(index), { fonts: letterFonts(resources, name), logo: null, mark: null })
    }
    book.end()
    await new Promise((done) => book.stream.once('end', done))
    const { pages } = await readPdf(Buffer.concat(chunks))
    expect(pages).toHaveLength(names.length)
    for (const [index, name] of names.entries()) {
      const options = { fonts: letterFonts(resources, name), logo: null, mark: null }
      const single = await readPdf((await renderLetter(referral, about(index), options)).bytes)
      expect(pages[index]?.pieces).toEqual(single.pages[0]?.pieces)
    }
  })
})
