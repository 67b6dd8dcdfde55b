import { slips, slipsAllowed } from './similarity.ts'

interface Entry {
  word: string
  /** One bit per letter that occurs: two words that differ in more letters than slips can change need no closer look. */
  letters: number
  people: number
}

const lettersOf = (word: string): number => {
  let bits = 0
  for (let index = 0; index < word.length; index += 1) bits |= 1 << (word.charCodeAt(index) % 32)
  return bits
}

const bitCount = (value: number): number => {
  let bits = value
  bits -= (bits >>> 1) & 0x55555555
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/**
 * The different words of all names in the register, kept in memory: a few thousand, even for a million people, because names
 * repeat. A mistyped word is looked up here first; only words that exist go to the database.
 */
export class WordList {
  readonly #entries = new Map<string, Entry>()
  readonly #byLength = new Map<number, Entry[]>()

  /** Takes in the words of one `name_key`. */
  add(key: string): void {
    for (const word of key.split(' ')) this.addWord(word, 1)
  }

  /** Takes in one word that so many people bear. */
  addWord(word: string, people: number): void {
    const known = this.#entries.get(word)
    if (known !== undefined) {
      known.people += people
      return
    }
    const entry = { word, letters: lettersOf(word), people }
    this.#entries.set(word, entry)
    const same = this.#byLength.get(word.length)
    if (same === undefined) this.#byLength.set(word.length, [entry])
    else same.push(entry)
  }

  /** Known words that begin so, most frequent first. */
  starting(typed: string, limit: number): string[] {
    return [...this.#entries.values()]
      .filter(({ word }) => word.startsWith(typed))
      .sort((a, b) => b.people - a.people)
      .slice(0, limit)
      .map(({ word }) => word)
  }

  /** Known words that hold the typed letters further in than at their beginning, most frequent first. */
  holding(typed: string, limit: number): string[] {
    return [...this.#entries.values()]
      .filter(({ word }) => word.indexOf(typed) > 0)
      .sort((a, b) => b.people - a.people)
      .slice(0, limit)
      .map(({ word }) => word)
  }

  get size(): number {
    return this.#entries.size
  }

  /** How many people bear a word in their name; 0 for an unknown one. */
  people(word: string): number {
    return this.#entries.get(word)?.people ?? 0
  }

  has(word: string): boolean {
    return this.#entries.has(word)
  }

  /**
   * Words that may be meant by a typed one, nearest and most frequent first: with slips, or (when none is) whose beginning fits
   * with one slip.
   * @param most slips allowed; default by length
   */
  near(typed: string, most = slipsAllowed(typed.length), limit = 12): string[] {
    if (most === 0) return this.has(typed) ? [typed] : []
    const letters = lettersOf(typed)
    const found: { entry: Entry; distance: number }[] = []
    for (let length = typed.length - most; length <= typed.length + most; length += 1)
      for (const entry of this.#byLength.get(length) ?? []) {
        if (bitCount(entry.letters ^ letters) > 2 * most) continue
        const distance = slips(typed, entry.word, most)
        if (distance <= most) found.push({ entry, distance })
      }
    if (found.length === 0 && typed.length >= 5)
      for (const [length, entries] of this.#byLength) {
        if (length <= typed.length) continue
        for (const entry of entries)
          if (slips(typed, entry.word.slice(0, typed.length), 1) <= 1) found.push({ entry, distance: 1 })
      }
    return found
      .sort((a, b) => a.distance - b.distance || b.entry.people - a.entry.people || (a.entry.word < b.entry.word ? -1 : 1))
      .slice(0, limit)
      .map(({ entry }) => entry.word)
  }

  /** Two known words that were typed as one: `nurhayati` → `nur`, `hayati`. */
  halves(typed: string): [string, string][] {
    const pairs: [string, string][] = []
    for (let at = 3; at <= typed.length - 3; at += 1) {
      const [start, end] = [typed.slice(0, at), typed.slice(at)]
      if (!this.has(start)) continue
      // Inside a word Kh is folded to H, at its start it is not: "nurkhasanah" is "nur khasanah".
      for (const second of end.startsWith('h') ? [end, `k${end}`] : [end]) if (this.has(second)) pairs.push([start, second])
    }
    return pairs
  }

  /**
   * The first three letters of all words that begin with one or two typed letters, most frequent first; null when such a word
   * itself stands in a name (`La`, `Ni`), for then no three letters would find it.
   */
  beginnings(typed: string, limit = 16): string[] | null {
    if (this.has(typed)) return null
    const people = new Map<string, number>()
    for (const entry of this.#entries.values())
      if (entry.word.length >= 3 && entry.word.startsWith(typed)) {
        const start = entry.word.slice(0, 3)
        people.set(start, (people.get(start) ?? 0) + entry.people)
      }
    return [...people]
      .sort((a, b) => b[1] - a[1])
      .slice(0, limit)
      .map(([start]) => start)
  }
}
