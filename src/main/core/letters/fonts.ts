/// <reference path="./pdfkit.d.ts" />
import { join } from 'node:path'
import type PDFDocument from 'pdfkit'
import type { ParsedFont } from 'pdfkit'
import { pdfkit } from '../libraries.ts'

/** The two cuts every letter is set in. */
export interface LetterFonts {
  regular: ParsedFont
  bold: ParsedFont
  /** Words set so far; see shareWords. */
  words: { regular: Record<string, unknown>; bold: Record<string, unknown>; letters: number }
}

const loaded = new Map<string, LetterFonts>()

/** After so many letters the words are forgotten, so that names do not pile up in memory. */
const lettersPerCache = 500

const noWords = (): LetterFonts['words'] => ({ regular: Object.create(null), bold: Object.create(null), letters: 0 })

/**
 * Lets a new document use the words that earlier letters already set: shaping words is three quarters of the work of a
 * letter, and letters repeat each other. A shaped word depends on nothing but the font, so the bytes stay the same.
 */
export const shareWords = (document: PDFDocument, fonts: LetterFonts): void => {
  if (fonts.words.letters >= lettersPerCache) fonts.words = noWords()
  fonts.words.letters += 1
  document.font(fonts.regular.postscriptName)
  document._font.layoutCache = fonts.words.regular
  // The first call hands pdfkit the parsed font; later ones find it by its name.
  document.font(fonts.bold)
  document._font.layoutCache = fonts.words.bold
}

const parse = (path: string): ParsedFont =>
  // pdfkit parses the file in its constructor; the parsed font is then shared by all letters of this thread.
  new (pdfkit())({ font: path, size: [10, 10], margin: 0, autoFirstPage: false })._font.font

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
    words: noWords(),
  }
  loaded.set(resources, fonts)
  return fonts
}
