import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parse } from 'csv-parse/sync'

/** One official region (Kemendagri, Kepmendagri list as packed by idn-area-data; data under ODbL). */
export interface RegionRecord {
  code: string
  parentCode: string | null
  /** 1 province, 2 district, 3 sub-district, 4 village */
  level: number
  name: string
}

const files = [
  { level: 1, file: 'provinces.csv' },
  { level: 2, file: 'regencies.csv' },
  { level: 3, file: 'districts.csv' },
  { level: 4, file: 'villages.csv' },
] as const

const dataFolder = (): string => {
  const require = createRequire(import.meta.url)
  return join(dirname(require.resolve('idn-area-data/package.json')), 'data')
}

/**
 * Reads the official lists of provinces, districts, sub-districts and villages.
 * @param keep which codes are wanted, to leave out the villages of other provinces
 */
export const readRegions = (keep: (code: string, level: number) => boolean = () => true): RegionRecord[] =>
  files.flatMap(({ level, file }) =>
    (parse(readFileSync(join(dataFolder(), file)), { fromLine: 2 }) as string[][]).flatMap((fields): RegionRecord[] => {
      const code = fields[0] ?? ''
      if (!keep(code, level)) return []
      return [{ code, parentCode: level === 1 ? null : code.slice(0, code.lastIndexOf('.')), level, name: fields.at(-1) ?? '' }]
    }),
  )

/** All districts with their province's name, for the first start: there is no database yet. */
export const listDistricts = (): { code: string; name: string; province: string }[] => {
  const records = readRegions((_code, level) => level <= 2)
  const provinces = new Map(records.filter((record) => record.level === 1).map((record) => [record.code, record.name]))
  return records
    .filter((record) => record.level === 2)
    .map((record) => ({ code: record.code, name: record.name, province: provinces.get(record.parentCode ?? '') ?? '' }))
}
