import type { Db } from '../../src/main/core/db/database.ts'
import { generateFamilies, type PracticeFamily } from '../../src/main/core/practice/families.ts'
import { type RegionRecord, readRegions } from '../../src/main/core/regions/region-data.ts'
import { insertRegions } from '../../src/main/core/regions/regions.repo.ts'

export { familyWriter } from '../../src/main/core/practice/practice.sqlite.ts'

const known = new Map<string, RegionRecord[]>()

/** Regions of one district with its province, from the official list; read once, because the list is that of the whole country. */
export const regionsOf = (district: string): RegionRecord[] => {
  const found =
    known.get(district) ??
    readRegions((code) => code === district.slice(0, 2) || code === district || code.startsWith(`${district}.`))
  known.set(district, found)
  return [...found]
}

/** Puts the regions of a district (Lombok Barat unless told) into a database. */
export const fillRegions = (db: Db, district = '52.01'): void => {
  db.raw.transaction(() => insertRegions(db, regionsOf(district)))()
}

/** Made-up families of a district (Lombok Barat unless told), as of 22 November 2026. */
export const practiceFamilies = (options: {
  seed: number
  people: number
  district?: string
  dirt?: number
}): PracticeFamily[] => [
  ...generateFamilies({ ...options, regions: regionsOf(options.district ?? '52.01'), today: '2026-11-22' }),
]
