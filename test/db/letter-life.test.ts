import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import type { CommandContext } from '../../src/main/core/context.ts'
import { letterLifeHandlers } from '../../src/main/core/letters/letter-life.service.ts'
import { lettersHandlers } from '../../src/main/core/letters/letters.service.ts'
import { referralsHandlers } from '../../src/main/core/referrals/referrals.service.ts'
import type { ParsedInputOf } from '../../src/shared/contract/index.ts'
import { refusal } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { type LetterWorld, sampleLetterWorld } from '../harness/letters.ts'
import { readPdf } from '../harness/pdf.ts'

let inline: Inline
let world: LetterWorld
beforeEach(() => {
  inline = openInline()
  world = sampleLetterWorld(inline.db)
})
afterEach(() => inline.close())

const printed = async (): Promise<{ id: number; version: number; number: string }> => {
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
  await lettersHandlers.print(inline.context, { ...made, choice: { insertAfter: null, typed: '', reason: '' } })
  const letter = lettersHandlers.get(inline.context, { id: made.id })
  return { id: made.id, version: letter.version, number: letter.number ?? '' }
}
type Marking = ParsedInputOf<'letterLife.mark'>
const nobody = { on: null, to: '', relation: '', desk: '' }
const mark = (step: Marking['step'], letters: { id: number; version: number }[], more: Partial<Marking> = {}) =>
  letterLifeHandlers.mark(inline.context, {
    step,
    letters: letters.map(({ id, version }) => ({ id, version })),
    ...nobody,
    ...more,
  })
const current = (id: number) => lettersHandlers.get(inline.context, { id })
const history = (id: number) =>
  letterLifeHandlers.history(inline.context, { id }).map(({ step, takenBack }) => `${takenBack ? 'back ' : ''}${step}`)
const waiting = (more: Partial<ParsedInputOf<'letterLife.waiting'>> = {}) =>
  letterLifeHandlers.waiting(inline.context, {
    text: '',
    kind: null,
    purpose: null,
    unit: null,
    stage: null,
    minDays: 0,
    cursor: null,
    limit: 10,
    ...more,
  }).items
const follow = (signed: 'off' | 'optional' | 'required', stamped: 'off' | 'optional' | 'required') =>
  letterLifeHandlers.saveSettings(inline.context, {
    version: letterLifeHandlers.settings(inline.context, {}).version,
    settings: { signed, stamped, lateDays: 7 },
  })

