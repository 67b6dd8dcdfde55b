import { randomBytes, type ScryptOptions, scrypt, scryptSync, timingSafeEqual } from 'node:crypto'

// OWASP Password Storage: scrypt N=2^16, r=8, p=1 (64 MiB, ~0.2 s on an office PC).
const cost = { N: 65_536, r: 8, p: 1, maxmem: 128 * 1024 * 1024 }

const derive = (password: string, salt: Buffer, length: number, options: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, length, options, (error, key) => (error === null ? resolve(key) : reject(error)))
  })

const stored = (salt: Buffer, hash: Buffer): string =>
  ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), hash.toString('base64')].join('$')

/** Hashes a password inside a command: `scrypt$N$r$p$salt$hash`. */
export const hashPassword = (password: string): string => {
  const salt = randomBytes(16)
  return stored(salt, scryptSync(password.normalize('NFKC'), salt, 32, cost))
}

/** The same without holding up the thread. */
export const hashPasswordAside = async (password: string): Promise<string> => {
  const salt = randomBytes(16)
  return stored(salt, await derive(password, salt, 32, cost))
}

/**
 * Whether a password fits a stored hash; constant time for equal lengths, false for an unreadable hash. It costs so much
 * on purpose that it never runs inside a transaction: wrong passwords must not hold up the writer.
 */
export const verifyPassword = async (password: string, known: string): Promise<boolean> => {
  const [scheme, n, r, p, salt, hash] = known.split('$')
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) return false
  const expected = Buffer.from(hash, 'base64')
  const actual = await derive(password, Buffer.from(salt, 'base64'), expected.length, {
    N: Number(n),
    r: Number(r),
    p: Number(p),
    maxmem: cost.maxmem,
  })
  return timingSafeEqual(actual, expected)
}

/** A hash that fits no password: unknown user names cost the same time as known ones. */
export const nobodysHash = [
  'scrypt',
  cost.N,
  cost.r,
  cost.p,
  Buffer.alloc(16).toString('base64'),
  Buffer.alloc(32).toString('base64'),
].join('$')
