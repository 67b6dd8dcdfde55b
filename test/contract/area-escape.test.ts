import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { procedures } from '../../src/shared/contract/index.ts'
import { permissions } from '../../src/shared/domain/permissions.ts'
import { makeOffice, runJob, type TestOffice } from '../harness/office.ts'

// A user of one village who holds every right but user management tries to reach a person of another village by every door.

const here = '52.01.14.2001'
const there = '52.01.14.2002'
const secret = 'Rahasiawati Sumenep'
const marks = ['Rahasiawati', '5201144707900003', '5201140101120009', 'Surat Gelap', 'keluhan-tersembunyi']
const password = 'kata-sandi-2'

let office: TestOffice
let mole: Awaited<ReturnType<TestOffice['signIn']>>
const decile = { kind: 'decile' as const, value: 2, asOf: '2026-10-18', source: 'list' as const }
const ids = { person: 0, own: 0, fact: 0, caseId: 0, need: 0, referral: 0, letter: 0, draft: 0, batch: 0, item: 0, job: 0 }
let fileId = ''
let letterNumber = ''

beforeAll(async () => {
  office = await makeOffice()
  const { client } = office
  const person = { sex: 'P' as const, birthDate: '1990-07-07', relation: 'Kepala Keluarga' }
  ids.person = (
    await client.people.create({
      ...person,
      name: secret,
      nik: '5201144707900003',
      kkNumber: '5201140101120009',
      regionCode: there,
    })
  ).id
  ids.own = (await client.people.create({ name: 'Warga Sini', nik: null, regionCode: here })).id
  ids.fact = (await client.personFacts.add({ personId: ids.person, fact: decile })).id
  const programme = (await client.programmes.list({}))[0]?.key ?? ''
  const needs = [{ programmeKey: programme, category: 'kebutuhan' as const }]
  const made = await client.cases.create({
    clientId: ids.person,
    reporter: { kind: 'self' },
    summary: 'keluhan-tersembunyi',
    needs,
  })
  ids.caseId = made.id
  ids.need = (await client.cases.get({ id: made.id })).needs[0]?.id ?? 0
  const agency = (await client.directory.list({})).find(({ government }) => government)?.id ?? 0
  ids.referral = (await client.referrals.create({ needId: ids.need, agencyId: agency, request: 'keluhan-tersembunyi' })).id
  const kind = (await client.letters.kinds({})).find((one) => one.needsReferral)
  const signatoryId = (await client.office.signatories({}))[0]?.id ?? 0
  const content = {
    signatoryId,
    letterDate: '2026-11-22',
    paper: 'F4' as const,
    fields: Object.fromEntries((kind?.fields ?? []).map((field) => [field.name, field.initial || 'isi'])),
    copiesTo: [],
  }
  const draft = { caseId: ids.caseId, referralId: ids.referral, kind: kind?.key ?? '', ...content }
  const letter = await client.letters.draft(draft)
  ids.letter = letter.id
  const printed = await office.job('letters.print', { id: letter.id, version: letter.version })
  letterNumber = printed.number ?? ''
  fileId = printed.file.fileId
  ids.draft = (await client.letters.draft(draft)).id
  const profile = (await client.submissions.profiles({}))[0]?.key ?? ''
  ids.batch = (await client.submissions.create({ label: 'Batch', period: '2026-11', profileKey: profile })).id
  await client.submissions.add({ id: ids.batch, personIds: [ids.person] })
  ids.item = (await client.submissions.items({ id: ids.batch })).items[0]?.id ?? 0
  const started = (await client.reports.exportMonthly({ month: '2026-11' })) as { jobId: number }
  ids.job = started.jobId

  await client.definitions.save({
    kind: 'role',
    key: 'mata-mata',
    baseVersion: 0,
    body: { name: 'Mata-mata', description: '', permissions: permissions.filter((one) => one !== 'users.manage') },
  })
  await client.users.create({
    username: 'desa',
    displayName: 'Petugas Desa',
    password: 'kata-sandi-1',
    roles: ['mata-mata'],
    areas: [here],
  })
  mole = await office.signIn('desa', 'kata-sandi-1')
  await mole.client.users.changePassword({ current: 'kata-sandi-1', next: password })
}, 120_000)
afterAll(() => office.close())

