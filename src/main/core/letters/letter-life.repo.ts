import { sql } from 'kysely'
import type { LifeEvent } from '../../../shared/contract/letter-life.ts'
import type { MarkedStep } from '../../../shared/domain/letter-life.ts'
import { nameKey } from '../../../shared/domain/names.ts'
import type { Actor } from '../../../shared/domain/permissions.ts'
import { likeText, withinArea } from '../cases/area.repo.ts'
import type { Db } from '../db/database.ts'
import { type By, type LetterRecord, letterQuery, letterRegion } from './letters.repo.ts'

/** What a step of a letter's history says. */
export interface StepValues {
  step: LifeEvent['step']
  on: string
  takenBack?: boolean
  receiver?: string
  relation?: string
  desk?: string
  way?: LifeEvent['way']
  reason?: string
}

/** Adds a line to a letter's history. */
export const insertLetterStep = (db: Db, letterId: number, step: StepValues, by: By): void =>
  void db.run(
    db.q.insertInto('letter_step').values({
      letter_id: letterId,
      step: step.step,
      taken_back: step.takenBack === true ? 1 : 0,
      happened_on: step.on,
      receiver: step.receiver ?? '',
      relation: step.relation ?? '',
      desk: step.desk ?? '',
      way: step.way ?? 'screen',
      reason: step.reason ?? '',
      at: by.now,
      by: by.userId,
    }),
  )

/** A letter's history, oldest first. */
export const letterSteps = (db: Db, letterId: number): LifeEvent[] =>
  db
    .all(
      db.q
        .selectFrom('letter_step as s')
        .leftJoin('user as u', 'u.id', 's.by')
        .select(['s.step', 's.taken_back', 's.happened_on', 's.at', 's.receiver', 's.relation', 's.desk', 's.way', 's.reason'])
        .select('u.display_name as by')
        .where('s.letter_id', '=', letterId)
        .orderBy('s.id'),
    )
    .map(({ happened_on, taken_back, by, step, way, ...row }) => ({
      ...row,
      step: step as LifeEvent['step'],
      way: way as LifeEvent['way'],
      takenBack: taken_back === 1,
      on: happened_on,
      by: by ?? '',
    }))

/**
 * Writes where a printed letter stands now, or with null takes a step back.
 * @returns false = the version was stale, or it is no printed letter any more
 */
export const setStep = (
  db: Db,
  id: number,
  version: number,
  step: MarkedStep,
  value: { on: string; to: string; relation: string; desk: string } | null,
  by: By,
): boolean => {
  const columns =
    step === 'signed'
      ? { signed_on: value?.on ?? null }
      : step === 'stamped'
        ? { stamped_on: value?.on ?? null }
        : {
            handed_on: value?.on ?? null,
            handed_to: value?.to ?? '',
            handed_relation: value?.relation ?? '',
            handed_desk: value?.desk ?? '',
            handed_by: value === null ? null : by.userId,
          }
  return (
    db.run(
      db.q
        .updateTable('letter')
        .set({ ...columns, updated_at: by.now, updated_by: by.userId, version: version + 1 })
        .where('id', '=', id)
        .where('version', '=', version)
        .where('state', '=', 'printed'),
    ).changes === 1
  )
}

/** What the list of letters that lie here is narrowed by. */
export interface LyingFilter {
  text: string
  kind: string | null
  purpose: string | null
  unit: string | null
  stage: 'printed' | 'signed' | 'stamped' | null
  /** Only letters printed before this instant; null = all. */
  printedBefore: string | null
  /** Instant of the print and id of the last row of the page before. */
  after: readonly [string, number] | null
  limit: number
}

/** Printed letters that nobody received yet, longest waiting first; one row more than asked for. */
export const lyingLetters = (db: Db, actor: Pick<Actor, 'areas'>, filter: LyingFilter): LetterRecord[] => {
  let query = letterQuery(db)
    .where('l.state', '=', 'printed')
    .where('l.handed_on', 'is', null)
    .where((eb) => withinArea(letterRegion(eb), actor))
    .orderBy('l.printed_at')
    .orderBy('l.id')
    .limit(filter.limit + 1)
  if (filter.kind !== null) query = query.where('l.kind', '=', filter.kind)
  if (filter.purpose !== null) query = query.where('l.purpose', '=', filter.purpose)
  if (filter.unit !== null) query = query.where('l.unit_code', '=', filter.unit)
  if (filter.printedBefore !== null) query = query.where('l.printed_at', '<', filter.printedBefore)
  if (filter.stage === 'stamped') query = query.where('l.stamped_on', 'is not', null)
  if (filter.stage === 'signed') query = query.where('l.signed_on', 'is not', null).where('l.stamped_on', 'is', null)
  if (filter.stage === 'printed') query = query.where('l.signed_on', 'is', null).where('l.stamped_on', 'is', null)
  if (filter.text !== '') {
    const words = `%${likeText(filter.text)}%`
    const name = nameKey(filter.text)
      .split(' ')
      .filter((word) => word !== '')
    query = query.where((eb) =>
      eb.or([
        sql<boolean>`${eb.ref('l.number')} like ${words} escape '\\'`,
        sql<boolean>`${eb.ref('l.applicant_name')} like ${words} escape '\\'`,
        sql<boolean>`${eb.ref('c.number')} like ${words} escape '\\'`,
        ...(name.length === 0
          ? []
          : [eb.and(name.map((word) => sql<boolean>`${eb.ref('p.name_key')} like ${`%${likeText(word)}%`} escape '\\'`))]),
      ]),
    )
  }
  if (filter.after !== null) {
    const [at, id] = filter.after
    query = query.where(sql<boolean>`(l.printed_at, l.id) > (${at}, ${id})`)
  }
  return db.all(query)
}

/** How many letters lie here, by kind, purpose and unit. */
export const lyingCounts = (db: Db, actor: Pick<Actor, 'areas'>) =>
  db.all(
    db.q
      .selectFrom('letter as l')
      .leftJoin('case_file as c', 'c.id', 'l.case_id')
      .select(['l.kind', 'l.purpose', 'l.unit_code'])
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('l.state', '=', 'printed')
      .where('l.handed_on', 'is', null)
      .where((eb) => withinArea(letterRegion(eb), actor))
      .groupBy(['l.kind', 'l.purpose', 'l.unit_code']),
  )

/** Letters handed over on a day that are not cancelled, in the order they were: by desk, then as recorded. */
export const handedOn = (db: Db, actor: Pick<Actor, 'areas'>, day: string) =>
  db.all(
    letterQuery(db)
      .select(['l.handed_desk'])
      .select((eb) =>
        eb
          .selectFrom('letter_step as s')
          .select('s.at')
          .whereRef('s.letter_id', '=', 'l.id')
          .where('s.step', '=', 'handed')
          .orderBy('s.id', 'desc')
          .limit(1)
          .as('handed_at'),
      )
      .where('l.handed_on', '=', day)
      .where('l.state', '=', 'printed')
      .where((eb) => withinArea(letterRegion(eb), actor))
      .orderBy('l.handed_desk')
      .orderBy('handed_at')
      .orderBy('l.id'),
  )

/** Name of the resident or helper who asked for a letter: from the register where there is a record. */
export const applicantNameOf = (db: Db, letter: Pick<LetterRecord, 'applicant_id' | 'applicant_name'>): string =>
  letter.applicant_id === null
    ? letter.applicant_name
    : (db.first(db.q.selectFrom('person').select('name').where('id', '=', letter.applicant_id))?.name ?? letter.applicant_name)
