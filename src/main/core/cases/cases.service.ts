import type { z } from 'zod'
import type { needInput } from '../../../shared/contract/cases.ts'
import { longDate } from '../../../shared/domain/dates.ts'
import { beforeDecision, priorities } from '../../../shared/domain/desks.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { startOf, stateLabel } from '../../../shared/domain/need-flow.ts'
import { closedStates, type NeedState, type Register } from '../../../shared/domain/need-states.ts'
import { inArea, may } from '../../../shared/domain/permissions.ts'
import { linkArrival } from '../arrival/link-case.ts'
import { dueDays } from '../calendar/work-calendar.ts'
import type { CommandContext, Handlers, QueryContext } from '../context.ts'
import { activeAgency } from '../directory/directory.service.ts'
import { readOffice } from '../office/office.repo.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { startTellsNothing } from '../people/search-numbers.ts'
import { activeProgrammes, programmeNamer } from '../programmes/programmes.service.ts'
import { lackingOf, markPapers } from '../services/papers.ts'
import { readSetting } from '../settings.repo.ts'
import { activeHolder, handNeed } from './assign.ts'
import { caseHistory, caseLetters, caseReferrals, needStations } from './case-detail.repo.ts'
import { listCases } from './case-list.sqlite.ts'
import { messageOf, toCaseDetail, toCaseRow, toNeed } from './case-view.ts'
import {
  findClient,
  insertCase,
  insertCaseEvent,
  insertNeed,
  needsOfCases,
  nextInSequence,
  openNeeds,
  regionName,
  touchCase,
} from './cases.repo.ts'
import { overtaken } from './change-words.ts'
import { countForDashboard } from './dashboard.repo.ts'
import { editHandlers } from './edit.service.ts'
import { flowOf, flowReader } from './flows.ts'
import { needAddedSentence, noteSentence, openedSentence } from './history.ts'
import { canBeSent, firstHolder, mayBeSent } from './intake.ts'
import { allowedStep, byNow, settleCase, takeStep, visibleCase, visibleNeed } from './need-flow.service.ts'
import { remindersOf } from './reminders.repo.ts'
import { countOf, workHandlers } from './work.service.ts'

type NeedInput = z.output<typeof needInput>

/** A person inside the user's area. */
const visibleClient = (context: QueryContext, id: number, field: string): NonNullable<ReturnType<typeof findClient>> => {
  const found = findClient(context.db, id)
  if (found === undefined || !inArea(context.actor, found.region_code))
    throw new AppError('NOT_FOUND', 'Warga tidak ditemukan.', { field, hint: 'Cari warga itu sekali lagi.' })
  return found
}

/** `SLRT-2026-0001`; in a practice office `LATIHAN-SLRT-2026-0001`, so that no practice paper passes for a real one. */
const nextCaseNumber = (context: CommandContext): string => {
  const year = Number(context.today().slice(0, 4))
  const prefix = readOffice(context.db).practice ? 'LATIHAN-' : ''
  return `${prefix}SLRT-${year}-${String(nextInSequence(context.db, 'case', year)).padStart(4, '0')}`
}

/**
 * Registers one need of a case, due after the programme's service days unless the clerk set a day.
 * @param field path of the need in the input
 */
const addNeedTo = (
  context: CommandContext,
  place: { caseId: number; register: Register; region: string | null; draft: boolean },
  input: NeedInput,
  field: string,
): number => {
  const { caseId, register } = place
  const flow = flowOf(context.db, register)
  const begins = startOf(flow, context.actor.permissions)
  const state = place.draft && begins !== null ? 'draft' : begins
  if (state === null)
    throw new AppError('FORBIDDEN', 'Anda tidak berwenang mencatat kebutuhan.', {
      hint: 'Minta Front Office, Back Office atau fasilitator mencatatnya.',
    })
  const programme = activeProgrammes(context.db).find(({ key }) => key === input.programmeKey)
  if (programme === undefined)
    throw new AppError('VALIDATION', 'Program ini tidak ada atau tidak dipakai lagi.', {
      field: `${field}.programmeKey`,
      hint: 'Pilih program dari daftar.',
    })
  if (input.agencyId !== null) activeAgency(context, input.agencyId, `${field}.agencyId`)
  const lane = programme.lanes.find(({ key }) => key === input.lane)
  if (input.lane !== '' && lane === undefined)
    throw new AppError('VALIDATION', 'Jalur ini tidak ada pada layanan tersebut.', {
      field: `${field}.lane`,
      hint: 'Pilih jalur dari daftar.',
    })
  const dueDate =
    input.dueDate ??
    dueDays(context.db, context.today()).after(lane?.serviceDays ?? programme.serviceDays, programme.serviceDaysIn)
  const by = byNow(context)
  const needId = insertNeed(
    context.db,
    {
      caseId,
      programmeKey: programme.key,
      programmeVersion: programme.version,
      category: input.category,
      level: input.level ?? programme.level,
      description: input.description,
      holderId: firstHolder(context, input.holderId ?? null, place.region, `${field}.holderId`),
      dueDate,
      agencyId: input.agencyId,
      state,
      priority: priorities.indexOf(input.priority),
      lane: input.lane,
    },
    by,
  )
  markPapers(
    context.db,
    { id: needId, programme_key: programme.key, programme_version: programme.version, lane: input.lane },
    input.papers,
    by,
    `${field}.papers`,
  )
  insertCaseEvent(
    context.db,
    {
      caseId,
      needId,
      kind: 'need-added',
      to: state,
      text: needAddedSentence(programme.name, dueDate),
      note: input.description,
    },
    by,
  )
  return needId
}

