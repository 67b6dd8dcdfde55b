import { describe, expect, it } from 'vitest'
import { killMoments, killScenes } from './kill-moments.ts'

describe('a program that is killed', () => {
  it.each(killScenes)(
    'during %s leaves everything whole and says how things stand (sample; the full count is npm run safety)',
    {
      timeout: 180_000,
    },
    async (scene) => {
      const outcomes = await killMoments({ scene, kills: 1, people: 500, seed: 11 })
      expect([...outcomes.values()].reduce((sum, times) => sum + times, 0)).toBe(1)
    },
  )
})
