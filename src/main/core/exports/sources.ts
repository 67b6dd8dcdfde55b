import type { ExportedList } from '../../../shared/contract/exports.ts'
import type { ImportPackage } from '../../../shared/contract/imports.ts'
import { addressLine } from '../../../shared/domain/address.ts'
import { dayIn } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { registerLabels } from '../../../shared/domain/need-states.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { inArea, may, type Permission } from '../../../shared/domain/permissions.ts'
import { villageWord } from '../../../shared/domain/region-levels.ts'
import { casesHandlers } from '../cases/cases.service.ts'
import type { QueryContext } from '../context.ts'
import { importsHandlers } from '../imports/imports.service.ts'
import { decodeRow } from '../imports/staged-row.ts'
import { readOffice } from '../office/office.repo.ts'
import { shownValue } from '../people/history.ts'
import { listedPeople } from '../people/people.repo.ts'
import { peopleHandlers } from '../people/people.service.ts'
import { filterCondition } from '../people/people-filter.sqlite.ts'
import { toPersonRow } from '../people/person-view.ts'
import { scopeOf } from '../people/scope.sqlite.ts'
import { candidateLimit } from '../people/search.sqlite.ts'
import { searchPeople } from '../people/search.ts'
import { factSummaries } from '../person-facts/summaries.ts'
import { referralsHandlers } from '../referrals/referrals.service.ts'
import { levelNamesOf } from '../regions/level-names.ts'
import { checkSource, findingSource } from './check-sources.ts'
import {
  countFamilies,
  familiesAfter,
  membersOf,
  type Numbers,
  numbersOfClients,
  numbersOfPeople,
  stagedData,
} from './exports.repo.ts'
import { guestSource } from './guest-source.ts'
import { letterSource } from './letter-source.ts'
import { noticeSource } from './notice-source.ts'
import { regionSource } from './region-source.ts'
import { count, date, text } from './table.ts'
import { waitingSource } from './waiting-source.ts'
import { chunkSize, each, pages, type Source } from './walk.ts'

/** What somebody must be allowed to see in order to export a list. */
export const permissionFor: Readonly<Record<ExportedList['list'], Permission>> = {
  people: 'people.read',
  families: 'people.read',
  cases: 'cases.read',
  referrals: 'referrals.read',
  letters: 'letters.read',
  notices: 'cases.read',
  waiting: 'cases.read',
  checks: 'people.read',
  findings: 'people.read',
  imports: 'imports.read',
  guests: 'cases.read',
  regions: 'office.read',
}

type Show = (number: string | null | undefined) => string
type Filter<L extends ExportedList['list']> = Extract<ExportedList, { list: L }>

const nothing: Numbers = { nik: null, kk: null }

/** Day of an instant in the office's zone. */
const dayReader = (context: QueryContext): ((instant: string | null) => string | null) => {
  const { timeZone } = readOffice(context.db)
  return (instant) => (instant === null ? null : dayIn(instant, timeZone))
}

/** The people that the search on the screen of people finds. */
const foundPeople = (context: QueryContext, filter: Filter<'people'>) => {
  const { db, actor } = context
  // as many as the screen asks for, so that both find the same
  const { found, capped } = searchPeople(db, filter.text, {
    scope: scopeOf(db, actor.areas, filter.region),
    filter: filterCondition(filter.filter, context.today()),
    enough: 100,
    revealed: may(actor, 'people.reveal'),
    today: context.today(),
  })
  if (capped)
    throw new AppError('VALIDATION', `Pencarian ini menemukan lebih dari ${candidateLimit} warga.`, {
      field: 'filter.text',
      hint: 'Ketik nama lebih lengkap, atau kosongkan pencarian untuk mengekspor semua warga.',
    })
  const ids = found.map(({ id }) => id)
  const rows = new Map(ids.length === 0 ? [] : listedPeople(db, ids).map((row) => [row.id, toPersonRow(row)]))
  return ids.flatMap((id) => rows.get(id) ?? [])
}

