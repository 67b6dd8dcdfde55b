import { readFileSync } from 'node:fs'
import type { LetterCheck, ProofReason, ProofVerdict } from '../../../shared/contract/letter-proofs.ts'
import { looksLikeLetterCode, readLetterCode, showLetterCode } from '../../../shared/domain/letter-code.ts'
import { nameKey } from '../../../shared/domain/names.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import { readSlipCode } from '../../../shared/domain/slip-code.ts'
import type { QueryContext } from '../context.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import { readArchivedFile, sha256 } from '../files/archive.repo.ts'
import { uploadedFile } from '../files/files.ts'
import { readLetterData } from '../letters/letter-data.ts'
import { findLetter, findLetterByNumber, type LetterRecord } from '../letters/letters.repo.ts'
import { readOffice } from '../office/office.repo.ts'
import { districtName } from './districts.ts'
import { isSignedBy } from './key-pair.ts'
import { otherKeysById, ownKeyById } from './keys.repo.ts'
import { looksLikePayload, nameCheckOf, type ReadPayload, readPayload } from './payload.ts'
import { hashOfLetter } from './proof.ts'
import { letterIdByCode, letterIdByFile, letterIdByHash, newerLetter } from './proofs.repo.ts'

/** Beyond this, in bytes, a file is no letter of ours, signed or not; it is not even read. */
const largestLetter = 64 * 1024 * 1024

const verdictOf: Readonly<Record<ProofReason, ProofVerdict>> = {
  registered: 'genuine',
  'same-file': 'genuine',
  signed: 'genuine',
  damaged: 'changed',
  signature: 'changed',
  name: 'changed',
  content: 'changed',
  'not-registered': 'unknown',
  'unknown-code': 'unknown',
  'mistyped-code': 'unknown',
  slip: 'unknown',
  nothing: 'unknown',
  'unknown-file': 'unknown',
  'other-office': 'uncheckable',
  'retired-key': 'uncheckable',
  'other-file': 'uncheckable',
  'no-code': 'uncheckable',
  'number-only': 'uncheckable',
  newer: 'uncheckable',
}

const reasonOf = (reason: ProofReason) => ({ verdict: verdictOf[reason], reason })

const answer = (reason: ProofReason, more: Partial<LetterCheck> = {}): LetterCheck => ({
  ...reasonOf(reason),
  practice: false,
  claims: null,
  letter: null,
  nameFits: null,
  fileSame: null,
  ...more,
})

/** What the register says; what could tell whom it is about only to those who may see the letter. */
const registered = (context: QueryContext, letter: LetterRecord): NonNullable<LetterCheck['letter']> => {
  const visible = inArea(context.actor, letter.region)
  return {
    id: visible ? letter.id : null,
    kindName: letter.kind_name ?? letter.kind,
    number: letter.number,
    letterDate: letter.letter_date,
    name: visible && letter.data !== null ? (readLetterData(letter.data).values['person.name'] ?? '') : null,
    state: letter.state === 'cancelled' ? 'cancelled' : 'printed',
    printedAt: letter.printed_at,
    validUntil: letter.valid_until,
    expired: letter.valid_until !== null && letter.valid_until < context.today(),
    newer: newerLetter(context.db, letter) ?? null,
    code: letter.proof_code === null ? '' : showLetterCode(letter.proof_code),
  }
}

/** Whether the register still keeps what was printed: the snapshot gives the hash again, the archived file its own. */
const isAsPrinted = (context: QueryContext, letter: LetterRecord): boolean => {
  if (letter.data === null || letter.sha256 === null) return false
  const file = readArchivedFile(context.db, letter.sha256)
  if (file === undefined || sha256(file.bytes) !== letter.sha256) return false
  const { proof_code: code } = letter
  return code === null || hashOfLetter(context.db, letter, code, letter.data).toString('hex') === letter.proof_hash
}

const isPractice = (letter: LetterRecord): boolean => letter.data !== null && readLetterData(letter.data).practice

/** A printed letter by its id; drafts have no paper. */
const printed = (context: QueryContext, id: number | undefined): LetterRecord | undefined => {
  const letter = id === undefined ? undefined : findLetter(context.db, id)
  return letter === undefined || letter.data === null ? undefined : letter
}

const nameFitsLetter = (letter: LetterRecord, name: string): boolean | null => {
  const kept = letter.data === null ? '' : (readLetterData(letter.data).values['person.name'] ?? '')
  return name === '' || kept === '' ? null : nameKey(kept) === nameKey(name)
}

