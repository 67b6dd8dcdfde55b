import type { LetterBatch } from '../../../shared/contract/letter-batches.ts'
import { longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { type CommandContext, type Handlers, internalCommand, type JobContext, type QueryContext } from '../context.ts'
import { definition } from '../definitions/definitions.repo.ts'
import { mustMay } from '../rights.ts'
import { mergedLetters, singleLetters } from './batch-files.ts'
import { checkList } from './batch-list.ts'
import {
  type BatchRecord,
  batchesOf,
  batchIsInside,
  batchItems,
  findBatch,
  insertBatch,
  itemStates,
  setItemLetter,
  setItemMessage,
  updateBatch,
} from './batches.repo.ts'
import { checkAbout, type DraftContent, draftValues, visiblePerson } from './drafts.ts'
import { numberedOf, visibleLetter } from './letter-access.ts'
import { addCopy, type By, cancelLetter, insertDraft } from './letters.repo.ts'
import { planNumber } from './number-plan.ts'
import { printLetter } from './printing.ts'

/** Drafts that are made in one transaction. */
const draftsAtOnce = 100

const byNow = (context: CommandContext): By => ({ userId: context.actor.userId, now: context.now() })

/**
 * A batch that the user may see: users with an area see their own, as long as no letter in it lies elsewhere.
 * @throws AppError NOT_FOUND
 */
export const visibleBatch = (context: QueryContext, id: number): BatchRecord => {
  const found = findBatch(context.db, id)
  const { userId, areas } = context.actor
  const inside = areas.length === 0 || (found?.created_by === userId && batchIsInside(context.db, context.actor, id))
  if (found === undefined || !inside)
    throw new AppError('NOT_FOUND', 'Daftar surat ini tidak ditemukan.', { hint: 'Muat ulang halaman.' })
  return found
}

const toBatch = (context: QueryContext, batch: BatchRecord): LetterBatch => {
  const people = batch.people ?? 0
  const [printed, refused, cancelled] = [batch.printed ?? 0, batch.refused ?? 0, batch.cancelled ?? 0]
  return {
    id: batch.id,
    kind: batch.kind,
    kindName: definition(context.db, 'letter-template', batch.kind).name,
    title: batch.title,
    letterDate: batch.letter_date,
    people,
    printed,
    refused,
    cancelled,
    waiting: batch.closed_at === null ? people - printed - refused - cancelled : 0,
    reason: batch.reason,
    closedAt: batch.closed_at,
    mergedAt: batch.merged_at,
    createdAt: batch.created_at,
    createdBy: batch.created_by_name ?? '',
    version: batch.version,
  }
}

const contentOf = (batch: Pick<BatchRecord, 'content' | 'letter_date'>): DraftContent => ({
  ...(JSON.parse(batch.content) as Omit<DraftContent, 'letterDate'>),
  letterDate: batch.letter_date,
})

const about = (personId: number) => ({ caseId: null, referralId: null, personId, regionCode: null })

/**
 * Makes the drafts of some items and ties them to their items, in one transaction: a crash leaves an item with its draft or
 * without one, never two. What is refused keeps its reason.
 */
const draftItems = internalCommand('letterBatches.draft-items', (context, input: { id: number; itemIds: number[] }) => {
  const batch = visibleBatch(context, input.id)
  if (batch.closed_at !== null) throw closedBatch()
  const template = definition(context.db, 'letter-template', batch.kind)
  const wanted = new Set(input.itemIds)
  let made = 0
  for (const item of itemStates(context.db, batch.id)) {
    if (!wanted.has(item.id) || item.letter_id !== null) continue
    try {
      const person = visiblePerson(context, item.person_id)
      const values = draftValues(context, template, about(person.id), contentOf(batch))
      const letter = { ...values, kind: template.key, caseId: null, referralId: null, regionCode: person.region_code }
      setItemLetter(context.db, item.id, insertDraft(context.db, letter, byNow(context)))
      made += 1
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      setItemMessage(context.db, item.id, told(error))
    }
  }
  context.audit({ entity: 'letter-batch', entityId: batch.id, detail: { drafts: made } })
  return made
})

const refuseItem = internalCommand(
  'letterBatches.refuse-item',
  (context, input: { itemId: number; message: string }) => {
    setItemMessage(context.db, input.itemId, input.message)
    return null
  },
  { audited: false },
)

/** Writes down that the letters of a batch left as one file; from the second time on as a copy of each. */
const recordMerged = internalCommand('letterBatches.record-merged', (context, input: { id: number; letterIds: number[] }) => {
  const batch = visibleBatch(context, input.id)
  const by = byNow(context)
  if (batch.merged_at === null) updateBatch(context.db, batch.id, batch.version, { merged_at: by.now }, by)
  else for (const letterId of input.letterIds) addCopy(context.db, letterId, by)
  context.audit({
    entity: 'letter-batch',
    entityId: batch.id,
    detail: { letters: input.letterIds.length, copy: batch.merged_at !== null },
  })
  return null
})

const keepReason = internalCommand('letterBatches.keep-reason', (context, input: { id: number; reason: string }) => {
  const batch = visibleBatch(context, input.id)
  updateBatch(context.db, batch.id, batch.version, { reason: input.reason }, byNow(context))
  context.audit({ entity: 'letter-batch', entityId: batch.id })
  return null
})

/** Internal commands of batches. */
export const letterBatchesInternal = [draftItems, refuseItem, recordMerged, keepReason]

const closedBatch = (): AppError =>
  new AppError('STATE', 'Daftar surat ini sudah ditutup.', { hint: 'Buat daftar baru untuk sisanya.' })

const told = (error: AppError): string => [error.data.message, error.data.hint ?? ''].filter((part) => part !== '').join(' ')

/** Refusals that concern one letter alone; anything else stops the whole list. */
const ofOneLetter = (error: unknown): error is AppError =>
  error instanceof AppError && ['VALIDATION', 'STATE', 'NOT_FOUND', 'CONFLICT'].includes(error.data.code)

/**
 * Prints what is not printed yet, in order. Each letter goes the way of every letter: its number and its archived PDF are
 * one transaction, so that a stop at any moment leaves whole letters and untouched drafts, and the next run goes on behind them.
 * @throws AppError CONFIRM when the date of the letters asks for a reason, STATE when numbers are used up
 */
const runBatch = async (context: JobContext, input: { id: number; reason: string }) => {
  const batch = visibleBatch(context, input.id)
  if (batch.closed_at !== null) throw closedBatch()
  if (input.reason !== '') await context.write(keepReason, { id: batch.id, reason: input.reason })
  const given = input.reason !== '' ? input.reason : batch.reason
  const total = batch.people ?? 0
  // The title tells the screen which list is under way.
  const step = `Mencetak ${batch.title}`
  let printed = batch.printed ?? 0
  let refused = 0
  context.progress(step, printed, total)
  const bare = itemStates(context.db, batch.id).filter((item) => item.letter_id === null)
  for (let from = 0; from < bare.length; from += draftsAtOnce) {
    context.throwIfCancelled()
    await context.write(draftItems, { id: batch.id, itemIds: bare.slice(from, from + draftsAtOnce).map((item) => item.id) })
    context.progress(step, printed, total)
  }
  for (const item of itemStates(context.db, batch.id)) {
    context.throwIfCancelled()
    if (item.letter_id === null) refused += 1
    if (item.letter_id === null || item.state !== 'draft' || item.version === null) continue
    // Midnight may pass, and others print in between: what belongs together keeps its date, and the book says why.
    const reason = given !== '' ? given : printed > 0 ? `Satu daftar bertanggal ${longDate(batch.letter_date)}` : ''
    const choice = { insertAfter: null, typed: '', reason }
    planNumber(context, numberedOf(context, visibleLetter(context, item.letter_id)), choice)
    try {
      await printLetter({ ...context, progress: () => {} }, { id: item.letter_id, version: item.version, choice })
      if (item.message !== '') await context.write(refuseItem, { itemId: item.id, message: '' })
      printed += 1
    } catch (error) {
      if (!ofOneLetter(error)) throw error
      await context.write(refuseItem, { itemId: item.id, message: told(error) })
      refused += 1
    }
    context.progress(step, printed + refused, total)
  }
  return { printed, refused }
}

/** Use cases of letters for a whole list of people. */
export const letterBatchesHandlers: Handlers<'letterBatches'> = {
  check: checkList,

  create: (context, input) => {
    mustMay(context, 'letters.write')
    const { kind, title, personIds, reason, letterDate, ...content } = input
    const template = definition(context.db, 'letter-template', kind)
    const [first] = personIds
    if (first === undefined || new Set(personIds).size !== personIds.length)
      throw new AppError('VALIDATION', 'Ada warga yang tercantum dua kali.', { field: 'personIds', hint: 'Periksa daftarnya.' })
    if (template.body.about !== 'person')
      throw new AppError('VALIDATION', `${template.name} tidak dibuat dari daftar warga.`, {
        field: 'kind',
        hint: 'Pilih jenis surat tentang seorang warga.',
      })
    for (const personId of personIds) visiblePerson(context, personId)
    checkAbout(context, template, about(first))
    // What is wrong for everybody is said once, before anything is made.
    draftValues(context, template, about(first), { ...content, letterDate })
    for (const field of template.body.fields)
      if (field.required && (content.fields[field.name] ?? field.initial) === '')
        throw new AppError('VALIDATION', `Isian "${field.label}" belum diisi.`, {
          field: `fields.${field.name}`,
          hint: 'Lengkapi isiannya; isian ini sama untuk semua surat dalam daftar.',
        })
    const id = insertBatch(
      context.db,
      {
        kind: template.key,
        title: title === '' ? `${template.name}, ${longDate(letterDate)}` : title,
        letterDate,
        content: JSON.stringify(content),
        reason,
        personIds,
      },
      byNow(context),
    )
    context.audit({ entity: 'letter-batch', entityId: id, detail: { kind: template.key, people: personIds.length } })
    return { id, version: 1 }
  },

  run: runBatch,

  merged: async (context, { id }) => {
    const batch = visibleBatch(context, id)
    const merged = await mergedLetters(context, batch, batchItems(context.db, id))
    await context.write(recordMerged, { id, letterIds: merged.letterIds })
    return { file: merged.file, letters: merged.letterIds.length, pages: merged.pages }
  },

  singles: async (context, { id }) => {
    const batch = visibleBatch(context, id)
    const zipped = await singleLetters(context, batch, batchItems(context.db, id))
    await context.write(recordMerged, { id, letterIds: zipped.letterIds })
    return { file: zipped.file, letters: zipped.letterIds.length }
  },

  list: (context) => batchesOf(context.db, context.actor).map((batch) => toBatch(context, batch)),

  get: (context, { id }) => {
    const batch = visibleBatch(context, id)
    return {
      ...toBatch(context, batch),
      items: batchItems(context.db, id).map((item) => ({
        position: item.position,
        personId: item.person_id,
        name: item.name,
        letterId: item.letter_id,
        number: item.number,
        state: item.state === 'printed' || item.state === 'cancelled' ? item.state : item.message === '' ? 'waiting' : 'refused',
        message: item.message,
      })),
    }
  },

  close: (context, { id, version }) => {
    const batch = visibleBatch(context, id)
    if (batch.closed_at !== null) throw closedBatch()
    const by = byNow(context)
    if (!updateBatch(context.db, id, version, { closed_at: by.now }, by))
      throw new AppError('CONFLICT', 'Daftar ini baru saja diubah orang lain.', { field: 'version', hint: 'Muat ulang halaman.' })
    let left = 0
    for (const item of itemStates(context.db, id))
      if (item.letter_id !== null && item.state === 'draft' && item.version !== null) {
        cancelLetter(context.db, item.letter_id, item.version, 'Daftar surat ditutup sebelum dicetak.', by)
        left += 1
      }
    context.audit({ entity: 'letter-batch', entityId: id, detail: { closed: true, left } })
    return { id, version: version + 1 }
  },
}
