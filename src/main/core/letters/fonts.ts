/// <reference path="./pdfkit.d.ts" />
import { join } from 'node:path'
import type PDFDocument from 'pdfkit'
import type { ParsedFont } from 'pdfkit'
import type { LetterFontName } from '../../../shared/contract/letter-body.ts'
import { pdfkit } from '../libraries.ts'

/** The two cuts every letter is set in. */
export interface LetterFonts {
  regular: ParsedFont
  bold: ParsedFont
  /** Height of its capitals in em. */
  capHeight: number
  /** Words set so far; see shareWords. */
  words: { regular: Record<string, unknown>; bold: Record<string, unknown>; letters: number }
}

const loaded = new Map<string, LetterFonts>()

/** After so many letters the words are forgotten: a letter's own words (names, numbers) take 60 KB and come to nobody else's use. */
const lettersPerCache = 100

const noWords = (): LetterFonts['words'] => ({ regular: Object.create(null), bold: Object.create(null), letters: 0 })

/**
 * Lets a document's next letter use the words that earlier letters already set: shaping words is three quarters of the work of a
 * letter, and letters repeat each other. A shaped word depends on nothing but the font, so the bytes stay the same.
 * The document knows both cuts by their names.
 */
export const shareWords = (document: PDFDocument, fonts: LetterFonts): void => {
  if (fonts.words.letters >= lettersPerCache) fonts.words = noWords()
  fonts.words.letters += 1
  document.font(fonts.regular.postscriptName)
  document._font.layoutCache = fonts.words.regular
  document.font(fonts.bold.postscriptName)
  document._font.layoutCache = fonts.words.bold
}

const parse = (path: string): ParsedFont =>
  // pdfkit parses the file in its constructor; the parsed font is then shared by all letters of this thread.
  new (pdfkit())({ font: path, size: [10, 10], margin: 0, autoFirstPage: false })._font.font

/** Shipped families: Arimo has the widths of Arial, Tinos those of Times New Roman. */
const families: Record<LetterFontName, { file: string; capHeight: number }> = {
  'noto-sans': { file: 'NotoSans', capHeight: 0.714 },
  arimo: { file: 'Arimo', capHeight: 0.716 },
  tinos: { file: 'Tinos', capHeight: 0.662 },
}

/**
 * A family from the shipped resources, parsed once per thread.
 * @param resources absolute path of the resources folder
 */
export const letterFonts = (resources: string, name: LetterFontName = 'noto-sans'): LetterFonts => {
  const key = `${name}\n${resources}`
  const known = loaded.get(key)
  if (known !== undefined) return known
  const { file, capHeight } = families[name]
  const fonts = {
    regular: parse(join(resources, 'fonts', `${file}-Regular.ttf`)),
    bold: parse(join(resources, 'fonts', `${file}-Bold.ttf`)),
    capHeight,
    words: noWords(),
  }
  loaded.set(key, fonts)
  return fonts
}
