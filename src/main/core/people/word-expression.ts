import type { Reading } from './query-reading.ts'
import type { Slot } from './search-text.ts'
import { wordsIn } from './search-words.sqlite.ts'
import type { Vocabulary } from './vocabulary.sqlite.ts'
import type { WordList } from './word-list.ts'

/** Ways of a word that are asked for at once; the most frequent ones come first. */
const mostWays = 24

const nameWays = (word: string, words: Vocabulary, loose: boolean): string[] => [
  word.length < 2 ? word : `${word}*`,
  ...(loose ? [...words.names.near(word), ...words.names.halves(word).map(([first]) => first)] : []),
]

/** A mother's name stands as it was written: all spellings of the word in the register. */
const motherWays = (word: string, words: Vocabulary, loose: boolean): string[] =>
  [...words.mothers.starting(word, mostWays), ...(loose ? words.mothers.near(word) : [])]
    .flatMap((key) => [...(words.written.get(key) ?? [])])
    .slice(0, mostWays * 2)

const placeWays = (word: string, words: Vocabulary, loose: boolean): string[] => [
  word.length < 2 ? word : `${word}*`,
  ...(loose && word.length >= 5 ? words.places.near(word, 1) : []),
]

const padded = (number: string): string[] => [number, number.padStart(2, '0'), number.padStart(3, '0')]
const two = (number: number): string => String(number).padStart(2, '0')

/**
 * What a reading asks of the word index; null when nothing in it can be asked there (a region alone).
 * @param loose also words of the register that differ by a slip
 */
export const readingExpression = (reading: Reading, words: Vocabulary, loose: boolean): string | null => {
  const parts: string[] = []
  for (const word of reading.names)
    if (word.length > 1 || reading.names.length === 1) parts.push(wordsIn('name_key', nameWays(word, words, loose)))
  for (const word of reading.mother) {
    const ways = motherWays(word, words, loose)
    // Nobody's mother is called so: an expression that finds nobody, rather than one that asks for less.
    parts.push(wordsIn('mother_name', ways.length === 0 ? [word] : ways))
  }
  for (const word of reading.address) parts.push(wordsIn('address hamlet', placeWays(word, words, loose)))
  if (reading.rt !== null) parts.push(wordsIn('rt', padded(reading.rt)))
  if (reading.rw !== null) parts.push(wordsIn('rw', padded(reading.rw)))
  if (reading.birth !== null) {
    const { year, toYear, month, day } = reading.birth
    parts.push(
      wordsIn(
        'birth_date',
        Array.from({ length: toYear - year + 1 }, (_, index) => String(year + index)),
      ),
    )
    if (month !== null) parts.push(wordsIn('birth_date', [two(month)]))
    if (day !== null) parts.push(wordsIn('birth_date', [two(day)]))
  }
  return parts.length === 0 ? null : parts.join(' AND ')
}

/** Every word somewhere: in the name, the mother's name, the street or the hamlet. */
export const anywhereExpression = (typed: readonly string[], words: Vocabulary): string | null => {
  const asked = typed.filter((word) => word.length > 2)
  if (asked.length === 0) return null
  return asked
    .map((word) => {
      const mothers = motherWays(word, words, true)
      const ways = [wordsIn('name_key', nameWays(word, words, true)), wordsIn('address hamlet', placeWays(word, words, true))]
      if (mothers.length > 0) ways.push(wordsIn('mother_name', mothers))
      return `(${ways.join(' OR ')})`
    })
    .join(' AND ')
}

/**
 * The slots of a name as an expression of the word index: known words and what begins so; a typed fragment also inside of words.
 * Pieces of one or two letters narrow nothing down.
 * @returns null when nothing can be asked
 */
export const slotExpression = (slots: readonly Slot[], words: WordList): string | null => {
  const parts = slots.flatMap((ways) => {
    const asked = ways.filter((way) => way.every((piece) => piece.length > 2))
    if (asked.length === 0 || asked.length < ways.length) return []
    const alone = asked.flatMap((way) => (way.length === 1 ? way : []))
    const typed = alone[0]
    const inside = typed === undefined || words.has(typed) ? [] : words.holding(typed, mostWays)
    const together = asked.filter((way) => way.length > 1).map((way) => `(${way.map((piece) => `"${piece}"*`).join(' AND ')})`)
    const any = [...new Set([...alone.map((piece) => `"${piece}"*`), ...inside.map((word) => `"${word}"`)]), ...together]
    return [`{name_key} : (${any.join(' OR ')})`]
  })
  return parts.length === 0 ? null : parts.join(' AND ')
}
