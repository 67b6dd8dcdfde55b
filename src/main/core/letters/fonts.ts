/// <reference path="./pdfkit.d.ts" />
import { join } from 'node:path'
import PDFDocument, { type ParsedFont } from 'pdfkit'

/** The two cuts every letter is set in. */
export interface LetterFonts {
  regular: ParsedFont
  bold: ParsedFont
}

const loaded = new Map<string, LetterFonts>()

const parse = (path: string): ParsedFont =>
  // pdfkit parses the file in its constructor; the parsed font is then shared by all letters of this thread.
  new PDFDocument({ font: path, size: [10, 10], margin: 0, autoFirstPage: false })._font.font

/**
 * Noto Sans from the shipped resources, parsed once per thread.
 * @param resources absolute path of the resources folder
 */
export const letterFonts = (resources: string): LetterFonts => {
  const known = loaded.get(resources)
  if (known !== undefined) return known
  const fonts = {
    regular: parse(join(resources, 'fonts', 'NotoSans-Regular.ttf')),
    bold: parse(join(resources, 'fonts', 'NotoSans-Bold.ttf')),
  }
  loaded.set(resources, fonts)
  return fonts
}
