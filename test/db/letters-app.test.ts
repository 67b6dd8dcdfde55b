import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256 } from '../../src/main/core/files/archive.repo.ts'
import { makeOffice, type TestOffice } from '../harness/office.ts'
import { readPdf } from '../harness/pdf.ts'

let office: TestOffice
beforeAll(async () => {
  office = await makeOffice({ practicePeople: 20 })
})
afterAll(() => office.close())

/** A draft of a referral letter for somebody of the practice register. */
const draft = async (): Promise<{ id: number; version: number }> => {
  const { client } = office
  const { items } = await client.people.search({ text: 'a', limit: 1 })
  const agency = (await client.directory.list({})).find(({ government }) => government)
  const [signatory] = await client.office.signatories({})
  const file = await client.cases.create({
    clientId: items[0]?.id as number,
    reporter: { kind: 'self' },
    summary: 'Uji surat',
    needs: [{ programmeKey: 'reaktivasi-pbi-jk', category: 'kebutuhan' }],
  })
  const { needs } = await client.cases.get({ id: file.id })
  const referral = await client.referrals.create({
    needId: needs[0]?.id as number,
    agencyId: agency?.id as number,
    request: 'Mohon keringanan biaya.',
  })
  return client.letters.draft({
    caseId: file.id,
    referralId: referral.id,
    kind: 'rujukan-umum',
    signatoryId: signatory?.id as number,
    letterDate: '2026-11-22',
    paper: 'F4',
    fields: {},
    copiesTo: ['Arsip'],
  })
}

const bytesOf = async (fileId: string): Promise<Uint8Array> => {
  const { body } = await office.app.openFile(office.admin, fileId)
  return 'bytes' in body ? body.bytes : readFileSync(body.path)
}

describe('letters in the running program', () => {
  it('are printed, fetched, reprinted with the same bytes, and survive a restart', async () => {
    const letter = await draft()
    const printed = await office.job('letters.print', letter)
    const bytes = await bytesOf(printed.file.fileId)
    expect(sha256(bytes)).toBe(printed.sha256)
    expect((await readPdf(bytes)).pages[0]?.text).toContain(`Nomor : ${printed.number}`)
    // The example office stores plain digits; paper groups them: birth date, start of service, sex, serial.
    expect((await readPdf(bytes)).pages[0]?.text).toContain('NIP. 19700101 199503 1 001')
    office = await office.reopen()
    const again = await office.client.letters.reprint({ id: letter.id })
    expect(again.copy).toBe(1)
    expect(Buffer.compare(await bytesOf(again.file.fileId), bytes)).toBe(0)
  })

  it('asked for all at once, some of them twice, get one number each in an unbroken row', async () => {
    const drafts = await Promise.all(Array.from({ length: 20 }, draft))
    const clicks = drafts.flatMap((letter, index) => (index % 4 === 0 ? [letter, letter] : [letter]))
    const results = await Promise.allSettled(clicks.map((letter) => office.job('letters.print', letter)))
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused.map(({ reason }) => (reason as { data: { code: string } }).data.code)).toEqual(Array(5).fill('STATE'))
    const numbers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.number] : []))
    expect(numbers.sort()).toEqual(
      Array.from({ length: 20 }, (_unused, index) => `400.9.14.4/${String(index + 2).padStart(3, '0')}/SLRT/XI/2026`),
    )
  })
})
