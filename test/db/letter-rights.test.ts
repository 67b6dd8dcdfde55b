import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import type { CommandContext, JobContext } from '../../src/main/core/context.ts'
import { definition } from '../../src/main/core/definitions/definitions.repo.ts'
import { definitionsHandlers } from '../../src/main/core/definitions/definitions.service.ts'
import { letterLifeHandlers } from '../../src/main/core/letters/letter-life.service.ts'
import { lettersHandlers } from '../../src/main/core/letters/letters.service.ts'
import { quickLettersHandlers } from '../../src/main/core/letters/quick.service.ts'
import { peopleHandlers } from '../../src/main/core/people/people.service.ts'
import { gatherCase, gatherPerson } from '../../src/main/core/timeline/gather.ts'
import { refusal } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { type LetterWorld, residentLetterKind, sampleLetterWorld } from '../harness/letters.ts'

let inline: Inline
let world: LetterWorld
beforeEach(() => {
  inline = openInline()
  world = sampleLetterWorld(inline.db)
})
afterEach(() => inline.close())

type Context = CommandContext & JobContext
/** Somebody with the rights of a shipped role, in the whole district or in some villages. */
const as = (role: string, areas: string[] = []): Context => {
  const { permissions } = definition(inline.db, 'role', role).body
  return { ...inline.context, actor: { ...inline.context.actor, roles: [role], permissions, areas } }
}

const printed = async (): Promise<{ id: number; version: number }> => {
  const made = lettersHandlers.draft(inline.context, {
    caseId: world.caseId,
    referralId: world.referralId,
    kind: 'rujukan-umum',
    signatoryId: world.signatoryId,
    letterDate: '2026-11-22',
    paper: 'F4',
    fields: {},
    copiesTo: [],
  })
  await lettersHandlers.print(inline.context, { ...made, choice: { insertAfter: null, typed: '', reason: '' } })
  return { id: made.id, version: lettersHandlers.get(inline.context, { id: made.id }).version }
}
/** A letter about a resident without a case. */
const printedFor = async (personId: number): Promise<number> => {
  const kind = 'keterangan-uji'
  if (inline.db.first(inline.db.q.selectFrom('definition').select('id').where('key', '=', kind)) === undefined)
    definitionsHandlers.save(inline.context, { kind: 'letter-template', key: kind, baseVersion: 0, body: residentLetterKind() })
  const made = lettersHandlers.draft(inline.context, {
    caseId: null,
    personId,
    kind,
    signatoryId: world.signatoryId,
    letterDate: '2026-11-22',
    paper: 'A4',
    fields: { purpose: 'beasiswa' },
    copiesTo: [],
    referralId: null,
  })
  await lettersHandlers.print(inline.context, { ...made, choice: { insertAfter: null, typed: '', reason: '' } })
  return made.id
}
const nobody = { on: null, to: '', relation: '', desk: '' }
const current = (id: number) => lettersHandlers.get(inline.context, { id })

describe('steps of a printed letter', () => {
  it('are said to be signed only by those who record signatures', async () => {
    const { id, version } = await printed()
    const desk = as('front-office')
    const mark = (context: Context) => letterLifeHandlers.mark(context, { step: 'signed', letters: [{ id, version }], ...nobody })
    expect(refusal(() => mark(desk))).toBe('FORBIDDEN')
    const code = current(id).number ?? ''
    expect(refusal(() => letterLifeHandlers.scan(desk, { code, step: 'signed', ...nobody }))).toBe('FORBIDDEN')
    expect(current(id).signedOn).toBeNull()
    expect(mark(as('back-office')).marked).toBe(1)
    const back = { id, version: version + 1, step: 'signed' as const, reason: 'keliru' }
    expect(refusal(() => letterLifeHandlers.takeBack(desk, back))).toBe('FORBIDDEN')
    expect(current(id).signedOn).toBe('2026-11-22')
    // The counter hands over, as before.
    expect(letterLifeHandlers.scan(desk, { code, step: 'handed', ...nobody }).outcome).toBe('marked')
  })

  it('are not for those who may not see letters, whatever they may do with cases', async () => {
    const { id, version } = await printed()
    const field = as('facilitator')
    expect(refusal(() => letterLifeHandlers.scan(field, { code: current(id).number ?? '', step: 'handed', ...nobody }))).toBe(
      'FORBIDDEN',
    )
    expect(refusal(() => lettersHandlers.handOver(field, { id, version, ...nobody, to: 'Siti' }))).toBe('FORBIDDEN')
    expect(refusal(() => letterLifeHandlers.mark(field, { step: 'handed', letters: [{ id, version }], ...nobody }))).toBe(
      'FORBIDDEN',
    )
    expect(current(id).handedOn).toBeNull()
  })

  it('do not happen before the letter was printed', async () => {
    const { id, version } = await printed()
    const { marked, refused } = letterLifeHandlers.mark(inline.context, {
      step: 'handed',
      letters: [{ id, version }],
      ...nobody,
      on: '2026-11-21',
    })
    expect([marked, refused[0]?.message]).toEqual([0, 'Surat ini baru dicetak pada 22 November 2026.'])
  })
})

