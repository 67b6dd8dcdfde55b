import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { LetterPaper } from '../../../shared/contract/letter-body.ts'
import type { PrintTask } from '../../../shared/contract/printing.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { type CommandContext, internalCommand, type JobContext, type QueryContext } from '../context.ts'
import { readArchivedFile } from '../files/archive.repo.ts'
import { paperOf, visibleLetter } from '../letters/letter-access.ts'
import { signedFileOf } from '../signing/letter-maps.repo.ts'
import {
  choicesOf,
  copyExists,
  findTask,
  insertTask,
  offsetsOf,
  type TaskRecord,
  taskOfCopy,
  updateTask,
} from './printing.repo.ts'
import { shiftPages } from './shift-pages.ts'
import type { PrinterTrouble, Spooler } from './spooler.ts'

/** Whose printers these are. A restored copy of the data stands on another machine with printers of its own. */
export const thisMachine = (): string => hostname()

/** How long the spool is asked after a document before it is left to the system. */
export interface Patience {
  times: number
  every: number
}

const words: Record<PrinterTrouble, string> = {
  offline: 'mati atau tidak tersambung. Nyalakan dan periksa kabel atau jaringannya',
  jammed: 'macet kertas. Keluarkan kertas yang tersangkut',
  'paper-out': 'kehabisan kertas. Isi kertasnya',
  paused: 'sedang dijeda. Lanjutkan pencetaknya di pengaturan komputer',
  error: 'melaporkan gangguan. Periksa layar pencetaknya',
  unknown: 'tidak ada di komputer ini. Pilih pencetak lain',
}

/** What is wrong with a printer and what to do, in one sentence. */
export const troubleWords = (printer: string, trouble: PrinterTrouble): string =>
  `Pencetak ${printer} ${words[trouble]}, lalu pilih Coba lagi. Suratnya tetap tersimpan.`

/** A job that stopped with the program leaves its print unsure: the paper may have come out. */
const stateOf = (task: TaskRecord): PrintTask['state'] =>
  task.state === 'printing' && task.job_state !== 'running' && task.job_state !== 'queued'
    ? 'unsure'
    : (task.state as PrintTask['state'])

/** A stored print as screens see it. */
export const toTask = (task: TaskRecord): PrintTask => {
  const state = stateOf(task)
  return {
    id: task.id,
    letterId: task.letter_id,
    copy: task.copy,
    number: task.number,
    kindName: task.kind_name ?? task.kind,
    clientName: task.client_name ?? '',
    printer: task.printer,
    tray: task.tray,
    copies: task.copies,
    state,
    trouble: task.trouble as PrintTask['trouble'],
    message:
      state === 'unsure'
        ? 'Program tertutup saat surat ini dicetak. Periksa apakah kertasnya sudah keluar, lalu pilih salah satu.'
        : task.message,
    tries: task.tries,
    at: task.created_at,
    by: task.by ?? '',
    version: task.version,
  }
}

const by = (context: QueryContext) => ({ userId: context.actor.userId, now: context.now() })

/** How a letter of a kind is printed here: its own choice, else the general one. */
export const choiceFor = (context: QueryContext, kind: string) => {
  const choices = choicesOf(context.db, thisMachine())
  return choices.find((choice) => choice.kind === kind) ?? choices.find((choice) => choice.kind === '')
}

/** Where a letter is to be printed; what is left out is as remembered. */
export interface Wanted {
  printer?: string | undefined
  tray?: string | undefined
  copies?: number | undefined
}

/**
 * Puts a copy of a letter into the queue, once: a second click, another window or another PC gets the print that is there.
 * `fresh` = it has to be printed now.
 */
export const enqueue = internalCommand(
  'printing.enqueue',
  (context: CommandContext, input: { letterId: number; copy: number } & Wanted): { id: number; fresh: boolean } => {
    const letter = visibleLetter(context, input.letterId)
    if (letter.state !== 'printed' || letter.sha256 === null)
      throw new AppError('STATE', letter.state === 'draft' ? 'Surat ini belum dicetak.' : 'Surat ini sudah dibatalkan.', {
        hint: letter.state === 'draft' ? 'Cetak suratnya lebih dahulu.' : 'Buat surat baru.',
      })
    if (!copyExists(context.db, letter.id, input.copy))
      throw new AppError('NOT_FOUND', 'Salinan ini belum dibuat.', { hint: 'Pakai "Cetak ulang".' })
    const choice = choiceFor(context, letter.kind)
    const there = taskOfCopy(context.db, letter.id, input.copy)
    const printer = input.printer ?? there?.printer ?? choice?.printer ?? ''
    if (printer === '')
      throw new AppError('STATE', 'Belum ada pencetak yang dipilih untuk jenis surat ini.', {
        hint: 'Pilih pencetaknya, atau simpan PDF-nya lalu cetak seperti biasa.',
      })
    const place = {
      printer,
      tray: input.tray ?? (input.printer === undefined ? (there?.tray ?? choice?.tray ?? '') : ''),
      copies: input.copies ?? there?.copies ?? choice?.copies ?? 1,
    }
    context.audit({
      entity: 'letter',
      entityId: letter.id,
      caseId: letter.case_id,
      detail: { number: letter.number, copy: input.copy, sheets: place.copies },
    })
    if (there === undefined)
      return {
        id: insertTask(context.db, { machine: thisMachine(), letterId: letter.id, copy: input.copy, ...place }, by(context)),
        fresh: true,
      }
    const again = ['held', 'dropped', 'queued'].includes(there.state) || stateOf(there) === 'unsure'
    if (again)
      updateTask(
        context.db,
        there.id,
        there.version,
        { state: 'queued', machine: thisMachine(), ...place, trouble: null, message: '' },
        by(context),
      )
    return { id: there.id, fresh: again }
  },
)

