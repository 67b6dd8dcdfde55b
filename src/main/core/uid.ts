import { randomBytes } from 'node:crypto'

/**
 * A new UUIDv7 as 16 bytes (RFC 9562 §5.7): records that leave the office carry one, sorted by creation time.
 * @param at milliseconds since 1970
 */
export const newUid = (at: number = Date.now()): Buffer => {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(at, 0, 6)
  bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f)
  return bytes
}

/** `018f…-…`: how a uid is shown. */
export const uidText = (uid: Uint8Array): string => {
  const hex = Buffer.from(uid).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
