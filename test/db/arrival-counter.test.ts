import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { arrivalHandlers } from '../../src/main/core/arrival/arrival.service.ts'
import { initialCounterSettings } from '../../src/main/core/arrival/counter-settings.ts'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { definitionsHandlers } from '../../src/main/core/definitions/definitions.service.ts'
import { draftsHandlers } from '../../src/main/core/drafts/drafts.service.ts'
import { referralsHandlers } from '../../src/main/core/referrals/referrals.service.ts'
import { servicesHandlers } from '../../src/main/core/services/services.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { missingPapersLine } from '../../src/shared/domain/missing-papers.ts'
import { addPerson, allPapers, asUser, furnishOffice, inTransaction, refusal } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { readPdf } from '../harness/pdf.ts'

let inline: Inline
let client: number
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
  client = addPerson(inline, { name: 'SITI AMINAH', nik: '5201014107900001', kk: '5201010101010001' })
})
afterEach(() => inline.close())

const create = (more: Record<string, unknown> = {}, context = inline.context) =>
  inTransaction(inline, () =>
    casesHandlers.create(
      context,
      contract.cases.create.input.parse({
        clientId: client,
        reporter: { kind: 'self' },
        summary: 'Minta PKH',
        needs: [{ programmeKey: 'pkh', category: 'kebutuhan' }],
        ...more,
      }),
    ),
  )
const detail = (id: number) => contract.cases.get.output.parse(casesHandlers.get(inline.context, { id }))
const repeats = (personId: number, programmeKeys: string[], context = inline.context) =>
  contract.arrival.repeats.output.parse(arrivalHandlers.repeats(context, { personId, programmeKeys })).items
const settings = (more: object) =>
  inTransaction(inline, () =>
    arrivalHandlers.saveSettings(inline.context, {
      version: arrivalHandlers.settings(inline.context, {}).version,
      settings: { ...initialCounterSettings, ...more },
    }),
  )
const finish = (id: number, closedAt: string, state = 'solved') =>
  inline.db.sql('UPDATE need SET state = ?, closed_at = ? WHERE case_id = ?', state, closedAt, id)

describe('the warning about the same need', () => {
  it('names open needs of the person and of the present family, and no others', () => {
    const son = addPerson(inline, { name: 'ANAK', kk: '5201010101010001' })
    const stranger = addPerson(inline, { name: 'ORANG LAIN', kk: '5201010101010002' })
    const first = create()
    create({ clientId: stranger })
    expect(repeats(client, ['pkh'])).toMatchObject(
      [{ caseNumber: first.number, samePerson: true, open: true, programmeName: /PKH/ }].map((row) => ({
        ...row,
        programmeName: expect.stringMatching(row.programmeName),
      })),
    )
    expect(repeats(son, ['pkh', 'sembako'])).toMatchObject([{ personName: 'SITI AMINAH', samePerson: false }])
    expect(repeats(client, ['sembako'])).toEqual([])
    expect(repeats(client, [])).toEqual([])
  })

  it('reaches back as many days as the office says, or the programme itself', () => {
    const { id } = create()
    finish(id, '2026-09-01T02:00:00.000Z')
    expect(repeats(client, ['pkh'])).toMatchObject([{ open: false, withinDays: 90, closedAt: '2026-09-01T02:00:00.000Z' }])
    settings({ repeatDays: 30 })
    expect(repeats(client, ['pkh'])).toEqual([])
    const pkh = definitionsHandlers.get(inline.context, { kind: 'programme', key: 'pkh', version: null })
    inTransaction(inline, () =>
      definitionsHandlers.save(inline.context, {
        kind: 'programme',
        key: 'pkh',
        baseVersion: pkh.version,
        body: { ...(pkh.body as object), repeatDays: 365 },
      }),
    )
    expect(repeats(client, ['pkh'])).toMatchObject([{ withinDays: 365 }])
    finish(id, '2026-11-20T02:00:00.000Z', 'cancelled')
    expect(repeats(client, ['pkh'])).toEqual([])
  })

  it('says nothing of villages that are not the asker’s', () => {
    addPerson(inline, { name: 'ANAK', kk: '5201010101010001', region: '52.01.14.2001' })
    create()
    const kekeri = asUser(inline, { name: 'Rudi', areas: ['52.01.14'] })
    expect(refusal(() => repeats(client, ['pkh'], kekeri))).toBe('NOT_FOUND')
    expect(repeats(client + 1, ['pkh'], kekeri)).toEqual([])
  })
})

