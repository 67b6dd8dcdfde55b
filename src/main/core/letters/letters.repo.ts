import { type Expression, type RawBuilder, sql } from 'kysely'
import { nameKey } from '../../../shared/domain/names.ts'
import type { Actor } from '../../../shared/domain/permissions.ts'
import { likeText, withinArea } from '../cases/area.repo.ts'
import type { Db } from '../db/database.ts'
import type { LetterProof } from '../letter-proofs/proof.ts'
import { takeOutOfMap } from '../signing/letter-maps.repo.ts'
import { newUid } from '../uid.ts'
import { signerNameOfLetter } from './letter-signers.repo.ts'
import type { NumberPlan } from './number-plan.ts'

/** Who changes something, and when. */
export interface By {
  userId: number
  now: string
}

/** The region that decides who may see a letter. */
export const letterRegion = (eb: {
  ref(name: 'c.region_code' | 'l.region_code'): Expression<unknown>
}): RawBuilder<string | null> => sql<string | null>`coalesce(${eb.ref('c.region_code')}, ${eb.ref('l.region_code')})`

/** Letters with what lists show of them; `l` = the letter, `c` its case. */
export const letterQuery = (db: Db) =>
  db.q
    .selectFrom('letter as l')
    .leftJoin('case_file as c', 'c.id', 'l.case_id')
    .leftJoin('person as p', 'p.id', 'l.person_id')
    .leftJoin('signatory as s', 's.id', 'l.signatory_id')
    .leftJoin('user as u', 'u.id', 'l.printed_by')
    .leftJoin('user as h', 'h.id', 'l.handed_by')
    .leftJoin('definition as d', (join) =>
      join.onRef('d.key', '=', 'l.kind').onRef('d.version', '=', 'l.template_version').on('d.kind', '=', 'letter-template'),
    )
    .select([
      'l.id',
      'l.kind',
      'l.template_version',
      'l.case_id',
      'l.referral_id',
      'l.person_id',
      'l.state',
      'l.letter_date',
      'l.paper',
      'l.signatory_id',
      'l.fields',
      'l.copies_to',
      'l.subject',
      'l.addressee',
      'l.unit_code',
      'l.number',
      'l.number_source',
      'l.number_key',
      'l.number_year',
      'l.number_value',
      'l.number_suffix',
      'l.number_reason',
      'l.number_entered_at',
      'l.date_mark',
      'l.data',
      'l.sha256',
      'l.pages',
      'l.printed_at',
      'l.handed_on',
      'l.handed_to',
      'l.handed_relation',
      'l.signed_on',
      'l.stamped_on',
      'l.version',
      'l.region_code',
      'l.applicant_id',
      'l.applicant_name',
      'l.applicant_relation',
      'l.applicant_phone',
      'l.purpose',
      'l.lane',
      'l.lists',
      'l.headed_paper',
      'l.valid_until',
      'l.register_source',
      'l.proof_code',
      'l.proof_hash',
      'c.number as case_number',
      'c.open as case_open',
      'p.name as client_name',
      'u.display_name as printed_by_name',
      'h.display_name as handed_by_name',
      'd.name as kind_name',
    ])
    .select((eb) => [
      // A letter of a case lies where the case does, any other where its own row says.
      letterRegion(eb).as('region'),
      signerNameOfLetter.as('signatory_name'),
      eb
        .selectFrom('letter_copy as copy')
        .select((inner) => inner.fn.countAll<number>().as('copies'))
        .whereRef('copy.letter_id', '=', 'l.id')
        .as('copies'),
    ])

/** One letter whatever the reader's area, or undefined. */
export const findLetter = (db: Db, id: number) => db.first(letterQuery(db).where('l.id', '=', id))

/** A letter as the book shows it. */
export type LetterRecord = NonNullable<ReturnType<typeof findLetter>>

/** The newest letter with a number inside the reader's area: patterns without a year give a number again every January. */
export const findLetterByNumber = (db: Db, actor: Pick<Actor, 'areas'>, number: string): LetterRecord | undefined =>
  db.first(
    letterQuery(db)
      .where('l.number', '=', number)
      .where((eb) => withinArea(letterRegion(eb), actor))
      .orderBy('l.number_year', 'desc')
      .limit(1),
  )

/**
 * Letters (`l`, with their case `c`) that somebody still waits for: printed and not fetched, or only drafted although the
 * case is decided.
 */
export const stillOwed = sql<boolean>`(l.handed_on IS NULL AND (l.state = 'printed' OR (l.state = 'draft' AND c.open = 0)))`

/** What the letters book is narrowed by. */
export interface LetterFilter {
  text: string
  state: string | null
  toHandOver: boolean
  kind: string | null
  from: string | null
  to: string | null
  mark: 'open' | 'inserted' | 'dated' | 'typed' | null
  order: 'newest' | 'number'
  /** Sort values of the last row of the page before: its id, or its place in the book. */
  after: readonly (string | number | null)[] | null
  limit: number
}

