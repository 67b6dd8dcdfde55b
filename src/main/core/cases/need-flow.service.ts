import { AppError } from '../../../shared/domain/errors.ts'
import { type FlowStep, findStep, type NeedFlow, stateLabel } from '../../../shared/domain/need-flow.ts'
import { closedStates, type NeedState } from '../../../shared/domain/need-states.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import { dueDays } from '../calendar/work-calendar.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import { allProgrammes, programmeNamer } from '../programmes/programmes.service.ts'
import { lackingOf } from '../services/papers.ts'
import {
  countOpenNeeds,
  dropOpenNotices,
  findCase,
  findNeed,
  findUser,
  insertCaseEvent,
  touchCase,
  updateNeed,
} from './cases.repo.ts'
import { overtaken } from './change-words.ts'
import { assignedSentence, closedSentence, movedSentence, reopenedSentence } from './history.ts'
import { holderAfter, worksAt } from './holder.ts'
import { pull } from './triggers.ts'

/** A need with its case's region and opener. */
export type NeedRow = NonNullable<ReturnType<typeof findNeed>>

/** Who does it and when, for repos. */
export const byNow = (context: QueryContext): { userId: number; now: string } => ({
  userId: context.actor.userId,
  now: context.now(),
})

/**
 * A case inside the reader's area.
 * @throws AppError NOT_FOUND, also when it lies outside the area
 */
export const visibleCase = (context: QueryContext, id: number): NonNullable<ReturnType<typeof findCase>> => {
  const found = findCase(context.db, id)
  if (found === undefined || !inArea(context.actor, found.region_code))
    throw new AppError('NOT_FOUND', 'Kasus tidak ditemukan.', { hint: 'Muat ulang daftar kasus.' })
  return found
}

/**
 * A need whose case lies inside the reader's area.
 * @throws AppError NOT_FOUND
 */
export const visibleNeed = (context: QueryContext, id: number): NeedRow => {
  const found = findNeed(context.db, id)
  if (found === undefined || !inArea(context.actor, found.case_region))
    throw new AppError('NOT_FOUND', 'Kebutuhan tidak ditemukan.', { hint: 'Muat ulang kasusnya.' })
  return found
}

/**
 * Sets the case open or closed by its needs and writes it into the history when that changed.
 * @returns whether the case is open now
 */
export const settleCase = (context: CommandContext, caseId: number): boolean => {
  const by = byNow(context)
  const wasOpen = findCase(context.db, caseId)?.open === 1
  const open = countOpenNeeds(context.db, caseId) > 0
  touchCase(context.db, caseId, open, by)
  if (wasOpen !== open)
    insertCaseEvent(
      context.db,
      { caseId, kind: open ? 'reopened' : 'closed', text: open ? reopenedSentence : closedSentence },
      by,
    )
  return open
}

/** The day until which a need is due when its service's limit, or that of its lane, begins today; null for an unknown service. */
export const dueFromToday = (context: QueryContext, need: Pick<NeedRow, 'programme_key' | 'lane'>): string | null => {
  const programme = allProgrammes(context.db).find(({ key }) => key === need.programme_key)
  if (programme === undefined) return null
  const days = programme.lanes.find(({ key }) => key === need.lane)?.serviceDays ?? programme.serviceDays
  return dueDays(context.db, context.today()).after(days, programme.serviceDaysIn)
}

/**
 * No limit runs while a family waits for a place, nor while a need is closed: one that comes back from there gets its
 * service's limit anew, unless a day is set that has not passed.
 */
const dueAfterStep = (context: QueryContext, need: NeedRow, step: FlowStep): { due_date?: string | null } => {
  if (step.to === 'waiting-turn') return { due_date: null }
  const stoodStill = step.from === 'waiting-turn' || closedStates.has(step.from)
  if (!stoodStill || closedStates.has(step.to)) return {}
  return need.due_date === null || need.due_date < context.today() ? { due_date: dueFromToday(context, need) } : {}
}

/**
 * Takes one allowed step: state, holder, history, and the case's own state. The caller checked step, permission and note.
 * @returns the need's new version
 * @throws AppError CONFLICT when the need changed meanwhile
 */
