import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { openSource } from '../../src/main/core/exports/sources.ts'
import { noticesHandlers } from '../../src/main/core/notices/notices.service.ts'
import { programmesHandlers } from '../../src/main/core/programmes/programmes.service.ts'
import { waitingHandlers } from '../../src/main/core/waiting/waiting.service.ts'
import { exportedList } from '../../src/shared/contract/exports.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { addPerson, allPapers, asUser, furnishOffice, inTransaction, refusal } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { readPdf } from '../harness/pdf.ts'

let inline: Inline
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
})
afterEach(() => inline.close())

const move = (needId: number, to: string, day = '2026-11-22') =>
  inTransaction(inline, () => {
    const version = inline.db.first(inline.db.q.selectFrom('need').select('version').where('id', '=', needId))?.version ?? 0
    return casesHandlers.moveNeed(
      { ...inline.context, today: () => day },
      contract.cases.moveNeed.input.parse({ needId, version, to, note: 'alasan' }),
    )
  })
const waits = (name: string, day: string, region = '52.01.01.1001', more: { kk?: string; relation?: string } = {}) => {
  const clientId = addPerson(inline, { name, region, ...more })
  const { id } = inTransaction(inline, () =>
    casesHandlers.create(
      inline.context,
      contract.cases.create.input.parse({
        clientId,
        reporter: { kind: 'self' },
        summary: 'Rumah bocor',
        needs: [{ programmeKey: 'rutilahu', category: 'kebutuhan', papers: allPapers(inline, 'rutilahu') }],
      }),
    ),
  )
  const needId = casesHandlers.get(inline.context, { id }).needs[0]?.id as number
  for (const to of ['verification', 'waiting-decision', 'waiting-turn']) move(needId, to, day)
  return { id, needId }
}
const list = (more = {}, context = inline.context) =>
  contract.waiting.list.output.parse(waitingHandlers.list(context, contract.waiting.list.input.parse(more)))
const free = (places = 1) =>
  inTransaction(inline, () =>
    waitingHandlers.freePlace(inline.context, { programmeKey: 'rutilahu', reason: 'Kuota bertambah', places }),
  )
const needOf = (id: number) => casesHandlers.get(inline.context, { id }).needs[0]
const take = (entry: { id: number; version: number } | undefined, context = inline.context) =>
  inTransaction(inline, () =>
    waitingHandlers.take(context, { id: entry?.id as number, version: entry?.version as number, note: 'Menerima tempat' }),
  )

