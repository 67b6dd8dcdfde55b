import { type Flavour, generalNames, type NameList, nameLists } from './name-lists.ts'
import type { Random } from './random.ts'

/** Parts of which Javanese-sounding names are joined; they give the register the long tail of rare names that real ones have. */
const joined = {
  L: {
    starts: 'Su Har Mar Pur Wi Kas Sar Ru Dar Jo Tu Ka Pra Ma Ri Bu'.split(' '),
    ends: 'yono tono manto diman jono giman kiman tadi wandi madi nardi santo yadi rianto darto sono kardi parno naryo warto jito gito'.split(
      ' ',
    ),
  },
  P: {
    starts: 'Su Har Mar Nur Wi Kas Sar Ru Dar Yu Tu Ka Mul Ma Ri Mi'.split(' '),
    ends: 'yanti tini marni lastri jinah yati harti darsih narti wati santi tiyem rianti kinah mirah parti tinem niati hayati diana'.split(
      ' ',
    ),
  },
} as const

/** Makes names of one flavour. */
export interface NameMaker {
  /** A name in the register's capitals, without titles. */
  given(sex: 'L' | 'P', clan: string): string
  /** A clan of the flavour, or '' where people have none. */
  clan(): string
  religion(): string
}

/** @param flavour naming habits to follow; a fifth of the people are named by no region's habit */
export const newNames = (random: Random, flavour: Flavour): NameMaker => {
  const own = nameLists[flavour]
  const joins = flavour === 'java' || flavour === 'sunda'
  const listFor = (): NameList => (random.chance(0.22) ? generalNames : own)
  const one = (sex: 'L' | 'P'): string => {
    if (random.chance(joins ? 0.18 : 0.05)) return random.pick(joined[sex].starts) + random.pick(joined[sex].ends)
    return random.common(listFor()[sex === 'L' ? 'male' : 'female'].first)
  }
  return {
    given: (sex, clan) => {
      const first = one(sex)
      const parts = [first]
      const count = random.next()
      if (count > 0.3 || first.length < 4) {
        const second = random.common(listFor()[sex === 'L' ? 'male' : 'female'].second)
        if (second !== first) parts.push(second)
      }
      if (count > 0.92) parts.push(random.common(generalNames[sex === 'L' ? 'male' : 'female'].second))
      if (clan !== '') parts.push(clan)
      return [...new Set(parts)].join(' ').toUpperCase()
    },
    clan: () => (own.clans.length > 0 && random.chance(0.85) ? random.common(own.clans) : ''),
    religion: () => random.weighted(own.religions),
  }
}

/** Puts the title of a Mecca pilgrim before some older Muslims' names. */
export const withTitle = (random: Random, name: string, person: { sex: 'L' | 'P'; age: number; religion: string }): string =>
  person.religion === 'Islam' && person.age > 45 && random.chance(0.06) ? `${person.sex === 'L' ? 'H.' : 'HJ.'} ${name}` : name
