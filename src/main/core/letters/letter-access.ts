import { type LetterPaper, type LetterTemplateBody, letterPapers } from '../../../shared/contract/letter-body.ts'
import type { Applicant, RegisterStanding } from '../../../shared/contract/letters.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { QueryContext } from '../context.ts'
import type { Db } from '../db/database.ts'
import { type Definition, definition } from '../definitions/definitions.repo.ts'
import { readOffice } from '../office/office.repo.ts'
import { mapOfLetter } from '../signing/letter-maps.repo.ts'
import type { LetterChoices } from './fill.ts'
import { findLetter, type LetterRecord } from './letters.repo.ts'
import type { Numbered } from './number-plan.ts'
import { standingOf } from './register-standing.ts'
import { type LetterSources, readLetterSources } from './sources.repo.ts'

/** What a letter is set from; a letter that is printed in one step stands nowhere before. */
export type DraftRecord = Pick<
  LetterRecord,
  | 'kind'
  | 'template_version'
  | 'state'
  | 'case_id'
  | 'referral_id'
  | 'person_id'
  | 'region_code'
  | 'letter_date'
  | 'paper'
  | 'signatory_id'
  | 'fields'
  | 'copies_to'
  | 'unit_code'
  | 'applicant_id'
  | 'applicant_name'
  | 'applicant_relation'
  | 'applicant_phone'
  | 'purpose'
  | 'lane'
  | 'lists'
  | 'headed_paper'
>

/**
 * A letter that lies inside the reader's area.
 * @throws AppError NOT_FOUND, also when it lies outside the area
 */
export const visibleLetter = (context: QueryContext, id: number): LetterRecord => {
  const found = findLetter(context.db, id)
  if (found === undefined || !inArea(context.actor, found.region))
    throw new AppError('NOT_FOUND', 'Surat tidak ditemukan.', { hint: 'Muat ulang buku surat.' })
  return found
}

/** @throws AppError CONFLICT when somebody changed the letter since the screen read it */
export const sameVersion = (letter: LetterRecord, version: number): void => {
  if (letter.version !== version) throw staleLetter()
}

export const staleLetter = (): AppError =>
  new AppError('CONFLICT', 'Surat ini baru saja diubah orang lain.', {
    field: 'version',
    hint: 'Muat ulang suratnya, periksa isiannya, lalu ulangi.',
  })

/**
 * Refuses everything that only a draft allows, and names the number that a second click would have doubled.
 * @throws AppError STATE
 */
export const mustBeDraft = (letter: Pick<LetterRecord, 'state' | 'number'>): void => {
  if (letter.state === 'printed')
    throw new AppError(
      'STATE',
      `Surat ini sudah dicetak${letter.number === null ? '; nomornya menyusul' : ` dengan nomor ${letter.number}`}.`,
      {
        hint: 'Pakai "Cetak ulang" untuk salinannya, atau buat surat baru.',
      },
    )
  if (letter.state === 'cancelled') throw new AppError('STATE', 'Surat ini sudah dibatalkan.', { hint: 'Buat surat baru.' })
}

/**
 * What was initialled is what is signed: nobody edits a letter in a map while the map is in one of these states. What the register
 * says of the resident is still filled in at the print.
 * @throws AppError STATE, naming the map
 */
export const mustNotBeInMap = (db: Db, letterId: number, states: readonly string[]): void => {
  const map = mapOfLetter(db, letterId)
  if (map !== undefined && states.includes(map.state))
    throw new AppError(
      'STATE',
      `Surat ini ada dalam map tanda tangan "${map.title}" yang ${map.state === 'initials' ? 'menunggu paraf' : 'sudah diparaf'}.`,
      { hint: 'Keluarkan suratnya dari map dengan alasan, atau kembalikan map ke penyusunan.' },
    )
}

/**
 * A letter's template in the version its draft was saved with. A draft counts by today's rules: a sequence has one set of
 * rules at a time, whatever the page looks like.
 */
