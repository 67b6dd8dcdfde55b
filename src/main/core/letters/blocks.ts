import type { LetterBlock, MemberColumn } from '../../../shared/contract/letter-body.ts'
import { initialsAside, qrAside } from './asides.ts'
import { type FlowItem, keepLastLines } from './flow.ts'
import { type GridColumn, gridItems } from './grid.ts'
import { letterheadItem } from './letterhead.ts'
import { fillText, holds } from './placeholders.ts'
import { type LetterSheet, signatureColumn } from './sheet.ts'
import { type Aside, signatureItems } from './signature.ts'
import { type Face, mm } from './type-setter.ts'

/** Indent of a first line and of the identity table. */
const indent = 12.5 * mm

/** Heads of the columns of a family table, with their shares of its width. */
const memberHeads: Readonly<Record<MemberColumn, GridColumn>> = {
  name: { label: 'Nama', width: 46, align: 'left' },
  nik: { label: 'NIK', width: 34, align: 'center' },
  relation: { label: 'Hubungan', width: 29, align: 'left' },
  sex: { label: 'L/P', width: 9, align: 'center' },
  birth: { label: 'Tempat, Tgl Lahir', width: 40, align: 'left' },
  age: { label: 'Umur', width: 14, align: 'center' },
  maritalStatus: { label: 'Status Kawin', width: 26, align: 'left' },
  occupation: { label: 'Pekerjaan', width: 37, align: 'left' },
}

/** The blocks of a template as pieces of a page, from top to bottom. Initials and code stand beside the signature after them. */
export const letterItems = (sheet: LetterSheet): FlowItem[] => {
  const items: FlowItem[] = []
  let waiting: Aside[] = []
  const flush = (): void => {
    items.push(...waiting.flatMap((aside) => [{ ...aside, keepWithNext: false }, gap(2 * mm)]))
    waiting = []
  }
  for (const [index, block] of sheet.template.blocks.entries()) {
    if (block.type === 'date-line') {
      flush()
      const next = sheet.template.blocks.slice(index + 1).find(({ type }) => type !== 'space')
      items.push(dateItem(sheet, next?.type === 'signature' && next.layout === 'columns' ? next.columns : 0))
    } else if (block.type === 'initials' || block.type === 'qr') {
      const aside = block.type === 'initials' ? initialsAside(sheet, block) : qrAside(sheet, block)
      if (aside !== null) waiting.push(aside)
    } else if (block.type === 'signature') {
      if (!holds(block.when ?? '', sheet.data.values)) continue
      if (block.layout !== 'single') flush()
      items.push(gap(sheet.leading * 0.5))
      // A table to sign in may be long; only its beginning belongs to the words before it.
      keepLastLines(items, block.layout === 'table' ? 1 : 3)
      items.push(...signatureItems(sheet, block, waiting))
      waiting = []
    } else {
      flush()
      items.push(...blockItems(sheet, block))
    }
  }
  flush()
  return items
}

const gap = (height: number): FlowItem => ({ height, keepWithNext: false })

type PlainBlock = Exclude<LetterBlock, { type: 'date-line' | 'signature' | 'initials' | 'qr' }>

/**
 * Place and date: in the column of a single signature, or in the middle of the last of several columns of signers.
 * @param columns of signers that stand below; 0 = a single signature or none
 */
const dateItem = (sheet: LetterSheet, columns: number): FlowItem => {
  const { setter, leading } = sheet
  const face: Face = { size: sheet.template.fontSize }
  const text = sheet.data.dateLine
  const length = setter.width(text, face)
  const wanted = columns === 0 ? signatureColumn(sheet) : sheet.left + sheet.width * (1 - 0.5 / columns) - length / 2
  const x = Math.max(sheet.left, Math.min(wanted, sheet.left + sheet.width - length))
  return { height: leading, keepWithNext: true, draw: (y) => setter.line(text, x, y, leading, face) }
}

