import { type PeopleFilter, peopleFilter } from '../../../shared/contract/people.ts'

/** How a filter stands in the address of the list, so that it can be kept as a bookmark. */
const names = {
  sex: 'jk',
  ageFrom: 'usia_dari',
  ageTo: 'usia_sampai',
  lifeStatus: 'status',
  disability: 'disabilitas',
  withoutNik: 'tanpa_nik',
  openCase: 'kasus_terbuka',
  importId: 'impor',
  updatedSince: 'berubah_sejak',
  decile: 'desil',
  registerStatus: 'dtsen',
  programmeKey: 'program',
} as const satisfies Record<keyof PeopleFilter, string>
type Key = keyof PeopleFilter
const keys = Object.keys(names) as Key[]
type Address = Record<string, string | number | boolean | undefined>

/** The filter that an address asks for; parts that make no sense are left out. */
export const filterFromAddress = (search: Address): PeopleFilter => {
  const filter: Record<string, unknown> = {}
  for (const key of keys) {
    const value = search[names[key]]
    if (value !== undefined && peopleFilter.shape[key].safeParse(value).success) filter[key] = value
  }
  return filter as PeopleFilter
}

/** The same, the other way round. */
export const filterToAddress = (filter: PeopleFilter): Address =>
  Object.fromEntries(keys.flatMap((key) => (filter[key] === undefined ? [] : [[names[key], filter[key]]])))

/** A filter without the parts that ask for nothing. */
export const withoutEmpty = (filter: { [K in Key]?: PeopleFilter[K] | null }): PeopleFilter =>
  Object.fromEntries(keys.flatMap((key) => (filter[key] == null || filter[key] === false ? [] : [[key, filter[key]]])))
