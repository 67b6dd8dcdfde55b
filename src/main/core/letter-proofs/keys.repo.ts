import type { Db } from '../db/database.ts'

interface By {
  userId: number
  now: string
}

/** The key that signs now, without its secret part. */
export const keyInUse = (db: Db): { keyId: string; publicKey: Buffer } | undefined => {
  const row = db.first(db.q.selectFrom('letter_key').select(['key_id', 'public_key']).where('retired_at', 'is', null))
  return row === undefined ? undefined : { keyId: row.key_id, publicKey: row.public_key }
}

/** The private key that signs now. For the print path alone: it never leaves the core. */
export const privateKeyInUse = (db: Db): { keyId: string; privateKey: Buffer } | undefined => {
  const row = db.first(db.q.selectFrom('letter_key').select(['key_id', 'private_key']).where('retired_at', 'is', null))
  return row === undefined || row.private_key === null ? undefined : { keyId: row.key_id, privateKey: row.private_key }
}

/** All keys of this office, newest first, with the number of letters each signed. */
export const ownKeys = (db: Db) =>
  db.all(
    db.q
      .selectFrom('letter_key as k')
      .select(['k.key_id', 'k.public_key', 'k.created_at', 'k.retired_at', 'k.reason'])
      .select((eb) =>
        eb
          .selectFrom('letter as l')
          .select((inner) => inner.fn.countAll<number>().as('letters'))
          .whereRef('l.proof_key', '=', 'k.key_id')
          .where('l.proof_code', 'is not', null)
          .as('letters'),
      )
      .orderBy('k.id', 'desc'),
  )

/** A key of this office by the part of its fingerprint that stands in codes. */
export const ownKeyById = (db: Db, keyId: string): Buffer | undefined =>
  db.first(db.q.selectFrom('letter_key').select('public_key').where('key_id', '=', keyId))?.public_key

/** Adds a pair; the one before has to be retired first. */
export const insertKey = (db: Db, key: { keyId: string; publicKey: Buffer; privateKey: Buffer }, by: By): void => {
  db.run(
    db.q.insertInto('letter_key').values({
      key_id: key.keyId,
      public_key: key.publicKey,
      private_key: key.privateKey,
      created_at: by.now,
      created_by: by.userId,
    }),
  )
}

/** Forgets the private key in use and keeps the public one. */
export const retireKey = (db: Db, reason: string, by: By): void => {
  db.run(
    db.q
      .updateTable('letter_key')
      .set({ private_key: null, retired_at: by.now, retired_by: by.userId, reason })
      .where('retired_at', 'is', null),
  )
}

const others = (db: Db) =>
  db.q
    .selectFrom('other_office_key as k')
    .leftJoin('user as u', 'u.id', 'k.imported_by')
    .select([
      'k.id',
      'k.key_id',
      'k.public_key',
      'k.office_name',
      'k.district_code',
      'k.practice',
      'k.made_on',
      'k.retired_on',
      'k.file_date',
      'k.imported_at',
      'u.display_name as imported_by_name',
    ])

/** Keys of other offices, by office, newest first. */
export const otherKeys = (db: Db) =>
  db.all(others(db).orderBy('k.office_name').orderBy('k.district_code').orderBy('k.made_on', 'desc').orderBy('k.id', 'desc'))

/** Keys of other offices whose fingerprint begins so. */
export const otherKeysById = (db: Db, keyId: string) => db.all(others(db).where('k.key_id', '=', keyId))

/** One key of another office, or undefined. */
export const findOtherKey = (db: Db, id: number) => db.first(others(db).where('k.id', '=', id))

/** A public key as another office hands it out. */
export interface OtherKey {
  keyId: string
  publicKey: Buffer
  officeName: string
  districtCode: string
  practice: boolean
  madeOn: string
  retiredOn: string | null
  fileDate: string
}

/** Adds a key of another office, or brings a known one up to date. */
export const saveOtherKey = (db: Db, key: OtherKey, by: By): void => {
  const values = {
    office_name: key.officeName,
    district_code: key.districtCode,
    practice: key.practice ? 1 : 0,
    made_on: key.madeOn,
    retired_on: key.retiredOn,
    file_date: key.fileDate,
    imported_at: by.now,
    imported_by: by.userId,
  }
  db.run(
    db.q
      .insertInto('other_office_key')
      .values({ key_id: key.keyId, public_key: key.publicKey, ...values })
      .onConflict((conflict) => conflict.column('public_key').doUpdateSet(values)),
  )
}

/** Takes a key of another office off the list. */
export const deleteOtherKey = (db: Db, id: number): void => {
  db.run(db.q.deleteFrom('other_office_key').where('id', '=', id))
}
