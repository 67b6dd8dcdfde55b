import { describe, expect, it } from 'vitest'
import { NumberIndex } from '../../src/main/core/imports/number-index.ts'
import { seeded } from '../harness/workbooks.ts'

describe('numbers of a file', () => {
  it('are found again among a hundred thousand others, up to the largest', () => {
    const random = seeded(3)
    const known = new Map<string, number>([
      ['9999999999999999', 0],
      ['1000000000000000', 4_294_967_294],
    ])
    for (let i = 0; i < 100_000; i++) {
      const start = String(11_000_000 + Math.floor(random() * 80_000_000)).slice(0, 8)
      known.set(`${start}${String(Math.floor(random() * 1e8)).padStart(8, '0')}`, i)
    }
    const index = new NumberIndex()
    for (const [digits, value] of known) index.set(digits, value)
    for (const [digits, value] of known) expect(index.get(digits)).toBe(value)
    expect(index.get('5201140104126994')).toBe(known.get('5201140104126994'))
    index.set('9999999999999999', 7)
    expect(index.get('9999999999999999')).toBe(7)
  })
})
