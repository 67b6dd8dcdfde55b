import { hkdfSync, randomBytes } from 'node:crypto'

// Crockford's base 32: no I, L, O, U, so that a printed key cannot be misread.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 32

/** A new recovery key: 160 random bits as eight groups of four, e.g. `7K2M-…`. */
export const newRecoveryKey = (): string => {
  const letters = [...randomBytes(length)].map((byte) => alphabet[byte & 31])
  return Array.from({ length: length / 4 }, (_group, index) => letters.slice(index * 4, index * 4 + 4).join('')).join('-')
}

/** What a person typed, in the one spelling: case, spaces and dashes do not matter; O is 0, I and L are 1. */
export const normaliseRecoveryKey = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '')

/** The AES key behind a recovery key. HKDF is enough: the key already has 160 random bits. */
export const recoverySecret = (recoveryKey: string, salt: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', normaliseRecoveryKey(recoveryKey), salt, 'loket-slrt recovery', 32))