describe('the letters of a case and of a resident', () => {
  it('are shown with their numbers to those who may see letters; others learn how many there are, and what comes next', async () => {
    await printed()
    const seen = (role: string) => casesHandlers.get(as(role), { id: world.caseId })
    const counts = { referrals: 1, letters: 1 }
    expect(seen('viewer')).toMatchObject({
      counts,
      referrals: [{ agencyName: expect.any(String) }],
      letters: [{ kind: 'rujukan-umum' }],
    })
    expect(seen('facilitator')).toMatchObject({ counts, referrals: [{ id: world.referralId }], letters: [] })
    expect(seen('siks-ng-operator')).toMatchObject({ counts, referredNeeds: [world.needId], referrals: [], letters: [] })
  })

  it('are told in a time line and on the page of a resident only inside the area and with the right', async () => {
    const personId = lettersHandlers.get(inline.context, { id: (await printed()).id }).personId as number
    // A letter of another village that is about the same resident, who moved here since.
    const other = await printedFor(personId)
    lettersHandlers.reprint(inline.context, { id: other })
    inline.db.run(inline.db.q.updateTable('letter').set({ region_code: '52.01.02.2001' }).where('id', '=', other))
    const number = current(other).number ?? ''
    const told = (context: Context) => JSON.stringify(gatherPerson(context, personId))
    const page = (context: Context) => peopleHandlers.get(context, { id: personId }).letters.map((one) => one.number)
    expect([told(inline.context).includes(number), page(inline.context).includes(number)]).toEqual([true, true])
    const here = as('manager', ['52.01.01.2001'])
    expect([told(here).includes(number), page(here).includes(number)]).toEqual([false, false])
    lettersHandlers.cancel(inline.context, { ...(await printed()), reason: 'salah nama' })
    const cancelled = (context: Context) => JSON.stringify(gatherCase(context, world.caseId)).match(/cancelled-/g)?.length ?? 0
    expect([cancelled(inline.context), cancelled(as('siks-ng-operator'))]).toEqual([1, 0])
  })
})

describe('the desks of an office', () => {
  it('look into the national register at the front and print at the back: Loket cepat needs both rights, and any role may be given them', async () => {
    const rights = (role: string) => definition(inline.db, 'role', role).body.permissions
    const quick = (role: string) => (['letters.write', 'letters.print'] as const).every((right) => rights(role).includes(right))
    const roles = [
      'front-office',
      'facilitator',
      'supervisor',
      'viewer',
      'siks-ng-operator',
      'back-office',
      'puskesos-coordinator',
      'manager',
    ]
    expect(roles.filter(quick)).toEqual(['back-office', 'puskesos-coordinator', 'manager'])
    const personId = current((await printed()).id).personId as number
    const look = (context: Context) =>
      lettersHandlers.recordCheck(context, {
        personId,
        system: 'SIKS-NG',
        by: '',
        found: true,
        decile: 2,
        status: null,
        note: '',
      })
    expect(look(as('front-office')).id).toBe(1)
    expect(refusal(() => look(as('viewer')))).toBe('FORBIDDEN')
    expect(refusal(() => look(as('front-office', ['52.01.02.2001'])))).toBe('NOT_FOUND')
    const print = (context: Context) =>
      quickLettersHandlers.print(context, {
        requestKey: '3b241101-e2bb-4255-8caf-4136c566a962',
        personId,
        applicant: { personId: null, name: '', relation: '', phone: '' },
        kind: 'keterangan-dtsen',
        purpose: 'pip',
        lane: '',
        fields: {},
        signatoryId: world.signatoryId,
        seen: [],
      })
    await expect(print(as('front-office'))).rejects.toMatchObject({ data: { code: 'FORBIDDEN' } })
    const desk = as('front-office')
    desk.actor.permissions = [...desk.actor.permissions, 'letters.write', 'letters.print']
    expect((await print(desk)).number).not.toBeNull()
  })
})
