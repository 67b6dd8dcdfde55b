/** Signs that part the fields of a text file. */
export const delimiters = [',', ';', '\t'] as const
export type Delimiter = (typeof delimiters)[number]

const lookedAt = 60

/**
 * Finds the sign that parts the fields: the one that stands equally often in most lines, outside quotes. Excel's own
 * first line `sep=;` is believed.
 * @param head the beginning of the text
 */
export const sniffDelimiter = (head: string): Delimiter => {
  const said = /^\ufeff?sep=(.)\r?\n/i.exec(head)?.[1]
  const believed = delimiters.find((delimiter) => delimiter === said)
  if (believed !== undefined) return believed
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of delimiters) {
    const counts = countsOf(head, delimiter)
    const times = new Map<number, number>()
    for (const count of counts) if (count > 0) times.set(count, (times.get(count) ?? 0) + 1)
    for (const [count, lines] of times) {
      const score = lines * (1 + Math.log2(count))
      if (score > best.score) best = { delimiter, score }
    }
  }
  return best.delimiter
}

/** How often the sign stands in each of the first lines, outside quotes. */
const countsOf = (text: string, delimiter: string): number[] => {
  const counts: number[] = []
  let count = 0
  let quoted = false
  let fresh = true
  for (let i = 0; i < text.length && counts.length < lookedAt; i++) {
    const sign = text[i] as string
    if (quoted) {
      if (sign !== '"') continue
      if (text[i + 1] === '"') i += 1
      else quoted = false
    } else if (sign === '"' && fresh) quoted = true
    else if (sign === delimiter) count += 1
    else if (sign === '\n') {
      counts.push(count)
      count = 0
    }
    fresh = !quoted && (sign === delimiter || sign === '\n')
  }
  if (count > 0) counts.push(count)
  return counts
}
