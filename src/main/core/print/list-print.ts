/// <reference path="../letters/pdfkit.d.ts" />

import { longDate } from '../../../shared/domain/dates.ts'
import type { QueryContext } from '../context.ts'
import { letterFonts } from '../letters/fonts.ts'
import { paperSizes } from '../letters/render.ts'
import { mm, TypeSetter } from '../letters/type-setter.ts'
import { pdfkit } from '../libraries.ts'
import { readOffice } from '../office/office.repo.ts'

/** A column of a printed list; `share` of the width. A box is an empty square to tick with a pen (`x` = ticked). */
export interface PrintColumn {
  header: string
  share: number
  box?: boolean
}

/** One table on paper with a heading of its own. */
export interface PrintTable {
  title: string
  columns: readonly PrintColumn[]
  rows: readonly (readonly string[])[]
  /** Least height of a row in millimetres: room to sign in. */
  rowHeight?: number
  /** In place of the table when it has no rows. */
  empty: string
}

/** A list on paper: heading, a few lines about it, tables, lines at the end. */
export interface PrintedList {
  title: string
  about: readonly string[]
  tables: readonly PrintTable[]
  /** Under the tables: sources, place for a signature. */
  end: readonly string[]
  landscape?: boolean
}

const margin = 15 * mm
const size = 9
const leading = 12.5
const pad = 3

/**
 * Sets a list on the office's paper; rows break over lines, never over pages, and every page repeats the headings.
 * @returns the PDF and its number of pages
 */
export const printList = async (context: QueryContext, list: PrintedList): Promise<{ bytes: Uint8Array; pages: number }> => {
  const office = readOffice(context.db)
  const fonts = letterFonts(context.dirs.resources)
  const paper = paperSizes[office.paper === 'A4' ? 'A4' : 'F4']
  const [width, height] = list.landscape === true ? [paper.height * mm, paper.width * mm] : [paper.width * mm, paper.height * mm]
  const date = new Date(`${context.today()}T00:00:00.000Z`)
  const document = new (pdfkit())({
    font: fonts.regular,
    size: [width, height],
    margin: 0,
    autoFirstPage: false,
    lang: 'id-ID',
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: list.title, Author: office.name, Creator: 'Loket SLRT', CreationDate: date, ModDate: date },
  })
  const chunks: Uint8Array[] = []
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const ended = new Promise<void>((resolve) => document.on('end', () => resolve()))
  const setter = new TypeSetter(document, fonts)
  const inner = width - 2 * margin
  const floor = height - margin - leading
  let pages = 0
  let y = 0
  const newPage = (): void => {
    document.addPage()
    pages += 1
    y = margin
    const foot = `${office.practice ? 'LATIHAN – BUKAN DATA SEBENARNYA · ' : ''}${office.name} · ${longDate(context.today())} · hlm. ${pages}`
    setter.line(foot, margin, height - margin, leading, { size: 7.5 })
  }
  const lines = (text: string, bold = false, points = size): void => {
    for (const line of setter.wrap(text, inner, { size: points, bold })) {
      if (y + leading > floor) newPage()
      setter.line(line, margin, y, points + 3.5, { size: points, bold })
      y += points + 3.5
    }
  }
  const box = (x: number, top: number, ticked: boolean): void => {
    const side = 8
    document
      .save()
      .lineWidth(0.7)
      .strokeColor('#000000')
      .moveTo(x, top + 2)
      .lineTo(x + side, top + 2)
      .lineTo(x + side, top + 2 + side)
      .lineTo(x, top + 2 + side)
      .lineTo(x, top + 2)
      .stroke()
    // Drawn, not written: the letter font has no tick.
    if (ticked)
      document
        .lineWidth(1.2)
        .moveTo(x + 1.5, top + 6)
        .lineTo(x + 3.5, top + 8.5)
        .lineTo(x + 7, top + 3.5)
        .stroke()
    document.restore()
  }
  newPage()
  lines(list.title, true, 13)
  y += 3
  for (const line of list.about) lines(line)
  for (const table of list.tables) {
    y += 8
    const total = table.columns.reduce((sum, { share }) => sum + share, 0)
    let x = margin
    const places = table.columns.map((column) => {
      const own = (column.share / total) * inner
      const place = { ...column, x, width: own }
      x += own
      return place
    })
    const row = (cells: readonly string[], bold: boolean): { height: number; draw(): void } => {
      const broken = places.map((place, index) =>
        place.box === true && !bold
          ? []
          : (cells[index] ?? '').split('\n').flatMap((part) => setter.wrap(part, place.width - 2 * pad, { size, bold })),
      )
      const least = bold ? 0 : (table.rowHeight ?? 0) * mm
      const tall = Math.max(least, Math.max(1, ...broken.map((part) => part.length)) * leading + 2 * pad)
      return {
        height: tall,
        draw: () => {
          for (const [index, place] of places.entries()) {
            if (place.box === true && !bold) box(place.x + pad, y + pad, cells[index] === 'x')
            for (const [at, line] of (broken[index] ?? []).entries())
              setter.line(line, place.x + pad, y + pad + at * leading, leading, { size, bold })
          }
          y += tall
          setter.rule(margin, y, margin + inner, bold ? 0.9 : 0.3)
        },
      }
    }
    const header = row(
      table.columns.map((column) => column.header),
      true,
    )
    if (y + 3 * leading + header.height > floor) newPage()
    lines(table.title, true, 10.5)
    if (table.rows.length === 0) {
      lines(table.empty)
      continue
    }
    header.draw()
    for (const cells of table.rows) {
      const set = row(cells, false)
      if (y + set.height > floor) {
        newPage()
        header.draw()
      }
      set.draw()
    }
  }
  if (list.end.length > 0) y += 8
  for (const line of list.end) lines(line)
  document.end()
  await ended
  return { bytes: Buffer.concat(chunks), pages }
}