const lastBackup = (context: QueryContext): string | null => {
  const value = readSetting<unknown>(context.db, 'last-backup')?.value
  if (typeof value === 'string') return value
  const at = typeof value === 'object' && value !== null ? (value as { at?: unknown }).at : undefined
  return typeof at === 'string' ? at : null
}

/** Use cases of cases and their needs. A case is open as long as one of its needs is. */
export const casesHandlers: Handlers<'cases'> = {
  ...workHandlers,
  ...editHandlers,

  create: (context, input) => {
    const client = visibleClient(context, input.clientId, 'clientId')
    const { reporter } = input
    if (input.draft !== true) mayBeSent(context, client.nik)
    if (reporter.kind === 'other' && reporter.personId !== null) visibleClient(context, reporter.personId, 'reporter.personId')
    const number = nextCaseNumber(context)
    const by = byNow(context)
    const id = insertCase(
      context.db,
      {
        number,
        openedDay: context.today(),
        clientId: client.id,
        reporter: reporter.kind === 'other' ? reporter : { kind: 'self', personId: null, name: '', phone: '', relation: '' },
        channel: input.channel,
        summary: input.summary,
        register: input.register,
        complaintKind: input.register === 'keluhan' && input.complaintKind === '' ? 'pengaduan' : input.complaintKind,
        regionCode: client.region_code,
      },
      by,
    )
    insertCaseEvent(context.db, { caseId: id, kind: 'opened', text: openedSentence(input.channel, reporter) }, by)
    for (const [index, need] of input.needs.entries())
      addNeedTo(
        context,
        { caseId: id, register: input.register, region: client.region_code, draft: input.draft === true },
        need,
        `needs.${index}`,
      )
    linkArrival(context, id, input)
    context.audit({ entity: 'case', entityId: id, caseId: id, detail: { number, needs: input.needs.length } })
    return { id, number, version: 1 }
  },

  list: (context, input) => {
    const before = input.cursor === null ? null : Number(unpackCursor(input.cursor)[0])
    const digits = input.text.replace(/[\s.-]/g, '')
    const rows = listCases(context.db, context.actor, {
      state: input.state,
      holderId: input.mine ? context.actor.userId : null,
      overdueOn: input.overdue ? context.today() : null,
      programmeKey: input.programmeKey === '' ? null : input.programmeKey,
      region: input.region,
      register: input.register,
      complaintKind: input.complaintKind,
      level: input.level,
      text: input.text,
      nikStart: /^\d{4,16}$/.test(digits) && (may(context.actor, 'people.reveal') || startTellsNothing(digits)),
      belowId: before,
      limit: input.limit,
    })
    const programmeName = programmeNamer(context.db)
    const flow = flowReader(context.db)
    const due = dueDays(context.db, context.today())
    const needs = Map.groupBy(
      needsOfCases(
        context.db,
        rows.map((row) => row.id),
      ),
      (need) => need.case_id,
    )
    return page(
      rows,
      input.limit,
      (row) => toCaseRow(row, needs.get(row.id) ?? [], context.today(), programmeName, flow(row.register), due),
      (row) => packCursor(row.id),
    )
  },

  get: (context, { id }) => {
    const row = visibleCase(context, id)
    const client = findClient(context.db, row.client_id)
    if (client === undefined) throw new AppError('NOT_FOUND', 'Warga kasus ini tidak ditemukan.', { hint: 'Muat ulang daftar.' })
    const programmeName = programmeNamer(context.db)
    const flow = flowOf(context.db, row.register as Register)
    const due = dueDays(context.db, context.today())
    const rows = needsOfCases(context.db, [id])
    const reminders = Map.groupBy(
      remindersOf(
        context.db,
        context.actor.userId,
        rows.map((need) => need.id),
      ),
      ({ need_id }) => need_id,
    )
    const history = caseHistory(context.db, id)
    const stations = Map.groupBy(needStations(context.db, id), (station) => station.need_id)
    return toCaseDetail(context.actor, row, {
      client,
      village: regionName(context.db, row.region_code),
      needs: rows.map((need) =>
        toNeed(need, context.actor, context.today(), programmeName, flow, {
          register: row.register as Register,
          stations: stations.get(need.id) ?? [],
          reminders: reminders.get(need.id) ?? [],
          due,
          message: messageOf(need.id, history),
          lacking: beforeDecision.has(need.state as NeedState) ? lackingOf(context.db, need) : [],
        }),
      ),
      referrals: caseReferrals(context.db, id),
      letters: caseLetters(context.db, id),
      history,
    })
  },

  addNeed: (context, { caseId, need }) => {
    const row = visibleCase(context, caseId)
    const id = addNeedTo(
      context,
      {
        caseId,
        register: row.register as Register,
        region: row.region_code,
        draft: !canBeSent(context, findClient(context.db, row.client_id)?.nik ?? null),
      },
      need,
      'need',
    )
    settleCase(context, caseId)
    context.audit({ entity: 'need', entityId: id, caseId, detail: { programme: need.programmeKey } })
    return { id, version: 1 }
  },

  moveNeed: (context, { needId, version, to, note, agencyId, dueDate }) => {
    const need = visibleNeed(context, needId)
    if (need.version !== version) throw overtaken(context, { caseId: need.case_id, needId, version })
    if (agencyId !== null) activeAgency(context, agencyId, 'agencyId')
    const flow = flowOf(context.db, need.register as Register)
    if (need.state === 'draft' && !closedStates.has(to)) mayBeSent(context, findClient(context.db, need.client_id)?.nik ?? null)
    const step = allowedStep(context, need, flow, to, { note, agencyId, dueDate })
    const saved = takeStep(context, need, flow, step, note, {
      ...(agencyId === null ? {} : { agencyId }),
      ...(dueDate === null ? {} : { dueDate }),
    })
    context.audit({ entity: 'need', entityId: needId, caseId: need.case_id, detail: { from: step.from, to: step.to } })
    return { id: needId, version: saved }
  },

  close: (context, { id }) => {
    const row = visibleCase(context, id)
    const standing = openNeeds(context.db, id)
    if (standing.length === 0) return {}
    const flow = flowOf(context.db, row.register as Register)
    const programmeName = programmeNamer(context.db)
    const lines = standing.map((need) => {
      const where = stateLabel(flow, need.state as NeedState)
      const at = need.agency_name === null ? '' : ` di ${need.agency_name}`
      const who = need.holder_name === null ? '' : `, dipegang ${need.holder_name}`
      const due = need.due_date === null ? '' : `, batas waktu ${longDate(need.due_date)}`
      return `"${programmeName(need.programme_key, need.programme_version)}" masih "${where}"${at}${who}${due}`
    })
    throw new AppError('STATE', `Kasus belum dapat ditutup: ${lines.join('; ')}.`, {
      hint: 'Selesaikan atau tutup kebutuhan itu dahulu; kasus tertutup dengan sendirinya.',
    })
  },

  assignNeed: (context, { needId, version, holderId, note }) => {
    const need = visibleNeed(context, needId)
    const saved = handNeed(context, need, version, activeHolder(context, holderId), note)
    context.audit({ entity: 'need', entityId: needId, caseId: need.case_id, detail: { holder: holderId } })
    return { id: needId, version: saved }
  },

  addNote: (context, { caseId, note }) => {
    const row = visibleCase(context, caseId)
    const by = byNow(context)
    insertCaseEvent(context.db, { caseId, kind: 'note', text: noteSentence, note }, by)
    touchCase(context.db, caseId, row.open === 1, by)
    context.audit({ entity: 'case', entityId: caseId, caseId, detail: { note: true } })
    return {}
  },

  dashboard: (context) => ({
    ...countForDashboard(context.db, context.actor),
    mine: countOf(context, 'action'),
    overdue: countOf(context, 'overdue'),
    lastBackupAt: lastBackup(context),
  }),
}
