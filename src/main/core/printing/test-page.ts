/// <reference path="../letters/pdfkit.d.ts" />
import type { LetterPaper } from '../../../shared/contract/letter-body.ts'
import type { LetterFonts } from '../letters/fonts.ts'
import { paperSizes } from '../letters/render.ts'
import { mm, TypeSetter } from '../letters/type-setter.ts'
import { pdfkit } from '../libraries.ts'

/** Where the two lines lie that are measured with a ruler, in millimetres from the edges. */
export const testLine = 20
/** Room a number at a ruler takes. */
const numberRoom = 5

const words = (millimetres: number): string => String(millimetres).replace('.', ',')

/**
 * A page with millimetre rulers along its edges and two lines 20 mm from the left and the upper edge: what a ruler shows there on
 * the paper, less 20, is what the printer is off by.
 */
export const renderTestPage = async (
  fonts: LetterFonts,
  about: { paper: LetterPaper; office: string; printer: string; offset: { x: number; y: number }; date: string },
): Promise<Uint8Array> => {
  const size = paperSizes[about.paper]
  const [width, height] = [size.width * mm, size.height * mm]
  const date = new Date(`${about.date}T00:00:00.000Z`)
  const document = new (pdfkit())({
    font: fonts.regular,
    size: [width, height],
    margin: 0,
    autoFirstPage: false,
    lang: 'id-ID',
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: 'Halaman uji cetak', Author: about.office, Creator: 'Loket SLRT', CreationDate: date, ModDate: date },
  })
  const chunks: Uint8Array[] = []
  const finished = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', () => resolve())
    document.on('error', reject)
  })
  const setter = new TypeSetter(document, fonts)
  document.addPage()
  const stroke = (x1: number, y1: number, x2: number, y2: number, thick: number): void => {
    document.save().lineWidth(thick).strokeColor('#000000').moveTo(x1, y1).lineTo(x2, y2).stroke().restore()
  }
  const small = { size: 6 }
  // Ticks stand on the two measured lines, not at the edges that no printer reaches.
  for (let at = 0; at <= size.width; at += 1) {
    const long = at % 10 === 0 ? 6 : at % 5 === 0 ? 4 : 2
    stroke(at * mm, testLine * mm, at * mm, (testLine + long) * mm, at % 10 === 0 ? 0.5 : 0.25)
    if (at % 10 === 0 && at > testLine && at + numberRoom < size.width)
      setter.line(String(at), at * mm + 1.5, (testLine + 3.5) * mm, 8, small)
  }
  for (let at = 0; at <= size.height; at += 1) {
    const long = at % 10 === 0 ? 6 : at % 5 === 0 ? 4 : 2
    stroke(testLine * mm, at * mm, (testLine + long) * mm, at * mm, at % 10 === 0 ? 0.5 : 0.25)
    if (at % 10 === 0 && at > testLine + 10 && at + numberRoom < size.height)
      setter.line(String(at), (testLine + 6.5) * mm, at * mm - 4, 8, small)
  }
  stroke(0, testLine * mm, width, testLine * mm, 0.7)
  stroke(testLine * mm, 0, testLine * mm, height, 0.7)
  const lines = [
    ['HALAMAN UJI CETAK', 14, true],
    [about.printer === '' ? about.office : `${about.printer} · ${about.office}`, 10, false],
    [`Kertas ${about.paper} ${words(size.width)} × ${words(size.height)} mm`, 10, false],
    [`Geseran yang dipakai: kanan ${words(about.offset.x)} mm, bawah ${words(about.offset.y)} mm`, 10, false],
    ['', 6, false],
    ['1. Cetak pada ukuran sebenarnya (100 %), bukan disesuaikan dengan halaman.', 10, false],
    [`2. Ukur dengan penggaris dari tepi kiri kertas ke garis tegak: seharusnya ${testLine} mm.`, 10, false],
    [`3. Ukur dari tepi atas kertas ke garis datar: seharusnya ${testLine} mm.`, 10, false],
    [`4. Tambahkan selisihnya (${testLine} − hasil ukur) ke geseran di Pengaturan, Surat & cetak; cetak lagi.`, 10, false],
    ['5. Dari garis 50 ke garis 150 harus tepat 100 mm; bila tidak, pencetak memperkecil halaman.', 10, false],
  ] as const
  let y = 60 * mm
  for (const [text, points, bold] of lines) {
    for (const line of text === '' ? [''] : setter.wrap(text, width - 55 * mm, { size: points, bold })) {
      setter.line(line, 45 * mm, y, points * 1.6, { size: points, bold })
      y += points * 1.6
    }
  }
  // A frame whose sides are exactly 100 mm.
  const [left, top] = [50 * mm, 130 * mm]
  for (const [x1, y1, x2, y2] of [
    [0, 0, 100, 0],
    [100, 0, 100, 100],
    [100, 100, 0, 100],
    [0, 100, 0, 0],
  ] as const)
    stroke(left + x1 * mm, top + y1 * mm, left + x2 * mm, top + y2 * mm, 0.7)
  setter.line('100 mm', left + 44 * mm, top + 2 * mm, 12, { size: 8 })
  document.end()
  await finished
  return new Uint8Array(Buffer.concat(chunks))
}
