import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { addPerson, allPapers, asUser, furnishOffice, inTransaction, refusal } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
let client: number
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
  client = addPerson(inline, { name: 'SITI AMINAH', nik: '5201014107900001' })
})
afterEach(() => inline.close())

const need = (programmeKey = 'reaktivasi-pbi-jk', more = {}) =>
  contract.cases.addNeed.input.shape.need.parse({
    programmeKey,
    category: 'kepesertaan',
    papers: allPapers(inline, programmeKey),
    ...more,
  })
const create = (context = inline.context, more: Record<string, unknown> = {}) =>
  inTransaction(inline, () =>
    casesHandlers.create(
      context,
      contract.cases.create.input.parse({
        clientId: client,
        reporter: { kind: 'self' },
        summary: 'Kartu KIS tidak aktif',
        needs: [need()],
        ...more,
      }),
    ),
  )
const list = (context = inline.context, more = {}) => casesHandlers.list(context, contract.cases.list.input.parse(more))
const get = (id: number, context = inline.context) => contract.cases.get.output.parse(casesHandlers.get(context, { id }))
const move = (needId: number, version: number, to: string, note = '', context = inline.context) =>
  inTransaction(inline, () => casesHandlers.moveNeed(context, contract.cases.moveNeed.input.parse({ needId, version, to, note })))

describe('registering a case', () => {
  it('gives a yearly number, takes the region from the client and sets the due day from the programme', () => {
    const first = create()
    const second = create()
    expect([first.number, second.number]).toEqual(['SLRT-2026-0001', 'SLRT-2026-0002'])
    const detail = get(first.id)
    expect(detail).toMatchObject({ state: 'open', village: 'Gerung Utara', regionCode: '52.01.01.1001', openedBy: 'Admin Uji' })
    expect(detail.client.nikMasked).toBe('520101••••••0001')
    expect(detail.needs[0]).toMatchObject({ state: 'registered', dueDate: '2026-11-25', holder: 'Admin Uji', overdue: false })
    expect(detail.needs[0]?.steps[0]).toMatchObject({ to: 'verification', label: 'Teruskan ke Back Office' })
    expect(detail.history.map((event) => event.text)).toEqual([
      'Kasus dicatat di loket; warga melapor sendiri.',
      'Kebutuhan "Reaktivasi PBI-JK" dicatat, batas waktu 25 November 2026.',
    ])
    expect(inline.audited.at(-1)).toMatchObject({ entity: 'case', entityId: second.id })
  })

  it('starts each year at 1 and loses no number to a refused case', () => {
    create()
    expect(refusal(() => create(inline.context, { needs: [need(), need('tidak-ada')] }))).toBe('VALIDATION')
    expect(create().number).toBe('SLRT-2026-0002')
    expect(create({ ...inline.context, today: () => '2027-01-02' }).number).toBe('SLRT-2027-0001')
  })

  it('marks the cases of a practice office', () => {
    const practice = openInline()
    furnishOffice(practice, { practice: true })
    const person = addPerson(practice, { name: 'CONTOH' })
    const made = casesHandlers.create(
      practice.context,
      contract.cases.create.input.parse({ clientId: person, reporter: { kind: 'self' }, summary: 'Uji', needs: [need()] }),
    )
    practice.close()
    expect(made.number).toBe('LATIHAN-SLRT-2026-0001')
  })

  it('names the reporter when somebody else comes', () => {
    const made = create(inline.context, { reporter: { kind: 'other', name: 'BUDI', relation: 'tetangga', phone: '08123' } })
    const detail = get(made.id)
    expect(detail.reporter).toEqual({ kind: 'other', personId: null, name: 'BUDI', phone: '08123', relation: 'tetangga' })
    expect(detail.history[0]?.text).toBe('Kasus dicatat di loket; dilaporkan oleh BUDI (tetangga).')
  })
})

