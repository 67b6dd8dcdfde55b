import { decodeQR } from 'qr/decode.js'
import { openPdf } from './pdf-open.ts'

/** A scanner's 300 dots to the inch: a code of 18 mm then has four dots for each of its squares. */
const dotsPerPoint = 300 / 72
/** Photos are made smaller before they are searched; more only costs time. */
const longestSide = 3600
const mostPages = 12
const patience = 4000

const codeIn = (canvas: HTMLCanvasElement): string | null => {
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return null
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
  try {
    return decodeQR({ data, width, height }, { timeLimit: patience })
  } catch {
    // The library throws where it finds no code.
    return null
  }
}

const canvasOf = (width: number, height: number): HTMLCanvasElement => {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width)
  canvas.height = Math.round(height)
  return canvas
}

const inPicture = async (file: File): Promise<string | null> => {
  const picture = await createImageBitmap(file)
  try {
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
    const canvas = canvasOf(picture.width * scale, picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return codeIn(canvas)
  } finally {
    picture.close()
  }
}

/** The code stands beside the signature: the last pages first. */
const inPdf = async (file: File): Promise<string | null> => {
  const pdf = await openPdf(new Uint8Array(await file.arrayBuffer()))
  try {
    for (let number = pdf.numPages; number > Math.max(0, pdf.numPages - mostPages); number -= 1) {
      const page = await pdf.getPage(number)
      const viewport = page.getViewport({ scale: dotsPerPoint })
      const canvas = canvasOf(viewport.width, viewport.height)
      await page.render({ canvas, viewport }).promise
      const found = codeIn(canvas)
      if (found !== null) return found
    }
    return null
  } finally {
    await pdf.loadingTask.destroy()
  }
}

/** Whether a file says of itself that it is a PDF. */
export const isPdf = async (file: File): Promise<boolean> => (await file.slice(0, 5).text()) === '%PDF-'

/**
 * The text of the QR code on a photo or PDF of a letter, or null when none can be read. The file does not leave this window.
 * @throws when the file is neither a picture nor a PDF that can be opened
 */
export const readCode = async (file: File): Promise<string | null> => ((await isPdf(file)) ? inPdf(file) : inPicture(file))
