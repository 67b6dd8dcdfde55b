import type { LetterDetail, LetterRow } from '../../../shared/contract/letters.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { showLetterCode } from '../../../shared/domain/letter-code.ts'
import { letterFileName } from '../../../shared/domain/letter-number.ts'
import { insertCaseEvent } from '../cases/cases.repo.ts'
import { visibleCase } from '../cases/need-flow.service.ts'
import type { CommandContext, Handlers } from '../context.ts'
import { currentDefinitions, definition } from '../definitions/definitions.repo.ts'
import { readArchivedFile } from '../files/archive.repo.ts'
import { archiveFileRef, mediaTypes } from '../files/files.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { findPerson } from '../people/people.repo.ts'
import { findReferral, updateReferral } from '../referrals/referrals.repo.ts'
import { signedFileOf } from '../signing/letter-maps.repo.ts'
import { enterNumbers, nextLetterNumber } from './book-numbers.ts'
import { checkAbout, draftValues, visiblePerson } from './drafts.ts'
import {
  applicantOf,
  draftStanding,
  listsOf,
  mustBeDraft,
  mustNotBeInMap,
  paperOf,
  sameVersion,
  staleLetter,
  templateOf,
  visibleLetter,
} from './letter-access.ts'
import type { LetterData } from './letter-data.ts'
import { insertLetterStep } from './letter-life.repo.ts'
import {
  addCopy,
  type By,
  cancelLetter,
  copyLog,
  draftsInLanes,
  findLetterByNumber,
  hasPrintedLetter,
  insertDraft,
  type LetterRecord,
  listLetters,
  updateDraft,
  validLetters,
} from './letters.repo.ts'
import { handOverLetter } from './life.ts'
import { listRow } from './list-row.ts'
import { commitPrint, previewLetter, printLetter } from './printing.ts'
import { recordCheck, shownStanding } from './register-checks.service.ts'
import { submissionLetterHandlers } from './submission-letters.ts'
import { templateHandlers } from './templates.service.ts'

const byNow = (context: CommandContext): By => ({ userId: context.actor.userId, now: context.now() })

/** A letter as lists show it. */
export const toRow = (letter: LetterRecord): LetterRow => ({
  id: letter.id,
  kind: letter.kind,
  kindName: letter.kind_name ?? letter.kind,
  number: letter.number,
  numberOpen: letter.state === 'printed' && letter.number === null,
  numberSource: letter.number_source as LetterRow['numberSource'],
  inserted: letter.number_suffix !== '' && letter.number_source !== 'typed',
  dateMark: letter.date_mark as LetterRow['dateMark'],
  numberReason: letter.number_reason,
  unitCode: letter.unit_code,
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
  handedRelation: letter.handed_relation,
  signedOn: letter.signed_on,
  stampedOn: letter.stamped_on,
  validUntil: letter.valid_until,
  code: letter.proof_code === null ? '' : showLetterCode(letter.proof_code),
  version: letter.version,
})

