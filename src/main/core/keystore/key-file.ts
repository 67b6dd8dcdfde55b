import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../shared/domain/errors.ts'
import { writeFileWhole } from '../files/write-whole.ts'
import type { Keystore } from './keystore.ts'
import { newRecoveryKey, recoverySecret } from './recovery.ts'
import { seal, unseal } from './seal.ts'

/** The data key wrapped by the recovery key: worthless without the printed sheet, so it may lie beside every backup. */
export interface RecoveryWrap {
  salt: string
  sealed: string
}

/** `keys.json` of a data folder: the data key, wrapped by each host that may open it and by the recovery key. */
interface KeyFile {
  format: 1
  devices: Record<string, string>
  recovery: RecoveryWrap
  /** The office retyped its recovery key, so it holds it on paper. */
  recoveryConfirmed: boolean
}

const pathOf = (dataDir: string): string => join(dataDir, 'keys.json')

const read = (dataDir: string): KeyFile | undefined =>
  existsSync(pathOf(dataDir)) ? (JSON.parse(readFileSync(pathOf(dataDir), 'utf8')) as KeyFile) : undefined

const write = (dataDir: string, file: KeyFile): void => writeFileWhole(pathOf(dataDir), `${JSON.stringify(file, null, 2)}\n`)

const wrapForRecovery = (key: Buffer): { recoveryKey: string; recovery: RecoveryWrap } => {
  const recoveryKey = newRecoveryKey()
  const salt = randomBytes(16)
  return { recoveryKey, recovery: { salt: salt.toString('base64'), sealed: seal(recoverySecret(recoveryKey, salt), key) } }
}

/**
 * Makes a data key for a new folder; the recovery key is returned once and kept nowhere. Keys of an office whose data file
 * is gone are put aside, never overwritten: its backups open with nothing else.
 */
export const createKeys = async (dataDir: string, keystore: Keystore): Promise<{ key: Buffer; recoveryKey: string }> => {
  if (existsSync(pathOf(dataDir))) renameSync(pathOf(dataDir), join(dataDir, `keys-${Date.now()}.json`))
  const key = randomBytes(32)
  const { recoveryKey, recovery } = wrapForRecovery(key)
  write(dataDir, { format: 1, devices: { [keystore.name]: await keystore.wrap(key) }, recovery, recoveryConfirmed: false })
  return { key, recoveryKey }
}

/** The data key by this device's keystore; null when this device has no wrap that opens. */
export const openKeys = async (dataDir: string, keystore: Keystore): Promise<Buffer | null> => {
  const wrapped = read(dataDir)?.devices[keystore.name]
  if (wrapped === undefined) return null
  try {
    return await keystore.unwrap(wrapped)
  } catch {
    return null
  }
}

const openByRecovery = (file: KeyFile, recoveryKey: string): Buffer => {
  try {
    return unseal(recoverySecret(recoveryKey, Buffer.from(file.recovery.salt, 'base64')), file.recovery.sealed)
  } catch {
    throw new AppError('VALIDATION', 'Kunci pemulihan tidak cocok.', {
      field: 'recoveryKey',
      hint: 'Ketik ulang 32 huruf dan angka dari lembar kunci pemulihan.',
    })
  }
}

/**
 * Opens with the recovery key and remembers this device from now on.
 * @throws AppError VALIDATION when the key does not fit
 */
export const recoverKeys = async (dataDir: string, keystore: Keystore, recoveryKey: string): Promise<Buffer> => {
  const file = read(dataDir)
  if (file === undefined)
    throw new AppError('DATABASE', 'Berkas kunci (keys.json) tidak ada di folder data.', {
      hint: 'Pulihkan folder data dari cadangan lengkap.',
    })
  const key = openByRecovery(file, recoveryKey)
  write(dataDir, { ...file, devices: { ...file.devices, [keystore.name]: await keystore.wrap(key) } })
  return key
}

/**
 * Puts a new recovery key in place of one that nobody wrote down.
 * @throws AppError STATE when the present one was confirmed, or this device cannot open the data key
 */
export const renewRecovery = async (dataDir: string, keystore: Keystore): Promise<string> => {
  const file = read(dataDir)
  const key = await openKeys(dataDir, keystore)
  if (file === undefined || key === null || file.recoveryConfirmed)
    throw new AppError('STATE', 'Kunci pemulihan yang sudah dicatat tetap berlaku.', {
      hint: 'Pakai lembar kunci pemulihan yang tersimpan.',
    })
  const { recoveryKey, recovery } = wrapForRecovery(key)
  write(dataDir, { ...file, recovery })
  return recoveryKey
}

/**
 * Notes that the office holds its recovery key.
 * @throws AppError VALIDATION when the retyped key does not fit
 */
export const confirmRecoveryKey = (dataDir: string, recoveryKey: string): void => {
  const file = read(dataDir)
  if (file === undefined) throw new AppError('STATE', 'Belum ada data di folder ini.')
  openByRecovery(file, recoveryKey)
  write(dataDir, { ...file, recoveryConfirmed: true })
}

/** Takes back the keys of a first start that made no data. */
export const forgetKeys = (dataDir: string): void => rmSync(pathOf(dataDir), { force: true })

/** The data key as the recovery key opens it, or null for a folder without keys. */
export const recoveryWrap = (dataDir: string): RecoveryWrap | null => read(dataDir)?.recovery ?? null

/** Whether the recovery key was retyped once. */
export const isRecoveryConfirmed = (dataDir: string): boolean => read(dataDir)?.recoveryConfirmed === true
