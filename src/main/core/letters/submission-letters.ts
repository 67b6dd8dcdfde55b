import type { LetterField } from '../../../shared/contract/letter-body.ts'
import { monthTitle } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { Handlers } from '../context.ts'
import { definition } from '../definitions/definitions.repo.ts'
import { listSignatories } from '../office/office.repo.ts'
import { mustMay } from '../rights.ts'
import { submissionOf, wholeBatchAllowed } from '../submissions/submission-access.ts'
import { itemsInFileOrder, type SubmissionBatch } from '../submissions/submissions.repo.ts'
import { checkAbout, draftValues, visiblePerson } from './drafts.ts'
import { insertDraft, lettersOfSubmission } from './letters.repo.ts'
import { rowOfPerson } from './list-row.ts'

/** Rows a list may have; a longer batch goes with its file alone. */
const mostRows = 2000

const valuesOf = (batch: SubmissionBatch, people: number): Record<LetterField['submission'], string> => ({
  '': '',
  label: batch.label,
  period: monthTitle(batch.period),
  count: String(people),
  fileName: batch.file_name ?? '',
  sha256: batch.sha256 ?? '',
})

/** The smallest place that holds all of them, from a sub-district down; null = the whole district. */
const commonPlace = (codes: readonly (string | null)[]): string | null => {
  for (const parts of [4, 3]) {
    const [place, ...others] = new Set(codes.map((code) => code?.split('.').slice(0, parts).join('.') ?? ''))
    if (others.length === 0 && place?.split('.').length === parts) return place
  }
  return null
}

/**
 * The draft of a letter that goes with an exported batch: what its kind takes from a batch is filled in, everybody stands on its
 * by-name list in the order of the file.
 * @throws AppError FORBIDDEN, NOT_FOUND, STATE before the export or without a signatory
 */
const draftForSubmission: Handlers<'letters'>['draftForSubmission'] = (context, { submissionId, kind }) => {
  mustMay(context, 'submissions.read')
  const batch = submissionOf(context, submissionId)
  if (batch.state === 'composing')
    throw new AppError('STATE', 'Usulan ini belum diekspor.', {
      hint: 'Ekspor berkasnya dahulu; surat pengantar menyebut nama dan sidik berkas itu.',
    })
  wholeBatchAllowed(context, batch)
  const template = definition(context.db, 'letter-template', kind)
  const { body, name } = template
  if (body.about !== 'village' || !body.fields.some(({ submission }) => submission !== ''))
    throw new AppError('STATE', `${name} bukan surat pengantar usulan.`, { hint: 'Pilih jenis surat yang lain.' })
  const signatory = listSignatories(context.db).find(({ active }) => active)
  if (signatory === undefined)
    throw new AppError('STATE', 'Belum ada penanda tangan.', { hint: 'Tambahkan di Pengaturan, bagian Kantor.' })
  const items = itemsInFileOrder(context.db, batch.id)
  const people = items.length > mostRows ? [] : items.map(({ person_id }) => visiblePerson(context, person_id))
  const about = {
    caseId: null,
    referralId: null,
    personId: null,
    regionCode: commonPlace(items.map(({ region_code }) => region_code)),
  }
  checkAbout(context, template, about)
  const values = valuesOf(batch, items.length)
  const id = insertDraft(
    context.db,
    {
      ...draftValues(context, template, about, {
        signatoryId: signatory.id,
        letterDate: context.today(),
        paper: body.paper,
        fields: Object.fromEntries(
          body.fields.map(({ name: field, initial, submission }) => [field, submission === '' ? initial : values[submission]]),
        ),
        copiesTo: body.copiesTo,
        lists: Object.fromEntries(
          body.lists
            .filter(({ columns }) => columns.some(({ from }) => from !== ''))
            .map(({ name: list, columns }) => [list, people.map((person) => rowOfPerson(context, person, columns))]),
        ),
      }),
      ...about,
      kind: template.key,
      submissionId: batch.id,
    },
    { userId: context.actor.userId, now: context.now() },
  )
  context.audit({ entity: 'letter', entityId: id, detail: { kind: template.key, submission: batch.id, people: people.length } })
  return { id, version: 1 }
}

/** Letters that go with a batch. */
export const submissionLetterHandlers: Pick<Handlers<'letters'>, 'draftForSubmission' | 'ofSubmission'> = {
  draftForSubmission,
  ofSubmission: (context, { submissionId }) =>
    lettersOfSubmission(context.db, context.actor, submissionId).map((letter) => ({
      id: letter.id,
      kindName: letter.kind_name ?? letter.kind,
      number: letter.number,
      letterDate: letter.letter_date,
      state: letter.state as 'draft' | 'printed' | 'cancelled',
    })),
}
