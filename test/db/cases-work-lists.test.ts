import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { usersHandlers } from '../../src/main/core/users/users.service.ts'
import { type WorkTab, workTabs } from '../../src/shared/contract/case-work.ts'
import { contract } from '../../src/shared/contract/index.ts'
import type { Permission } from '../../src/shared/domain/permissions.ts'
import { addPerson, allPapers, asUser, furnishOffice, inTransaction, refusal } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
let front: Inline['context']
let back: Inline['context']
let chief: Inline['context']
const base: Permission[] = ['cases.read', 'cases.write']
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
  front = asUser(inline, { name: 'Fitri', permissions: [...base, 'cases.intake'] })
  back = asUser(inline, { name: 'Bayu', permissions: [...base, 'cases.handle'] })
  chief = asUser(inline, { name: 'Maya', permissions: [...base, 'cases.decide'] })
})
afterEach(() => inline.close())

const need = (more: Record<string, unknown> = {}) => ({
  programmeKey: 'pkh',
  category: 'kepesertaan',
  papers: allPapers(inline, String(more.programmeKey ?? 'pkh')),
  ...more,
})
const create = (context = front, needs: Record<string, unknown>[] = [need()], more: Record<string, unknown> = {}) => {
  const clientId = addPerson(inline, { name: 'SITI AMINAH', ...('region' in more ? { region: more.region as string } : {}) })
  const { region: _region, ...rest } = more
  const made = inTransaction(inline, () =>
    casesHandlers.create(
      context,
      contract.cases.create.input.parse({ clientId, reporter: { kind: 'self' }, summary: 'Uji', needs, ...rest }),
    ),
  )
  return casesHandlers.get(inline.context, { id: made.id })
}
const work = (context: Inline['context'], tab: WorkTab, more: Record<string, unknown> = {}) =>
  contract.cases.work.output.parse(casesHandlers.work(context, contract.cases.work.input.parse({ tab, ...more })))
const ids = (context: Inline['context'], tab: WorkTab, more: Record<string, unknown> = {}) =>
  work(context, tab, more).items.map(({ id }) => id)
const counts = (context: Inline['context']) => casesHandlers.workCounts(context, contract.cases.workCounts.input.parse({}))
const move = (context: Inline['context'], needId: number, to: string, note = '') => {
  const found = inline.db.first(inline.db.q.selectFrom('need').select('version').where('id', '=', needId))
  return inTransaction(inline, () =>
    casesHandlers.moveNeed(context, contract.cases.moveNeed.input.parse({ needId, version: found?.version, to, note })),
  )
}
const only = (made: ReturnType<typeof create>): number => made.needs[0]?.id ?? 0

