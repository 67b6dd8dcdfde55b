/** Letters and digits that are not mistaken for each other, on paper or on the telephone (Crockford base 32). */
export const codeLetters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Characters between the S in front and the check character at the end. */
const length = 8

/** Twice a value in the field of 32 elements (x⁵ + x² + 1). */
const twice = (value: number): number => (value < 16 ? value << 1 : (value << 1) ^ 0b100101)

/**
 * The check character: every place has its own weight in the field of 32 elements, so that any single wrong character and any two
 * that changed places show.
 */
const checkOf = (digits: string): string => {
  let check = 0
  for (const letter of digits) check = twice(check ^ codeLetters.indexOf(letter))
  return codeLetters[check] as string
}

/**
 * A new code of a printed letter: `S`, eight characters by chance, a check character. It says nothing of the letter; only the
 * register of the office that printed it knows whose it is.
 * @param random whole number below its argument
 */
export const newLetterCode = (random: (below: number) => number): string => {
  const digits = Array.from({ length }, () => codeLetters[random(codeLetters.length)]).join('')
  return `S${digits}${checkOf(digits)}`
}

/** As printed: `S7K3F-9Q2MX`. */
export const showLetterCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`

/** Whether something typed has the shape of a letter's code, right or not. */
export const looksLikeLetterCode = (typed: string): boolean => /^S[0-9A-Z]{9}$/i.test(typed.replace(/[\s-]/g, ''))

/**
 * What a clerk typed, as the code it stands for; null when it is none. Case, spaces and hyphens do not matter, and O, I and L are
 * read as the digits they look like.
 */
export const readLetterCode = (typed: string): string | null => {
  if (!looksLikeLetterCode(typed)) return null
  const rest = typed.toUpperCase().replace(/[\s-]/g, '').slice(1).replace(/O/g, '0').replace(/[IL]/g, '1')
  const digits = rest.slice(0, length)
  if ([...rest].some((letter) => !codeLetters.includes(letter))) return null
  return checkOf(digits) === rest[length] ? `S${rest}` : null
}