/** Answer for a letter that the register holds. */
const fromRegister = (context: QueryContext, letter: LetterRecord, reason: ProofReason, name: string): LetterCheck => {
  const nameFits = nameFitsLetter(letter, name)
  const found = !isAsPrinted(context, letter) ? 'content' : nameFits === false ? 'name' : reason
  return answer(found, { letter: registered(context, letter), practice: isPractice(letter), nameFits })
}

const claimsOf = (context: QueryContext, payload: ReadPayload, officeName: string, own: boolean): LetterCheck['claims'] => ({
  kind: currentDefinitions(context.db, 'letter-template').find(({ key }) => key === payload.kind)?.name ?? payload.kind,
  number: payload.number,
  letterDate: payload.letterDate,
  officeName,
  districtName: districtName(payload.district),
  own,
  keyId: payload.keyId,
})

const checkOwn = (context: QueryContext, payload: ReadPayload, name: string): LetterCheck => {
  const claims = claimsOf(context, payload, readOffice(context.db).name, true)
  const letter = printed(context, letterIdByHash(context.db, Buffer.from(payload.hash).toString('hex')))
  if (letter === undefined) return answer('not-registered', { claims, practice: payload.practice })
  const checked = fromRegister(context, letter, 'registered', name)
  return { ...checked, claims, practice: payload.practice }
}

const checkPayload = (context: QueryContext, text: string, name: string): LetterCheck => {
  const payload = readPayload(text)
  if (payload === 'damaged' || payload === 'newer') return answer(payload)
  const { practice } = payload
  const ownKey = ownKeyById(context.db, payload.keyId)
  if (ownKey !== undefined && isSignedBy(ownKey, payload.signed, payload.signature)) return checkOwn(context, payload, name)
  const known = otherKeysById(context.db, payload.keyId)
  const signer = known.find((key) => isSignedBy(key.public_key, payload.signed, payload.signature))
  if (signer === undefined)
    return known.length > 0 || ownKey !== undefined
      ? answer('signature', { practice })
      : answer('other-office', { claims: claimsOf(context, payload, '', false), practice })
  // The key speaks for one office and for nothing else: what the file said of it counts, not what the code says.
  if (signer.district_code.replaceAll('.', '') !== payload.district || (signer.practice === 1) !== practice)
    return answer('signature', { practice })
  const claims = claimsOf(context, payload, signer.office_name, false)
  if (signer.retired_on !== null && payload.letterDate > signer.retired_on) return answer('retired-key', { claims, practice })
  const nameFits = name === '' || payload.nameCheck === '' ? null : nameCheckOf(payload.hash, nameKey(name)) === payload.nameCheck
  return answer(nameFits === false ? 'name' : 'signed', { claims, practice, nameFits })
}

const checkNumber = (context: QueryContext, text: string): LetterCheck => {
  const found = text === '' ? undefined : findLetterByNumber(context.db, context.actor, text)
  const letter = printed(context, found?.id)
  if (letter === undefined) return answer('nothing')
  return answer(letter.proof_code === null ? 'no-code' : 'number-only', {
    letter: registered(context, letter),
    practice: isPractice(letter),
  })
}

const checkText = (context: QueryContext, text: string, name: string): LetterCheck => {
  if (looksLikePayload(text)) return checkPayload(context, text, name)
  const code = readLetterCode(text)
  if (code !== null) {
    const letter = printed(context, letterIdByCode(context.db, code))
    return letter === undefined ? answer('unknown-code') : fromRegister(context, letter, 'registered', name)
  }
  if (readSlipCode(text) !== null) return answer('slip')
  const byNumber = checkNumber(context, text)
  return byNumber.reason === 'nothing' && looksLikeLetterCode(text) ? answer('mistyped-code') : byNumber
}

/** What a letter is worth that somebody holds: by its scanned code, its typed code, its number, or its file. */
export const checkLetter = (
  context: QueryContext,
  { text, name, fileId }: { text: string; name: string; fileId: string | null },
): LetterCheck => {
  if (fileId === null) return checkText(context, text, name)
  const { path, size } = uploadedFile(context, fileId)
  const same = size > largestLetter ? undefined : printed(context, letterIdByFile(context.db, sha256(readFileSync(path))))
  if (same !== undefined) return { ...fromRegister(context, same, 'same-file', name), fileSame: true }
  const checked = text === '' ? answer('unknown-file') : checkText(context, text, name)
  // The code speaks for the letter it was printed on, not for whatever else somebody put into the file around it.
  const found = checked.reason === 'registered' ? { ...checked, ...reasonOf('other-file') } : checked
  return { ...found, fileSame: false }
}
