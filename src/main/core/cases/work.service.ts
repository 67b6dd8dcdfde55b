import { type WorkFilter, type WorkRow, type WorkTab, workTabs } from '../../../shared/contract/case-work.ts'
import type { Level } from '../../../shared/contract/common.ts'
import { longDate } from '../../../shared/domain/dates.ts'
import { deskOf, isAbove, levelsUpwards, levelWords, priorities, statesAtDesk } from '../../../shared/domain/desks.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { type NeedFlow, stateLabel } from '../../../shared/domain/need-flow.ts'
import { type NeedState, type Register, registers } from '../../../shared/domain/need-states.ts'
import { inArea, may } from '../../../shared/domain/permissions.ts'
import { dueDays } from '../calendar/work-calendar.ts'
import type { Handlers, QueryContext } from '../context.ts'
import { activeAgency } from '../directory/directory.service.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { programmeNamer } from '../programmes/programmes.service.ts'
import { regionWithinCode } from './area.repo.ts'
import { activeHolder, handNeed } from './assign.ts'
import { agencyName, findClient, findNeed, insertCaseEvent, updateNeed } from './cases.repo.ts'
import { overtaken } from './change-words.ts'
import { flowOf, flowReader } from './flows.ts'
import { byNow, dueFromToday, settleCase, visibleNeed } from './need-flow.service.ts'
import { finishReminder, insertReminder, remindedNeeds, remindersOf } from './reminders.repo.ts'
import {
  countLevels,
  countWork,
  gonePeopleHolding,
  listWork,
  setFlag,
  type UrgencyClass,
  urgencyClasses,
  urgencyOf,
  type WorkPlace,
  type WorkSource,
  workRows,
} from './work.sqlite.ts'

/** A family that waits for a place waits for no clerk; whoever calls it when a place is free holds the need. */
const outOfHand: ReadonlySet<NeedState> = new Set(['waiting-turn'])
const cameBack: readonly NeedState[] = ['returned', 'papers-missing']

/** Index ranges of a list of work for this user; they never overlap. */
const sourcesOf = (context: QueryContext, tab: Exclude<WorkTab, 'reminded'>): WorkSource[] => {
  const { db, actor } = context
  const me = actor.userId
  const standing = (holders: readonly (number | null)[], only: readonly NeedState[] | null): WorkSource[] =>
    registers.flatMap((register) =>
      statesAtDesk(flowOf(db, register), actor.permissions)
        .filter((state) => (only === null ? !outOfHand.has(state) : only.includes(state)))
        .flatMap((state) => holders.map((holderId): WorkSource => ({ from: 'stand', register, state, holderId }))),
    )
  // What somebody held who left stands there for everybody at the desk.
  const nobody = (): (number | null)[] => [null, ...gonePeopleHolding(db)]
  switch (tab) {
    case 'action':
      return [{ from: 'held', holderId: me, states: null }, ...standing(nobody(), null)]
    case 'mine':
      return [{ from: 'held', holderId: me, states: null }]
    case 'desk':
      return standing(nobody(), null)
    case 'decide':
      return standing([...nobody(), me], ['waiting-decision'])
    case 'returned':
      return [{ from: 'held', holderId: me, states: cameBack }, ...standing(nobody(), cameBack)]
    case 'flagged':
      return [{ from: 'flagged' }]
    case 'soon':
    case 'overdue':
    case 'all':
      return [{ from: 'open' }]
  }
}

const classesOf = (tab: WorkTab): readonly UrgencyClass[] => (tab === 'soon' || tab === 'overdue' ? [tab] : urgencyClasses)

const remindedIds = (context: QueryContext, filter: WorkFilter): number[] =>
  remindedNeeds(context.db, context.actor.userId, context.today())
    .filter(
      (need) =>
        inArea(context.actor, need.region_code) &&
        (filter.region === null || regionWithinCode(need.region_code, filter.region)) &&
        (filter.register === null || need.register === filter.register) &&
        (filter.level === null || need.level === filter.level) &&
        (filter.programmeKey === null || need.programme_key === filter.programmeKey) &&
        (filter.state === null || need.state === filter.state),
    )
    .map(({ id }) => id)

const placeOf = (cursor: string): WorkPlace => {
  const [urgency, priority, dueDate, id] = unpackCursor(cursor)
  return {
    urgency: urgencyClasses.find((one) => one === urgency) ?? 'none',
    priority: Number(priority),
    dueDate: dueDate === null ? null : String(dueDate),
    id: Number(id),
  }
}

