import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { addPerson, asUser, furnishOffice, inTransaction, refusal } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
let other: Inline['context']
let caseId: number
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
  other = asUser(inline, { name: 'Wati' })
  caseId = inTransaction(inline, () =>
    casesHandlers.create(
      inline.context,
      contract.cases.create.input.parse({
        clientId: addPerson(inline, { name: 'SITI AMINAH' }),
        reporter: { kind: 'self' },
        register: 'keluhan',
        complaintKind: 'pengaduan',
        summary: 'Bansos belum cair',
        needs: [{ programmeKey: 'pkh', category: 'kepesertaan', description: 'PKH tahap 3', dueDate: '2026-12-01' }],
      }),
    ),
  ).id
})
afterEach(() => inline.close())

const get = () => contract.cases.get.output.parse(casesHandlers.get(inline.context, { id: caseId }))
const update = (context: Inline['context'], version: number, more: Record<string, unknown> = {}) =>
  inTransaction(inline, () =>
    casesHandlers.update(
      context,
      contract.cases.update.input.parse({
        id: caseId,
        version,
        summary: 'Bansos belum cair',
        channel: 'loket',
        reporter: { kind: 'self' },
        complaintKind: 'pengaduan',
        ...more,
      }),
    ),
  )
const updateNeed = (context: Inline['context'], version: number, more: Record<string, unknown> = {}) =>
  inTransaction(inline, () =>
    casesHandlers.updateNeed(
      context,
      contract.cases.updateNeed.input.parse({
        needId: get().needs[0]?.id,
        version,
        programmeKey: 'pkh',
        category: 'kepesertaan',
        level: get().needs[0]?.level,
        description: 'PKH tahap 3',
        agencyId: null,
        dueDate: '2026-12-01',
        priority: 'biasa',
        ...more,
      }),
    ),
  )
const changes = (needId: number | null, version: number) =>
  contract.cases.changes.output.parse(casesHandlers.changes(other, { id: caseId, needId, version }))
const message = (run: () => unknown): string => {
  try {
    run()
    return ''
  } catch (error) {
    return (error as { data?: { message?: string } }).data?.message ?? String(error)
  }
}

describe('two people change one case', () => {
  it('tells the second who changed what, and overwrites nothing', () => {
    const seen = get().version
    update(inline.context, seen, { summary: 'Bansos tahap 3 belum cair' })
    expect(refusal(() => update(other, seen, { channel: 'telepon' }))).toBe('CONFLICT')
    expect(message(() => update(other, seen, { channel: 'telepon' }))).toBe('Kasus ini baru saja diubah Admin Uji: keluhan.')
    expect(changes(null, seen)).toEqual({
      version: seen + 1,
      changes: [
        {
          field: 'summary',
          before: 'Bansos belum cair',
          after: 'Bansos tahap 3 belum cair',
          by: 'Admin Uji',
          at: '2026-11-22T02:00:00.000Z',
        },
      ],
    })
    expect(get().channel).toBe('loket')
    update(other, seen + 1, { channel: 'telepon', summary: 'Bansos tahap 3 belum cair' })
    expect(get()).toMatchObject({ channel: 'telepon', summary: 'Bansos tahap 3 belum cair' })
    expect(get().history.at(-1)?.text).toBe('Isian kasus diubah: cara datang.')
  })

  it('is not stopped by a note or a step of a need: no field of the case changed', () => {
    const seen = get().version
    casesHandlers.addNote(inline.context, { caseId, note: 'telepon' })
    expect(get().version).toBeGreaterThan(seen)
    update(other, seen, { reporter: { kind: 'other', name: 'BUDI', relation: 'tetangga' } })
    expect(get().reporter).toEqual({ kind: 'other', personId: null, name: 'BUDI', phone: '', relation: 'tetangga' })
    expect(changes(null, seen).changes.map(({ field }) => field)).toEqual(['reporterKind', 'reporterName', 'reporterRelation'])
  })

  it('keeps a reporter of another village, whom the writer cannot see, but takes no new one', () => {
    const far = addPerson(inline, { name: 'BUDI', region: '52.01.14.2001' })
    const reporter = { kind: 'other', personId: far, name: 'BUDI', relation: 'paman' }
    update(inline.context, get().version, { reporter })
    const village = asUser(inline, { name: 'Kader', areas: ['52.01.01.1001'] })
    update(village, get().version, { reporter, summary: 'Bansos tahap 4 belum cair' })
    expect(get()).toMatchObject({ summary: 'Bansos tahap 4 belum cair', reporter: { personId: far } })
    const other = addPerson(inline, { name: 'BUDIMAN', region: '52.01.14.2001' })
    expect(refusal(() => update(village, get().version, { reporter: { ...reporter, personId: other } }))).toBe('NOT_FOUND')
  })

  it('refuses what does not fit the register, and cases outside the area', () => {
    expect(refusal(() => update(inline.context, get().version, { complaintKind: '' }))).toBe('VALIDATION')
    const village = asUser(inline, { name: 'Kader', areas: ['52.01.14.2001'] })
    expect(refusal(() => update(village, get().version))).toBe('NOT_FOUND')
    expect(refusal(() => updateNeed(village, 1))).toBe('NOT_FOUND')
    expect(refusal(() => casesHandlers.changes(village, { id: caseId, needId: null, version: 0 }))).toBe('NOT_FOUND')
  })
})

