import { z } from 'zod'
import { pasteTargets } from '../domain/paste-form.ts'
import { ticketPriorities, ticketStates } from '../domain/queue.ts'
import { register } from './cases.ts'
import { cursor, day, fileRef, filledLine, id, instant, limit, line, nothing, saved, text, version } from './common.ts'
import { command, job, query } from './procedure.ts'

export const channel = z.enum(['loket', 'puskesos', 'lapangan', 'telepon', 'surat'])

/** What an office sets for its counter. */
export const counterSettings = z.strictObject({
  /** Names of the counters that call numbers. */
  counters: z.array(filledLine.max(40)).min(1, 'Tulis paling sedikit satu loket').max(30),
  ticketPaper: z.enum(['roll', 'a6']),
  slipPaper: z.enum(['a5', 'half-f4']),
  /** Warn when a family was served for the same thing within so many days; 0 = only open needs count. */
  repeatDays: z.int().min(0).max(3650),
  /** Whether a need of somebody without a NIK may be sent on, or stays a draft until the number is there. */
  withoutNik: z.enum(['allowed', 'draft']),
  /** Who a reporter can be to the client. */
  relations: z.array(filledLine.max(60)).max(60),
  /** How the person's data are used; printed on the registration slip above the signature. */
  slipNotice: text.max(1500),
  /** Half-filled forms nobody touched are thrown away after so many days. */
  draftDays: z.int().min(1).max(365),
})
export type CounterSettings = z.infer<typeof counterSettings>

export const ticket = z.strictObject({
  id,
  number: z.int(),
  label: z.string(),
  priority: z.enum(ticketPriorities),
  state: z.enum(ticketStates),
  /** '' where the reader may not see it. */
  name: z.string(),
  purpose: z.string(),
  personId: id.nullable(),
  caseId: id.nullable(),
  caseNumber: z.string(),
  counter: z.string(),
  calls: z.int(),
  issuedAt: instant,
  calledAt: instant.nullable(),
  version,
})
export type Ticket = z.infer<typeof ticket>

export const guest = z.strictObject({
  id,
  day,
  at: instant,
  name: z.string(),
  origin: z.string(),
  purpose: z.string(),
  meets: z.string(),
  note: z.string(),
  ticketLabel: z.string(),
  by: z.string(),
  version,
})
export type Guest = z.infer<typeof guest>

export const consultation = z.strictObject({
  id,
  day,
  at: instant,
  personId: id.nullable(),
  /** The register's name, or what was typed; '' = nobody named. */
  who: z.string(),
  subject: z.string(),
  answer: z.string(),
  channel,
  caseId: id.nullable(),
  caseNumber: z.string(),
  by: z.string(),
  version,
})
export type Consultation = z.infer<typeof consultation>

/** An earlier need of the same kind, of the same person or somebody of the family. */
export const repeat = z.strictObject({
  needId: id,
  caseId: id,
  caseNumber: z.string(),
  personName: z.string(),
  samePerson: z.boolean(),
  programmeKey: z.string(),
  programmeName: z.string(),
  stateLabel: z.string(),
  open: z.boolean(),
  openedDay: day,
  closedAt: instant.nullable(),
  /** Days within which the programme asks for a warning. */
  withinDays: z.int(),
})
export type Repeat = z.infer<typeof repeat>

export const pasteForm = z.strictObject({
  key: z.string(),
  name: z.string(),
  description: z.string(),
  register,
  channel,
  fields: z.array(
    z.strictObject({
      key: z.string(),
      label: z.string(),
      aliases: z.array(z.string()),
      target: z.enum(pasteTargets),
      optional: z.boolean(),
    }),
  ),
})
export type PasteForm = z.infer<typeof pasteForm>

const period = { from: day.nullable().default(null), to: day.nullable().default(null), text: line.default('') }
const paging = { cursor: cursor.default(null), limit: limit.default(100) }

