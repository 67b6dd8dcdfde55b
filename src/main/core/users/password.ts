import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'

// OWASP Password Storage: scrypt N=2^16, r=8, p=1 (64 MiB, ~0.2 s on an office PC).
const cost = { N: 65_536, r: 8, p: 1, maxmem: 128 * 1024 * 1024 }

/** Hashes a password: `scrypt$N$r$p$salt$hash`. */
export const hashPassword = (password: string): string => {
  const salt = randomBytes(16)
  const hash = scryptSync(password.normalize('NFKC'), salt, 32, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), hash.toString('base64')].join('$')
}

/** Whether a password fits a stored hash; constant time for equal lengths, false for an unreadable hash. */
export const verifyPassword = (password: string, stored: string): boolean => {
  const [scheme, n, r, p, salt, hash] = stored.split('$')
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) return false
  const expected = Buffer.from(hash, 'base64')
  const actual = scryptSync(password.normalize('NFKC'), Buffer.from(salt, 'base64'), expected.length, {
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
