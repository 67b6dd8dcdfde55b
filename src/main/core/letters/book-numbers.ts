import type { OutputOf, ParsedInputOf } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { nextSuffix } from '../../../shared/domain/letter-number.ts'
import { insertCaseEvent } from '../cases/cases.repo.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import { draftSources, mustBeDraft, numberedOf, sameVersion, staleLetter, templateOf, visibleLetter } from './letter-access.ts'
import { ownRanges, placeOf, planNumber, typedPlan } from './number-plan.ts'
import { lastUpTo, newestByDate, rangesOf, suffixesOf, writeEnteredNumber } from './numbers.repo.ts'
import { refuseUnfinished } from './print-checks.ts'

const nothingChosen = { insertAfter: null, typed: '', reason: '' }

/** What number a draft would get now, what it still lacks, and what the clerk has to be asked before it does. */
export const nextLetterNumber = (context: QueryContext, { id }: { id: number }): OutputOf<'letters.nextNumber'> => {
  const letter = visibleLetter(context, id)
  mustBeDraft(letter)
  const numbered = numberedOf(context, letter)
  const { rules, letterDate } = numbered
  const place = placeOf(context, numbered)
  const ranges = ownRanges(rangesOf(context.db, place, rules.source === 'quota' ? letterDate : null), place.unitCode)
  const left =
    rules.source === 'typed' || (ranges.length === 0 && rules.source !== 'quota')
      ? null
      : ranges.reduce((sum, range) => sum + range.last - range.next + 1, 0)
  const base = { source: rules.source, left }
  const newest = rules.source === 'typed' ? undefined : newestByDate(context.db, place, null)
  const last = newest === undefined ? null : { number: newest.number ?? '', letterDate: newest.letter_date }
  try {
    refuseUnfinished(context, letter, templateOf(context, letter), draftSources(context, letter).signatory.active === 1)
    // A reason that nobody gave: whether one is asked for shows in the mark.
    const plan = planNumber(context, numbered, { ...nothingChosen, reason: '?' })
    const asks =
      plan.dateMark === ''
        ? null
        : plan.dateMark === 'ahead'
          ? ('ahead' as const)
          : last !== null && letterDate < last.letterDate
            ? ('before-last' as const)
            : ('past-year' as const)
    const before = asks === 'before-last' ? lastUpTo(context.db, place, letterDate) : undefined
    const after = before?.number_value ?? null
    const suffix = after === null ? undefined : nextSuffix(suffixesOf(context.db, place, after))
    return {
      ...base,
      number: plan.printed,
      asks,
      last,
      insert:
        after === null || suffix === undefined
          ? null
          : { after, afterNumber: before?.number ?? '', number: place.write(after, suffix) },
      problem: null,
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return {
      ...base,
      number: null,
      asks: null,
      last,
      insert: null,
      problem: { message: error.data.message, hint: error.data.hint ?? '', field: error.data.field ?? null },
    }
  }
}

/**
 * Completes the book with the numbers that the agenda gave. A number that was entered wrongly is mended with a reason.
 * @throws AppError naming the first item that does not fit; then none is entered
 */
export const enterNumbers = (
  context: CommandContext,
  { items }: ParsedInputOf<'letters.enterNumbers'>,
): OutputOf<'letters.enterNumbers'> => {
  const by = { userId: context.actor.userId, now: context.now() }
  items.forEach((item, index) => {
    const field = `items.${index}.number`
    const letter = visibleLetter(context, item.id)
    sameVersion(letter, item.version)
    if (letter.state !== 'printed' || letter.number_source !== 'typed')
      throw new AppError('STATE', 'Nomor hanya dicatat untuk surat tercetak yang nomornya menyusul.', {
        field,
        hint: 'Muat ulang buku surat.',
      })
    const old = letter.number
    if (old !== null && letter.number_entered_at === null)
      throw new AppError('STATE', `Nomor ${old} sudah tercetak pada suratnya dan tidak dapat diubah.`, {
        field,
        hint: 'Batalkan suratnya, lalu buat surat baru.',
      })
    if (old !== null && item.reason === '')
      throw new AppError('CONFIRM', `Surat ini sudah bernomor ${old}.`, {
        field: `items.${index}.reason`,
        hint: 'Tulis alasannya untuk mengganti nomor; nomor lama tercatat.',
      })
    const plan = typedPlan(context, numberedOf(context, letter), item.number, item.reason, field)
    const dateMark = letter.date_mark !== '' ? letter.date_mark : plan.dateMark
    const reasons = [letter.number_reason, old === null ? item.reason : `Nomor ${old} diganti: ${item.reason}`]
    const reason = reasons.filter((one) => one !== '').join('; ')
    if (
      !writeEnteredNumber(
        context.db,
        { ...plan, id: letter.id, version: letter.version, number: plan.printed, dateMark, reason },
        by,
      )
    )
      throw staleLetter()
    if (letter.case_id !== null)
      insertCaseEvent(
        context.db,
        {
          caseId: letter.case_id,
          needId: null,
          kind: 'letter',
          text: `${letter.kind_name ?? 'Surat'}: nomor ${plan.printed} dicatat di buku surat.`,
        },
        by,
      )
    context.audit({
      entity: 'letter',
      entityId: letter.id,
      caseId: letter.case_id,
      detail: { number: plan.printed, ...(old === null ? {} : { before: old }) },
    })
  })
  return { entered: items.length }
}
