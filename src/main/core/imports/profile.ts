import type { ImportProfileBody } from '../definitions/kinds.ts'

type ProfileColumn = ImportProfileBody['columns'][number]

/** A column of a profile, ready for reading: coded values are looked up by spelling. */
export interface Column {
  field: string
  label: string
  kind: ProfileColumn['kind']
  /** Spelling → stored value; null for columns without a value list. */
  values: ValueLookup | null
  /** Key of that list. */
  list: string | null
  carryDown: boolean
}

/** A profile made ready: header spellings → columns. */
export interface Profile {
  key: string
  version: number
  name: string
  ignoredSheets: ReadonlySet<string>
  endMark: { text: string; column: number } | null
  /** Groups of fields: a header has at least one of each. */
  needs: readonly (readonly string[])[]
  minimumColumns: number
  knownPeopleOnly: boolean
  tag: string
  /** How sheets with one row for a family are read; null where the layout has none. */
  family: Profile | null
  columns: readonly Column[]
  /** By header key, see headerKey. */
  headers: ReadonlyMap<string, Column>
}

/** A header without case, accents, spaces and punctuation: "No. KK*" and "no_kk" are one. */
export const headerKey = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '')

/** Finds the stored value of what stands in a cell: code, label or alias, first as written, then without punctuation. */
export class ValueLookup {
  readonly #exact = new Map<string, string>()
  readonly #loose = new Map<string, string | null>()
  readonly #seen = new Map<string, string | null>()

  readonly #first = new Map<string, string>()
  readonly #behind: ValueLookup | null

  /**
   * @param own asked before everything else: spellings of one sender → stored value ('' = leave empty), and the list behind them
   */
  constructor(
    values: readonly { code: string; label: string; store: string; aliases: readonly string[] }[],
    own: { first: readonly (readonly [string, string])[]; behind: ValueLookup | null } | null = null,
  ) {
    for (const [spelling, stored] of own?.first ?? []) this.#first.set(exactKey(spelling), stored)
    this.#behind = own?.behind ?? null
    for (const { code, label, store, aliases } of values) {
      const stored = store === '' ? label : store
      for (const spelling of [code, label, store, ...aliases]) {
        if (spelling === '') continue
        const exact = exactKey(spelling)
        if (!this.#exact.has(exact)) this.#exact.set(exact, stored)
        const loose = headerKey(spelling)
        const known = this.#loose.get(loose)
        // "A+" and "A-" fall together without their signs: such a spelling means nothing.
        this.#loose.set(loose, known === undefined || known === stored ? stored : null)
      }
    }
  }

  /** The stored value, or null when the spelling is not known. */
  find(text: string): string | null {
    const seen = this.#seen.get(text)
    if (seen !== undefined) return seen
    const plain = /^0+\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text
    const found = this.#first.get(exactKey(text)) ?? this.#first.get(exactKey(plain)) ?? this.#listed(text, plain) ?? null
    if (this.#seen.size < 5000) this.#seen.set(text, found)
    return found
  }

  #listed(text: string, plain: string): string | null {
    return this.#behind?.find(text) ?? this.#exact.get(exactKey(plain)) ?? this.#loose.get(headerKey(plain)) ?? null
  }
}

const exactKey = (text: string): string => text.toLowerCase().replace(/\s+/g, '')

/** Makes a profile ready. @param values value lists by key */
export const compileProfile = (
  definition: { key: string; version: number; body: ImportProfileBody },
  values: ReadonlyMap<string, ValueLookup>,
): Profile => {
  const { body } = definition
  const headers = new Map<string, Column>()
  const columns = body.columns.map(({ field, label, kind, aliases, values: list, carryDown }) => {
    const column: Column = { field, label, kind, values: list === null ? null : (values.get(list) ?? null), list, carryDown }
    for (const alias of aliases) {
      const key = headerKey(alias)
      if (key !== '' && !headers.has(key)) headers.set(key, column)
    }
    return column
  })
  return {
    key: definition.key,
    version: definition.version,
    name: body.name,
    ignoredSheets: new Set(body.ignoreSheets.map(headerKey)),
    endMark: body.endMark,
    needs: body.headerNeeds.map((group) => group.split('|')),
    minimumColumns: body.minimumColumns,
    knownPeopleOnly: body.knownPeopleOnly,
    tag: body.tag,
    family:
      body.familyColumns.length === 0
        ? null
        : compileProfile(
            {
              ...definition,
              body: {
                ...body,
                columns: body.familyColumns,
                familyColumns: [],
                headerNeeds: ['kkNumber'],
                minimumColumns: 2,
                knownPeopleOnly: true,
              },
            },
            values,
          ),
    columns,
    headers,
  }
}

const fuzzyFrom = 8
const remembered = 5000
/** What findColumn said before: the first rows of a file are tried as headers again and again, in every profile. */
const found = new WeakMap<Profile, Map<string, Column | null>>()

/** The column behind a header: by its spelling, without a bracketed remark or a leading number, or with one typing error in a long word. */
export const findColumn = (profile: Profile, header: string): Column | null => {
  let memory = found.get(profile)
  if (memory === undefined) {
    memory = new Map()
    found.set(profile, memory)
  }
  const known = memory.get(header)
  if (known !== undefined) return known
  const column = searchColumn(profile, header)
  if (memory.size < remembered) memory.set(header, column)
  return column
}

const searchColumn = (profile: Profile, header: string): Column | null => {
  const key = headerKey(header)
  if (key === '') return null
  const direct = profile.headers.get(key)
  if (direct !== undefined) return direct
  const bare = headerKey(header.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ').replace(/^\s*\d+\s*[.)]\s*/, ''))
  const stripped = profile.headers.get(bare)
  if (stripped !== undefined) return stripped
  // Long numbers are data.
  if (bare.length < fuzzyFrom || /\d{6}/.test(bare)) return null
  const near = new Set<Column>()
  for (const [known, column] of profile.headers) {
    if (known.length >= fuzzyFrom && oneEditApart(known, bare)) near.add(column)
  }
  return near.size === 1 ? ([...near][0] as Column) : null
}

/** Whether two texts differ by one letter added, dropped, changed, or two neighbours exchanged. */
const oneEditApart = (left: string, right: string): boolean => {
  if (Math.abs(left.length - right.length) > 1) return false
  let start = 0
  while (start < left.length && start < right.length && left[start] === right[start]) start++
  const leftRest = left.slice(start)
  const rightRest = right.slice(start)
  return (
    leftRest.slice(1) === rightRest.slice(1) ||
    leftRest.slice(1) === rightRest ||
    leftRest === rightRest.slice(1) ||
    (leftRest[0] === rightRest[1] && leftRest[1] === rightRest[0] && leftRest.slice(2) === rightRest.slice(2))
  )
}
