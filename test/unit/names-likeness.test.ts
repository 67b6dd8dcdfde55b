import { assert as check, integer, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoreName, slips } from '../../src/main/core/people/similarity.ts'
import { WordList } from '../../src/main/core/people/word-list.ts'

const word = string({ unit: 'grapheme-ascii', minLength: 2, maxLength: 14 }).map((text) =>
  text.toLowerCase().replace(/[^a-z]/g, 'a'),
)

describe('slips between two words', () => {
  it('counts one for a letter lost, added, exchanged or swapped with its neighbour', () => {
    check(
      property(word, integer({ min: 0, max: 20 }), (text, where) => {
        const at = where % (text.length - 1)
        const lost = text.slice(0, at) + text.slice(at + 1)
        const exchanged = `${text.slice(0, at)}0${text.slice(at + 1)}`
        const swapped = text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)
        expect(slips(text, lost, 3)).toBe(1)
        expect(slips(lost, text, 3)).toBe(1)
        expect(slips(text, exchanged, 3)).toBe(1)
        expect(slips(text, swapped, 3)).toBe(swapped === text ? 0 : 1)
      }),
    )
  })

  it('is the same both ways, nothing for the same word, and stops above the limit', () => {
    check(
      property(word, word, (a, b) => {
        expect(slips(a, b, 20)).toBe(slips(b, a, 20))
        expect(slips(a, a, 2)).toBe(0)
        expect(slips(a, b, 1)).toBe(Math.min(2, slips(a, b, 20)))
      }),
    )
  })
})

describe('score of a name', () => {
  const score = (typed: string, key: string): number => scoreName(typed.split(' '), key)

  it('orders: the same, the beginning, another order, a slip, somebody else', () => {
    const scores = [
      score('siti aminah', 'siti aminah'),
      score('siti aminah', 'siti aminah lestari'),
      score('aminah siti', 'siti nur aminah'),
      score('siti aminha', 'siti nur aminah'),
      score('siti aminah', 'siti rohani'),
    ]
    expect(scores[0]).toBe(1)
    expect([...scores].sort((a, b) => b - a)).toEqual(scores)
    expect(new Set(scores).size).toBe(5)
    expect(scores[4]).toBe(0)
  })

  it('takes words written together and apart for the same', () => {
    expect(score('nur hayati', 'nurhayati')).toBeGreaterThan(0.8)
    expect(score('nurhayati', 'nur hayati')).toBeGreaterThan(0.9)
  })

  it('never leaves 0 to 1', () => {
    check(
      property(word, word, word, word, (a, b, c, d) => {
        const value = score(`${a} ${b}`, `${c} ${d} ${a}`)
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('words of the register', () => {
  const list = new WordList()
  for (const key of ['siti aminah', 'siti lestari', 'nur khasanah', 'la ode', 'lalu sahrul', 'budi', 'zahratunisa']) list.add(key)

  it('knows which words a mistyped one may be', () => {
    expect(list.near('aminha')).toEqual(['aminah'])
    expect(list.near('bufi')).toEqual(['budi'])
    expect(list.near('lsetari')).toEqual(['lestari'])
    expect(list.near('sahratu')).toEqual(['zahratunisa'])
    expect(list.near('qqqqqq')).toEqual([])
    expect(list.near('bud')).toEqual([])
  })

  it('finds two words in one', () => {
    expect(list.halves('sitilestari')).toEqual([['siti', 'lestari']])
    expect(list.halves('nurhasanah')).toEqual([['nur', 'khasanah']])
  })

  it('knows how words with two typed letters go on, unless the two are a word', () => {
    expect(list.beginnings('am')).toEqual(['ami'])
    expect(list.beginnings('la')).toBeNull()
  })
})
