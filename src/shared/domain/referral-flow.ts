import type { NeedState } from './need-states.ts'
import type { Permission } from './permissions.ts'

/**
 * States of one referral. The list is fixed because figures and lists stand on it; the words for the states and every step
 * between them are data (definition kind `referral-flow`). Source of the list: domain, follow-up data of a referral.
 */
export const referralStates = [
  'made',
  'printed',
  'handed-over',
  'sent',
  'received',
  'handled',
  'refused',
  'no-show',
  'done',
  'revoked',
] as const
export type ReferralState = (typeof referralStates)[number]

/** Indonesian words where no flow is at hand (old lists, exports). */
export const referralStateLabels: Record<ReferralState, string> = {
  made: 'Dibuat',
  printed: 'Surat dicetak',
  'handed-over': 'Diserahkan ke warga',
  sent: 'Dikirim ke lembaga',
  received: 'Diterima lembaga',
  handled: 'Sedang ditangani',
  refused: 'Ditolak lembaga',
  'no-show': 'Warga tidak datang',
  done: 'Selesai',
  revoked: 'Dicabut',
}

/** States that an agency still has to bring to an end. */
export const waitingReferralStates = ['made', 'printed', 'handed-over', 'sent', 'received', 'handled'] as const
const waiting: ReadonlySet<string> = new Set(waitingReferralStates)

/** Whether a referral in this state still waits for its end. */
export const isWaiting = (state: string): boolean => waiting.has(state)

/** What a step asks: words of the agency, a reason, the day it happened, how it was sent. */
export const referralAsks = ['answer', 'reason', 'day', 'via'] as const
export type ReferralAsk = (typeof referralAsks)[number]

/** What the clerk's screen, a scanned slip and an agency's file may do. */
export interface ReferralStep {
  from: ReferralState
  to: ReferralState
  label: string
  /** Any one of these rights is enough. */
  permissions: Permission[]
  asks: ReferralAsk[]
  /** Next step of the need that is put before the clerk; never taken by itself. */
  proposes: NeedState | null
  /** May be taken from a list that an agency sent back. */
  byFile: boolean
}

/** A state as the flow words it. */
export interface ReferralFlowState {
  key: ReferralState
  label: string
  /** What is to be done while the referral stands here. */
  guide: string
  /** Words with which agencies answer in lists and on slips. */
  words: string[]
}

/** Which cases need a supervisor's word before they are shared outside government. */
export interface SensitiveRule {
  sectors: string[]
  programmes: string[]
  /** Looked for in what was written about need and case. */
  words: string[]
  /** A client younger than this is a child; 0 = not looked at. */
  childUnder: number
}

/** The machine of a referral. */
export interface ReferralFlow {
  name: string
  states: ReferralFlowState[]
  steps: ReferralStep[]
  /** First reminder so many days before the answer is due, then again after so many days. */
  remindBefore: number
  remindEvery: number
  sensitive: SensitiveRule
}

/** The flow's word for a state. */
export const referralLabel = (flow: ReferralFlow, state: ReferralState): string =>
  flow.states.find(({ key }) => key === state)?.label ?? referralStateLabels[state]

/** The step between two states, or undefined. */
export const findReferralStep = (flow: ReferralFlow, from: ReferralState, to: ReferralState): ReferralStep | undefined =>
  flow.steps.find((step) => step.from === from && step.to === to)

/** Steps open from a state for somebody with these rights, the likeliest first. */
export const referralStepsFrom = (flow: ReferralFlow, from: ReferralState, permissions: readonly Permission[]): ReferralStep[] =>
  flow.steps.filter((step) => step.from === from && step.permissions.some((permission) => permissions.includes(permission)))

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/** The state that an agency's word means (`Sudah ditangani` → `done`), or undefined. */
export const stateOfWord = (flow: ReferralFlow, word: string): ReferralState | undefined =>
  flow.states.find(({ label, words }) => [label, ...words].some((one) => plain(one) === plain(word)))?.key

/** Why a case needs a supervisor's word before it leaves government. */
export type Sensitivity = 'health' | 'violence' | 'child'

/**
 * Reads by the flow's rule whether a need is of the kind that is not handed outside government without a second look.
 * @param need sector, programme, and everything that was written about need and case
 * @param age of the client in years, null when unknown
 */
export const sensitivityOf = (
  rule: SensitiveRule,
  need: { sector: string; programme: string; text: string },
  age: number | null,
): Sensitivity[] => {
  const text = need.text.toLowerCase()
  return [
    ...(rule.sectors.includes(need.sector) ? (['health'] as const) : []),
    ...(rule.programmes.includes(need.programme) || rule.words.some((word) => text.includes(word.toLowerCase()))
      ? (['violence'] as const)
      : []),
    ...(age !== null && age < rule.childUnder ? (['child'] as const) : []),
  ]
}

/**
 * What is wrong with a flow that an office edited: a referral must be able to come to an end from everywhere, and nobody
 * refuses, calls back or begins again without a reason.
 * @returns places in the definition's body with a sentence each; empty = sound
 */
export const referralFlowProblems = (flow: ReferralFlow): { path: string; message: string }[] => {
  const problems: { path: string; message: string }[] = []
  const missing = referralStates.filter((state) => !flow.states.some(({ key }) => key === state))
  if (missing.length > 0) problems.push({ path: 'states', message: `Tahap ini belum diberi nama: ${missing.join(', ')}.` })
  const seen = new Set<string>()
  for (const [index, step] of flow.steps.entries()) {
    const key = `${step.from}>${step.to}`
    if (seen.has(key) || step.from === step.to)
      problems.push({ path: `steps.${index}`, message: `Langkah "${step.label}" ada dua kali atau tidak berpindah.` })
    seen.add(key)
    if ((step.to === 'refused' || step.to === 'revoked' || !isWaiting(step.from)) && !step.asks.includes('reason'))
      problems.push({ path: `steps.${index}.asks`, message: `Langkah "${step.label}" harus meminta alasan.` })
  }
  const ends = new Set<ReferralState>(referralStates.filter((state) => !isWaiting(state)))
  for (let grew = true; grew; ) {
    grew = false
    for (const { from, to } of flow.steps)
      if (ends.has(to) && !ends.has(from)) {
        ends.add(from)
        grew = true
      }
  }
  const stuck = referralStates.filter((state) => !ends.has(state))
  if (stuck.length > 0)
    problems.push({
      path: 'steps',
      message: `Rujukan tidak bisa diselesaikan dari ${stuck.map((state) => `"${referralLabel(flow, state)}"`).join(', ')}.`,
    })
  return problems
}
