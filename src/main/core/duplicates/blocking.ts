import { hash32 } from './hash.ts'
import type { Subject, Words } from './subject.ts'

/**
 * Blocking: two people are compared only when they agree in at least one of these keys. Each key survives other slips than
 * the rest, so that a pair must be spoiled in many fields at once to be missed.
 */
export interface BlockingKey {
  /** For documents and measurements. */
  name: string
  /** The keys of a subject; none when a value it needs is missing. */
  keys(subject: Subject): string[]
}

/** Skeletons of words met before; emptied when a list of many strange words fills it. */
const skeletons = new Map<string, string>()
const skeletonsKept = 100_000

/** Consonants of a word behind its first letter, repeated ones once: vowels and doubled letters are what people write differently. */
const skeletonOf = (word: string): string => {
  const known = skeletons.get(word)
  if (known !== undefined) return known
  if (skeletons.size >= skeletonsKept) skeletons.clear()
  const made = (word.charAt(0) + word.slice(1).replace(/[aeiouyhw]/g, '')).replace(/(.)\1+/g, '$1')
  skeletons.set(word, made)
  return made
}

/** Skeletons of the words of a text, sorted, so that their order does not matter. */
const skeleton = (text: Words): string[] => text.words.map(skeletonOf).sort()

/** First letters of the words of a text, each once; at most four. */
const starts = (text: Words | null, letters: number): string[] =>
  text === null ? [] : [...new Set(text.words.slice(0, 4).map((word) => word.slice(0, letters)))]

/** The day of birth so that day and month exchanged make the same key. */
const turnedDate = (date: string): string => {
  const [year = '', month = '', day = ''] = date.split('-')
  return month < day ? `${year}${month}${day}` : `${year}${day}${month}`
}

const beginning = (number: string): string =>
  number.length === 16 ? number.slice(0, 12) : number.slice(0, Math.ceil(number.length / 2))
const ending = (number: string): string => (number.length === 16 ? number.slice(6) : number.slice(-Math.ceil(number.length / 2)))

const whenNamed = (subject: Subject, key: (name: Words) => string[]): string[] => (subject.name === null ? [] : key(subject.name))

/** All keys, those that find most first. */
export const blockingKeys: readonly BlockingKey[] = [
  { name: 'number', keys: ({ number }) => (number.length < 4 ? [] : [number]) },
  // 12 of a NIK's 16 digits: region and birth day. Of other numbers, halves.
  { name: 'number-start', keys: ({ number }) => (number.length < 6 ? [] : [beginning(number)]) },
  { name: 'number-end', keys: ({ number }) => (number.length < 6 ? [] : [ending(number)]) },
  {
    name: 'birth-date-and-initials',
    keys: ({ birthDate, name }) => (birthDate === '' ? [] : starts(name, 1).map((letter) => turnedDate(birthDate) + letter)),
  },
  {
    name: 'name-and-birth-year',
    keys: (subject) =>
      whenNamed(subject, (name) => (subject.birthDate === '' ? [] : [skeleton(name).join(' ') + subject.birthDate.slice(0, 4)])),
  },
  {
    name: 'name-and-day-of-year',
    keys: (subject) =>
      whenNamed(subject, (name) => (subject.birthDate === '' ? [] : [skeleton(name).join(' ') + subject.birthDate.slice(4)])),
  },
  {
    name: 'name-and-village',
    keys: (subject) => whenNamed(subject, (name) => (subject.village === '' ? [] : [skeleton(name).join(' ') + subject.village])),
  },
  {
    name: 'mother-and-birth-date',
    keys: ({ mother, birthDate }) =>
      mother === null || birthDate === '' ? [] : [skeleton(mother).join(' ') + turnedDate(birthDate)],
  },
  {
    name: 'name-and-mother',
    keys: (subject) =>
      whenNamed(subject, (name) =>
        subject.mother === null ? [] : [`${skeleton(name).join(' ')}/${skeleton(subject.mother).join(' ')}`],
      ),
  },
  { name: 'family-card-and-initial', keys: ({ kk, name }) => (kk === '' ? [] : starts(name, 1).map((letter) => kk + letter)) },
  { name: 'phone-and-initial', keys: ({ phone, name }) => (phone === '' ? [] : starts(name, 1).map((letter) => phone + letter)) },
  {
    name: 'village-year-and-name-start',
    keys: ({ village, birthDate, name }) =>
      village === '' || birthDate === '' ? [] : starts(name, 3).map((start) => `${village}${birthDate.slice(0, 4)}${start}`),
  },
  {
    name: 'village-day-and-name-start',
    keys: ({ village, birthDate, name }) =>
      village === '' || birthDate === '' ? [] : starts(name, 2).map((start) => `${village}${birthDate.slice(5)}${start}`),
  },
  {
    name: 'address-and-name-start',
    keys: ({ address, village, name }) =>
      address === null ? [] : starts(name, 2).map((start) => `${[...address.words].sort().join(' ')}/${village}${start}`),
  },
  {
    name: 'village-and-initials',
    keys: (subject) =>
      whenNamed(subject, (name) => (subject.village === '' ? [] : [subject.village + starts(name, 1).sort().join('')])),
  },
  // The last nets, for people of whom little is known.
  {
    name: 'longest-word-and-birth-month',
    keys: (subject) =>
      whenNamed(subject, (name) => {
        const longest = [...name.words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))[0] as string
        return subject.birthDate === '' || longest.length < 4 ? [] : [skeletonOf(longest) + subject.birthDate.slice(0, 7)]
      }),
  },
  {
    name: 'name-without-birth-date',
    keys: (subject) => whenNamed(subject, (name) => [name.key]),
  },
]