/** Use cases of letters. */
export const lettersHandlers: Handlers<'letters'> = {
  kinds: ({ db }) =>
    currentDefinitions(db, 'letter-template')
      .filter(({ body }) => !body.retired)
      .map(({ key, version, body }) => ({
        key,
        version,
        name: body.name,
        description: body.description,
        needsReferral: body.needsReferral,
        about: body.about,
        applicant: body.applicant,
        paper: body.paper,
        headedPaper: body.headedPaper,
        validDays: body.validDays,
        register: body.register,
        purposes: body.purposes,
        lanes: body.lanes,
        fields: body.fields,
        lists: body.lists,
        copiesTo: body.copiesTo,
      })),

  draft: (context, input) => {
    const template = definition(context.db, 'letter-template', input.kind)
    const caseId = input.caseId === null ? null : visibleCase(context, input.caseId).id
    const person = input.personId == null ? null : visiblePerson(context, input.personId)
    const about = { caseId, referralId: input.referralId, personId: person?.id ?? null, regionCode: input.regionCode ?? null }
    checkAbout(context, template, about)
    const values = draftValues(context, template, about, input)
    const id = insertDraft(
      context.db,
      {
        ...values,
        kind: template.key,
        caseId,
        referralId: input.referralId,
        regionCode: caseId === null ? (person?.region_code ?? about.regionCode) : null,
      },
      byNow(context),
    )
    context.audit({ entity: 'letter', entityId: id, caseId, detail: { kind: template.key } })
    return { id, version: 1 }
  },

  update: (context, input) => {
    const letter = visibleLetter(context, input.id)
    mustBeDraft(letter)
    mustNotBeInMap(context.db, letter.id, ['initials', 'ready'])
    sameVersion(letter, input.version)
    // A saved draft follows the newest template; what is then previewed is what prints.
    const template = definition(context.db, 'letter-template', letter.kind)
    const about = {
      caseId: letter.case_id,
      referralId: letter.referral_id,
      personId: letter.case_id === null ? letter.person_id : null,
      regionCode: letter.region_code,
    }
    // What a screen leaves out stays as it is.
    const kept = {
      headedPaper: letter.headed_paper === 1,
      applicant: applicantOf(letter),
      purpose: template.body.purposes.some(({ key }) => key === letter.purpose) ? letter.purpose : '',
      lane: template.body.lanes.some(({ key }) => key === letter.lane) ? letter.lane : '',
      lists: listsOf(letter),
      unitCode: letter.unit_code,
    }
    const values = draftValues(context, template, about, { ...kept, ...input })
    if (!updateDraft(context.db, letter.id, input.version, values, byNow(context))) throw staleLetter()
    context.audit({ entity: 'letter', entityId: letter.id, caseId: letter.case_id, detail: { kind: letter.kind } })
    return { id: letter.id, version: input.version + 1 }
  },

  nextNumber: nextLetterNumber,
  enterNumbers,
  preview: previewLetter,
  print: printLetter,

  reprint: (context, { id }) => {
    const letter = visibleLetter(context, id)
    if (letter.state !== 'printed' || letter.sha256 === null)
      throw new AppError(
        'STATE',
        letter.state === 'draft' ? 'Surat ini belum dicetak.' : 'Surat ini sudah dibatalkan dan tidak dicetak ulang.',
        { hint: letter.state === 'draft' ? 'Cetak suratnya lebih dahulu.' : 'Buat surat baru.' },
      )
    // What was signed electronically is the letter from then on.
    const sha256 = signedFileOf(context.db, id)?.sha256 ?? letter.sha256
    const file = readArchivedFile(context.db, sha256)
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
        sha256,
        letterFileName(letter.number ?? `tanpa-nomor-${id}`, practice),
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
        ...input,
        after: input.cursor === null ? null : unpackCursor(input.cursor),
      }),
      input.limit,
      toRow,
      (letter) =>
        input.order === 'newest'
          ? packCursor(letter.id)
          : packCursor(letter.number_year, letter.number_key, letter.number_value ?? 0, letter.number_suffix, letter.id),
    ),

  get: (context, { id }): LetterDetail => {
    const letter = visibleLetter(context, id)
    const template = templateOf(context, letter)
    return {
      ...toRow(letter),
      referralId: letter.referral_id,
      personId: letter.person_id,
      regionCode: letter.region_code,
      signatoryId: letter.signatory_id,
      paper: paperOf(letter),
      headedPaper: letter.headed_paper === 1,
      applicant: applicantOf(letter),
      applicantName:
        letter.applicant_id === null ? letter.applicant_name : (findPerson(context.db, letter.applicant_id)?.name ?? ''),
      purpose: letter.purpose,
      purposeLabel: template.purposes.find(({ key }) => key === letter.purpose)?.label ?? '',
      lane: letter.lane,
      lists: listsOf(letter),
      register:
        letter.state === 'draft'
          ? draftStanding(context, template, letter.person_id)
          : shownStanding(letter.register_source, template),
      templateVersion: letter.template_version,
      fields: JSON.parse(letter.fields) as Record<string, string>,
      copiesTo: JSON.parse(letter.copies_to) as string[],
      sha256: letter.sha256,
      handedBy: letter.handed_by_name ?? '',
      numberEntered: letter.number_entered_at !== null,
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
    insertLetterStep(context.db, id, { step: 'cancelled', on: context.today(), reason }, by)
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
    if (letter.state === 'printed' && letter.case_id !== null)
      insertCaseEvent(
        context.db,
        {
          caseId: letter.case_id,
          needId: referral?.need_id ?? null,
          kind: 'letter',
          text: `${letter.kind_name ?? 'Surat'}${letter.number === null ? '' : ` nomor ${letter.number}`} dibatalkan.`,
          note: reason,
        },
        by,
      )
    context.audit({ entity: 'letter', entityId: id, caseId: letter.case_id, detail: { number: letter.number } })
    return { id, version: version + 1 }
  },

  earlier: (context, { personId, kind, purpose }) => {
    visiblePerson(context, personId)
    return validLetters(context.db, context.actor, { personId, kind, purpose, today: context.today() }).map(toRow)
  },

  standing: (context, { personId, kind }) =>
    draftStanding(context, definition(context.db, 'letter-template', kind).body, visiblePerson(context, personId).id),

  recordCheck,
  listRow,

  waiting: (context) => {
    const lanes = new Map(currentDefinitions(context.db, 'letter-template').map(({ key, body }) => [key, body.lanes]))
    const rows = draftsInLanes(context.db, context.actor).flatMap((letter) => {
      const place = lanes.get(letter.kind)?.findIndex(({ key }) => key === letter.lane) ?? -1
      return place < 0 ? [] : [{ letter, place, label: lanes.get(letter.kind)?.[place]?.label ?? '' }]
    })
    return rows
      .sort((a, b) => a.place - b.place || a.letter.created_at.localeCompare(b.letter.created_at))
      .map(({ letter, place, label }) => ({
        id: letter.id,
        kindName: letter.kind_name ?? letter.kind,
        lane: letter.lane,
        laneLabel: label,
        urgent: place === 0,
        clientName: letter.client_name ?? '',
        since: letter.created_at,
      }))
  },

  ...submissionLetterHandlers,
  ...templateHandlers,
}

/** Commands that only print jobs send. */
export const lettersInternal = [commitPrint]
