import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useReducer, useRef } from 'react'
import type { InputOf } from '../../../shared/contract/index.ts'
import type { PersonHit } from '../../../shared/contract/people.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { api } from '../../lib/api.ts'
import { refreshDomains } from '../../lib/events.ts'
import { useCall } from '../../lib/query.ts'
import { runJob } from '../../lib/run-job.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { toAppError } from '../../lib/transport.ts'
import { newUuid } from '../../lib/uuid.ts'
import { quickTexts as words } from '../../texts/quick-letters.ts'
import {
  type ApplicantChoice,
  type AtDesk,
  applicantOf,
  blankFields,
  ordinaryLane,
  type QuickStep,
  type QuickWork,
  quickStep,
  subjectOf,
} from './quick-step.ts'
import type { QuickDelivery } from './use-quick-delivery.ts'

/** A letter on its way, or one that could not be printed and waits to be taken up again. */
export interface QuickJob {
  key: string
  /** Of the resident, or what was typed while it is still looked for. */
  name: string
  /** What was typed for it. */
  text: string
  /** Both null until the resident is found. */
  person: AtDesk | null
  input: InputOf<'quickLetters.print'> | null
  error: AppError | null
}

/** `typed`: for what stands in the line, not for the same person once more. */
type Stage =
  | { at: 'typing' }
  | { at: 'looking'; typed: boolean }
  | { at: 'nobody'; note: string | null }
  | { at: 'person'; person: AtDesk }

/** What stays chosen when a person is asked for once more. */
type Kept = Partial<AtDesk> & { subject?: number }

interface State {
  text: string
  /** What is searched for while typing; the text a moment later. */
  asked: string
  stage: Stage
  /** Chosen line of the hits. */
  index: number
  error: AppError | null
  jobs: QuickJob[]
}

/** The search begins when the fingers rest so long, milliseconds. */
const rest = 120
const most = 8

const isWholeNik = (text: string): boolean => /^\d{16}$/.test(text.replace(/[\s.-]/g, ''))

/**
 * The one line of Loket cepat: search, choice of the person, printing. What is typed is never waited for, and never lost.
 * @param deliver hands a finished PDF out
 * @param on what leads away from the line: the dialog for a look into SIKS-NG, the form for a new person, the counter, a field
 */
