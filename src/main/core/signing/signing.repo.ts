import { sql } from 'kysely'
import type { Actor } from '../../../shared/domain/permissions.ts'
import { withinArea } from '../cases/area.repo.ts'
import type { Db } from '../db/database.ts'
import { actingOfLetter } from '../letters/letter-signers.repo.ts'
import { type By, letterRegion } from '../letters/letters.repo.ts'
import { newUid } from '../uid.ts'

/** Who signs, as stored. */
export interface SignerKey {
  signatoryId: number
  actingId: number | null
}

const lettersQuery = (db: Db) =>
  db.q
    .selectFrom('letter as l')
    .leftJoin('case_file as c', 'c.id', 'l.case_id')
    .leftJoin('person as p', 'p.id', 'l.person_id')
    .leftJoin('definition as d', (join) =>
      join.onRef('d.key', '=', 'l.kind').onRef('d.version', '=', 'l.template_version').on('d.kind', '=', 'letter-template'),
    )
    .select(['l.id', 'l.kind', 'l.template_version', 'l.number', 'l.letter_date', 'l.addressee', 'l.subject', 'l.state'])
    .select([
      'l.version',
      'l.person_id',
      'l.signatory_id',
      'l.sha256',
      'l.pages',
      'l.data',
      'l.signed_on',
      'l.handed_on',
      'p.name as client_name',
      'd.name as kind_name',
    ])
    .select((eb) => [letterRegion(eb).as('region'), actingOfLetter.as('acting_id')])
    .select([
      sql<string | null>`json_extract(l.data, '$.values."letter.purpose"')`.as('printed_purpose'),
      sql<string | null>`json_extract(l.data, '$.values."register.decile"')`.as('printed_decile'),
      'l.purpose',
    ])

/** A letter as maps read it. */
export type MapLetterRecord = ReturnType<typeof lettersById>[number]

/** Letters by their ids, whatever the reader's area. */
export const lettersById = (db: Db, ids: readonly number[]) =>
  ids.length === 0 ? [] : db.all(lettersQuery(db).where('l.id', 'in', [...ids]))

/** Letters that may wait for a signature: printed and still here, or drafts; in no map. */
const unsigned = sql<boolean>`l.state IN ('printed', 'draft') AND l.signed_on IS NULL AND l.handed_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM signing_map_item i WHERE i.letter_id = l.id AND i.state IN ('in', 'signed'))
  AND NOT EXISTS (SELECT 1 FROM letter_signed_file f WHERE f.letter_id = l.id)`

/** Letters that wait for one signer, dated from a day on, printed ones first, in the order of their numbers; at most 1,000. */
export const waitingLetters = (db: Db, actor: Pick<Actor, 'areas'>, signer: SignerKey, from: string): MapLetterRecord[] =>
  db.all(
    lettersQuery(db)
      .where('l.letter_date', '>=', from)
      .where('l.signatory_id', '=', signer.signatoryId)
      .where(unsigned)
      .where(sql<boolean>`${actingOfLetter} IS ${signer.actingId}`)
      .where((eb) => withinArea(letterRegion(eb), actor))
      .orderBy(sql`l.state = 'draft'`)
      .orderBy('l.kind')
      .orderBy('l.number_key')
      .orderBy('l.number_year')
      .orderBy('l.number_value')
      .orderBy('l.id')
      .limit(1000),
  )

/** How many letters wait for whom, dated from a day on. */
export const waitingSigners = (db: Db, actor: Pick<Actor, 'areas'>, from: string) =>
  db.all(
    db.q
      .selectFrom('letter as l')
      .leftJoin('case_file as c', 'c.id', 'l.case_id')
      .select(['l.signatory_id', actingOfLetter.as('acting_id')])
      .select([sql<number>`sum(l.state <> 'draft')`.as('printed'), sql<number>`sum(l.state = 'draft')`.as('drafts')])
      .where('l.letter_date', '>=', from)
      .where(unsigned)
      .where((eb) => withinArea(letterRegion(eb), actor))
      .groupBy(['l.signatory_id', sql`2`])
      .orderBy('l.signatory_id')
      .orderBy(sql`2`),
  )