describe('what waits for whom', () => {
  it('follows a need from desk to desk', () => {
    const id = only(create())
    expect([ids(front, 'action'), ids(back, 'action'), ids(chief, 'action')]).toEqual([[id], [], []])
    move(front, id, 'verification')
    expect([ids(front, 'action'), ids(back, 'action'), ids(chief, 'action')]).toEqual([[], [id], []])
    expect([ids(back, 'mine'), ids(back, 'desk')]).toEqual([[], [id]])
    move(back, id, 'waiting-decision')
    expect([ids(back, 'action'), ids(chief, 'action'), ids(chief, 'decide')]).toEqual([[], [id], [id]])
    move(chief, id, 'returned', 'KK belum ada')
    expect([ids(front, 'returned'), ids(front, 'mine'), ids(chief, 'action')]).toEqual([[id], [id], []])
    expect(work(front, 'returned').items[0]).toMatchObject({ holder: 'Fitri', next: 'Perbaiki dan daftarkan lagi' })
    move(front, id, 'cancelled', 'Batal')
    for (const tab of workTabs) expect(ids(inline.context, tab), tab).toEqual([])
  })

  it('leaves to its holder what was taken from the desk, and gives back to the desk what somebody held who left', () => {
    const id = only(create())
    move(front, id, 'verification')
    const other = asUser(inline, { name: 'Rina', permissions: [...base, 'cases.handle'] })
    inTransaction(inline, () =>
      casesHandlers.assignNeed(back, { needId: id, version: 2, holderId: other.actor.userId, note: 'tolong' }),
    )
    expect([ids(back, 'action'), ids(other, 'action')]).toEqual([[], [id]])
    inline.db.run(inline.db.q.updateTable('user').set({ active: 0 }).where('id', '=', other.actor.userId))
    expect(ids(back, 'action')).toEqual([id])
    expect(counts(back)).toMatchObject({ action: 1, desk: 1, mine: 0 })
  })

  it('stands at the next desk also when a colleague hands on what somebody else holds', () => {
    const id = only(create())
    const secondFront = asUser(inline, { name: 'Farah', permissions: [...base, 'cases.intake'] })
    move(secondFront, id, 'verification')
    expect([ids(front, 'action'), ids(back, 'action')]).toEqual([[], [id]])
    const secondBack = asUser(inline, { name: 'Rina', permissions: [...base, 'cases.handle'] })
    inTransaction(inline, () =>
      casesHandlers.assignNeed(back, { needId: id, version: 2, holderId: back.actor.userId, note: 'saya tangani' }),
    )
    move(secondBack, id, 'waiting-decision')
    expect([ids(back, 'action'), ids(chief, 'action')]).toEqual([[], [id]])
    // Given beforehand to somebody of the next desk, it stays with them.
    const given = only(create(front, [need({ holderId: back.actor.userId })]))
    move(front, given, 'verification')
    expect([ids(back, 'mine'), ids(secondBack, 'action')]).toEqual([[given], []])
  })

  it('comes back to the desk when whoever registered it cannot go on with it', () => {
    for (const [name, change] of [
      ['left', () => inline.db.sql('UPDATE user SET active = 0 WHERE id = ?', front.actor.userId)],
      ['other work', () => inline.db.sql('UPDATE user_role SET role_key = ? WHERE user_id = ?', 'viewer', front.actor.userId)],
      [
        'other villages',
        () => inline.db.sql('INSERT INTO user_area (user_id, region_code) VALUES (?, ?)', front.actor.userId, '52.01.14'),
      ],
    ] as const) {
      inline.close()
      inline = openInline()
      furnishOffice(inline)
      front = asUser(inline, { name: 'Fitri', permissions: [...base, 'cases.intake'] })
      back = asUser(inline, { name: 'Bayu', permissions: [...base, 'cases.handle'] })
      const colleague = asUser(inline, { name: 'Farah', permissions: [...base, 'cases.intake'] })
      const id = only(create())
      move(front, id, 'verification')
      change()
      move(back, id, 'returned', 'KK belum ada')
      expect(ids(colleague, 'returned'), name).toEqual([id])
      expect(ids(back, 'action'), name).toEqual([])
    }
  })

  it('is given only to people who work on cases', () => {
    const id = only(create())
    const onlooker = asUser(inline, { name: 'Wayan', permissions: ['cases.read'] })
    expect(
      refusal(() => casesHandlers.assignNeed(front, { needId: id, version: 1, holderId: onlooker.actor.userId, note: 'x' })),
    ).toBe('VALIDATION')
    expect(refusal(() => create(front, [need({ holderId: onlooker.actor.userId })]))).toBe('VALIDATION')
    const listed = contract.users.colleagues.output.parse(usersHandlers.colleagues(inline.context, {}))
    expect(listed.filter(({ worksOnCases }) => !worksOnCases).map(({ displayName }) => displayName)).toEqual(['Wayan'])
  })

  it('names the desk whose turn it is', () => {
    const made = create()
    const desk = () => casesHandlers.get(front, { id: made.id }).needs[0]?.desk
    expect(desk()).toBe('Front Office')
    move(front, only(made), 'verification')
    expect(desk()).toBe('Back Office')
    move(back, only(made), 'waiting-decision')
    expect(desk()).toBe('manajer')
    move(chief, only(made), 'refused', 'bukan penduduk')
    expect(desk()).toBe('')
  })

  it('sorts by what presses: overdue, due soon, the rest; each by priority, then day, then age; pages hold together', () => {
    const made = create(front, [
      need({ dueDate: '2027-02-01' }),
      need({ dueDate: '2026-11-24' }),
      need({ dueDate: '2026-11-10' }),
      need({ dueDate: '2026-11-23' }),
      need({ dueDate: '2026-11-20', priority: 'segera' }),
      need({ dueDate: '2027-03-01', priority: 'darurat' }),
      need({ dueDate: '2027-01-01' }),
      need({ dueDate: '2026-11-10' }),
    ]).needs.map(({ id }) => id)
    inline.db.run(
      inline.db.q
        .updateTable('need')
        .set({ due_date: null })
        .where('id', '=', made[6] ?? 0),
    )
    const order = [4, 2, 7, 3, 1, 5, 0, 6].map((index) => made[index])
    expect(ids(front, 'action')).toEqual(order)
    expect(ids(chief, 'all')).toEqual(order)
    const seen: number[] = []
    let cursor: string | null = null
    do {
      const part = work(front, 'action', { cursor, limit: 3 })
      seen.push(...part.items.map(({ id }) => id))
      cursor = part.next
    } while (cursor !== null)
    expect(seen).toEqual(order)
    expect(ids(front, 'soon')).toEqual([made[3], made[1]])
    expect(ids(front, 'overdue')).toEqual([made[4], made[2], made[7]])
    expect(work(front, 'all').items.map(({ urgency }) => urgency)).toEqual([
      'overdue',
      'overdue',
      'overdue',
      'soon',
      'soon',
      'later',
      'later',
      'none',
    ])
    expect(work(front, 'soon').items[0]).toMatchObject({ daysLeft: 1 })
    expect(work(front, 'overdue').items[1]).toMatchObject({ daysLeft: -8 })
  })

  it('counts what each list shows, narrowed or not, inside the area of the user', () => {
    create(front, [need({ dueDate: '2026-11-01' }), need({ programmeKey: 'rutilahu' })])
    create(front, [need()], { region: '52.01.14.2001' })
    create(inline.context, [need()], { register: 'keluhan', complaintKind: 'saran' })
    const village = asUser(inline, { name: 'Kader', permissions: [...base, 'cases.intake'], areas: ['52.01.14.2001'] })
    for (const context of [front, back, chief, village, inline.context])
      for (const more of [{}, { register: 'keluhan' }, { programmeKey: 'pkh' }, { region: '52.01.14' }, { level: 'pusat' }]) {
        const counted = casesHandlers.workCounts(context, contract.cases.workCounts.input.parse(more))
        for (const tab of workTabs)
          expect(counted[tab], `${context.actor.displayName} ${tab} ${JSON.stringify(more)}`).toBe(ids(context, tab, more).length)
      }
    expect(ids(village, 'all')).toHaveLength(1)
    expect(casesHandlers.dashboard(front, {}).mine).toBe(ids(front, 'action').length)
    const total = casesHandlers.levels(front, {}).reduce((sum, { open }) => sum + open, 0)
    expect(total).toBe(4)
  })

  it('keeps register and region of a need with those of its case', () => {
    const made = create()
    inline.db.run(inline.db.q.updateTable('case_file').set({ region_code: '52.01.14.2001' }).where('id', '=', made.id))
    expect(ids(inline.context, 'all', { region: '52.01.14' })).toEqual([only(made)])
    expect(ids(inline.context, 'all', { region: '52.01.01' })).toEqual([])
  })
})

