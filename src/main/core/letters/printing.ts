import type { LetterTemplateBody } from '../../../shared/contract/letter-body.ts'
import type { NumberChoice } from '../../../shared/contract/letters.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { letterFileName } from '../../../shared/domain/letter-number.ts'
import { insertCaseEvent } from '../cases/cases.repo.ts'
import { type CommandContext, internalCommand, type JobContext, type QueryContext } from '../context.ts'
import { archiveFile, readArchivedFile } from '../files/archive.repo.ts'
import { archiveFileRef, mediaTypes, tmpBytesRef } from '../files/files.ts'
import { type LetterProof, makeProof, proofHolds } from '../letter-proofs/proof.ts'
import { findReferral, updateReferral } from '../referrals/referrals.repo.ts'
import { addresseeOf, fillLetter, validUntil } from './fill.ts'
import { type LetterFonts, letterFonts } from './fonts.ts'
import {
  type DraftRecord,
  draftChoices,
  draftSources,
  draftStanding,
  mustBeDraft,
  mustNotBeInMap,
  numberedOf,
  sameVersion,
  staleLetter,
  templateOf,
  visibleLetter,
} from './letter-access.ts'
import { type LetterData, type LetterMark, readLetterData } from './letter-data.ts'
import { insertLetterStep } from './letter-life.repo.ts'
import { type LetterRecord, markPrinted } from './letters.repo.ts'
import { type Logo, prepareLogo } from './logo.ts'
import { type NumberPlan, planNumber } from './number-plan.ts'
import { moveRange, raiseSequence } from './numbers.repo.ts'
import { refuseUnfinished } from './print-checks.ts'
import { type RenderedLetter, renderLetter } from './render.ts'

/** Other prints may take the number between rendering and committing; each time the letter is set again. */
const attempts = 50

const logos = new Map<string, Promise<Logo>>()

/** The office's logo, decoded once per thread. */
export const readLogo = async (context: QueryContext, sha256: string | null, fonts: LetterFonts): Promise<Logo | null> => {
  if (sha256 === null) return null
  const known = logos.get(sha256)
  if (known !== undefined) return known
  const file = readArchivedFile(context.db, sha256)
  if (file === undefined) return null
  const logo = prepareLogo(file.bytes, fonts)
  logos.clear()
  logos.set(sha256, logo)
  return logo
}

/** Sets a letter with the office's fonts and logo. */
export const renderFor = async (
  context: QueryContext,
  template: LetterTemplateBody,
  data: LetterData,
  mark: LetterMark | null,
): Promise<RenderedLetter> => {
  const fonts = letterFonts(context.dirs.resources, template.font)
  return renderLetter(template, data, { fonts, logo: await readLogo(context, data.logoSha256, fonts), mark })
}

/**
 * The page as it would print. A draft carries DRAF and an open number. A letter of the book is shown from its snapshot
 * with ARSIP or DIBATALKAN across it: a look is no copy, copies are made by `reprint` alone and logged.
 */
export const previewLetter = async (context: JobContext, input: { id: number }) => {
  context.progress('Menyusun pratinjau', 0, 1)
  const letter = visibleLetter(context, input.id)
  const template = templateOf(context, letter)
  const data =
    letter.data === null
      ? fillLetter(template, draftSources(context, letter), draftChoices(context, letter, null))
      : readLetterData(letter.data)
  const mark: LetterMark = letter.state === 'cancelled' ? 'DIBATALKAN' : letter.state === 'printed' ? 'ARSIP' : 'DRAF'
  const { bytes, pages } = await renderFor(context, template, data, mark)
  context.progress('Menyusun pratinjau', 1, 1)
  return { file: tmpBytesRef(context, bytes, `Pratinjau-surat-${letter.id}.pdf`, mediaTypes.pdf, 'pdf'), pages }
}

/** What the writer needs to give a rendered letter its number. */
interface PrintedLetter {
  id: number
  version: number
  choice: NumberChoice
  plan: NumberPlan
  bytes: Uint8Array
  pages: number
  data: string
  subject: string
  addressee: string
  validUntil: string | null
  registerSource: string | null
  /** The letter's code, or null where none is printed. */
  proof: LetterProof | null
}

const numberMoved = (): AppError =>
  new AppError('BUSY', 'Nomor ini baru saja dipakai surat lain.', { hint: 'Cetak sekali lagi.' })

/**
 * Takes a planned number: the counter, range and book move together in the running transaction.
 * @param now the same plan worked out in this transaction
 * @throws AppError BUSY when it is not the same any more; the job then sets the letter again
 */
export const takePlanned = (context: CommandContext, plan: NumberPlan, now: NumberPlan): void => {
  // Only what stands on the page has to be set again; marks of the date are the writer's to say, also when midnight just passed.
  if (now.printed !== plan.printed || now.value !== plan.value) throw numberMoved()
  if (now.value === null || now.suffix !== '' || now.source === 'typed') return
  raiseSequence(context.db, now, now.value)
  if (now.rangeId !== null) moveRange(context.db, now.rangeId, now.value + 1)
}

/**
 * Archives the PDF and takes its number in one transaction: no crash leaves a number without a letter or a letter
 * without a number.
 */
export const commitPrint = internalCommand('letters.commit-print', (context, input: PrintedLetter) => {
  const letter = visibleLetter(context, input.id)
  mustBeDraft(letter)
  mustNotBeInMap(context.db, letter.id, ['initials'])
  sameVersion(letter, input.version)
  const plan = planNumber(context, numberedOf(context, letter), input.choice)
  takePlanned(context, input.plan, plan)
  return { sha256: archivePrinted(context, letter, { ...input, plan }) }
})