describe('working on a need', () => {
  it('goes from desk to desk to the end and closes the case', () => {
    const made = create()
    const id = get(made.id).needs[0]?.id as number
    move(id, 1, 'verification')
    expect(get(made.id).needs[0]).toMatchObject({ state: 'verification', holder: '', version: 2 })
    move(id, 2, 'waiting-decision')
    move(id, 3, 'solved', 'Kartu sudah aktif')
    const done = get(made.id)
    expect(done.state).toBe('closed')
    expect(done.history.map((event) => event.text)).toEqual(
      expect.arrayContaining([
        '"Reaktivasi PBI-JK" berpindah dari Terdaftar ke Verifikasi (Teruskan ke Back Office).',
        '"Reaktivasi PBI-JK" dilepas dari Admin Uji; menunggu petugas.',
        'Semua kebutuhan sudah selesai; kasus ditutup.',
      ]),
    )
    expect(done.history.find((event) => event.note === 'Kartu sudah aktif')).toBeDefined()
  })

  it('refuses a stale version, a wrong step, a missing note and a missing right', () => {
    const made = create()
    const id = get(made.id).needs[0]?.id as number
    const clerk = asUser(inline, { name: 'Petugas', permissions: ['cases.read', 'cases.write', 'cases.handle'] })
    move(id, 1, 'verification')
    expect(refusal(() => move(id, 1, 'verification', '', clerk))).toBe('CONFLICT')
    expect(refusal(() => move(id, 2, 'waiting-turn', '', clerk))).toBe('STATE')
    expect(refusal(() => move(id, 2, 'returned', ' ', clerk))).toBe('VALIDATION')
    expect(refusal(() => move(id, 2, 'refused', 'tidak layak', clerk))).toBe('FORBIDDEN')
    expect(get(made.id).needs[0]).toMatchObject({ state: 'verification', version: 2 })
    expect(get(made.id, clerk).needs[0]?.steps.map((step) => step.to)).not.toContain('refused')
  })

  it('gives a returned need back to the one who registered it', () => {
    const desk = asUser(inline, { name: 'Rina' })
    const made = create(desk)
    const id = get(made.id).needs[0]?.id as number
    move(id, 1, 'verification', '', desk)
    move(id, 2, 'returned', 'KK belum dilampirkan')
    expect(get(made.id).needs[0]).toMatchObject({ state: 'returned', holder: 'Rina' })
    expect(list(desk, { mine: true }).items.map((row) => row.id)).toEqual([made.id])
  })

  it('lets only one of two users change the same version', () => {
    const made = create()
    const id = get(made.id).needs[0]?.id as number
    const other = asUser(inline, { name: 'Wati' })
    expect(
      casesHandlers.assignNeed(inline.context, {
        needId: id,
        version: 1,
        holderId: other.actor.userId,
        note: 'tolong lanjutkan',
      }),
    ).toEqual({ id, version: 2 })
    expect(refusal(() => casesHandlers.assignNeed(other, { needId: id, version: 1, holderId: null, note: '' }))).toBe('CONFLICT')
    expect(get(made.id).history.at(-1)).toMatchObject({
      text: '"Reaktivasi PBI-JK" diserahkan dari Admin Uji kepada Wati.',
      note: 'tolong lanjutkan',
    })
  })

  it('opens a closed case again with a new need, and keeps notes whole', () => {
    const made = create()
    const id = get(made.id).needs[0]?.id as number
    move(id, 1, 'cancelled', 'Warga membatalkan')
    expect(get(made.id).state).toBe('closed')
    casesHandlers.addNeed(inline.context, { caseId: made.id, need: need('pkh') })
    expect(get(made.id).state).toBe('open')
    const note = `=1+1 baris pertama\n${'panjang '.repeat(200)}`.trim()
    casesHandlers.addNote(inline.context, { caseId: made.id, note })
    expect(get(made.id).history.at(-1)).toMatchObject({ text: 'Catatan ditambahkan.', note })
  })
})

