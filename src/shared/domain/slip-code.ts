/** Letters and digits that are not mistaken for each other, on paper or on the telephone (Crockford base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Digits of the code that carry it; the ninth is a check. */
const length = 8

const placeOf = (letter: string): number => alphabet.indexOf(letter)

/** The check letter: neighbours that changed places and single wrong letters do not fit. Prime modulus below 32. */
const checkOf = (digits: string): string =>
  alphabet[[...digits].reduce((sum, letter, index) => (sum + placeOf(letter) * (index + 2)) % 31, 0)] as string

/**
 * A short code for a paper that goes through other hands: `R` and nine letters, without anything of the person.
 * @param random whole number below its argument
 */
export const newSlipCode = (random: (below: number) => number): string => {
  const digits = Array.from({ length }, () => alphabet[random(alphabet.length)]).join('')
  return `R${digits}${checkOf(digits)}`
}

/** As printed: `R7K3F-9Q2MX`. */
export const showSlipCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`

/**
 * What a scanner or a clerk typed, as the code it stands for; null when it is none. Case, spaces and hyphens do not matter,
 * and O, I and L are read as the digits they look like.
 */
export const readSlipCode = (typed: string): string | null => {
  const text = typed.toUpperCase().replace(/[\s-]/g, '')
  if (!/^R[0-9A-Z]{9}$/.test(text)) return null
  const rest = text.slice(1).replace(/O/g, '0').replace(/[IL]/g, '1')
  const digits = rest.slice(0, length)
  if ([...rest].some((letter) => placeOf(letter) === -1)) return null
  return checkOf(digits) === rest[length] ? `R${rest}` : null
}
