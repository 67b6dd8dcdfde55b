import type { LetterDetail, LetterRow } from '../../../shared/contract/letters.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { insertCaseEvent } from '../cases/cases.repo.ts'
import { visibleCase } from '../cases/need-flow.service.ts'
import type { CommandContext, Handlers, QueryContext } from '../context.ts'
import { currentDefinitions, type Definition, definition } from '../definitions/definitions.repo.ts'
import { readArchivedFile } from '../files/archive.repo.ts'
import { archiveFileRef, mediaTypes } from '../files/files.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { findReferral, updateReferral } from '../referrals/referrals.repo.ts'
import { fillLetter } from './fill.ts'
import { handOverLetter } from './hand-over.ts'
import { checkFields, mustBeDraft, sameVersion, staleLetter, visibleLetter } from './letter-access.ts'
import type { LetterData } from './letter-data.ts'
import {
  addCopy,
  type By,
  cancelLetter,
  copyLog,
  type DraftValues,
  findLetterByNumber,
  hasPrintedLetter,
  insertDraft,
  type LetterRecord,
  listLetters,
  updateDraft,
} from './letters.repo.ts'
import { letterFileName, sequenceYear } from './numbering.ts'
import { commitPrint, previewLetter, printLetter } from './printing.ts'
import { readLetterSources } from './sources.repo.ts'

const byNow = (context: CommandContext): By => ({ userId: context.actor.userId, now: context.now() })

const toRow = (letter: LetterRecord): LetterRow => ({
  id: letter.id,
  kind: letter.kind,
  kindName: letter.kind_name ?? letter.kind,
  number: letter.number,
  letterDate: letter.letter_date,
  subject: letter.subject,
  clientName: letter.client_name ?? '',
  addressee: letter.addressee,
  caseId: letter.case_id,
  caseNumber: letter.case_number ?? '',
  signatory: letter.signatory_name ?? '',
  state: letter.state as LetterRow['state'],
  printedAt: letter.printed_at,
  printedBy: letter.printed_by_name ?? '',
  copies: letter.copies ?? 0,
  handedOn: letter.handed_on,
  handedTo: letter.handed_to,
  version: letter.version,
})

interface Content {
  signatoryId: number
  letterDate: string
  paper: 'F4' | 'A4'
  fields: Record<string, string>
  copiesTo: string[]
}

/** Checks what the clerk typed and works out what the book shows of it. */
const draftValues = (
  context: QueryContext,
  template: Definition<'letter-template'>,
  about: { caseId: number; referralId: number | null },
  content: Content,
): DraftValues & { personId: number } => {
  // A slip of the finger in the year would open the number sequence of a year far away.
  const year = Number(context.today().slice(0, 4))
  if (Math.abs(sequenceYear(content.letterDate) - year) > 1)
    throw new AppError('VALIDATION', 'Tahun pada tanggal surat terlalu jauh dari hari ini.', {
      field: 'letterDate',
      hint: 'Periksa tanggal surat.',
    })
  const fields = checkFields(template, content.fields)
  const sources = readLetterSources(context.db, { ...about, signatoryId: content.signatoryId })
  if (sources === undefined || sources.signatory.active !== 1)
    throw new AppError('VALIDATION', 'Penanda tangan tidak ditemukan atau tidak aktif.', {
      field: 'signatoryId',
      hint: 'Pilih penanda tangan yang lain.',
    })
  const { values } = fillLetter(template.body, sources, { ...content, fields, numberValue: null })
  return {
    templateVersion: template.version,
    letterDate: content.letterDate,
    paper: content.paper,
    signatoryId: content.signatoryId,
    fields,
    copiesTo: content.copiesTo,
    subject: values['letter.subject'] ?? '',
    addressee: values['agency.addressee'] ?? '',
    personId: sources.person.id,
  }
}

/** A letter to an agency hangs on a referral of the same case; other letters on none. */
const checkReferral = (
  context: QueryContext,
  template: Definition<'letter-template'>,
  caseId: number,
  referralId: number | null,
): void => {
  if (template.body.needsReferral && referralId === null)
    throw new AppError('VALIDATION', `${template.name} memerlukan rujukan.`, {
      field: 'referralId',
      hint: 'Buat rujukannya lebih dahulu, lalu susun suratnya dari sana.',
    })
  if (!template.body.needsReferral && referralId !== null)
    throw new AppError('VALIDATION', `${template.name} tidak memakai rujukan.`, {
      field: 'referralId',
      hint: 'Pilih jenis surat rujukan, atau susun surat ini dari kasusnya.',
    })
  if (referralId !== null && findReferral(context.db, referralId)?.case_id !== caseId)
    throw new AppError('NOT_FOUND', 'Rujukan tidak ditemukan dalam kasus ini.', {
      field: 'referralId',
      hint: 'Muat ulang kasusnya.',
    })
}