describe('lists and the area of a user', () => {
  it('pages without gaps or repeats and filters', () => {
    const ids = Array.from({ length: 7 }, (_, index) => create(inline.context, { summary: `Kasus ke-${index}` }).id)
    const seen: number[] = []
    let cursor: string | null = null
    do {
      const found = list(inline.context, { cursor, limit: 3 })
      seen.push(...found.items.map((row) => row.id))
      cursor = found.next
    } while (cursor !== null)
    expect(seen).toEqual([...ids].reverse())
    expect(list(inline.context, { text: 'ke-3' }).items).toHaveLength(1)
    expect(list(inline.context, { text: 'slrt-2026-0002' }).items).toHaveLength(1)
    expect(list(inline.context, { text: 'aminah' }).items).toHaveLength(7)
    expect(list(inline.context, { text: '5201014107900001' }).items).toHaveLength(7)
    expect(list(inline.context, { text: '%' }).items).toHaveLength(0)
    expect(list(inline.context, { programmeKey: 'pkh' }).items).toHaveLength(0)
    expect(list(inline.context, { region: '52.01.01' }).items).toHaveLength(7)
    expect(list(inline.context, { region: '52.01.14' }).items).toHaveLength(0)
    expect(list(inline.context, { state: 'closed' }).items).toHaveLength(0)
    expect(() => list(inline.context, { cursor: 'bukan-penanda' })).toThrow('Penanda halaman')
  })

  it('shows the need that most wants attention', () => {
    const made = create(inline.context, {
      needs: [need('rutilahu'), need('pkh', { dueDate: '2026-11-20' }), need('kip-pip', { dueDate: '2026-11-24' })],
    })
    const row = list(inline.context, { overdue: true }).items[0]
    expect(row).toMatchObject({ id: made.id, dueDate: '2026-11-20', overdue: true, needStateLabel: 'Terdaftar' })
    expect(row?.programmes).toHaveLength(3)
    contract.cases.list.output.parse(list())
  })

  it('hides people and cases outside the villages of a user, in lists and by id', () => {
    const made = create()
    const id = get(made.id).needs[0]?.id as number
    const village = asUser(inline, { name: 'Kader', areas: ['52.01.14.2001'] })
    const subDistrict = asUser(inline, { name: 'Camat', areas: ['52.01.01'] })
    expect(list(village, { state: 'all' }).items).toHaveLength(0)
    expect(list(subDistrict, { state: 'all' }).items).toHaveLength(1)
    expect(refusal(() => get(made.id, village))).toBe('NOT_FOUND')
    expect(refusal(() => move(id, 1, 'verification', '', village))).toBe('NOT_FOUND')
    expect(refusal(() => casesHandlers.addNote(village, { caseId: made.id, note: 'x' }))).toBe('NOT_FOUND')
    expect(refusal(() => casesHandlers.addNeed(village, { caseId: made.id, need: need() }))).toBe('NOT_FOUND')
    expect(refusal(() => create(village))).toBe('NOT_FOUND')
    expect(
      refusal(() =>
        casesHandlers.assignNeed(inline.context, { needId: id, version: 1, holderId: village.actor.userId, note: '' }),
      ),
    ).toBe('VALIDATION')
    expect(casesHandlers.dashboard(village, {})).toMatchObject({ openCases: 0, people: 0 })
  })

  it('counts for the first screen what its lists show', () => {
    create(inline.context, { needs: [need('pkh', { dueDate: '2026-11-01' }), need('rutilahu', { dueDate: '2026-11-02' })] })
    create()
    const figures = contract.cases.dashboard.output.parse(casesHandlers.dashboard(inline.context, {}))
    expect(figures).toMatchObject({ mine: 3, overdue: 2, openCases: 2, referralsWaiting: 0, people: 1, lastBackupAt: null })
    const work = (tab: 'action' | 'overdue') => casesHandlers.work(inline.context, contract.cases.work.input.parse({ tab })).items
    expect(work('action')).toHaveLength(figures.mine)
    expect(work('overdue')).toHaveLength(figures.overdue)
  })
})
