import type { FlowItem } from './flow.ts'
import type { LetterSheet } from './sheet.ts'
import { type Face, mm, tiedWords } from './type-setter.ts'

/** A column of a ruled table; widths are shares of the text's width. */
export interface GridColumn {
  label: string
  width: number
  align: 'left' | 'center' | 'right'
}

const padding = { x: 1.2 * mm, y: 0.7 * mm }
const ruleWidth = 0.5
/** A row with more lines than this is cut into pieces, so that no cell can outgrow a page. */
const linesAtMost = 20

interface Place {
  x: number
  width: number
  align: GridColumn['align']
}

/** From so many columns on a table is set smaller. */
const manyColumns = 6

/** Size of the text in tables: a little smaller than the letter, with many columns smaller still, never unreadable. */
const gridSize = (sheet: LetterSheet, columns: number): number =>
  Math.max(8, sheet.template.fontSize - (columns < manyColumns ? 1.5 : 2.5))

/**
 * A ruled table over the width of the text. Rows are never cut (but for cells longer than 20 lines); where the table goes on to
 * another page its header is repeated, and the last row never stands alone.
 * @param rows cells in the order of the columns
 * @param leastHeight of a row, in points
 */
export const gridItems = (
  sheet: LetterSheet,
  columns: readonly GridColumn[],
  rows: readonly (readonly string[])[],
  leastHeight = 0,
): FlowItem[] => {
  const size = gridSize(sheet, columns.length)
  const widths = columnWidths(sheet, columns, rows, { size })
  let x = sheet.left
  const places = columns.map(({ align }, index): Place => {
    const place = { x, width: widths[index] as number, align }
    x += place.width
    return place
  })
  const centred = places.map((place): Place => ({ ...place, align: 'center' }))
  const header = rowItems(
    sheet,
    centred,
    columns.map(({ label }) => label),
    { size, bold: true },
    0,
  )
  for (const item of header) item.keepWithNext = true
  const items = rows.flatMap((row) => rowItems(sheet, places, row, { size }, leastHeight))
  for (const item of items) item.header = header
  const beforeLast = items.at(-2)
  if (beforeLast !== undefined) beforeLast.keepWithNext = true
  return [...header, ...items]
}

/** A column gives way to longer words of others no further than this. */
const widestWord = 42 * mm

/** Widths by their shares; a column whose longest word (a NIK) would be cut takes room from those that have some to spare. */
const columnWidths = (
  sheet: LetterSheet,
  columns: readonly GridColumn[],
  rows: readonly (readonly string[])[],
  face: Face,
): number[] => {
  const { setter } = sheet
  const total = columns.reduce((sum, column) => sum + column.width, 0)
  const least = columns.map((column, index) => {
    const words = new Set(rows.flatMap((row) => (row[index] ?? '').split('\n').flatMap(tiedWords)))
    const heads = column.label.split(' ').map((word) => setter.width(word, { ...face, bold: true }))
    // The longest word in letters is close to the widest; measuring every word of a long list would cost more than setting it.
    const longest = [...words].sort((a, b) => b.length - a.length).slice(0, 3)
    return Math.min(widestWord, Math.max(...heads, ...longest.map((word) => setter.width(word, face))) + 2 * padding.x + 0.5)
  })
  const widths = columns.map((column) => (column.width / total) * sheet.width)
  const lack = widths.reduce((sum, width, index) => sum + Math.max(0, (least[index] as number) - width), 0)
  const spare = widths.map((width, index) => Math.max(0, width - (least[index] as number)))
  const room = spare.reduce((sum, one) => sum + one, 0)
  if (lack === 0 || room < lack) return widths
  return widths.map((width, index) => Math.max(width, least[index] as number) - ((spare[index] as number) / room) * lack)
}

const rowItems = (
  sheet: LetterSheet,
  places: readonly Place[],
  cells: readonly string[],
  face: Face,
  leastHeight: number,
): FlowItem[] => {
  const { setter } = sheet
  const lineHeight = face.size * 1.25
  const lines = places.map((place, index) =>
    (cells[index] ?? '').split('\n').flatMap((text) => setter.wrap(text, place.width - 2 * padding.x, face)),
  )
  const count = Math.max(1, ...lines.map((cell) => cell.length))
  const pieces = Math.ceil(count / linesAtMost)
  return Array.from({ length: pieces }, (_unused, piece): FlowItem => {
    const from = piece * linesAtMost
    const shown = Math.min(count - from, linesAtMost)
    const height = Math.max(leastHeight, shown * lineHeight + 2 * padding.y)
    return {
      height,
      keepWithNext: false,
      draw: (y) => {
        frame(sheet, places, y, height)
        for (const [index, place] of places.entries())
          for (const [line, text] of (lines[index] as string[]).slice(from, from + shown).entries()) {
            const top = y + (height - shown * lineHeight) * (leastHeight > 0 ? 0.5 : 0) + (leastHeight > 0 ? 0 : padding.y)
            const room = place.width - 2 * padding.x - setter.width(text, face)
            const shift = place.align === 'left' ? 0 : place.align === 'right' ? room : room / 2
            setter.line(text, place.x + padding.x + shift, top + line * lineHeight, lineHeight, face)
          }
      },
    }
  })
}

const frame = (sheet: LetterSheet, places: readonly Place[], y: number, height: number): void => {
  const { document } = sheet.setter
  document.save().lineWidth(ruleWidth).strokeColor('#000000')
  for (const place of places) document.rect(place.x, y, place.width, height)
  document.stroke().restore()
}
