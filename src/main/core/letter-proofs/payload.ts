import { createHash } from 'node:crypto'
import { fromBase32, toBase32 } from './base32.ts'

/** What a code says of its letter. No NIK and no name; of the name only two check characters, which fit one name in a thousand. */
export interface ProofClaims {
  /** Printed by a practice office: no official letter. */
  practice: boolean
  /** District of the office, four digits: `5201`. */
  district: string
  /** Key that signed, eight characters of its fingerprint. */
  keyId: string
  /** Key of the letter's kind. */
  kind: string
  /** Number as printed; '' = printed with an open line. */
  number: string
  /** Date of the letter, `YYYY-MM-DD`. */
  letterDate: string
  /** Check characters of the name the letter is about; '' = about nobody. */
  nameCheck: string
  /** First 16 bytes of the hash of what the letter says. */
  hash: Uint8Array
}

/** A code taken apart. */
export interface ReadPayload extends ProofClaims {
  /** The bytes that were signed. */
  signed: Uint8Array
  signature: Uint8Array
}

/** Length of the content hash in a code, in bytes. */
export const hashLength = 16
const signatureLength = 64
/** Hash and signature: 640 bits are 128 characters without a bit to spare, so that none can be changed unseen. */
const blobLength = ((hashLength + signatureLength) * 8) / 5
const checkLength = 4

// Whoever signs something else with the same key must not have signed a letter by that.
const signedFor = 'Loket SLRT: keaslian surat, versi 1\n'

const prefix = (practice: boolean): string => (practice ? 'LATIHAN1' : 'SLRT1')

/** Everything but what the tight mode of a QR code holds and no field uses otherwise is written as %XX. */
const escaped = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => {
      const letter = String.fromCharCode(byte)
      return /[0-9A-Z./-]/.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')

const unescaped = (text: string): string =>
  Buffer.from(
    text.replace(/%([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString()

const headOf = (claims: ProofClaims): string =>
  [
    prefix(claims.practice),
    claims.district,
    claims.keyId,
    escaped(claims.kind.toUpperCase()),
    escaped(claims.number),
    claims.letterDate.slice(2).replaceAll('-', ''),
    claims.nameCheck,
    '',
  ].join(':')

const signedBytes = (claims: ProofClaims): Uint8Array =>
  Buffer.concat([Buffer.from(signedFor), Buffer.from(headOf(claims)), claims.hash])

const checkOf = (text: string): string =>
  toBase32(createHash('sha256').update(text).digest().subarray(0, 3)).slice(0, checkLength)

/**
 * The text of a letter's QR code, version 1: `SLRT1:district:key:KIND:number:yymmdd:name check:` and then, in base 32, 16 bytes of the
 * content's hash, the signature over all before it, and four characters that tell a misread code from a forged one.
 * Only characters of the tight (alphanumeric) mode: a phone shows kind, number and date, and no scanner stumbles over case.
 */
export const writePayload = (claims: ProofClaims, sign: (bytes: Uint8Array) => Uint8Array): string => {
  const text = headOf(claims) + toBase32(Buffer.concat([claims.hash, sign(signedBytes(claims))]))
  return text + checkOf(text)
}

/** Two characters by which a name typed from the paper is compared; in a thousand names one fits by chance. */
export const nameCheckOf = (hash: Uint8Array, nameKey: string): string =>
  nameKey === '' ? '' : toBase32(createHash('sha256').update(hash).update(nameKey).digest().subarray(0, 2)).slice(0, 2)

/** Scanners may type in lower case or break lines; nothing else is forgiven. */
const tidy = (typed: string): string => typed.replace(/\s+/g, '').replace(/[a-z]/g, (letter) => letter.toUpperCase())

/** Whether something typed or scanned means to be the code of a letter, whole or not. */
export const looksLikePayload = (typed: string): boolean => {
  const text = tidy(typed)
  return /^(SLRT|LATIHAN)\d+:/.test(text) || (text.length > 100 && /:[^:]{100,}$/.test(text))
}

/**
 * Takes a code apart; says nothing yet of who signed it.
 * @returns 'damaged' when it is not as it was printed (misread or altered), 'newer' when a later version of the program wrote it
 */
export const readPayload = (typed: string): ReadPayload | 'damaged' | 'newer' => {
  const text = tidy(typed)
  const body = text.slice(0, -checkLength)
  if (checkOf(body) !== text.slice(-checkLength)) return 'damaged'
  const version = /^(?:SLRT|LATIHAN)(\d+):/.exec(body)?.[1]
  if (version === undefined) return 'damaged'
  if (version !== '1') return 'newer'
  const [mark, district = '', keyId = '', kind = '', number = '', date = '', nameCheck = '', blob = '', ...more] = body.split(':')
  const bytes = fromBase32(blob)
  const day = /^(\d\d)(\d\d)(\d\d)$/.exec(date)
  if (more.length > 0 || blob.length !== blobLength || bytes === null || day === null) return 'damaged'
  const claims: ProofClaims = {
    practice: mark === prefix(true),
    district,
    keyId,
    kind: unescaped(kind).toLowerCase(),
    number: unescaped(number),
    letterDate: `20${day[1]}-${day[2]}-${day[3]}`,
    nameCheck,
    hash: bytes.subarray(0, hashLength),
  }
  // One letter, one text: another way to write the same fields is not ours.
  if (headOf(claims) + blob !== body) return 'damaged'
  return { ...claims, signed: signedBytes(claims), signature: bytes.subarray(hashLength) }
}
