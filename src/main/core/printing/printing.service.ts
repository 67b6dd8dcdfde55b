import { AppError } from '../../../shared/domain/errors.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { CommandContext, Handlers, QueryContext } from '../context.ts'
import { mediaTypes, tmpBytesRef } from '../files/files.ts'
import { letterFonts } from '../letters/fonts.ts'
import { visibleLetter } from '../letters/letter-access.ts'
import { readOffice } from '../office/office.repo.ts'
import { begin, enqueue, finish, type Patience, printPaper, thisMachine, toTask, workOn } from './print-queue.ts'
import {
  choicesOf,
  deleteChoice,
  findTask,
  offsetsOf,
  saveChoiceRow,
  saveOffsetRow,
  type TaskRecord,
  tasks,
  updateTask,
} from './printing.repo.ts'
import { shiftPages } from './shift-pages.ts'
import { type Spooler, spoolerHere } from './spooler.ts'
import { renderTestPage } from './test-page.ts'

const byNow = (context: CommandContext) => ({ userId: context.actor.userId, now: context.now() })
const stale = (): AppError =>
  new AppError('CONFLICT', 'Pilihan ini baru saja diubah orang lain.', { field: 'version', hint: 'Muat ulang, lalu ulangi.' })

const visibleTask = (context: QueryContext, id: number): TaskRecord => {
  const task = findTask(context.db, id)
  if (task === undefined || !inArea(context.actor, task.region))
    throw new AppError('NOT_FOUND', 'Cetakan ini tidak ada lagi.', { hint: 'Muat ulang antrean cetak.' })
  return task
}

/** @throws AppError STATE with what this machine lacks */
const mustPrint = (here: ReturnType<typeof spoolerHere>): Spooler => {
  if ('missing' in here)
    throw new AppError('STATE', here.missing, { hint: 'Simpan PDF-nya, lalu cetak dari pembaca PDF seperti biasa.' })
  return here.spooler
}

/**
 * Use cases of printing without a dialog.
 * @param here what this machine prints with; asked each time, for a printer service may be started meanwhile
 */
export const makePrintingHandlers = (here: typeof spoolerHere, patience: Patience): Handlers<'printing'> => ({
  state: (context) => {
    const machine = thisMachine()
    const found = here()
    return {
      machine,
      spooler: 'missing' in found ? null : found.spooler.kind,
      missing: 'missing' in found ? found.missing : '',
      choices: choicesOf(context.db, machine),
      offsets: offsetsOf(context.db, machine),
    }
  },

  printers: async () => {
    const found = here()
    return 'missing' in found ? [] : found.spooler.printers()
  },

  saveChoice: (context, input) => {
    if (!saveChoiceRow(context.db, thisMachine(), input, byNow(context))) throw stale()
    context.audit({ entity: 'printer', detail: { kind: input.kind, copies: input.copies } })
    return { version: input.version + 1 }
  },

  dropChoice: (context, { kind, version }) => {
    if (!deleteChoice(context.db, thisMachine(), kind, version)) throw stale()
    context.audit({ entity: 'printer', detail: { kind } })
    return {}
  },

  saveOffset: (context, input) => {
    if (!saveOffsetRow(context.db, thisMachine(), input, byNow(context))) throw stale()
    context.audit({ entity: 'printer', detail: { x: input.x, y: input.y } })
    return { version: input.version + 1 }
  },

  testPage: async (context, input) => {
    context.progress('Menyusun halaman uji', 0, 1)
    const offset = offsetsOf(context.db, thisMachine()).find(({ printer }) => printer === input.printer) ?? { x: 0, y: 0 }
    const bytes = await renderTestPage(letterFonts(context.dirs.resources), {
      paper: input.paper,
      office: readOffice(context.db).name,
      printer: input.printer,
      offset: { x: offset.x, y: offset.y },
      date: context.today(),
    })
    const shifted = await shiftPages(bytes, offset)
    const file = tmpBytesRef(context, shifted, 'Halaman-uji-cetak.pdf', mediaTypes.pdf, 'pdf')
    if (input.printer === '') return { file, sent: false, message: '' }
    const done = await printPaper(context, mustPrint(here()), patience, {
      bytes,
      title: `Halaman-uji-${context.jobId}`,
      printer: input.printer,
      tray: input.tray,
      copies: 1,
      paper: input.paper,
    })
    context.progress('Menyusun halaman uji', 1, 1)
    return { file, sent: done.trouble === null, message: done.message }
  },

  send: async (context, input) => {
    const spooler = mustPrint(here())
    const { id } = await context.write(enqueue, input)
    return workOn(context, spooler, patience, id)
  },

  queue: (context, { letterId }) => {
    if (letterId !== null) visibleLetter(context, letterId)
    return tasks(context.db, context.actor, { machine: thisMachine(), letterId }).map(toTask)
  },

  retry: async (context, input) => {
    const task = visibleTask(context, input.id)
    const spooler = mustPrint(here())
    await context.write(enqueue, {
      letterId: task.letter_id,
      copy: task.copy,
      ...(input.printer === undefined ? {} : { printer: input.printer, tray: input.tray ?? '' }),
    })
    return workOn(context, spooler, patience, task.id)
  },

  settle: (context, { id, version, as }) => {
    const task = visibleTask(context, id)
    const state = toTask(task).state
    if (task.version !== version || state === 'done' || state === 'dropped')
      throw new AppError('CONFLICT', 'Cetakan ini baru saja berubah.', { field: 'version', hint: 'Muat ulang antrean cetak.' })
    if (state === 'printing')
      throw new AppError('STATE', 'Surat ini sedang dicetak.', { hint: 'Tunggu sampai pencetaknya selesai.' })
    updateTask(context.db, id, version, { state: as, trouble: null, message: '' }, byNow(context))
    context.audit({ entity: 'letter', entityId: task.letter_id, detail: { print: id, as } })
    return { id, version: version + 1 }
  },
})

/** Half a minute: longer than a page needs, shorter than a clerk waits. */
export const printingHandlers = makePrintingHandlers(spoolerHere, { times: 20, every: 1500 })

/** Commands that only print jobs send. */
export const printingInternal = [enqueue, begin, finish]
