import { z } from 'zod'
import { stepAsks } from '../domain/need-flow.ts'
import { complaintKinds, needStates, registers } from '../domain/need-states.ts'
import { paperStates } from '../domain/papers.ts'
import { caseWork, channel, priority, reporter } from './case-work.ts'
import { cursor, day, filledLine, id, instant, level, limit, line, nothing, regionCode, saved, text, version } from './common.ts'
import { command, query } from './procedure.ts'

export const needState = z.enum(needStates)
export const register = z.enum(registers)
export const complaintKind = z.enum(complaintKinds)

export const needInput = z.strictObject({
  programmeKey: filledLine,
  category: z.enum(['kepesertaan', 'kebutuhan']),
  level: level.optional(),
  description: text.default(''),
  agencyId: id.nullable().default(null),
  /** null = whoever registers it. */
  holderId: id.nullable().optional(),
  dueDate: day.nullable().default(null),
  priority: priority.default('biasa'),
  /** Key of one of the service's lanes; '' = the usual one. */
  lane: line.default(''),
  /** Papers the clerk has looked at. */
  papers: z
    .array(z.strictObject({ key: filledLine, state: z.enum(paperStates), note: line.default('') }))
    .max(60)
    .default([]),
})

export const caseRow = z.strictObject({
  id,
  number: z.string(),
  openedAt: instant,
  clientId: id,
  clientName: z.string(),
  village: z.string(),
  summary: z.string(),
  register,
  complaintKind,
  programmes: z.array(z.string()),
  state: z.enum(['open', 'closed']),
  /** The need that most wants attention. */
  needState: needState,
  needStateLabel: z.string(),
  holder: z.string(),
  dueDate: z.string().nullable(),
  overdue: z.boolean(),
  /** Working days until then; negative = so many late. */
  daysLeft: z.int().nullable(),
})
export type CaseRow = z.infer<typeof caseRow>

export const need = z.strictObject({
  id,
  programmeKey: z.string(),
  programmeName: z.string(),
  category: z.string(),
  level,
  description: z.string(),
  state: needState,
  stateLabel: z.string(),
  /** What is to be done while it stands here. */
  guide: z.string(),
  /** The desk whose turn it is, in the office's words; '' for an end. */
  desk: z.string(),
  /** The status bar: stations behind, here, and the usual way on. */
  progress: z.array(
    z.strictObject({ state: needState, label: z.string(), phase: z.enum(['done', 'now', 'next']), at: instant.nullable() }),
  ),
  holderId: id.nullable(),
  holder: z.string(),
  dueDate: z.string().nullable(),
  overdue: z.boolean(),
  daysLeft: z.int().nullable(),
  priority,
  flag: z.string(),
  escalated: z.int(),
  /** Whether the programme may still be changed. */
  changeable: z.boolean(),
  /** The reader's own reminders that are not done. */
  reminders: z.array(z.strictObject({ id, day: z.string(), note: z.string() })),
  /** What the last one wrote to whoever holds it now: with the step that brought it here, or when handing it over. */
  message: z.strictObject({ at: instant, by: z.string(), note: z.string() }).nullable(),
  /** Papers that the file still lacks, while that can still hold it up. */
  lacking: z.array(z.string()),
  agencyId: id.nullable(),
  agencyName: z.string(),
  version,
  /** Steps this user may take from here, first = the usual next one. */
  steps: z.array(z.strictObject({ to: needState, label: z.string(), asks: z.array(z.enum(stepAsks)) })),
})
export type Need = z.infer<typeof need>

