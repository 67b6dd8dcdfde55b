import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeOffice, type TestOffice } from '../harness/office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await makeOffice({ practicePeople: 2000 })
})
afterAll(() => office.close())

describe('duplicates in the running program, over its threads', () => {
  it('are found, merged, parted again, and all of it stands in the audit trail', async () => {
    const { client } = office
    const [known] = (await client.people.list({ limit: 1 })).items
    const whole = await client.people.get({ id: known?.id ?? 0 })
    const form = {
      name: `${whole.name} `,
      birthDate: whole.birthDate,
      sex: whole.sex,
      motherName: whole.motherName,
      regionCode: whole.regionCode,
    }
    const [candidate] = await client.duplicates.check(form)
    expect(candidate?.person.id).toBe(whole.id)
    const { id: again } = await client.people.create({ ...form, nik: null, phone: '081012345678' })
    const scanned = await office.job('duplicates.scan', {})
    expect(scanned.people).toBe(2001)
    const { items } = await client.duplicates.list({})
    expect(items).toHaveLength(scanned.open)
    const pair = items.find(({ a, b }) => a.id === whole.id && b.id === again)
    expect(pair).toMatchObject({ state: 'open', level: 'likely' })
    const merged = await client.duplicates.merge({
      survivorId: whole.id,
      survivorVersion: pair?.a.version ?? 0,
      absorbedId: again,
      absorbedVersion: pair?.b.version ?? 0,
      take: ['phone'],
    })
    expect((await client.people.get({ id: whole.id })).phone).toBe('081012345678')
    const [row] = (await client.duplicates.list({ state: 'merged' })).items
    expect(row).toMatchObject({ mergeId: merged.mergeId, survivorId: whole.id, decidedBy: 'Administrator Uji' })
    await client.duplicates.undoMerge({ mergeId: merged.mergeId })
    expect((await client.people.get({ id: whole.id })).phone).toBe(whole.phone)
    expect((await client.people.get({ id: again })).phone).toBe('081012345678')
    const { items: trail } = await client.audit.list({})
    const actions = trail.map(({ action }) => action)
    expect(actions).toEqual(expect.arrayContaining(['duplicates.merge', 'duplicates.undoMerge', 'duplicates.finish-scan']))
  })

  it('can be stopped while the register is being compared', async () => {
    const { jobId } = await office.client.duplicates.scan({})
    const stopped = await office.client.jobs.cancel({ id: jobId })
    expect(['queued', 'running', 'cancelled']).toContain(stopped.state)
    let job = stopped
    for (let tries = 0; tries < 200 && job.endedAt === null; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 25))
      job = await office.client.jobs.get({ id: jobId })
    }
    expect(job.state).toBe('cancelled')
    expect((await office.client.duplicates.summary({})).lastScan?.people).toBe(2001)
  })
})
