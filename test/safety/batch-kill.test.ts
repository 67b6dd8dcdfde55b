import { describe, expect, it } from 'vitest'
import { killBatches } from './batch-kill.ts'

describe('letters for a list whose program is killed', () => {
  it('go on to the end with every number used once (sample; the full count is npm run safety)', {
    timeout: 240_000,
  }, async () => {
    const outcomes = await killBatches({ kills: 2, letters: 40, seed: 5, say: () => {} })
    expect(outcomes).toHaveLength(2)
    for (const { printed, drafts } of outcomes) expect(printed + drafts).toBeLessThanOrEqual(40)
  })
})
