/// <reference path="../letters/pdfkit.d.ts" />
import { drawQr } from '../letters/barcode.ts'
import { letterFonts } from '../letters/fonts.ts'
import { type Face, mm, TypeSetter } from '../letters/type-setter.ts'
import { pdfkit } from '../libraries.ts'

/** What is written on a small paper, from top to bottom. Sizes in points. */
export type PaperLine =
  | { kind: 'centred'; text: string; size: number; bold?: boolean }
  | { kind: 'text'; text: string; size: number; bold?: boolean; indent?: number }
  | { kind: 'pair'; label: string; text: string; size: number; bold?: boolean }
  /** Squares to tick with a pen, each with its words; short ones stand side by side, before the long ones; indent in millimetres. */
  | { kind: 'boxes'; items: readonly { text: string; ticked: boolean }[]; size: number; indent?: number }
  /** Lines that stand on one page. */
  | { kind: 'together'; lines: readonly PaperLine[] }
  /** A QR at the right edge; the lines after it stand beside it. */
  | { kind: 'qr'; text: string; side: number }
  | { kind: 'rule' }
  | { kind: 'space'; height: number }
  /** Two places to sign, side by side, with the names below. */
  | { kind: 'signatures'; left: string; right: string; names: [string, string]; size: number }

/** Size and edges in millimetres. */
export interface SmallPaper {
  width: number
  height: number
  margin: number
}

/** Width of the labels of `pair` lines, millimetres. */
const labelWidth = 30

/**
 * Sets a small paper (ticket, slip); what does not fit goes on another page of the same size, which says what it belongs to:
 * a signature on the second page must not stand under nothing.
 * @param resources absolute path of the resources folder
 */
