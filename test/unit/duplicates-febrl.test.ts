import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { febrlBench } from '../bench/febrl.ts'

const file = resolve(import.meta.dirname, '../../../shared/fixtures/febrl/dataset1.csv')

describe('the duplicate search on a list of another program', () => {
  it('finds the pairs of FEBRL dataset 1 and compares nearly all of them', (ctx) => {
    if (!existsSync(file)) return ctx.skip('../shared/fixtures missing')
    const result = febrlBench(file)
    expect(result.records).toBe(1000)
    expect(result.truePairs).toBe(500)
    expect(result.f1).toBeGreaterThanOrEqual(0.995)
    expect(result.blockingRecall).toBeGreaterThanOrEqual(0.995)
    // Blocking must save work: everybody with everybody would be 499,500 comparisons.
    expect(result.candidates).toBeLessThan(10_000)
  })
})
