import type { LetterBlock } from '../definitions/kinds.ts'
import { type FlowItem, keepLastLines } from './flow.ts'
import { letterheadItem } from './letterhead.ts'
import { fillText, holds } from './placeholders.ts'
import { type LetterSheet, signatureColumn } from './sheet.ts'
import { signatureItem } from './signature.ts'
import { type Face, mm } from './type-setter.ts'

/** Indent of a first line and of the identity table. */
const indent = 12.5 * mm

/** The blocks of a template as pieces of a page, from top to bottom. */
export const letterItems = (sheet: LetterSheet): FlowItem[] => {
  const items: FlowItem[] = []
  for (const block of sheet.template.blocks) {
    if (block.type === 'signature') {
      items.push(gap(sheet.leading * 0.5))
      keepLastLines(items, 3)
    }
    items.push(...blockItems(sheet, block))
  }
  return items
}

const gap = (height: number): FlowItem => ({ height, keepWithNext: false })

const blockItems = (sheet: LetterSheet, block: LetterBlock): FlowItem[] => {
  const { setter, data, leading } = sheet
  const face: Face = { size: sheet.template.fontSize }
  const fill = (text: string): string => fillText(text, data.values)
  switch (block.type) {
    case 'letterhead':
      return [letterheadItem(sheet), gap(3 * mm)]
    case 'date-line': {
      const column = signatureColumn(sheet)
      const room = sheet.left + sheet.width - setter.width(data.dateLine, face)
      const draw = (y: number): void => setter.line(data.dateLine, Math.max(sheet.left, Math.min(column, room)), y, leading, face)
      return [{ height: leading, keepWithNext: true, draw }]
    }
    case 'title':
      return titleItems(sheet, fill(block.text))
    case 'number-block':
      return [...tableItems(sheet, block.rows, sheet.left, sheet.width * 0.72), gap(leading * 0.7)]
    case 'identity':
      return [...tableItems(sheet, block.rows, sheet.left + indent, sheet.width - indent), gap(leading * 0.4)]
    case 'addressee': {
      const lines = block.lines.map(fill).filter((line) => line !== '')
      const wrapped = lines.flatMap((line) => setter.wrap(line, sheet.width * 0.72, face))
      return [...wrapped.map((line) => lineItem(sheet, line, sheet.left, face, true)), gap(leading * 0.8)]
    }
    case 'paragraph':
      return holds(block.when, data.values)
        ? fill(block.text)
            .split('\n')
            .flatMap((text) => paragraphItems(sheet, text, block.indent))
        : []
    case 'signature':
      return [signatureItem(sheet)]
    case 'copies':
      return copiesItems(sheet, fill(block.title))
    case 'space':
      return [gap(block.mm * mm)]
  }
}

const lineItem = (sheet: LetterSheet, text: string, x: number, face: Face, keepWithNext = false): FlowItem => ({
  height: sheet.leading,
  keepWithNext,
  draw: (y) => sheet.setter.line(text, x, y, sheet.leading, face),
})

/** First line bold and underlined, the others plain, all in the middle. */
const titleItems = (sheet: LetterSheet, text: string): FlowItem[] => {
  const { setter, leading } = sheet
  const middle = sheet.left + sheet.width / 2
  const size = sheet.template.fontSize
  const items = text.split('\n').flatMap((line, index): FlowItem[] => {
    const face: Face = index === 0 ? { size: size + 2, bold: true } : { size }
    return setter.wrap(line, sheet.width, face).map((part) => ({
      height: leading,
      keepWithNext: true,
      draw: (y) => {
        setter.centred(part, middle, y, leading, face)
        if (index === 0) setter.underline(part, middle - setter.width(part, face) / 2, y, leading, face)
      },
    }))
  })
  return [...items, gap(leading * 0.8)]
}

/** Justified lines. Two lines at the foot and two at the head of a page stay together; a line ending in ":" stays with what follows. */
const paragraphItems = (sheet: LetterSheet, text: string, indented: boolean): FlowItem[] => {
  const { setter, leading } = sheet
  const face: Face = { size: sheet.template.fontSize }
  const first = indented ? indent : 0
  const lines = setter.wrap(text, sheet.width, face, first)
  const items = lines.map((line, index): FlowItem => {
    const [x, width] = index === 0 ? [sheet.left + first, sheet.width - first] : [sheet.left, sheet.width]
    const last = index === lines.length - 1
    return {
      height: leading,
      keepWithNext: last ? line.endsWith(':') : index === 0 || index === lines.length - 2,
      draw: (y) => (last ? setter.line(line, x, y, leading, face) : setter.justified(line, x, y, width, leading, face)),
    }
  })
  if (items.length === 0) return []
  return [...items, { ...gap(leading * 0.35), keepWithNext: text.endsWith(':') }]
}

/** Label, colon, value; long values wrap under themselves. An empty value shows a dash. */
const tableItems = (
  sheet: LetterSheet,
  rows: readonly { label: string; text: string }[],
  left: number,
  width: number,
): FlowItem[] => {
  const { setter, leading } = sheet
  const face: Face = { size: sheet.template.fontSize }
  const filled = rows.map((row) => ({
    label: fillText(row.label, sheet.data.values),
    text: fillText(row.text, sheet.data.values),
  }))
  const label = Math.max(...filled.map((row) => setter.width(row.label, face)), 0) + 3 * mm
  const value = left + label + 3 * mm
  return filled.map((row) => {
    const lines = row.text.split('\n').flatMap((text) => setter.wrap(text, left + width - value, face))
    return {
      height: Math.max(1, lines.length) * leading,
      keepWithNext: false,
      draw: (y) => {
        setter.line(row.label, left, y, leading, face)
        setter.line(':', left + label, y, leading, face)
        for (const [index, line] of (lines.length > 0 ? lines : ['-']).entries())
          setter.line(line, value, y + index * leading, leading, face)
      },
    }
  })
}

/** The list of those who get a copy, numbered, a size smaller; kept in one piece. */
const copiesItems = (sheet: LetterSheet, title: string): FlowItem[] => {
  const { setter, data } = sheet
  if (data.copiesTo.length === 0) return []
  const face: Face = { size: sheet.template.fontSize - 1 }
  const height = face.size * 1.35
  const number = setter.width('00. ', face)
  const lines = data.copiesTo.flatMap((copy, index) =>
    setter.wrap(copy, sheet.width * 0.6, face).map((text, part) => ({ number: part === 0 ? `${index + 1}.` : '', text })),
  )
  return [
    gap(sheet.leading),
    { height, keepWithNext: true, draw: (y) => setter.line(title, sheet.left, y, height, face) },
    ...lines.map(
      (line, index): FlowItem => ({
        height,
        keepWithNext: index < lines.length - 1,
        draw: (y) => {
          setter.line(line.number, sheet.left, y, height, face)
          setter.line(line.text, sheet.left + number, y, height, face)
        },
      }),
    ),
  ]
}
