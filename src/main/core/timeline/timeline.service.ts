import { type TimelineEntry, type TimelineKind, timelineKindLabels } from '../../../shared/contract/timeline.ts'
import { dayIn, longDate } from '../../../shared/domain/dates.ts'
import { findClient } from '../cases/cases.repo.ts'
import { visibleCase } from '../cases/need-flow.service.ts'
import { type Handlers, internalCommand, type JobContext, type QueryContext } from '../context.ts'
import { mediaTypes, tmpBytesRef } from '../files/files.ts'
import { letterFonts } from '../letters/fonts.ts'
import { mm } from '../letters/type-setter.ts'
import { readOffice } from '../office/office.repo.ts'
import { packCursor, unpackCursor } from '../paging.ts'
import { peopleHandlers } from '../people/people.service.ts'
import { gap, renderPaged, textItems } from '../prints/paged.ts'
import { gatherCase, gatherPerson, narrow, type TimelineFilter } from './gather.ts'

/** Days of instants in the office's zone. */
const dayReader = (context: QueryContext): ((at: string) => string) => {
  const { timeZone } = readOffice(context.db)
  return (at) => dayIn(at, timeZone)
}

const pageOf = (
  context: QueryContext,
  entries: readonly TimelineEntry[],
  input: TimelineFilter & { cursor: string | null; limit: number },
) => {
  const found = narrow(entries, input, dayReader(context))
  const counts: Partial<Record<TimelineKind, number>> = {}
  for (const { kind } of entries) counts[kind] = (counts[kind] ?? 0) + 1
  const [at, key] = input.cursor === null ? [null, null] : unpackCursor(input.cursor).map(String)
  const start =
    at === null || at === undefined
      ? 0
      : found.findIndex((entry) => entry.at < at || (entry.at === at && entry.key < (key ?? '')))
  const items = start < 0 ? [] : found.slice(start, start + input.limit)
  const last = items.at(-1)
  const more = last !== undefined && start + items.length < found.length
  return { items, next: more ? packCursor(last.at, last.key) : null, total: found.length, counts }
}

/** Writes down that a timeline left the program on paper. */
const recordPrint = internalCommand(
  'timeline.record-print',
  (context, input: { of: 'case' | 'person'; id: number; entries: number }) => {
    context.audit({
      entity: input.of,
      entityId: input.id,
      caseId: input.of === 'case' ? input.id : null,
      detail: { timeline: true, entries: input.entries },
    })
    return null
  },
)

/** Internal commands of timelines. */
export const timelineInternal = [recordPrint]

const print = async (context: JobContext, input: TimelineFilter & { of: 'case' | 'person'; id: number }) => {
  context.progress('Menyusun riwayat', 0, 1)
  const office = readOffice(context.db)
  const dayOf = dayReader(context)
  const [title, subject, all] =
    input.of === 'case'
      ? (() => {
          const row = visibleCase(context, input.id)
          const name = findClient(context.db, row.client_id)?.name ?? ''
          return [`Riwayat kasus ${row.number}`, name, gatherCase(context, input.id)] as const
        })()
      : (() => {
          const entries = gatherPerson(context, input.id)
          return ['Riwayat warga', peopleHandlers.get(context, { id: input.id }).name, entries] as const
        })()
  const entries = narrow(all, input, dayOf).reverse()
  const kinds = input.kinds.length === 0 ? 'semua kejadian' : input.kinds.map((kind) => timelineKindLabels[kind]).join(', ')
  const period = [
    input.from === null ? '' : `sejak ${longDate(input.from)}`,
    input.to === null ? '' : `sampai ${longDate(input.to)}`,
  ]
    .filter((part) => part !== '')
    .join(' ')
  const face = { size: 9 }
  const { bytes, pages } = await renderPaged(
    {
      width: 210,
      height: 297,
      margin: 18,
      title,
      author: office.name,
      date: context.today(),
      practice: office.practice,
      foot: `${office.name} · ${title} · dicetak ${longDate(context.today())} oleh ${context.actor.displayName}`,
    },
    letterFonts(context.dirs.resources),
    (sheet) => [
      ...textItems(sheet, office.name, { size: 9 }),
      ...textItems(sheet, title, { size: 14, bold: true }),
      ...textItems(sheet, subject, { size: 11, bold: true }),
      ...textItems(sheet, `${kinds}${period === '' ? '' : `, ${period}`}; ${entries.length} kejadian`, face),
      gap(4 * mm),
      ...(entries.length === 0 ? textItems(sheet, 'Tidak ada kejadian dalam pilihan ini.', face) : []),
      ...entries.flatMap((entry) => [
        ...textItems(
          sheet,
          `${longDate(dayOf(entry.at))} · ${timelineKindLabels[entry.kind]}${input.of === 'person' && entry.caseNumber !== '' ? ` · ${entry.caseNumber}` : ''}${entry.by === '' ? '' : ` · ${entry.by}`}`,
          { size: 7.5, bold: true },
          { keep: true },
        ),
        ...textItems(sheet, entry.text, face),
        ...(entry.note === '' ? [] : textItems(sheet, entry.note, face, { indent: 4 * mm })),
        gap(1.8 * mm),
      ]),
    ],
  )
  await context.write(recordPrint, { of: input.of, id: input.id, entries: entries.length })
  const name = `${title.replace(/[^A-Za-z0-9]+/g, '-')}.pdf`
  return { file: tmpBytesRef(context, bytes, name, mediaTypes.pdf, 'pdf'), pages, entries: entries.length }
}

/** Use cases of timelines. */
export const timelineHandlers: Handlers<'timeline'> = {
  ofCase: (context, input) => {
    visibleCase(context, input.id)
    return pageOf(context, gatherCase(context, input.id), input)
  },
  ofPerson: (context, input) => pageOf(context, gatherPerson(context, input.id), input),
  print: (context, input) => print(context, input),
}
