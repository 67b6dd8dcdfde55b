import { z } from 'zod'
import { fileRef, filledLine, id, instant, line, nothing, saved, version } from './common.ts'
import { letterPapers } from './letter-body.ts'
import { command, job, query } from './procedure.ts'

/** What keeps a printer from printing. */
export const printerTrouble = z.enum(['offline', 'jammed', 'paper-out', 'paused', 'error', 'unknown'])

/** Where a print stands. `unsure`: the program ended while it was printing; the paper has to be looked at. */
export const printState = z.enum(['queued', 'printing', 'done', 'held', 'unsure', 'dropped'])

/** One letter on its way to a printer. */
export const printTask = z.strictObject({
  id,
  letterId: id,
  /** 0 = the first print, else the number of the logged copy. */
  copy: z.int(),
  number: z.string().nullable(),
  kindName: z.string(),
  clientName: z.string(),
  printer: z.string(),
  tray: z.string(),
  copies: z.int(),
  state: printState,
  trouble: printerTrouble.nullable(),
  /** What is wrong and what to do; '' = nothing. */
  message: z.string(),
  tries: z.int(),
  at: instant,
  by: z.string(),
  version,
})
export type PrintTask = z.infer<typeof printTask>

export const printerView = z.strictObject({
  name: z.string(),
  isDefault: z.boolean(),
  trouble: printerTrouble.nullable(),
  trays: z.array(z.string()),
})
export type PrinterView = z.infer<typeof printerView>

/** How letters of a kind are printed on this machine; kind '' = all kinds without a choice of their own. */
export const printChoice = z.strictObject({
  kind: z.string(),
  /** '' = not directly: the PDF is opened as before. */
  printer: z.string(),
  tray: z.string(),
  copies: z.int(),
  version,
})
export type PrintChoice = z.infer<typeof printChoice>

/** Millimetres by which everything is moved on a printer's paper; right and down are positive. */
const offset = z.number().min(-20).max(20)

/** Printing without a dialog on the printers of the machine that the program runs on. */
export const printing = {
  /** Whether this machine can, what it lacks, and what is remembered for it. */
  state: query({
    access: 'letters.read',
    input: nothing,
    output: z.strictObject({
      /** Name of the machine whose printers these are. */
      machine: z.string(),
      /** Null = this machine cannot print directly; `missing` says why. */
      spooler: z.enum(['windows', 'cups']).nullable(),
      missing: z.string(),
      choices: z.array(printChoice),
      offsets: z.array(z.strictObject({ printer: z.string(), x: offset, y: offset, version })),
    }),
  }),
  /** The printers of this machine as they are now; asks the system, which takes a second or two. */
  printers: job({ access: 'letters.read', input: nothing, output: z.array(printerView) }),
  saveChoice: command({
    access: 'letters.print',
    input: z.strictObject({
      /** Version of the choice as last seen; 0 = there was none. */
      version,
      kind: line.max(80),
      printer: line,
      tray: line.default(''),
      copies: z.int().min(1).max(20).default(1),
    }),
    output: z.strictObject({ version }),
  }),
  /** Takes a kind's own choice away: it follows the general one again. */
  dropChoice: command({ access: 'letters.print', input: z.strictObject({ kind: line.max(80), version }), output: nothing }),
  saveOffset: command({
    access: 'letters.print',
    input: z.strictObject({ version, printer: filledLine, x: offset, y: offset }),
    output: z.strictObject({ version }),
  }),
  /** A page with rulers, with the stored offset as a letter would have it; `sent` = it was handed to the printer. */
  testPage: job({
    access: 'letters.print',
    input: z.strictObject({ printer: line.default(''), tray: line.default(''), paper: z.enum(letterPapers).default('F4') }),
    output: z.strictObject({ file: fileRef, sent: z.boolean(), message: z.string() }),
  }),
  /**
   * Prints the archived letter. A letter and copy is printed once: a second call answers with the task that is there, unless it
   * was held up or dropped; then it is tried again.
   */
  send: job({
    access: 'letters.print',
    input: z.strictObject({
      letterId: id,
      copy: z.int().min(0).default(0),
      /** Left out = as remembered for the kind. */
      printer: line.optional(),
      tray: line.optional(),
      copies: z.int().min(1).max(20).optional(),
    }),
    output: printTask,
  }),
  /** What waits or is held up on this machine, and the last that were done; of one letter, or of all. */
  queue: query({
    access: 'letters.read',
    input: z.strictObject({ letterId: id.nullable().default(null) }),
    output: z.array(printTask),
  }),
  /** Tries a held, unsure or waiting task once more, also on another printer. */
  retry: job({
    access: 'letters.print',
    input: z.strictObject({ id, printer: line.optional(), tray: line.optional() }),
    output: printTask,
  }),
  /** Gives up a task, or says that the paper of an unsure one did come out. The letter stays in the archive. */
  settle: command({
    access: 'letters.print',
    input: z.strictObject({ id, version, as: z.enum(['dropped', 'done']) }),
    output: saved,
  }),
}
