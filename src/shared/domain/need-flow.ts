import { closedStates, type NeedState, needStates } from './need-states.ts'
import type { Permission } from './permissions.ts'

/** What a step asks to be filled before it is taken; `papers`: the file has to be complete. */
export const stepAsks = ['note', 'agency', 'due-date', 'papers'] as const
export type StepAsk = (typeof stepAsks)[number]

/** What a step sets going: the resident is to be told; referrals still on their way are called back; the programme's waiting list. */
export const stepTriggers = ['tell-resident', 'revoke-referrals', 'join-waiting-list', 'leave-waiting-list'] as const
export type StepTrigger = (typeof stepTriggers)[number]

/**
 * Who holds the need after a step: `keep` nobody changes; `release` puts it down for the next desk, unless it had been
 * given to somebody else on purpose; `registrar` gives it back to the one who registered it.
 */
export const holderRules = ['keep', 'release', 'registrar'] as const
export type HolderRule = (typeof holderRules)[number]

/** A state as one flow words it. */
export interface FlowState {
  key: NeedState
  label: string
  /** What is to be done while the need stands here, one sentence for a new clerk. */
  guide: string
}

/** One allowed step. */
export interface FlowStep {
  from: NeedState
  to: NeedState
  label: string
  /** Any one of these rights is enough. */
  permissions: Permission[]
  asks: StepAsk[]
  triggers: StepTrigger[]
  holder: HolderRule
}

/** The state machine of one register. */
export interface NeedFlow {
  name: string
  states: FlowState[]
  /** The usual way through, for the status bar. */
  path: NeedState[]
  /** Where a new need begins, by right of the one who adds it; the first that fits. */
  start: { permission: Permission; state: NeedState }[]
  steps: FlowStep[]
}

/** Steps open from a state for somebody with these rights, in the flow's order: the first is the usual next one. */
export const stepsFrom = (flow: NeedFlow, from: NeedState, permissions: readonly Permission[]): FlowStep[] =>
  flow.steps.filter((step) => step.from === from && step.permissions.some((permission) => permissions.includes(permission)))

/** The step between two states, or undefined where there is none. */
export const findStep = (flow: NeedFlow, from: NeedState, to: NeedState): FlowStep | undefined =>
  flow.steps.find((step) => step.from === from && step.to === to)

/** The flow's word for a state. */
export const stateLabel = (flow: NeedFlow, state: NeedState): string =>
  flow.states.find(({ key }) => key === state)?.label ?? state

/** Where a need begins for somebody with these rights; null when nobody like this may add one. */
export const startOf = (flow: NeedFlow, permissions: readonly Permission[]): NeedState | null =>
  flow.start.find(({ permission }) => permissions.includes(permission))?.state ?? null

/** One mark of the status bar. */
export interface Mark {
  state: NeedState
  label: string
  phase: 'done' | 'now' | 'next'
  /** When the need came here first; null for what lies ahead. */
  at: string | null
}

/**
 * The status bar of one need: what it has been through, where it stands, and the usual way from there.
 * @param been states it entered, oldest first, with the instant; the last is where it stands
 */
export const progressOf = (flow: NeedFlow, been: readonly { state: NeedState; at: string }[]): Mark[] => {
  const now = been.at(-1)
  if (now === undefined) return []
  const marks: Mark[] = []
  for (const { state, at } of been.slice(0, -1)) {
    if (state === now.state || marks.some((mark) => mark.state === state)) continue
    marks.push({ state, label: stateLabel(flow, state), phase: 'done', at })
  }
  marks.push({ state: now.state, label: stateLabel(flow, now.state), phase: 'now', at: now.at })
  if (closedStates.has(now.state)) return marks
  const seen = new Set<NeedState>([now.state])
  for (let state = now.state; ; ) {
    const place = flow.path.indexOf(state)
    const usual: NeedState | undefined = place === -1 ? flow.steps.find((step) => step.from === state)?.to : flow.path[place + 1]
    if (usual === undefined || seen.has(usual)) return marks
    seen.add(usual)
    marks.push({ state: usual, label: stateLabel(flow, usual), phase: 'next', at: null })
    if (closedStates.has(usual)) return marks
    state = usual
  }
}

const quoted = (flow: NeedFlow, states: Iterable<NeedState>): string =>
  [...states].map((state) => `"${stateLabel(flow, state)}"`).join(', ')

/** States that can be reached from where needs begin. */
const reachable = (flow: NeedFlow): Set<NeedState> => {
  const reached = new Set<NeedState>(flow.start.map(({ state }) => state))
  for (let grew = true; grew; ) {
    grew = false
    for (const { from, to } of flow.steps)
      if (reached.has(from) && !reached.has(to)) {
        reached.add(to)
        grew = true
      }
  }
  return reached
}

/** States from which an end can be reached. */
const ending = (flow: NeedFlow): Set<NeedState> => {
  const ends = new Set<NeedState>(closedStates)
  for (let grew = true; grew; ) {
    grew = false
    for (const { from, to } of flow.steps)
      if (ends.has(to) && !ends.has(from)) {
        ends.add(from)
        grew = true
      }
  }
  return ends
}

/**
 * What is wrong with a flow that an office edited: a need must never stand where nobody can move it, and the history must
 * explain every end.
 * @returns places in the definition's body with a sentence each; empty = sound
 */
export const flowProblems = (flow: NeedFlow): { path: string; message: string }[] => {
  const problems: { path: string; message: string }[] = []
  const missing = needStates.filter((state) => !flow.states.some(({ key }) => key === state))
  if (missing.length > 0) problems.push({ path: 'states', message: `Tahap ini belum diberi nama: ${missing.join(', ')}.` })
  const seen = new Set<string>()
  for (const [index, step] of flow.steps.entries()) {
    const key = `${step.from}>${step.to}`
    if (seen.has(key)) problems.push({ path: `steps.${index}`, message: `Langkah ke "${step.label}" ada dua kali.` })
    seen.add(key)
    if (step.from === step.to)
      problems.push({ path: `steps.${index}`, message: `Langkah "${step.label}" tidak berpindah ke mana pun.` })
    if ((closedStates.has(step.to) || closedStates.has(step.from)) && !step.asks.includes('note'))
      problems.push({
        path: `steps.${index}.asks`,
        message: `Langkah "${step.label}" menutup atau membuka kembali kebutuhan, jadi harus meminta catatan.`,
      })
  }
  const reached = reachable(flow)
  const unreached = needStates.filter((state) => state !== 'draft' && !reached.has(state))
  if (unreached.length > 0) problems.push({ path: 'steps', message: `Tidak ada langkah yang menuju ${quoted(flow, unreached)}.` })
  const ends = ending(flow)
  const stuck = needStates.filter((state) => !ends.has(state))
  if (stuck.length > 0)
    problems.push({ path: 'steps', message: `Kebutuhan tidak bisa diselesaikan dari ${quoted(flow, stuck)}.` })
  const sealed = [...closedStates].filter((state) => !flow.steps.some(({ from }) => from === state))
  if (sealed.length > 0)
    problems.push({ path: 'steps', message: `Kebutuhan tidak bisa dibuka kembali dari ${quoted(flow, sealed)}.` })
  return problems
}
