import type { FlowItem } from '../letters/flow.ts'
import type { LetterFonts } from '../letters/fonts.ts'
import { mm } from '../letters/type-setter.ts'
import { gap, renderPaged, type Sheet, textItems } from '../prints/paged.ts'
import type { FilledNotice } from './notice-text.ts'

/** What stands on a slip beside the words of its text. */
export interface SlipData extends FilledNotice {
  paper: 'A6' | 'A5'
  officeName: string
  unitName: string
  receiver: string
  caseNumber: string
  /** Of the case number, for the counter's scanner. */
  qr: readonly string[]
  /** `YYYY-MM-DD` and in words. */
  date: string
  dateText: string
  practice: boolean
}

/** Sizes in millimetres, and how much larger than A6 the letters are. */
const papers = { A6: { width: 105, height: 148, scale: 1 }, A5: { width: 148, height: 210, scale: 1.42 } } as const

const qrItem = ({ setter, left, width }: Sheet, data: SlipData, scale: number): FlowItem => {
  const side = 20 * mm * scale
  const square = side / data.qr.length
  const face = { size: 9 * scale, bold: true }
  return {
    height: side,
    keepWithNext: false,
    draw: (y) => {
      const { document } = setter
      document.save()
      data.qr.forEach((row, line) => {
        // Neighbouring squares become one box, so that no viewer shows hairlines between them.
        for (const run of row.matchAll(/1+/g))
          document.rect(left + width - side + run.index * square, y + line * square, run[0].length * square, square)
      })
      document.fill('#000000').restore()
      setter.line('Kode kasus Anda', left, y + side * 0.2, 10 * scale, { size: 7.5 * scale })
      setter.line(data.caseNumber, left, y + side * 0.38, 14 * scale, face)
      setter.line('Tunjukkan kode ini bila datang lagi.', left, y + side * 0.68, 10 * scale, { size: 7 * scale })
    },
  }
}

const ruleItem = ({ setter, left, width }: Sheet): FlowItem => ({
  height: 3 * mm,
  keepWithNext: true,
  draw: (y) => setter.rule(left, y + 1.2 * mm, left + width, 0.8),
})

/** The slip a resident takes home: what is the matter, what to do, whom to ask, the case's code. */
export const renderSlip = (data: SlipData, fonts: LetterFonts): Promise<{ bytes: Uint8Array; pages: number }> => {
  const { width, height, scale } = papers[data.paper]
  const print = {
    width,
    height,
    margin: 8 * Math.min(scale, 1.3),
    title: `Pemberitahuan ${data.caseNumber}`,
    author: data.officeName,
    date: data.date,
    practice: data.practice,
    foot: '',
  }
  return renderPaged(print, fonts, (sheet) => [
    ...textItems(sheet, data.officeName, { size: 8.5 * scale, bold: true }),
    ...(data.unitName === '' ? [] : textItems(sheet, data.unitName, { size: 7.5 * scale })),
    ruleItem(sheet),
    ...textItems(sheet, data.title, { size: 12 * scale, bold: true }, { keep: true }),
    gap(1 * mm),
    ...textItems(sheet, `Untuk ${data.receiver}, ${data.dateText}`, { size: 8.5 * scale }),
    gap(2 * mm * scale),
    ...data.lines.flatMap((line) => [
      ...textItems(sheet, line.label, { size: 7.5 * scale, bold: true }, { keep: true }),
      ...textItems(sheet, line.text, { size: 9.5 * scale }),
      gap(1.6 * mm * scale),
    ]),
    gap(1 * mm),
    qrItem(sheet, data, scale),
  ])
}