/** Letters, newest first or by their numbers, one row more than asked for. */
export const listLetters = (db: Db, actor: Pick<Actor, 'areas'>, filter: LetterFilter): LetterRecord[] => {
  const { after } = filter
  let query = letterQuery(db)
    .where((eb) => withinArea(letterRegion(eb), actor))
    .limit(filter.limit + 1)
  if (filter.order === 'newest') {
    query = query.orderBy('l.id', 'desc')
    if (after !== null) query = query.where('l.id', '<', Number(after[0]))
  } else {
    query = query
      .where('l.number', 'is not', null)
      .orderBy('l.number_year', 'desc')
      .orderBy('l.number_key')
      .orderBy(sql`coalesce(l.number_value, 0)`)
      .orderBy('l.number_suffix')
      .orderBy('l.id')
    if (after !== null) {
      const [year, key, value, suffix, id] = after
      query = query.where(
        sql<boolean>`(-l.number_year, l.number_key, coalesce(l.number_value, 0), l.number_suffix, l.id) > (${-Number(year)}, ${key}, ${value}, ${suffix}, ${id})`,
      )
    }
  }
  if (filter.state !== null) query = query.where('l.state', '=', filter.state)
  if (filter.toHandOver) query = query.where(stillOwed)
  if (filter.kind !== null) query = query.where('l.kind', '=', filter.kind)
  if (filter.from !== null) query = query.where('l.letter_date', '>=', filter.from)
  if (filter.to !== null) query = query.where('l.letter_date', '<=', filter.to)
  if (filter.mark === 'open') query = query.where(sql<boolean>`l.state = 'printed' AND l.number IS NULL`)
  if (filter.mark === 'inserted') query = query.where('l.number_suffix', '<>', '')
  if (filter.mark === 'dated') query = query.where('l.date_mark', '<>', '')
  if (filter.mark === 'typed') query = query.where('l.number_source', '=', 'typed').where('l.state', '<>', 'draft')
  if (filter.text !== '') {
    const words = `%${likeText(filter.text)}%`
    const name = nameKey(filter.text)
      .split(' ')
      .filter((word) => word !== '')
    query = query.where((eb) =>
      eb.or([
        sql<boolean>`${eb.ref('l.number')} like ${words} escape '\\'`,
        sql<boolean>`${eb.ref('l.subject')} like ${words} escape '\\'`,
        sql<boolean>`${eb.ref('l.addressee')} like ${words} escape '\\'`,
        sql<boolean>`${eb.ref('c.number')} like ${words} escape '\\'`,
        ...(name.length === 0
          ? []
          : [eb.and(name.map((word) => sql<boolean>`${eb.ref('p.name_key')} like ${`%${likeText(word)}%`} escape '\\'`))]),
      ]),
    )
  }
  return db.all(query)
}

/** What a draft holds; JSON columns are packed here. */
export interface DraftValues {
  templateVersion: number
  letterDate: string
  paper: string
  signatoryId: number
  fields: Record<string, string>
  copiesTo: string[]
  unitCode: string
  subject: string
  addressee: string
  applicantId: number | null
  applicantName: string
  applicantRelation: string
  applicantPhone: string
  purpose: string
  lane: string
  lists: Record<string, Record<string, string>[]>
  headedPaper: boolean
}

const draftColumns = (values: DraftValues, by: By) => ({
  template_version: values.templateVersion,
  letter_date: values.letterDate,
  paper: values.paper,
  signatory_id: values.signatoryId,
  fields: JSON.stringify(values.fields),
  copies_to: JSON.stringify(values.copiesTo),
  unit_code: values.unitCode,
  subject: values.subject,
  addressee: values.addressee,
  applicant_id: values.applicantId,
  applicant_name: values.applicantName,
  applicant_relation: values.applicantRelation,
  applicant_phone: values.applicantPhone,
  purpose: values.purpose,
  lane: values.lane,
  lists: JSON.stringify(values.lists),
  headed_paper: values.headedPaper ? 1 : 0,
  updated_at: by.now,
  updated_by: by.userId,
})

/** Adds a draft, which has no number; returns its id. */
export const insertDraft = (
  db: Db,
  letter: {
    kind: string
    caseId: number | null
    referralId: number | null
    personId: number | null
    regionCode: string | null
    submissionId?: number | null
  } & DraftValues,
  by: By,
): number =>
  db.run(
    db.q.insertInto('letter').values({
      uid: newUid(),
      kind: letter.kind,
      case_id: letter.caseId,
      referral_id: letter.referralId,
      person_id: letter.personId,
      region_code: letter.regionCode,
      submission_id: letter.submissionId ?? null,
      state: 'draft',
      created_at: by.now,
      created_by: by.userId,
      ...draftColumns(letter, by),
    }),
  ).id