describe('a need at registration', () => {
  it('has its own level, agency, holder and due day', () => {
    const back = asUser(inline, { name: 'Bayu' })
    const made = create({
      needs: [
        { programmeKey: 'pkh', category: 'kebutuhan', holderId: back.actor.userId, dueDate: '2026-12-24', level: 'pusat' },
        { programmeKey: 'sembako', category: 'kebutuhan' },
      ],
    })
    expect(detail(made.id).needs.map(({ holder, dueDate, level }) => [holder, dueDate, level])).toMatchObject([
      ['Bayu', '2026-12-24', 'pusat'],
      ['Admin Uji', expect.any(String), expect.any(String)],
    ])
    const far = asUser(inline, { name: 'Jauh', areas: ['52.01.14'] })
    expect(refusal(() => create({ needs: [{ programmeKey: 'pkh', category: 'kebutuhan', holderId: far.actor.userId }] }))).toBe(
      'VALIDATION',
    )
  })

  it('stays a draft while somebody has no NIK, where the office wants it so', () => {
    const unnamed = addPerson(inline, { name: 'TANPA NIK' })
    expect(create({ clientId: unnamed }).id).toBeGreaterThan(0)
    settings({ withoutNik: 'draft' })
    expect(refusal(() => create({ clientId: unnamed }))).toBe('STATE')
    const { id } = create({ clientId: unnamed, draft: true, register: 'keluhan' })
    const [need] = detail(id).needs
    expect(need).toMatchObject({ state: 'draft', holder: 'Admin Uji' })
    // One more need is no way around it.
    inTransaction(inline, () =>
      casesHandlers.addNeed(
        inline.context,
        contract.cases.addNeed.input.parse({ caseId: id, need: { programmeKey: 'sembako', category: 'kebutuhan' } }),
      ),
    )
    expect(detail(id).needs[1]?.state).toBe('draft')
    const send = () =>
      inTransaction(inline, () =>
        casesHandlers.moveNeed(
          inline.context,
          contract.cases.moveNeed.input.parse({ needId: need?.id, version: 1, to: 'registered' }),
        ),
      )
    expect(refusal(send)).toBe('STATE')
    inline.db.sql("UPDATE person SET nik = '5201014107900009' WHERE id = ?", unnamed)
    send()
    expect(detail(id).needs[0]?.state).toBe('registered')
  })

  it('is offered in the register of the desk: complaints first for those in the field', () => {
    const order = (roles: string[]) =>
      arrivalHandlers.desk({ ...inline.context, actor: { ...inline.context.actor, roles } }, {}).registers.map(({ key }) => key)
    expect(order(['front-office'])).toEqual(['layanan', 'keluhan'])
    expect(order(['facilitator'])).toEqual(['keluhan', 'layanan'])
    const nobody = asUser(inline, { name: 'Lihat', permissions: ['cases.read'] })
    expect(arrivalHandlers.desk(nobody, {}).registers).toEqual([])
  })
})

describe('a consultation', () => {
  const add = (more: object) =>
    inTransaction(inline, () =>
      arrivalHandlers.addConsultation(
        inline.context,
        contract.arrival.addConsultation.input.parse({ subject: 'Syarat KIP', answer: 'Diberi daftar berkas', ...more }),
      ),
    )
  const list = () =>
    contract.arrival.consultations.output.parse(
      arrivalHandlers.consultations(inline.context, contract.arrival.consultations.input.parse({})),
    ).items

  it('is one line, of nobody, of a name, or of a person in the register', () => {
    add({})
    add({ who: 'Ibu di pasar' })
    add({ personId: client })
    expect(list().map(({ who, personId }) => [who, personId])).toEqual([
      ['SITI AMINAH', client],
      ['Ibu di pasar', null],
      ['', null],
    ])
  })

  it('becomes a case once', () => {
    const { id } = add({ personId: client })
    const made = create({ consultationId: id })
    expect(list()[0]).toMatchObject({ caseId: made.id, caseNumber: made.number })
    expect(refusal(() => create({ consultationId: id }))).toBe('STATE')
  })
})

const slipOf = async (caseId: number): Promise<string> => {
  const { fileId } = await arrivalHandlers.slip(inline.context, { caseId })
  const { source } = inline.context.tickets.read(fileId, 1)
  return (await readPdf(readFileSync(join(inline.context.dirs.tmp, source.ref)))).pages
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ')
}
const checklistOf = ({ context }: Inline, needId: number) => servicesHandlers.need(context, { needId }).papers
const tickAll = ({ context }: Inline, needId: number, papers: ({ key: string; state: 'have'; note: string } | undefined)[]) =>
  inTransaction(inline, () => servicesHandlers.tickPapers(context, { needId, papers: papers.flatMap((paper) => paper ?? []) }))

