import { describe, expect, it } from 'vitest'
import {
  codeLetters,
  looksLikeLetterCode,
  newLetterCode,
  readLetterCode,
  showLetterCode,
} from '../../src/shared/domain/letter-code.ts'

let seed = 1
const random = (below: number): number => {
  seed = (seed * 48271) % 2147483647
  return seed % below
}
const code = newLetterCode(random)

describe('the ten characters beside the code of a letter', () => {
  it('are ten, without letters that are mistaken for digits, and are shown in two groups', () => {
    expect(code).toMatch(/^S[0-9A-HJKMNP-TV-Z]{9}$/)
    expect(showLetterCode(code)).toMatch(/^S.{4}-.{5}$/)
    expect(new Set(Array.from({ length: 500 }, () => newLetterCode(random))).size).toBe(500)
  })

  it('are read back as clerks type them', () => {
    expect(readLetterCode(` ${showLetterCode(code).toLowerCase()} `)).toBe(code)
    expect(readLetterCode(code.replace(/0/g, 'O').replace(/1/g, 'l'))).toBe(code)
    expect(readLetterCode(code.replace('S', 'R'))).toBeNull()
    expect(readLetterCode(code.slice(1))).toBeNull()
    expect(looksLikeLetterCode('400.9.14.1/0001/SLRT/XI/2026')).toBe(false)
  })

  it('show every single wrong character and every two that changed places', () => {
    for (let round = 0; round < 20; round += 1) {
      const right = newLetterCode(random)
      for (let at = 1; at < right.length; at += 1) {
        for (const letter of codeLetters)
          if (letter !== right[at]) expect(readLetterCode(right.slice(0, at) + letter + right.slice(at + 1))).toBeNull()
        for (let other = at + 1; other < right.length; other += 1) {
          if (right[at] === right[other]) continue
          const places = [...right]
          ;[places[at], places[other]] = [places[other] as string, places[at] as string]
          expect(readLetterCode(places.join(''))).toBeNull()
        }
      }
    }
  })
})