const people = (context: QueryContext, filter: Filter<'people'>, show: Show): Source => {
  const found = filter.text === '' ? null : foundPeople(context, filter)
  const { region, filter: narrowed } = filter
  return {
    title: 'Warga',
    columns: [
      text('Nama', 30),
      text('NIK', 19),
      text('No. KK', 19),
      text('L/P', 5),
      text('Tempat lahir', 18),
      date('Tanggal lahir'),
      text('Alamat', 34),
      text(villageWord(levelNamesOf(context.db)), 22),
      text('Kode wilayah', 15),
      text('Status dasar', 13),
      text('Desil', 10),
      date('Tanggal desil'),
      text('Status DTSEN', 22),
      date('Tanggal status'),
      text('ID DTKS', 20),
      text('Kepesertaan program', 40),
    ],
    total: found?.length ?? peopleHandlers.count(context, { region, filter: narrowed }).people,
    chunks: each(
      found === null
        ? pages((cursor) => peopleHandlers.list(context, { region, filter: narrowed, cursor, limit: chunkSize }))
        : [found],
      (rows) => {
        const ids = rows.map(({ id }) => id)
        const numbers = numbersOfPeople(context.db, ids)
        const facts = factSummaries(context.db, ids, context.today())
        return rows.map((row) => {
          const { nik, kk } = numbers.get(row.id) ?? nothing
          const fact = facts.get(row.id)
          return [
            row.name,
            show(nik),
            show(kk),
            row.sex ?? '',
            row.birthPlace,
            row.birthDate,
            row.address,
            row.village,
            row.regionCode ?? '',
            shownValue('lifeStatus', row.lifeStatus, (code) => code),
            fact?.decile ?? '',
            fact?.decileOn ?? null,
            fact?.dtsenStatus ?? '',
            fact?.dtsenStatusOn ?? null,
            fact?.dtksId ?? '',
            fact?.programmes.join('; ') ?? '',
          ]
        })
      },
    ),
  }
}

const familyPages = function* (context: QueryContext, region: string | null) {
  let after = 0
  for (;;) {
    const rows = familiesAfter(context.db, context.actor, region, after, chunkSize)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = last.id
  }
}

const families = (context: QueryContext, { region }: Filter<'families'>, show: Show): Source => ({
  title: 'Keluarga',
  columns: [
    text('No. KK', 19),
    text('Kepala keluarga', 30),
    text('NIK kepala keluarga', 19),
    count('Anggota'),
    text('Alamat', 40),
    text(villageWord(levelNamesOf(context.db)), 22),
    text('Kode wilayah', 15),
  ],
  total: countFamilies(context.db, context.actor, region),
  chunks: each(familyPages(context, region), (rows) => {
    const members = Map.groupBy(
      membersOf(
        context.db,
        rows.map(({ id }) => id),
      ),
      (member) => member.family_id,
    )
    return rows.map((row) => {
      const own = members.get(row.id) ?? []
      // Relatives outside the user's area are not named, as on a person's page.
      const chief = own.find((member) => member.relation === 'Kepala Keluarga' && inArea(context.actor, member.region_code))
      return [
        show(row.kk_number),
        chief?.name ?? '',
        show(chief?.nik),
        own.length,
        addressLine(row),
        row.village ?? '',
        row.region_code ?? '',
      ]
    })
  }),
})

const cases = (context: QueryContext, { list: _list, ...filter }: Filter<'cases'>, show: Show): Source => {
  const day = dayReader(context)
  return {
    title: 'Kasus',
    columns: [
      text('Nomor kasus', 20),
      date('Dicatat'),
      text('Nama', 30),
      text('NIK', 19),
      text('No. KK', 19),
      text(villageWord(levelNamesOf(context.db)), 22),
      text('Register', 16),
      text('Jenis keluhan', 14),
      text('Keluhan', 40),
      text('Program', 34),
      text('Kasus', 10),
      text('Tahap', 22),
      text('Petugas', 22),
      date('Batas waktu'),
      text('Lewat batas', 11),
    ],
    total: null,
    chunks: each(
      pages((cursor) => casesHandlers.list(context, { ...filter, cursor, limit: chunkSize })),
      (rows) => {
        const numbers = numbersOfPeople(context.db, [...new Set(rows.map(({ clientId }) => clientId))])
        return rows.map((row) => {
          const { nik, kk } = numbers.get(row.clientId) ?? nothing
          return [
            row.number,
            day(row.openedAt),
            row.clientName,
            show(nik),
            show(kk),
            row.village,
            registerLabels[row.register],
            row.complaintKind,
            row.summary,
            row.programmes.join(', '),
            row.state === 'open' ? 'Terbuka' : 'Ditutup',
            row.needStateLabel,
            row.holder,
            row.dueDate,
            row.overdue ? 'Ya' : '',
          ]
        })
      },
    ),
  }
}

const clientNumbers = (context: QueryContext, rows: readonly { caseId: number | null }[]): Map<number, Numbers> =>
  numbersOfClients(context.db, [...new Set(rows.flatMap(({ caseId }) => caseId ?? []))])

