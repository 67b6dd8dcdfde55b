import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Delimiter } from '../../src/main/core/tables/delimiter.ts'
import { PlainLines } from '../../src/main/core/tables/plain-lines.ts'

const library = (text: string, delimiter: Delimiter): string[][] =>
  text === ''
    ? []
    : parse(text, {
        delimiter,
        relax_quotes: true,
        relax_column_count: true,
        skip_empty_lines: false,
        record_delimiter: ['\r\n', '\n'],
      })

/** Our lines first, the library from the first line on that is not plain: as the reader does it. */
const both = (pieces: readonly string[], delimiter: Delimiter): { records: string[][]; ours: number } => {
  const records: string[][] = []
  const plain = new PlainLines(delimiter, (record) => void records.push(record))
  let rest: string | null = null
  for (const piece of pieces) rest = rest === null ? plain.write(piece) : rest + piece
  rest ??= plain.end()
  const ours = records.length
  return { records: [...records, ...library(rest ?? '', delimiter)], ours }
}

describe('lines that are plain', () => {
  it('give the records that the library gives, wherever the text is cut', () => {
    const letter = fc.constantFrom('a', 'b', ' ', '"', '""', ',', ';', '\n', '\r\n', 'é')
    fc.assert(
      fc.property(
        fc.array(letter, { maxLength: 40 }),
        fc.nat(40),
        fc.constantFrom<Delimiter>(',', ';'),
        (letters, cut, delimiter) => {
          const text = letters.join('')
          let expected: string[][]
          try {
            expected = library(text, delimiter)
          } catch {
            // A quotation that never ends: the library refuses it, and the reader hands it over.
            expect(() => both([text], delimiter)).toThrow()
            return
          }
          const at = Math.min(cut, text.length)
          expect(both([text.slice(0, at), text.slice(at)], delimiter).records).toEqual(expected)
        },
      ),
      { numRuns: 3000, seed: 7 },
    )
  })

  it('are read without the library, quoted or not; from the first other line on it reads everything', () => {
    expect(both(['a,b\r\n"x, y","z ""1"""\n'], ',')).toEqual({
      records: [
        ['a', 'b'],
        ['x, y', 'z "1"'],
      ],
      ours: 2,
    })
    expect(both(['a,b\n5"x,1\nc,d\n'], ',')).toEqual({
      records: [
        ['a', 'b'],
        ['5"x', '1'],
        ['c', 'd'],
      ],
      ours: 1,
    })
    expect(both(['a,"b\nc",d\ne,f,g'], ',')).toEqual({
      records: [
        ['a', 'b\nc', 'd'],
        ['e', 'f', 'g'],
      ],
      ours: 0,
    })
  })
})