describe('the registration slip', () => {
  it('says number, masked NIK, needs with due days, missing papers, whom to ask and how data are used', async () => {
    const made = create({
      needs: [
        {
          programmeKey: 'pkh',
          category: 'kebutuhan',
          dueDate: '2026-12-24',
          description: `Baru pindah\n${missingPapersLine(['KTP', 'KK'])}`,
        },
        { programmeKey: 'sembako', category: 'kebutuhan' },
      ],
    })
    const words = await slipOf(made.id)
    for (const part of [made.number, '520101••••••0001', '24 Desember 2026', 'KTP, KK', 'Admin Uji', 'UU 27/2022'])
      expect(words).toContain(part)
    expect(words).not.toContain('5201014107900001')
    expect(inline.audited.at(-1)).toMatchObject({ entity: 'case', entityId: made.id, detail: { slip: true } })
    expect(detail(made.id).history.at(-1)?.text).toBe('Tanda terima pendaftaran dicetak.')
  })

  it('lists the papers the file still lacks, or asks for while nobody looked', async () => {
    const [first, second, ...rest] = allPapers(inline, 'rutilahu')
    const made = create({ needs: [{ programmeKey: 'rutilahu', category: 'kebutuhan', papers: [first] }] })
    const needId = detail(made.id).needs[0]?.id as number
    const labels = new Map(checklistOf(inline, needId).map(({ key, label }) => [key, label]))
    const toBring = async () => /Berkas yang masih harus dibawa: (.*?) Tanyakan kepada/.exec(await slipOf(made.id))?.[1] ?? ''
    expect(await toBring()).not.toContain(labels.get(first?.key ?? ''))
    expect(await toBring()).toContain(labels.get(second?.key ?? ''))
    tickAll(inline, needId, [second, ...rest])
    expect(await slipOf(made.id)).toContain('Berkas sudah lengkap.')
    const fresh = create({ needs: [{ programmeKey: 'rutilahu', category: 'kebutuhan' }] })
    expect(await slipOf(fresh.id)).toContain(`Berkas yang diminta layanan ini: ${labels.get(first?.key ?? '')}`)
  })

  it('says on every further page what the signature there belongs to', async () => {
    const made = create({
      needs: ['pkh', 'rutilahu', 'reaktivasi-pbi-jk', 'sembako'].map((programmeKey) => ({ programmeKey, category: 'kebutuhan' })),
    })
    const { fileId } = await arrivalHandlers.slip(inline.context, { caseId: made.id })
    const { source } = inline.context.tickets.read(fileId, 1)
    const { pages } = await readPdf(readFileSync(join(inline.context.dirs.tmp, source.ref)))
    expect(pages.length).toBeGreaterThan(1)
    for (const [index, { text }] of pages.entries())
      if (index > 0) expect(text.replace(/\s+/g, ' ')).toContain(`Tanda terima ${made.number}, SITI AMINAH, halaman ${index + 1}`)
  })

  it('carries what the resident said about their data, and who signs for them', async () => {
    const made = create()
    const say = (kind: 'signed' | 'oral' | 'representative' | 'declined', givenBy = '') =>
      inTransaction(inline, () =>
        referralsHandlers.recordConsent(
          inline.context,
          contract.referrals.recordConsent.input.parse({ caseId: made.id, kind, givenBy }),
        ),
      )
    expect(await slipOf(made.id)).not.toContain('Tercatat')
    for (const [kind, words] of [
      ['oral', 'Tercatat 22 November 2026: Lisan, dicatat petugas (petugas Admin Uji).'],
      ['declined', 'Tercatat 22 November 2026: Warga menolak (petugas Admin Uji).'],
      ['signed', 'Ditandatangani warga'],
    ] as const) {
      say(kind)
      expect(await slipOf(made.id)).toContain(words)
    }
    expect(await slipOf(made.id)).toContain('Warga / pelapor,')
    say('representative', 'Aminah, anak')
    const words = await slipOf(made.id)
    for (const part of ['Yang mewakili,', '(Aminah, anak)', 'Diwakili, Aminah, anak']) expect(words).toContain(part)
  })
})

describe('a half-filled form', () => {
  const save = (key: string, body: Record<string, string>, context = inline.context) =>
    inTransaction(inline, () => draftsHandlers.save(context, { key, body }))

  it('comes back to its writer alone, with the name of the person it is about', () => {
    save(`case.new.${client}`, { summary: 'KIS mati' })
    save('people.new', { name: 'Budi' })
    const other = asUser(inline, { name: 'Lina' })
    expect(draftsHandlers.read(inline.context, { key: 'people.new' }).body).toEqual({ name: 'Budi' })
    expect(draftsHandlers.read(other, { key: 'people.new' }).body).toBeNull()
    expect(draftsHandlers.list(other, {})).toEqual([])
    expect(contract.drafts.list.output.parse(draftsHandlers.list(inline.context, {}))).toMatchObject([
      { title: 'Warga baru', place: 'new-person' },
      { title: 'Loket: SITI AMINAH', place: 'counter', id: client },
    ])
    save('people.new', { name: 'Budi Santoso' })
    expect(draftsHandlers.list(inline.context, {})).toHaveLength(2)
    inTransaction(inline, () => draftsHandlers.remove(inline.context, { key: 'people.new' }))
    expect(draftsHandlers.list(inline.context, {})).toHaveLength(1)
  })

  it('is thrown away after the days the office set, and is not kept when it is huge', () => {
    save('people.new', { name: 'lama' }, { ...inline.context, now: () => '2026-10-01T00:00:00.000Z' })
    save('case.person', { name: 'baru' })
    expect(draftsHandlers.list(inline.context, {}).map(({ key }) => key)).toEqual(['case.person'])
    expect(refusal(() => save('paste', { text: 'x'.repeat(200_001) }))).toBe('VALIDATION')
  })
})
