import type { Handlers } from '../context.ts'
import { readOffice } from '../office/office.repo.ts'
import { childRegions, regionPath, searchRegions } from './regions.repo.ts'

/** Use cases of the official region list (Kemendagri codes). */
export const regionsHandlers: Handlers<'regions'> = {
  children: ({ db }, { parent }) => childRegions(db, parent ?? readOffice(db).districtCode),
  path: ({ db }, { code }) => regionPath(db, code),
  search: ({ db }, { text }) => {
    if (text === '') return []
    return searchRegions(db, readOffice(db).districtCode, text).map((region) => ({
      ...region,
      path: regionPath(db, region.code)
        .filter((above) => above.level >= 3 && above.code !== region.code)
        .map((above) => above.name)
        .join(', '),
    }))
  },
}