const referrals = (context: QueryContext, { list: _list, ...filter }: Filter<'referrals'>, show: Show): Source => {
  const day = dayReader(context)
  return {
    title: 'Rujukan',
    columns: [
      text('Nomor kasus', 20),
      text('Nama', 30),
      text('NIK', 19),
      text('Program', 30),
      text('Lembaga', 32),
      text('Permintaan', 40),
      text('Keadaan', 20),
      text('Nomor surat', 26),
      date('Dibuat'),
      date('Batas jawaban'),
      text('Lewat batas', 11),
      date('Dijawab'),
      text('Jawaban', 40),
    ],
    total: null,
    chunks: each(
      pages((cursor) => referralsHandlers.list(context, { ...filter, cursor, limit: chunkSize })),
      (rows) => {
        const numbers = clientNumbers(context, rows)
        return rows.map((row) => [
          row.caseNumber,
          row.clientName,
          show(numbers.get(row.caseId)?.nik),
          row.programmeName,
          row.agencyName,
          row.request,
          row.stateLabel,
          row.letterNumber ?? '',
          day(row.createdAt),
          row.dueDate,
          row.overdue ? 'Ya' : '',
          row.answeredAt,
          row.answer,
        ])
      },
    ),
  }
}

const buckets = {
  new: 'Baru',
  changed: 'Berubah',
  unchanged: 'Tidak berubah',
  doubtful: 'Perlu dicek',
  refused: 'Ditolak',
} as const
const severities = { block: 'Menghalangi', error: 'Kesalahan', warning: 'Peringatan' } as const

/** How many rows of a package a filter leaves; rows with remarks are not counted apart. */
const stagedTotal = ({ counts }: ImportPackage, { bucket, withProblems, code }: Filter<'imports'>): number | null =>
  withProblems || code !== null
    ? null
    : bucket === null
      ? Object.values(counts.people).reduce((all, one) => all + one, 0)
      : counts.people[bucket]

const imports = (context: QueryContext, { list: _list, ...filter }: Filter<'imports'>, show: Show): Source => ({
  title: 'Baris impor',
  columns: [
    text('Lembar', 16),
    count('Baris'),
    text('Kelompok', 14),
    text('Nama', 30),
    text('NIK', 19),
    text('No. KK', 19),
    text('Perubahan', 50),
    text('Catatan', 60),
  ],
  total: stagedTotal(importsHandlers.get(context, { id: filter.id }), { list: 'imports', ...filter }),
  chunks: each(
    pages((cursor) => importsHandlers.rows(context, { ...filter, cursor, limit: chunkSize })),
    (rows) => {
      const data = stagedData(
        context.db,
        rows.map(({ id }) => id),
      )
      return rows.map((row) => {
        const said = data.get(row.id)
        const { nik, original, kk } = said === undefined ? {} : decodeRow(said)
        return [
          row.sheet,
          row.row,
          buckets[row.bucket],
          row.name,
          show(nik ?? original),
          show(kk),
          row.changes.map((one) => `${one.fieldLabel}: ${one.before || '(kosong)'} → ${one.after || '(kosong)'}`).join('; '),
          row.problems
            .map((one) => `${severities[one.severity]}${one.column === '' ? '' : ` (${one.column})`}: ${one.message}`)
            .join(' '),
        ]
      })
    },
  ),
})

/**
 * Opens a list for export. Rows come from the same use cases as on the screens, so the area, the order and the words are
 * the same; only the numbers are read apart.
 * @param full numbers with all digits instead of masked
 * @throws AppError NOT_FOUND for a package that the user may not see, VALIDATION for a search that finds too many
 */
export const openSource = (context: QueryContext, filter: ExportedList, full: boolean): Source => {
  const show: Show = (number) => (full ? (number ?? '') : maskNumber(number ?? null))
  if (filter.list === 'people') return people(context, filter, show)
  if (filter.list === 'families') return families(context, filter, show)
  if (filter.list === 'cases') return cases(context, filter, show)
  if (filter.list === 'referrals') return referrals(context, filter, show)
  if (filter.list === 'letters') return letterSource(context, filter, show)
  if (filter.list === 'notices') return noticeSource(context, filter)
  if (filter.list === 'waiting') return waitingSource(context, filter, show)
  if (filter.list === 'guests') return guestSource(context, filter)
  if (filter.list === 'regions') return regionSource(context, filter)
  if (filter.list === 'checks') return checkSource(filter)
  if (filter.list === 'findings') return findingSource(context, filter, show)
  return imports(context, filter, show)
}