const blockItems = (sheet: LetterSheet, block: PlainBlock): FlowItem[] => {
  const { setter, data, leading } = sheet
  const face: Face = { size: sheet.template.fontSize }
  const fill = (text: string): string => fillText(text, data.values)
  if ('when' in block && !holds(block.when, data.values)) return []
  switch (block.type) {
    case 'letterhead': {
      const item = letterheadItem(
        sheet,
        block.lines?.map(fill).filter((line) => line !== ''),
      )
      // On printed paper the same room stays empty, so that everything below keeps its place.
      return [data.headedPaper ? { ...item, draw: () => {} } : item, gap(3 * mm)]
    }
    case 'title':
      return titleItems(sheet, fill(block.text))
    case 'number-block':
      return [...tableItems(sheet, block.rows, sheet.left, sheet.width * 0.8), gap(leading * 0.7)]
    case 'identity':
      return [...tableItems(sheet, block.rows, sheet.left + indent, sheet.width - indent), gap(leading * 0.4)]
    case 'addressee': {
      const lines = block.lines.map(fill).filter((line) => line !== '')
      const wrapped = lines.flatMap((line) => setter.wrap(line, sheet.width * 0.72, face))
      return [...wrapped.map((line) => lineItem(sheet, line, sheet.left, face, true)), gap(leading * 0.8)]
    }
    case 'paragraph':
      return fill(block.text)
        .split('\n')
        .flatMap((text, index, all) => {
          const lines = paragraphItems(sheet, text, block)
          // Lines in the middle of the page are a heading: no room between them.
          return block.align === 'center' && index < all.length - 1 ? lines.slice(0, -1) : lines
        })
    case 'points':
      return pointItems(sheet, block)
    case 'members':
      return [...memberItems(sheet, block.columns), gap(leading * 0.5)]
    case 'table':
      return [...listItems(sheet, block), gap(leading * 0.5)]
    case 'copies':
      return copiesItems(sheet, fill(block.title))
    case 'space':
      return [gap(block.mm * mm)]
    case 'page-break':
      return [{ height: 0, keepWithNext: false, pageBreak: true }]
  }
}

const numberColumn: GridColumn = { label: 'No.', width: 10, align: 'center' }

const memberItems = (sheet: LetterSheet, columns: readonly MemberColumn[]): FlowItem[] => {
  const rows = sheet.data.members.map((member, index) => [`${index + 1}.`, ...columns.map((column) => member[column])])
  return gridItems(
    sheet,
    [numberColumn, ...columns.map((column) => memberHeads[column])],
    rows.length > 0 ? rows : [['-', ...columns.map(() => '')]],
  )
}

/** A list of the kind, numbered; blank rows and a column to sign in where the template wants them. */
const listItems = (sheet: LetterSheet, block: Extract<LetterBlock, { type: 'table' }>): FlowItem[] => {
  const list = sheet.template.lists.find(({ name }) => name === block.list)
  if (list === undefined) return []
  const rows = sheet.data.lists[block.list] ?? []
  const sign: GridColumn[] = block.signColumn ? [{ label: 'Tanda Tangan', width: 40, align: 'left' }] : []
  const cells = [...rows, ...Array.from({ length: block.blankRows }, (): Record<string, string> => ({}))].map((row, index) => [
    `${index + 1}.`,
    ...list.columns.map(({ key }) => row[key] ?? ''),
    ...(block.signColumn ? [`${index % 2 === 0 ? '' : '\u00a0'.repeat(16)}${index + 1}. …………`] : []),
  ])
  return gridItems(
    sheet,
    [numberColumn, ...list.columns, ...sign],
    cells.length > 0 ? cells : [['-', ...list.columns.map(() => '')]],
    block.signColumn || block.blankRows > 0 ? 8.5 * mm : 0,
  )
}

const pointMark = (style: 'number' | 'letter' | 'dash', index: number): string =>
  style === 'dash' ? '–' : style === 'letter' ? `${String.fromCharCode(97 + (index % 26))}.` : `${index + 1}.`

