/// <reference path="./pdfkit.d.ts" />
import type PDFDocument from 'pdfkit'
import { monthName } from '../../../shared/domain/dates.ts'
import { type LetterFonts, shareWords } from './fonts.ts'

/** How a line is set. Sizes in points. */
export interface Face {
  size: number
  bold?: boolean
}

/** Points in a millimetre. */
export const mm = 72 / 25.4

/** Where the baseline of a line of a given height lies: capitals stand in its middle. */
const baseline = (height: number, size: number, capHeight: number): number => height / 2 + (capHeight / 2) * size

const months = new Set(Array.from({ length: 12 }, (_unused, index) => monthName(index + 1)))

/** Whether a line must not end between two words: `21 Desember`, `RT 003/RW 001`, `pukul 10.05 WITA`, `desil 2`, `a.n. Siti`, the groups of a NIP. */
const belong = (before: string, after: string): boolean =>
  /^\d/.test(after)
    ? /^\d+$|^\(?(?:RT|pukul|desil|Rp)$|(?:^|\/)RW$/i.test(before)
    : /^WI(?:B|TA|T)\b/.test(after)
      ? /\d$/.test(before)
      : /^\(?\d{1,2}$/.test(before)
        ? months.has(after.replace(/\W+$/, ''))
        : before === 'a.n.'

/** The words of a text, those that must stay on one line as one. */
export const tiedWords = (text: string): string[] => {
  const result: string[] = []
  let last = ''
  for (const word of text.split(' ')) {
    if (result.length > 0 && belong(last, word)) result.push(`${result.pop()} ${word}`)
    else result.push(word)
    last = word
  }
  return result
}

/** Sets single lines at exact places; breaking and paging are ours, so that a signature is never torn off. */
export class TypeSetter {
  readonly document: PDFDocument
  readonly #fonts: LetterFonts

  constructor(document: PDFDocument, fonts: LetterFonts) {
    this.document = document
    this.#fonts = fonts
    // The first call hands pdfkit the parsed fonts; later ones find them by their names.
    for (const font of [fonts.regular, fonts.bold]) if (!(font.postscriptName in document._fontFamilies)) document.font(font)
    shareWords(document, fonts)
  }

  /** Begins another letter of the same document. */
  nextLetter(): void {
    shareWords(this.document, this.#fonts)
  }

  #use(face: Face): PDFDocument {
    return this.document
      .font(face.bold === true ? this.#fonts.bold.postscriptName : this.#fonts.regular.postscriptName)
      .fontSize(face.size)
  }

  /** Width of a text in points. */
  width(text: string, face: Face): number {
    return this.#use(face).widthOfString(text)
  }

  /** One line with its box's upper left corner at x, y. */
  line(text: string, x: number, y: number, height: number, face: Face, wordSpacing = 0): void {
    if (text === '') return
    this.#use(face).text(text, x, y + baseline(height, face.size, this.#fonts.capHeight), {
      lineBreak: false,
      baseline: 'alphabetic',
      wordSpacing,
    })
  }

  /** One line whose middle is at x. */
  centred(text: string, x: number, y: number, height: number, face: Face): void {
    this.line(text, x - this.width(text, face) / 2, y, height, face)
  }

  /** One line over the whole width: the gaps between words are widened, but never so far that the line falls apart. */
  justified(text: string, x: number, y: number, width: number, height: number, face: Face): void {
    const words = text.split(' ')
    const gap = this.width(' ', face)
    const inked = words.reduce((sum, word) => sum + this.width(word, face), 0)
    const spacing = words.length > 1 ? (width - inked) / (words.length - 1) - gap : 0
    this.line(text, x, y, height, face, spacing > 4 * gap ? 0 : Math.max(0, spacing))
  }

  /** A rule under a text that was set with `line`. */
  underline(text: string, x: number, y: number, height: number, face: Face): void {
    const under = y + baseline(height, face.size, this.#fonts.capHeight) + face.size * 0.14
    this.rule(x, under, x + this.width(text, face), 0.06 * face.size)
  }

  /** A level black rule. */
  rule(from: number, y: number, to: number, thickness: number): void {
    this.document.save().lineWidth(thickness).strokeColor('#000000').moveTo(from, y).lineTo(to, y).stroke().restore()
  }

  /**
   * Breaks a text at its spaces into lines of at most `width`; a word that is longer than a line is cut, and words that belong
   * together (`tiedWords`) stay on one line.
   * @param first how much narrower the first line is (indent)
   */
  wrap(text: string, width: number, face: Face, first = 0): string[] {
    const lines: string[] = []
    const gap = this.width(' ', face)
    let line = ''
    let used = first
    for (const word of tiedWords(text).flatMap((whole) => this.#pieces(whole, width - first, face))) {
      const length = this.width(word, face)
      if (line !== '' && used + gap + length > width) {
        lines.push(line)
        line = ''
        used = 0
      }
      used += line === '' ? length : gap + length
      line = line === '' ? word : `${line} ${word}`
    }
    if (line !== '') lines.push(line)
    return lines
  }

  #pieces(word: string, width: number, face: Face): string[] {
    if (word === '') return []
    if (this.width(word, face) <= width) return [word]
    if (word.includes(' ')) return word.split(' ').flatMap((one) => this.#pieces(one, width, face))
    const pieces: string[] = []
    let piece = ''
    for (const letter of word) {
      if (piece !== '' && this.width(piece + letter, face) > width) {
        // A letter's number or an address is best cut behind one of its marks.
        const mark = 1 + Math.max(...['/', '-', '_', '@'].map((one) => piece.lastIndexOf(one)))
        const cut = mark > piece.length / 3 ? mark : piece.length
        pieces.push(piece.slice(0, cut))
        piece = piece.slice(cut)
      }
      piece += letter
    }
    return [...pieces, piece]
  }
}
