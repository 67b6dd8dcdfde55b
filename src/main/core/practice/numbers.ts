import type { Random } from './random.ts'

/**
 * Makes numbers built by the rules of the civil registry that belong to nobody: real serials are handed out from 0001 and
 * stay small, ours lie from 9000 to 9999. No number comes twice.
 */
export interface NumberMaker {
  /** @param subDistrict dotted code, e.g. `52.01.14` */
  nik(subDistrict: string, birthDate: string, sex: 'L' | 'P'): string
  /** @param registered day of registration, `YYYY-MM-DD` */
  kk(subDistrict: string, registered: string): string
}

const sixDigits = (day: string, added: number): string =>
  `${String(Number(day.slice(8, 10)) + added).padStart(2, '0')}${day.slice(5, 7)}${day.slice(2, 4)}`

/** A maker that remembers what it handed out. */
export const newNumbers = (random: Random): NumberMaker => {
  const given = new Set<string>()
  const serial = (start: string): string => {
    const first = random.whole(0, 999)
    for (let step = 0; step < 1000; step += 1) {
      const number = `${start}${9000 + ((first + step) % 1000)}`
      if (!given.has(number)) {
        given.add(number)
        return number
      }
    }
    throw new Error('more than 1,000 practice numbers of one day and sub-district')
  }
  const region = (subDistrict: string): string => subDistrict.replaceAll('.', '')
  return {
    nik: (subDistrict, birthDate, sex) => serial(`${region(subDistrict)}${sixDigits(birthDate, sex === 'P' ? 40 : 0)}`),
    kk: (subDistrict, registered) => `${serial(`KK${region(subDistrict)}${sixDigits(registered, 0)}`).slice(2)}`,
  }
}
