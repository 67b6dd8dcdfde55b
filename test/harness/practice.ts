import { generateFamilies, type PracticeFamily } from '../../src/main/core/practice/families.ts'
import { readRegions } from '../../src/main/core/regions/region-data.ts'

export { familyWriter } from '../../src/main/core/practice/practice.sqlite.ts'

/** Regions of one district with its province, from the official list. */
export const regionsOf = (district: string): { code: string; name: string; level: number; parentCode: string | null }[] =>
  readRegions((code) => code === district.slice(0, 2) || code === district || code.startsWith(`${district}.`))

/** Made-up families of a district (Lombok Barat unless told), as of 22 November 2026. */
export const practiceFamilies = (options: {
  seed: number
  people: number
  district?: string
  dirt?: number
}): PracticeFamily[] => [
  ...generateFamilies({ ...options, regions: regionsOf(options.district ?? '52.01'), today: '2026-11-22' }),
]