/** Changes a draft; false = the version was stale or it is no draft any more. */
export const updateDraft = (db: Db, id: number, version: number, values: DraftValues, by: By): boolean =>
  db.run(
    db.q
      .updateTable('letter')
      .set({ ...draftColumns(values, by), version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version)
      .where('state', '=', 'draft'),
  ).changes === 1

/** Turns a draft into a printed letter; false = the version was stale or it is no draft any more. */
export const markPrinted = (
  db: Db,
  letter: {
    id: number
    version: number
    plan: NumberPlan
    data: string
    sha256: string
    pages: number
    subject: string
    addressee: string
    validUntil: string | null
    /** JSON of what a statement about the register stands on, or null. */
    registerSource: string | null
    proof: LetterProof | null
  },
  by: By,
): boolean =>
  db.run(
    db.q
      .updateTable('letter')
      .set({
        state: 'printed',
        number: letter.plan.number,
        number_source: letter.plan.source,
        number_key: letter.plan.key,
        number_year: letter.plan.year,
        number_value: letter.plan.value,
        number_suffix: letter.plan.suffix,
        date_mark: letter.plan.dateMark,
        number_reason: letter.plan.reason,
        data: letter.data,
        sha256: letter.sha256,
        pages: letter.pages,
        subject: letter.subject,
        addressee: letter.addressee,
        valid_until: letter.validUntil,
        register_source: letter.registerSource,
        proof_code: letter.proof?.code ?? null,
        proof_hash: letter.proof?.hash ?? null,
        proof_key: letter.proof?.keyId ?? null,
        printed_at: by.now,
        printed_by: by.userId,
        updated_at: by.now,
        updated_by: by.userId,
        version: letter.version + 1,
      })
      .where('id', '=', letter.id)
      .where('version', '=', letter.version)
      .where('state', '=', 'draft'),
  ).changes === 1

/** Logs a reprint; returns its number, 1 for the first. */
export const addCopy = (db: Db, letterId: number, by: By): number => {
  const last = db.first(
    db.q
      .selectFrom('letter_copy')
      .select((eb) => eb.fn.max('copy').as('last'))
      .where('letter_id', '=', letterId),
  )
  const copy = (last?.last ?? 0) + 1
  db.run(db.q.insertInto('letter_copy').values({ letter_id: letterId, copy, at: by.now, by: by.userId }))
  return copy
}

/** Reprints of a letter, oldest first. */
export const copyLog = (db: Db, letterId: number) =>
  db.all(
    db.q
      .selectFrom('letter_copy as copy')
      .leftJoin('user as u', 'u.id', 'copy.by')
      .select(['copy.copy', 'copy.at', 'u.display_name as by'])
      .where('copy.letter_id', '=', letterId)
      .orderBy('copy.copy'),
  )

/** Cancels a letter; its number stays in the book, and it falls out of its signing map. False = the version was stale. */
export const cancelLetter = (db: Db, id: number, version: number, reason: string, by: By): boolean => {
  const { changes } = db.run(
    db.q
      .updateTable('letter')
      .set({ state: 'cancelled', cancel_reason: reason, updated_at: by.now, updated_by: by.userId, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version)
      .where('state', '!=', 'cancelled'),
  )
  if (changes === 1) takeOutOfMap(db, id, `Surat dibatalkan: ${reason}`, by)
  return changes === 1
}

/** Whether a referral has a printed letter. */
export const hasPrintedLetter = (db: Db, referralId: number): boolean =>
  db.first(db.q.selectFrom('letter').select('id').where('referral_id', '=', referralId).where('state', '=', 'printed')) !==
  undefined

/** Printed letters of a kind for a purpose about a resident that still hold on a day, newest first; at most 20. */
export const validLetters = (
  db: Db,
  actor: Pick<Actor, 'areas'>,
  about: { personId: number; kind: string; purpose: string; today: string },
): LetterRecord[] =>
  db.all(
    letterQuery(db)
      .where('l.person_id', '=', about.personId)
      .where('l.kind', '=', about.kind)
      .where('l.purpose', '=', about.purpose)
      .where('l.state', '=', 'printed')
      .where((eb) => eb.or([eb('l.valid_until', 'is', null), eb('l.valid_until', '>=', about.today)]))
      .where((eb) => withinArea(letterRegion(eb), actor))
      .orderBy('l.id', 'desc')
      .limit(20),
  )

/** Letters that go with a batch, newest first; at most 20. */
export const lettersOfSubmission = (db: Db, actor: Pick<Actor, 'areas'>, submissionId: number) =>
  db.all(
    letterQuery(db)
      .where('l.submission_id', '=', submissionId)
      .where((eb) => withinArea(letterRegion(eb), actor))
      .orderBy('l.id', 'desc')
      .limit(20),
  )

/** Drafts that stand in a lane, oldest first; at most 500. */
export const draftsInLanes = (db: Db, actor: Pick<Actor, 'areas'>) =>
  db.all(
    letterQuery(db)
      .select('l.created_at')
      .where('l.state', '=', 'draft')
      .where('l.lane', '<>', '')
      .where((eb) => withinArea(letterRegion(eb), actor))
      .orderBy('l.created_at')
      .orderBy('l.id')
      .limit(500),
  )
