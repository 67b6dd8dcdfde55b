import { z } from 'zod'
import { toldWays } from '../domain/notices.ts'
import { needState } from './cases.ts'
import { cursor, day, fileRef, id, instant, limit, line, nothing, regionCode, text } from './common.ts'
import { command, job, query } from './procedure.ts'

/** Who is told: the person the case is about, or who reported it. */
export const noticeReceiver = z.enum(['client', 'reporter'])
export type NoticeReceiver = z.infer<typeof noticeReceiver>
export const toldWay = z.enum(toldWays)

export const noticeRow = z.strictObject({
  id,
  caseId: id,
  caseNumber: z.string(),
  needId: id,
  clientName: z.string(),
  village: z.string(),
  programmeName: z.string(),
  /** Where the need came to a stop that the resident has to know of. */
  state: needState,
  stateLabel: z.string(),
  /** Where it stands now, when it went on meanwhile; '' = still there. */
  nowLabel: z.string(),
  note: z.string(),
  since: instant,
  /** Whole days since then. */
  days: z.int(),
  holder: z.string(),
  /** Name of the reporter, '' when the client came himself. */
  reporter: z.string(),
  toldOn: day.nullable(),
  toldAt: instant.nullable(),
  toldBy: z.string(),
  toldHow: z.union([toldWay, z.literal('')]),
  /** Who took the message. */
  toldTo: z.string(),
  comeBack: day.nullable(),
})
export type NoticeRow = z.infer<typeof noticeRow>

export const noticeFilter = {
  told: z.enum(['open', 'told', 'all']).default('open'),
  /** Only needs that I hold or cases that I registered. */
  mine: z.boolean().default(false),
  region: regionCode.nullable().default(null),
  text: line.default(''),
}

const asked = { id, receiver: noticeReceiver.default('client'), comeBack: day.nullable().default(null) }

export const notices = {
  /** Who has to be told something: open ones oldest first, else newest first. */
  list: query({
    access: 'cases.read',
    input: z.strictObject({ ...noticeFilter, cursor: cursor.default(null), limit: limit.default(100) }),
    output: z.strictObject({ items: z.array(noticeRow), next: cursor }),
  }),
  /** How many residents have not been told yet. */
  count: query({ access: 'cases.read', input: nothing, output: z.strictObject({ open: z.int() }) }),
  /** All notices of one case, newest first. */
  ofCase: query({ access: 'cases.read', input: z.strictObject({ caseId: id }), output: z.array(noticeRow) }),
  /** The words for one receiver: the slip's lines, the WhatsApp text, and its QR for the clerk's own phone. */
  prepare: query({
    access: 'cases.read',
    audit: 'view',
    input: z.strictObject(asked),
    output: z.strictObject({
      notice: noticeRow,
      receivers: z.array(
        z.strictObject({
          receiver: noticeReceiver,
          name: z.string(),
          relation: z.string(),
          phone: z.string(),
          whatsapp: z.boolean(),
        }),
      ),
      title: z.string(),
      lines: z.array(z.strictObject({ label: z.string(), text: z.string() })),
      whatsapp: z.strictObject({
        text: z.string(),
        /** Null when the receiver has no mobile number. */
        link: z.string().nullable(),
        /** Rows of dark (1) and light (0) squares, without a margin. */
        qr: z.array(z.string()).nullable(),
        /** Why there is no QR, '' otherwise. */
        why: z.string(),
      }),
    }),
  }),
  /** The slip as a PDF: A6, or the same in large letters on A5. */
  slip: job({
    access: 'cases.read',
    input: z.strictObject({ ...asked, paper: z.enum(['A6', 'A5']).default('A6') }),
    output: z.strictObject({ file: fileRef }),
  }),
  /** "Sudah diberi tahu". */
  tell: command({
    access: 'cases.write',
    input: z.strictObject({
      ...asked,
      how: toldWay,
      /** The day it happened; today when left out. */
      on: day.nullable().default(null),
      /** Who took the message when it was neither of the two: spouse, neighbour, head of the hamlet. */
      toldTo: line.default(''),
      note: text.default(''),
    }),
    output: nothing,
  }),
  /** Takes back a "sudah diberi tahu" that was set by mistake. */
  untell: command({
    access: 'cases.write',
    input: z.strictObject({ id, reason: text.min(1, 'Tulis alasannya') }),
    output: nothing,
  }),
}
