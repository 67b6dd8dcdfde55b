import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { arrivalHandlers } from '../../src/main/core/arrival/arrival.service.ts'
import { initialCounterSettings } from '../../src/main/core/arrival/counter-settings.ts'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { addPerson, asUser, furnishOffice, inTransaction, refusal } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { readPdf } from '../harness/pdf.ts'

let inline: Inline
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
})
afterEach(() => inline.close())

const issue = (more: object = {}, context = inline.context) =>
  inTransaction(inline, () => arrivalHandlers.issueTicket(context, contract.arrival.issueTicket.input.parse(more)))
const next = (counter = 'Loket 1', context = inline.context) =>
  inTransaction(inline, () => arrivalHandlers.callNext(context, { counter })).ticket
const queue = (context = inline.context) => contract.arrival.queue.output.parse(arrivalHandlers.queue(context, { day: null }))
const move = (id: number, version: number, to: 'called' | 'later' | 'absent' | 'done' | 'waiting', counter = '') =>
  inTransaction(inline, () => arrivalHandlers.moveTicket(inline.context, { id, version, to, counter }))
const bytesOf = (file: { fileId: string }) => {
  const ticket = inline.context.tickets.read(file.fileId, 1)
  return readFileSync(join(inline.context.dirs.tmp, ticket.source.ref))
}

describe('tickets of the day', () => {
  it('begin at 1 each day', () => {
    expect([issue().number, issue().number]).toEqual([1, 2])
    expect(issue({}, { ...inline.context, today: () => '2026-11-23' }).number).toBe(1)
  })

  it('are called in order, but an emergency comes first and then elders, people with a disability and pregnant women', () => {
    issue()
    issue({ priority: 'pregnant' })
    issue()
    issue({ priority: 'elder' })
    issue({ priority: 'emergency' })
    expect(queue().tickets.map(({ number }) => number)).toEqual([5, 2, 4, 1, 3])
    expect([next()?.number, next()?.number, next()?.number, next()?.number, next()?.number, next()]).toEqual([
      5,
      2,
      4,
      1,
      3,
      null,
    ])
  })

  it('go to several counters; the next call finishes only what this counter had', () => {
    for (let count = 0; count < 3; count += 1) issue()
    next('Loket 1')
    next('Loket 2')
    next('Loket 1')
    expect(queue().tickets.map(({ number, state, counter }) => [number, state, counter])).toEqual([
      [2, 'called', 'Loket 2'],
      [3, 'called', 'Loket 1'],
      [1, 'done', 'Loket 1'],
    ])
  })

  it('can be called again, set aside and put back, and keep their place', () => {
    issue()
    issue()
    const first = next()
    move(first?.id ?? 0, first?.version ?? 0, 'called')
    expect(queue().tickets.find(({ number }) => number === 1)).toMatchObject({ calls: 2, state: 'called', counter: 'Loket 1' })
    move(1, 3, 'later')
    expect(next()?.number).toBe(2)
    move(1, 4, 'waiting')
    expect(queue().tickets[0]).toMatchObject({ number: 1, state: 'waiting', counter: '' })
    move(1, 5, 'absent')
    expect(refusal(() => move(1, 6, 'done'))).toBe('STATE')
    expect(refusal(() => move(1, 5, 'waiting'))).toBe('CONFLICT')
    expect(refusal(() => move(1, 6, 'called', ''))).toBe('VALIDATION')
  })

  it('of another day are not moved any more', () => {
    const { id } = issue({}, { ...inline.context, today: () => '2026-11-21' })
    expect(refusal(() => move(id, 1, 'called', 'Loket 1'))).toBe('STATE')
  })

  it('show names only to those who may see the person, and the wall shows no names at all', () => {
    const kekeri = addPerson(inline, { name: 'SITI AMINAH', region: '52.01.14.2001' })
    issue({ personId: kekeri, purpose: 'PKH' })
    const outside = asUser(inline, { name: 'Lina', areas: ['52.01.01'] })
    const inside = asUser(inline, { name: 'Rudi', areas: ['52.01.14'] })
    expect(queue(outside).tickets[0]).toMatchObject({ name: '', purpose: '', personId: null, number: 1 })
    expect(queue(inside).tickets[0]).toMatchObject({ name: 'SITI AMINAH', personId: kekeri })
    expect(refusal(() => issue({ personId: kekeri }, outside))).toBe('NOT_FOUND')
    const wall = contract.arrival.display.output.parse(arrivalHandlers.display(inline.context, {}))
    expect(wall).toMatchObject({ waiting: 1, next: ['001'], called: [] })
    expect(JSON.stringify(wall)).not.toContain('SITI')
  })

  it('print on a roll of 80 mm or on A6, without a name', async () => {
    issue()
    const { id } = issue({ name: 'SITI AMINAH', purpose: 'Tanya PKH', priority: 'elder' })
    const roll = bytesOf(await arrivalHandlers.printTicket(inline.context, { id }))
    const { pages } = await readPdf(roll)
    const words = pages.map(({ text }) => text).join('\n')
    expect(Math.round(pages[0]?.width ?? 0)).toBe(227)
    expect(words).toContain('002')
    expect(words).toContain('Lanjut usia')
    expect(words).toContain('1 orang menunggu')
    expect(words).not.toContain('SITI')
    inTransaction(inline, () =>
      arrivalHandlers.saveSettings(inline.context, { version: 0, settings: { ...initialCounterSettings, ticketPaper: 'a6' } }),
    )
    const a6 = await readPdf(bytesOf(await arrivalHandlers.printTicket(inline.context, { id })))
    expect(Math.round(a6.pages[0]?.width ?? 0)).toBe(298)
  })

  it('print what somebody came for only for those who may see the person', async () => {
    const { id } = issue({ personId: addPerson(inline, { name: 'SITI', region: '52.01.14.2001' }), purpose: 'KDRT' })
    const words = async (context: Inline['context']) => {
      const { fileId } = await arrivalHandlers.printTicket(context, { id })
      const { source } = inline.context.tickets.read(fileId, context.actor.userId)
      return (await readPdf(readFileSync(join(inline.context.dirs.tmp, source.ref)))).pages.map(({ text }) => text).join('\n')
    }
    expect(await words(inline.context)).toContain('KDRT')
    expect(await words(asUser(inline, { name: 'Lina', areas: ['52.01.01'] }))).not.toContain('KDRT')
  })

  it('are tied to the case that comes of them', () => {
    const client = addPerson(inline, { name: 'SITI AMINAH' })
    const { id } = issue({ personId: client })
    const made = inTransaction(inline, () =>
      casesHandlers.create(
        inline.context,
        contract.cases.create.input.parse({
          clientId: client,
          reporter: { kind: 'self' },
          summary: 'KIS mati',
          needs: [{ programmeKey: 'pkh', category: 'kebutuhan' }],
          ticketId: id,
        }),
      ),
    )
    expect(queue().tickets[0]).toMatchObject({ caseId: made.id, caseNumber: made.number })
  })
})

