import { describe, expect, it } from 'vitest'
import { killImports } from './import-kill.ts'

describe('an import that is killed', () => {
  it('is there whole or not at all after the next start (sample; the full count is npm run safety)', {
    timeout: 180_000,
  }, async () => {
    const outcomes = await killImports({ kills: 2, people: 3000, seed: 7, say: () => {} })
    expect(outcomes).toHaveLength(2)
    for (const outcome of outcomes) expect([0, 3000]).toContain(outcome.people)
  })
})
