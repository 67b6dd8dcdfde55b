import { z } from 'zod'
import { needStates } from '../domain/need-states.ts'
import { referralAsks, referralStates } from '../domain/referral-flow.ts'
import { cursor, day, fileId, fileRef, filledLine, id, instant, level, limit, line, saved, text, version } from './common.ts'
import { command, job, query } from './procedure.ts'

export const referralState = z.enum(referralStates)

/** How a client agreed to the use of their data. */
export const consentKinds = ['signed', 'oral', 'representative', 'declined'] as const
export const consentKindLabels: Record<(typeof consentKinds)[number], string> = {
  signed: 'Ditandatangani warga',
  oral: 'Lisan, dicatat petugas',
  representative: 'Diwakili',
  declined: 'Warga menolak',
}

export const consent = z.strictObject({
  kind: z.enum(consentKinds),
  kindLabel: z.string(),
  /** Who spoke for the client; '' for the client. */
  givenBy: z.string(),
  note: z.string(),
  givenOn: z.string(),
  at: instant,
  by: z.string(),
})
export type Consent = z.infer<typeof consent>

export const referralRow = z.strictObject({
  id,
  /** Short code of the slip, as printed. */
  code: z.string(),
  caseId: id,
  caseNumber: z.string(),
  needId: id,
  clientName: z.string(),
  programmeName: z.string(),
  agencyId: id,
  agencyName: z.string(),
  level,
  service: z.string(),
  request: z.string(),
  urgency: z.enum(['biasa', 'segera', 'darurat']),
  attachments: z.string(),
  state: referralState,
  stateLabel: z.string(),
  createdAt: instant,
  dueDate: z.string().nullable(),
  overdue: z.boolean(),
  remindOn: z.string().nullable(),
  reminders: z.int(),
  /** A reminder is due today or was due. */
  remindNow: z.boolean(),
  answer: z.string(),
  answeredAt: z.string().nullable(),
  letterId: id.nullable(),
  letterNumber: z.string().nullable(),
  version,
})
export type ReferralRow = z.infer<typeof referralRow>

export const referralDetail = z.strictObject({
  ...referralRow.shape,
  guide: z.string(),
  sentVia: z.string(),
  overrideReason: z.string(),
  slipPrinted: z.boolean(),
  /** Steps this user may take, the likeliest first. */
  steps: z.array(z.strictObject({ to: referralState, label: z.string(), asks: z.array(z.enum(referralAsks)) })),
  /** What the answer suggests for the need; a clerk decides. */
  proposal: z.strictObject({ to: z.enum(needStates), label: z.string() }).nullable(),
  events: z.array(
    z.strictObject({
      at: instant,
      by: z.string(),
      source: z.enum(['screen', 'slip', 'file', 'system', 'reminder']),
      text: z.string(),
      note: z.string(),
      happenedOn: z.string().nullable(),
    }),
  ),
})
export type ReferralDetail = z.infer<typeof referralDetail>

export const feedbackRow = z.strictObject({
  sheet: z.string(),
  row: z.int(),
  referralId: id,
  code: z.string(),
  clientName: z.string(),
  agencyName: z.string(),
  from: z.string(),
  to: z.string(),
  day: z.string().nullable(),
  note: z.string(),
})

export const feedbackCheck = z.strictObject({
  rows: z.int(),
  changes: z.array(feedbackRow),
  unchanged: z.int(),
  /** At most 500. */
  problems: z.array(
    z.strictObject({
      severity: z.enum(['block', 'warning']),
      sheet: z.string(),
      row: z.int(),
      column: z.string(),
      value: z.string(),
      message: z.string(),
    }),
  ),
  blocking: z.int(),
  /** What would be written; handed back when it is. '' = nothing to write. */
  digest: z.string(),
})
export type FeedbackCheck = z.infer<typeof feedbackCheck>

