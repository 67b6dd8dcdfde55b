import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import PDFDocument from 'pdfkit'
import { drawQr } from '../../src/main/core/letters/barcode.ts'
import { letterFonts } from '../../src/main/core/letters/fonts.ts'
import type { LetterData } from '../../src/main/core/letters/letter-data.ts'
import { fillText, holds } from '../../src/main/core/letters/placeholders.ts'
import type { LetterTemplateBody } from '../../src/shared/contract/letter-body.ts'

const mm = 72 / 25.4

/** What a bare page says. */
export type BareWords = Pick<LetterData, 'values' | 'letterhead' | 'signatory' | 'dateLine' | 'copiesTo' | 'verification'>

/** A line or paragraph of a letter, as any program that sets text could take it. */
export interface BareLine {
  text: string
  bold: boolean
  align: 'left' | 'center' | 'justify'
}

/** The words of a letter from top to bottom; the code beside the signature is left to the caller. */
export const bareLines = (template: LetterTemplateBody, words: BareWords): BareLine[] => {
  const { values, letterhead: head, signatory } = words
  const lines: BareLine[] = []
  const put = (text: string, bold = false, align: BareLine['align'] = 'left'): void => void lines.push({ text, bold, align })
  put(head.governmentName.toUpperCase(), false, 'center')
  put(head.officeName.toUpperCase(), true, 'center')
  put(head.unitName.toUpperCase(), true, 'center')
  put(head.address, false, 'center')
  put(`Telepon ${head.phone} Pos-el ${head.email} Laman ${head.website}`, false, 'center')
  for (const block of template.blocks) {
    if ('when' in block && !holds(block.when ?? '', values)) continue
    if (block.type === 'date-line') put(words.dateLine)
    if (block.type === 'title') put(fillText(block.text, values), true, 'center')
    if (block.type === 'paragraph') put(fillText(block.text, values), false, 'justify')
    if (block.type === 'addressee') for (const line of block.lines) put(fillText(line, values))
    if (block.type === 'number-block' || block.type === 'identity')
      for (const row of block.rows) put(`${fillText(row.label, values)} : ${fillText(row.text, values)}`)
    if (block.type === 'qr' && words.verification !== null) {
      put(fillText(block.text, values))
      put(`Kode: ${words.verification.code}`)
    }
  }
  if (signatory.onBehalfOf !== '') put(`a.n. ${signatory.onBehalfOf}`)
  put(`${signatory.position},`)
  put(signatory.name, true)
  for (const line of [signatory.rank, `NIP. ${signatory.nip}`]) put(line)
  if (words.copiesTo.length > 0) put('Tembusan:')
  words.copiesTo.forEach((line, at) => {
    put(`${at + 1}. ${line}`)
  })
  return lines
}

/**
 * One document of bare pdfkit in the making, one page or more for each letter: pdfkit's own line breaking, fonts embedded and parsed
 * once for all documents, the code drawn as ours is. No letterhead lines, no places of a signature, no watermark, nothing stored.
 */
export class BareDocument {
  readonly stream: PDFDocument
  pages = 0
  readonly #fonts: ReturnType<typeof letterFonts>

  constructor(resources: string) {
    this.#fonts = letterFonts(resources)
    const { regular, bold } = this.#fonts
    this.stream = new PDFDocument({
      font: regular,
      size: [215 * mm, 330 * mm],
      margin: 20 * mm,
      lang: 'id-ID',
      autoFirstPage: false,
    })
    this.stream.on('pageAdded', () => {
      this.pages += 1
    })
    this.stream.font(bold)
  }

  add(template: LetterTemplateBody, words: BareWords): void {
    const { regular, bold } = this.#fonts
    this.stream.addPage()
    for (const line of bareLines(template, words))
      this.stream
        .font(line.bold ? bold.postscriptName : regular.postscriptName)
        .fontSize(11)
        .text(line.text, { align: line.align })
    if (words.verification !== null && template.blocks.some(({ type }) => type === 'qr'))
      drawQr(this.stream, words.verification.payload, 20 * mm, 290 * mm, 20 * mm)
  }

  /** Nothing comes behind; the file is written while the document is read. */
  async write(path: string): Promise<void> {
    const written = pipeline(this.stream, createWriteStream(path))
    this.stream.end()
    await written
  }
}
