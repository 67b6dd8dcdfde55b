import { nameKey } from '../../../shared/domain/names.ts'

/** A text cut into folded words. Equal texts share one object, so comparing two of them begins with `===`. */
export interface Words {
  key: string
  words: readonly string[]
  /** How many subjects carry exactly this text; kept by the pool it came from. */
  count: number
}

/**
 * A person (or a record of any other list) as the comparison needs one: folded once, compared often. '' and null = not known.
 */
export interface Subject {
  id: number
  /** NIK, or the number that stood in its place. */
  number: string
  name: Words | null
  /** `YYYY-MM-DD`; a date that exists in no calendar is kept as it stands, for two lists may carry the same slip. */
  birthDate: string
  sex: string
  mother: Words | null
  birthPlace: Words | null
  /** Code or folded name of the village. */
  village: string
  address: Words | null
  phone: string
  kk: string
}

/** What a subject is made of, as stored or typed. */
export interface SubjectFields {
  id: number
  number: string | null
  name: string
  birthDate: string | null
  sex: string | null
  motherName: string
  birthPlace: string
  village: string | null
  address: string
  hamlet: string
  rt: string
  rw: string
  phone: string
  kk: string | null
}

/** Words that every address has and that tell nothing: street, alley, hamlet, number. */
const addressFillers = new Set(
  'jl jln jalan gg gang dusun dsn dk dukuh lingkungan lingk link kp kampung blok no nomor rt rw'.split(' '),
)

/** Folded words of an address; RT and RW become words of their own (`rt3`), so that `003` and `3` agree. */
export const addressKey = (address: string, hamlet = '', rt = '', rw = ''): string => {
  const words = nameKey(`${address} ${hamlet}`)
    .split(' ')
    .map((word) => word.replace(/^0+(?=\d)/, ''))
    .filter((word) => word !== '' && !addressFillers.has(word))
  const numbered = (mark: string, digits: string): string[] =>
    /[1-9]/.test(digits) ? [`${mark}${digits.replace(/\D/g, '').replace(/^0+/, '')}`] : []
  return [...new Set([...words, ...numbered('rt', rt), ...numbered('rw', rw)])].join(' ')
}

/** Digits of a phone number without the ways its beginning is written: `+62 812…`, `62812…` and `0812…` are one. Too short = none. */
export const phoneKey = (phone: string): string => {
  const digits = phone.replace(/\D/g, '').replace(/^(?:62|0)+/, '')
  return digits.length < 6 ? '' : digits
}

/** Texts of one kind: each different text once, with how many subjects carry it and how often its words come. */
export class WordPool {
  readonly #texts = new Map<string, Words>()
  /** Each word once, with how many texts hold it: a million names are made of a few thousand words. */
  readonly #words = new Map<string, { word: string; count: number }>()

  /** The shared object of a folded text; null for an empty one. */
  take(key: string): Words | null {
    if (key === '') return null
    let text = this.#texts.get(key)
    if (text === undefined) {
      text = { key, words: key.split(' ').map((word) => this.#word(word).word), count: 0 }
      this.#texts.set(key, text)
    }
    text.count += 1
    for (const word of text.words) this.#word(word).count += 1
    return text
  }

  /** How many subjects have a word in their text. */
  wordCount(word: string): number {
    return this.#words.get(word)?.count ?? 0
  }

  #word(word: string): { word: string; count: number } {
    const known = this.#words.get(word)
    if (known !== undefined) return known
    const made = { word, count: 0 }
    this.#words.set(word, made)
    return made
  }
}

/** The pools of one list of subjects. Memory grows with the different names and addresses, not with every person. */
export class SubjectPools {
  readonly names = new WordPool()
  readonly mothers = new WordPool()
  readonly places = new WordPool()
  readonly addresses = new WordPool()
  readonly #values = new Map<string, string>()

  /** One string object for equal values: family card numbers and dates repeat. */
  #share(value: string): string {
    const known = this.#values.get(value)
    if (known !== undefined) return known
    this.#values.set(value, value)
    return value
  }

  /** Folds a record. */
  subject(fields: SubjectFields): Subject {
    return {
      id: fields.id,
      number: fields.number ?? '',
      name: this.names.take(nameKey(fields.name)),
      birthDate: this.#share(fields.birthDate ?? ''),
      sex: fields.sex ?? '',
      mother: this.mothers.take(nameKey(fields.motherName)),
      birthPlace: this.places.take(nameKey(fields.birthPlace)),
      village: this.#share(fields.village ?? ''),
      address: this.addresses.take(addressKey(fields.address, fields.hamlet, fields.rt, fields.rw)),
      phone: phoneKey(fields.phone),
      kk: this.#share(fields.kk ?? ''),
    }
  }
}
