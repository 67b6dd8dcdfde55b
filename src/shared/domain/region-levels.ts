/** What the levels below a district are called where an office works. Empty = there is no such kind. */
export interface LevelNames {
  /** Codes whose last part begins with 2 or 3: Desa, Gampong, Nagari … */
  village: string
  /** Codes whose last part begins with 1: Kelurahan. */
  urbanVillage: string
  /** Kecamatan, Distrik, Kapanewon … */
  subDistrict: string
}

const usual: LevelNames = { village: 'Desa', urbanVillage: 'Kelurahan', subDistrict: 'Kecamatan' }
const papua: Partial<LevelNames> = { village: 'Kampung', subDistrict: 'Distrik' }

/** By province or district, the longer code first. Every office may change them: local rules name villages, and change. */
const local: Readonly<Record<string, Partial<LevelNames>>> = {
  // Aceh has no kelurahan in the Kemendagri list (6,500 gampong).
  '11': { village: 'Gampong', urbanVillage: '' },
  '13': { village: 'Nagari' },
  '13.09': { village: 'Desa' },
  '14.08': { village: 'Kampung' },
  '15.08': { village: 'Dusun' },
  '18.02': { village: 'Kampung' },
  '18.04': { village: 'Pekon' },
  '18.05': { village: 'Kampung' },
  '18.06': { village: 'Pekon' },
  '18.08': { village: 'Kampung' },
  '18.10': { village: 'Pekon' },
  '18.12': { village: 'Tiyuh' },
  '18.13': { village: 'Pekon' },
  '34': { village: 'Kalurahan', subDistrict: 'Kapanewon' },
  '34.71': { village: '', subDistrict: 'Kemantren' },
  '64.03': { village: 'Kampung' },
  '64.07': { village: 'Kampung' },
  '64.11': { village: 'Kampung' },
  '73.18': { village: 'Lembang' },
  '73.26': { village: 'Lembang' },
  '91': papua,
  '92': papua,
  '93': papua,
  '94': papua,
  '95': papua,
  '96': papua,
}

/**
 * The usual names of the levels in a district.
 * @param district Kemendagri code with dots, `52.01`
 */
export const defaultLevelNames = (district: string): LevelNames => ({
  ...usual,
  ...local[district.slice(0, 2)],
  ...local[district.slice(0, 5)],
})

/** Both kinds of village in one word for columns and labels: `Desa/Kelurahan`, `Gampong`. */
export const villageWord = (names: LevelNames): string =>
  [...new Set([names.village, names.urbanVillage])].filter((name) => name !== '').join('/')

/**
 * What one village is called: `Kelurahan` when the last part of its code begins with 1.
 * @param code Kemendagri code with dots of a village
 */
export const villageKind = (names: LevelNames, code: string | undefined): string =>
  code?.split('.')[3]?.startsWith('1') === true ? names.urbanVillage || names.village : names.village || names.urbanVillage

/**
 * A label or heading with the office's own words: `Desa/kelurahan` → `Gampong`, `desa atau kecamatan` → `kampung atau distrik`.
 * Capitals follow the text.
 */
export const inLocalWords = (text: string, names: LevelNames): string =>
  text.replace(/\b(desa\s*(?:\/|atau)\s*kelurahan|desa|kelurahan|kecamatan)\b/gi, (found) => {
    const wanted = found.toLowerCase()
    const local =
      wanted === 'kecamatan'
        ? names.subDistrict
        : wanted === 'desa'
          ? names.village || names.urbanVillage
          : wanted === 'kelurahan'
            ? names.urbanVillage || names.village
            : [...new Set([names.village, names.urbanVillage])]
                .filter((name) => name !== '')
                .join(wanted.includes('/') ? '/' : ' atau ')
    if (local.toLowerCase() === wanted) return found
    return found[0] === wanted[0] ? local.toLowerCase() : local
  })

const prefixes =
  'kecamatan kec distrik kapanewon kemantren desa kelurahan kalurahan kel ds lurah nagari gampong gp pekon tiyuh kampung kp lembang negeri ohoi'
const prefix = new RegExp(`^\\s*(?:${prefixes.replaceAll(' ', '|')})\\b[.\\s:/]*(?=\\S)`, 'i')

/**
 * A name as it is and without the kinds in front, one after the other: `Desa Kampung Baru` may be Kampung Baru or Baru.
 * A kind alone stays.
 */
export const barerNames = (name: string): string[] => {
  const names = [name]
  for (;;) {
    const last = names.at(-1) as string
    const barer = last.replace(prefix, '')
    if (barer === last) return names
    names.push(barer)
  }
}

/** A name without any kind in front: `Gampong Lamteh` → `Lamteh`, `Desa/Kel. Beleka` → `Beleka`. */
export const withoutKind = (name: string): string => barerNames(name).at(-1) as string

/** Digits of a code as dotted Kemendagri code: `5201142001` → `52.01.14.2001`; null for another length than 2, 4, 6 or 10. */
export const dottedCode = (text: string): string | null => {
  const digits = text.replace(/\D/g, '')
  if (![2, 4, 6, 10].includes(digits.length)) return null
  return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits.slice(6)].filter((part) => part !== '').join('.')
}

/** Level of a dotted code: 1 province to 4 village. */
export const levelOfCode = (code: string): number => code.split('.').length
