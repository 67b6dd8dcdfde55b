import type { TimelineEntry, TimelineKind } from '../../../shared/contract/timeline.ts'
import { longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { withoutIdentityNumbers } from '../../../shared/domain/notices.ts'
import { inArea, may } from '../../../shared/domain/permissions.ts'
import type { QueryContext } from '../context.ts'
import { peopleHandlers } from '../people/people.service.ts'
import {
  arrivalsOf,
  casesAbout,
  eventsOfCases,
  familyEventsOf,
  filesOfPerson,
  letterCopiesOf,
  submissionsAbout,
} from './timeline.repo.ts'

/** Kinds of case events; events of later parts of the program are shown as the case's own. */
const eventKinds: Readonly<Record<string, TimelineKind>> = {
  opened: 'case',
  closed: 'case',
  reopened: 'case',
  'need-added': 'need',
  moved: 'need',
  assigned: 'need',
  note: 'note',
  referral: 'referral',
  letter: 'letter',
  told: 'notice',
  file: 'file',
  visit: 'visit',
  assessment: 'visit',
}

const familyWords: Readonly<Record<string, string>> = {
  head: 'Kepala keluarga berganti',
  move: 'Satu keluarga pindah',
  'member-move': 'Pindah',
  split: 'Pecah KK',
  open: 'Kartu keluarga baru',
  join: 'Masuk keluarga',
  death: 'Kematian',
  birth: 'Kelahiran',
  relation: 'Hubungan keluarga dibetulkan',
  number: 'Nomor KK berubah',
  household: 'Masuk rumah tangga',
  'household-left': 'Keluar dari rumah tangga',
}

const resultWords: Readonly<Record<string, string>> = { accepted: 'diterima', refused: 'ditolak', unknown: 'tidak dikenal' }

type Entry = TimelineEntry
const noCase = { caseId: null, caseNumber: '' }

const caseEntries = (context: QueryContext, caseIds: readonly number[]): Entry[] =>
  eventsOfCases(context.db, caseIds).map((event) => ({
    key: `event-${String(event.id).padStart(12, '0')}`,
    at: event.at,
    kind: eventKinds[event.kind] ?? 'case',
    text: event.text,
    note: event.note,
    by: event.by_name ?? (event.by === 0 ? 'Sistem' : ''),
    caseId: event.case_id,
    caseNumber: event.number,
  }))

/** Copies and cancellations of letters inside the reader's area, for those who may see letters. */
const letterEntries = (context: QueryContext, caseIds: readonly number[], personId: number | null): Entry[] => {
  if (!may(context.actor, 'letters.read')) return []
  const rows = letterCopiesOf(context.db, { caseIds, personId }).filter((row) => inArea(context.actor, row.region))
  const of = (row: (typeof rows)[number]) => ({ caseId: row.case_id, caseNumber: row.case_number ?? '', kind: 'letter' as const })
  const copies = rows.flatMap((row): Entry[] =>
    // The first copy is the print itself, which the case's history tells.
    row.copied_at === null || row.copy === null || (row.copied_at === row.printed_at && row.case_id !== null)
      ? []
      : [
          {
            ...of(row),
            key: `copy-${row.id}-${row.copy}`,
            at: row.copied_at,
            text: `Surat nomor ${row.number ?? ''} dicetak${row.copied_at === row.printed_at ? '' : ' ulang'}.`,
            note: '',
            by: row.copied_by ?? '',
          },
        ],
  )
  const cancelled = [...new Map(rows.filter((row) => row.state === 'cancelled').map((row) => [row.id, row])).values()]
  return [
    ...copies,
    ...cancelled.map(
      (row): Entry => ({
        ...of(row),
        key: `cancelled-${row.id}`,
        at: row.updated_at,
        text: `Surat nomor ${row.number ?? ''} dibatalkan.`,
        note: row.cancel_reason,
        by: '',
      }),
    ),
  ]
}

/** Everything about a case; the caller checked that the reader may see it. */
export const gatherCase = (context: QueryContext, caseId: number): Entry[] => [
  ...caseEntries(context, [caseId]),
  ...letterEntries(context, [caseId], null),
]

/**
 * Everything about a person inside the reader's area and rights: data, family, cases, letters, files, imports, batches.
 * @throws AppError NOT_FOUND
 */
export const gatherPerson = (context: QueryContext, personId: number): Entry[] => {
  const { db, actor } = context
  if (!may(actor, 'people.read'))
    throw new AppError('FORBIDDEN', 'Anda tidak berwenang melihat data warga.', { hint: 'Minta haknya kepada admin.' })
  const person = peopleHandlers.get(context, { id: personId })
  const about = may(actor, 'cases.read') ? casesAbout(db, personId).filter((row) => inArea(actor, row.region_code)) : []
  const own = about.filter((row) => row.client_id === personId)
  const ownIds = own.map(({ id }) => id)
  const entries: Entry[] = [...caseEntries(context, ownIds), ...letterEntries(context, ownIds, personId)]
  const add = (key: string, at: string | null, kind: TimelineKind, text: string, by: string | null, note = ''): void => {
    if (at !== null) entries.push({ key, at, kind, text, note, by: by ?? '', ...noCase })
  }
  for (const row of about)
    if (row.client_id !== personId)
      entries.push({
        key: `reported-${row.id}`,
        at: row.opened_at,
        kind: 'case',
        text: 'Melaporkan kasus untuk orang lain.',
        note: '',
        by: '',
        caseId: row.id,
        caseNumber: row.number,
      })
  person.history.forEach((change, index) => {
    const from = change.before === '' ? '' : ` dari ${change.before}`
    const to = change.after === '' ? 'dikosongkan' : `menjadi ${change.after}`
    add(
      `data-${String(person.history.length - index).padStart(8, '0')}`,
      change.at,
      'data',
      `${change.field}${from} ${to}.`,
      change.by,
      change.source,
    )
  })
  for (const event of familyEventsOf(db, personId)) {
    const paper = event.document_number === '' ? '' : `, surat ${event.document_number}`
    const text = `${familyWords[event.kind] ?? 'Peristiwa keluarga'} (${longDate(event.on_date)}${paper}).`
    add(`family-${event.id}`, event.at, 'family', text, event.by_name, event.note)
    add(`family-undone-${event.id}`, event.undone_at, 'family', `Dikembalikan: ${text}`, event.undone_by_name)
  }
  for (const one of person.imports) add(`import-${one.id}`, one.appliedAt, 'import', `Tercantum dalam impor "${one.label}".`, '')
  if (may(actor, 'submissions.read'))
    for (const one of submissionsAbout(db, personId)) {
      add(`batch-${one.id}`, one.created_at, 'submission', `Masuk daftar usulan "${one.label}".`, one.by_name)
      add(`batch-out-${one.id}`, one.exported_at, 'submission', `Usulan "${one.label}" diekspor.`, one.exported_by_name)
      const result = resultWords[one.result] ?? one.result
      add(`batch-answer-${one.id}`, one.result_at, 'submission', `Jawaban usulan "${one.label}": ${result}.`, '', one.reason)
    }
  const { visits, consultations } = arrivalsOf(db, personId)
  for (const one of visits) add(`guest-${one.id}`, one.at, 'arrival', `Datang: ${one.purpose}.`, one.by_name, one.note)
  for (const one of consultations)
    add(`consultation-${one.id}`, one.at, 'arrival', `Konsultasi: ${one.subject}`, one.by_name, one.answer)
  for (const one of filesOfPerson(db, personId)) {
    add(`file-${one.id}`, one.added_at, 'file', `Berkas "${one.title}" ditambahkan.`, one.added_by_name)
    add(`file-gone-${one.id}`, one.removed_at, 'file', `Berkas "${one.title}" dibuang.`, one.removed_by_name, one.removed_reason)
  }
  return entries
}

/** What a timeline is narrowed by. */
export interface TimelineFilter {
  kinds: readonly TimelineKind[]
  from: string | null
  to: string | null
}

/**
 * Entries that fit, newest first; what one command did stays in its order. Identity numbers that somebody typed do not show.
 * @param dayOf the day of an instant in the office's zone
 */
export const narrow = (entries: readonly Entry[], filter: TimelineFilter, dayOf: (at: string) => string): Entry[] =>
  entries
    .filter((entry) => {
      if (filter.kinds.length > 0 && !filter.kinds.includes(entry.kind)) return false
      const day = filter.from === null && filter.to === null ? '' : dayOf(entry.at)
      return (filter.from === null || day >= filter.from) && (filter.to === null || day <= filter.to)
    })
    .sort((one, other) => other.at.localeCompare(one.at) || other.key.localeCompare(one.key))
    .map((entry) => ({ ...entry, text: withoutIdentityNumbers(entry.text), note: withoutIdentityNumbers(entry.note) }))
