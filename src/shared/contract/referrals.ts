import { z } from 'zod'
import { cursor, day, id, instant, level, limit, line, saved, text, version } from './common.ts'
import { command, query } from './procedure.ts'

export const referralStates = [
  'made',
  'printed',
  'handed-over',
  'received',
  'handled',
  'refused',
  'no-show',
  'done',
  'revoked',
] as const
export const referralState = z.enum(referralStates)
export type ReferralState = z.infer<typeof referralState>

/** Indonesian words for the states of a referral (domain: follow-up data). */
export const referralStateLabels: Record<ReferralState, string> = {
  made: 'Dibuat',
  printed: 'Surat dicetak',
  'handed-over': 'Diserahkan ke warga',
  received: 'Diterima lembaga',
  handled: 'Sedang ditangani',
  refused: 'Ditolak lembaga',
  'no-show': 'Warga tidak datang',
  done: 'Selesai',
  revoked: 'Dicabut',
}

export const referralRow = z.strictObject({
  id,
  caseId: id,
  caseNumber: z.string(),
  needId: id,
  clientName: z.string(),
  programmeName: z.string(),
  agencyId: id,
  agencyName: z.string(),
  level,
  request: z.string(),
  urgency: z.enum(['biasa', 'segera', 'darurat']),
  attachments: z.string(),
  state: referralState,
  stateLabel: z.string(),
  createdAt: instant,
  dueDate: z.string().nullable(),
  overdue: z.boolean(),
  answer: z.string(),
  answeredAt: z.string().nullable(),
  letterId: id.nullable(),
  letterNumber: z.string().nullable(),
  version,
})
export type ReferralRow = z.infer<typeof referralRow>

export const referrals = {
  /** Makes the referral; the need moves to "Dirujuk" when it stands at a step from which that is allowed. */
  create: command({
    access: 'referrals.write',
    input: z.strictObject({
      needId: id,
      agencyId: id,
      request: text.min(1, 'Tulis apa yang diminta dari lembaga'),
      urgency: z.enum(['biasa', 'segera', 'darurat']).default('biasa'),
      attachments: line.default('1 (satu) berkas'),
    }),
    output: saved,
  }),
  list: query({
    access: 'referrals.read',
    input: z.strictObject({
      waiting: z.boolean().default(false),
      overdue: z.boolean().default(false),
      agencyId: id.nullable().default(null),
      cursor: cursor.default(null),
      limit: limit.default(100),
    }),
    output: z.strictObject({ items: z.array(referralRow), next: cursor }),
  }),
  get: query({ access: 'referrals.read', audit: 'view', input: z.strictObject({ id }), output: referralRow }),
  /** What became of it: the state, and for an answer its date and words. */
  record: command({
    access: 'referrals.write',
    input: z.strictObject({
      id,
      version,
      state: referralState,
      answer: text.default(''),
      answeredAt: day.nullable().default(null),
    }),
    output: saved,
  }),
}
