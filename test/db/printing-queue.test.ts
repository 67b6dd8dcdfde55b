import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { letterFonts } from '../../src/main/core/letters/fonts.ts'
import { lettersHandlers } from '../../src/main/core/letters/letters.service.ts'
import { makePrintingHandlers } from '../../src/main/core/printing/printing.service.ts'
import { shiftPages } from '../../src/main/core/printing/shift-pages.ts'
import { spoolerHere } from '../../src/main/core/printing/spooler.ts'
import { renderTestPage } from '../../src/main/core/printing/test-page.ts'
import { refusal } from '../harness/case-world.ts'
import { type FakePrinter, fakePrinter } from '../harness/fake-printer.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { type LetterWorld, sampleLetterWorld } from '../harness/letters.ts'
import { readPdf } from '../harness/pdf.ts'

let inline: Inline
let world: LetterWorld
let printer: FakePrinter
const printing = makePrintingHandlers(spoolerHere, { times: 4, every: 5 })
beforeEach(() => {
  inline = openInline()
  world = sampleLetterWorld(inline.db)
  printer = fakePrinter()
  printer.use()
})
afterEach(() => {
  printer.close()
  inline.close()
})

const choose = (kind = '', more: { printer?: string; tray?: string; copies?: number } = {}) =>
  printing.saveChoice(inline.context, { version: 0, kind, printer: 'Loket', tray: '', copies: 1, ...more })
const printed = async (): Promise<{ id: number; sha256: string }> => {
  const made = lettersHandlers.draft(inline.context, {
    caseId: world.caseId,
    referralId: world.referralId,
    kind: 'rujukan-umum',
    signatoryId: world.signatoryId,
    letterDate: '2026-11-22',
    paper: 'F4',
    fields: {},
    copiesTo: [],
    unitCode: '',
  })
  const { sha256 } = await lettersHandlers.print(inline.context, {
    ...made,
    choice: { insertAfter: null, typed: '', reason: '' },
  })
  return { id: made.id, sha256 }
}
const send = (letterId: number, copy = 0) => printing.send(inline.context, { letterId, copy })
const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
/** Left and lower edge of a page's window. */
const cornerOf = async (bytes: Uint8Array): Promise<[number, number, number, number]> => {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const view = (await (await task.promise).getPage(1)).view as [number, number, number, number]
  await task.destroy()
  return view
}

describe('printing on a printer of this machine', () => {
  it('takes no tray that the printer does not have: a word more would be an order of its own', async () => {
    choose('rujukan-umum', { tray: 'Tray1 -n 99' })
    const letter = await printed()
    expect(await send(letter.id)).toMatchObject({
      state: 'held',
      message: expect.stringContaining('tidak punya laci Tray1 -n 99'),
    })
    expect(printer.papers()).toEqual([])
  })

  it('prints the archived bytes with the tray and copies remembered for the kind, at their own size', async () => {
    choose('', { printer: 'Gudang' })
    choose('rujukan-umum', { tray: 'Tray2', copies: 2 })
    const letter = await printed()
    expect(await send(letter.id)).toMatchObject({ state: 'done', printer: 'Loket', copies: 2, message: '', tries: 1 })
    const [paper] = printer.papers()
    expect(hash(paper?.bytes ?? Buffer.alloc(0))).toBe(letter.sha256)
    for (const part of ['-d Loket', '-n 2', 'InputSlot=Tray2', 'media=Custom.215x330mm', 'print-scaling=none'])
      expect(paper?.asked).toContain(part)
    expect(paper?.asked).not.toMatch(/SITI|rujukan/i)
    // Nothing of the letter stays behind in the clear.
    expect(readdirSync(inline.context.dirs.tmp).filter((name) => name.startsWith('cetak-'))).toEqual([])
  })

  it('prints a copy once, however often it is asked; a logged copy is another paper', async () => {
    choose()
    const letter = await printed()
    const [first, second] = await Promise.all([send(letter.id), send(letter.id)])
    expect(second.id).toBe(first.id)
    await send(letter.id)
    expect(printer.papers()).toHaveLength(1)
    await expect(send(letter.id, 1)).rejects.toThrow('belum dibuat')
    const { copy } = lettersHandlers.reprint(inline.context, { id: letter.id })
    await send(letter.id, copy)
    expect(printer.papers()).toHaveLength(2)
    expect(printing.queue(inline.context, { letterId: letter.id })).toHaveLength(2)
  })

  it.each([
    ['offline', 'offline', 'mati atau tidak tersambung'],
    ['jammed', 'jammed', 'macet kertas'],
    ['gone', 'unknown', 'tidak ada di komputer ini'],
    ['failing', 'error', 'tidak menerima suratnya'],
  ] as const)('keeps the letter when the printer is %s and prints it on the next try', async (state, trouble, words) => {
    choose()
    const letter = await printed()
    printer.be(state)
    const held = await send(letter.id)
    expect(held).toMatchObject({ state: 'held', trouble })
    expect(held.message).toContain(words)
    expect(printer.papers()).toHaveLength(0)
    printer.be('ready')
    expect(await printing.retry(inline.context, { id: held.id })).toMatchObject({ state: 'done', trouble: null, tries: 2 })
    expect(printer.papers()).toHaveLength(1)
    expect(lettersHandlers.get(inline.context, { id: letter.id }).copies).toBe(0)
  })

  it('takes a document back that jams on its way, so that nothing comes out twice', async () => {
    choose()
    const letter = await printed()
    printer.be('jamming')
    expect(await send(letter.id)).toMatchObject({ state: 'held', trouble: 'jammed' })
    expect(printer.spooled()).toBe(0)
    printer.be('busy')
    const other = await printed()
    expect((await send(other.id)).message).toContain('Masih di antrean')
    expect(printer.spooled()).toBe(1)
  })

  it('can go on at another printer, or be given up', async () => {
    choose()
    const [one, two] = [await printed(), await printed()]
    printer.be('offline')
    const [held, dropped] = [await send(one.id), await send(two.id)]
    expect(await printing.retry(inline.context, { id: held.id, printer: 'Gudang' })).toMatchObject({
      state: 'done',
      printer: 'Gudang',
    })
    printing.settle(inline.context, { id: dropped.id, version: dropped.version, as: 'dropped' })
    expect(printing.queue(inline.context, { letterId: two.id })[0]?.state).toBe('dropped')
    expect(refusal(() => printing.settle(inline.context, { id: dropped.id, version: dropped.version, as: 'done' }))).toBe(
      'CONFLICT',
    )
  })

  it('waits after the program ended in the middle, until somebody looked at the paper', async () => {
    choose()
    const letter = await printed()
    const done = await send(letter.id)
    // As the crash leaves it: being printed, by a job that runs no more.
    inline.db.run(inline.db.q.updateTable('print_task').set({ state: 'printing' }).where('id', '=', done.id))
    const [unsure] = printing.queue(inline.context, { letterId: letter.id })
    expect(unsure).toMatchObject({ state: 'unsure' })
    expect(unsure?.message).toContain('Periksa apakah kertasnya sudah keluar')
    printing.settle(inline.context, { id: done.id, version: unsure?.version ?? 0, as: 'done' })
    expect(printing.queue(inline.context, { letterId: letter.id })[0]?.state).toBe('done')
    expect(printer.papers()).toHaveLength(1)
  })

  it('refuses drafts, cancelled letters and kinds without a printer', async () => {
    const letter = await printed()
    await expect(send(letter.id)).rejects.toThrow('Belum ada pencetak')
    choose()
    const { version } = lettersHandlers.get(inline.context, { id: letter.id })
    lettersHandlers.cancel(inline.context, { id: letter.id, version, reason: 'salah nama' })
    await expect(send(letter.id)).rejects.toThrow('sudah dibatalkan')
    expect(printer.papers()).toHaveLength(0)
  })

  it('says what is missing on a machine without a print service', async () => {
    const bare = makePrintingHandlers(() => ({ missing: 'tidak ada layanan cetak' }), { times: 1, every: 1 })
    expect(bare.state(inline.context, {})).toMatchObject({ spooler: null, missing: 'tidak ada layanan cetak' })
    expect(await bare.printers(inline.context, {})).toEqual([])
    await expect(bare.send(inline.context, { letterId: 1, copy: 0 })).rejects.toThrow('tidak ada layanan cetak')
    expect((await bare.testPage(inline.context, { printer: '', tray: '', paper: 'A4' })).sent).toBe(false)
  })
})

