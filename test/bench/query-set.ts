import { newRandom, type Random } from '../../src/main/core/practice/random.ts'
import { nameKey } from '../../src/shared/domain/names.ts'

/** One query of the fixed mix. */
export interface SearchQuery {
  kind: 'common' | 'two-words' | 'misspelled' | 'fragment'
  text: string
  /** What was meant, before the slip: the words as `nameKey` folds them, or the whole NIK. */
  meant: string
}

const shares: Readonly<Record<SearchQuery['kind'], number>> = { common: 40, 'two-words': 30, misspelled: 20, fragment: 10 }

/** One slip of a keyboard inside a word: two letters swapped, one lost, one doubled, or a neighbour key. */
const slip = (random: Random, word: string): string => {
  const at = random.whole(1, word.length - 2)
  switch (random.whole(0, 3)) {
    case 0:
      return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
    case 1:
      return word.slice(0, at) + word.slice(at + 1)
    case 2:
      return word.slice(0, at + 1) + word.charAt(at) + word.slice(at + 1)
    default:
      return word.slice(0, at) + random.pick([...'AEIOUNRST']) + word.slice(at + 1)
  }
}

/**
 * The fixed query set of the search bar: 40 % common first names, 30 % two words (a quarter of them in turned order),
 * 20 % misspelled, 10 % fragments of a NIK (beginning, end, inside, masked as lists show it). The same seed and people give the same set.
 * @param people whom the register holds
 * @param count how many queries
 */
export const searchQuerySet = (
  seed: number,
  people: readonly { name: string; nik: string | null }[],
  count = 500,
): SearchQuery[] => {
  const random = newRandom(seed)
  const frequency = new Map<string, number>()
  for (const { name } of people) {
    const first = name.split(' ')[0] as string
    if (first.length > 2 && !first.endsWith('.')) frequency.set(first, (frequency.get(first) ?? 0) + 1)
  }
  const common = [...frequency]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, 30)
    .map(([first]) => first)
  const withWords = (least: number): string[] => {
    for (;;) {
      const { name } = random.pick(people)
      const words = name.split(' ').filter((word) => word.length > 3)
      if (words.length >= least) return words
    }
  }
  const make: Record<SearchQuery['kind'], () => SearchQuery> = {
    common: () => {
      const first = random.pick(common)
      return { kind: 'common', text: first.toLowerCase(), meant: nameKey(first) }
    },
    'two-words': () => {
      const words = withWords(2)
      const two = words.slice(0, 2)
      return {
        kind: 'two-words',
        text: (random.chance(0.25) ? two.reverse() : two).join(' ').toLowerCase(),
        meant: nameKey(two.join(' ')),
      }
    },
    misspelled: () => {
      const words = withWords(random.chance(0.75) ? 2 : 1)
      const typed = words.slice(0, 2)
      const meant = nameKey(typed.join(' '))
      const at = random.whole(0, typed.length - 1)
      typed[at] = slip(random, typed[at] as string)
      return { kind: 'misspelled', text: typed.join(' ').toLowerCase(), meant }
    },
    fragment: () => {
      let nik: string | null = null
      while (nik === null) nik = random.pick(people).nik
      const inside = random.whole(2, 8)
      const texts = [
        nik.slice(0, random.whole(8, 14)),
        nik.slice(-random.whole(6, 8)),
        nik.slice(inside, inside + 8),
        `${nik.slice(0, 6)}••••••${nik.slice(-4)}`,
      ]
      return { kind: 'fragment', text: random.pick(texts), meant: nik }
    },
  }
  const kinds = (Object.keys(shares) as SearchQuery['kind'][]).flatMap((kind) =>
    Array.from({ length: Math.round((count * shares[kind]) / 100) }, () => kind),
  )
  // Shuffled, so that no kind profits from pages another one has just read.
  for (let index = kinds.length - 1; index > 0; index -= 1) {
    const other = random.whole(0, index)
    ;[kinds[index], kinds[other]] = [kinds[other] as SearchQuery['kind'], kinds[index] as SearchQuery['kind']]
  }
  return kinds.map((kind) => make[kind]())
}

/** A person with everything that a line may ask for. */
export interface KnownPerson {
  name: string
  nik: string | null
  phone: string
  motherName: string
  birthDate: string
  address: string
  regionCode: string
}

/** One query of the second set; `meant` = the person it was made of. */
export interface LineQuery {
  kind: 'phone' | 'mother' | 'address' | 'village' | 'year'
  text: string
  meant: KnownPerson
}

export const lineKinds: readonly LineQuery['kind'][] = ['phone', 'mother', 'address', 'village', 'year']

/**
 * The second set, of lines that ask for more than a name, as many of each kind: a telephone number (written with dashes, +62 or by
 * its last six digits), "first name ibu mother", "first name jalan street number", "first name desa village", "first name year".
 * @param village name of the village of a region code
 */
export const lineQuerySet = (
  seed: number,
  people: readonly KnownPerson[],
  village: (code: string) => string,
  count = 250,
): LineQuery[] => {
  const random = newRandom(seed + 1)
  const first = (name: string): string =>
    name
      .split(' ')
      .find((word) => word.length > 3)
      ?.toLowerCase() ?? name.toLowerCase()
  const one = (fits: (person: KnownPerson) => boolean): KnownPerson => {
    for (;;) {
      const person = random.pick(people)
      if (fits(person)) return person
    }
  }
  const make: Record<LineQuery['kind'], () => Omit<LineQuery, 'kind'>> = {
    phone: () => {
      const meant = one(({ phone }) => phone.length >= 9)
      const digits = meant.phone.replace(/\D/g, '')
      const ways = [digits, digits.replace(/^0/, '+62'), `${digits.slice(0, 4)}-${digits.slice(4)}`, digits.slice(-6)]
      return { text: random.pick(ways), meant }
    },
    mother: () => {
      const meant = one(({ motherName }) => first(motherName).length > 3)
      return { text: `${first(meant.name)} ibu ${first(meant.motherName)}`, meant }
    },
    address: () => {
      const meant = one(({ address }) => address !== '')
      return { text: `${first(meant.name)} ${meant.address.toLowerCase()}`, meant }
    },
    village: () => {
      const meant = one(({ regionCode }) => village(regionCode) !== '')
      return { text: `${first(meant.name)} desa ${village(meant.regionCode).toLowerCase()}`, meant }
    },
    year: () => {
      const meant = one(({ birthDate }) => birthDate !== '')
      return { text: `${first(meant.name)} ${meant.birthDate.slice(0, 4)}`, meant }
    },
  }
  return Array.from({ length: count }, (_, index) => {
    const kind = lineKinds[index % lineKinds.length] as LineQuery['kind']
    return { kind, ...make[kind]() }
  })
}
