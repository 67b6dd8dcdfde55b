import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { letterFonts } from '../../src/main/core/letters/fonts.ts'
import type { LetterData } from '../../src/main/core/letters/letter-data.ts'
import { conditionName, holds, placeholdersIn } from '../../src/main/core/letters/placeholders.ts'
import { paperSizes, renderLetter } from '../../src/main/core/letters/render.ts'
import { sampleLetter } from '../../src/main/core/letters/sample-letter.ts'
import { type LetterTemplateBody, letterPapers, letterTemplateBody } from '../../src/shared/contract/letter-body.ts'
import { letterSamples } from '../../src/shared/contract/letters.ts'
import { sampleOffice } from '../harness/letters.ts'
import { type PdfContent, readPdf } from '../harness/pdf.ts'
import { greyPng, pdfPictures, pictureDistance, readGreyPng, sideBySide } from '../harness/pdf-pictures.ts'

const resources = resolve(import.meta.dirname, '../../resources')
const folder = join(resources, 'definitions/letter-template')
const references = resolve(import.meta.dirname, '../fixtures/letter-kinds')
/** Writes the references anew: LOKET_REFERENCES=write. Look at every page before committing them. */
const writing = process.env.LOKET_REFERENCES === 'write'
const referenceWidth = 220
const millimetre = 72 / 25.4
/** Millimetres that a word may stand elsewhere than in its reference. */
const elsewhereAtMost = 0.2
/** Greys that smoothing may differ by: over a whole page, and in its worst square. A missing rule or a block 1 mm lower differs by more. */
const meanAtMost = 2
const worstAtMost = 14

const kinds = readdirSync(folder)
  .map((file) => file.slice(0, -'.json'.length))
  .sort()
const template = (key: string): LetterTemplateBody =>
  letterTemplateBody.parse(JSON.parse(readFileSync(join(folder, `${key}.json`), 'utf8')))
const render = (body: LetterTemplateBody, data: LetterData) =>
  renderLetter(body, data, { fonts: letterFonts(resources, body.font), logo: null, mark: null })
const sample = (body: LetterTemplateBody, name: (typeof letterSamples)[number]): LetterData =>
  sampleLetter(body, sampleOffice, name, '2026-11-22')

/** Every text of a template that is shown with these values. */
const shownTexts = (part: unknown, values: Record<string, string>): string[] => {
  if (typeof part === 'string') return [part]
  if (Array.isArray(part)) return part.flatMap((one) => shownTexts(one, values))
  if (typeof part !== 'object' || part === null) return []
  const fields = part as Record<string, unknown>
  if (typeof fields.when === 'string' && !holds(fields.when, values)) return []
  // An office signer's own texts are not printed.
  return Object.entries(fields).flatMap(([key, value]) => (key === 'when' || key === 'list' ? [] : shownTexts(value, values)))
}

/** What stands where: a line for each piece of text, `page x y text`, millimetres from the upper left corner. */
const placesOf = ({ pages }: PdfContent): string =>
  pages
    .flatMap(({ pieces, height }, page) =>
      pieces.map(
        ({ text, x, y }) => `${page + 1} ${(x / millimetre).toFixed(1)} ${((height - y) / millimetre).toFixed(1)} ${text}\n`,
      ),
    )
    .join('')

interface Place {
  page: number
  x: number
  y: number
  text: string
}

const readPlaces = (places: string): Place[] =>
  places
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [page = '', x = '', y = '', ...text] = line.split(' ')
      return { page: Number(page), x: Number(x), y: Number(y), text: text.join(' ') }
    })

/** Texts that are not the reference's, to the letter, or stand elsewhere. */
const placesApart = (places: string, reference: string): { is: Place | undefined; should: Place | undefined }[] => {
  const [is, should] = [readPlaces(places), readPlaces(reference)]
  return Array.from({ length: Math.max(is.length, should.length) }, (_unused, index) => ({
    is: is[index],
    should: should[index],
  })).filter(
    ({ is, should }) =>
      is === undefined ||
      should === undefined ||
      is.text !== should.text ||
      is.page !== should.page ||
      Math.abs(is.x - should.x) > elsewhereAtMost ||
      Math.abs(is.y - should.y) > elsewhereAtMost,
  )
}

const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, '')