/** Use cases of letters. */
export const lettersHandlers: Handlers<'letters'> = {
  kinds: ({ db }) =>
    currentDefinitions(db, 'letter-template').map(({ key, version, body }) => ({
      key,
      version,
      name: body.name,
      needsReferral: body.needsReferral,
      paper: body.paper,
      fields: body.fields,
      copiesTo: body.copiesTo,
    })),

  draft: (context, input) => {
    const caseFile = visibleCase(context, input.caseId)
    const template = definition(context.db, 'letter-template', input.kind)
    checkReferral(context, template, caseFile.id, input.referralId)
    const values = draftValues(context, template, { caseId: caseFile.id, referralId: input.referralId }, input)
    const id = insertDraft(
      context.db,
      { ...values, kind: template.key, caseId: caseFile.id, referralId: input.referralId },
      byNow(context),
    )
    context.audit({ entity: 'letter', entityId: id, caseId: caseFile.id, detail: { kind: template.key } })
    return { id, version: 1 }
  },

  update: (context, input) => {
    const letter = visibleLetter(context, input.id)
    mustBeDraft(letter)
    sameVersion(letter, input.version)
    // A saved draft follows the newest template; what is then previewed is what prints.
    const template = definition(context.db, 'letter-template', letter.kind)
    const about = { caseId: letter.case_id ?? 0, referralId: letter.referral_id }
    const values = draftValues(context, template, about, input)
    if (!updateDraft(context.db, letter.id, input.version, values, byNow(context))) throw staleLetter()
    context.audit({ entity: 'letter', entityId: letter.id, caseId: letter.case_id, detail: { kind: letter.kind } })
    return { id: letter.id, version: input.version + 1 }
  },

  preview: previewLetter,
  print: printLetter,

  reprint: (context, { id }) => {
    const letter = visibleLetter(context, id)
    if (letter.state !== 'printed' || letter.sha256 === null || letter.number === null)
      throw new AppError(
        'STATE',
        letter.state === 'draft' ? 'Surat ini belum dicetak.' : 'Surat ini sudah dibatalkan dan tidak dicetak ulang.',
        { hint: letter.state === 'draft' ? 'Cetak suratnya lebih dahulu.' : 'Buat surat baru.' },
      )
    const file = readArchivedFile(context.db, letter.sha256)
    if (file === undefined)
      throw new AppError('DATABASE', 'Arsip surat ini tidak ditemukan.', { hint: 'Pulihkan data dari cadangan.' })
    const copy = addCopy(context.db, id, byNow(context))
    context.audit({ entity: 'letter', entityId: id, caseId: letter.case_id, detail: { number: letter.number, copy } })
    const practice = letter.data !== null && (JSON.parse(letter.data) as LetterData).practice
    return {
      id,
      number: letter.number,
      copy,
      file: archiveFileRef(
        context,
        letter.sha256,
        letterFileName(letter.number, practice),
        mediaTypes.pdf,
        file.bytes.byteLength,
      ),
    }
  },

  handOver: handOverLetter,

  byNumber: (context, { number }) => {
    const found = findLetterByNumber(context.db, context.actor, number)
    return found === undefined ? null : toRow(found)
  },

  list: (context, input) =>
    page(
      listLetters(context.db, context.actor, {
        text: input.text,
        state: input.state,
        toHandOver: input.toHandOver,
        after: input.cursor === null ? null : Number(unpackCursor(input.cursor)[0]),
        limit: input.limit,
      }),
      input.limit,
      toRow,
      (letter) => packCursor(letter.id),
    ),

  get: (context, { id }): LetterDetail => {
    const letter = visibleLetter(context, id)
    return {
      ...toRow(letter),
      referralId: letter.referral_id,
      signatoryId: letter.signatory_id,
      paper: letter.paper === 'A4' ? 'A4' : 'F4',
      templateVersion: letter.template_version,
      fields: JSON.parse(letter.fields) as Record<string, string>,
      copiesTo: JSON.parse(letter.copies_to) as string[],
      sha256: letter.sha256,
      handedBy: letter.handed_by_name ?? '',
      copyLog: copyLog(context.db, id).map((entry) => ({ ...entry, by: entry.by ?? '' })),
    }
  },

  cancel: (context, { id, version, reason }) => {
    const letter = visibleLetter(context, id)
    sameVersion(letter, version)
    if (letter.state === 'cancelled')
      throw new AppError('STATE', 'Surat ini sudah dibatalkan.', { hint: 'Muat ulang buku surat.' })
    const by = byNow(context)
    if (!cancelLetter(context.db, id, version, reason, by)) throw staleLetter()
    const referral = letter.referral_id === null ? undefined : findReferral(context.db, letter.referral_id)
    // The referral waits for its paper again, unless the agency already has it or another letter was printed.
    if (letter.state === 'printed' && referral?.state === 'printed' && !hasPrintedLetter(context.db, referral.id))
      updateReferral(
        context.db,
        referral.id,
        referral.version,
        { state: 'made', answer: referral.answer, answered_at: referral.answered_at },
        by,
      )
    if (letter.number !== null && letter.case_id !== null)
      insertCaseEvent(
        context.db,
        {
          caseId: letter.case_id,
          needId: referral?.need_id ?? null,
          kind: 'letter',
          text: `${letter.kind_name ?? 'Surat'} nomor ${letter.number} dibatalkan.`,
          note: reason,
        },
        by,
      )
    context.audit({ entity: 'letter', entityId: id, caseId: letter.case_id, detail: { number: letter.number } })
    return { id, version: version + 1 }
  },
}

/** Commands that only print jobs send. */
export const lettersInternal = [commitPrint]
