import type {
  FamilyDetail,
  FamilyEvent,
  FamilyEventKind,
  FamilyMemberView,
  FamilyRow,
} from '../../../shared/contract/families.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { inArea, may } from '../../../shared/domain/permissions.ts'
import { liveFindings } from '../checks/live.ts'
import type { QueryContext } from '../context.ts'
import { regionLabel } from '../people/person-record.repo.ts'
import { internalNumber } from '../people/person-view.ts'
import {
  eventsOf,
  type FamilyRecord,
  formerMembersOf,
  type ListedFamily,
  type MemberRecord,
  membersOf,
  newestEvent,
  peopleOfEvents,
} from './families.repo.ts'
import { householdLinkOf } from './households.repo.ts'
import { householdView } from './households.ts'

type State = FamilyRow['state']
/** State of a family card. */
export const stateOf = (value: string): State => (value === 'moved' || value === 'ended' ? value : 'active')
const sexOf = (value: string | null): 'L' | 'P' | null => (value === 'L' || value === 'P' ? value : null)

/** A family as lists show one. */
export const toFamilyRow = (row: ListedFamily): FamilyRow => ({
  id: row.id,
  kkMasked: maskNumber(row.kk_number),
  head: row.head ?? '',
  members: row.members,
  address: row.address,
  village: row.village ?? '',
  regionCode: row.region_code,
  state: stateOf(row.state),
})

/** A membership as pages show it. */
export const toMember = (context: QueryContext, row: MemberRecord): FamilyMemberView => ({
  personId: row.person_id,
  name: row.name,
  nikMasked: maskNumber(row.nik),
  internalNumber: internalNumber({ id: row.person_id, nik: row.nik }),
  sex: sexOf(row.sex),
  birthDate: row.birth_date,
  maritalStatus: row.marital_status,
  lifeStatus: row.life_status,
  relation: row.relation,
  fromDate: row.from_date,
  fromKnown: row.from_event_id !== null,
  toDate: row.to_date,
  openCases: may(context.actor, 'cases.read') ? (row.open_cases ?? 0) : 0,
})

interface Told {
  detail: Record<string, unknown>
  /** Names of those who had a part, by part. */
  names(part: string): string
  place(): string
  /** Whether the page's family is the other one of the event. */
  other: boolean
}

const sentences: Record<FamilyEventKind, (told: Told) => string> = {
  head: ({ names, detail }) =>
    `Kepala keluarga berganti${names('former-head') === '' ? '' : ` dari ${names('former-head')}`} ke ${names('head')}${detail.newCard === true ? ', dengan nomor KK baru' : ''}`,
  move: ({ place, detail }) =>
    detail.returned === true ? `Satu keluarga kembali, tinggal di ${place()}` : `Satu keluarga pindah ke ${place()}`,
  'member-move': ({ names, place, detail }) =>
    `${names('moved')} pindah ke ${place()}${detail.keepCard === true ? ', tetap di kartu ini' : ''}${successor(names)}`,
  split: ({ names, other }) =>
    other
      ? `Kartu ini dibuat dari pecah KK: ${names('split')}`
      : `Pecah KK: ${names('split')} mendapat kartu sendiri${successor(names)}`,
  open: ({ names }) => `Kartu baru untuk ${names('head')}`,
  join: ({ names, detail, other }) =>
    other
      ? `${names('joined')} keluar dan masuk keluarga lain${successor(names)}`
      : `${names('joined')} masuk keluarga ini sebagai ${String(detail.relation ?? '')}`,
  death: ({ names }) => `${names('dead')} meninggal${successor(names)}`,
  birth: ({ names }) => `${names('child') === '' ? 'Kelahiran' : `${names('child')} lahir`}${parents(names)}`,
  relation: ({ names, detail }) =>
    `Hubungan ${names('member')} dibetulkan dari ${detail.before === '' ? 'kosong' : String(detail.before)} menjadi ${String(detail.after)}`,
  number: ({ detail }) =>
    detail.emptied === true ? 'Nomor KK dikosongkan' : detail.first === true ? 'Nomor KK dicatat' : 'Nomor KK diganti',
  household: ({ detail }) => `Masuk rumah tangga ${String(detail.number ?? '')}`.trim(),
  'household-left': ({ detail }) => `Keluar dari rumah tangga ${String(detail.number ?? '')}`.trim(),
}