/** Arrival: tickets of the day, guest book, consultations of one line, and what the counter needs to know beforehand. */
export const arrival = {
  /** Settings, and the registers in which this user may begin a need, the one most used first. */
  desk: query({
    access: 'cases.read',
    input: nothing,
    output: z.strictObject({
      settings: counterSettings,
      registers: z.array(z.strictObject({ key: register, name: z.string(), begins: z.string() })),
    }),
  }),
  settings: query({ access: 'office.read', input: nothing, output: z.strictObject({ settings: counterSettings, version }) }),
  saveSettings: command({
    access: 'office.write',
    input: z.strictObject({ version, settings: counterSettings }),
    output: z.strictObject({ version }),
  }),

  /** The tickets of a day (null = today): waiting ones in the order they are called, then the others by number. */
  queue: query({
    access: 'cases.read',
    input: z.strictObject({ day: day.nullable().default(null) }),
    output: z.strictObject({ day, waiting: z.int(), tickets: z.array(ticket) }),
  }),
  /** What the wall shows: numbers and counters, no names. */
  display: query({
    access: 'cases.read',
    input: nothing,
    output: z.strictObject({
      officeName: z.string(),
      waiting: z.int(),
      called: z.array(z.strictObject({ label: z.string(), counter: z.string(), calls: z.int() })),
      next: z.array(z.string()),
    }),
  }),
  issueTicket: command({
    access: 'cases.write',
    input: z.strictObject({
      priority: z.enum(ticketPriorities).default(''),
      name: line.default(''),
      purpose: line.default(''),
      personId: id.nullable().default(null),
      /** Also writes the guest book; needs a name and a purpose. */
      guest: z.boolean().default(false),
    }),
    output: z.strictObject({ id, number: z.int(), label: z.string(), version }),
  }),
  /** Calls whoever is next to a counter; the one who was there is done. null = nobody waits. */
  callNext: command({
    access: 'cases.write',
    input: z.strictObject({ counter: filledLine.max(40) }),
    output: z.strictObject({ ticket: ticket.nullable() }),
  }),
  moveTicket: command({
    access: 'cases.write',
    input: z.strictObject({ id, version, to: z.enum(ticketStates), counter: line.max(40).default('') }),
    output: saved,
  }),
  printTicket: job({ access: 'cases.read', input: z.strictObject({ id }), output: fileRef }),

  guests: query({
    access: 'cases.read',
    input: z.strictObject({ ...period, ...paging }),
    output: z.strictObject({ items: z.array(guest), next: cursor }),
  }),
  addGuest: command({
    access: 'cases.write',
    input: z.strictObject({
      name: filledLine,
      origin: line.default(''),
      purpose: filledLine,
      meets: line.default(''),
      note: line.default(''),
      personId: id.nullable().default(null),
    }),
    output: saved,
  }),
  updateGuest: command({
    access: 'cases.write',
    input: z.strictObject({ id, version, name: filledLine, origin: line, purpose: filledLine, meets: line, note: line }),
    output: saved,
  }),

  consultations: query({
    access: 'cases.read',
    input: z.strictObject({ ...period, personId: id.nullable().default(null), ...paging }),
    output: z.strictObject({ items: z.array(consultation), next: cursor }),
  }),
  consultation: query({ access: 'cases.read', input: z.strictObject({ id }), output: consultation }),
  addConsultation: command({
    access: 'cases.write',
    input: z.strictObject({
      personId: id.nullable().default(null),
      who: line.default(''),
      subject: filledLine,
      answer: filledLine,
      channel: channel.default('loket'),
    }),
    output: saved,
  }),

  /** Open needs of these programmes, and those served lately, of the person and the present family. */
  repeats: query({
    access: 'cases.read',
    input: z.strictObject({ personId: id, programmeKeys: z.array(line).max(50) }),
    output: z.strictObject({ items: z.array(repeat) }),
  }),
  pasteForms: query({ access: 'cases.intake', input: nothing, output: z.array(pasteForm) }),
  /** The slip that is handed over after registering: what was asked for, by when, what is missing, the notice on data with the answer. */
  slip: job({ access: 'cases.read', input: z.strictObject({ caseId: id }), output: fileRef }),
}