/** Everybody in a block of up to so many is compared with everybody. */
export const wholeBlock = 60
/** In a larger block each one is compared with so many neighbours in the order of names and birth dates. */
export const neighbours = 10

const orderInBlock =
  (subjects: readonly Subject[]) =>
  (a: number, b: number): number => {
    const [one, other] = [subjects[a] as Subject, subjects[b] as Subject]
    const [nameOne, nameOther] = [one.name?.key ?? '', other.name?.key ?? '']
    return nameOne < nameOther
      ? -1
      : nameOne > nameOther
        ? 1
        : one.birthDate < other.birthDate
          ? -1
          : one.birthDate > other.birthDate
            ? 1
            : a - b
  }

/**
 * Walks the pairs that agree in one key. Memory: one number per key of every subject. Blocks that are too large (a common name,
 * the first of July) are sorted and walked with a sliding window, so the pairs grow with the people, not with their square.
 * Two different keys with one hash only cause a comparison more.
 * @param visit called with two indexes, the smaller first; a pair may come from several keys
 */
export const walkBlocks = (subjects: readonly Subject[], key: BlockingKey, visit: (a: number, b: number) => void): void => {
  let entries = new Float64Array(Math.max(16, subjects.length))
  let count = 0
  const span = 2 ** Math.ceil(Math.log2(Math.max(2, subjects.length)))
  const hashes = Math.min(2 ** 32, 2 ** 53 / span)
  for (const [index, subject] of subjects.entries())
    for (const text of key.keys(subject)) {
      if (count === entries.length) {
        const wider = new Float64Array(Math.ceil(entries.length * 1.5))
        wider.set(entries)
        entries = wider
      }
      entries[count] = (hash32(text) % hashes) * span + index
      count += 1
    }
  const sorted = entries.subarray(0, count).sort()
  const order = orderInBlock(subjects)
  for (let from = 0; from < sorted.length; ) {
    const block = Math.floor((sorted[from] as number) / span)
    let to = from + 1
    while (to < sorted.length && Math.floor((sorted[to] as number) / span) === block) to += 1
    if (to - from > 1) {
      const members = Array.from(sorted.subarray(from, to), (entry) => entry % span)
      const large = members.length > wholeBlock
      if (large) members.sort(order)
      for (let i = 0; i < members.length; i += 1) {
        const last = large ? Math.min(members.length, i + 1 + neighbours) : members.length
        for (let j = i + 1; j < last; j += 1) {
          const [a, b] = [members[i] as number, members[j] as number]
          if (a !== b) visit(Math.min(a, b), Math.max(a, b))
        }
      }
    }
    from = to
  }
}
