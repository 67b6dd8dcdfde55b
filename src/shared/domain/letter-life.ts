import type { Permission } from './permissions.ts'

/** What a printed letter goes through, in this order. */
export const lifeSteps = ['printed', 'signed', 'stamped', 'handed'] as const
export type LifeStep = (typeof lifeSteps)[number]

/** Steps that a clerk marks; printing marks itself. */
export const markedSteps = ['signed', 'stamped', 'handed'] as const
export type MarkedStep = (typeof markedSteps)[number]

/** What whoever marks a step, or takes it back, must be allowed to: that a letter is signed is said by those who record signatures. */
export const stepRights: Readonly<Record<MarkedStep, readonly Permission[]>> = {
  signed: ['letters.read', 'letters.sign'],
  stamped: ['letters.read'],
  handed: ['letters.read'],
}

/** Whether somebody may mark a step, or take it back, by the rights held. */
export const mayMark = (holds: (permission: Permission) => boolean, step: MarkedStep): boolean =>
  holds('cases.write') && stepRights[step].every(holds)

/** How an office follows a step: not at all, it may be left out, or a letter does not go on without it. */
export const stepRules = ['off', 'optional', 'required'] as const
export type StepRule = (typeof stepRules)[number]

/** The steps an office may leave out. */
export interface LifeRules {
  signed: StepRule
  stamped: StepRule
}

/** Where a letter stands: its state in the book and the days of its steps. */
export interface LifeDays {
  state: string
  signedOn: string | null
  stampedOn: string | null
  handedOn: string | null
}

const dayOf = (letter: LifeDays, step: LifeStep): string | null | true =>
  step === 'printed' ? true : step === 'signed' ? letter.signedOn : step === 'stamped' ? letter.stampedOn : letter.handedOn

const place = (step: LifeStep): number => lifeSteps.indexOf(step)
const isDone = (letter: LifeDays, step: LifeStep): boolean => dayOf(letter, step) !== null
const ruleOf = (rules: LifeRules, step: LifeStep): StepRule =>
  step === 'signed' ? rules.signed : step === 'stamped' ? rules.stamped : 'required'

/** The furthest step of a printed letter; `draft` and `cancelled` as in the book. */
export const stageOf = (letter: LifeDays): LifeStep | 'draft' | 'cancelled' => {
  if (letter.state === 'draft' || letter.state === 'cancelled') return letter.state
  return [...lifeSteps].reverse().find((step) => isDone(letter, step)) ?? 'printed'
}

/** Why a step cannot be marked now; null = it can. `missing` names the first step that has to come before. */
export type StepRefusal =
  | { why: 'draft' | 'cancelled' | 'off' | 'already' | 'handed' | 'later' }
  | { why: 'missing'; missing: MarkedStep }

/**
 * Whether a step may be marked: once, in order, and not past a step that the office insists on.
 */
export const refusalOf = (letter: LifeDays, rules: LifeRules, step: MarkedStep): StepRefusal | null => {
  if (letter.state === 'draft' || letter.state === 'cancelled') return { why: letter.state }
  if (isDone(letter, step)) return { why: 'already' }
  if (ruleOf(rules, step) === 'off') return { why: 'off' }
  if (letter.handedOn !== null) return { why: 'handed' }
  if (markedSteps.some((later) => place(later) > place(step) && isDone(letter, later))) return { why: 'later' }
  const missing = markedSteps.find(
    (earlier) => place(earlier) < place(step) && ruleOf(rules, earlier) === 'required' && !isDone(letter, earlier),
  )
  return missing === undefined ? null : { why: 'missing', missing }
}

/** The step that comes next, past those the office does not follow; null = nothing is left to do. */
export const nextStep = (letter: LifeDays, rules: LifeRules): MarkedStep | null =>
  markedSteps.find((step) => refusalOf(letter, rules, step) === null) ?? null

/** The step that may be taken back: the last one that was marked. */
export const lastMarked = (letter: LifeDays): MarkedStep | null => {
  const stage = stageOf(letter)
  return markedSteps.find((step) => step === stage) ?? null
}

/** One part of the status bar. `skipped` = the letter went on without it. */
export interface LifeMark {
  step: LifeStep
  state: 'done' | 'skipped' | 'next' | 'ahead'
  /** Day of the step; null for one that is not done, and for the print, which has its instant. */
  on: string | null
}

/** The status bar of a letter of the book: the steps this office follows, and those that were marked all the same. */
export const lifeBar = (letter: LifeDays, rules: LifeRules): LifeMark[] => {
  const next = nextStep(letter, rules)
  const reached = Math.max(...lifeSteps.filter((step) => isDone(letter, step)).map(place))
  return lifeSteps.flatMap((step): LifeMark[] => {
    const day = dayOf(letter, step)
    const on = day === true ? null : day
    if (day !== null) return [{ step, state: 'done', on }]
    if (ruleOf(rules, step) === 'off') return []
    return [{ step, state: place(step) < reached ? 'skipped' : step === next ? 'next' : 'ahead', on }]
  })
}