export const useQuickDesk = (
  work: QuickWork | null,
  deliver: QuickDelivery,
  on: { check(): void; register(text: string): void; update(personId: number): void; field(): void; work(): void },
) => {
  const client = useQueryClient()
  const { today } = useOfficeTime()
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  // Keys may come faster than the page is drawn: what holds is what stands here, not what was drawn last.
  const held = useRef<State>({
    text: '',
    asked: '',
    stage: { at: 'typing' },
    index: 0,
    error: null,
    jobs: [],
  })
  const turn = useRef(0)
  const timer = useRef(0)
  const gone = useRef(false)
  const now = useRef({ work, deliver, on })
  now.current = { work, deliver, on }
  const set = (change: Partial<State>): void => {
    held.current = { ...held.current, ...change }
    redraw()
  }
  const state = held.current
  const enabled = state.asked.length >= 2 && state.asked === state.text.trim() && state.stage.at === 'typing'
  const found = useCall('people.search', { text: state.asked, limit: most }, { enabled, staleTime: 5_000 })
  const hits = enabled ? found.data : undefined
  const latest = useRef(hits)
  latest.current = hits

  const type = (text: string): void => {
    turn.current += 1
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => set({ asked: held.current.text.trim() }), rest)
    set({ text, stage: { at: 'typing' }, index: 0, error: null })
  }
  const clear = (): void => {
    type('')
    window.clearTimeout(timer.current)
    set({ asked: '' })
  }

  /** A person with the family, as chosen or as proposed. */
  const ask = async (id: number, morning: QuickWork, kept: Kept): Promise<AtDesk> => {
    const { subject = id, ...chosen } = kept
    const purpose = kept.purpose ?? morning.purpose
    const { members } = await api.quickLetters.person({ id, kind: morning.kind.key, purpose })
    const at = members.findIndex(({ personId }) => personId === subject)
    return {
      desk: id,
      applicant: { by: 'proposal' },
      lane: ordinaryLane(morning.kind),
      fields: blankFields(morning.kind),
      purpose: null,
      ...chosen,
      members,
      at: Math.max(0, at),
    }
  }
  /** Shows a person in the place of the hits. */
  const show = async (id: number, kept: Kept, typed: boolean): Promise<void> => {
    const { work: morning } = now.current
    if (morning === null) {
      now.current.on.work()
      return
    }
    turn.current += 1
    const mine = turn.current
    set({ stage: { at: 'looking', typed }, error: null })
    try {
      const person = await ask(id, morning, kept)
      if (mine === turn.current) set({ stage: { at: 'person', person } })
    } catch (error) {
      if (mine === turn.current) set({ stage: { at: 'typing' }, error: toAppError(error) })
    }
  }

  const inFlight = (person: AtDesk): boolean => {
    const subject = subjectOf(person)?.personId
    const kind = now.current.work?.kind.key
    const purpose = person.purpose ?? now.current.work?.purpose
    return held.current.jobs.some(
      ({ input, error }) => error === null && input?.personId === subject && input?.kind === kind && input?.purpose === purpose,
    )
  }
  const stepOf = (person: AtDesk, anyway = false): QuickStep =>
    now.current.work === null ? 'work' : quickStep(person, now.current.work, inFlight(person), anyway)

  /** What is sent for a person; undefined while something is still to be chosen. */
  const inputOf = (person: AtDesk): QuickJob['input'] => {
    const { work: morning } = now.current
    const subject = subjectOf(person)
    if (morning === null || morning.signatoryId === null || subject === undefined) return null
    return {
      requestKey: newUuid(),
      personId: subject.personId,
      applicant: applicantOf(person, morning.kind, today),
      kind: morning.kind.key,
      purpose: person.purpose ?? morning.purpose,
      lane: person.lane,
      fields: { ...morning.kept, ...person.fields },
      signatoryId: morning.signatoryId,
      seen: subject.earlier.map(({ id }) => id),
    }
  }
  /** The line is free for the next person as soon as the letter is on its way. */
  const send = (job: QuickJob): void => {
    set({ jobs: [...held.current.jobs, job] })
    clear()
    void run(job)
  }
  const change = (key: string, part: Partial<QuickJob>): void =>
    set({ jobs: held.current.jobs.map((one) => (one.key === key ? { ...one, ...part } : one)) })

  const print = (person: AtDesk): void => {
    const input = inputOf(person)
    const name = subjectOf(person)?.name ?? ''
    if (input !== null) send({ key: newUuid(), name, text: held.current.text, person, input, error: null })
  }

  const run = async (job: QuickJob): Promise<void> => {
    try {
      const input = job.input ?? (await find(job))
      if (input === null) return
      const printed = await runJob('quickLetters.print', input)
      now.current.deliver({ id: printed.id, kind: input.kind }, 0, printed.file)
      refreshDomains(client, ['quickLetters'])
      set({ jobs: held.current.jobs.filter(({ key }) => key !== job.key) })
      const { stage } = held.current
      // The same family may stand at the desk again already.
      if (stage.at === 'person' && stage.person.members.some(({ personId }) => personId === input.personId)) reload()
    } catch (error) {
      // The screen was left meanwhile: nowhere else would it be said.
      if (gone.current) toast.error(error)
      change(job.key, { error: toAppError(error) })
    }
  }

  /**
   * The resident of a whole NIK, while the next one is typed already. Only what nobody has to look at goes on to the printer; anything else
   * comes back into the line, or waits beside it while somebody else stands there.
   */
  const find = async (job: QuickJob): Promise<QuickJob['input']> => {
    const { work: morning } = now.current
    const { items } = await api.people.search({ text: job.text, limit: most })
    const [hit] = items
    const one = hit !== undefined && hit.matched === 'nik' && items.length === 1
    const person = morning !== null && one ? await ask(hit.id, morning, {}) : null
    const subject = person === null ? undefined : subjectOf(person)
    const step = person === null ? null : stepOf(person)
    if (person !== null && step === 'print' && subject?.lifeStatus === 'alive') {
      const input = inputOf(person)
      change(job.key, { person, input, name: subject.name })
      return input
    }
    const message = step === null ? words.nobody : words.lookFirst[step]
    change(job.key, { name: subject?.name ?? job.name, error: new AppError('CONFIRM', message) })
    if (held.current.stage.at === 'typing' && held.current.text === '') recall(job.key)
    return null
  }

  const reprint = async (letter: { id: number; kind: string }): Promise<void> => {
    clear()
    try {
      const copy = await api.letters.reprint({ id: letter.id })
      now.current.deliver(letter, copy.copy, copy.file)
      toast.done(words.reprinted(copy.number, copy.copy))
      refreshDomains(client, ['quickLetters'])
    } catch (error) {
      toast.error(error)
    }
  }

  /** Asks for the person once more: after a look into SIKS-NG, or for another purpose. */
  const reload = (change: Partial<AtDesk> = {}): void => {
    const { stage } = held.current
    if (stage.at !== 'person') return
    const { members: _members, at: _at, ...kept } = stage.person
    void show(
      stage.person.desk,
      {
        ...kept,
        ...change,
        subject: subjectOf(stage.person)?.personId ?? stage.person.desk,
      },
      false,
    )
  }

  const act = (person: AtDesk, anyway: boolean): void => {
    const step = stepOf(person, anyway)
    const subject = subjectOf(person)
    const { on: leads } = now.current
    if (step === 'print') print(person)
    else if (step === 'work') leads.work()
    else if (step === 'field') leads.field()
    else if (step === 'check') leads.check()
    else if (step === 'update' && subject !== undefined) leads.update(subject.personId)
    else if (step === 'reprint' && subject?.earlier[0] !== undefined) void reprint(subject.earlier[0])
    else if (step === 'statement' && subject?.obstacle != null)
      reload({ purpose: subject.obstacle.purpose, fields: { ...person.fields, ...subject.obstacle.fields } })
  }

  const choose = (answer: { items: PersonHit[]; note: string | null }, index: number): void => {
    const hit = answer.items[index] ?? answer.items[0]
    if (hit === undefined) {
      set({ stage: { at: 'nobody', note: answer.note } })
      return
    }
    void show(hit.id, {}, true)
  }
  const look = async (text: string): Promise<void> => {
    turn.current += 1
    const mine = turn.current
    window.clearTimeout(timer.current)
    set({ stage: { at: 'looking', typed: true } })
    try {
      const answer = await api.people.search({ text, limit: most })
      if (mine !== turn.current) return
      const number = /^[\d\s.-]+$/.test(text)
      // Of several people with such a name one has to be chosen; a number names one person or one family.
      if (answer.items.length > 1 && !number) set({ stage: { at: 'typing' }, asked: text })
      else choose(answer, 0)
    } catch (error) {
      if (mine === turn.current) set({ stage: { at: 'typing' }, error: toAppError(error) })
    }
  }

  const enter = (anyway = false): void => {
    const { stage, text } = held.current
    const typed = text.trim()
    if (now.current.work === null) now.current.on.work()
    else if (stage.at === 'looking') {
      // Enter, Enter behind a whole NIK: nobody has to wait until the person is shown.
      if (stage.typed && isWholeNik(typed))
        send({ key: newUuid(), name: maskNumber(typed.replace(/\D/g, '')), text: typed, person: null, input: null, error: null })
    } else if (stage.at === 'person') act(stage.person, anyway)
    else if (stage.at === 'nobody') now.current.on.register(typed)
    else if (typed.length >= 2) {
      const ready = latest.current
      if (ready !== undefined) choose(ready, held.current.index)
      else void look(typed)
    }
  }

  const move = (by: number): void => {
    const { stage, index } = held.current
    if (stage.at === 'person') {
      const count = stage.person.members.length
      const at = (stage.person.at + by + count) % count
      set({ stage: { at: 'person', person: { ...stage.person, at, applicant: { by: 'proposal' } } } })
    } else if (stage.at === 'typing') {
      const count = latest.current?.items.length ?? 0
      if (count > 0) set({ index: (index + by + count) % count })
    }
  }

  const back = (): void => {
    if (held.current.stage.at === 'typing') clear()
    else type(held.current.text)
  }

  const choosing = (part: Partial<AtDesk>): void => {
    const { stage } = held.current
    if (stage.at === 'person') set({ stage: { at: 'person', person: { ...stage.person, ...part } } })
  }

  /** Takes up a letter that could not be printed: everything stands there again as it was. */
  const recall = (key?: string): void => {
    const failed = held.current.jobs.filter(({ error }) => error !== null)
    const job = key === undefined ? failed.at(-1) : failed.find((one) => one.key === key)
    if (job === undefined) return
    const { person } = job
    turn.current += 1
    set({ text: job.text, asked: '', error: null, jobs: held.current.jobs.filter((one) => one !== job) })
    if (person === null) {
      void look(job.text)
      return
    }
    const { members: _members, at: _at, ...kept } = person
    void show(person.desk, { ...kept, subject: subjectOf(person)?.personId ?? person.desk }, false)
  }
  const drop = (key: string): void => set({ jobs: held.current.jobs.filter((one) => one.key !== key) })

  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
      window.clearTimeout(timer.current)
    }
  }, [])

  return {
    text: state.text,
    stage: state.stage,
    index: state.index,
    error: state.error ?? (enabled ? found.error : null),
    jobs: state.jobs,
    hits,
    step: state.stage.at === 'person' ? stepOf(state.stage.person) : null,
    type,
    clear,
    enter,
    move,
    back,
    change: choosing as (part: Partial<Pick<AtDesk, 'lane' | 'fields'>> & { applicant?: ApplicantChoice }) => void,
    reload,
    reprint,
    recall,
    drop,
    take: (id: number) => void show(id, {}, false),
  }
}

/** What the screen knows of the desk. */
export type QuickDesk = ReturnType<typeof useQuickDesk>
