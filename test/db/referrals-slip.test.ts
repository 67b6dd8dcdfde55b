import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { directoryHandlers } from '../../src/main/core/directory/directory.service.ts'
import { readArchivedFile } from '../../src/main/core/files/archive.repo.ts'
import { referralsHandlers } from '../../src/main/core/referrals/referrals.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import type { Permission } from '../../src/shared/domain/permissions.ts'
import { readSlipCode } from '../../src/shared/domain/slip-code.ts'
import { addPerson, allPapers, asUser, furnishOffice, refusal, refusalOf } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { readPdf } from '../harness/pdf.ts'

let inline: Inline
let number = 0
beforeEach(() => {
  inline = openInline()
  number = 0
  furnishOffice(inline)
})
afterEach(() => inline.close())

const addAgency = (more: object = {}): number =>
  directoryHandlers.save(
    inline.context,
    contract.directory.save.input.parse({
      id: null,
      version: 0,
      name: 'RSUD Contoh',
      addressee: 'Direktur RSUD Contoh',
      level: 'kabupaten',
      answerDays: 7,
      offers: [{ name: 'Rawat jalan', documents: ['KTP', 'Surat pengantar puskesmas'] }],
      ...more,
    }),
  ).id

const addCase = (more: { birthDate?: string; programme?: string; summary?: string } = {}) => {
  number += 1
  const clientId = addPerson(inline, {
    name: 'SITI AMINAH',
    nik: `520101650590000${number}`,
    birthDate: more.birthDate ?? '1990-05-25',
  })
  const caseId = casesHandlers.create(
    inline.context,
    contract.cases.create.input.parse({
      clientId,
      reporter: { kind: 'self' },
      summary: more.summary ?? 'Perlu bantuan',
      needs: [
        {
          programmeKey: more.programme ?? 'rutilahu',
          category: 'kebutuhan',
          papers: allPapers(inline, more.programme ?? 'rutilahu'),
        },
      ],
    }),
  ).id
  return { caseId, needId: casesHandlers.get(inline.context, { id: caseId }).needs[0]?.id as number }
}
const refer = (needId: number, agencyId: number, more: object = {}, context = inline.context) =>
  referralsHandlers.create(
    context,
    contract.referrals.create.input.parse({ needId, agencyId, request: 'Mohon dibantu', ...more }),
  ).id
const get = (id: number, context = inline.context) => contract.referrals.get.output.parse(referralsHandlers.get(context, { id }))
const record = (id: number, more: object, context = inline.context) =>
  referralsHandlers.record(context, contract.referrals.record.input.parse({ id, version: get(id).version, ...more }))
const consent = (caseId: number, kind: string, more: object = {}) =>
  referralsHandlers.recordConsent(inline.context, contract.referrals.recordConsent.input.parse({ caseId, kind, ...more }))
const desk = (name: string, ...permissions: Permission[]) => asUser(inline, { name, permissions })

