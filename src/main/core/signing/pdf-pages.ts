import { createHash } from 'node:crypto'
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { AppError } from '../../../shared/domain/errors.ts'
import { pdfjs } from '../libraries.ts'

/** A piece of text where a page shows it; points from the lower left corner. */
export interface PdfPiece {
  text: string
  x: number
  y: number
  width: number
  height: number
}

/** Something that lies on a page: a field, a note, a stamp. */
export interface PdfMark {
  /** `Widget`, `Link`, `FreeText`, … */
  kind: string
  /** The field of an electronic signature. */
  signature: boolean
  left: number
  bottom: number
  right: number
  top: number
}

/** One page as far as two files are compared. */
export interface PdfPage {
  width: number
  height: number
  /** In the order of the file. */
  pieces: PdfPiece[]
  /** Every step of the drawing as one text: of words the shapes that are drawn, whatever the file says they mean. */
  steps: string[]
  marks: PdfMark[]
}

/** Before every step that paints a surface, a line or a picture. */
export const paintMark = '*'
const paints = /^(paint|fill|eoFill|stroke|close.*(Fill|Stroke)|shadingFill|constructPath|rawFillPath|beginInlineImage)/

/** Numbers and colours of a drawing step, rounded; names of fonts and pictures differ from reading to reading. */
const numbersOf = (value: unknown): string => {
  if (typeof value === 'number') return String(Math.round(value * 100) / 100)
  if (typeof value === 'string') return value.startsWith('#') ? value : ''
  if (Array.isArray(value)) return `[${value.map(numbersOf).join(' ')}]`
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return `[${Array.from(value as unknown as ArrayLike<number>, numbersOf).join(' ')}]`
  return ''
}

/** A letter of a run of words. */
interface Glyph {
  fontChar: string
  width: number
}

const sha = (bytes: ArrayBufferView): string =>
  createHash('sha256')
    .update(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    .digest('base64')

/**
 * What a page draws with, by what it looks like: outlines of letters and points of pictures. Fonts and pictures have other names at
 * each reading, and what a font says of its letters need not be what it shows.
 */
const inkOf = (page: PDFPageProxy) => {
  const known = new Map<string, string>()
  const remembered = (name: string, read: () => string): string => {
    const there = known.get(name) ?? read()
    known.set(name, there)
    return there
  }
  return {
    /** Outlines of a run of words in a font; a letter without one (no font in the file, or one that draws by itself) is none of ours. */
    words: (font: string, run: readonly (Glyph | number | null)[]): string =>
      run
        .map((one) => {
          if (one === null) return ''
          if (typeof one === 'number') return String(Math.round(one * 100) / 100)
          const name = `${font}_path_${one.fontChar}`
          const outline = remembered(name, () =>
            page.commonObjs.has(name) ? sha((page.commonObjs.get(name) as { path: ArrayBufferView }).path) : '?',
          )
          return `${outline}.${Math.round(one.width)}`
        })
        .join(' '),
    picture: async (name: string): Promise<string> => {
      const shelf = name.startsWith('g_') ? page.commonObjs : page.objs
      const found = await new Promise<unknown>((done) => void shelf.get(name, done))
      const { data } = (found ?? {}) as { data?: Uint8Array | null }
      return remembered(name, () => (data == null ? '?' : sha(data)))
    },
  }
}

/**
 * Reads text, drawing and marks of a PDF with the library that shows it on the screens. What comes from outside goes through
 * `PdfReader`, which holds it to limits.
 * @throws AppError BAD_FILE for what is no PDF, is damaged, asks for a password or has more pages
 */
export const readPdfPages = async (bytes: Uint8Array, mostPages = Number.POSITIVE_INFINITY): Promise<PdfPage[]> => {
  const { getDocument, OPS, AnnotationMode } = await pdfjs()
  const wordy = new Set([OPS.showText, OPS.showSpacedText, OPS.nextLineShowText, OPS.nextLineSetSpacingShowText])
  const painting = new Set(Object.entries(OPS).flatMap(([name, step]) => (paints.test(name) ? [step] : [])))
  const pictures = new Set([OPS.paintImageXObject, OPS.paintImageXObjectRepeat])
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    useSystemFonts: false,
    useWasm: false,
    // Letters come as outlines.
    disableFontFace: true,
  })
  try {
    const document = await task.promise
    if (document.numPages > mostPages)
      throw new AppError('BAD_FILE', `Berkas ini ${document.numPages} halaman, lebih panjang daripada surat mana pun di sini.`, {
        hint: 'Pilih berkas surat yang ditandatangani.',
      })
    const pages: PdfPage[] = []
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      const [left, bottom, right, top] = page.view as [number, number, number, number]
      const { items } = await page.getTextContent()
      const operators = await page.getOperatorList({ annotationMode: AnnotationMode.DISABLE })
      const annotations = (await page.getAnnotations()) as {
        subtype: string
        fieldType?: string
        rect: [number, number, number, number]
      }[]
      const ink = inkOf(page)
      const steps: string[] = []
      let font = ''
      for (const [index, step] of operators.fnArray.entries()) {
        const args = (operators.argsArray[index] ?? []) as unknown[]
        const [first] = args
        if (step === OPS.setFont) font = String(first)
        if (step === OPS.dependency) steps.push(String(step))
        else if (wordy.has(step)) steps.push(`${step} ${ink.words(font, args.at(-1) as Glyph[])}`)
        else {
          const mark = painting.has(step) ? paintMark : ''
          const picture = pictures.has(step) ? ` ${await ink.picture(String(first))}` : ''
          steps.push(`${mark}${step} ${numbersOf(args)}${picture}`)
        }
      }
      pages.push({
        width: right - left,
        height: top - bottom,
        pieces: items.flatMap((item) =>
          'str' in item && item.str.trim() !== ''
            ? [
                {
                  text: item.str,
                  x: item.transform[4] as number,
                  y: item.transform[5] as number,
                  width: item.width,
                  height: item.height,
                },
              ]
            : [],
        ),
        steps,
        marks: annotations.map(({ subtype, fieldType, rect }) => ({
          kind: subtype,
          signature: subtype === 'Widget' && fieldType === 'Sig',
          left: Math.min(rect[0], rect[2]),
          bottom: Math.min(rect[1], rect[3]),
          right: Math.max(rect[0], rect[2]),
          top: Math.max(rect[1], rect[3]),
        })),
      })
    }
    return pages
  } catch (error) {
    if (error instanceof AppError) throw error
    const locked = error instanceof Error && error.name === 'PasswordException'
    throw new AppError('BAD_FILE', locked ? 'Berkas ini meminta kata sandi.' : 'Berkas ini bukan PDF yang dapat dibaca.', {
      hint: locked ? 'Simpan tanpa kata sandi, lalu kirim lagi.' : 'Unduh sekali lagi dari layanan tanda tangan.',
    })
  } finally {
    await task.destroy()
  }
}