describe('the guest book', () => {
  const guests = (more: object = {}, context = inline.context) =>
    contract.arrival.guests.output.parse(arrivalHandlers.guests(context, contract.arrival.guests.input.parse(more)))

  it('is filled with a ticket or by itself, newest first, and can be searched by day and word', () => {
    issue({ name: 'Bu Sari', purpose: 'Menanyakan PKH', guest: true })
    inTransaction(inline, () =>
      arrivalHandlers.addGuest(
        inline.context,
        contract.arrival.addGuest.input.parse({
          name: 'Pak Budi',
          purpose: 'Audiensi',
          meets: 'Kabid Linjamsos',
          origin: 'LKS Harapan',
        }),
      ),
    )
    expect(guests().items.map(({ name, ticketLabel, meets }) => [name, ticketLabel, meets])).toEqual([
      ['Pak Budi', '', 'Kabid Linjamsos'],
      ['Bu Sari', '001', ''],
    ])
    expect(guests({ text: 'harapan' }).items).toHaveLength(1)
    expect(guests({ from: '2026-11-23' }).items).toHaveLength(0)
    expect(guests({ limit: 1 }).next).not.toBeNull()
    expect(refusal(() => issue({ guest: true, name: 'Bu Sari' }))).toBe('VALIDATION')
  })

  it('is mended by its line, not by an old version, and not by somebody of other villages', () => {
    const { id } = inTransaction(inline, () =>
      arrivalHandlers.addGuest(inline.context, contract.arrival.addGuest.input.parse({ name: 'Budi', purpose: 'Tamu' })),
    )
    const mended = { id, version: 1, name: 'Budi', origin: '', purpose: 'Tamu', meets: 'Sekretaris', note: 'ditunggu' }
    expect(inTransaction(inline, () => arrivalHandlers.updateGuest(inline.context, mended)).version).toBe(2)
    expect(refusal(() => arrivalHandlers.updateGuest(inline.context, mended))).toBe('CONFLICT')
    const outside = asUser(inline, { name: 'Lina', areas: ['52.01.01'] })
    expect(guests({}, outside).items).toEqual([])
    expect(refusal(() => arrivalHandlers.updateGuest(outside, { ...mended, version: 2 }))).toBe('NOT_FOUND')
  })
})
