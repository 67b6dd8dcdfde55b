import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { takeHostLock } from '../../src/main/core/host-lock.ts'
import { fileKeystore } from '../../src/main/core/keystore/file-keystore.ts'
import {
  confirmRecoveryKey,
  createKeys,
  isRecoveryConfirmed,
  openKeys,
  recoverKeys,
} from '../../src/main/core/keystore/key-file.ts'
import { newRecoveryKey, normaliseRecoveryKey } from '../../src/main/core/keystore/recovery.ts'
import { seal, unseal } from '../../src/main/core/keystore/seal.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loket-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the data key', () => {
  it('opens on the device it was made on, and nowhere else', async () => {
    const device = fileKeystore(join(folder, 'a'))
    const { key } = await createKeys(folder, device)
    expect(await openKeys(folder, device)).toEqual(key)
    expect(await openKeys(folder, fileKeystore(join(folder, 'b')))).toBeNull()
    expect(readFileSync(join(folder, 'keys.json'), 'utf8')).not.toContain(key.toString('base64'))
  })

  it('comes back with the recovery key, however it was typed, and the new device is remembered', async () => {
    const { key, recoveryKey } = await createKeys(folder, fileKeystore(join(folder, 'a')))
    const other = fileKeystore(join(folder, 'b'))
    const typed = recoveryKey.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    expect(await recoverKeys(folder, other, typed)).toEqual(key)
    expect(await openKeys(folder, other)).toEqual(key)
  })

  it('does not come back with another recovery key', async () => {
    await createKeys(folder, fileKeystore(join(folder, 'a')))
    await expect(recoverKeys(folder, fileKeystore(join(folder, 'b')), newRecoveryKey())).rejects.toThrow(/tidak cocok/)
  })

  it('is confirmed only by retyping the right recovery key', async () => {
    const { recoveryKey } = await createKeys(folder, fileKeystore(join(folder, 'a')))
    expect(() => confirmRecoveryKey(folder, newRecoveryKey())).toThrow(/tidak cocok/)
    expect(isRecoveryConfirmed(folder)).toBe(false)
    confirmRecoveryKey(folder, recoveryKey)
    expect(isRecoveryConfirmed(folder)).toBe(true)
  })

  it('has 160 random bits in letters that cannot be misread', () => {
    const key = newRecoveryKey()
    expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(normaliseRecoveryKey(key)).toHaveLength(32)
  })

  it('is sealed so that a changed text is noticed', () => {
    const secret = Buffer.alloc(32, 1)
    const sealed = seal(secret, Buffer.from('isi'))
    expect(unseal(secret, sealed).toString()).toBe('isi')
    const parts = sealed.split('.')
    const text = Buffer.from(parts[2] as string, 'base64')
    text[0] = (text[0] as number) ^ 1
    expect(() => unseal(secret, [parts[0], parts[1], text.toString('base64')].join('.'))).toThrow()
  })
})

describe('the data folder', () => {
  const holder = resolve(import.meta.dirname, '../harness/hold-lock.ts')

  it('is refused to a second process with words that name the first', async () => {
    const child = spawn(process.execPath, [holder, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    expect(() => takeHostLock(folder, 'cli', '2026-11-22T00:00:00Z')).toThrow(
      new RegExp(`Loket SLRT di peramban.*proses ${child.pid}`),
    )
    child.kill('SIGKILL')
    await once(child, 'exit')
    const release = takeHostLock(folder, 'cli', '2026-11-22T00:00:00Z')
    release()
  })

  it('can be taken again after it was given back', () => {
    takeHostLock(folder, 'cli', '2026-11-22T00:00:00Z')()
    takeHostLock(folder, 'browser', '2026-11-22T00:00:00Z')()
  })
})