describe('a waiting list', () => {
  it('is joined and left by the steps of the need, and stands by priority, then day', () => {
    waits('KEDUA', '2026-11-10')
    const first = waits('PERTAMA', '2026-11-01')
    waits('KETIGA', '2026-11-12')
    expect(list().items.map(({ name, turn }) => [turn, name])).toEqual([
      [1, 'PERTAMA'],
      [2, 'KEDUA'],
      [3, 'KETIGA'],
    ])
    const third = list().items[2]
    inTransaction(inline, () =>
      waitingHandlers.setPriority(inline.context, {
        id: third?.id as number,
        version: third?.version as number,
        priority: 1,
        reason: 'rumah roboh',
      }),
    )
    expect(list().items.map(({ name }) => name)).toEqual(['KETIGA', 'PERTAMA', 'KEDUA'])
    move(first.needId, 'verification')
    expect(list().items.map(({ name }) => name)).toEqual(['KETIGA', 'KEDUA'])
    expect(list({ state: 'left' }).items).toMatchObject([{ name: 'PERTAMA', turn: null, endedReason: 'alasan' }])
  })

  it('proposes the next family for a free place, the one after when it passes, and counts who took one', () => {
    waits('PERTAMA', '2026-11-01')
    const second = waits('KEDUA', '2026-11-02')
    expect(free().proposed).toMatchObject([{ name: 'PERTAMA' }])
    const offered = list({ state: 'offered' }).items[0]
    const passed = inTransaction(inline, () =>
      waitingHandlers.pass(inline.context, { id: offered?.id as number, version: offered?.version as number, reason: 'pindah' }),
    )
    expect(passed.proposed).toMatchObject({ name: 'KEDUA' })
    move(second.needId, 'solved')
    expect(waitingHandlers.programmes(inline.context, {})).toMatchObject([
      { key: 'rutilahu', waiting: 1, offered: 0, placed: 1, freePlaces: 0 },
    ])
    expect(list().items.map(({ name }) => name)).toEqual(['PERTAMA'])
    expect(waitingHandlers.history(inline.context, { id: offered?.id as number }).map(({ text }) => text)).toEqual([
      'Masuk daftar tunggu, terhitung 1 November 2026.',
      'Ditawari tempat: Kuota bertambah.',
      'Dilewati: pindah.',
    ])
  })

  it('keeps a place that nobody can take, and says when all are offered', () => {
    expect(free().proposed).toEqual([])
    waits('BARU', '2026-11-20')
    const propose = () => inTransaction(inline, () => waitingHandlers.propose(inline.context, { programmeKey: 'rutilahu' }))
    expect(propose().proposed).toMatchObject([{ name: 'BARU' }])
    expect(refusal(propose)).toBe('STATE')
  })

  it('gives several places to the next in line at once, and one click moves the need on', () => {
    const first = waits('PERTAMA', '2026-11-01')
    const second = waits('KEDUA', '2026-11-02')
    waits('KETIGA', '2026-11-03')
    expect(needOf(first.id)).toMatchObject({ holder: '', dueDate: null })
    expect(free(2).proposed.map(({ name }) => name)).toEqual(['PERTAMA', 'KEDUA'])
    expect(waitingHandlers.programmes(inline.context, {})).toMatchObject([
      { waiting: 1, offered: 2, freePlaces: 2, openPlaces: 0 },
    ])
    // Who gave the place away calls the family.
    expect(needOf(first.id)).toMatchObject({ holderId: inline.context.actor.userId })
    const [one, other] = list({ state: 'offered' }).items
    expect(one).toMatchObject({ name: 'PERTAMA', placeReason: 'Kuota bertambah' })
    take(one)
    expect(needOf(first.id)).toMatchObject({ state: 'solved' })
    expect(list({ state: 'placed' }).items).toMatchObject([{ name: 'PERTAMA', endedReason: 'Menerima tempat' }])
    expect(refusal(() => take(one))).toBe('STATE')
    expect(refusal(() => take({ id: other?.id as number, version: 0 }))).toBe('CONFLICT')
    inTransaction(inline, () =>
      waitingHandlers.pass(inline.context, { id: other?.id as number, version: other?.version as number, reason: 'pindah' }),
    )
    expect(needOf(second.id)).toMatchObject({ state: 'waiting-turn', holderId: null })
    const desk = asUser(inline, { name: 'Depan', permissions: ['cases.read', 'cases.write', 'cases.intake'] })
    expect(refusal(() => take(list({ state: 'offered' }).items[0], desk))).toBe('FORBIDDEN')
  })

  it('has the family told that its turn came, and after passing that it goes on waiting', () => {
    const { id } = waits('PERTAMA', '2026-11-01')
    const words = () => {
      const open = noticesHandlers.ofCase(inline.context, { caseId: id }).filter(({ toldOn }) => toldOn === null)
      expect(open).toHaveLength(1)
      const made = noticesHandlers.prepare(inline.context, contract.notices.prepare.input.parse({ id: open[0]?.id }))
      return [...made.lines.map(({ text }) => text), made.whatsapp.text].join(' ')
    }
    expect(words()).toContain('masuk daftar tunggu')
    free()
    expect(words()).toContain('Giliran sudah tiba: ada tempat kosong (Kuota bertambah).')
    expect(words()).not.toContain('masuk daftar tunggu')
    const [offered] = list({ state: 'offered' }).items
    inTransaction(inline, () =>
      waitingHandlers.pass(inline.context, { id: offered?.id as number, version: offered?.version as number, reason: 'sakit' }),
    )
    expect(words()).toContain('masuk daftar tunggu')
    expect(words()).not.toContain('Giliran sudah tiba')
  })

  it('runs no limit while a family waits, and a new one when the need comes back', () => {
    const { id, needId } = waits('PERTAMA', '2026-11-01')
    expect(needOf(id)?.dueDate).toBeNull()
    const work = (tab: 'action' | 'all') =>
      casesHandlers.work(inline.context, contract.cases.work.input.parse({ tab })).items.map((row) => row.id)
    expect(work('action')).not.toContain(needId)
    expect(work('all')).toContain(needId)
    move(needId, 'verification')
    expect((needOf(id)?.dueDate ?? '') > '2026-11-22').toBe(true)
  })

  it('runs no limit either when a waiting need is taken upwards', () => {
    const { id, needId } = waits('PERTAMA', '2026-11-01')
    inTransaction(inline, () =>
      casesHandlers.escalate(
        inline.context,
        contract.cases.escalate.input.parse({ needId, version: needOf(id)?.version, level: 'pusat', reason: 'kuota pusat' }),
      ),
    )
    expect(needOf(id)).toMatchObject({ level: 'pusat', dueDate: null })
  })

  it('names the family, on screen, on paper and in a file with the numbers asked for', async () => {
    const kk = '5201010101010001'
    waits('IBU', '2026-11-01', '52.01.01.1001', { kk, relation: 'Istri' })
    addPerson(inline, { name: 'BAPAK', kk, relation: 'Kepala Keluarga' })
    waits('SENDIRI', '2026-11-02')
    expect(list().items).toMatchObject([
      { name: 'IBU', familyHead: 'BAPAK', familySize: 2, address: 'Jl. Contoh 5, RT 001/RW 002' },
      { name: 'SENDIRI', familyHead: '', familySize: null },
    ])
    const rows = (full: boolean) => {
      const source = openSource(inline.context, exportedList.parse({ list: 'waiting', programmeKey: 'rutilahu' }), full)
      const cells = [...source.chunks].flat()
      return cells.map((row) => Object.fromEntries(source.columns.map(({ header }, index) => [header, row[index]])))
    }
    expect(rows(true)).toMatchObject([
      {
        Urutan: 1,
        Nama: 'IBU',
        'No. KK': kk,
        'Kepala keluarga': 'BAPAK',
        Anggota: 2,
        Prioritas: 'Biasa',
        'Masuk daftar': '2026-11-01',
      },
      { Urutan: 2, Nama: 'SENDIRI', 'No. KK': '' },
    ])
    expect(JSON.stringify(rows(false))).not.toContain(kk)
    const { file } = await waitingHandlers.print(inline.context, contract.waiting.print.input.parse({ programmeKey: 'rutilahu' }))
    expect(inline.audited.at(-1)).toMatchObject({ entity: 'waiting', detail: { printed: true, programme: 'rutilahu' } })
    const { source } = inline.context.tickets.read(file.fileId, 1)
    const paper = (await readPdf(readFileSync(join(inline.context.dirs.tmp, source.ref)))).pages
      .map(({ text }) => text)
      .join('\n')
    for (const part of ['IBU', 'BAPAK 2', '01/11/2026', 'Biasa', '2 keluarga']) expect(paper).toContain(part)
  })

  it('shows a user their own villages only, and lets them give away no place', async () => {
    waits('LUAR', '2026-11-01', '52.01.14.2001')
    waits('DALAM', '2026-11-02')
    const limited = asUser(inline, { name: 'Desa', areas: ['52.01.01.1001'] })
    expect(list({}, limited).items.map(({ name, turn }) => [turn, name])).toEqual([[2, 'DALAM']])
    expect(refusal(() => waitingHandlers.freePlace(limited, { programmeKey: 'rutilahu', reason: 'x', places: 1 }))).toBe(
      'FORBIDDEN',
    )
    expect((await waitingHandlers.print(limited, contract.waiting.print.input.parse({}))).rows).toBe(1)
    expect(list({ limit: 1 }).next).not.toBeNull()
    expect(list({ limit: 1, cursor: list({ limit: 1 }).next }).items.map(({ name }) => name)).toEqual(['DALAM'])
  })
})

