import type { FlowItem } from './flow.ts'
import type { LetterSheet } from './sheet.ts'
import { type Face, mm } from './type-setter.ts'

/** Box the emblem is fitted into. */
const logoBox = { width: 22 * mm, height: 25 * mm }
const logoGap = 3 * mm

/** First and second line stand in the ratio 3 : 4 (domain: tata naskah dinas). */
const governmentSize = 12
const officeSize = 16

interface HeadLine {
  text: string
  face: Face
  height: number
}

/**
 * The letterhead: emblem on the left, government, office (bold, 3 : 4), unit, address and contact lines in the middle,
 * a double rule below. Long names make the two upper lines smaller together, then wrap.
 * @param own lines of another letterhead than the office's: the last is the one who writes
 */
export const letterheadItem = (sheet: LetterSheet, own: readonly string[] = []): FlowItem => {
  const { setter, logo } = sheet
  const aside = logo === null ? 0 : logoBox.width + logoGap
  const lines = own.length > 0 ? ownLines(sheet, sheet.width - aside, own) : headLines(sheet, sheet.width - aside)
  const widest = Math.max(...lines.map((line) => setter.width(line.text, line.face)))
  // In the middle of the sheet where there is room on both sides of the emblem, else in the middle of what is left.
  const middle = widest <= sheet.width - 2 * aside ? sheet.left + sheet.width / 2 : sheet.left + aside + (sheet.width - aside) / 2
  const text = lines.reduce((sum, line) => sum + line.height, 0)
  const body = Math.max(text, logo === null ? 0 : logoBox.height)
  return {
    height: body + 3.2 * mm,
    keepWithNext: false,
    draw: (top) => {
      if (logo !== null)
        setter.document.image(typeof logo === 'function' ? logo() : logo, sheet.left, top + (body - logoBox.height) / 2, {
          fit: [logoBox.width, logoBox.height],
          align: 'center',
          valign: 'center',
        })
      let y = top + (body - text) / 2
      for (const line of lines) {
        setter.centred(line.text, middle, y, line.height, line.face)
        y += line.height
      }
      const rule = top + body + 1.6 * mm
      setter.rule(sheet.left, rule, sheet.left + sheet.width, 2.2)
      setter.rule(sheet.left, rule + 2.4, sheet.left + sheet.width, 0.6)
    },
  }
}

/** How much smaller lines are set, so that the widest fits; below three quarters they wrap instead. */
const scaleOf = (sheet: LetterSheet, room: number, lines: readonly { text: string; face: Face }[]): number =>
  Math.max(0.75, Math.min(1, ...lines.map(({ text, face }) => room / sheet.setter.width(text, face))))

const ownLines = (sheet: LetterSheet, room: number, own: readonly string[]): HeadLine[] => {
  const lines = own.map((text, index) => ({
    text: text.toUpperCase(),
    face: index < own.length - 1 ? { size: governmentSize } : { size: officeSize, bold: true },
  }))
  const scale = scaleOf(sheet, room, lines)
  return lines.flatMap(({ text, face }) => {
    const scaled = { ...face, size: face.size * scale }
    return sheet.setter.wrap(text, room, scaled).map((line) => ({ text: line, face: scaled, height: scaled.size * 1.25 }))
  })
}

const headLines = (sheet: LetterSheet, room: number): HeadLine[] => {
  const { setter } = sheet
  const head = sheet.data.letterhead
  const government = head.governmentName.toUpperCase()
  const office = head.officeName.toUpperCase()
  const scale = scaleOf(sheet, room, [
    { text: government, face: { size: governmentSize } },
    { text: office, face: { size: officeSize, bold: true } },
  ])
  const contact = [
    head.phone === '' ? '' : `Telepon ${head.phone}`,
    head.email === '' ? '' : `Pos-el ${head.email}`,
    head.website === '' ? '' : `Laman ${head.website}`,
  ].filter((part) => part !== '')
  const wrap = (text: string, face: Face, spacing: number): HeadLine[] =>
    setter.wrap(text, room, face).map((line) => ({ text: line, face, height: face.size * spacing }))
  return [
    ...wrap(government, { size: governmentSize * scale }, 1.25),
    ...wrap(office, { size: officeSize * scale, bold: true }, 1.25),
    ...wrap(head.unitName.toUpperCase(), { size: 11 * scale, bold: true }, 1.35),
    ...wrap(head.address, { size: 8.5 }, 1.35),
    ...wrap(contact.join(', '), { size: 8.5 }, 1.35),
  ]
}
