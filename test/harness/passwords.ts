import { randomBytes, scryptSync } from 'node:crypto'
import { join } from 'node:path'
import { closeDatabase, openDatabase } from '../../src/main/core/db/open.sqlite.ts'
import { fileKeystore } from '../../src/main/core/keystore/file-keystore.ts'
import { openKeys } from '../../src/main/core/keystore/key-file.ts'

/*
 * A password costs a fifth of a second each time it is checked, on purpose. A test run signs in a thousand times; so the offices
 * that tests copy from hold their passwords with a small cost, in the format that names its own cost. Users that a test makes
 * itself get the real one.
 */

const cost = { N: 1024, r: 8, p: 1 }

const cheapHash = (password: string): string => {
  const salt = randomBytes(16)
  const hash = scryptSync(password, salt, 32, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), hash.toString('base64')].join('$')
}

/**
 * Gives users of a closed office their own password, kept with a small cost.
 * @param passwords passwords by user name
 */
export const keepCheaply = async (data: string, keys: string, passwords: Record<string, string>): Promise<void> => {
  const key = await openKeys(data, fileKeystore(keys))
  if (key === null) throw new Error(`the data key of ${data} does not open`)
  const db = openDatabase(join(data, 'loket.db'), { key, role: 'writer' })
  try {
    for (const [username, password] of Object.entries(passwords))
      db.raw
        .prepare('UPDATE user SET password_hash = ?, must_change_password = 0 WHERE username = ?')
        .run(cheapHash(password), username)
  } finally {
    closeDatabase(db, 'reader')
  }
}