describe('handing over many at once', () => {
  it('does what can be done in one go and names the rest', () => {
    const first = create()
    const stale = create()
    const closed = create()
    const far = create(front, [need()], { region: '52.01.01.2001' })
    move(front, only(stale), 'verification')
    move(front, only(closed), 'cancelled', 'batal')
    const kader = asUser(inline, { name: 'Kader', permissions: base, areas: ['52.01.01.1001'] })
    const answer = contract.cases.assignNeeds.output.parse(
      inTransaction(inline, () =>
        casesHandlers.assignNeeds(inline.context, {
          needs: [
            { id: only(first), version: 1 },
            { id: only(stale), version: 1 },
            { id: only(closed), version: 2 },
            { id: only(far), version: 1 },
            { id: 999, version: 1 },
          ],
          holderId: kader.actor.userId,
          note: 'Kunjungan minggu ini',
        }),
      ),
    )
    expect(answer.done).toBe(1)
    expect(answer.refused.map(({ number, reason }) => [number, reason])).toEqual([
      [stale.number, expect.stringContaining('baru saja diubah Fitri: tahap')],
      [closed.number, 'Kebutuhan ini sudah ditutup.'],
      [far.number, 'Petugas ini tidak menangani wilayah warga tersebut.'],
      ['', 'Kebutuhan tidak ditemukan.'],
    ])
    expect(casesHandlers.get(inline.context, { id: first.id }).needs[0]).toMatchObject({ holder: 'Kader', version: 2 })
    expect(casesHandlers.get(inline.context, { id: far.id }).needs[0]).toMatchObject({ holder: 'Fitri', version: 1 })
    expect(casesHandlers.get(inline.context, { id: first.id }).history.at(-1)?.note).toBe('Kunjungan minggu ini')
  })

  it('puts back on the desk, and refuses somebody who left altogether', () => {
    const id = only(create())
    const give = (holderId: number | null, version: number) =>
      inTransaction(inline, () => casesHandlers.assignNeeds(front, { needs: [{ id, version }], holderId, note: 'x' }))
    expect(give(null, 1)).toEqual({ done: 1, refused: [] })
    expect(work(front, 'desk').items[0]).toMatchObject({ id, holder: '' })
    inline.db.run(inline.db.q.updateTable('user').set({ active: 0 }).where('id', '=', back.actor.userId))
    expect(refusal(() => give(back.actor.userId, 2))).toBe('VALIDATION')
  })
})