export const caseDetail = z.strictObject({
  id,
  uid: z.string(),
  number: z.string(),
  openedAt: instant,
  openedBy: z.string(),
  channel: z.string(),
  summary: z.string(),
  register,
  complaintKind,
  regionCode: z.string().nullable(),
  village: z.string(),
  state: z.enum(['open', 'closed']),
  version,
  client: z.strictObject({
    id,
    name: z.string(),
    nikMasked: z.string(),
    birthDate: z.string().nullable(),
    address: z.string(),
    phone: z.string(),
  }),
  reporter: z.strictObject({
    kind: z.enum(['self', 'other']),
    personId: id.nullable(),
    name: z.string(),
    phone: z.string(),
    relation: z.string(),
  }),
  needs: z.array(need),
  /** How many referrals and letters there are, also for those who may not see them. */
  counts: z.strictObject({ referrals: z.int(), letters: z.int() }),
  /** Needs with a referral that was not revoked: their next step is the agency's. */
  referredNeeds: z.array(id),
  /** Empty for those who may not see referrals. */
  referrals: z.array(
    z.strictObject({
      id,
      needId: id,
      agencyName: z.string(),
      state: z.string(),
      stateLabel: z.string(),
      createdAt: instant,
      dueDate: z.string().nullable(),
    }),
  ),
  /** Empty for those who may not see letters. */
  letters: z.array(
    z.strictObject({
      id,
      kind: z.string(),
      title: z.string(),
      number: z.string().nullable(),
      letterDate: z.string(),
      state: z.string(),
      handedOn: z.string().nullable(),
      signedOn: z.string().nullable(),
      stampedOn: z.string().nullable(),
      handedTo: z.string(),
    }),
  ),
  /** Oldest first. */
  history: z.array(z.strictObject({ at: instant, by: z.string(), needId: id.nullable(), text: z.string(), note: z.string() })),
})
export type CaseDetail = z.infer<typeof caseDetail>

export const cases = {
  create: command({
    access: 'cases.intake',
    input: z.strictObject({
      clientId: id,
      reporter,
      channel: channel.default('loket'),
      register: register.default('layanan'),
      /** Only for complaints from the field. */
      complaintKind: complaintKind.default(''),
      summary: filledLine,
      needs: z.array(needInput).min(1, 'Pilih paling sedikit satu kebutuhan').max(20),
      /** Needs begin as drafts: somebody without a NIK, whose papers come later. */
      draft: z.boolean().optional(),
      /** Ticket of the day and consultation that this case comes from. */
      ticketId: id.nullable().optional(),
      consultationId: id.nullable().optional(),
    }),
    output: z.strictObject({ id, number: z.string(), version }),
  }),
  list: query({
    access: 'cases.read',
    input: z.strictObject({
      state: z.enum(['open', 'closed', 'all']).default('open'),
      mine: z.boolean().default(false),
      overdue: z.boolean().default(false),
      programmeKey: line.nullable().default(null),
      region: regionCode.nullable().default(null),
      register: register.nullable().default(null),
      complaintKind: complaintKind.nullable().default(null),
      level: level.nullable().default(null),
      text: line.default(''),
      cursor: cursor.default(null),
      limit: limit.default(100),
    }),
    output: z.strictObject({ items: z.array(caseRow), next: cursor }),
  }),
  get: query({ access: 'cases.read', audit: 'view', input: z.strictObject({ id }), output: caseDetail }),
  /** Adds a need; a draft while the office asks for a NIK first and the client has none. */
  addNeed: command({ access: 'cases.write', input: z.strictObject({ caseId: id, need: needInput }), output: saved }),
  /** One step of the need's state machine; a wrong step answers STATE, a stale version CONFLICT. */
  moveNeed: command({
    access: 'cases.write',
    input: z.strictObject({
      needId: id,
      version,
      to: needState,
      note: text.default(''),
      agencyId: id.nullable().default(null),
      dueDate: day.nullable().default(null),
    }),
    output: saved,
  }),
  /** Says that a case is done. It closes by itself with its last need; while one stands open this answers STATE and names it. */
  close: command({ access: 'cases.write', input: z.strictObject({ id }), output: nothing }),
  assignNeed: command({
    access: 'cases.write',
    input: z.strictObject({ needId: id, version, holderId: id.nullable(), note: text.default('') }),
    output: saved,
  }),
  addNote: command({
    access: 'cases.write',
    input: z.strictObject({ caseId: id, note: text.min(1, 'Catatan masih kosong') }),
    output: nothing,
  }),
  ...caseWork,
  /** Figures of the first screen; each one leads to a list. */
  dashboard: query({
    access: 'signed-in',
    input: nothing,
    output: z.strictObject({
      /** Needs that wait for the caller: `cases.work` with tab `action`. */
      mine: z.int(),
      overdue: z.int(),
      referralsWaiting: z.int(),
      openCases: z.int(),
      people: z.int(),
      families: z.int(),
      /** Letters that somebody waits for: printed and not fetched, or only drafted although the case is decided. */
      lettersToHandOver: z.int(),
      lastBackupAt: instant.nullable(),
    }),
  }),
}