describe('the slip of a referral', () => {
  it('is one page with the code, the papers and the tear-off, without the NIK, kept by its hash', async () => {
    const { needId, caseId } = addCase()
    const id = refer(needId, addAgency(), { service: 'Rawat jalan' })
    const slip = await referralsHandlers.slip(inline.context, { id })
    const archived = readArchivedFile(inline.db, slip.sha256)
    const pdf = await readPdf(archived?.bytes as Buffer)
    expect(pdf.pages).toHaveLength(1)
    const text = pdf.pages[0]?.text ?? ''
    for (const words of [
      'SLIP RUJUKAN',
      'Direktur RSUD Contoh',
      'SITI AMINAH',
      'Surat pengantar puskesmas',
      slip.code,
      'UMPAN BALIK RUJUKAN',
      'Ditolak lembaga',
      'Tanda tangan dan stempel',
      '29 November 2026',
    ])
      expect(text).toContain(words)
    expect(text).not.toMatch(/\d{16}/)
    expect(pdf.fonts.every(({ embedded }) => embedded)).toBe(true)
    expect(get(id).slipPrinted).toBe(true)
    expect(casesHandlers.get(inline.context, { id: caseId }).history.at(-1)?.text).toContain(slip.code)
  })

  it('leads back to its referral by the code as scanned, as printed and as misread, not from another area', () => {
    const id = refer(addCase().needId, addAgency())
    const { code } = get(id)
    const byCode = (typed: string, context = inline.context) => referralsHandlers.byCode(context, { code: typed })
    for (const typed of [code, code.replace('-', ''), ` ${code.toLowerCase()} `]) expect(byCode(typed)).toEqual({ id })
    expect(byCode(code, asUser(inline, { name: 'Kader', areas: ['52.01.14'] }))).toBeNull()
    const wrong = code.endsWith('0') ? code.replace(/.$/, '1') : code.replace(/.$/, '0')
    expect(readSlipCode(wrong)).toBeNull()
    expect(byCode(wrong)).toBeNull()
  })

  it('closes the referral when it comes back, writes it on the need and leaves the need to the clerk', () => {
    const { needId, caseId } = addCase()
    const id = refer(needId, addAgency())
    const frontOffice = desk('Loket', 'cases.read', 'cases.intake', 'referrals.read', 'referrals.answer')
    const before = casesHandlers.get(inline.context, { id: caseId }).needs[0]?.state
    expect(get(id, frontOffice).steps.map(({ to }) => to)).toEqual([
      'handed-over',
      'received',
      'handled',
      'done',
      'refused',
      'no-show',
    ])
    record(id, { state: 'done', answer: 'Rumah diperbaiki', answeredAt: '2026-11-20', source: 'slip' }, frontOffice)
    expect(get(id)).toMatchObject({ state: 'done', answeredAt: '2026-11-20', remindOn: null })
    expect(get(id).events.at(-1)).toMatchObject({ source: 'slip', by: 'Loket', note: 'Rumah diperbaiki' })
    expect(casesHandlers.get(inline.context, { id: caseId }).needs[0]?.state).toBe(before)
    expect(casesHandlers.get(inline.context, { id: caseId }).history.at(-1)?.text).toContain('Dari slip umpan balik.')
    expect(refusal(() => record(id, { state: 'handled', answer: 'x' }, frontOffice))).toBe('FORBIDDEN')
    expect(refusal(() => record(id, { state: 'handled' }))).toBe('VALIDATION')
    expect(refusal(() => record(id, { state: 'sent', via: 'pos' }))).toBe('STATE')
    record(id, { state: 'handled', answer: 'Ternyata belum tuntas' })
    expect(get(id).remindOn).toBe('2026-11-29')
    expect(get(id).events.map(({ text }) => text)).toEqual(['Selesai.', 'Sedang ditangani.'])
  })

  it('asks what a step needs, and proposes the next step of a need that waits for the answer', () => {
    const { needId, caseId } = addCase()
    const agency = addAgency()
    casesHandlers.moveNeed(inline.context, { needId, version: 1, to: 'verification', note: '', agencyId: null, dueDate: null })
    casesHandlers.moveNeed(inline.context, {
      needId,
      version: 2,
      to: 'waiting-decision',
      note: '',
      agencyId: null,
      dueDate: null,
    })
    const id = refer(needId, agency)
    expect(get(id).proposal).toBeNull()
    record(id, { state: 'handed-over' })
    expect(get(id).proposal).toMatchObject({ to: 'waiting-feedback' })
    casesHandlers.moveNeed(inline.context, {
      needId,
      version: 4,
      to: 'waiting-feedback',
      note: '',
      agencyId: null,
      dueDate: null,
    })
    expect(refusal(() => record(id, { state: 'sent' }))).toBe('VALIDATION')
    record(id, { state: 'sent', via: 'diantar petugas' })
    expect(get(id)).toMatchObject({ state: 'sent', sentVia: 'diantar petugas', proposal: null })
    expect(refusal(() => record(id, { state: 'refused' }))).toBe('VALIDATION')
    record(id, { state: 'refused', answer: 'Kuota habis' })
    expect(get(id).proposal).toMatchObject({ to: 'verification' })
    expect(casesHandlers.get(inline.context, { id: caseId }).needs[0]?.state).toBe('waiting-feedback')
  })
})

