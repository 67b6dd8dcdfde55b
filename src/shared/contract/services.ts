import { z } from 'zod'
import { needStates } from '../domain/need-states.ts'
import { paperStates } from '../domain/papers.ts'
import { sopScreens } from '../domain/sop.ts'
import { fileRef, filledLine, id, instant, line } from './common.ts'
import { command, job, query } from './procedure.ts'

const tick = z.strictObject({ key: filledLine, state: z.enum(paperStates).nullable(), note: line.default('') })

/** One paper of a need with how it stands; `state` null = nobody looked yet. */
export const needPaper = z.strictObject({
  key: z.string(),
  label: z.string(),
  required: z.enum(['always', 'when']),
  when: z.string(),
  /** For the clerk: what to look at. */
  hint: z.string(),
  state: z.enum(paperStates).nullable(),
  note: z.string(),
  at: instant.nullable(),
  by: z.string(),
})
export type NeedPaper = z.infer<typeof needPaper>

/** One step of the SOP beside a need. */
export const sopStep = z.strictObject({
  key: z.string(),
  text: z.string(),
  role: z.string(),
  screen: z.enum(sopScreens),
  /** Ticked by the need's way itself; nobody ticks it by hand. */
  doneBySelf: z.boolean(),
  doneAt: z.enum(['', ...needStates]),
  done: z.boolean(),
  at: instant.nullable(),
  by: z.string(),
})
export type SopStep = z.infer<typeof sopStep>

export const services = {
  /** Checklist and SOP of one need. */
  need: query({
    access: 'cases.read',
    input: z.strictObject({ needId: id }),
    output: z.strictObject({
      papers: z.array(needPaper),
      /** Labels of what the file still lacks; empty = complete. */
      lacking: z.array(z.string()),
      lane: z.string(),
      sop: z.strictObject({ key: z.string(), version: z.int(), name: z.string(), steps: z.array(sopStep) }).nullable(),
    }),
  }),
  /** Marks papers; `state` null takes the mark back. */
  tickPapers: command({
    access: 'cases.write',
    input: z.strictObject({ needId: id, papers: z.array(tick).min(1).max(60) }),
    output: z.strictObject({ lacking: z.array(z.string()) }),
  }),
  /** Ticks a step of the SOP, or takes the tick back. */
  tickStep: command({
    access: 'cases.write',
    input: z.strictObject({ needId: id, stepKey: filledLine, done: z.boolean() }),
    output: z.strictObject({}),
  }),
  /** The checklist on paper: of a service (blank) or of one need (with what is ticked). */
  printSop: job({
    access: 'cases.read',
    input: z.union([z.strictObject({ programmeKey: filledLine }), z.strictObject({ needId: id })]),
    output: z.strictObject({ file: fileRef, pages: z.int() }),
  }),
}