describe('suggestions', () => {
  it('name programmes with reason and papers, until the family asks for them', () => {
    const mother = addPerson(inline, { name: 'IBU', sex: 'P', birthDate: '1990-01-01', kk: '5201010101010001' })
    addPerson(inline, { name: 'ANAK', sex: 'L', birthDate: '2015-01-01', kk: '5201010101010001' })
    const by = { created_at: 'x', created_by: 1, updated_at: 'x', updated_by: 1 }
    inline.db.run(
      inline.db.q
        .insertInto('person_fact')
        .values({ person_id: mother, kind: 'decile', key: 'decile', value: '2', as_of: '2026-10-01', source: 'list', ...by }),
    )
    const found = () => contract.programmes.suggest.output.parse(programmesHandlers.suggest(inline.context, { id: mother }))
    const pkh = found().find(({ key }) => key === 'pkh')
    expect(pkh).toMatchObject({ verdict: 'yes', openCase: null })
    expect(pkh?.reasons.join(' ')).toMatch(/Desil 2.*ANAK \(11 tahun\)/)
    expect(pkh?.papers).toContain('KTP pemohon')
    inTransaction(inline, () =>
      casesHandlers.create(
        inline.context,
        contract.cases.create.input.parse({
          clientId: mother,
          reporter: { kind: 'self' },
          summary: 'PKH',
          needs: [{ programmeKey: 'pkh', category: 'kebutuhan' }],
        }),
      ),
    )
    expect(found().find(({ key }) => key === 'pkh')?.openCase).toMatchObject({ number: 'SLRT-2026-0001' })
    // The family moved here; the case stayed where it was opened, out of this user's sight.
    inline.db.sql("UPDATE case_file SET region_code = '52.01.14.2001'")
    const here = asUser(inline, { name: 'Sini', areas: ['52.01.01'] })
    const seen = contract.programmes.suggest.output.parse(programmesHandlers.suggest(here, { id: mother }))
    expect(seen.find(({ key }) => key === 'pkh')).toMatchObject({ verdict: 'yes', openCase: null })
    const outside = asUser(inline, { name: 'Luar', areas: ['52.01.14'] })
    expect(refusal(() => programmesHandlers.suggest(outside, { id: mother }))).toBe('NOT_FOUND')
  })
})