describe('reminders', () => {
  it('come before the answer is due, again after each one, and never for an ended referral', () => {
    const id = refer(addCase().needId, addAgency())
    const on = (today: string) => ({ ...inline.context, today: () => today })
    const due = (today: string) =>
      referralsHandlers.list(on(today), contract.referrals.list.input.parse({ reminding: true })).items.map((row) => row.id)
    expect(due('2026-11-26')).toEqual([])
    expect(due('2026-11-27')).toEqual([id])
    referralsHandlers.remind(on('2026-11-27'), { id, version: 1, note: 'Ditanya lewat telepon' })
    expect(due('2026-12-03')).toEqual([])
    expect(due('2026-12-04')).toEqual([id])
    expect(get(id)).toMatchObject({ reminders: 1, remindOn: '2026-12-04' })
    referralsHandlers.setDue(inline.context, { id, version: 2, dueDate: '2026-12-20', note: 'Diminta lembaga' })
    expect(get(id)).toMatchObject({ dueDate: '2026-12-20', remindOn: '2026-12-18' })
    record(id, { state: 'no-show' })
    expect(due('2026-12-31')).toEqual([])
    expect(refusal(() => referralsHandlers.remind(inline.context, { id, version: get(id).version, note: 'x' }))).toBe('STATE')
  })
})

describe('consent', () => {
  it('is only noted inside government, also when it is declined', () => {
    const { needId, caseId } = addCase({ programme: 'biaya-perawatan' })
    consent(caseId, 'declined')
    expect(get(refer(needId, addAgency())).overrideReason).toBe('')
  })

  it('needs a supervisor with a reason outside government: declined, health, violence, child', () => {
    const outside = addAgency({ name: 'Yayasan Contoh', government: false, kind: 'lembaga-sosial' })
    const clerk = desk('Petugas', 'cases.read', 'cases.handle', 'referrals.read', 'referrals.write')
    const supervisor = desk('Supervisor', 'cases.read', 'cases.review', 'referrals.read', 'referrals.write')
    const plain = addCase()
    expect(refusal(() => refer(plain.needId, outside, {}, clerk))).toBe('none')
    consent(plain.caseId, 'declined')
    const sensitive = [
      plain,
      addCase({ programme: 'biaya-perawatan' }),
      addCase({ summary: 'Korban KDRT' }),
      addCase({ birthDate: '2015-01-01' }),
    ]
    for (const { needId } of sensitive) {
      expect(referralsHandlers.sharing(clerk, { needId, agencyId: outside })).toMatchObject({ mayOverride: false })
      expect(referralsHandlers.sharing(clerk, { needId, agencyId: outside }).reasons).toHaveLength(1)
      expect(refusal(() => refer(needId, outside, { override: 'alasan' }, clerk))).toBe('FORBIDDEN')
      expect(refusal(() => refer(needId, outside, {}, supervisor))).toBe('VALIDATION')
      const id = refer(needId, outside, { override: 'Perlu rumah aman segera', request: 'Mohon rumah aman' }, supervisor)
      expect(get(id).overrideReason).toBe('Perlu rumah aman segera')
    }
  })

  it('keeps every word of the client; the newest holds; who represents is named', () => {
    const { caseId, needId } = addCase()
    const outside = addAgency({ name: 'Yayasan Contoh', government: false })
    expect(refusal(() => consent(caseId, 'representative'))).toBe('VALIDATION')
    consent(caseId, 'declined')
    consent(caseId, 'representative', { givenBy: 'Aminah, anak' })
    expect(referralsHandlers.consents(inline.context, { caseId }).map(({ kind }) => kind)).toEqual(['representative', 'declined'])
    expect(refusal(() => refer(needId, outside))).toBe('none')
  })
})

describe('a slip asked for after the end', () => {
  it('is refused', async () => {
    const id = refer(addCase().needId, addAgency())
    record(id, { state: 'no-show' })
    expect((await refusalOf(() => referralsHandlers.slip(inline.context, { id }))).code).toBe('STATE')
  })
})
