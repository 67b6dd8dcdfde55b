import { afterAll, beforeAll, expect, it } from 'vitest'
import type { JobRecord } from '../../src/shared/contract/jobs.ts'
import { makeOffice, type TestOffice } from '../harness/office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await makeOffice({ practicePeople: 3000 })
})
afterAll(() => office.close())

const ended = async (id: number): Promise<JobRecord> => {
  for (;;) {
    const job = await office.client.jobs.get({ id })
    if (job.endedAt !== null) return job
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

it('a comparison of the whole register does not hold up other jobs, and can be run again', async () => {
  const { client } = office
  const { jobId } = await client.duplicates.scan({})
  const list = await client.exports.list({ filter: { list: 'people' } })
  const [scan, exported] = await Promise.all([ended(jobId), ended(list.jobId)])
  expect([scan.state, exported.state]).toEqual(['done', 'done'])
  // Begun later, but not after it.
  expect(exported.startedAt?.localeCompare(scan.endedAt ?? '')).toBe(-1)
  // Its thread ended with it; the next one gets a new thread.
  expect((await office.job('duplicates.scan', {})).people).toBe(3000)
})
