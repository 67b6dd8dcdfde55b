import { mm } from '../letters/type-setter.ts'
import { pdfLib } from '../libraries.ts'

/**
 * Moves everything on every page by millimetres, right and down positive: the page's window is moved the other way over what is
 * drawn. Only for the copy that goes to a printer; the archive keeps its bytes.
 */
export const shiftPages = async (bytes: Uint8Array, offset: { x: number; y: number }): Promise<Uint8Array> => {
  if (offset.x === 0 && offset.y === 0) return bytes
  const document = await pdfLib().PDFDocument.load(bytes, { updateMetadata: false })
  for (const page of document.getPages()) {
    const media = page.getMediaBox()
    const crop = page.getCropBox()
    page.setMediaBox(media.x - offset.x * mm, media.y + offset.y * mm, media.width, media.height)
    page.setCropBox(crop.x - offset.x * mm, crop.y + offset.y * mm, crop.width, crop.height)
  }
  return document.save()
}