describe('a need that is opened again', () => {
  it('has its limit anew, unless its day is still to come', () => {
    const id = get().needs[0]?.id ?? 0
    const move = (version: number, to: string, day: string) =>
      inTransaction(inline, () =>
        casesHandlers.moveNeed(
          { ...inline.context, today: () => day },
          contract.cases.moveNeed.input.parse({ needId: id, version, to, note: 'alasan' }),
        ),
      )
    move(1, 'cancelled', '2026-11-22')
    move(2, 'registered', '2026-11-23')
    expect(get().needs[0]?.dueDate).toBe('2026-12-01')
    move(3, 'cancelled', '2026-11-24')
    move(4, 'registered', '2027-02-01')
    const due = get().needs[0]?.dueDate ?? ''
    expect(due > '2027-02-01').toBe(true)
  })
})

describe('two people change one need', () => {
  it('keeps before and after of every field, also of steps and hand-overs', () => {
    const id = get().needs[0]?.id ?? 0
    updateNeed(inline.context, 1, { description: 'PKH tahap 4', priority: 'segera', dueDate: '2026-12-03' })
    expect(message(() => updateNeed(other, 1, { description: 'lain' }))).toBe(
      'Kebutuhan ini baru saja diubah Admin Uji: batas waktu, uraian, kemendesakan.',
    )
    inTransaction(inline, () =>
      casesHandlers.moveNeed(inline.context, contract.cases.moveNeed.input.parse({ needId: id, version: 2, to: 'verification' })),
    )
    expect(changes(id, 1).changes.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['dueDate', '1 Desember 2026', '3 Desember 2026'],
      ['description', 'PKH tahap 3', 'PKH tahap 4'],
      ['priority', 'biasa', 'segera'],
      ['state', 'Dicatat fasilitator', 'Diperiksa supervisor'],
      ['holderId', 'Admin Uji', ''],
    ])
    updateNeed(other, 3, { description: 'digabung', dueDate: '2026-12-03', priority: 'segera' })
    expect(get().needs[0]).toMatchObject({ description: 'digabung', version: 4 })
    expect(inline.audited.at(-1)).toMatchObject({ entity: 'need', detail: { fields: ['description'] } })
  })

  it('changes the programme only before the decision, and nothing of a closed need', () => {
    const id = get().needs[0]?.id ?? 0
    updateNeed(inline.context, 1, { programmeKey: 'rutilahu' })
    expect(get().needs[0]?.programmeKey).toBe('rutilahu')
    const move = (version: number, to: string, note = '') =>
      inTransaction(inline, () =>
        casesHandlers.moveNeed(inline.context, contract.cases.moveNeed.input.parse({ needId: id, version, to, note })),
      )
    move(2, 'verification')
    move(3, 'waiting-decision')
    expect(refusal(() => updateNeed(inline.context, 4))).toBe('STATE')
    updateNeed(inline.context, 4, { programmeKey: 'rutilahu', level: 'provinsi' })
    move(5, 'cancelled', 'batal')
    expect(refusal(() => updateNeed(inline.context, 6, { programmeKey: 'rutilahu' }))).toBe('STATE')
  })

  it('writes nothing when nothing differs', () => {
    const before = get()
    updateNeed(inline.context, 1)
    expect(get().needs[0]?.version).toBe(1)
    expect(get().history).toHaveLength(before.history.length)
  })
})
