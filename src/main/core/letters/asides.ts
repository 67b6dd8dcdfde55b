import type { LetterBlock } from '../../../shared/contract/letter-body.ts'
import { drawQr } from './barcode.ts'
import { fillText } from './placeholders.ts'
import type { LetterSheet } from './sheet.ts'
import type { Aside } from './signature.ts'
import { type Face, mm } from './type-setter.ts'

/** A frame with one row for each who looks a letter through: position, room for the initials. */
export const initialsAside = (sheet: LetterSheet, block: Extract<LetterBlock, { type: 'initials' }>): Aside => {
  const { setter, left } = sheet
  const face: Face = { size: Math.max(7, sheet.template.fontSize - 3) }
  const row = 6.5 * mm
  const titles = block.lines.map((line) => fillText(line, sheet.data.values))
  const most = sheet.width * 0.46
  const room = 16 * mm
  const label = Math.min(most - room, Math.max(...titles.map((text) => setter.width(text, face))) + 3 * mm)
  const lines = titles.map((text) => setter.wrap(text, label - 3 * mm, face))
  const heights = lines.map((cell) => Math.max(row, cell.length * face.size * 1.25 + 2 * mm))
  const head = row * 0.8
  return {
    height: head + heights.reduce((sum, height) => sum + height, 0),
    draw: (top) => {
      const { document } = setter
      let y = top + head
      document.save().lineWidth(0.4).strokeColor('#000000')
      document.rect(left, top, label + room, head)
      for (const height of heights) {
        document.rect(left, y, label, height).rect(left + label, y, room, height)
        y += height
      }
      document.stroke().restore()
      setter.centred(block.title, left + (label + room) / 2, top, head, { ...face, bold: true })
      y = top + head
      for (const [index, cell] of lines.entries()) {
        const height = heights[index] as number
        const line = face.size * 1.25
        cell.forEach((text, part) => {
          setter.line(text, left + 1.5 * mm, y + (height - cell.length * line) / 2 + part * line, line, face)
        })
        y += height
      }
    },
  }
}

/** The code a letter is proved by, with its words beside it; null where the letter has none. Drafts show an empty frame. */
export const qrAside = (sheet: LetterSheet, block: Extract<LetterBlock, { type: 'qr' }>): Aside | null => {
  const { setter, left, data } = sheet
  const { verification } = data
  if (verification === null && !sheet.draft) return null
  const side = block.mm * mm
  const face: Face = { size: Math.max(7, sheet.template.fontSize - 3.5) }
  const line = face.size * 1.3
  const words = [
    ...setter.wrap(fillText(block.text, data.values), sheet.width * 0.46 - side - 2 * mm, face),
    ...(verification === null ? [] : [`Kode: ${verification.code}`]),
    ...(verification === null || !data.practice ? [] : ['Latihan: bukan surat resmi']),
  ]
  return {
    height: Math.max(side, words.length * line),
    draw: (y) => {
      if (verification === null) {
        const { document } = setter
        document.save().lineWidth(0.4).strokeColor('#999999').dash(2, { space: 2 })
        document.rect(left, y, side, side).stroke().undash().restore()
        setter.centred('QR', left + side / 2, y, side, { size: 9 })
      } else drawQr(setter.document, verification.payload, left, y, side)
      words.forEach((text, index) => {
        setter.line(text, left + side + 2 * mm, y + index * line, line, face)
      })
    },
  }
}