export const templateOf = (context: QueryContext, letter: DraftRecord): LetterTemplateBody => {
  const { body } = definition(context.db, 'letter-template', letter.kind, letter.template_version)
  return letter.state === 'draft' ? { ...body, numbering: numberingOf(context, letter.kind) } : body
}

/** How a kind is numbered now. */
export const numberingOf = (context: QueryContext, kind: string): LetterTemplateBody['numbering'] =>
  definition(context.db, 'letter-template', kind).body.numbering

/** What decides a stored draft's number. */
export const numberedOf = (
  context: QueryContext,
  letter: Pick<LetterRecord, 'kind' | 'unit_code' | 'letter_date'>,
): Numbered => ({
  kind: letter.kind,
  rules: numberingOf(context, letter.kind),
  unitCode: letter.unit_code,
  letterDate: letter.letter_date,
})

/**
 * Everything that goes onto a draft.
 * @throws AppError NOT_FOUND when its case, referral or signatory is gone
 */
export const draftSources = (context: QueryContext, letter: DraftRecord): LetterSources => {
  const sources = readLetterSources(context.db, {
    caseId: letter.case_id,
    referralId: letter.referral_id,
    personId: letter.person_id,
    regionCode: letter.region_code,
    applicant: applicantOf(letter),
    signatoryId: letter.signatory_id,
    letterDate: letter.letter_date,
  })
  if (sources === undefined)
    throw new AppError('NOT_FOUND', 'Data untuk surat ini tidak lengkap lagi.', { hint: 'Buat surat baru.' })
  return sources
}

/** Who asked for a stored letter. */
export const applicantOf = (letter: DraftRecord): Applicant => ({
  personId: letter.applicant_id,
  name: letter.applicant_name,
  relation: letter.applicant_relation,
  phone: letter.applicant_phone,
})

/** The paper of a stored letter. */
export const paperOf = (letter: Pick<LetterRecord, 'paper'>): LetterPaper =>
  letterPapers.find((paper) => paper === letter.paper) ?? 'F4'

/** The rows of a stored letter's lists. */
export const listsOf = (letter: Pick<LetterRecord, 'lists'>): Record<string, Record<string, string>[]> =>
  JSON.parse(letter.lists) as Record<string, Record<string, string>[]>

/** Whether a draft may state something about the register, and on what ground; null for kinds that state nothing. */
export const draftStanding = (
  context: QueryContext,
  template: LetterTemplateBody,
  personId: number | null,
): RegisterStanding | null =>
  template.register === null || personId === null
    ? null
    : standingOf(context.db, personId, template.register.maxAgeDays, context.today(), readOffice(context.db).timeZone)

/** The clerk's choices of a stored draft. */
export const draftChoices = (context: QueryContext, letter: DraftRecord, numberText: string | null): LetterChoices => ({
  letterDate: letter.letter_date,
  paper: paperOf(letter),
  fields: JSON.parse(letter.fields) as Record<string, string>,
  copiesTo: JSON.parse(letter.copies_to) as string[],
  headedPaper: letter.headed_paper === 1,
  purpose: letter.purpose,
  lane: letter.lane,
  lists: listsOf(letter),
  register: draftStanding(context, templateOf(context, letter), letter.person_id)?.source ?? null,
  numberText,
  unitCode: letter.unit_code,
})

/** Checks a template's own fields: unknown names are refused, missing ones get their initial text. */
export const checkFields = (template: Definition<'letter-template'>, fields: Record<string, string>): Record<string, string> => {
  const known = new Map(template.body.fields.map((field) => [field.name, field]))
  for (const name of Object.keys(fields))
    if (!known.has(name))
      throw new AppError('VALIDATION', `Isian "${name}" tidak ada pada ${template.name}.`, {
        field: `fields.${name}`,
        hint: 'Muat ulang jenis suratnya, lalu isi lagi.',
      })
  return Object.fromEntries(template.body.fields.map((field) => [field.name, fields[field.name] ?? field.initial]))
}