export const takeStep = (
  context: CommandContext,
  need: NeedRow,
  flow: NeedFlow,
  step: FlowStep,
  note: string,
  more: { agencyId?: number; dueDate?: string } = {},
): number => {
  const by = byNow(context)
  const programme = programmeNamer(context.db)(need.programme_key, need.programme_version)
  const holder = closedStates.has(step.to)
    ? need.holder_id
    : holderAfter(step.holder, { holder: need.holder_id, mover: context.actor.userId, registeredBy: need.opened_by }, (userId) =>
        worksAt(context.db, userId, { flow, state: step.to, region: need.case_region }),
      )
  const changed = updateNeed(
    context.db,
    need.id,
    need.version,
    {
      state: step.to,
      holder_id: holder,
      closed_at: closedStates.has(step.to) ? by.now : null,
      ...dueAfterStep(context, need, step),
      ...(more.agencyId === undefined ? {} : { agency_id: more.agencyId }),
      ...(more.dueDate === undefined ? {} : { due_date: more.dueDate }),
    },
    by,
  )
  if (!changed) throw overtaken(context, { caseId: need.case_id, needId: need.id, version: need.version })
  insertCaseEvent(
    context.db,
    {
      caseId: need.case_id,
      needId: need.id,
      kind: 'moved',
      from: step.from,
      to: step.to,
      text: movedSentence(programme, flow, step),
      note,
    },
    by,
  )
  if (holder !== need.holder_id)
    insertCaseEvent(
      context.db,
      {
        caseId: need.case_id,
        needId: need.id,
        kind: 'assigned',
        text: assignedSentence(
          programme,
          need.holder_name ?? '',
          holder === null ? null : (findUser(context.db, holder)?.display_name ?? ''),
        ),
      },
      by,
    )
  // News of an end that is taken back is news no more.
  if (closedStates.has(step.from)) dropOpenNotices(context.db, need.id)
  for (const trigger of step.triggers) pull(context, trigger, need, step, note)
  settleCase(context, need.case_id)
  return need.version + 1
}

/** What comes with a step besides its name. */
export interface StepFilling {
  note: string
  agencyId: number | null
  dueDate: string | null
  /** What the file still lacks, for steps that ask for its papers. */
  lacking?: readonly string[]
}

const asked: Record<
  FlowStep['asks'][number],
  { field: string; missing: (filling: StepFilling) => boolean; words: string; hint: string }
> = {
  note: {
    field: 'note',
    missing: ({ note }) => note.trim() === '',
    words: 'catatan',
    hint: 'Tulis alasannya dalam satu kalimat.',
  },
  agency: {
    field: 'agencyId',
    missing: ({ agencyId }) => agencyId === null,
    words: 'lembaga yang dituju',
    hint: 'Pilih lembaga dari direktori.',
  },
  'due-date': {
    field: 'dueDate',
    missing: ({ dueDate }) => dueDate === null,
    words: 'batas waktu',
    hint: 'Isi tanggal batas waktunya.',
  },
  papers: {
    field: 'papers',
    missing: ({ lacking = [] }) => lacking.length > 0,
    words: 'berkas yang lengkap',
    hint: 'Centang berkas yang sudah ada, atau pilih "Berkas belum lengkap".',
  },
}

/**
 * The step between a need's state and another one, for this user.
 * @throws AppError STATE where the flow has no such step, FORBIDDEN without its right, VALIDATION without what it asks
 */
export const allowedStep = (
  context: QueryContext,
  need: Pick<NeedRow, 'id' | 'state' | 'agency_id' | 'programme_key' | 'programme_version' | 'lane'>,
  flow: NeedFlow,
  to: NeedState,
  filling: StepFilling,
): FlowStep => {
  const from = need.state as NeedState
  const step = findStep(flow, from, to)
  if (step === undefined)
    throw new AppError('STATE', `Dari "${stateLabel(flow, from)}" tidak bisa langsung ke "${stateLabel(flow, to)}".`, {
      field: 'to',
      hint: 'Pilih salah satu langkah yang tersedia pada kebutuhan ini.',
    })
  if (!step.permissions.some((permission) => context.actor.permissions.includes(permission)))
    throw new AppError('FORBIDDEN', `Anda tidak berwenang melakukan "${step.label}".`, {
      hint: 'Minta petugas yang memegang tahap ini melakukannya.',
    })
  const lacking = step.asks.includes('papers') ? lackingOf(context.db, need) : []
  const given = { ...filling, agencyId: filling.agencyId ?? need.agency_id, lacking }
  for (const ask of step.asks) {
    const { field, missing, words, hint } = asked[ask]
    if (missing(given))
      throw new AppError(
        'VALIDATION',
        `"${step.label}" memerlukan ${words}${ask === 'papers' ? `; belum ada: ${lacking.join(', ')}` : ''}.`,
        { field, hint },
      )
  }
  return step
}
