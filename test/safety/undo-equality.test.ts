import { describe, expect, it } from 'vitest'
import { undoEquality } from './undo-equality.ts'

describe('an import that is taken back', () => {
  it('leaves every table as it was, also when some of its people were edited since; those are kept and named (sample; 50,000 people by npm run safety)', {
    timeout: 120_000,
  }, async () => {
    expect(await undoEquality({ people: 1000, edits: 20, seed: 5 })).toMatchObject({ edited: 20, kept: 20 })
  })
})