const successor = (names: Told['names']): string => (names('head') === '' ? '' : `; kepala keluarga: ${names('head')}`)
const parents = (names: Told['names']): string => {
  const known = [names('mother') === '' ? '' : `ibu ${names('mother')}`, names('father') === '' ? '' : `ayah ${names('father')}`]
  const text = known.filter((part) => part !== '').join(', ')
  return text === '' ? '' : ` (${text})`
}

const toEvents = (context: QueryContext, familyId: number): FamilyEvent[] => {
  const events = eventsOf(context.db, familyId)
  const newest = newestEvent(context.db, { familyId })
  const people = Map.groupBy(
    peopleOfEvents(
      context.db,
      events.map(({ id }) => id),
    ),
    ({ event_id }) => event_id,
  )
  return events.map((event) => {
    const mine = people.get(event.id) ?? []
    const shown = mine.filter(({ region_code }) => inArea(context.actor, region_code))
    const names = (part: string): string => {
      const all = mine.filter((one) => one.part === part)
      return all.map((one) => (shown.includes(one) ? one.name : 'warga di luar wilayah Anda')).join(', ')
    }
    const detail = JSON.parse(event.detail) as Record<string, unknown>
    const kind = event.kind as FamilyEventKind
    return {
      id: event.id,
      kind,
      on: event.on_date,
      at: event.at,
      by: event.by_name ?? (event.by === 0 ? 'Sistem' : ''),
      note: event.note,
      documentNumber: event.document_number,
      summary: sentences[kind]({
        detail,
        names,
        place: () => {
          const place = String(detail.place ?? '')
          return detail.where === 'inside' ? regionLabel(context.db, place) : `${place} (luar kabupaten/kota)`
        },
        other: event.other_family_id === familyId && event.family_id !== familyId,
      }),
      people: shown.map(({ id, name }) => ({ personId: id, name })),
      otherFamilyId: event.family_id === familyId ? event.other_family_id : event.family_id,
      undoneAt: event.undone_at,
      undoneBy: event.undone_by_name ?? '',
      newest: event.id === newest,
    }
  })
}

/** Everything about one family; members outside the user's area are counted, not shown. */
export const toFamilyDetail = (context: QueryContext, family: FamilyRecord): FamilyDetail => {
  const { db, actor } = context
  const all = membersOf(db, family.id)
  const members = all.filter(({ region_code }) => inArea(actor, region_code)).map((row) => toMember(context, row))
  const link = householdLinkOf(db, family.id)
  return {
    id: family.id,
    version: family.version,
    kkMasked: maskNumber(family.kk_number),
    state: stateOf(family.state),
    endedOn: family.ended_on,
    address: family.address,
    hamlet: family.hamlet,
    rt: family.rt,
    rw: family.rw,
    village: family.region_code === null ? '' : regionLabel(db, family.region_code),
    regionCode: family.region_code,
    updatedAt: family.updated_at,
    members,
    former: formerMembersOf(db, family.id)
      .filter(({ region_code }) => inArea(actor, region_code))
      .map((row) => toMember(context, row)),
    hidden: all.length - members.length,
    household: link === undefined ? null : householdView(context, link.household_id),
    events: toEvents(context, family.id),
    warnings: liveFindings(context, { personId: null, familyId: family.id })
      .filter(({ accepted }) => accepted === null)
      .map(({ checkId, message, fix }) => ({ code: checkId, message: `${message} ${fix}` })),
  }
}