/** The usual next step from a state, when this user may take it. */
const nextFor = (context: QueryContext, flow: NeedFlow, state: NeedState): string => {
  const step = flow.steps.find(({ from }) => from === state)
  return step?.permissions.some((permission) => may(context.actor, permission)) ? step.label : ''
}

const empty: WorkFilter = { register: null, level: null, programmeKey: null, region: null, state: null }

/** How many needs a list of work holds. */
export const countOf = (context: QueryContext, tab: WorkTab, filter: WorkFilter = empty): number => {
  if (tab === 'reminded') return remindedIds(context, filter).length
  const days = { today: context.today(), soonUntil: dueDays(context.db, context.today()).soonUntil }
  return countWork(context.db, context.actor, sourcesOf(context, tab), filter, days, classesOf(tab))
}

/** Lists of work, handing over, flags, reminders and levels. */
export const workHandlers: Pick<
  Handlers<'cases'>,
  'work' | 'workCounts' | 'levels' | 'assignNeeds' | 'flagNeed' | 'remind' | 'remindDone' | 'escalate'
> = {
  work: (context, { tab, cursor, limit, ...filter }) => {
    const { db, actor } = context
    const due = dueDays(db, context.today())
    const days = { today: context.today(), soonUntil: due.soonUntil }
    const after = cursor === null ? null : placeOf(cursor)
    const reminded = tab === 'reminded' ? remindedIds(context, filter) : []
    const ids =
      tab === 'reminded'
        ? reminded.slice(after === null ? 0 : reminded.indexOf(after.id) + 1).slice(0, limit + 1)
        : listWork(db, actor, sourcesOf(context, tab), filter, days, { classes: classesOf(tab), after, limit })
    const rows = workRows(db, ids)
    const reminders = Map.groupBy(remindersOf(db, actor.userId, ids), ({ need_id }) => need_id)
    const programme = programmeNamer(db)
    const flow = flowReader(db)
    return page(
      rows,
      limit,
      (row): WorkRow => {
        const state = row.state as NeedState
        const own = flow(row.register)
        const reminder = reminders.get(row.id)?.[0]
        return {
          id: row.id,
          version: row.version,
          caseId: row.case_id,
          number: row.number,
          clientName: row.client_name,
          village: row.village ?? '',
          summary: row.summary,
          register: row.register as Register,
          complaintKind: row.complaint_kind as WorkRow['complaintKind'],
          programmeName: programme(row.programme_key, row.programme_version),
          level: row.level as Level,
          escalated: row.escalated,
          state,
          stateLabel: stateLabel(own, state),
          holderId: row.holder_id,
          holder: row.holder_name ?? '',
          dueDate: row.due_date,
          urgency: urgencyOf(row.due_date, days),
          daysLeft: row.due_date === null ? null : due.left(row.due_date),
          priority: priorities[row.priority] ?? 'biasa',
          flag: row.flag,
          next: nextFor(context, own, state),
          reminder: reminder === undefined ? null : { id: reminder.id, day: reminder.day, note: reminder.note },
        }
      },
      (row) => packCursor(urgencyOf(row.due_date, days), row.priority, row.due_date, row.id),
    )
  },

  workCounts: (context, filter) =>
    Object.fromEntries(workTabs.map((tab) => [tab, countOf(context, tab, filter)])) as Record<WorkTab, number>,

  levels: (context) => {
    const days = { today: context.today(), soonUntil: dueDays(context.db, context.today()).soonUntil }
    const counted = new Map(countLevels(context.db, context.actor, days).map((row) => [row.level, row]))
    return levelsUpwards.map((level) => {
      const { open = 0, soon = 0, overdue = 0, escalated = 0 } = counted.get(level) ?? {}
      return { level, open, soon, overdue, escalated }
    })
  },

  assignNeeds: (context, { needs, holderId, note }) => {
    const holder = activeHolder(context, holderId)
    const refused: { id: number; number: string; clientName: string; reason: string }[] = []
    let done = 0
    for (const { id, version } of needs) {
      const need = findNeed(context.db, id)
      if (need === undefined || !inArea(context.actor, need.case_region)) {
        refused.push({ id, number: '', clientName: '', reason: 'Kebutuhan tidak ditemukan.' })
        continue
      }
      try {
        handNeed(context, need, version, holder, note)
        done += 1
      } catch (error) {
        // Every check stands before the first write of a need, so nothing of a refused one is left behind.
        if (!(error instanceof AppError)) throw error
        refused.push({
          id,
          number: need.case_number,
          clientName: findClient(context.db, need.client_id)?.name ?? '',
          reason: error.data.message,
        })
      }
    }
    context.audit({ entity: 'need', detail: { holder: holderId, done, refused: refused.length } })
    return { done, refused }
  },

  flagNeed: (context, { needId, flag }) => {
    const need = visibleNeed(context, needId)
    if (need.flag === flag) return { id: needId, version: need.version }
    setFlag(context.db, needId, flag, byNow(context))
    const programme = programmeNamer(context.db)(need.programme_key, need.programme_version)
    insertCaseEvent(
      context.db,
      {
        caseId: need.case_id,
        needId,
        kind: 'flagged',
        text: flag === '' ? `Tanda pada "${programme}" dilepas.` : `"${programme}" ditandai.`,
        note: flag,
      },
      byNow(context),
    )
    context.audit({ entity: 'need', entityId: needId, caseId: need.case_id, detail: { flagged: flag !== '' } })
    return { id: needId, version: need.version }
  },

  remind: (context, { needId, day, note }) => {
    const need = visibleNeed(context, needId)
    if (day < context.today())
      throw new AppError('VALIDATION', 'Tanggal pengingat sudah lewat.', {
        field: 'day',
        hint: 'Pilih hari ini atau sesudahnya.',
      })
    const id = insertReminder(
      context.db,
      { caseId: need.case_id, needId, userId: context.actor.userId, day, note },
      context.now(),
    )
    context.audit({ entity: 'need', entityId: needId, caseId: need.case_id, detail: { reminder: day } })
    return { id }
  },

  remindDone: (context, { id }) => {
    if (!finishReminder(context.db, id, context.actor.userId, context.now()))
      throw new AppError('NOT_FOUND', 'Pengingat ini tidak ada atau sudah selesai.', { hint: 'Muat ulang kasusnya.' })
    context.audit({ entity: 'reminder', entityId: id })
    return {}
  },

  escalate: (context, { needId, version, level, reason, agencyId, dueDate }) => {
    const need = visibleNeed(context, needId)
    const flow = flowOf(context.db, need.register as Register)
    const state = need.state as NeedState
    if (need.closed_at !== null)
      throw new AppError('STATE', 'Kebutuhan ini sudah ditutup.', { hint: 'Buka kembali dahulu kalau masih harus ditangani.' })
    const desk = deskOf(flow, state)
    if (
      !may(context.actor, 'cases.decide') &&
      need.holder_id !== context.actor.userId &&
      !desk.some((right) => may(context.actor, right))
    )
      throw new AppError('FORBIDDEN', 'Menaikkan tingkat dilakukan oleh yang memegang kebutuhan ini.', {
        hint: 'Minta petugas di mejanya, atau manajer, menaikkannya.',
      })
    if (need.version !== version) throw overtaken(context, { caseId: need.case_id, needId, version })
    if (!isAbove(level, need.level))
      throw new AppError('VALIDATION', `Tingkat ${levelWords[level]} tidak di atas ${levelWords[need.level as Level]}.`, {
        field: 'level',
        hint: 'Pilih tingkat yang lebih tinggi. Untuk membetulkan tingkat yang salah catat, ubah isian kebutuhannya.',
      })
    if (agencyId !== null) activeAgency(context, agencyId, 'agencyId')
    const due = dueDate ?? (outOfHand.has(state) ? null : (dueFromToday(context, need) ?? need.due_date))
    const by = byNow(context)
    updateNeed(
      context.db,
      needId,
      version,
      { level, due_date: due, escalated: need.escalated + 1, ...(agencyId === null ? {} : { agency_id: agencyId }) },
      by,
    )
    const name = programmeNamer(context.db)(need.programme_key, need.programme_version)
    const to = agencyId === null ? '' : `, ke ${agencyName(context.db, agencyId)}`
    insertCaseEvent(
      context.db,
      {
        caseId: need.case_id,
        needId,
        kind: 'escalated',
        text: `"${name}" dinaikkan dari ${levelWords[need.level as Level]} ke ${levelWords[level]}${to}${due === null ? '' : `, batas waktu ${longDate(due)}`}.`,
        note: reason,
      },
      by,
    )
    settleCase(context, need.case_id)
    context.audit({ entity: 'need', entityId: needId, caseId: need.case_id, detail: { from: need.level, to: level } })
    return { id: needId, version: version + 1 }
  },
}
