import { type PdfMark, type PdfPage, type PdfPiece, paintMark } from './pdf-pages.ts'

/** How far a piece of text may stand from its place, in points. */
const tolerance = 1
/** Lines that a signer's picture may cover: it is put by hand over name, rank and NIP. */
const mostCovered = 3
/** Largest share of a page that a signature may show itself on. */
const largestMark = 0.25

/** What two files were found to differ in; null = the letter says the same. */
export interface Comparison {
  /** What is different, in a sentence that names the page; null = nothing. */
  altered: string | null
  /** The pages are drawn exactly as before; else the signing service added its own line. */
  sameDrawing: boolean
}

/**
 * Lines that signing services put onto the pages they sign, as printed by Balai Sertifikasi Elektronik (BSrE). Anything else that
 * was not in the letter is an alteration.
 */
const serviceLines = [
  'dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh balai sertifikasi elektronik bsre badan siber dan sandi negara bssn',
  'dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh balai besar sertifikasi elektronik bsre badan siber dan sandi negara bssn',
  'dokumen ini telah ditandatangani secara elektronik yang diterbitkan oleh balai sertifikasi elektronik bsre bssn',
  'uu ite no 11 tahun 2008 pasal 5 ayat 1 informasi elektronik dan atau dokumen elektronik dan atau hasil cetaknya merupakan alat bukti hukum yang sah',
  'ditandatangani secara elektronik oleh',
]

const words = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Whether added text is nothing but a run of a service's own line. */
const onlyService = (pieces: readonly PdfPiece[]): boolean => {
  const added = words(pieces.map(({ text }) => text).join(' '))
  return added !== '' && serviceLines.some((line) => line.includes(added))
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

const samePlace = (one: PdfPiece, other: PdfPiece): boolean =>
  Math.abs(one.x - other.x) <= tolerance && Math.abs(one.y - other.y) <= tolerance

/** Where the text of a page differs, in words; null = nowhere. */
const textOf = (page: string, before: PdfPage, after: PdfPage): string | null => {
  const added = after.pieces.length - before.pieces.length
  // A service writes its line before everything or behind it.
  const shift = added > 0 && before.pieces.every((piece, at) => piece.text === after.pieces[at + added]?.text) ? added : 0
  for (const [at, piece] of before.pieces.entries()) {
    const other = after.pieces[at + shift]
    if (other === undefined) return `${page}: tulisan “${short(piece.text)}” hilang.`
    if (other.text !== piece.text) return `${page}: tertulis “${short(other.text)}”, pada arsip “${short(piece.text)}”.`
    if (!samePlace(piece, other)) return `${page}: letak tulisan “${short(piece.text)}” berubah.`
  }
  if (added <= 0) return null
  const extra = shift > 0 ? after.pieces.slice(0, added) : after.pieces.slice(before.pieces.length)
  return onlyService(extra) ? null : `${page}: ada tulisan tambahan “${short(extra.map(({ text }) => text).join(' '))}”.`
}

const covered = (mark: PdfMark, piece: PdfPiece): boolean => {
  const wide = Math.min(mark.right, piece.x + piece.width) - Math.max(mark.left, piece.x)
  const tall = Math.min(mark.top, piece.y + piece.height) - Math.max(mark.bottom, piece.y)
  return wide > piece.width * 0.25 && tall > piece.height * 0.25
}

/**
 * What lies on a page and was not there before; null = at most a signature in its place.
 * @param signed words where signers sign; null = not known
 */
const marksOf = (page: string, before: PdfPage, after: PdfPage, signed: string | null): string | null => {
  const known = before.marks.map((mark) => JSON.stringify(mark))
  for (const mark of after.marks) {
    if (known.includes(JSON.stringify(mark)) || mark.kind === 'Link') continue
    if (!mark.signature) return `${page}: ada catatan, cap atau isian tambahan di atas surat.`
    const area = (mark.right - mark.left) * (mark.top - mark.bottom)
    const lines = before.pieces.filter((piece) => covered(mark, piece))
    if (area > before.width * before.height * largestMark || lines.length > mostCovered)
      return `${page}: gambar tanda tangan menutupi ${lines.length} bagian tulisan surat.`
    // Over anything but name, post and rank it could say something else in its place.
    const other = signed === null ? undefined : lines.find(({ text }) => !signed.includes(` ${words(text)} `))
    if (other !== undefined) return `${page}: gambar tanda tangan menutupi tulisan “${short(other.text)}”.`
  }
  return null
}

/**
 * The steps of a drawing with what a service may have added before or behind. Only words may be added: a picture or a surface could
 * cover what the letter says.
 */
const drawingOf = (page: string, before: PdfPage, after: PdfPage): { altered: string | null; same: boolean } => {
  const added = after.steps.length - before.steps.length
  for (let shift = 0; shift <= added; shift += 1) {
    if (!before.steps.every((step, at) => step === after.steps[at + shift])) continue
    const extra = [...after.steps.slice(0, shift), ...after.steps.slice(shift + before.steps.length)]
    if (!extra.some((step) => step.startsWith(paintMark))) return { altered: null, same: added === 0 }
  }
  return { altered: `${page}: gambar, garis, bidang atau bentuk huruf pada halaman berubah.`, same: false }
}

/**
 * Compares a letter that came back with the archived one: words, their places and shapes, lines and pictures of every page, and what
 * was laid over them. Only the field of an electronic signature and the well-known line of a signing service may be new.
 * @param signatureWords what stands where signers sign; a signature's picture may lie upon nothing else
 */
export const comparePdf = (
  before: readonly PdfPage[],
  after: readonly PdfPage[],
  signatureWords: readonly string[] | null = null,
): Comparison => {
  const signed = signatureWords === null ? null : ` ${signatureWords.map(words).join(' ')} `
  if (before.length !== after.length)
    return { altered: `Berkas ini ${after.length} halaman, arsipnya ${before.length} halaman.`, sameDrawing: false }
  let sameDrawing = true
  for (const [index, old] of before.entries()) {
    const now = after[index] as PdfPage
    const page = `Halaman ${index + 1}`
    if (Math.abs(old.width - now.width) > tolerance || Math.abs(old.height - now.height) > tolerance)
      return { altered: `${page}: ukuran kertas berubah.`, sameDrawing: false }
    const text = textOf(page, old, now) ?? marksOf(page, old, now, signed)
    if (text !== null) return { altered: text, sameDrawing: false }
    const drawing = drawingOf(page, old, now)
    if (drawing.altered !== null) return { altered: drawing.altered, sameDrawing: false }
    sameDrawing &&= drawing.same
  }
  return { altered: null, sameDrawing }
}
