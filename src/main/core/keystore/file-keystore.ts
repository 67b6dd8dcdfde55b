import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Keystore } from './keystore.ts'
import { seal, unseal } from './seal.ts'

/** Where this user's device key lies: outside every data folder, so that a copied data folder opens only with the recovery key. */
export const deviceKeyFolder = (env: NodeJS.ProcessEnv = process.env): string => {
  if (env.LOKET_KEY_DIR !== undefined) return env.LOKET_KEY_DIR
  if (process.platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Loket SLRT', 'kunci')
  return join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'loket-slrt')
}

/**
 * A device key in a file only this user can read, for hosts without an operating-system keystore (browser host, command
 * line). It protects copies of the data folder, not a stolen PC with an open disk: there BitLocker or Electron's keystore is needed.
 */
export const fileKeystore = (folder: string = deviceKeyFolder()): Keystore => {
  const file = join(folder, 'device.key')
  const secret = (): Buffer => {
    if (!existsSync(file)) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      try {
        writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' })
      } catch (error) {
        // Two hosts started at once: the other one's key is as good.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
    }
    return Buffer.from(readFileSync(file, 'utf8'), 'base64')
  }
  return {
    name: 'file',
    description: 'kunci perangkat di profil pengguna Windows/Linux ini',
    wrap: async (key) => seal(secret(), key),
    unwrap: async (wrapped) => unseal(secret(), wrapped),
  }
}
