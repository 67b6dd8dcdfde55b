import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { directoryHandlers } from '../../src/main/core/directory/directory.service.ts'
import { referralsHandlers } from '../../src/main/core/referrals/referrals.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { addPerson, furnishOffice, refusalOf } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
let made: number[]
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
  const agencyId = directoryHandlers.save(
    inline.context,
    contract.directory.save.input.parse({ id: null, version: 0, name: 'RSUD Contoh', addressee: 'Direktur', level: 'kabupaten' }),
  ).id
  const clientId = addPerson(inline, { name: 'SITI AMINAH', nik: '5201016505900001' })
  const caseId = casesHandlers.create(
    inline.context,
    contract.cases.create.input.parse({
      clientId,
      reporter: { kind: 'self' },
      summary: 'Perlu',
      needs: [{ programmeKey: 'rutilahu', category: 'kebutuhan' }],
    }),
  ).id
  const needId = casesHandlers.get(inline.context, { id: caseId }).needs[0]?.id as number
  made = Array.from(
    { length: 3 },
    (_, at) =>
      referralsHandlers.create(
        inline.context,
        contract.referrals.create.input.parse({ needId, agencyId, request: `Mohon ${at}` }),
      ).id,
  )
})
afterEach(() => inline.close())

const state = (index: number) => referralsHandlers.get(inline.context, { id: made[index] as number }).state
const fillIn = async (answers: (string | undefined)[][]): Promise<string> => {
  const { file, rows } = await referralsHandlers.feedbackForm(inline.context, { agencyId: null })
  expect(rows).toBe(3)
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.readFile(join(inline.context.dirs.tmp, inline.context.tickets.read(file.fileId, 1).source.ref))
  const sheet = workbook.worksheets[0] as exceljs.Worksheet
  expect(JSON.stringify(sheet.getSheetValues())).not.toMatch(/\d{16}/)
  for (const [index, [result, day, note]] of answers.entries()) {
    const row = sheet.getRow(3 + index)
    row.getCell(9).value = result ?? null
    row.getCell(10).value = day ?? null
    row.getCell(11).value = note ?? null
  }
  const path = join(inline.context.dirs.tmp, `jawab-${Math.random()}.xlsx`)
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()))
  return inline.context.tickets.issue({
    source: { kind: 'path', ref: path },
    name: 'jawaban.xlsx',
    mediaType: 'x',
    size: 1,
    userId: 1,
  })
}

describe("an agency's list of answers", () => {
  it('goes out without numbers of people, and comes back as steps of the referrals', async () => {
    const fileId = await fillIn([['Sudah ditangani', '20/11/2026', 'Rumah diperbaiki'], ['DITOLAK', '', 'Kuota habis'], []])
    const check = await referralsHandlers.checkFeedback(inline.context, { fileId })
    expect(check).toMatchObject({ rows: 2, unchanged: 1, blocking: 0, problems: [] })
    expect([state(0), state(1), state(2)]).toEqual(['made', 'made', 'made'])
    expect(await referralsHandlers.applyFeedback(inline.context, { fileId, digest: check.digest })).toEqual({ changed: 2 })
    expect([state(0), state(1), state(2)]).toEqual(['done', 'refused', 'made'])
    expect(referralsHandlers.get(inline.context, { id: made[0] as number })).toMatchObject({
      answer: 'Rumah diperbaiki',
      answeredAt: '2026-11-20',
    })
    expect((await refusalOf(() => referralsHandlers.applyFeedback(inline.context, { fileId, digest: check.digest }))).code).toBe(
      'CONFLICT',
    )
  })

  it('says row and column of what is wrong and changes nothing', async () => {
    const fileId = await fillIn([['Selesai', '2026-13-40', 'x'], ['entah'], ['Ditolak', '', '']])
    const check = await referralsHandlers.checkFeedback(inline.context, { fileId })
    expect(check.problems.map(({ row, column }) => `${row}${column}`)).toEqual(['3J', '4I', '5K'])
    expect((await refusalOf(() => referralsHandlers.applyFeedback(inline.context, { fileId, digest: 'x' }))).code).toBe(
      'VALIDATION',
    )
    expect([state(0), state(1), state(2)]).toEqual(['made', 'made', 'made'])
  })
})
