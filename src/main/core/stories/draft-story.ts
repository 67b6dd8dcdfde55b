import { dayIn, monthTitle } from '../../../shared/domain/dates.ts'
import { type Hidden, makeRedactor } from '../../../shared/domain/redactor.ts'
import { type findCase, needsOfCases, regionName } from '../cases/cases.repo.ts'
import type { QueryContext } from '../context.ts'
import { readOffice } from '../office/office.repo.ts'
import { programmeNamer } from '../programmes/programmes.service.ts'
import { eventsOfCases } from '../timeline/timeline.repo.ts'
import { formerNames, kinOf, personForStory, staffNames } from './stories.repo.ts'

type CaseRow = NonNullable<ReturnType<typeof findCase>>

/** Events that say something to a reader outside; hand-overs inside the office do not. */
const telling = new Set(['moved', 'referral', 'letter', 'note', 'told', 'visit', 'assessment', 'closed'])

const subDistrictOf = (context: QueryContext, code: string | null): string => {
  const name = code === null ? '' : regionName(context.db, code.split('.').slice(0, 3).join('.'))
  return name === '' ? 'sebuah kecamatan' : `Kecamatan ${name}`
}

/** The redactor of one case: everybody in it, everybody of the family and the office, and the exact places. */
export const redactorOf = (context: QueryContext, row: CaseRow): ((text: string) => string) => {
  const { db } = context
  const client = personForStory(db, row.client_id)
  const reporter = row.reporter_person_id === null ? undefined : personForStory(db, row.reporter_person_id)
  const around = [client, reporter].filter((one) => one !== undefined)
  const family = around.flatMap((one) => kinOf(db, one.id))
  const people: Hidden[] = [
    { code: 'Warga A', names: [client?.name ?? '', ...formerNames(db, row.client_id)] },
    ...(row.reporter_kind === 'other' ? [{ code: 'Pelapor', names: [row.reporter_name, reporter?.name ?? ''] }] : []),
    { code: 'Keluarga', names: [...family, ...around].flatMap((one) => [one.name, one.mother_name, one.father_name]) },
    { code: 'Petugas', names: staffNames(db) },
  ]
  const place = `sebuah desa di ${subDistrictOf(context, row.region_code)}`
  return makeRedactor({
    people,
    places: [
      { name: regionName(db, row.region_code), instead: place },
      ...around.flatMap((one) => [
        { name: one.address, instead: '(alamat)' },
        { name: one.hamlet, instead: '(alamat)' },
        { name: regionName(db, one.region_code), instead: place },
      ]),
    ],
  })
}

/** A first draft of the story, already without names: where it began, what was needed, what happened, how it ended. */
export const draftStory = (context: QueryContext, row: CaseRow): { title: string; lines: string[] } => {
  const { db } = context
  const { timeZone } = readOffice(db)
  const clean = redactorOf(context, row)
  const when = (at: string): string => monthTitle(dayIn(at, timeZone).slice(0, 7))
  const programmeName = programmeNamer(db)
  const needs = needsOfCases(db, [row.id])
  const programmes = [...new Set(needs.map((need) => programmeName(need.programme_key, need.programme_version)))]
  const who = row.reporter_kind === 'other' ? 'dilaporkan oleh Pelapor' : 'datang sendiri'
  const events = eventsOfCases(db, [row.id]).filter((event) => telling.has(event.kind))
  const lines = [
    `${when(row.opened_at)}: Warga A dari ${subDistrictOf(context, row.region_code)} ${who}.`,
    `Keluhannya: ${row.summary}`,
    ...needs.map((need) => {
      const about = need.description === '' ? '' : ` (${need.description})`
      return `Yang dibutuhkan: ${programmeName(need.programme_key, need.programme_version)}${about}.`
    }),
    ...events.map((event) => {
      const note = event.note === '' ? '' : ` ${event.note}`
      return `${when(event.at)}: ${event.kind === 'note' ? '' : event.text}${note}`.replace(/\s+/g, ' ')
    }),
  ]
  return {
    title: `Kisah layanan: ${programmes.join(', ')}`,
    // Cleaned twice would change nothing; empty lines tell nothing.
    lines: lines.map((line) => clean(line)).filter((line) => line !== '' && !/^[^:]*:\s*$/.test(line)),
  }
}
