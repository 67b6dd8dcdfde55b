import { randomInt } from 'node:crypto'
import type { LetterTemplateBody } from '../../../shared/contract/letter-body.ts'
import { newLetterCode, showLetterCode } from '../../../shared/domain/letter-code.ts'
import { nameKey } from '../../../shared/domain/names.ts'
import { internalCommand, type JobContext, type QueryContext } from '../context.ts'
import type { Db } from '../db/database.ts'
import type { LetterData } from '../letters/letter-data.ts'
import type { LetterRecord } from '../letters/letters.repo.ts'
import { readOffice } from '../office/office.repo.ts'
import { readSetting } from '../settings.repo.ts'
import { contentHash } from './content-hash.ts'
import { fingerprintOf, keyIdOf, newKeyPair, signBytes } from './key-pair.ts'
import { insertKey, keyInUse, privateKeyInUse } from './keys.repo.ts'
import { hashLength, nameCheckOf, writePayload } from './payload.ts'
import { letterIdByCode, templateHash } from './proofs.repo.ts'

/** What the register keeps of a letter's code. */
export interface LetterProof {
  /** Ten characters, without the hyphen it is shown with. */
  code: string
  /** First 16 bytes of the content hash, lower-case hex. */
  hash: string
  keyId: string
}

/** Setting key of the office's own switch. */
export const proofsKey = 'letter-proofs'

/** Whether this office prints codes; it does unless it was switched off. */
export const proofsOn = (db: Db): { on: boolean; version: number } => {
  const stored = readSetting<{ on: boolean }>(db, proofsKey)
  return { on: stored?.value.on ?? true, version: stored?.version ?? 0 }
}

/** Why a kind's letters carry a code, or why not; the office's own switch stands above it. */
export const proofState = (body: Pick<LetterTemplateBody, 'proof' | 'blocks'>): 'printed' | 'off' | 'no-place' =>
  body.blocks.some(({ type }) => type === 'qr') ? (body.proof ? 'printed' : 'off') : 'no-place'

/** Makes the office's first key pair; with one there, nothing. */
export const ensureKey = internalCommand('letterProofs.make-key', (context, _input: Record<string, never>) => {
  if (keyInUse(context.db) !== undefined) return null
  const pair = newKeyPair()
  insertKey(context.db, { ...pair, keyId: keyIdOf(pair.publicKey) }, { userId: context.actor.userId, now: context.now() })
  context.audit({ entity: 'letter-key', detail: { fingerprint: fingerprintOf(pair.publicKey) } })
  return null
})

/** Hash of what a letter says, 16 bytes, worked out from its code, its kind, its template and its snapshot. */
export const hashOfLetter = (
  db: Db,
  letter: Pick<LetterRecord, 'kind' | 'template_version'>,
  code: string,
  data: string,
): Buffer =>
  contentHash({ code, kind: letter.kind, templateHash: templateHash(db, letter.kind, letter.template_version), data }).subarray(
    0,
    hashLength,
  )

/**
 * The code of a letter that is about to be printed, signed with the office's key; null where the office or the kind prints none.
 * @param data everything on the page, with the number it will carry
 * @param number that number, or null where an open line is printed
 */
export const makeProof = async (
  context: JobContext,
  letter: Pick<LetterRecord, 'kind' | 'template_version'>,
  template: LetterTemplateBody,
  data: LetterData,
  number: string | null,
): Promise<{ proof: LetterProof; shown: NonNullable<LetterData['verification']> } | null> => {
  if (proofState(template) !== 'printed' || !proofsOn(context.db).on) return null
  if (keyInUse(context.db) === undefined) await context.write(ensureKey, {})
  const key = privateKeyInUse(context.db)
  if (key === undefined) throw new Error('no key after one was made')
  const code = newLetterCode((below) => randomInt(below))
  const hash = hashOfLetter(context.db, letter, code, JSON.stringify(data))
  const payload = writePayload(
    {
      practice: data.practice,
      district: readOffice(context.db).districtCode.replaceAll('.', ''),
      keyId: key.keyId,
      kind: letter.kind,
      number: number ?? '',
      letterDate: data.letterDate,
      nameCheck: nameCheckOf(hash, nameKey(data.values['person.name'] ?? '')),
      hash,
    },
    (bytes) => signBytes(key.privateKey, bytes),
  )
  return { proof: { code, hash: hash.toString('hex'), keyId: key.keyId }, shown: { payload, code: showLetterCode(code) } }
}

/** Whether a proof made before this transaction still holds: its key signs, its code is nobody else's. */
export const proofHolds = (context: QueryContext, proof: LetterProof): boolean =>
  keyInUse(context.db)?.keyId === proof.keyId && letterIdByCode(context.db, proof.code) === undefined
