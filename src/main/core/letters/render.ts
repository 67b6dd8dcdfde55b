/// <reference path="./pdfkit.d.ts" />
import type PDFDocument from 'pdfkit'
import type { LetterPaper, LetterTemplateBody } from '../../../shared/contract/letter-body.ts'
import { pdfkit } from '../libraries.ts'
import { letterItems } from './blocks.ts'
import { type FlowItem, type PageArea, type Placed, paginate } from './flow.ts'
import type { LetterFonts } from './fonts.ts'
import type { LetterData, LetterMark } from './letter-data.ts'
import type { Logo } from './logo.ts'
import type { LetterSheet } from './sheet.ts'
import { mm, TypeSetter } from './type-setter.ts'

/** Paper sizes in millimetres. F4 is the office paper 215 × 330 mm (domain: tata naskah dinas), LEGAL 8½ × 14 inches. */
export const paperSizes: Record<LetterPaper, { width: number; height: number }> = {
  F4: { width: 215, height: 330 },
  A4: { width: 210, height: 297 },
  LEGAL: { width: 215.9, height: 355.6 },
}

/** How much closer lines may be set, step by step. */
const closerLines = [0.96, 0.92]

export interface RenderOptions {
  fonts: LetterFonts
  /** From prepareLogo, or null. */
  logo: Logo | null
  /** Written across the page of anything that is no final print. */
  mark: LetterMark | null
}

/** A finished letter. */
export interface RenderedLetter {
  bytes: Uint8Array
  pages: number
}

/**
 * Sets a letter: exact paper size, embedded fonts, nothing from outside. The same template, data and options give the
 * same bytes; all dates inside the file are the letter's own.
 */
export const renderLetter = async (
  template: LetterTemplateBody,
  data: LetterData,
  options: RenderOptions,
): Promise<RenderedLetter> => {
  const book = new LetterBook(options.fonts, {
    title: `${data.practice ? 'LATIHAN – ' : ''}${template.name} ${data.values['letter.number'] ?? ''}`.trim(),
    author: data.letterhead.officeName,
    date: data.letterDate,
  })
  const chunks: Uint8Array[] = []
  const finished = new Promise<void>((resolve, reject) => {
    book.stream.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    book.stream.on('end', resolve)
    book.stream.on('error', reject)
  })
  book.add(template, data, options)
  book.end()
  await finished
  return { bytes: new Uint8Array(Buffer.concat(chunks)), pages: book.pages }
}

/** Whether a second page with a few lines, or a last page with nothing but the list of copies, might be saved by closer lines. */
const spills = (items: readonly FlowItem[], pages: readonly Placed[][], first: PageArea): boolean =>
  pages.length === 2
    ? !items.some(({ pageBreak }) => pageBreak) &&
      items.reduce((sum, item) => sum + item.height, 0) * (closerLines.at(-1) ?? 1) <= first.bottom - first.top
    : pages.length > 2 && pages.at(-1)?.every(({ item }) => item.trailing) === true

/** One PDF of one or many letters, each with its own paper and page numbers. Read `stream` while letters are added. */
export class LetterBook {
  readonly stream: PDFDocument
  /** Pages so far. */
  pages = 0
  readonly #setters = new Map<LetterFonts, TypeSetter>()

  /** @param about what the file says of itself; `date` is the day it was made, `YYYY-MM-DD` */
  constructor(fonts: LetterFonts, about: { title: string; author: string; date: string }) {
    const date = new Date(`${about.date}T00:00:00.000Z`)
    this.stream = new (pdfkit())({
      font: fonts.regular,
      size: [paperSizes.F4.width * mm, paperSizes.F4.height * mm],
      margin: 0,
      autoFirstPage: false,
      lang: 'id-ID',
      displayTitle: true,
      pdfVersion: '1.7',
      info: { Title: about.title, Author: about.author, Creator: 'Loket SLRT', CreationDate: date, ModDate: date },
    })
  }

  /** Sets a letter behind those that are there. */
  add(template: LetterTemplateBody, data: LetterData, options: RenderOptions): void {
    let setter = this.#setters.get(options.fonts)
    if (setter === undefined) {
      setter = new TypeSetter(this.stream, options.fonts)
      this.#setters.set(options.fonts, setter)
    } else setter.nextLetter()
    const paper = paperSizes[data.paper]
    const [width, height] = [paper.width * mm, paper.height * mm]
    const { margins } = template
    const sheet = (closer: number): LetterSheet => ({
      setter,
      template,
      data,
      logo: options.logo,
      left: margins.left * mm,
      width: width - (margins.left + margins.right) * mm,
      leading: template.fontSize * 1.2 * template.lineSpacing * closer,
      draft: options.mark === 'DRAF' || options.mark === 'CONTOH',
    })
    // Further pages leave room for their number.
    const area = (page: number): PageArea => ({
      top: (page === 0 ? margins.top : Math.max(margins.top, 22)) * mm,
      bottom: height - margins.bottom * mm,
    })
    const items = letterItems(sheet(1))
    let pages = paginate(items, area)
    if (spills(items, pages, area(0)))
      pages =
        closerLines.map((closer) => paginate(letterItems(sheet(closer)), area)).find((closer) => closer.length < pages.length) ??
        pages
    const marks = [data.practice ? 'LATIHAN' : null, options.mark].filter((mark) => mark !== null)
    for (const [index, placed] of pages.entries()) {
      this.stream.addPage({ size: [width, height], margin: 0 })
      watermark(setter, marks, width, height)
      if (index > 0) setter.centred(`- ${index + 1} -`, width / 2, 9 * mm, 6 * mm, { size: template.fontSize })
      for (const { item, y } of placed) item.draw?.(y)
    }
    this.pages += pages.length
  }

  /** Nothing comes behind. */
  end(): void {
    this.stream.end()
  }
}

/** Pale words across the page, under the text. */
export const watermark = (setter: TypeSetter, marks: string[], width: number, height: number): void => {
  if (marks.length === 0) return
  const { document } = setter
  const angle = (Math.atan2(height, width) * 180) / Math.PI
  const size = 76
  document.save().rotate(-angle, { origin: [width / 2, height / 2] })
  document.fillColor('#e4e4e4')
  marks.forEach((mark, index) => {
    const y = height / 2 + (index - marks.length / 2) * size * 1.3
    setter.centred(mark, width / 2, y, size * 1.3, { size, bold: true })
  })
  document.restore()
  document.fillColor('#000000')
}