describe.each(kinds)('%s', (key) => {
  it.each(letterSamples)('prints %s on exact paper, with every field, as its reference shows it', async (name) => {
    const body = template(key)
    const data = sample(body, name)
    const { bytes, pages } = await render(body, data)
    const pdf = await readPdf(bytes)
    expect(pdf.pages).toHaveLength(pages)
    const paper = paperSizes[body.paper]
    for (const page of pdf.pages) {
      expect(Math.abs(page.width / millimetre - paper.width)).toBeLessThan(0.5)
      expect(Math.abs(page.height / millimetre - paper.height)).toBeLessThan(0.5)
      // Nothing leaves the margins or is torn off.
      for (const piece of page.pieces) {
        expect(piece.x).toBeGreaterThan(body.margins.left * millimetre - 1)
        expect(piece.x + piece.width).toBeLessThan(page.width - body.margins.right * millimetre + 1)
        expect(piece.y).toBeGreaterThan(body.margins.bottom * millimetre - 1)
      }
    }
    const words = plain(pdf.pages.map(({ text }) => text).join(' '))
    expect(words).not.toMatch(/\{\{|undefined|null/)
    const names = new Set(shownTexts(body.blocks, data.values).flatMap(placeholdersIn))
    expect(names.size).toBeGreaterThan(4)
    // Long words may be cut at a line's end; a helper may turn a number into words.
    for (const used of names)
      for (const word of (data.values[used] ?? '').split(/\s+/))
        if (!/^[\d.]+$|^rp/i.test(word)) expect([key, name, used, words.includes(plain(word))]).toEqual([key, name, used, true])
    for (const [list, rows] of Object.entries(data.lists))
      for (const row of rows)
        for (const cell of Object.values(row))
          for (const word of cell.split(/\s+/))
            expect([key, list, word, words.includes(plain(word))]).toEqual([key, list, word, true])
    if (body.blocks.some((block) => block.type === 'members' && holds(block.when, data.values)))
      for (const member of data.members) expect(words).toContain(member.nik)

    const picture = sideBySide(await pdfPictures(bytes, referenceWidth))
    const file = join(references, `${key}-${name}.png`)
    const textFile = join(references, `${key}-${name}.txt`)
    if (writing) {
      mkdirSync(references, { recursive: true })
      writeFileSync(file, greyPng(picture))
      writeFileSync(textFile, placesOf(pdf))
    }
    expect(existsSync(textFile), `reference ${key}-${name}.txt is missing`).toBe(true)
    // The first few are enough to see what moved.
    expect(placesApart(placesOf(pdf), readFileSync(textFile, 'utf8')).slice(0, 3)).toEqual([])
    expect(existsSync(file), `reference ${key}-${name}.png is missing`).toBe(true)
    const reference = readGreyPng(readFileSync(file))
    expect([picture.width, picture.height]).toEqual([reference.width, reference.height])
    const { mean, worst } = pictureDistance(picture, reference)
    expect(mean).toBeLessThan(meanAtMost)
    expect(worst).toBeLessThan(worstAtMost)
  })
})

describe('the samples', () => {
  it('hold long names, twelve members of a family, by-name lists over three pages, and empty fields', async () => {
    for (const key of kinds) {
      const body = template(key)
      const long = sample(body, 'panjang')
      if (body.about !== 'village') {
        expect((long.values['person.name'] ?? '').length).toBeGreaterThan(80)
        expect(long.members).toHaveLength(12)
        expect(sample(body, 'kosong').values['person.nik']).toBe('')
      }
      const byName = body.lists.find(({ columns }) => columns.some(({ from }) => from === 'nik'))
      if (byName === undefined) continue
      const { pages } = await readPdf((await render(body, long)).bytes)
      const holding = pages.filter(({ text }) => text.includes('No. Nama NIK'))
      expect([key, holding.length >= 3]).toEqual([key, true])
      // The header stands again on every page of the list, above its rows.
      for (const { text } of holding) expect(text.indexOf('No. Nama NIK')).toBeLessThan(text.search(/\n\d+\. /))
      const rows = pages.flatMap(({ text }) => text.match(/52\d{14} 52\d{14}|(?<=\n\d+\. .*)\b5201014\d{9}\b/g) ?? [])
      expect(rows.length).toBeGreaterThanOrEqual((long.lists[byName.name] ?? []).length)
    }
  })

  it('fit into less than a megabyte of references', () => {
    const sizes = readdirSync(references).map((file) => statSync(join(references, file)).size)
    expect(sizes).toHaveLength(2 * kinds.length * letterSamples.length)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000)
  })

  it('are told apart from a letter with one word changed, not from one drawn with other smoothing', async () => {
    const body = template('keterangan-dtsen')
    const data = sample(body, 'biasa')
    const reference = readGreyPng(readFileSync(join(references, 'keterangan-dtsen-biasa.png')))
    const { bytes } = await render(body, data)
    const smoothed = pictureDistance(sideBySide(await pdfPictures(bytes, referenceWidth, 5)), reference)
    expect(smoothed.mean).toBeLessThan(meanAtMost)
    expect(smoothed.worst).toBeLessThan(worstAtMost)
    const other = await render(body, { ...data, values: { ...data.values, 'person.name': 'BUDI' } })
    expect(pictureDistance(sideBySide(await pdfPictures(other.bytes, referenceWidth)), reference).worst).toBeGreaterThan(
      worstAtMost,
    )
  })

  it('are told apart from a letter with one digit changed, a line left out, or a block half a millimetre lower', async () => {
    const body = template('keterangan-dtsen')
    const data = sample(body, 'biasa')
    const reference = readFileSync(join(references, 'keterangan-dtsen-biasa.txt'), 'utf8')
    const apart = async (changed: LetterTemplateBody, values: Record<string, string> = {}) =>
      placesApart(
        placesOf(await readPdf((await render(changed, { ...data, values: { ...data.values, ...values } })).bytes)),
        reference,
      )
    expect(await apart(body)).toEqual([])
    const nik = data.values['person.nik'] ?? ''
    expect(await apart(body, { 'person.nik': `${nik.slice(0, -1)}7` })).toEqual([
      { is: expect.objectContaining({ text: `: ${nik.slice(0, -1)}7` }), should: expect.objectContaining({ text: `: ${nik}` }) },
    ])
    const without = body.blocks.findIndex((block) => block.type === 'paragraph' && block.text.includes('letter.validUntil'))
    expect((await apart({ ...body, blocks: body.blocks.filter((_block, index) => index !== without) })).length).toBeGreaterThan(3)
    const lower = body.blocks.map((block) => (block.type === 'space' && block.mm === 3 ? { ...block, mm: 3.5 } : block))
    expect((await apart({ ...body, blocks: lower })).map(({ should }) => should?.text)).toContain('Pembina (IV/a)')
  })
})

describe('a template', () => {
  it('is set on each paper to half a millimetre, in each type face, embedded', async () => {
    const body = template('keterangan-dtsen')
    for (const paper of letterPapers) {
      const pdf = await readPdf((await render({ ...body, paper }, { ...sample(body, 'biasa'), paper })).bytes)
      expect(Math.abs((pdf.pages[0]?.width ?? 0) / millimetre - paperSizes[paper].width)).toBeLessThan(0.5)
      expect(Math.abs((pdf.pages[0]?.height ?? 0) / millimetre - paperSizes[paper].height)).toBeLessThan(0.5)
    }
    for (const [font, name] of [
      ['tinos', 'Tinos'],
      ['arimo', 'Arimo'],
    ] as const) {
      const pdf = await readPdf((await render({ ...body, font }, sample(body, 'biasa'))).bytes)
      expect(pdf.fonts.length).toBeGreaterThan(0)
      expect(pdf.fonts.every((one) => one.embedded && one.name.includes(name))).toBe(true)
    }
  })

  it('leaves the room of the letterhead empty on headed paper, and everything else where it was', async () => {
    const body = template('rujukan-umum')
    const data = sample(body, 'biasa')
    const [printed] = (await readPdf((await render(body, data)).bytes)).pages
    const [headed] = (await readPdf((await render(body, { ...data, headedPaper: true })).bytes)).pages
    expect(printed?.text).toContain('DINAS SOSIAL')
    expect(headed?.text).not.toContain('DINAS SOSIAL')
    const place = (page: typeof printed) => page?.pieces.find(({ text }) => text.startsWith('Menindaklanjuti'))?.y
    expect(place(headed)).toBeCloseTo(place(printed) ?? 0, 3)
  })

  it('prints its code only where the letter has one', async () => {
    const body = template('rujukan-umum')
    const data = sample(body, 'biasa')
    const withCode = (await readPdf((await render(body, data)).bytes)).pages[0]?.text ?? ''
    const without = (await readPdf((await render(body, { ...data, verification: null })).bytes)).pages[0]?.text ?? ''
    expect(withCode).toContain('Kode: CONTO-H1234')
    expect(without).not.toMatch(/Kode:|Keaslian/)
  })

  it('reads its conditions', () => {
    const values = { 'fields.place': 'Rumah', 'fields.note': '' }
    expect(holds('fields.place=Rumah', values)).toBe(true)
    expect(holds('fields.place!=Rumah', values)).toBe(false)
    expect(holds('!fields.note', values)).toBe(true)
    expect(conditionName('fields.place = Rumah sakit')).toBe('fields.place')
    expect(conditionName('kalau begitu')).toBeUndefined()
  })
})
