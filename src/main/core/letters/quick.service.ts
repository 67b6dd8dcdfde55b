import type { OutputOf } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { type CommandContext, type Handlers, internalCommand, type JobContext, type QueryContext } from '../context.ts'
import { type Definition, definition } from '../definitions/definitions.repo.ts'
import { readArchivedFile } from '../files/archive.repo.ts'
import { readOffice } from '../office/office.repo.ts'
import { mustMay } from '../rights.ts'
import { readSetting, writeSetting } from '../settings.repo.ts'
import { checkAbout, draftValues, visiblePerson } from './drafts.ts'
import { type DraftRecord, numberedOf, visibleLetter } from './letter-access.ts'
import { type By, type DraftValues, insertDraft, validLetters } from './letters.repo.ts'
import { toRow } from './letters.service.ts'
import { planNumber } from './number-plan.ts'
import { archivePrinted, printedLetter, renderFor, retried, type SetLetter, setForPrint, takePlanned } from './printing.ts'
import { countLettersOfDay, keepRequest, letterOfRequest, lettersOfDay } from './quick.repo.ts'
import { quickPerson } from './quick-person.ts'
import { sampleLetter } from './sample-letter.ts'

type PrintInput = Parameters<Handlers<'quickLetters'>['print']>[1]

const setupKey = (userId: number): string => `loket-cepat:${userId}`
const byNow = (context: CommandContext): By => ({ userId: context.actor.userId, now: context.now() })

/** The number is the next one of today; kinds numbered by the agenda print an open line. */
const choice = { insertAfter: null, typed: '', reason: '' }

/**
 * Two desks, or two requests for one person: a letter that still holds and that the clerk has not seen is shown first.
 * @throws AppError CONFIRM
 */
const refuseUnseen = (context: QueryContext, input: Pick<PrintInput, 'personId' | 'kind' | 'purpose' | 'seen'>): void => {
  const today = context.today()
  const unseen = validLetters(context.db, context.actor, { ...input, today }).find(({ id }) => !input.seen.includes(id))
  if (unseen !== undefined)
    throw new AppError(
      'CONFIRM',
      `Surat ${unseen.number ?? 'tanpa nomor'} untuk keperluan ini baru saja dicetak dan masih berlaku.`,
      {
        field: 'seen',
        hint: 'Cetak ulang surat itu, atau panggil warga ini lagi bila memang perlu surat baru.',
      },
    )
}

/** The letter as its draft would stand in the book. */
const asDraft = (
  template: Definition<'letter-template'>,
  values: DraftValues,
  personId: number,
  region: string | null,
): DraftRecord => ({
  kind: template.key,
  template_version: values.templateVersion,
  state: 'draft',
  case_id: null,
  referral_id: null,
  person_id: personId,
  region_code: region,
  letter_date: values.letterDate,
  paper: values.paper,
  signatory_id: values.signatoryId,
  fields: JSON.stringify(values.fields),
  copies_to: JSON.stringify(values.copiesTo),
  unit_code: values.unitCode,
  applicant_id: values.applicantId,
  applicant_name: values.applicantName,
  applicant_relation: values.applicantRelation,
  applicant_phone: values.applicantPhone,
  purpose: values.purpose,
  lane: values.lane,
  lists: JSON.stringify(values.lists),
  headed_paper: values.headedPaper ? 1 : 0,
})

interface QuickCommit extends Pick<PrintInput, 'requestKey' | 'personId' | 'kind' | 'purpose' | 'seen'> {
  values: DraftValues
  region: string | null
  set: SetLetter
}

/**
 * Draft, number and archived PDF in one transaction: a crash leaves the whole letter or nothing, and a request that is sent once more
 * finds what it has printed.
 */
const commitQuick = internalCommand('quickLetters.commit', (context, input: QuickCommit) => {
  const known = letterOfRequest(context.db, input.requestKey)
  if (known !== undefined) return null
  refuseUnseen(context, input)
  const { kind, personId, region, values, set } = input
  const draft = { ...values, kind, caseId: null, referralId: null, personId, regionCode: region }
  const plan = planNumber(
    context,
    numberedOf(context, { kind, unit_code: values.unitCode, letter_date: values.letterDate }),
    choice,
  )
  takePlanned(context, set.plan, plan)
  const id = insertDraft(context.db, draft, byNow(context))
  keepRequest(context.db, id, input.requestKey)
  archivePrinted(context, visibleLetter(context, id), { ...set, version: 1, plan })
  return null
})

/** Commands that only the print job of Loket cepat sends. */
export const quickLettersInternal = [commitQuick]

/** What a request has printed, with its archived file; undefined = nothing yet. */
const printedBy = (context: QueryContext, requestKey: string) => {
  const letter = letterOfRequest(context.db, requestKey)
  if (letter === undefined || letter.sha256 === null) return undefined
  const { id, number, sha256, pages } = visibleLetter(context, letter.id)
  const file = sha256 === null ? undefined : readArchivedFile(context.db, sha256)
  if (file === undefined || sha256 === null) return undefined
  const { practice } = readOffice(context.db)
  return printedLetter(context, { id, number, sha256, pages: pages ?? 1, practice }, file.bytes)
}

const printQuick = async (context: JobContext, input: PrintInput) => {
  mustMay(context, 'letters.write')
  const again = printedBy(context, input.requestKey)
  if (again !== undefined) return again
  return retried(context, async () => {
    const template = definition(context.db, 'letter-template', input.kind)
    const person = visiblePerson(context, input.personId)
    const about = { caseId: null, referralId: null, personId: person.id, regionCode: null }
    checkAbout(context, template, about)
    refuseUnseen(context, input)
    const { personId: _same, ...values } = draftValues(context, template, about, {
      signatoryId: input.signatoryId,
      letterDate: context.today(),
      paper: template.body.paper,
      fields: input.fields,
      copiesTo: template.body.copiesTo,
      applicant: input.applicant,
      purpose: input.purpose,
      lane: input.lane,
    })
    const set = await setForPrint(context, asDraft(template, values, person.id, person.region_code), choice)
    await context.write(commitQuick, {
      requestKey: input.requestKey,
      personId: person.id,
      kind: template.key,
      purpose: input.purpose,
      seen: input.seen,
      values,
      region: person.region_code,
      set,
    })
    const printed = printedBy(context, input.requestKey)
    if (printed === undefined) throw new Error('the letter just printed is not in the book')
    return printed
  })
}

/** Use cases of Loket cepat, the desk for a morning of hundreds. */
export const quickLettersHandlers: Handlers<'quickLetters'> = {
  setup: ({ db, actor }) => readSetting<OutputOf<'quickLetters.setup'>>(db, setupKey(actor.userId))?.value ?? null,

  saveSetup: (context, setup) => {
    writeSetting(context.db, setupKey(context.actor.userId), setup, byNow(context))
    return {}
  },

  person: quickPerson,

  warm: async (context, { kind }) => {
    const { body } = definition(context.db, 'letter-template', kind)
    await renderFor(context, body, sampleLetter(body, readOffice(context.db), 'biasa', context.today()), 'CONTOH')
    return {}
  },

  print: printQuick,

  today: (context, { limit }) => {
    const today = context.today()
    return {
      printed: countLettersOfDay(context.db, context.actor.userId, today),
      items: lettersOfDay(context.db, context.actor, today, limit).map(toRow),
    }
  },
}