describe('the offset of a printer', () => {
  it('moves what is printed by its millimetres and never touches the archive', async () => {
    choose()
    printing.saveOffset(inline.context, { version: 0, printer: 'Loket', x: 3, y: -2 })
    const letter = await printed()
    await send(letter.id)
    const paper = printer.papers()[0]?.bytes ?? Buffer.alloc(0)
    expect(hash(paper)).not.toBe(letter.sha256)
    const [left, bottom, right, top] = await cornerOf(paper)
    const mm = 72 / 25.4
    // 3 mm to the right: the window moves 3 mm to the left over the page. 2 mm up: it moves down.
    expect(left).toBeCloseTo(-3 * mm, 2)
    expect(bottom).toBeCloseTo(-2 * mm, 2)
    expect(right - left).toBeCloseTo(215 * mm, 1)
    expect(top - bottom).toBeCloseTo(330 * mm, 1)
    const archived = inline.db.first(
      inline.db.q.selectFrom('archived_file').select('bytes').where('sha256', '=', letter.sha256),
    )?.bytes
    expect(hash(archived ?? Buffer.alloc(0))).toBe(letter.sha256)
    const [moved, kept] = [await readPdf(paper), await readPdf(archived ?? Buffer.alloc(0))]
    expect(moved.pages.map(({ text }) => text)).toEqual(kept.pages.map(({ text }) => text))
  })

  it('goes onto the test page, whose two lines lie 20 mm from the edges', async () => {
    printing.saveOffset(inline.context, { version: 0, printer: 'Loket', x: 1.5, y: 0 })
    const made = await printing.testPage(inline.context, { printer: 'Loket', tray: '', paper: 'F4' })
    expect(made.sent).toBe(true)
    const paper = printer.papers()[0]?.bytes ?? Buffer.alloc(0)
    expect((await cornerOf(paper))[0]).toBeCloseTo((-1.5 * 72) / 25.4, 2)
    const { pages } = await readPdf(paper)
    expect(pages[0]?.text).toContain('kanan 1,5 mm')
    expect(await shiftPages(paper, { x: 0, y: 0 })).toBe(paper)
    // No word is cut at an edge, however long the printer's name is, on any paper.
    for (const size of ['F4', 'A4', 'LEGAL'] as const) {
      const about = {
        office: 'Dinas Sosial Kabupaten Contoh yang Bernama Panjang',
        printer: 'Pencetak '.repeat(8),
        date: '2026-11-22',
      }
      const page = (
        await readPdf(
          await renderTestPage(letterFonts(inline.context.dirs.resources), { ...about, paper: size, offset: { x: 0, y: 0 } }),
        )
      ).pages[0]
      for (const piece of page?.pieces ?? []) expect(piece.x + piece.width).toBeLessThan((page?.width ?? 0) - 3)
    }
  })
})
