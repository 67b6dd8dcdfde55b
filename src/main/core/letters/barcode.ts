/// <reference path="./pdfkit.d.ts" />
import type { DrawingContext } from 'bwip-js/node'
import type PDFDocument from 'pdfkit'
import encodeQR from 'qr'
import { bwip } from '../libraries.ts'

/** A code as lines and areas in its own units, y downwards. */
interface Shapes {
  width: number
  height: number
  lines: { x0: number; y0: number; x1: number; y1: number; width: number }[]
  /** Each area is one even-odd fill: outlines and the holes in them. */
  areas: [number, number][][][]
}

/** Collects what the library draws instead of painting it, so that codes stay sharp in print. */
const collector = (): DrawingContext<Shapes> => {
  const shapes: Shapes = { width: 0, height: 0, lines: [], areas: [] }
  let area: [number, number][][] = []
  return {
    scale: (x, y) => [x, y],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init: (width, height) => {
      shapes.width = width
      shapes.height = height
    },
    line: (x0, y0, x1, y1, width) => void shapes.lines.push({ x0, y0, x1, y1, width }),
    polygon: (points) => void area.push(points.map(([x = 0, y = 0]) => [x, y])),
    hexagon: () => {},
    ellipse: () => {},
    fill: () => {
      shapes.areas.push(area)
      area = []
    },
    text: () => {},
    end: () => shapes,
  }
}

const draw = (document: PDFDocument, shapes: Shapes, x: number, y: number, width: number, height: number): void => {
  const [scaleX, scaleY] = [width / shapes.width, height / shapes.height]
  document.save().fillColor('#000000').strokeColor('#000000')
  for (const line of shapes.lines) {
    const upright = line.x0 === line.x1
    document
      .lineWidth(line.width * (upright ? scaleX : scaleY))
      .moveTo(x + line.x0 * scaleX, y + line.y0 * scaleY)
      .lineTo(x + line.x1 * scaleX, y + line.y1 * scaleY)
      .stroke()
  }
  for (const area of shapes.areas) {
    for (const outline of area) {
      outline.forEach(([px, py], index) => {
        if (index === 0) document.moveTo(x + px * scaleX, y + py * scaleY)
        else document.lineTo(x + px * scaleX, y + py * scaleY)
      })
      document.closePath()
    }
    document.fill('even-odd')
  }
  document.restore()
}

/**
 * A QR code with its upper left corner at x, y; the paper around it is its quiet margin. Lengths in points.
 * Drawn as one area of level runs, so that no hairline shows between its squares.
 */
export const drawQr = (document: PDFDocument, text: string, x: number, y: number, side: number): void => {
  // The library that draws all our other codes takes 30 ms for a letter's QR, five times as long as the whole page; this one less than 1.
  const squares = encodeQR(text, 'raw', { ecc: 'medium', border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1))
  const square = side / squares.length
  document.save().fillColor('#000000')
  squares.forEach((row, index) => {
    for (let from = 0; from < row.length; from += 1) {
      if (row[from] !== true) continue
      const first = from
      while (row[from + 1] === true) from += 1
      document.rect(x + first * square, y + index * square, (from - first + 1) * square, square)
    }
  })
  document.fill().restore()
}

/** A Code 128 bar code, for scanners that read only lines. Lengths in points. */
export const drawBars = (document: PDFDocument, text: string, x: number, y: number, width: number, height: number): void =>
  draw(document, bwip().render({ bcid: 'code128', text, height: 10 }, collector()), x, y, width, height)