const mapsQuery = (db: Db) =>
  db.q
    .selectFrom('signing_map as m')
    .leftJoin('signatory as s', 's.id', 'm.signatory_id')
    .leftJoin('signatory_acting as a', 'a.id', 'm.acting_id')
    .leftJoin('user as u', 'u.id', 'm.created_by')
    .select(['m.id', 'm.title', 'm.signatory_id', 'm.acting_id', 'm.state', 'm.initials_needed', 'm.printed_at', 'm.exported_at'])
    .select(['m.closed_at', 'm.reason', 'm.created_at', 'm.created_by', 'm.version', 'u.display_name as created_by_name'])
    .select(['s.name as post_name', 's.position', 'a.name as acting_name', 'a.kind as acting_kind'])
    .select((eb) => {
      const items = eb.selectFrom('signing_map_item as i').whereRef('i.map_id', '=', 'm.id')
      return [
        items
          .where('i.state', '<>', 'out')
          .select((inner) => inner.fn.countAll<number>().as('n'))
          .as('letters'),
        items
          .where('i.state', '=', 'signed')
          .select((inner) => inner.fn.countAll<number>().as('n'))
          .as('signed'),
        eb
          .selectFrom('signing_map_initial as n')
          .whereRef('n.map_id', '=', 'm.id')
          .select((inner) => inner.fn.countAll<number>().as('n'))
          .as('initials'),
      ]
    })

/** One map whatever the reader's area, or undefined. */
export const findMap = (db: Db, id: number) => db.first(mapsQuery(db).where('m.id', '=', id))
export type MapRecord = NonNullable<ReturnType<typeof findMap>>

/** Maps of which no letter lies outside the reader's area, newest first; at most 200. */
export const listMaps = (db: Db, actor: Pick<Actor, 'userId' | 'areas'>, open: boolean): MapRecord[] => {
  let query = mapsQuery(db).orderBy('m.id', 'desc').limit(200)
  if (open) query = query.where('m.closed_at', 'is', null)
  if (actor.areas.length > 0) query = query.where('m.id', 'in', mapsInside(db, actor))
  return db.all(query)
}

/** How many maps that a user may see wait for initials which this user has not given yet. */
export const countToInitial = (db: Db, actor: Pick<Actor, 'userId' | 'areas'>): number => {
  const query = db.q
    .selectFrom('signing_map as m')
    .select((eb) => eb.fn.countAll<number>().as('maps'))
    .where('m.state', '=', 'initials')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('signing_map_initial as n')
            .select('n.map_id')
            .whereRef('n.map_id', '=', 'm.id')
            .where('n.user_id', '=', actor.userId),
        ),
      ),
    )
  return db.first(actor.areas.length === 0 ? query : query.where('m.id', 'in', mapsInside(db, actor)))?.maps ?? 0
}

/** Ids of the maps a user with an area may see: not a single letter lies elsewhere. */
const mapsInside = (db: Db, actor: Pick<Actor, 'areas'>) =>
  db.q
    .selectFrom('signing_map_item as i')
    .innerJoin('letter as l', 'l.id', 'i.letter_id')
    .leftJoin('case_file as c', 'c.id', 'l.case_id')
    .select('i.map_id')
    .groupBy('i.map_id')
    .having((eb) => sql<boolean>`min(coalesce(${withinArea(letterRegion(eb), actor)}, 0)) = 1`)

/** Whether every letter a map ever held lies inside the reader's area. */
export const mapIsInside = (db: Db, actor: Pick<Actor, 'areas'>, id: number): boolean =>
  actor.areas.length === 0 || db.first(mapsInside(db, actor).where('i.map_id', '=', id)) !== undefined

/** Lines of a map in signing order; those taken out behind. */
export const mapItems = (db: Db, mapId: number) =>
  db.all(
    lettersQuery(db)
      .innerJoin('signing_map_item as i', 'i.letter_id', 'l.id')
      .leftJoin('user as u', 'u.id', 'i.decided_by')
      .select(['i.id as item_id', 'i.position', 'i.state as item_state', 'i.note', 'i.message', 'i.reason', 'i.decided_at'])
      .select('u.display_name as decided_by')
      .select((eb) => [
        eb.exists(eb.selectFrom('letter_signed_file as f').select('f.id').whereRef('f.letter_id', '=', 'l.id')).as('signed_file'),
      ])
      .where('i.map_id', '=', mapId)
      .orderBy(sql`i.state = 'out'`)
      .orderBy('i.position')
      .orderBy('i.id'),
  )
