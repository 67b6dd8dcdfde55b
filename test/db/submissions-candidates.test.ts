import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import type { CommandContext } from '../../src/main/core/context.ts'
import { applyResults } from '../../src/main/core/submissions/read-result.ts'
import { submissionsHandlers } from '../../src/main/core/submissions/submissions.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { addPerson, asUser, furnishOffice } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
let asked: number
let other: number
let batch: number
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
  asked = addPerson(inline, { name: 'Siti Calon', nik: '5201014302940009' })
  other = addPerson(inline, { name: 'Budi Lain', nik: '5201010203800001' })
  batch = submissionsHandlers.create(inline.context, {
    label: 'November',
    period: '2026-11',
    profileKey: 'siks-ng-daftar-dtsen',
  }).id
})
afterEach(() => inline.close())

const open = (clientId: number, programmeKey: string, draft = false): { caseId: number; needId: number; version: number } => {
  const { id } = casesHandlers.create(
    inline.context,
    contract.cases.create.input.parse({
      clientId,
      reporter: { kind: 'self' },
      summary: 'Belum terdata',
      draft,
      needs: [{ programmeKey, category: 'kebutuhan' }],
    }),
  )
  const need = casesHandlers.get(inline.context, { id }).needs[0]
  if (need === undefined) throw new Error('no need')
  return { caseId: id, needId: need.id, version: need.version }
}
const names = (context: CommandContext = inline.context, id: number | null = batch): string[] =>
  submissionsHandlers.candidates(context, { id }).items.map(({ name }) => name)
const told = (caseId: number): string[] => casesHandlers.get(inline.context, { id: caseId }).history.map(({ text }) => text)

describe('candidates for a batch', () => {
  it('are those whose open case asks for one of its services, until they are in it', () => {
    open(asked, 'usulan-dtsen')
    open(other, 'rutilahu')
    open(addPerson(inline, { name: 'Draf Saja' }), 'usulan-dtsen', true)
    expect(names()).toEqual(['Siti Calon'])
    expect(names(inline.context, null)).toEqual(['Siti Calon'])
    submissionsHandlers.add(inline.context, { id: batch, personIds: [asked] })
    expect(names()).toEqual([])
    expect(names(inline.context, null)).toEqual([])
    const second = submissionsHandlers.create(inline.context, {
      label: 'Desember',
      period: '2026-12',
      profileKey: 'siks-ng-daftar-dtsen',
    }).id
    expect(submissionsHandlers.candidates(inline.context, { id: second }).items[0]).toMatchObject({ otherBatch: 'November' })
  })

  it('are none of those whose need is closed or whose village the user does not see', () => {
    const made = open(asked, 'usulan-dtsen')
    const villager = asUser(inline, { name: 'Kekeri', areas: ['52.01.14.2001'] })
    expect(names(villager)).toEqual([])
    casesHandlers.moveNeed(inline.context, {
      needId: made.needId,
      version: made.version,
      to: 'cancelled',
      note: 'salah catat',
      agencyId: null,
      dueDate: null,
    })
    expect(names()).toEqual([])
  })

  it('hear on their case what becomes of them, and hear it once', () => {
    const { caseId } = open(asked, 'usulan-dtsen')
    const { caseId: foreign } = open(asked, 'rutilahu')
    submissionsHandlers.add(inline.context, { id: batch, personIds: [asked, other] })
    expect(told(caseId).at(-1)).toBe('Masuk usulan SIKS-NG "November" (2026-11).')
    const item = submissionsHandlers
      .items(inline.context, { id: batch, result: null, cursor: null, limit: 10 })
      .items.find(({ personId }) => personId === asked)
    const answers = [{ itemId: item?.id ?? 0, result: 'refused' as const, reason: 'NIK tidak padan' }]
    const { version } = submissionsHandlers.get(inline.context, { id: batch })
    applyResults.run(inline.context, { id: batch, version, answers })
    applyResults.run(inline.context, { id: batch, version, answers })
    expect(told(caseId).filter((text) => text.includes('ditolak'))).toEqual(['Usulan SIKS-NG "November": ditolak.'])
    expect(casesHandlers.get(inline.context, { id: caseId }).history.at(-1)?.note).toBe('NIK tidak padan')
    expect(told(foreign).some((text) => text.includes('usulan') || text.includes('Usulan SIKS'))).toBe(false)
    submissionsHandlers.remove(inline.context, { id: batch, itemIds: [item?.id ?? 0] })
    expect(told(caseId).at(-1)).toBe('Dikeluarkan dari usulan SIKS-NG "November".')
  })
})

describe('what is written to the holder of a need', () => {
  it('stands on it until the next step, and taking it over says nothing', () => {
    const { caseId, needId } = open(asked, 'usulan-dtsen')
    const need = () => casesHandlers.get(inline.context, { id: caseId }).needs[0]
    const hand = (holderId: number | null, note: string) =>
      casesHandlers.assignNeed(inline.context, { needId, version: need()?.version ?? 0, holderId, note })
    expect(need()).toMatchObject({ message: null })
    expect(need()?.lacking.length).toBeGreaterThan(2)
    hand(null, 'Mohon dikunjungi')
    hand(inline.context.actor.userId, '')
    expect(need()?.message).toMatchObject({ note: 'Mohon dikunjungi' })
    const move = (to: 'papers-missing' | 'registered' | 'cancelled', note: string) =>
      casesHandlers.moveNeed(inline.context, {
        needId,
        version: need()?.version ?? 0,
        to,
        note,
        agencyId: null,
        dueDate: null,
      })
    move('papers-missing', 'KTP belum ada')
    expect(need()?.message).toMatchObject({ note: 'KTP belum ada' })
    move('cancelled', 'warga pindah')
    expect(need()).toMatchObject({ message: { note: 'warga pindah' }, lacking: [] })
  })
})
