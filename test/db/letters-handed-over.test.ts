import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import type { CommandContext } from '../../src/main/core/context.ts'
import { lettersHandlers } from '../../src/main/core/letters/letters.service.ts'
import { referralsHandlers } from '../../src/main/core/referrals/referrals.service.ts'
import { refusal } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { type LetterWorld, sampleLetterWorld } from '../harness/letters.ts'

let inline: Inline
let world: LetterWorld
beforeEach(() => {
  inline = openInline()
  world = sampleLetterWorld(inline.db)
})
afterEach(() => inline.close())

const draft = () =>
  lettersHandlers.draft(inline.context, {
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
const printed = async (): Promise<{ id: number; version: number }> => {
  const made = draft()
  await lettersHandlers.print(inline.context, { ...made, choice: { insertAfter: null, typed: '', reason: '' } })
  return { id: made.id, version: lettersHandlers.get(inline.context, { id: made.id }).version }
}
const receiver = (to: string, on: string | null) => ({ to, relation: '', on, desk: '' })
const waiting = (): number[] =>
  lettersHandlers
    .list(inline.context, {
      text: '',
      state: null,
      toHandOver: true,
      kind: null,
      from: null,
      to: null,
      mark: null,
      order: 'newest',
      cursor: null,
      limit: 10,
    })
    .items.map(({ id }) => id)
const withRights = (permissions: CommandContext['actor']['permissions']): CommandContext => ({
  ...inline.context,
  actor: { ...inline.context.actor, permissions },
})

describe('a printed letter', () => {
  it('lies here until somebody received it; book, first screen, case and referral then say so', async () => {
    const unprinted = draft()
    const letter = await printed()
    // A draft is owed once its case is decided, not before.
    expect(waiting()).toEqual([letter.id])
    expect(casesHandlers.dashboard(inline.context, {}).lettersToHandOver).toBe(1)
    lettersHandlers.handOver(inline.context, { ...letter, ...receiver('Aminah (anak)', null) })
    expect(waiting()).toEqual([])
    inline.db.run(inline.db.q.updateTable('case_file').set({ open: 0 }).where('id', '=', world.caseId))
    expect(waiting()).toEqual([unprinted.id])
    expect(casesHandlers.dashboard(inline.context, {}).lettersToHandOver).toBe(1)
    inline.db.run(inline.db.q.updateTable('case_file').set({ open: 1 }).where('id', '=', world.caseId))
    expect(casesHandlers.dashboard(inline.context, {}).lettersToHandOver).toBe(0)
    expect(lettersHandlers.get(inline.context, { id: letter.id })).toMatchObject({
      state: 'printed',
      handedOn: inline.context.today(),
      handedTo: 'Aminah (anak)',
      version: letter.version + 1,
    })
    expect(lettersHandlers.get(inline.context, { id: unprinted.id })).toMatchObject({
      handedOn: null,
      handedTo: '',
      handedBy: '',
    })
    const { history, letters, referrals } = casesHandlers.get(inline.context, { id: world.caseId })
    expect(history.some(({ text }) => text.includes('diserahkan kepada Aminah (anak)'))).toBe(true)
    expect(letters.find(({ id }) => id === letter.id)).toMatchObject({ handedTo: 'Aminah (anak)' })
    expect(referrals[0]?.state).toBe('handed-over')
    expect(referralsHandlers.get(inline.context, { id: world.referralId }).events.at(-1)?.text).toContain('Diserahkan ke warga')
  })

  it('leaves the referral to whoever may move it', async () => {
    const letter = await printed()
    const courier = withRights(['cases.read', 'cases.write', 'letters.read'])
    lettersHandlers.handOver(courier, { ...letter, ...receiver('Siti', '2026-11-22') })
    expect(casesHandlers.get(inline.context, { id: world.caseId }).referrals[0]?.state).toBe('printed')
  })

  it('is handed over once, and only when it is printed and not cancelled', async () => {
    const unprinted = draft()
    expect(refusal(() => lettersHandlers.handOver(inline.context, { ...unprinted, ...receiver('Siti', null) }))).toBe('STATE')
    const letter = await printed()
    expect(refusal(() => lettersHandlers.handOver(inline.context, { ...letter, ...receiver('Siti', '2099-01-01') }))).toBe(
      'VALIDATION',
    )
    expect(refusal(() => lettersHandlers.handOver(inline.context, { ...letter, version: 1, ...receiver('Siti', null) }))).toBe(
      'CONFLICT',
    )
    const saved = lettersHandlers.handOver(inline.context, { ...letter, ...receiver('Siti', null) })
    expect(() => lettersHandlers.handOver(inline.context, { ...saved, ...receiver('Budi', null) })).toThrow(
      'sudah diserahkan kepada Siti',
    )
    const other = await printed()
    const cancelled = lettersHandlers.cancel(inline.context, { ...other, reason: 'salah nama' })
    expect(refusal(() => lettersHandlers.handOver(inline.context, { ...cancelled, ...receiver('Siti', null) }))).toBe('STATE')
  })
})
