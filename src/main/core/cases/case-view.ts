import type { CaseDetail, CaseRow, Need } from '../../../shared/contract/cases.ts'
import { addressLine } from '../../../shared/domain/address.ts'
import { beforeDecision, deskName, priorities } from '../../../shared/domain/desks.ts'
import { type NeedFlow, progressOf, stateLabel, stepsFrom } from '../../../shared/domain/need-flow.ts'
import { closedStates, type NeedState, type Register } from '../../../shared/domain/need-states.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { type Actor, may } from '../../../shared/domain/permissions.ts'
import { type ReferralState, referralStateLabels } from '../../../shared/domain/referral-flow.ts'
import type { DueDays } from '../calendar/work-calendar.ts'
import { uidText } from '../uid.ts'
import type { caseHistory, caseLetters, caseReferrals } from './case-detail.repo.ts'
import type { listCases } from './case-list.sqlite.ts'
import type { findCase, findClient, needsOfCases } from './cases.repo.ts'

type NeedListRow = ReturnType<typeof needsOfCases>[number]

/** Whether a need is past its day. A closed need is never overdue; the due day itself is still in time. */
export const isOverdue = (need: { state: string; due_date: string | null }, today: string): boolean =>
  !closedStates.has(need.state as NeedState) && need.due_date !== null && need.due_date < today

/** Working days until an open need is due; null for a closed one or without a due day. */
const daysLeft = (need: { state: string; due_date: string | null }, due: DueDays): number | null =>
  need.due_date === null || closedStates.has(need.state as NeedState) ? null : due.left(need.due_date)

/**
 * The need that most wants attention: an open one before a closed one, then the earliest due day, then the oldest.
 * @returns undefined for a case without needs
 */
export const mostUrgent = (needs: readonly NeedListRow[]): NeedListRow | undefined =>
  [...needs].sort((one, other) => {
    const closed = Number(closedStates.has(one.state as NeedState)) - Number(closedStates.has(other.state as NeedState))
    if (closed !== 0) return closed
    return (one.due_date ?? '9999').localeCompare(other.due_date ?? '9999') || one.id - other.id
  })[0]

/** One line of the list of cases. */
export const toCaseRow = (
  row: ReturnType<typeof listCases>[number],
  needs: readonly NeedListRow[],
  today: string,
  programmeName: (key: string, version: number) => string,
  flow: NeedFlow,
  due: DueDays,
): CaseRow => {
  const urgent = mostUrgent(needs)
  const state = (urgent?.state ?? 'registered') as NeedState
  return {
    id: row.id,
    number: row.number,
    openedAt: row.opened_at,
    clientId: row.client_id,
    clientName: row.client_name,
    village: row.village ?? '',
    summary: row.summary,
    register: row.register as Register,
    complaintKind: row.complaint_kind as CaseRow['complaintKind'],
    programmes: [...new Set(needs.map((need) => programmeName(need.programme_key, need.programme_version)))],
    state: row.open === 1 ? 'open' : 'closed',
    needState: state,
    needStateLabel: stateLabel(flow, state),
    holder: urgent?.holder_name ?? '',
    dueDate: urgent?.due_date ?? null,
    overdue: urgent !== undefined && isOverdue(urgent, today),
    daysLeft: urgent === undefined ? null : daysLeft(urgent, due),
  }
}

/**
 * What was written to the present holder of a need: with the step that brought it where it stands, or afterwards when it was
 * handed to somebody. A step without words ends the message before it.
 */
export const messageOf = (needId: number, history: ReturnType<typeof caseHistory>): Need['message'] => {
  let message: Need['message'] = null
  for (const { need_id, kind, at, by_name, note } of history) {
    if (need_id !== needId || (kind !== 'moved' && kind !== 'assigned')) continue
    if (note !== '') message = { at, by: by_name ?? '', note }
    else if (kind === 'moved') message = null
  }
  return message
}

