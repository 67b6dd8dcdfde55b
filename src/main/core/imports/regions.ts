import { nameKey } from '../../../shared/domain/names.ts'

/** A row of the region table as the matcher needs it. */
export interface RegionRow {
  code: string
  level: number
  nameKey: string
}

const withoutKind = (name: string): string =>
  name.replace(/^\s*(kecamatan|kec|distrik|desa|kelurahan|kel|ds|nagari|gampong|pekon|kampung)\b[.\s:]+/i, '')

const tight = (key: string): string => key.replaceAll(' ', '')

/** Finds the office's villages by the names and codes that stand in files. */
export class RegionMatcher {
  readonly #codes = new Set<string>()
  readonly #subDistricts = new Map<string, string[]>()
  readonly #villages = new Map<string, string[]>()
  readonly #seen = new Map<string, string | null>()
  /** The village of rows that name none, as the clerk said when choosing the file; null = not said. */
  readonly village: string | null

  /** @param rows sub-districts (level 3) and villages (level 4) of one district */
  constructor(rows: readonly RegionRow[], village: string | null = null) {
    this.village = village
    for (const { code, level, nameKey: key } of rows) {
      this.#codes.add(code)
      const map = level === 3 ? this.#subDistricts : level === 4 ? this.#villages : null
      if (map === null) continue
      const list = map.get(tight(key))
      if (list === undefined) map.set(tight(key), [code])
      else list.push(code)
    }
  }

  /** Whether anything can be found at all. */
  get empty(): boolean {
    return this.#codes.size === 0
  }

  /**
   * The code of a village (or of the sub-district when only that is known), or null.
   * A village name that exists twice in the district needs its sub-district beside it.
   */
  find(code: string, subDistrict: string, village: string): string | null {
    const key = `${code}\n${subDistrict}\n${village}`
    const seen = this.#seen.get(key)
    if (seen !== undefined) return seen
    const found = this.#find(code, subDistrict, village)
    if (this.#seen.size < 20_000) this.#seen.set(key, found)
    return found
  }

  #find(code: string, subDistrict: string, village: string): string | null {
    const digits = code.replace(/\D/g, '')
    if (digits.length === 10 || digits.length === 6) {
      const parts = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)]
      const dotted = [...parts, ...(digits.length === 10 ? [digits.slice(6)] : [])].join('.')
      if (this.#codes.has(dotted)) return dotted
    }
    const lookUp = (map: ReadonlyMap<string, string[]>, name: string): string[] =>
      map.get(tight(nameKey(name))) ?? map.get(tight(nameKey(withoutKind(name)))) ?? []
    const above = subDistrict === '' ? [] : lookUp(this.#subDistricts, subDistrict)
    if (village === '') return above.length === 1 ? (above[0] as string) : null
    const villages = lookUp(this.#villages, village)
    const inside =
      subDistrict === '' ? villages : villages.filter((found) => above.some((parent) => found.startsWith(`${parent}.`)))
    return inside.length === 1 ? (inside[0] as string) : null
  }
}
