import { resolve } from 'node:path'
import { pdfkit } from '../../src/main/core/libraries.ts'

const font = resolve(import.meta.dirname, '../../resources/fonts/NotoSans-Regular.ttf')

/** A small PDF as our type setter makes them: an embedded font, one line below the other, the same on every page. */
export const plainPdf = (lines: readonly string[], pages = 1): Promise<Buffer> =>
  new Promise((done) => {
    const date = new Date('2026-11-22T00:00:00.000Z')
    const document = new (pdfkit())({
      font,
      size: [595, 842],
      margin: 0,
      autoFirstPage: false,
      lang: 'id-ID',
      displayTitle: true,
      pdfVersion: '1.7',
      info: { Title: 'Contoh', Author: 'Contoh', Creator: 'Loket SLRT', CreationDate: date, ModDate: date },
    })
    const chunks: Uint8Array[] = []
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', () => done(Buffer.concat(chunks)))
    for (let page = 0; page < pages; page += 1) {
      document.addPage({ size: [595, 842], margin: 0 })
      document.fontSize(9)
      lines.forEach((line, index) => {
        document.text(line, 40, 60 + index * 20, { lineBreak: false })
      })
    }
    document.end()
  })
