/** 32 bits of a text (FNV-1a with a start value). For blocks and counts, where two texts with one hash only cost a comparison. */
export const hash32 = (text: string, start = 0x811c9dc5): number => {
  let value = start
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value >>> 0
}

/** 53 bits of a text, as a whole number: among a million texts two with one hash are a rarity. */
export const hash53 = (text: string): number => hash32(text) * 2 ** 21 + (hash32(text, 0x2f0b4a27) >>> 11)

/**
 * How often texts repeat, counted over their hashes: 8 bytes per text, where a Set of a million strings takes a hundred times that.
 * @param textOf text of each item; '' is left out
 * @returns hash → count of those that come at least `least` times
 */
export const repeatedTexts = <T>(items: readonly T[], textOf: (item: T) => string, least: number): Map<number, number> => {
  const hashes = new Float64Array(items.length)
  let count = 0
  for (const item of items) {
    const text = textOf(item)
    if (text === '') continue
    hashes[count] = hash53(text)
    count += 1
  }
  const sorted = hashes.subarray(0, count).sort()
  const found = new Map<number, number>()
  for (let from = 0; from < count; ) {
    let to = from + 1
    while (to < count && sorted[to] === sorted[from]) to += 1
    if (to - from >= least) found.set(sorted[from] as number, to - from)
    from = to
  }
  return found
}