/** Points with a hanging indent; conditions and empty lines leave no gap in the numbers. */
const pointItems = (sheet: LetterSheet, block: Extract<LetterBlock, { type: 'points' }>): FlowItem[] => {
  const { setter, leading, data } = sheet
  const face: Face = { size: sheet.template.fontSize }
  const shift = Math.max(setter.width('00. ', face), 6 * mm)
  const width = sheet.width - shift
  const texts = block.items
    .filter((item) => holds(item.when, data.values))
    .flatMap((item) => fillText(item.text, data.values).split('\n'))
    .filter((text) => text !== '')
  const items = texts.flatMap((text, index) => {
    const lines = setter.wrap(text, width, face)
    return lines.map((line, part): FlowItem => {
      const last = part === lines.length - 1
      return {
        height: leading,
        keepWithNext: !last && (part === 0 || part === lines.length - 2),
        draw: (y) => {
          if (part === 0) setter.line(pointMark(block.style, index), sheet.left, y, leading, face)
          if (last) setter.line(line, sheet.left + shift, y, leading, face)
          else setter.justified(line, sheet.left + shift, y, width, leading, face)
        },
      }
    })
  })
  return items.length === 0 ? [] : [...items, gap(leading * 0.35)]
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

/** Lines of a paragraph. Two at the foot and two at the head of a page stay together; one ending in ":" stays with what follows. */
const paragraphItems = (
  sheet: LetterSheet,
  text: string,
  block: Pick<Extract<LetterBlock, { type: 'paragraph' }>, 'indent' | 'align' | 'bold'>,
): FlowItem[] => {
  if (/^[.…]{20,}$/.test(text)) return [writingLine(sheet)]
  const { setter, leading } = sheet
  const face: Face = block.bold ? { size: sheet.template.fontSize, bold: true } : { size: sheet.template.fontSize }
  const first = block.indent && block.align !== 'center' ? indent : 0
  const lines = setter.wrap(text, sheet.width, face, first)
  const items = lines.map((line, index): FlowItem => {
    const [x, width] = index === 0 ? [sheet.left + first, sheet.width - first] : [sheet.left, sheet.width]
    const last = index === lines.length - 1
    return {
      height: leading,
      keepWithNext: last ? line.endsWith(':') : index === 0 || index === lines.length - 2,
      draw: (y) => {
        if (block.align === 'center') setter.centred(line, sheet.left + sheet.width / 2, y, leading, face)
        else if (last || block.align === 'left') setter.line(line, x, y, leading, face)
        else setter.justified(line, x, y, width, leading, face)
      },
    }
  })
  if (items.length === 0) return []
  // A bold paragraph is a heading: it stays with what it is about.
  const heads = block.bold || text.endsWith(':')
  if (heads) (items.at(-1) as FlowItem).keepWithNext = true
  return [...items, { ...gap(leading * 0.35), keepWithNext: heads }]
}

/** A line of dots to write on, over the whole width and with room for a hand above it. */
const writingLine = (sheet: LetterSheet): FlowItem => {
  const { setter, leading } = sheet
  const face: Face = { size: sheet.template.fontSize }
  const dots = '.'.repeat(Math.floor(sheet.width / setter.width('.', face)))
  const height = Math.max(leading, 8 * mm)
  return { height, keepWithNext: false, draw: (y) => setter.line(dots, sheet.left, y + height - leading, leading, face) }
}

/** Label, colon, value; long values wrap under themselves. An empty value shows a dash; a row whose condition fails is left out. */
const tableItems = (
  sheet: LetterSheet,
  rows: readonly { label: string; text: string; when: string }[],
  left: number,
  width: number,
): FlowItem[] => {
  const { setter, leading } = sheet
  const face: Face = { size: sheet.template.fontSize }
  const shown = rows.filter((row) => holds(row.when, sheet.data.values))
  const filled = shown.map((row) => ({
    label: fillText(row.label, sheet.data.values),
    text: fillText(row.text, sheet.data.values),
  }))
  // Very long labels wrap instead of squeezing the values.
  const label = Math.min(width * 0.45, Math.max(...filled.map((row) => setter.width(row.label, face)), 0) + 3 * mm)
  const value = left + label + 3 * mm
  return filled.map((row) => {
    const lines = row.text.split('\n').flatMap((text) => setter.wrap(text, left + width - value, face))
    const labels = setter.wrap(row.label, label - 2 * mm, face)
    return {
      height: Math.max(1, lines.length, labels.length) * leading,
      keepWithNext: false,
      draw: (y) => {
        labels.forEach((text, index) => {
          setter.line(text, left, y + index * leading, leading, face)
        })
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
    { height, keepWithNext: true, trailing: true, draw: (y) => setter.line(title, sheet.left, y, height, face) },
    ...lines.map(
      (line, index): FlowItem => ({
        height,
        keepWithNext: index < lines.length - 1,
        trailing: true,
        draw: (y) => {
          setter.line(line.number, sheet.left, y, height, face)
          setter.line(line.text, sheet.left + number, y, height, face)
        },
      }),
    ),
  ]
}
