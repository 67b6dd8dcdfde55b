import type { By } from '../cases/cases.repo.ts'
import type { Db } from '../db/database.ts'
import { newUid } from '../uid.ts'

/** What a file hangs on. */
export interface HangsOn {
  caseId: number | null
  needId: number | null
  personId: number | null
}

/** One file's row, whatever the reader's area. */
export const findAttachment = (db: Db, id: number) => db.first(db.q.selectFrom('attachment').selectAll().where('id', '=', id))
export type AttachmentRecord = NonNullable<ReturnType<typeof findAttachment>>

/** Files of a case or person: present ones newest first, then removed ones. */
export const listAttachments = (db: Db, of: Pick<HangsOn, 'caseId' | 'personId'>) => {
  const query = db.q
    .selectFrom('attachment as f')
    .leftJoin('user as u', 'u.id', 'f.added_by')
    .leftJoin('user as v', 'v.id', 'f.removed_by')
    .leftJoin('archived_file as t', 't.sha256', 'f.thumb_sha256')
    .selectAll('f')
    .select(['u.display_name as added_by_name', 'v.display_name as removed_by_name', 't.size as thumb_size'])
    .orderBy((eb) => eb('f.removed_at', 'is not', null))
    .orderBy('f.id', 'desc')
  return db.all(of.caseId === null ? query.where('f.person_id', '=', of.personId ?? 0) : query.where('f.case_id', '=', of.caseId))
}

/** Places of the photos of one form that hang on the same. */
export const placesOfForm = (db: Db, of: Pick<HangsOn, 'caseId' | 'personId'>, formKey: string) =>
  listAttachments(db, of).flatMap((row) =>
    row.removed_at === null && row.form_key === formKey && row.latitude !== null && row.longitude !== null
      ? [{ latitude: row.latitude, longitude: row.longitude }]
      : [],
  )

/** Places of all photos that lie in cases and with people, whoever's they are: numbers on a map, no names. */
export const photoPlaces = (db: Db): { latitude: number; longitude: number }[] =>
  db
    .all(
      db.q
        .selectFrom('attachment')
        .select(['latitude', 'longitude'])
        .where('latitude', 'is not', null)
        .where('longitude', 'is not', null)
        .where('removed_at', 'is', null),
    )
    .map(({ latitude, longitude }) => ({ latitude: latitude ?? 0, longitude: longitude ?? 0 }))

/** Adds a file; returns its id. */
export const insertAttachment = (
  db: Db,
  on: HangsOn,
  file: {
    title: string
    name: string
    mediaType: string
    size: number
    sha256: string
    thumbSha256: string | null
    width: number | null
    height: number | null
    takenAt: string
    latitude: number | null
    longitude: number | null
    formKey: string
    formVersion: number | null
    slot: string
    findings: string
  },
  by: By,
): number =>
  db.run(
    db.q.insertInto('attachment').values({
      uid: newUid(),
      case_id: on.caseId,
      need_id: on.needId,
      person_id: on.personId,
      title: file.title,
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      sha256: file.sha256,
      thumb_sha256: file.thumbSha256,
      width: file.width,
      height: file.height,
      taken_at: file.takenAt === '' ? null : file.takenAt,
      latitude: file.latitude,
      longitude: file.longitude,
      form_key: file.formKey,
      form_version: file.formVersion,
      slot: file.slot,
      findings: file.findings,
      added_at: by.now,
      added_by: by.userId,
      updated_at: by.now,
      updated_by: by.userId,
    }),
  ).id

/** Changes a file's row; false = its version was stale. */
export const updateAttachment = (
  db: Db,
  id: number,
  version: number,
  change: { title: string } | { removedReason: string },
  by: By,
): boolean =>
  db.run(
    db.q
      .updateTable('attachment')
      .set({
        ...('title' in change
          ? { title: change.title }
          : { removed_at: by.now, removed_by: by.userId, removed_reason: change.removedReason }),
        updated_at: by.now,
        updated_by: by.userId,
        version: version + 1,
      })
      .where('id', '=', id)
      .where('version', '=', version)
      .where('removed_at', 'is', null),
  ).changes === 1
