import { codeLetters } from '../../../shared/domain/letter-code.ts'

/** Bytes as characters that a QR code packs tightly and every scanner types right; five bits each, the last one filled with zeros. */
export const toBase32 = (bytes: Uint8Array): string => {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += codeLetters[(value >> bits) & 31]
    }
    value &= 31
  }
  return bits === 0 ? text : text + codeLetters[(value << (5 - bits)) & 31]
}

/** The bytes behind such characters, or null when one of them is none. Whole bytes only: 8 characters give 5 bytes. */
export const fromBase32 = (text: string): Uint8Array | null => {
  const bytes: number[] = []
  let bits = 0
  let value = 0
  for (const letter of text) {
    const five = codeLetters.indexOf(letter)
    if (five < 0) return null
    value = (value << 5) | five
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((value >> bits) & 255)
    value &= (1 << bits) - 1
  }
  return Uint8Array.from(bytes)
}