/**
 * Turns a draft whose number was just taken into a letter of the book, with its referral, case history and audit event.
 * @returns hash of the archived PDF
 */
export const archivePrinted = (
  context: CommandContext,
  letter: LetterRecord,
  printed: Pick<
    PrintedLetter,
    'version' | 'plan' | 'bytes' | 'pages' | 'data' | 'subject' | 'addressee' | 'validUntil' | 'registerSource' | 'proof'
  >,
): string => {
  const { plan, proof } = printed
  if (proof !== null && !proofHolds(context, proof)) throw numberMoved()
  const by = { userId: context.actor.userId, now: context.now() }
  const sha256 = archiveFile(context.db, printed.bytes, mediaTypes.pdf, by.now)
  if (!markPrinted(context.db, { ...printed, id: letter.id, sha256 }, by)) throw staleLetter()
  insertLetterStep(context.db, letter.id, { step: 'printed', on: context.today() }, by)
  const referral = letter.referral_id === null ? undefined : findReferral(context.db, letter.referral_id)
  if (referral?.state === 'made')
    updateReferral(
      context.db,
      referral.id,
      referral.version,
      { state: 'printed', answer: referral.answer, answered_at: referral.answered_at },
      by,
    )
  const kind = letter.kind_name ?? 'Surat'
  if (letter.case_id !== null)
    insertCaseEvent(
      context.db,
      {
        caseId: letter.case_id,
        needId: referral?.need_id ?? null,
        kind: 'letter',
        text: plan.number === null ? `${kind} dicetak; nomornya menyusul.` : `${kind} nomor ${plan.number} dicetak.`,
      },
      by,
    )
  context.audit({
    entity: 'letter',
    entityId: letter.id,
    caseId: letter.case_id,
    detail: {
      kind: letter.kind,
      number: plan.number,
      sha256,
      pages: printed.pages,
      ...(plan.suffix === '' ? {} : { inserted: true }),
      ...(plan.dateMark === '' ? {} : { dateMark: plan.dateMark }),
    },
  })
  return sha256
}

/**
 * Final print: takes the number that the kind's rules and the clerk's choice give, and archives the bytes.
 * @throws AppError STATE when it was printed before (a second click), CONFLICT when it was changed, VALIDATION when a
 *   required field is empty, CONFIRM when its date asks for a reason
 */
export const printLetter = async (context: JobContext, input: { id: number; version: number; choice: NumberChoice }) =>
  retried(context, async () => {
    const letter = visibleLetter(context, input.id)
    mustBeDraft(letter)
    sameVersion(letter, input.version)
    const { practice, ...set } = await setForPrint(context, letter, input.choice)
    const { sha256 } = await context.write(commitPrint, {
      id: letter.id,
      version: letter.version,
      choice: input.choice,
      ...set,
    })
    return printedLetter(context, { id: letter.id, number: set.plan.number, sha256, pages: set.pages, practice }, set.bytes)
  })

/**
 * Sets a letter and commits it; once more as long as another print takes the planned number in between.
 * @param print works everything out anew each time
 */
export const retried = async <T>(context: JobContext, print: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    context.throwIfCancelled()
    context.progress('Menyusun surat', 0, 1)
    try {
      const printed = await print()
      context.progress('Selesai', 1, 1)
      return printed
    } catch (error) {
      if (!(error instanceof AppError) || error.data.code !== 'BUSY' || attempt === attempts) throw error
    }
  }
}

/**
 * Works out a letter's number and sets its page; nothing is taken or stored yet.
 * @throws AppError as `printLetter`
 */
export const setForPrint = async (context: JobContext, letter: DraftRecord, choice: NumberChoice) => {
  const template = templateOf(context, letter)
  const plan = planNumber(context, numberedOf(context, letter), choice)
  const plain = printData(context, letter, template, plan.printed)
  const proved = await makeProof(context, letter, template, plain, plan.number)
  const data: LetterData = { ...plain, verification: proved?.shown ?? null }
  const { bytes, pages } = await renderFor(context, template, data, null)
  context.throwIfCancelled()
  return {
    plan,
    bytes,
    pages,
    data: JSON.stringify(data),
    subject: data.values['letter.subject'] ?? '',
    addressee: addresseeOf(template, data.values),
    validUntil: validUntil(template, letter.purpose, letter.letter_date),
    registerSource: registerSourceOf(context, letter, template),
    proof: proved?.proof ?? null,
    practice: data.practice,
  }
}

/** A letter with its planned number on the page, ready to be committed. */
export type SetLetter = Awaited<ReturnType<typeof setForPrint>>

/** What a print answers: the letter with its archived file, named after its number. */
export const printedLetter = (
  context: QueryContext,
  letter: { id: number; number: string | null; sha256: string; pages: number; practice: boolean },
  bytes: Uint8Array,
) => {
  const { practice, ...shown } = letter
  const name = letterFileName(letter.number ?? `tanpa-nomor-${letter.id}`, practice)
  return { ...shown, file: archiveFileRef(context, letter.sha256, name, mediaTypes.pdf, bytes.byteLength) }
}

/** JSON of what a statement about the register stands on; null for kinds that state nothing. */
const registerSourceOf = (context: JobContext, letter: DraftRecord, template: LetterTemplateBody): string | null => {
  const source = draftStanding(context, template, letter.person_id)?.source ?? null
  return source === null ? null : JSON.stringify(source)
}

/** A paper that leaves the office must be whole; a draft may have gaps. */
const printData = (context: JobContext, letter: DraftRecord, template: LetterTemplateBody, number: string): LetterData => {
  const sources = draftSources(context, letter)
  const choices = draftChoices(context, letter, number)
  refuseUnfinished(context, letter, template, sources.signatory.active === 1)
  return fillLetter(template, sources, choices)
}