/** One need with the steps this user may take. */
export const toNeed = (
  row: NeedListRow,
  actor: Actor,
  today: string,
  programmeName: (key: string, version: number) => string,
  flow: NeedFlow,
  more: {
    register: Register
    stations: readonly { state: NeedState; at: string }[]
    reminders: readonly { id: number; day: string; note: string }[]
    due: DueDays
    message: Need['message']
    lacking: string[]
  },
): Need => {
  const state = row.state as NeedState
  return {
    id: row.id,
    programmeKey: row.programme_key,
    programmeName: programmeName(row.programme_key, row.programme_version),
    category: row.category,
    level: row.level as Need['level'],
    description: row.description,
    state,
    stateLabel: stateLabel(flow, state),
    guide: flow.states.find(({ key }) => key === state)?.guide ?? '',
    desk: deskName(flow, more.register, state),
    progress: progressOf(flow, more.stations),
    holderId: row.holder_id,
    holder: row.holder_name ?? '',
    dueDate: row.due_date,
    overdue: isOverdue(row, today),
    daysLeft: daysLeft(row, more.due),
    priority: priorities[row.priority] ?? 'biasa',
    flag: row.flag,
    escalated: row.escalated,
    changeable: beforeDecision.has(state),
    reminders: more.reminders.map(({ id, day, note }) => ({ id, day, note })),
    message: more.message,
    lacking: more.lacking,
    agencyId: row.agency_id,
    agencyName: row.agency_name ?? '',
    version: row.version,
    steps: stepsFrom(flow, state, actor.permissions).map(({ to, label, asks }) => ({ to, label, asks })),
  }
}

/** The whole case for its screen, as far as the reader's rights go: others learn how many referrals and letters there are. */
export const toCaseDetail = (
  actor: Pick<Actor, 'permissions'>,
  row: NonNullable<ReturnType<typeof findCase>>,
  parts: {
    client: NonNullable<ReturnType<typeof findClient>>
    village: string
    needs: Need[]
    referrals: ReturnType<typeof caseReferrals>
    letters: ReturnType<typeof caseLetters>
    history: ReturnType<typeof caseHistory>
  },
): CaseDetail => ({
  id: row.id,
  uid: uidText(row.uid),
  number: row.number,
  openedAt: row.opened_at,
  openedBy: row.opened_by_name ?? '',
  channel: row.channel,
  summary: row.summary,
  register: row.register as Register,
  complaintKind: row.complaint_kind as CaseDetail['complaintKind'],
  regionCode: row.region_code,
  village: parts.village,
  state: row.open === 1 ? 'open' : 'closed',
  version: row.version,
  client: {
    id: parts.client.id,
    name: parts.client.name,
    nikMasked: maskNumber(parts.client.nik),
    birthDate: parts.client.birth_date,
    address: addressLine(parts.client),
    phone: parts.client.phone,
  },
  reporter: {
    kind: row.reporter_kind === 'other' ? 'other' : 'self',
    personId: row.reporter_person_id,
    name: row.reporter_kind === 'other' ? row.reporter_name : parts.client.name,
    phone: row.reporter_kind === 'other' ? row.reporter_phone : parts.client.phone,
    relation: row.reporter_relation,
  },
  needs: parts.needs,
  counts: { referrals: parts.referrals.length, letters: parts.letters.length },
  referredNeeds: [...new Set(parts.referrals.filter(({ state }) => state !== 'revoked').map((referral) => referral.need_id))],
  referrals: (may(actor, 'referrals.read') ? parts.referrals : []).map((referral) => ({
    id: referral.id,
    needId: referral.need_id,
    agencyName: referral.agency_name,
    state: referral.state,
    stateLabel: referralStateLabels[referral.state as ReferralState],
    createdAt: referral.created_at,
    dueDate: referral.due_date,
  })),
  letters: (may(actor, 'letters.read') ? parts.letters : []).map((letter) => ({
    id: letter.id,
    kind: letter.kind,
    title: letter.title ?? letter.kind,
    number: letter.number,
    letterDate: letter.letter_date,
    state: letter.state,
    handedOn: letter.handed_on,
    signedOn: letter.signed_on,
    stampedOn: letter.stamped_on,
    handedTo: letter.handed_to,
  })),
  history: parts.history.map((event) => ({
    at: event.at,
    by: event.by_name ?? '',
    needId: event.need_id,
    text: event.text,
    note: event.note,
  })),
})
