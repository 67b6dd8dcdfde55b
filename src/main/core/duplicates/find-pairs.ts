import { blockingKeys, walkBlocks } from './blocking.ts'
import type { Rarity } from './rarity.ts'
import { type PairScore, scoreIfPossible } from './score.ts'
import type { Subject } from './subject.ts'

/** A pair worth a look; indexes into the subjects. */
export interface FoundPair {
  a: number
  b: number
  result: PairScore
}

/** What the caller wants to know and do between the keys. */
export interface FindPairsOptions {
  /** Called for every pair that shares a key, at least once: for measuring the blocking. */
  onCandidate?(a: number, b: number): void
  /** Called often; throws to stop. `done` counts blocking keys, with the share of the present one. */
  onProgress?(done: number, total: number): void
}

/** Slots of the memory of pairs that were compared already; a power of two. 16 MB. */
const seenSlots = 2 ** 21

/** Pairs compared lately, so that a pair that shares five keys is scored once. Forgets when two pairs meet in a slot: harmless. */
class Seen {
  readonly #slots = new Float64Array(seenSlots).fill(-1)

  /** Whether a pair was seen; remembers it. */
  has(pair: number): boolean {
    const slot = Math.imul((pair % 4294967291) | 0, 0x9e3779b1) >>> 11
    if (this.#slots[slot] === pair) return true
    this.#slots[slot] = pair
    return false
  }
}

const progressEvery = 200_000

/**
 * Finds the pairs of a list that may be one person each, key by key. Answered in portions, so that the caller can write them
 * while the walk goes on; every pair comes once.
 */
export function* findPairs(subjects: readonly Subject[], rarity: Rarity, options: FindPairsOptions = {}): Generator<FoundPair[]> {
  const seen = new Seen()
  const found = new Set<number>()
  let walked = 0
  for (const [at, key] of blockingKeys.entries()) {
    const portion: FoundPair[] = []
    options.onProgress?.(at, blockingKeys.length)
    walkBlocks(subjects, key, (a, b) => {
      walked += 1
      if (walked % progressEvery === 0) options.onProgress?.(at, blockingKeys.length)
      options.onCandidate?.(a, b)
      const pair = a * subjects.length + b
      if (seen.has(pair) || found.has(pair)) return
      const result = scoreIfPossible(subjects[a] as Subject, subjects[b] as Subject, rarity)
      if (result === undefined) return
      found.add(pair)
      portion.push({ a, b, result })
    })
    yield portion
  }
}