describe('a letter after the printer', () => {
  it('is signed, stamped and handed over; every step keeps who and when', async () => {
    const letter = await printed()
    expect(mark('signed', [letter], { on: '2026-11-22' })).toEqual({ marked: 1, refused: [] })
    expect(mark('stamped', [{ ...letter, version: letter.version + 1 }])).toEqual({ marked: 1, refused: [] })
    lettersHandlers.handOver(inline.context, {
      id: letter.id,
      version: letter.version + 2,
      to: 'Aminah',
      relation: 'Anak',
      on: null,
      desk: 'Loket 2',
    })
    expect(current(letter.id)).toMatchObject({
      state: 'printed',
      signedOn: '2026-11-22',
      stampedOn: inline.context.today(),
      handedTo: 'Aminah',
      handedRelation: 'Anak',
    })
    const steps = letterLifeHandlers.history(inline.context, { id: letter.id })
    expect(steps.map(({ step, by }) => `${step} ${by !== ''}`)).toEqual([
      'printed true',
      'signed true',
      'stamped true',
      'handed true',
    ])
    expect(steps.at(-1)).toMatchObject({ receiver: 'Aminah', relation: 'Anak', desk: 'Loket 2', way: 'screen' })
    const { history: lines, referrals } = casesHandlers.get(inline.context, { id: world.caseId })
    expect(lines.some(({ text }) => text.includes('diserahkan kepada Aminah (Anak)'))).toBe(true)
    expect(referrals[0]?.state).toBe('handed-over')
  })

  it('waits for what the office insists on, and skips what it does not follow', async () => {
    const letter = await printed()
    follow('required', 'off')
    expect(mark('handed', [letter])).toMatchObject({ marked: 0, refused: [{ id: letter.id, number: letter.number }] })
    expect(() => lettersHandlers.handOver(inline.context, { ...letter, to: 'Siti', relation: '', on: null, desk: '' })).toThrow(
      'belum dicatat ditandatangani',
    )
    expect(mark('stamped', [letter]).refused[0]?.message).toContain('tidak mencatat')
    expect(mark('signed', [letter]).marked).toBe(1)
    expect(mark('handed', [{ ...letter, version: letter.version + 1 }]).marked).toBe(1)
    // Nobody was named: the resident it is about.
    expect(current(letter.id).handedTo).toBe('SITI CONTOH AMINAH')
  })

  it('is marked with others from a list; what cannot be marked comes back by itself', async () => {
    const [one, two, three] = [await printed(), await printed(), await printed()]
    lettersHandlers.cancel(inline.context, { ...two, reason: 'salah nama' })
    const done = mark('handed', [one, two, three, { id: 999, version: 1 }], { to: 'Kepala Dusun', relation: 'Perangkat desa' })
    expect(done.marked).toBe(2)
    expect(done.refused.map(({ id }) => id)).toEqual([two.id, 999])
    expect([one, three].map(({ id }) => current(id).handedTo)).toEqual(['Kepala Dusun', 'Kepala Dusun'])
    // A screen that is behind changes nothing.
    expect(mark('handed', [{ ...one, version: 1 }]).refused[0]?.message).toContain('diubah orang lain')
    const four = await printed()
    expect(refusal(() => mark('signed', [four], { on: '2099-01-01' }))).toBe('VALIDATION')
  })

  it('is found by a scan; a second scan of the same letter changes nothing', async () => {
    const letter = await printed()
    const scan = (code: string, step: Marking['step'] = 'handed') =>
      letterLifeHandlers.scan(inline.context, { code, step, ...nobody, desk: 'Loket 1' })
    expect(scan('000/TIDAK/ADA')).toMatchObject({ outcome: 'unknown', letter: null })
    expect(scan(` ${letter.number.toLowerCase()} `)).toMatchObject({
      outcome: 'marked',
      letter: { id: letter.id, receiver: 'SITI CONTOH AMINAH' },
    })
    const { version } = current(letter.id)
    expect(scan(letter.number)).toMatchObject({ outcome: 'twice' })
    expect(scan(letter.number, 'signed')).toMatchObject({ outcome: 'refused' })
    expect(current(letter.id).version).toBe(version)
    expect(history(letter.id)).toEqual(['printed', 'handed'])
  })

  it('takes back the last step with a reason; the referral waits for its paper again', async () => {
    const letter = await printed()
    mark('signed', [letter])
    mark('handed', [{ ...letter, version: letter.version + 1 }])
    const back = (step: Marking['step']) =>
      letterLifeHandlers.takeBack(inline.context, {
        id: letter.id,
        version: current(letter.id).version,
        step,
        reason: 'salah orang',
      })
    expect(refusal(() => back('signed'))).toBe('STATE')
    back('handed')
    expect(current(letter.id)).toMatchObject({ handedOn: null, handedTo: '', handedBy: '' })
    expect(casesHandlers.get(inline.context, { id: world.caseId }).referrals[0]?.state).toBe('printed')
    expect(referralsHandlers.get(inline.context, { id: world.referralId }).events.at(-1)?.note).toContain('salah orang')
    expect(waiting().map(({ id }) => id)).toEqual([letter.id])
    back('signed')
    expect(current(letter.id).signedOn).toBeNull()
    expect(history(letter.id)).toEqual(['printed', 'signed', 'handed', 'back handed', 'back signed'])
    // The way is open again, and the referral follows once more.
    mark('handed', [{ id: letter.id, version: current(letter.id).version }])
    expect(casesHandlers.get(inline.context, { id: world.caseId }).referrals[0]?.state).toBe('handed-over')
  })

  it('stays handed over once the agency knows of it', async () => {
    const letter = await printed()
    mark('handed', [letter])
    inline.db.run(inline.db.q.updateTable('referral').set({ state: 'received' }).where('id', '=', world.referralId))
    const input = { id: letter.id, version: current(letter.id).version, step: 'handed' as const, reason: 'salah orang' }
    expect(() => inline.db.raw.transaction(() => letterLifeHandlers.takeBack(inline.context, input))()).toThrow(
      'tidak dapat ditarik',
    )
    expect(current(letter.id).handedOn).not.toBeNull()
  })

  it('that is cancelled keeps the reason in its history', async () => {
    const letter = await printed()
    lettersHandlers.cancel(inline.context, { ...letter, reason: 'salah alamat' })
    expect(letterLifeHandlers.history(inline.context, { id: letter.id }).at(-1)).toMatchObject({
      step: 'cancelled',
      reason: 'salah alamat',
    })
  })
})