/** Takes a waiting print up for this job; null = another one has it. */
export const begin = internalCommand(
  'printing.begin',
  (context: CommandContext, input: { id: number; jobId: number }): TaskRecord | null => {
    const task = findTask(context.db, input.id)
    if (task?.state !== 'queued') return null
    updateTask(
      context.db,
      task.id,
      task.version,
      { state: 'printing', job_id: input.jobId, tries: task.tries + 1, trouble: null, message: '' },
      by(context),
    )
    return task
  },
  { audited: false },
)

/** Writes down what became of a print. */
export const finish = internalCommand(
  'printing.finish',
  (
    context: CommandContext,
    input: { id: number; state: 'done' | 'held'; trouble: PrinterTrouble | null; message: string },
  ): null => {
    const task = findTask(context.db, input.id)
    if (task === undefined) return null
    const { id, ...values } = input
    updateTask(context.db, id, task.version, values, by(context))
    return null
  },
  { audited: false },
)

/** What is handed to the printers. */
interface Paper {
  bytes: Uint8Array
  title: string
  printer: string
  tray: string
  copies: number
  paper: LetterPaper
}

/**
 * Prints bytes on a printer of this machine, moved by its offset, and waits a while for what becomes of them.
 * @returns what holds it up, with a sentence; trouble null = it is out, or the system has it in hand
 */
export const printPaper = async (
  context: JobContext,
  spooler: Spooler,
  patience: Patience,
  paper: Paper,
): Promise<{ trouble: PrinterTrouble | null; message: string }> => {
  const held = (trouble: PrinterTrouble) => ({ trouble, message: troubleWords(paper.printer, trouble) })
  const printer = (await spooler.printers()).find(({ name }) => name === paper.printer)
  if (printer === undefined) return held('unknown')
  // A tray is a word in an option of the printing program: what is no tray could be any other option, as a hundred copies.
  const { tray } = paper
  if (tray !== '' && !printer.trays.includes(tray) && (printer.trays.length > 0 || /[,=]/.test(tray)))
    return {
      trouble: 'error',
      message: `Pencetak ${paper.printer} tidak punya laci ${tray}. Pilih laci lain, lalu pilih Coba lagi. Suratnya tetap tersimpan.`,
    }
  if (printer.trouble !== null) return held(printer.trouble)
  const offset = offsetsOf(context.db, thisMachine()).find((one) => one.printer === paper.printer) ?? { x: 0, y: 0 }
  // A folder of its own, gone again when the printer has it: the file holds a resident's letter in the clear.
  const folder = mkdtempSync(join(context.dirs.tmp, 'cetak-'))
  const path = join(folder, `${paper.title}.pdf`)
  try {
    writeFileSync(path, await shiftPages(paper.bytes, offset))
    const handle = await spooler.print({ ...paper, path })
    for (let time = 0; time < patience.times; time += 1) {
      const fate = await spooler.fate(paper.printer, handle)
      if (fate === 'gone') return { trouble: null, message: '' }
      if (fate !== 'waiting') {
        // Taken back from the system: otherwise it would print by itself later, and once more when it is tried again.
        await spooler.withdraw(paper.printer, handle)
        return held(fate)
      }
      await new Promise((resolve) => setTimeout(resolve, patience.every))
    }
    return { trouble: null, message: `Masih di antrean pencetak ${paper.printer}; akan keluar setelah giliran sebelumnya.` }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Prints one task of the queue and writes down what became of it. */
export const workOn = async (context: JobContext, spooler: Spooler, patience: Patience, id: number): Promise<PrintTask> => {
  const task = await context.write(begin, { id, jobId: context.jobId })
  if (task !== null) {
    context.progress(`Mencetak di ${task.printer}`, 0, 1)
    const letter = visibleLetter(context, task.letter_id)
    // What was signed electronically is the letter from then on.
    const sha256 = signedFileOf(context.db, letter.id)?.sha256 ?? letter.sha256
    const file = sha256 === null ? undefined : readArchivedFile(context.db, sha256)
    let outcome: { trouble: PrinterTrouble | null; message: string }
    try {
      outcome =
        file === undefined || letter.state !== 'printed'
          ? { trouble: 'error', message: 'Surat ini sudah dibatalkan atau arsipnya tidak ditemukan.' }
          : await printPaper(context, spooler, patience, {
              bytes: file.bytes,
              title: `Surat-${letter.id}-${task.id}-${task.tries + 1}`,
              printer: task.printer,
              tray: task.tray,
              copies: task.copies,
              paper: paperOf(letter),
            })
    } catch (error) {
      // The system's own words may name files and printers, nobody's data; they help whoever is called.
      context.log.warn({ task: id, reason: error instanceof Error ? error.message : String(error) }, 'printing failed')
      outcome = {
        trouble: 'error',
        message: `Pencetak ${task.printer} tidak menerima suratnya. Periksa pencetaknya, lalu pilih Coba lagi. Suratnya tetap tersimpan.`,
      }
    }
    await context.write(finish, { id, state: outcome.trouble === null ? 'done' : 'held', ...outcome })
    context.progress(`Mencetak di ${task.printer}`, 1, 1)
  }
  const now = findTask(context.db, id)
  if (now === undefined) throw new AppError('NOT_FOUND', 'Cetakan ini tidak ada lagi.', { hint: 'Muat ulang antrean cetak.' })
  return toTask(now)
}
