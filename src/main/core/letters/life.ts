import type { LifeEvent, LifeSettings } from '../../../shared/contract/letter-life.ts'
import { dayIn, longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import {
  type LifeDays,
  lastMarked,
  type MarkedStep,
  refusalOf,
  type StepRefusal,
  stepRights,
} from '../../../shared/domain/letter-life.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import type { Db } from '../db/database.ts'
import { readOffice } from '../office/office.repo.ts'
import { mustMay } from '../rights.ts'
import { readSetting } from '../settings.repo.ts'
import { signedFileOf, signInMap, takeOutOfMap, unsignInMap } from '../signing/letter-maps.repo.ts'
import { afterHandingOver, afterTakingBack } from './hand-over.ts'
import { sameVersion, staleLetter, visibleLetter } from './letter-access.ts'
import { applicantNameOf, insertLetterStep, setStep } from './letter-life.repo.ts'
import type { LetterRecord } from './letters.repo.ts'

/** Setting key of what an office follows after the printer. */
export const lifeKey = 'letter-life'

/** What an office has that changed nothing: every step can be marked, none has to be. */
const initial: LifeSettings = { signed: 'optional', stamped: 'optional', lateDays: 7 }

/** What this office follows after the printer. */
export const readLifeSettings = (db: Db): { settings: LifeSettings; version: number } => {
  const stored = readSetting<Partial<LifeSettings>>(db, lifeKey)
  return { settings: { ...initial, ...stored?.value }, version: stored?.version ?? 0 }
}

/** Where a stored letter stands. */
export const lifeOf = (letter: LetterRecord): LifeDays => ({
  state: letter.state,
  signedOn: letter.signed_on,
  stampedOn: letter.stamped_on,
  handedOn: letter.handed_on,
})

/** Words of the steps, as in "dicatat …". */
export const stepWords: Readonly<Record<MarkedStep, string>> = {
  signed: 'ditandatangani',
  stamped: 'dicap',
  handed: 'diserahkan',
}

const refused = (letter: LetterRecord, step: MarkedStep, refusal: StepRefusal): AppError => {
  const receiver = `${letter.handed_to}${letter.handed_relation === '' ? '' : ` (${letter.handed_relation})`}`
  const handed = `Surat ini sudah diserahkan kepada ${receiver} pada ${longDate(letter.handed_on ?? '')}.`
  if (refusal.why === 'draft')
    return new AppError('STATE', 'Surat ini belum dicetak.', { hint: 'Cetak suratnya lebih dahulu, lalu serahkan.' })
  if (refusal.why === 'cancelled') return new AppError('STATE', 'Surat ini sudah dibatalkan.', { hint: 'Buat surat baru.' })
  if (refusal.why === 'missing')
    return new AppError('STATE', `Surat ini belum dicatat ${stepWords[refusal.missing]}.`, {
      hint: `Catat dahulu bahwa suratnya sudah ${stepWords[refusal.missing]}; kantor ini mewajibkannya (Pengaturan, Surat & cetak).`,
    })
  if (refusal.why === 'off')
    return new AppError('STATE', `Kantor ini tidak mencatat surat yang ${stepWords[step]}.`, {
      hint: 'Ubah di Pengaturan, Surat & cetak, bila kantor hendak mencatatnya.',
    })
  if (refusal.why === 'handed' || step === 'handed')
    return new AppError('STATE', handed, {
      hint: 'Bila suratnya hilang, pakai "Cetak ulang" untuk salinannya; bila keliru dicatat, tarik dahulu penyerahannya.',
    })
  if (refusal.why === 'later')
    return new AppError('STATE', `Surat ini sudah dicatat dicap.`, { hint: 'Tarik dahulu catatan capnya bila keliru.' })
  return new AppError('STATE', `Surat ini sudah dicatat ${stepWords[step]}.`, { hint: 'Tidak ada yang perlu dicatat lagi.' })
}

/** What comes with a step. An empty receiver is whoever asked for the letter, else the resident it is about. */
export interface StepFilling {
  on: string | null
  to: string
  relation: string
  desk: string
  way: LifeEvent['way']
}

/** Who receives a letter where nobody else is named. */
export const receiverOf = (db: Db, letter: LetterRecord): { to: string; relation: string } => {
  const applicant = applicantNameOf(db, letter)
  if (applicant !== '') return { to: applicant, relation: letter.applicant_relation }
  return { to: letter.client_name ?? letter.addressee, relation: '' }
}

/** Whether the user may mark a step at all, beyond the right to work on cases. @throws AppError FORBIDDEN */
export const mustMayStep = (context: QueryContext, step: MarkedStep): void => {
  for (const permission of stepRights[step]) mustMay(context, permission)
}

/**
 * Why a letter cannot take a step now, in words; null = it can.
 * @param on day the step happened on; null = today
 * @param to who receives it, where the step is the hand-over; '' = whoever asked for it
 */
export const stepRefusal = (
  context: QueryContext,
  letter: LetterRecord,
  step: MarkedStep,
  { on, to }: Pick<StepFilling, 'on' | 'to'> = { on: null, to: '' },
): AppError | null => {
  const refusal = refusalOf(lifeOf(letter), readLifeSettings(context.db).settings, step)
  if (refusal !== null) return refused(letter, step, refusal)
  const printedOn = dayIn(letter.printed_at ?? context.now(), readOffice(context.db).timeZone)
  if (on !== null && on < printedOn)
    return new AppError('VALIDATION', `Surat ini baru dicetak pada ${longDate(printedOn)}.`, {
      field: 'on',
      hint: `Surat tidak dapat ${stepWords[step]} sebelum dicetak. Periksa tanggalnya.`,
    })
  if (step === 'handed' && to === '' && receiverOf(context.db, letter).to === '')
    return new AppError('VALIDATION', 'Penerima surat belum ditulis.', {
      field: 'to',
      hint: 'Tulis siapa yang menerima suratnya.',
    })
  return null
}

/**
 * Takes one step of a printed letter: where it stands, its history, the audit event, and for the hand-over what follows for
 * referral and case.
 * @returns the letter's new version
 * @throws AppError STATE, VALIDATION for a day in the future or before the print, or a letter without a receiver, CONFLICT
 */
export const takeLetterStep = (
  context: CommandContext,
  letter: LetterRecord,
  step: MarkedStep,
  filling: StepFilling,
): { id: number; version: number } => {
  const refusal = stepRefusal(context, letter, step, filling)
  if (refusal !== null) throw refusal
  const on = filling.on ?? context.today()
  if (on > context.today())
    throw new AppError('VALIDATION', step === 'handed' ? 'Tanggal penyerahan ada di masa depan.' : 'Tanggalnya di masa depan.', {
      field: 'on',
      hint: 'Periksa tanggalnya.',
    })
  const receiver =
    step !== 'handed'
      ? { to: '', relation: '' }
      : filling.to === ''
        ? receiverOf(context.db, letter)
        : { to: filling.to, relation: filling.relation }
  const by = { userId: context.actor.userId, now: context.now() }
  if (!setStep(context.db, letter.id, letter.version, step, { on, ...receiver, desk: filling.desk }, by)) throw staleLetter()
  insertLetterStep(
    context.db,
    letter.id,
    { step, on, receiver: receiver.to, relation: receiver.relation, desk: filling.desk, way: filling.way },
    by,
  )
  if (step === 'handed') afterHandingOver(context, letter, { on, ...receiver })
  if (step === 'handed') takeOutOfMap(context.db, letter.id, 'Surat sudah diserahkan.', by)
  if (step === 'signed') signInMap(context.db, letter.id, by)
  context.audit({
    entity: 'letter',
    entityId: letter.id,
    caseId: letter.case_id,
    detail: { number: letter.number, ...(step === 'handed' ? { handedOn: on } : { step, on }) },
  })
  return { id: letter.id, version: letter.version + 1 }
}

/**
 * Writes down who received a printed letter.
 * @throws AppError FORBIDDEN, STATE, VALIDATION for a day in the future, CONFLICT
 */
export const handOverLetter = (
  context: CommandContext,
  input: { id: number; version: number; to: string; relation: string; on: string | null; desk: string },
): { id: number; version: number } => {
  mustMayStep(context, 'handed')
  const letter = visibleLetter(context, input.id)
  sameVersion(letter, input.version)
  return takeLetterStep(context, letter, 'handed', { ...input, way: 'screen' })
}

/**
 * Undoes the last step of a letter; its history keeps both.
 * @throws AppError FORBIDDEN, STATE when that step is not the last one, or a referral has gone further; CONFLICT
 */
export const takeStepBack = (
  context: CommandContext,
  input: { id: number; version: number; step: MarkedStep; reason: string },
): { id: number; version: number } => {
  mustMayStep(context, input.step)
  const letter = visibleLetter(context, input.id)
  sameVersion(letter, input.version)
  if (letter.state === 'cancelled')
    throw new AppError('STATE', 'Surat ini sudah dibatalkan; catatannya tidak diubah lagi.', { hint: 'Buat surat baru.' })
  if (lastMarked(lifeOf(letter)) !== input.step)
    throw new AppError('STATE', `Surat ini tidak sedang tercatat ${stepWords[input.step]}.`, {
      hint: 'Hanya langkah yang terakhir dapat ditarik. Muat ulang suratnya.',
    })
  if (input.step === 'signed' && signedFileOf(context.db, letter.id) !== undefined)
    throw new AppError('STATE', 'Surat ini ditandatangani secara elektronik; berkasnya sudah diterima.', {
      hint: 'Bila suratnya keliru, batalkan suratnya dan buat yang baru.',
    })
  const by = { userId: context.actor.userId, now: context.now() }
  if (!setStep(context.db, letter.id, letter.version, input.step, null, by)) throw staleLetter()
  if (input.step === 'signed') unsignInMap(context.db, letter.id, input.reason, by)
  insertLetterStep(
    context.db,
    letter.id,
    {
      step: input.step,
      takenBack: true,
      on: context.today(),
      receiver: input.step === 'handed' ? letter.handed_to : '',
      relation: input.step === 'handed' ? letter.handed_relation : '',
      reason: input.reason,
    },
    by,
  )
  if (input.step === 'handed') afterTakingBack(context, letter, input.reason)
  context.audit({
    entity: 'letter',
    entityId: letter.id,
    caseId: letter.case_id,
    detail: { number: letter.number, takenBack: input.step },
  })
  return { id: letter.id, version: letter.version + 1 }
}
