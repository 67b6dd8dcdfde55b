import type { Db } from '../db/database.ts'
import type { LetterRecord } from '../letters/letters.repo.ts'

/** The letter a code belongs to, or undefined. */
export const letterIdByCode = (db: Db, code: string): number | undefined =>
  db.first(db.q.selectFrom('letter').select('id').where('proof_code', '=', code))?.id

/** The letter whose content has this hash (lower-case hex of 16 bytes), or undefined. */
export const letterIdByHash = (db: Db, hash: string): number | undefined =>
  db.first(db.q.selectFrom('letter').select('id').where('proof_hash', '=', hash).limit(1))?.id

/** The letter whose archived file has this hash, as it was printed or as it came back signed; or undefined. */
export const letterIdByFile = (db: Db, sha256: string): number | undefined =>
  db.first(db.q.selectFrom('letter').select('id').where('sha256', '=', sha256).limit(1))?.id ??
  db.first(db.q.selectFrom('letter_signed_file').select('letter_id').where('sha256', '=', sha256).limit(1))?.letter_id

/** Hash of a version of a template. */
export const templateHash = (db: Db, kind: string, version: number): string =>
  db.first(
    db.q
      .selectFrom('definition')
      .select('hash')
      .where('kind', '=', 'letter-template')
      .where('key', '=', kind)
      .where('version', '=', version),
  )?.hash ?? ''

/** The newest printed letter of the same kind about the same matter that came after a letter. */
export const newerLetter = (
  db: Db,
  letter: Pick<LetterRecord, 'id' | 'kind' | 'case_id' | 'referral_id' | 'person_id' | 'purpose'>,
): { number: string | null; letterDate: string } | undefined => {
  if (letter.person_id === null && letter.case_id === null) return undefined
  const query = db.q
    .selectFrom('letter')
    .select(['number', 'letter_date'])
    .where('kind', '=', letter.kind)
    .where('purpose', '=', letter.purpose)
    .where('state', 'not in', ['draft', 'cancelled'])
    .where('id', '>', letter.id)
    .where('case_id', letter.case_id === null ? 'is' : '=', letter.case_id)
    .where('referral_id', letter.referral_id === null ? 'is' : '=', letter.referral_id)
    .where('person_id', letter.person_id === null ? 'is' : '=', letter.person_id)
    .orderBy('id', 'desc')
    .limit(1)
  const row = db.first(query)
  return row === undefined ? undefined : { number: row.number, letterDate: row.letter_date }
}