export const referrals = {
  /**
   * Makes the referral; the need moves to "Dirujuk" when it stands at a step from which that is allowed. Outside government
   * a client's "no", and cases of health, violence or children, need a supervisor who says why.
   */
  create: command({
    access: 'referrals.write',
    input: z.strictObject({
      needId: id,
      agencyId: id,
      /** Service of the agency that is asked for. */
      service: line.default(''),
      request: text.min(1, 'Tulis apa yang diminta dari lembaga'),
      urgency: z.enum(['biasa', 'segera', 'darurat']).default('biasa'),
      attachments: line.default('1 (satu) berkas'),
      override: text.default(''),
    }),
    output: saved,
  }),
  /** What has to be thought of before a need is shared with an agency. */
  sharing: query({
    access: 'referrals.read',
    input: z.strictObject({ needId: id, agencyId: id }),
    output: z.strictObject({
      government: z.boolean(),
      consent: consent.nullable(),
      /** Sentences why a supervisor's word is needed; empty = it is not. */
      reasons: z.array(z.string()),
      mayOverride: z.boolean(),
    }),
  }),
  /** The newest word of the client about the use of their data, and those before it. */
  consents: query({ access: 'cases.read', input: z.strictObject({ caseId: id }), output: z.array(consent) }),
  recordConsent: command({
    access: 'cases.write',
    input: z.strictObject({
      caseId: id,
      kind: z.enum(consentKinds),
      givenBy: line.default(''),
      note: text.default(''),
      givenOn: day.nullable().default(null),
    }),
    output: z.strictObject({ id }),
  }),
  list: query({
    access: 'referrals.read',
    input: z.strictObject({
      waiting: z.boolean().default(false),
      overdue: z.boolean().default(false),
      /** Only those that are to be asked about today. */
      reminding: z.boolean().default(false),
      /** Part of client name, case number, letter number or code. */
      text: line.default(''),
      agencyId: id.nullable().default(null),
      cursor: cursor.default(null),
      limit: limit.default(100),
    }),
    output: z.strictObject({ items: z.array(referralRow), next: cursor }),
  }),
  get: query({ access: 'referrals.read', audit: 'view', input: z.strictObject({ id }), output: referralDetail }),
  /** The referral behind a scanned or typed code, or a letter's number; null when there is none here. */
  byCode: query({
    access: 'referrals.read',
    input: z.strictObject({ code: filledLine }),
    output: z.strictObject({ id }).nullable(),
  }),
  /** One step: what became of it, and what the step asks. */
  record: command({
    access: 'referrals.read',
    input: z.strictObject({
      id,
      version,
      state: referralState,
      /** Words of the agency, or the reason. */
      answer: text.default(''),
      answeredAt: day.nullable().default(null),
      via: line.default(''),
      source: z.enum(['screen', 'slip']).default('screen'),
    }),
    output: saved,
  }),
  /** Writes down that the agency was asked again; the next reminder comes after the flow's days. */
  remind: command({
    access: 'referrals.answer',
    input: z.strictObject({ id, version, note: text.min(1, 'Tulis siapa yang ditanya dan lewat apa') }),
    output: saved,
  }),
  /** Another day until which the answer is expected. */
  setDue: command({
    access: 'referrals.write',
    input: z.strictObject({ id, version, dueDate: day, note: text.min(1, 'Tulis alasannya') }),
    output: saved,
  }),
  /** The slip that goes with the letter and comes back: one page with code, tear-off for the agency; archived. */
  slip: job({
    access: 'referrals.write',
    input: z.strictObject({ id }),
    output: z.strictObject({ file: fileRef, code: z.string(), sha256: z.string() }),
  }),
  /** A list for one agency of what it has not answered, with columns to fill in. */
  feedbackForm: job({
    access: 'referrals.read',
    input: z.strictObject({ agencyId: id.nullable() }),
    output: z.strictObject({ file: fileRef, rows: z.int() }),
  }),
  /** What an agency's list would change; writes nothing. */
  checkFeedback: job({ access: 'referrals.answer', input: z.strictObject({ fileId }), output: feedbackCheck }),
  /** Writes what the check showed, whole or not at all. */
  applyFeedback: job({
    access: 'referrals.answer',
    input: z.strictObject({ fileId, digest: z.string().min(1) }),
    output: z.strictObject({ changed: z.int() }),
  }),
}
