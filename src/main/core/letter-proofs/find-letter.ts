import { readLetterCode } from '../../../shared/domain/letter-code.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { QueryContext } from '../context.ts'
import { findLetter, type LetterRecord } from '../letters/letters.repo.ts'
import { isSignedBy } from './key-pair.ts'
import { ownKeyById } from './keys.repo.ts'
import { looksLikePayload, readPayload } from './payload.ts'
import { letterIdByCode, letterIdByHash } from './proofs.repo.ts'

const ownId = (context: QueryContext, typed: string): number | undefined => {
  const code = readLetterCode(typed)
  if (code !== null) return letterIdByCode(context.db, code)
  const payload = looksLikePayload(typed) ? readPayload(typed) : 'damaged'
  if (typeof payload === 'string') return undefined
  const key = ownKeyById(context.db, payload.keyId)
  return key !== undefined && isSignedBy(key, payload.signed, payload.signature)
    ? letterIdByHash(context.db, Buffer.from(payload.hash).toString('hex'))
    : undefined
}

/**
 * The letter of this office whose QR code was scanned or whose ten characters were typed.
 * @returns undefined when it is no genuine code of ours, or the letter lies outside the reader's area
 */
export const letterByProof = (context: QueryContext, typed: string): LetterRecord | undefined => {
  const id = ownId(context, typed)
  const letter = id === undefined ? undefined : findLetter(context.db, id)
  return letter === undefined || !inArea(context.actor, letter.region) ? undefined : letter
}
