/// <reference path="../letters/pdfkit.d.ts" />
import { type FlowItem, paginate } from '../letters/flow.ts'
import type { LetterFonts } from '../letters/fonts.ts'
import { watermark } from '../letters/render.ts'
import { type Face, mm, TypeSetter } from '../letters/type-setter.ts'
import { pdfkit } from '../libraries.ts'

/** A plain print: sheet in millimetres, words that stand in the file's properties and at the foot of each page. */
export interface PagedPrint {
  width: number
  height: number
  margin: number
  title: string
  author: string
  /** `YYYY-MM-DD`: the only date inside the file. */
  date: string
  practice: boolean
  /** At the foot of every page beside its number; '' = neither. */
  foot: string
}

/** What items are set with. Lengths in points. */
export interface Sheet {
  setter: TypeSetter
  left: number
  width: number
}

/** A gap. */
export const gap = (height: number): FlowItem => ({ height, keepWithNext: false })

/** A wrapped text as one item for each line. */
export const textItems = (
  { setter, left, width }: Sheet,
  text: string,
  face: Face,
  more: { indent?: number; leading?: number; keep?: boolean } = {},
): FlowItem[] => {
  const leading = face.size * (more.leading ?? 1.35)
  const indent = more.indent ?? 0
  return text
    .split('\n')
    .flatMap((line) => setter.wrap(line, width - indent, face))
    .map((line) => ({
      height: leading,
      keepWithNext: more.keep ?? false,
      draw: (y) => setter.line(line, left + indent, y, leading, face),
    }))
}

/** Sets items on as many pages as they need; embedded fonts, nothing from outside. */
export const renderPaged = async (
  print: PagedPrint,
  fonts: LetterFonts,
  build: (sheet: Sheet) => FlowItem[],
): Promise<{ bytes: Uint8Array; pages: number }> => {
  const [width, height, margin] = [print.width * mm, print.height * mm, print.margin * mm]
  const date = new Date(`${print.date}T00:00:00.000Z`)
  const document = new (pdfkit())({
    font: fonts.regular,
    size: [width, height],
    margin: 0,
    autoFirstPage: false,
    lang: 'id-ID',
    displayTitle: true,
    pdfVersion: '1.7',
    info: {
      Title: `${print.practice ? 'LATIHAN – ' : ''}${print.title}`,
      Author: print.author,
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
  const setter = new TypeSetter(document, fonts)
  const footRoom = print.foot === '' ? 0 : 6 * mm
  const pages = paginate(build({ setter, left: margin, width: width - 2 * margin }), () => ({
    top: margin,
    bottom: height - margin - footRoom,
  }))
  pages.forEach((placed, index) => {
    document.addPage()
    watermark(setter, print.practice ? ['LATIHAN'] : [], width, height)
    for (const { item, y } of placed) item.draw?.(y)
    if (print.foot === '') return
    const face: Face = { size: 7.5 }
    const number = `${index + 1} / ${pages.length}`
    const y = height - margin - 3 * mm
    setter.line(print.foot, margin, y, 4 * mm, face)
    setter.line(number, width - margin - setter.width(number, face), y, 4 * mm, face)
  })
  document.end()
  await finished
  return { bytes: new Uint8Array(Buffer.concat(chunks)), pages: pages.length }
}
