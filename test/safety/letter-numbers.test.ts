import { describe, expect, it } from 'vitest'
import { type SequenceMode, takeNumbers } from './letter-numbers.ts'

describe('numbers taken by eight clients over the new year', () => {
  it.each(['shared', 'unit'] satisfies SequenceMode[])(
    'have no gap and no double in sequences of the mode "%s" (sample; all modes and the full count are npm run safety)',
    { timeout: 240_000 },
    async (mode) => {
      const run = await takeNumbers({ mode, numbers: 40, clients: 8, say: () => {} })
      expect(run.numbers).toBe(40)
      expect(run.before).toBeGreaterThan(0)
      expect(run.after).toBeGreaterThan(0)
    },
  )
})
