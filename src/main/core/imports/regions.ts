import { nameKey } from '../../../shared/domain/names.ts'
import { barerNames, dottedCode, withoutKind } from '../../../shared/domain/region-levels.ts'

/** A region as the matcher needs it. */
export interface RegionRow {
  code: string
  level: number
  /** As the list writes it; tells villages apart that the folded name does not (Sukamaju I, Sukamaju II). */
  name?: string
  nameKey: string
  /** Names it had before. */
  formerNames?: readonly string[]
  /** BPS codes, the present one and those of former periods. */
  bpsCodes?: readonly string[]
  /** What it became, when it has ended; undefined = still valid. */
  successors?: readonly string[]
}

const tight = (key: string): string => key.replaceAll(' ', '')
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '')

/** Whether two words differ by one letter: another, missing, added, or two exchanged. */
const oneSlip = (one: string, other: string): boolean => {
  if (Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start += 1
  let end = 0
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)]
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}

/** Numbers at the end of a name make another village of it (Sukamaju 1, Sukamaju II), however alike the rest. */
const numberOf = (name: string): string => /(?:^|\s)(\d+|[ivx]+)\s*$/i.exec(name)?.[1]?.toLowerCase() ?? ''
const shortestGuess = 5

interface Named {
  code: string
  key: string
  number: string
}

const addTo = (map: Map<string, string[]>, key: string, code: string): void => {
  const list = map.get(key)
  if (list === undefined) map.set(key, [code])
  else if (!list.includes(code)) list.push(code)
}

/** Names of one level: exact ones at once, misspelled ones by looking at all of them. */
class Names {
  readonly #plain = new Map<string, string[]>()
  readonly #folded = new Map<string, string[]>()
  readonly #all: Named[] = []

  add(name: string, folded: string, code: string): void {
    addTo(this.#plain, plain(name), code)
    addTo(this.#folded, tight(folded), code)
    this.#all.push({ key: tight(folded), number: numberOf(name), code })
  }

  /** Codes of a name as it is written, or without the kind in front; spellings are folded only when that finds nothing. */
  exact(name: string): readonly string[] {
    const names = barerNames(name)
    for (const one of names) {
      const found = this.#plain.get(plain(one))
      if (found !== undefined) return found
    }
    for (const one of names) {
      const found = this.#folded.get(tight(nameKey(one)))
      if (found !== undefined) return found
    }
    return []
  }

  /** Codes of names that differ by one letter. */
  alike(name: string): readonly string[] {
    const asked = tight(nameKey(withoutKind(name)))
    if (asked.length < shortestGuess) return []
    const number = numberOf(name)
    const found = this.#all.filter((one) => one.number === number && oneSlip(one.key, asked))
    return [...new Set(found.map(({ code }) => code))]
  }
}

/** Finds the office's villages by the names and codes that stand in files. */
export class RegionMatcher {
  readonly #codes = new Map<string, RegionRow>()
  readonly #bps = new Map<string, string>()
  readonly #subDistricts = new Names()
  readonly #villages = new Names()
  /** Names of ended villages and former names: asked only when no present name fits. */
  readonly #formerVillages = new Names()
  readonly #formerSubDistricts = new Names()
  readonly #seen = new Map<string, string | null>()
  /** How many codes of the file could only be of one system: tells what a code means that could be of both. */
  readonly #told = { kemendagri: 0, bps: 0 }
  /** The village of rows that name none, as the clerk said when choosing the file; null = not said. */
  readonly village: string | null

  /** @param rows sub-districts (level 3) and villages (level 4) of one district */
  constructor(rows: readonly RegionRow[], village: string | null = null) {
    this.village = village
    for (const row of rows) {
      this.#codes.set(row.code, row)
      for (const bps of row.bpsCodes ?? []) this.#bps.set(bps, row.code)
      if (row.level !== 3 && row.level !== 4) continue
      const [present, former] =
        row.level === 3 ? [this.#subDistricts, this.#formerSubDistricts] : [this.#villages, this.#formerVillages]
      const names = row.successors === undefined ? present : former
      names.add(row.name ?? row.nameKey, row.nameKey, row.code)
      for (const name of row.formerNames ?? []) former.add(name, nameKey(name), row.code)
    }
  }

  /** Whether anything can be found at all. */
  get empty(): boolean {
    return this.#codes.size === 0
  }

  /**
   * The code of a village (or of the sub-district when only that is known), or null. Codes may be Kemendagri's, with and
   * without dots, or BPS'. A village name that exists twice in the district needs its sub-district beside it. A village that
   * has ended and became one other is that other.
   */
  find(code: string, subDistrict: string, village: string): string | null {
    const key = `${code}\n${subDistrict}\n${village}`
    const seen = this.#seen.get(key)
    if (seen !== undefined) return seen
    const found = this.#byCode(code, subDistrict, village) ?? this.#byName(subDistrict, village)
    const now = found === null ? null : this.#present(found)
    // What is not found today may be found when more of the file is read.
    if (now !== null && this.#seen.size < 20_000) this.#seen.set(key, now)
    return now
  }

  #present(code: string): string {
    let now = code
    for (let step = 0; step < 5; step += 1) {
      const successors = this.#codes.get(now)?.successors ?? []
      if (successors.length !== 1) return now
      now = successors[0] as string
    }
    return now
  }

  #byCode(code: string, subDistrict: string, village: string): string | null {
    const digits = code.replace(/\D/g, '')
    const dotted = digits.length === 6 || digits.length === 10 ? dottedCode(digits) : null
    const kemendagri = dotted !== null && this.#codes.has(dotted) ? dotted : null
    const bps = this.#bps.get(digits) ?? null
    if (kemendagri === null || bps === null || kemendagri === bps) {
      if (kemendagri !== null && bps === null) this.#told.kemendagri += 1
      if (bps !== null && kemendagri === null) this.#told.bps += 1
      return kemendagri ?? bps
    }
    // Both systems know these digits, for two villages: the name beside them decides, then the dots, then the rest of the file.
    const named = this.#byName(subDistrict, village)
    if (named === kemendagri || named === bps) return named
    if (code.trim() === kemendagri) return kemendagri
    if (this.#told.kemendagri > 0 && this.#told.bps === 0) return kemendagri
    if (this.#told.bps > 0 && this.#told.kemendagri === 0) return bps
    return null
  }

  #byName(subDistrict: string, village: string): string | null {
    const ways: [Names, (names: Names, name: string) => readonly string[]][] = [
      [this.#villages, (names, name) => names.exact(name)],
      [this.#formerVillages, (names, name) => names.exact(name)],
      [this.#villages, (names, name) => names.alike(name)],
      [this.#formerVillages, (names, name) => names.alike(name)],
    ]
    const above = subDistrict === '' ? [] : this.#subDistrictsNamed(subDistrict)
    if (village === '') return above.length === 1 ? (above[0] as string) : null
    for (const [names, look] of ways) {
      const found = look(names, village)
      const inside = subDistrict === '' ? found : found.filter((one) => above.some((parent) => one.startsWith(`${parent}.`)))
      if (inside.length === 1) return inside[0] as string
      if (inside.length > 1) return null
    }
    return null
  }

  #subDistrictsNamed(name: string): readonly string[] {
    for (const found of [this.#subDistricts.exact(name), this.#formerSubDistricts.exact(name), this.#subDistricts.alike(name)])
      if (found.length > 0) return found
    return []
  }
}
