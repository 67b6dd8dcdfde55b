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
  /** Every step of the drawing as one text, words left out. */
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

/**
 * Reads text, drawing and marks of a PDF with the library that shows it on the screens.
 * @throws AppError BAD_FILE for what is no PDF, is damaged or asks for a password
 */
export const readPdfPages = async (bytes: Uint8Array): Promise<PdfPage[]> => {
  const { getDocument, OPS, AnnotationMode } = await pdfjs()
  const wordy = new Set([OPS.showText, OPS.showSpacedText, OPS.nextLineShowText, OPS.nextLineSetSpacingShowText])
  const painting = new Set(Object.entries(OPS).flatMap(([name, step]) => (paints.test(name) ? [step] : [])))
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false, useWasm: false })
  try {
    const document = await task.promise
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
        steps: operators.fnArray.map((step, index) =>
          wordy.has(step) || step === OPS.dependency
            ? String(step)
            : `${painting.has(step) ? paintMark : ''}${step} ${numbersOf(operators.argsArray[index])}`,
        ),
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
    const locked = error instanceof Error && error.name === 'PasswordException'
    throw new AppError('BAD_FILE', locked ? 'Berkas ini meminta kata sandi.' : 'Berkas ini bukan PDF yang dapat dibaca.', {
      hint: locked ? 'Simpan tanpa kata sandi, lalu kirim lagi.' : 'Unduh sekali lagi dari layanan tanda tangan.',
    })
  } finally {
    await task.destroy()
  }
}