describe('letters that lie here', () => {
  it('stand in a list with how long, longest first, narrowed by kind, stage and days; other areas see none', async () => {
    const [old, young] = [await printed(), await printed()]
    inline.db.run(inline.db.q.updateTable('letter').set({ printed_at: '2026-11-10T03:00:00.000Z' }).where('id', '=', old.id))
    mark('signed', [young])
    const rows = waiting()
    expect(rows.map(({ id }) => id)).toEqual([old.id, young.id])
    expect(rows[0]?.days).toBeGreaterThanOrEqual(10)
    expect(rows[0]?.next).toBe('signed')
    const days = rows[0]?.days ?? 0
    expect(waiting({ minDays: days }).map(({ id }) => id)).toEqual([old.id])
    expect(waiting({ minDays: days + 1 })).toEqual([])
    expect(waiting({ stage: 'signed' }).map(({ id }) => id)).toEqual([young.id])
    expect(waiting({ kind: 'lain' })).toEqual([])
    expect(waiting({ text: 'siti' })).toHaveLength(2)
    expect(letterLifeHandlers.choices(inline.context, {})).toMatchObject({ total: 2, kinds: [{ key: 'rujukan-umum', count: 2 }] })
    const elsewhere: CommandContext = { ...inline.context, actor: { ...inline.context.actor, areas: ['52.01.02'] } }
    expect(letterLifeHandlers.choices(elsewhere, {}).total).toBe(0)
    expect(letterLifeHandlers.mark(elsewhere, { step: 'handed', letters: [young], ...nobody }).marked).toBe(0)
    expect(letterLifeHandlers.scan(elsewhere, { code: young.number, step: 'handed', ...nobody }).outcome).toBe('unknown')
  })

  it('make a sheet to sign: per day and desk what was handed over, or what still waits', async () => {
    const [one, two, three] = [await printed(), await printed(), await printed()]
    mark('handed', [one], { to: 'Aminah', relation: 'Anak', desk: 'Loket 1' })
    mark('handed', [two], { desk: 'Loket 2' })
    const day = inline.context.today()
    const sheet = async (more: Partial<ParsedInputOf<'letterLife.sheet'>>) => {
      const made = await letterLifeHandlers.sheet(inline.context, {
        what: 'handed',
        day,
        desk: null,
        unit: null,
        kind: null,
        ...more,
      })
      const { source } = inline.context.tickets.read(made.file.fileId, 1)
      const { pages } = await readPdf(readFileSync(join(inline.context.dirs.tmp, source.ref)))
      return { ...made, text: pages.map(({ text }) => text).join('\n') }
    }
    expect(letterLifeHandlers.desks(inline.context, { day })).toEqual([
      { desk: 'Loket 1', count: 1 },
      { desk: 'Loket 2', count: 1 },
    ])
    const all = await sheet({})
    expect(all.letters).toBe(2)
    for (const part of ['Loket 1', 'Loket 2', one.number, two.number, 'Aminah (Anak)', 'Tanda tangan penerima'])
      expect(all.text).toContain(part)
    expect((await sheet({ desk: 'Loket 2' })).text).not.toContain(one.number)
    const open = await sheet({ what: 'waiting' })
    expect(open.letters).toBe(1)
    expect(open.text).toContain(three.number)
  })
})
