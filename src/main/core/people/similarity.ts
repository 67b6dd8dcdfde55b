const rowLength = 64
/** Reused by every call: the search compares thousands of words per keystroke. */
const rows: readonly [Uint8Array, Uint8Array, Uint8Array] = [
  new Uint8Array(rowLength),
  new Uint8Array(rowLength),
  new Uint8Array(rowLength),
]

/**
 * Number of slips between two words: a letter lost, added, exchanged, or two neighbours swapped (optimal string alignment).
 * @returns the distance, or `most + 1` as soon as it is known to be greater than `most`
 */
export const slips = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1
  if (a.length >= rowLength || b.length >= rowLength) return a === b ? 0 : most + 1
  let [beforeLast, last, current] = rows
  for (let column = 0; column <= b.length; column += 1) last[column] = column
  for (let row = 1; row <= a.length; row += 1) {
    const letter = a.charCodeAt(row - 1)
    current[0] = row
    let least = row
    for (let column = 1; column <= b.length; column += 1) {
      const other = b.charCodeAt(column - 1)
      let cost = (last[column - 1] as number) + (letter === other ? 0 : 1)
      const lost = (last[column] as number) + 1
      const added = (current[column - 1] as number) + 1
      if (lost < cost) cost = lost
      if (added < cost) cost = added
      if (row > 1 && column > 1 && letter === b.charCodeAt(column - 2) && a.charCodeAt(row - 2) === other) {
        const swapped = (beforeLast[column - 2] as number) + 1
        if (swapped < cost) cost = swapped
      }
      current[column] = cost
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    const free = beforeLast
    beforeLast = last
    last = current
    current = free
  }
  return Math.min(last[b.length] as number, most + 1)
}

/** How many slips a word of this length may have and still be meant: short words are too alike to guess. */
export const slipsAllowed = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2)

/** Likeness of a typed word and a word of a name, 0 to 1: the same, its beginning, a part of it, or written with slips. */
const wordLikeness = (typed: string, word: string): number => {
  if (typed === word) return 1
  if (word.startsWith(typed)) return 0.88 + (0.1 * typed.length) / word.length
  if (typed.length >= 3 && word.includes(typed)) return 0.7 + (0.15 * typed.length) / word.length
  const most = Math.max(1, slipsAllowed(typed.length))
  if (typed.length < 4) return 0
  const distance = slips(typed, word, most + (typed.length >= 5 && most === 1 ? 1 : 0))
  if (distance <= 2) return Math.max(0, 0.92 - (distance * 0.9) / Math.max(typed.length, 4))
  // The beginning of a longer word, typed with one slip.
  if (typed.length >= 5 && word.length > typed.length && slips(typed, word.slice(0, typed.length), 1) === 1) return 0.66
  return 0
}

const scoreWords = (typed: readonly string[], words: readonly string[]): { score: number; least: number } => {
  const used = new Set<number>()
  let sum = 0
  let letters = 0
  let missing = 0
  let least = 1
  let firstFits = false
  for (const [at, one] of typed.entries()) {
    let best = 0
    let bestWords: number[] = []
    for (const [index, word] of words.entries()) {
      const free = used.has(index) ? 0.97 : 1
      const alone = wordLikeness(one, word) * free
      if (alone > best) [best, bestWords] = [alone, [index]]
      const next = words[index + 1]
      if (next === undefined || one.length < 6 || best >= 0.96) continue
      // Two words of the register typed as one, perhaps with a slip (the fold of Kh differs at the start of a word).
      const apart = slips(one, word + next, 1)
      if (apart <= 1 && 0.96 - apart * 0.1 > best) [best, bestWords] = [0.96 - apart * 0.1, [index, index + 1]]
    }
    if (best < 0.5) {
      missing += 1
      best = 0
    }
    for (const index of bestWords) used.add(index)
    if (at === 0 && bestWords[0] === 0) firstFits = true
    if (best < least) least = best
    sum += best * one.length
    letters += one.length
  }
  // One of three or more typed words may be absent from the register; two of them mean somebody else.
  if (missing > (typed.length >= 3 ? 1 : 0) || letters === 0) return { score: 0, least }
  const all = words.reduce((total, word) => total + word.length, 0)
  const covered = [...used].reduce((total, index) => total + (words[index] as string).length, 0)
  return { score: (sum / letters) * (0.88 + (0.1 * covered) / Math.max(1, all) + (firstFits ? 0.02 : 0)), least }
}

/**
 * How well a name fits the typed words, in any order: 1 = the same, 0 = not meant. Two typed words may be one in the register
 * (Nur Hayati, Nurhayati) and the other way round.
 * @param typed words of `nameKey(text)`
 * @param key `name_key` of a person
 */
export const scoreName = (typed: readonly string[], key: string): number => {
  const words = key.split(' ')
  let best = scoreWords(typed, words).score
  if (best > 0.97 || typed.length < 2) return best
  for (let index = 0; index + 1 < typed.length; index += 1) {
    const joined = [...typed.slice(0, index), `${typed[index]}${typed[index + 1]}`, ...typed.slice(index + 2)]
    best = Math.max(best, scoreWords(joined, words).score * 0.97)
  }
  return best
}