const told = (value: unknown): string[] => marks.filter((mark) => JSON.stringify(value).includes(mark))

describe('a user of one village', () => {
  it('reaches nothing of another village by its id', async () => {
    const content = { signatoryId: 1, letterDate: '2026-11-22', paper: 'F4', fields: {}, copiesTo: [] }
    const fields = { name: 'X', birthDate: null, sex: null, regionCode: here }
    const calls: [string, unknown][] = [
      ['people.get', { id: ids.person }],
      ['people.reveal', { id: ids.person, field: 'nik' }],
      ['people.reveal', { id: ids.person, field: 'kk' }],
      ['people.update', { id: ids.person, version: 1, ...fields }],
      ['personFacts.list', { id: ids.person }],
      ['personFacts.add', { personId: ids.person, fact: decile }],
      ['personFacts.update', { id: ids.fact, version: 1, fact: decile }],
      ['personFacts.end', { id: ids.fact, version: 1, on: '2026-11-01' }],
      ['personFacts.remove', { id: ids.fact, version: 1, reason: 'x' }],
      ['personFacts.reveal', { id: ids.fact }],
      ['people.update', { id: ids.own, version: 1, ...fields, regionCode: there }],
      ['people.create', { ...fields, nik: null, regionCode: there }],
      ['people.create', { ...fields, nik: null, kkNumber: '5201140101120009' }],
      [
        'cases.create',
        { clientId: ids.person, reporter: { kind: 'self' }, summary: 'x', needs: [{ programmeKey: 'x', category: 'kebutuhan' }] },
      ],
      ['cases.get', { id: ids.caseId }],
      ['cases.addNeed', { caseId: ids.caseId, need: { programmeKey: 'x', category: 'kebutuhan' } }],
      ['cases.moveNeed', { needId: ids.need, version: 1, to: 'verification' }],
      ['cases.assignNeed', { needId: ids.need, version: 1, holderId: null }],
      ['cases.addNote', { caseId: ids.caseId, note: 'x' }],
      ['cases.changes', { id: ids.caseId, version: 0 }],
      ['cases.flagNeed', { needId: ids.need, flag: 'x' }],
      ['cases.remind', { needId: ids.need, day: '2099-01-01' }],
      ['cases.escalate', { needId: ids.need, version: 1, level: 'pusat', reason: 'x' }],
      ['referrals.create', { needId: ids.need, agencyId: 1, request: 'x' }],
      ['referrals.get', { id: ids.referral }],
      ['referrals.record', { id: ids.referral, version: 1, state: 'handed-over' }],
      ['letters.draft', { caseId: ids.caseId, referralId: ids.referral, kind: 'x', ...content }],
      ['letters.update', { id: ids.draft, version: 1, ...content }],
      ['letters.reprint', { id: ids.letter }],
      ['letters.get', { id: ids.letter }],
      ['letters.cancel', { id: ids.letter, version: 2, reason: 'x' }],
      ['submissions.add', { id: ids.batch, personIds: [ids.person] }],
      ['submissions.file', { id: ids.batch }],
      ['imports.get', { id: 1 }],
      ['imports.rows', { id: 1 }],
      ['imports.problems', { id: 1 }],
      ['reports.monthly', { month: '2026-11', region: there }],
      ['jobs.get', { id: ids.job }],
      ['jobs.cancel', { id: ids.job }],
    ]
    for (const [name, input] of calls) {
      const reply = await office.app.dispatch(mole.connection, name, input)
      expect(reply.ok, `${name} ${JSON.stringify(input)} ${JSON.stringify(reply)}`).toBe(false)
      if (!reply.ok) expect(['NOT_FOUND', 'FORBIDDEN', 'VALIDATION', 'CONFLICT'], name).toContain(reply.error.code)
      expect(told(reply), name).toEqual([])
    }
    expect((await mole.client.submissions.remove({ id: ids.batch, itemIds: [ids.item] })).removed).toBe(0)
  })

  it('gets nothing of it out of a job', async () => {
    const path = join(office.data, 'jawaban.xlsx')
    writeFileSync(path, 'x')
    const answer = office.app.registerPath(mole.connection, path).fileId
    const jobs = [
      ['letters.preview', { id: ids.letter }],
      ['letters.preview', { id: ids.draft }],
      ['letters.print', { id: ids.draft, version: 1 }],
      ['submissions.export', { id: ids.batch, version: (await mole.client.submissions.get({ id: ids.batch })).version }],
      ['submissions.readResult', { id: ids.batch, fileId: answer }],
      ['imports.prepare', { fileId: answer }],
      ['imports.apply', { id: 1 }],
      ['imports.undo', { id: 1 }],
      ['reports.exportMonthly', { month: '2026-11', region: there }],
    ] as const
    for (const [name, input] of jobs)
      await expect(runJob(office.app, mole.connection, name, input as never), name).rejects.toMatchObject({
        data: { code: expect.stringMatching(/NOT_FOUND|FORBIDDEN/) },
      })
    const report = await runJob(office.app, mole.connection, 'reports.exportMonthly', { month: '2026-11' })
    expect(report.rows).toBe(0)
  }, 60_000)

  it('finds nothing of it in any list, count or search', async () => {
    for (const [name, procedure] of procedures) {
      if (procedure.kind !== 'query') continue
      const shape = (procedure.input as unknown as { shape?: Record<string, unknown> }).shape ?? {}
      for (const text of [
        '',
        'rahasia',
        'Rahasiawati',
        'Rahasiawatii',
        'sumenep',
        '5201144707900003',
        '520114',
        '0003',
        '5201140101120009',
        letterNumber,
      ])
        for (const month of ['2026-11']) {
          const input = {
            ...('id' in shape ? { id: ids.batch } : {}),
            ...('text' in shape ? { text } : {}),
            ...('month' in shape ? { month } : {}),
            ...('number' in shape ? { number: letterNumber } : {}),
            ...('kind' in shape ? { kind: 'role' } : {}),
            ...('key' in shape ? { key: 'viewer' } : {}),
            ...('state' in shape && name === 'cases.list' ? { state: 'all' } : {}),
          }
          const reply = await office.app.dispatch(mole.connection, name, input)
          expect(told(reply), `${name} ${JSON.stringify(input)}`).toEqual([])
          if (!('text' in shape)) break
        }
    }
    expect((await mole.client.people.search({ text: '5201144707900003' })).total).toBe(0)
    expect(await mole.client.people.count({})).toEqual({ people: 1, families: 0 })
    expect(await mole.client.people.count({ region: there })).toEqual({ people: 0, families: 0 })
    expect(await mole.client.letters.byNumber({ number: letterNumber })).toBeNull()
    expect(await mole.client.cases.dashboard({})).toMatchObject({
      people: 1,
      families: 0,
      openCases: 0,
      referralsWaiting: 0,
      lettersToHandOver: 0,
    })
    const recap = await mole.client.reports.monthly({ month: '2026-11' })
    expect(recap.totals).toMatchObject({ cases: 0, needs: 0 })
  }, 60_000)

  it('cannot open a file that was handed to somebody else', async () => {
    await office.app.openFile(office.admin, fileId)
    await expect(office.app.openFile(mole.connection, fileId)).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } })
  })
})

describe('what the program writes down beside the data', () => {
  it('holds nothing personal: neither the log nor the audit trail', async () => {
    const log = readFileSync(join(office.data, 'logs', 'loket.log'), 'utf8')
    expect(log.length).toBeGreaterThan(200)
    expect(marks.filter((mark) => log.includes(mark))).toEqual([])
    const trail = await office.client.audit.list({ limit: 500 })
    expect(trail.items.length).toBeGreaterThan(10)
    expect(told(trail)).toEqual([])
  })

  it('names the file of a batch that was handed out once more', async () => {
    const first = await office.client.submissions.get({ id: ids.batch })
    const done = await office.job('submissions.export', { id: ids.batch, version: first.version }).catch((error: Error) => error)
    expect(done).not.toBeInstanceOf(Error)
    await office.client.submissions.file({ id: ids.batch })
    expect((await office.client.audit.list({ limit: 1 })).items[0]).toMatchObject({ entity: 'submissions', entityId: ids.batch })
  }, 60_000)
})
