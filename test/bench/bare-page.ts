import PDFDocument from 'pdfkit'
import { letterFonts } from '../../src/main/core/letters/fonts.ts'
import { fillText, holds } from '../../src/main/core/letters/placeholders.ts'
import type { LetterTemplateBody } from '../../src/shared/contract/letter-body.ts'
import { exampleOffice } from '../harness/office.ts'

const mm = 72 / 25.4

/**
 * Sets the words of a kind with bare pdfkit and its own line breaking, fonts embedded and parsed once; nothing is stored. The floor
 * that our own letters are held against.
 * @returns a function that sets one page with these values and answers the size of the file
 */
export const barePages = (
  resources: string,
  template: LetterTemplateBody,
): ((values: Record<string, string>) => Promise<number>) => {
  const fonts = letterFonts(resources)
  const office = exampleOffice()
  return async (values) => {
    const document = new PDFDocument({ font: fonts.regular, size: [215 * mm, 330 * mm], margin: 20 * mm, lang: 'id-ID' })
    const chunks: Uint8Array[] = []
    const finished = new Promise((done) => document.on('end', done))
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    const put = (text: string, bold = false, align: 'left' | 'center' | 'justify' = 'left'): void => {
      document
        .font(bold ? fonts.bold.postscriptName : fonts.regular.postscriptName)
        .fontSize(11)
        .text(text, { align })
    }
    document.font(fonts.bold)
    put(office.governmentName.toUpperCase(), false, 'center')
    put(office.name.toUpperCase(), true, 'center')
    put(office.unitName.toUpperCase(), true, 'center')
    put(office.address, false, 'center')
    put(`Telepon ${office.phone} Pos-el ${office.email} Laman ${office.website}`, false, 'center')
    for (const block of template.blocks) {
      if (block.type === 'date-line') put(`${office.city}, 22 November 2026`)
      if (block.type === 'title') put(fillText(block.text, values), true, 'center')
      if (block.type === 'paragraph' && holds(block.when ?? '', values)) put(fillText(block.text, values), false, 'justify')
      if (block.type === 'addressee') for (const line of block.lines) put(fillText(line, values))
      if (block.type === 'number-block' || block.type === 'identity')
        for (const row of block.rows) put(`${fillText(row.label, values)} : ${fillText(row.text, values)}`)
    }
    const signatory = office.signatories[0]
    for (const line of [`a.n. ${signatory?.onBehalfOf}`, `${signatory?.position},`]) put(line)
    put(signatory?.name ?? '', true)
    for (const line of [signatory?.rank ?? '', `NIP. ${signatory?.nip}`, 'Tembusan:']) put(line)
    template.copiesTo.forEach((line, at) => {
      put(`${at + 1}. ${line}`)
    })
    document.end()
    await finished
    return Buffer.concat(chunks).byteLength
  }
}
