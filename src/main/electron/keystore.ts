import { safeStorage } from 'electron'
import type { Keystore } from '../core/keystore/keystore.ts'

/** Marks a value wrapped by the operating system. */
const prefix = 'safe-storage:'

/** The system can keep secrets for this user. On Linux without a wallet Electron would only scramble with a fixed word: not a key store. */
const available = async (): Promise<boolean> => {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false
  return safeStorage.isAsyncEncryptionAvailable()
}

/**
 * The key store of the operating system for this user (DPAPI on Windows), through Electron. Call after ready.
 * The data key is bytes and the system wraps text: it travels as base64.
 * @returns null when the system offers none; the caller then takes the core's file key store and says so
 */
export const electronKeystore = async (): Promise<Keystore | null> => {
  if (!(await available())) return null
  return {
    name: 'safe-storage',
    description: 'brankas kunci sistem untuk pengguna Windows ini',
    wrap: async (key) => prefix + (await safeStorage.encryptStringAsync(key.toString('base64'))).toString('base64'),
    unwrap: async (wrapped) => {
      if (!wrapped.startsWith(prefix)) throw new Error('not wrapped by this key store')
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(wrapped.slice(prefix.length), 'base64'))
      return Buffer.from(result, 'base64')
    },
  }
}
