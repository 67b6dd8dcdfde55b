import { describe, expect, it } from 'vitest'
import { fullDisk, stopAtHalf, twoAtOnce } from './import-stops.ts'

// Samples; npm run safety -- --only import-stops takes larger ones.
describe('an import', () => {
  it('of people whom another one writes at the same time is refused as a whole, and searches go on', {
    timeout: 180_000,
  }, async () => {
    expect((await twoAtOnce({ people: 3000, seed: 3 })).searches).toBeGreaterThan(1)
  })

  it('that is stopped at half of its way leaves nothing, and can be done again', { timeout: 180_000 }, async () => {
    const { readAt, writtenAt } = await stopAtHalf({ people: 12_000, seed: 4 })
    expect(Math.min(readAt, writtenAt)).toBeGreaterThanOrEqual(0.5)
  })

  it('on a disk that is full says so, leaves nothing half, and is done when there is room', { timeout: 180_000 }, async () => {
    const full = await fullDisk({ people: 2500, seed: 5, rounds: 3 })
    expect(full.reading + full.writing).toBeGreaterThan(1)
  })
})
