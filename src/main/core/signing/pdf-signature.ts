import { createHash } from 'node:crypto'
import { sha256 } from '../files/archive.repo.ts'

/** One electronic signature as it stands in a PDF (ISO 32000-1, 12.8). */
export interface PdfSignature {
  /** The two byte ranges it covers: everything but itself. */
  range: [number, number, number, number]
  /** Whether the digest of these bytes is the one inside the signature. */
  intact: boolean
  /** Whether nothing stands behind it in the file. */
  coversAll: boolean
}

const byteRange = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g

/** Digests that signatures in use carry; SHA-1 only in old ones. */
const digests = ['sha256', 'sha512', 'sha384', 'sha1'] as const

/**
 * Finds the signatures of a PDF and whether the bytes each covers are still those that were signed: their digest must stand
 * inside the signature. Whose certificate it is and whether it holds is not looked at; that is the certification body's to say.
 */
export const pdfSignatures = (bytes: Uint8Array): PdfSignature[] => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return [...buffer.toString('latin1').matchAll(byteRange)].flatMap((found): PdfSignature[] => {
    const range = found.slice(1).map(Number) as PdfSignature['range']
    const [first, length, second, rest] = range
    if (first !== 0 || second < length || second + rest > buffer.length) return []
    const gap = buffer.subarray(length, second).toString('latin1')
    const hex = /^\s*<([0-9A-Fa-f\s]*)>\s*$/.exec(gap)?.[1]?.replace(/\s/g, '')
    if (hex === undefined) return []
    const token = Buffer.from(hex.slice(0, hex.length - (hex.length % 2)), 'hex')
    const intact = digests.some((name) => {
      const hash = createHash(name)
        .update(buffer.subarray(0, length))
        .update(buffer.subarray(second, second + rest))
        .digest()
      return token.includes(hash)
    })
    return [{ range, intact, coversAll: second + rest >= buffer.length - 2 }]
  })
}

/** Revisions of one file at most: more is no signed letter. */
const mostRevisions = 50

/**
 * Hashes of what a PDF may have been before something was appended: a signature is added behind the original bytes, which stay.
 * The file itself comes last.
 */
export const revisionHashes = (bytes: Uint8Array): string[] => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const ends = new Set<number>()
  let at = buffer.indexOf('%%EOF')
  while (at >= 0 && ends.size < mostRevisions * 3) {
    // Writers end a file with or without a line end.
    let end = at + 5
    ends.add(end)
    if (buffer[end] === 0x0d) ends.add(++end)
    if (buffer[end] === 0x0a) ends.add(++end)
    at = buffer.indexOf('%%EOF', at + 5)
  }
  ends.add(buffer.length)
  return [...ends].sort((a, b) => a - b).map((end) => sha256(buffer.subarray(0, end)))
}