describe('flags, reminders, levels', () => {
  it('flags with a word for everybody, without overtaking anybody', () => {
    const made = create()
    casesHandlers.flagNeed(chief, { needId: only(made), flag: 'dipantau Bupati' })
    expect(work(back, 'flagged').items[0]).toMatchObject({ flag: 'dipantau Bupati', version: 1 })
    casesHandlers.flagNeed(chief, { needId: only(made), flag: '' })
    expect(ids(back, 'flagged')).toEqual([])
    expect(
      casesHandlers
        .get(inline.context, { id: made.id })
        .history.slice(-2)
        .map(({ text }) => text),
    ).toEqual([
      '"PKH" ditandai.'.replace('PKH', made.needs[0]?.programmeName ?? ''),
      `Tanda pada "${made.needs[0]?.programmeName}" dilepas.`,
    ])
  })

  it('reminds only the one who asked, from the day on, until it is done', () => {
    const id = only(create())
    expect(refusal(() => casesHandlers.remind(back, { needId: id, day: '2026-11-21', note: '' }))).toBe('VALIDATION')
    const { id: reminder } = casesHandlers.remind(back, { needId: id, day: '2026-11-25', note: 'telepon desa' })
    expect(ids(back, 'reminded')).toEqual([])
    const later = { ...back, today: () => '2026-11-25' }
    expect(work(later, 'reminded').items[0]).toMatchObject({ id, reminder: { day: '2026-11-25', note: 'telepon desa' } })
    expect(ids({ ...front, today: () => '2026-11-25' }, 'reminded')).toEqual([])
    expect(refusal(() => casesHandlers.remindDone(front, { id: reminder }))).toBe('NOT_FOUND')
    casesHandlers.remindDone(back, { id: reminder })
    expect(ids(later, 'reminded')).toEqual([])
  })

  it('takes a need upwards with the reason, a new day and the agency; never down, never by a stranger', () => {
    const made = create(front, [need({ level: 'kabupaten', dueDate: '2026-11-24' })])
    const id = only(made)
    const input = (more: Record<string, unknown>) =>
      contract.cases.escalate.input.parse({ needId: id, version: 1, level: 'provinsi', reason: 'Tidak ada anggaran', ...more })
    expect(refusal(() => casesHandlers.escalate(front, input({ level: 'desa' })))).toBe('VALIDATION')
    expect(refusal(() => casesHandlers.escalate(back, input({})))).toBe('FORBIDDEN')
    const agencyId = inline.db.first(inline.db.q.selectFrom('agency').select('id').limit(1))?.id
    inTransaction(inline, () => casesHandlers.escalate(front, input({ agencyId: agencyId ?? null, dueDate: '2026-12-10' })))
    const after = casesHandlers.get(inline.context, { id: made.id })
    expect(after.needs[0]).toMatchObject({ level: 'provinsi', dueDate: '2026-12-10', escalated: 1, version: 2 })
    expect(after.history.at(-1)).toMatchObject({ note: 'Tidak ada anggaran' })
    expect(after.history.at(-1)?.text).toContain('dinaikkan dari Kabupaten/kota ke Provinsi')
    expect(casesHandlers.levels(front, {})).toContainEqual({ level: 'provinsi', open: 1, soon: 0, overdue: 0, escalated: 1 })
    expect(refusal(() => casesHandlers.escalate(front, input({ level: 'pusat' })))).toBe('CONFLICT')
  })
})