export const setSmallPaper = async (
  resources: string,
  paper: SmallPaper,
  /** `further`: what pages after the first begin with. */
  about: { title: string; further?: string; author: string; at: string; mark: string },
  lines: readonly PaperLine[],
): Promise<Uint8Array> => {
  const fonts = letterFonts(resources)
  const [width, height, margin] = [paper.width * mm, paper.height * mm, paper.margin * mm]
  const date = new Date(about.at)
  const document = new (pdfkit())({
    font: fonts.regular,
    size: [width, height],
    margin: 0,
    autoFirstPage: false,
    lang: 'id-ID',
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: about.title, Author: about.author, Creator: 'Loket SLRT', CreationDate: date, ModDate: date },
  })
  const chunks: Uint8Array[] = []
  const finished = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', resolve)
    document.on('error', reject)
  })
  const setter = new TypeSetter(document, fonts)
  const room = width - 2 * margin
  let y = 0
  /** Down to where, and how wide, a QR takes its place at the right. */
  let beside = { until: 0, width: 0 }
  let pages = 0
  const newPage = (): void => {
    document.addPage()
    pages += 1
    y = margin
    beside = { until: 0, width: 0 }
    if (about.mark !== '') {
      setter.centred(about.mark, width / 2, y, 12, { size: 9, bold: true })
      y += 13
    }
    if (pages === 1) return
    setter.line(`${about.further ?? about.title}, halaman ${pages}`, margin, y, 12, { size: 8, bold: true })
    y += 15
  }
  const need = (wanted: number): void => {
    if (y + wanted > height - margin) newPage()
  }
  const square = (x: number, top: number, side: number, ticked: boolean): void => {
    document.save().lineWidth(0.7).strokeColor('#000000').rect(x, top, side, side).stroke()
    if (ticked)
      document
        .moveTo(x, top)
        .lineTo(x + side, top + side)
        .moveTo(x + side, top)
        .lineTo(x, top + side)
        .stroke()
    document.restore()
  }
  const boxesOf = (line: Extract<PaperLine, { kind: 'boxes' }>) => {
    const left = margin + (line.indent ?? 0) * mm
    const wide = room - (line.indent ?? 0) * mm
    const words = line.size * 1.5
    const face: Face = { size: line.size }
    const short = line.items.filter(({ text }) => setter.width(text, face) < wide / 2 - words - 4)
    const long = line.items.filter((item) => !short.includes(item))
    const rows = [
      ...Array.from({ length: Math.ceil(short.length / 2) }, (_, row) => short.slice(row * 2, row * 2 + 2)),
      ...long.map((item) => [item]),
    ].map((row) =>
      row.map((item, column) => ({
        ...item,
        x: left + (column * wide) / 2,
        broken: setter.wrap(item.text, wide - words, face),
      })),
    )
    return { rows, words, face, leading: line.size * 1.3 }
  }
  const rowsOf = (line: Extract<PaperLine, { text: string; size: number }>, reserved: number): string[] => {
    const indent = line.kind === 'pair' ? labelWidth * mm : line.kind === 'text' ? (line.indent ?? 0) * mm : 0
    const rows = setter.wrap(line.text, room - indent - reserved, { size: line.size, bold: line.bold ?? false })
    return rows.length === 0 ? [''] : rows
  }
  const heightOf = (line: PaperLine): number => {
    if (line.kind === 'space') return line.height
    if (line.kind === 'qr') return 0
    if (line.kind === 'rule') return 6
    if (line.kind === 'signatures') return line.size * 1.35 * 4.4
    if (line.kind === 'together') return line.lines.reduce((sum, one) => sum + heightOf(one), 0)
    if (line.kind === 'boxes') {
      const { rows, leading } = boxesOf(line)
      return rows.reduce((sum, row) => sum + Math.max(1, ...row.map(({ broken }) => broken.length)) * leading, 0)
    }
    return rowsOf(line, 0).length * line.size * 1.3
  }
  const set = (line: PaperLine): void => {
    if (line.kind === 'space') y += line.height
    else if (line.kind === 'together') {
      need(heightOf(line))
      for (const one of line.lines) set(one)
    } else if (line.kind === 'qr') {
      need(line.side * mm)
      drawQr(document, line.text, width - margin - line.side * mm, y, line.side * mm)
      beside = { until: y + line.side * mm, width: (line.side + 3) * mm }
    } else if (line.kind === 'rule') {
      y = Math.max(y, beside.until)
      need(6)
      setter.rule(margin, y + 3, width - margin, 0.6)
      y += 6
    } else if (line.kind === 'boxes') {
      const { rows, words, face, leading } = boxesOf(line)
      for (const row of rows) {
        const tall = Math.max(1, ...row.map(({ broken }) => broken.length)) * leading
        need(tall)
        for (const { x, broken, ticked } of row) {
          square(x, y + leading * 0.2, line.size * 0.85, ticked)
          for (const [at, part] of broken.entries()) setter.line(part, x + words, y + at * leading, leading, face)
        }
        y += tall
      }
    } else if (line.kind === 'signatures') {
      const face: Face = { size: line.size }
      const leading = line.size * 1.35
      need(leading * 4.4)
      for (const [text, name, x] of [
        [line.left, line.names[0], margin + room / 4],
        [line.right, line.names[1], margin + (room * 3) / 4],
      ] as const) {
        setter.centred(text, x, y, leading, face)
        setter.centred(name === '' ? '(................................)' : `(${name})`, x, y + leading * 3.4, leading, face)
      }
      y += leading * 4.4
    } else {
      const face: Face = { size: line.size, bold: line.bold ?? false }
      const leading = line.size * 1.3
      const indent = line.kind === 'pair' ? labelWidth * mm : line.kind === 'text' ? (line.indent ?? 0) * mm : 0
      for (const [index, row] of rowsOf(line, y < beside.until ? beside.width : 0).entries()) {
        need(leading)
        if (line.kind === 'pair' && index === 0) {
          setter.line(line.label, margin, y, leading, { size: line.size })
          setter.line(':', margin + indent - 2.5 * mm, y, leading, { size: line.size })
        }
        if (line.kind === 'centred') setter.centred(row, width / 2, y, leading, face)
        else setter.line(row, margin + indent, y, leading, face)
        y += leading
      }
    }
  }
  newPage()
  for (const line of lines) set(line)
  document.end()
  await finished
  return new Uint8Array(Buffer.concat(chunks))
}
