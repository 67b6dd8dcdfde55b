type TimeZone = 'Asia/Jakarta' | 'Asia/Makassar' | 'Asia/Jayapura'

/** Provinces with WITA and WIT (Keppres 41/1987, with the provinces made since); all others have WIB. */
const central = new Set(['51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76'])
const eastern = new Set(['81', '82', '91', '92', '93', '94', '95', '96'])

/** Time zone of a district by its dotted code. */
export const timeZoneOf = (districtCode: string): TimeZone => {
  const province = districtCode.slice(0, 2)
  return eastern.has(province) ? 'Asia/Jayapura' : central.has(province) ? 'Asia/Makassar' : 'Asia/Jakarta'
}

/** `KAB. LOMBOK BARAT`, `Kabupaten Lombok Barat` → `Kabupaten Lombok Barat`. */
export const districtTitle = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^kab\.?\s/, 'kabupaten ')
    .replace(/(^|[\s(/-])([a-z])/g, (_all, before: string, letter: string) => `${before}${letter.toUpperCase()}`)

/** What a chosen district says about the office; a clerk may change every line. */
export const officeDefaults = (
  districtCode: string,
  districtName: string,
): { name: string; governmentName: string; timeZone: TimeZone } => {
  const title = districtTitle(districtName)
  return {
    name: `Dinas Sosial ${title}`,
    governmentName: `PEMERINTAH ${title.toUpperCase()}`,
    timeZone: timeZoneOf(districtCode),
  }
}
