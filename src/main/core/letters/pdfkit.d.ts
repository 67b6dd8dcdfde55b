/** The part of pdfkit that we use; the package brings no types of its own. Lengths in points, y downwards from the top edge. */
declare module 'pdfkit' {
  import type { Readable } from 'node:stream'

  /** A font parsed by fontkit. Handing one in instead of a path saves parsing 0.6 MB for every document. */
  export interface ParsedFont {
    postscriptName: string
    layout(text: string): unknown
  }

  /** What `image` accepts beside bytes: something that writes itself into the document as an XObject. */
  export interface EmbeddableImage {
    width: number
    height: number
    label: string
    obj: PdfObject | null
    embed(document: PDFDocument): void
  }

  export interface PdfObject {
    data: Record<string, unknown>
    end(bytes?: Uint8Array): void
  }

  /** A PNG as pdfkit reads it (png-js). */
  export interface PngFile {
    width: number
    height: number
    bits: number
    /** 0 grey, 2 RGB, 3 palette, 4 grey + alpha, 6 RGB + alpha. */
    colorType: number
    interlaceMethod: number
    hasAlphaChannel: boolean
    transparency: { indexed?: number[]; grayscale?: number; rgb?: number[] }
    palette: number[]
    imgData: Uint8Array
    /** RGBA, 8 bits each; right only for 8-bit files. */
    decode(done: (rgba: Uint8Array) => void): void
  }

  export interface DocumentOptions {
    size: [number, number]
    margin: number
    font: string | ParsedFont
    autoFirstPage?: boolean
    lang?: string
    displayTitle?: boolean
    pdfVersion?: '1.7'
    info?: Record<string, string | Date>
  }

  export interface TextOptions {
    lineBreak?: boolean
    baseline?: 'alphabetic'
    wordSpacing?: number
    width?: number
    lineGap?: number
    align?: 'left' | 'center' | 'right' | 'justify'
  }

  // biome-ignore lint/style/noDefaultExport: this is how the package exports it
  export default class PDFDocument extends Readable {
    constructor(options: DocumentOptions)
    /** The font in use: `font` is what fontkit parsed, `layoutCache` the words set so far (word → glyph run). */
    readonly _font: { font: ParsedFont; layoutCache: Record<string, unknown> }
    /** Fonts of the document by name. */
    readonly _fontFamilies: Readonly<Record<string, unknown>>
    addPage(options?: { size: [number, number]; margin: number }): this
    font(source: string | ParsedFont): this
    fontSize(points: number): this
    text(text: string, options?: TextOptions): this
    text(text: string, x: number, y: number, options?: TextOptions): this
    widthOfString(text: string): number
    image(
      source: Uint8Array | EmbeddableImage,
      x: number,
      y: number,
      options: { fit: [number, number]; align?: 'center'; valign?: 'center' },
    ): this
    openImage(bytes: Uint8Array): { width: number; height: number; image?: PngFile }
    ref(data: Record<string, unknown>): PdfObject
    save(): this
    restore(): this
    rotate(degrees: number, options: { origin: [number, number] }): this
    moveTo(x: number, y: number): this
    lineTo(x: number, y: number): this
    lineWidth(points: number): this
    strokeColor(colour: string): this
    fillColor(colour: string): this
    stroke(): this
    rect(x: number, y: number, width: number, height: number): this
    fill(colour?: string): this
    closePath(): this
    fill(rule?: 'even-odd'): this
    dash(length: number, options: { space: number }): this
    undash(): this
    end(): void
  }
}
