import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { toBase32 } from './base32.ts'

/** Length of a raw Ed25519 public key in bytes. */
export const publicKeyLength = 32

/** SubjectPublicKeyInfo of Ed25519 up to the key itself (RFC 8410 §4). */
const publicKeyHead = Buffer.from('302a300506032b6570032100', 'hex')

/** A new Ed25519 pair: the public key raw (32 bytes), the private key as PKCS #8. */
export const newKeyPair = (): { publicKey: Buffer; privateKey: Buffer } => {
  const pair = generateKeyPairSync('ed25519')
  return {
    publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(publicKeyHead.length),
    privateKey: pair.privateKey.export({ format: 'der', type: 'pkcs8' }),
  }
}

const openPublicKey = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([publicKeyHead, raw]), format: 'der', type: 'spki' })

/** 64 bytes by which anybody with the public key sees that these bytes are ours. */
export const signBytes = (privateKey: Uint8Array, bytes: Uint8Array): Buffer =>
  sign(null, bytes, createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' }))

/** Whether the owner of a public key signed exactly these bytes. */
export const isSignedBy = (publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean => {
  try {
    return verify(null, bytes, openPublicKey(publicKey), signature)
  } catch {
    // A key that is no point of the curve signs nothing.
    return false
  }
}

/** What two offices compare by telephone: 16 characters of the key's hash. */
export const fingerprintOf = (publicKey: Uint8Array): string =>
  toBase32(createHash('sha256').update(publicKey).digest().subarray(0, 10))

/** The part of the fingerprint that stands in every code, to find the key by. */
export const keyIdOf = (publicKey: Uint8Array): string => fingerprintOf(publicKey).slice(0, 8)
