/// <reference path="../letters/pdfkit.d.ts" />

import { drawBars, drawQr } from '../letters/barcode.ts'
import type { LetterFonts } from '../letters/fonts.ts'
import { paperSizes } from '../letters/render.ts'
import { type Face, mm, TypeSetter } from '../letters/type-setter.ts'
import { pdfkit } from '../libraries.ts'

/** What stands on top of every slip. */
export interface SlipHead {
  officeName: string
  unitName: string
  address: string
  phone: string
  paper: 'F4' | 'A4'
  practice: boolean
  /** Day of the print, `YYYY-MM-DD`, for the file's own dates. */
  day: string
}

/** A labelled line; empty values are left out. */
export type SlipLine = readonly [label: string, value: string]

/** The slip that goes with a referral letter. */
export interface ReferralSlip {
  /** As scanned and as printed. */
  code: string
  shownCode: string
  lines: readonly SlipLine[]
  documents: readonly string[]
  /** Lines on the part that the agency tears off. */
  tearOff: readonly SlipLine[]
  answers: readonly string[]
  returnTo: string
}

const small: Face = { size: 8.5 }
const body: Face = { size: 10 }
const bold: Face = { size: 10, bold: true }
const leading = 14
const margin = 18 * mm

/** Sets lines from top to bottom of one page; what does not fit is cut off with a word, never put on a second page. */
class Page {
  readonly setter: TypeSetter
  readonly left = margin
  readonly width: number
  readonly bottom: number
  y = 14 * mm

  constructor(setter: TypeSetter, width: number, height: number) {
    this.setter = setter
    this.width = width - 2 * margin
    this.bottom = height - 12 * mm
  }

  text(text: string, face: Face = body, indent = 0, most = 6, width = this.width): void {
    const lines = text.split('\n').flatMap((line) => this.setter.wrap(line, width - indent, face))
    const height = face.size * 1.4
    for (const [index, line] of lines.slice(0, most).entries()) {
      this.setter.line(index === most - 1 && lines.length > most ? `${line} …` : line, this.left + indent, this.y, height, face)
      this.y += height
    }
  }

  rows(lines: readonly SlipLine[], width = this.width, most = 4): void {
    for (const [label, value] of lines) {
      if (value === '') continue
      this.setter.line(label, this.left, this.y, leading, small)
      this.text(value, body, 36 * mm, most, width)
    }
  }

  gap(points: number): void {
    this.y += points
  }

  rule(thickness = 0.6): void {
    this.setter.rule(this.left, this.y, this.left + this.width, thickness)
    this.y += 5
  }

  head(head: SlipHead, title: string): void {
    this.text(head.officeName, { size: 12, bold: true }, 0, 2)
    if (head.unitName !== '') this.text(head.unitName, body, 0, 1)
    this.text(
      [head.address, head.phone === '' ? '' : `Telp. ${head.phone}`].filter((part) => part !== '').join(' · '),
      small,
      0,
      2,
    )
    this.gap(3)
    this.rule(1.4)
    this.text(`${title}${head.practice ? ' – LATIHAN' : ''}`, { size: 14, bold: true }, 0, 1)
    this.gap(4)
  }

  box(x: number, y: number, side: number): void {
    this.setter.document.save().lineWidth(0.8).strokeColor('#000000').rect(x, y, side, side).stroke().restore()
  }

  line(label: string, from: number, to: number): void {
    const width = this.setter.width(label, small)
    this.setter.line(label, from, this.y, leading, small)
    this.setter.rule(from + width + 4, this.y + leading - 2, to, 0.5)
  }
}

const onePage = async (head: SlipHead, title: string, fonts: LetterFonts, draw: (page: Page) => void): Promise<Uint8Array> => {
  const paper = paperSizes[head.paper]
  const date = new Date(`${head.day}T00:00:00.000Z`)
  const document = new (pdfkit())({
    font: fonts.regular,
    size: [paper.width * mm, paper.height * mm],
    margin: 0,
    autoFirstPage: false,
    lang: 'id-ID',
    displayTitle: true,
    pdfVersion: '1.7',
    info: {
      Title: `${head.practice ? 'LATIHAN – ' : ''}${title}`,
      Author: head.officeName,
      Creator: 'Loket SLRT',
      CreationDate: date,
      ModDate: date,
    },
  })
  const chunks: Uint8Array[] = []
  const finished = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', resolve)
    document.on('error', reject)
  })
  document.addPage()
  draw(new Page(new TypeSetter(document, fonts), paper.width * mm, paper.height * mm))
  document.end()
  await finished
  return new Uint8Array(Buffer.concat(chunks))
}

/** One page: above, what the agency needs to know; below the cut, what it fills in and sends back. No NIK is on it. */
export const renderReferralSlip = (head: SlipHead, slip: ReferralSlip, fonts: LetterFonts): Promise<Uint8Array> =>
  onePage(head, `Slip rujukan ${slip.shownCode}`, fonts, (page) => {
    const { document } = page.setter
    page.head(head, 'SLIP RUJUKAN')
    page.rows(slip.lines)
    if (slip.documents.length > 0) {
      page.gap(4)
      page.text('Berkas yang dibawa:', bold)
      for (const paper of slip.documents.slice(0, 12)) {
        page.box(page.left, page.y + 3, 8)
        page.text(paper, body, 14, 2)
      }
    }
    page.gap(4)
    page.text(`Kode: ${slip.shownCode}`, bold)

    const cut = page.bottom - 118 * mm
    page.y = Math.max(page.y + 4, cut)
    document.save().dash(4, { space: 3 })
    page.setter.rule(0, page.y, page.width + 2 * margin, 0.6)
    document.undash().restore()
    page.gap(4)
    page.text('Gunting di sini. Bagian bawah diisi lembaga dan dikembalikan.', small)
    page.gap(4)
    const top = page.y
    drawQr(document, slip.code, page.left + page.width - 28 * mm, top, 28 * mm)
    const beside = page.width - 34 * mm
    page.text('UMPAN BALIK RUJUKAN', { size: 13, bold: true })
    page.gap(2)
    page.rows(slip.tearOff, beside, 2)
    page.text(`Kode: ${slip.shownCode}`, bold)
    page.y = Math.max(page.y, top + 31 * mm)
    drawBars(document, slip.code, page.left + page.width - 74 * mm, page.y, 74 * mm, 11 * mm)
    page.text('Hasil (beri tanda):', bold)
    for (const answer of slip.answers) {
      page.box(page.left, page.y + 3, 9)
      page.text(answer, body, 16, 1)
      page.gap(1)
    }
    page.gap(6)
    const right = page.left + page.width
    page.line('Tanggal', page.left, page.left + 62 * mm)
    page.gap(leading + 4)
    page.line('Hasil atau alasan', page.left, right)
    page.gap(leading + 4)
    page.line('', page.left, right)
    page.gap(leading + 8)
    page.line('Nama petugas lembaga', page.left, page.left + 95 * mm)
    page.setter.line('Tanda tangan dan stempel', page.left + 115 * mm, page.y, leading, small)
    page.gap(leading + 4)
    page.text(slip.returnTo, small, 0, 2, 108 * mm)
  })
