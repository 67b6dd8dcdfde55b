/** Digits of a number, at least four. `groups` = as typed, where blanks or mask signs stood between them. */
export interface AskedNumber {
  digits: string
  groups: string[]
  masked: boolean
  endOnly: boolean
}

const maskSigns = /[•*xX…]+/

/**
 * Understands a number: also masked as lists show it, `520114••••••6994`, or a full number of 16 digits anywhere in the text.
 * @returns null for anything else and for fewer than four digits
 */
export const readNumber = (text: string): AskedNumber | null => {
  const trimmed = text.trim()
  const full = /(?<!\d)\d{16}(?!\d)/.exec(trimmed)
  if (full !== null) return { digits: full[0], groups: [full[0]], masked: false, endOnly: false }
  if (!/^\+?[\d\s.•*xX…()-]*$/.test(trimmed) || !/\d/.test(trimmed)) return null
  const masked = maskSigns.test(trimmed)
  const groups = trimmed
    .replace(/[.()+-]/g, '')
    .split(masked ? maskSigns : /\s+/)
    .map((group) => group.replace(/\s/g, ''))
    .filter((group) => group !== '')
  const digits = groups.join('')
  if (digits.length < 4) return null
  return { digits, groups, masked, endOnly: masked && groups.length === 1 && !/^\d/.test(trimmed) }
}

/** One way a typed word may stand in a name: all of these pieces occur in it. */
export type Way = string[]
/** All ways of one typed word; one of them is enough. A name must satisfy every slot. */
export type Slot = Way[]

const trigramsOf = (piece: string): string[] =>
  Array.from({ length: Math.max(0, piece.length - 2) }, (_, index) => `"${piece.slice(index, index + 3)}"`)

/**
 * The slots as an FTS5 expression over single trigrams (the index keeps no positions): AND of OR of AND.
 * Pieces shorter than three letters cannot be asked for.
 * @returns null when nothing can be asked
 */
export const trigramExpression = (slots: readonly Slot[]): string | null => {
  const parts = slots.flatMap((ways) => {
    const alternatives = ways.map((way) => [...new Set(way.flatMap(trigramsOf))])
    // A way without a trigram fits anything, so its slot narrows nothing down.
    if (alternatives.length === 0 || alternatives.some((trigrams) => trigrams.length === 0)) return []
    return [`(${alternatives.map((trigrams) => `(${trigrams.join(' AND ')})`).join(' OR ')})`]
  })
  return parts.length === 0 ? null : parts.join(' AND ')
}