export type MapItemRecord = ReturnType<typeof mapItems>[number]

/** Adds a map; returns its id. */
export const insertMap = (db: Db, map: SignerKey & { title: string; initialsNeeded: number }, by: By): number =>
  db.run(
    db.q.insertInto('signing_map').values({
      uid: newUid(),
      title: map.title,
      signatory_id: map.signatoryId,
      acting_id: map.actingId,
      state: 'open',
      initials_needed: map.initialsNeeded,
      created_at: by.now,
      created_by: by.userId,
      updated_at: by.now,
      updated_by: by.userId,
    }),
  ).id

/** Adds letters at the end of a map. */
export const insertItems = (db: Db, mapId: number, letterIds: readonly number[]): void => {
  const last = db.first(
    db.q
      .selectFrom('signing_map_item')
      .select((eb) => eb.fn.max('position').as('last'))
      .where('map_id', '=', mapId),
  )
  letterIds.forEach((letterId, index) => {
    const position = (last?.last ?? 0) + index + 1
    db.run(db.q.insertInto('signing_map_item').values({ map_id: mapId, letter_id: letterId, position, state: 'in' }))
  })
}

/** Changes a line of a map. */
export const updateItem = (
  db: Db,
  itemId: number,
  change: { position?: number; note?: string; message?: string; state?: 'in' | 'signed' | 'out'; reason?: string },
  by: By | null = null,
): void => {
  const decided = by === null ? {} : { decided_at: by.now, decided_by: by.userId }
  db.run(
    db.q
      .updateTable('signing_map_item')
      .set({ ...change, ...decided })
      .where('id', '=', itemId),
  )
}

/** Changes a map; false = the version was stale. */
export const updateMap = (
  db: Db,
  id: number,
  version: number,
  change: { state?: string; printed_at?: string; exported_at?: string; closed_at?: string; reason?: string },
  by: By,
): boolean =>
  db.run(
    db.q
      .updateTable('signing_map')
      .set({ ...change, updated_at: by.now, updated_by: by.userId, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version),
  ).changes === 1

/** Initials of a map, oldest first. */
export const mapInitials = (db: Db, mapId: number) =>
  db.all(
    db.q
      .selectFrom('signing_map_initial as n')
      .leftJoin('user as u', 'u.id', 'n.user_id')
      .select(['n.user_id', 'n.at', 'u.display_name as by'])
      .where('n.map_id', '=', mapId)
      .orderBy('n.at'),
  )

/** Keeps one person's initials. */
export const insertInitial = (db: Db, mapId: number, by: By): void => {
  db.run(db.q.insertInto('signing_map_initial').values({ map_id: mapId, user_id: by.userId, at: by.now }))
}

/** Makes the initials of a map void. */
export const deleteInitials = (db: Db, mapId: number): void => {
  db.run(db.q.deleteFrom('signing_map_initial').where('map_id', '=', mapId))
}

/** Initials that the newest map of a signer asked for, or undefined. */
export const lastInitialsNeeded = (db: Db, signatoryId: number): number | undefined =>
  db.first(
    db.q
      .selectFrom('signing_map')
      .select('initials_needed')
      .where('signatory_id', '=', signatoryId)
      .orderBy('id', 'desc')
      .limit(1),
  )?.initials_needed

/** Keeps a signed file that came back. */
export const insertSignedFile = (
  db: Db,
  file: { letterId: number; sha256: string; originalSha256: string; intact: boolean },
  by: By,
): void => {
  db.run(
    db.q.insertInto('letter_signed_file').values({
      letter_id: file.letterId,
      sha256: file.sha256,
      original_sha256: file.originalSha256,
      intact: file.intact ? 1 : 0,
      received_at: by.now,
      received_by: by.userId,
    }),
  )
}

/** The letter whose archived print has this hash, or undefined. */
export const letterByHash = (db: Db, sha256: string) =>
  db.first(db.q.selectFrom('letter').select(['id', 'number']).where('sha256', '=', sha256))
