import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256 } from '../../src/main/core/files/archive.repo.ts'
import type { FileRef } from '../../src/shared/contract/common.ts'
import { refusalOf } from '../harness/case-world.ts'
import { makeOffice, type TestOffice } from '../harness/office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await makeOffice({ practicePeople: 300 })
})
afterAll(() => office.close())

const bytesOf = async (file: FileRef): Promise<Buffer> => {
  const { body } = await office.app.openFile(office.admin, file.fileId)
  return Buffer.from('bytes' in body ? body.bytes : readFileSync(body.path))
}
const load = async (bytes: Buffer): Promise<exceljs.Workbook> => {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(bytes as never)
  return workbook
}

describe('batches and reports in the running program, over its threads', () => {
  it('go out, come back answered, and the first screen, report and audit trail agree', async () => {
    const { client } = office
    const people: number[] = []
    for (let cursor: string | null = null; ; ) {
      const page = await client.people.list({ cursor, limit: 100 })
      people.push(...page.items.map((person) => person.id))
      cursor = page.next
      if (cursor === null) break
    }
    const { id } = await client.submissions.create({ label: 'Uji', period: '2026-11', profileKey: 'siks-ng-usulan-dtks' })
    expect(await client.submissions.add({ id, personIds: people })).toEqual({ added: people.length, already: 0 })

    // Practice people are wrong on purpose here and there, as real lists are: those have to stay behind.
    const check = await client.submissions.check({ id })
    expect(check.ready).toBeLessThan(check.items)
    const { version } = await client.submissions.get({ id })
    expect(await refusalOf(() => office.job('submissions.export', { id, version }))).toMatchObject({
      code: 'VALIDATION',
      message: `${check.items - check.ready} warga belum dapat diekspor karena datanya belum lengkap atau keliru.`,
    })
    const items = await client.submissions.items({ id, limit: 500 })
    const blocked = items.items.filter((item) => item.problems.some((problem) => problem.severity === 'block'))
    expect(blocked).toHaveLength(check.items - check.ready)
    await client.submissions.remove({ id, itemIds: blocked.map((item) => item.id) })

    const out = await office.job('submissions.export', { id, version: (await client.submissions.get({ id })).version })
    const bytes = await bytesOf(out.file)
    expect(out.file.name).toMatch(/^LATIHAN-/)
    expect(sha256(bytes)).toBe(out.sha256)
    expect(out.rows).toBe(check.ready)
    expect(JSON.parse((await bytesOf(out.manifest)).toString('utf8')).auditHead.seq).toBeGreaterThan(0)

    const workbook = await load(bytes)
    const sheet = workbook.worksheets[0] as exceljs.Worksheet
    const last = sheet.columnCount
    sheet.getRow(2).getCell(last + 1).value = 'Status Usulan'
    for (let row = 3; row <= sheet.rowCount; row += 1)
      sheet.getRow(row).getCell(last + 1).value = row % 3 === 0 ? 'Ditolak' : 'Disetujui'
    const path = join(office.data, '..', 'jawaban.xlsx')
    await workbook.xlsx.writeFile(path)
    const { fileId } = office.app.registerPath(office.admin, path)
    const answer = await office.job('submissions.readResult', { id, fileId })
    const refused = Array.from({ length: out.rows }, (_, index) => index + 3).filter((row) => row % 3 === 0).length
    expect(answer).toEqual({ rows: out.rows, accepted: out.rows - refused, refused, waiting: 0, unmatched: [] })
    expect(await client.submissions.get({ id })).toMatchObject({ state: 'answered', refused })
    const [first] = (await client.submissions.items({ id, result: 'refused', limit: 1 })).items
    const person = await client.people.get({ id: first?.personId as number })
    expect(person.submissions).toEqual([expect.objectContaining({ id, result: 'refused' })])
    expect(await client.audit.verify({})).toMatchObject({ firstBad: null })
  })

  it('makes the monthly workbook with the figures of the screen', async () => {
    const { client } = office
    const { items } = await client.people.list({ limit: 3 })
    for (const person of items)
      await client.cases.create({
        clientId: person.id,
        reporter: { kind: 'self' },
        summary: 'Uji laporan',
        needs: [
          { programmeKey: 'pkh', category: 'kebutuhan' },
          { programmeKey: 'kartu-keluarga', category: 'kebutuhan' },
        ],
      })
    const recap = await client.reports.monthly({ month: '2026-11' })
    const { file, rows } = await office.job('reports.exportMonthly', { month: '2026-11' })
    expect(file.name).toBe('LATIHAN-Laporan-SLRT-2026-11.xlsx')
    expect(rows).toBe(recap.totals.needs)
    const workbook = await load(await bytesOf(file))
    const programme = workbook.getWorksheet('Rekap per Program') as exceljs.Worksheet
    expect(programme.getRow(8 + recap.byProgramme.length).getCell(5).value).toBe(recap.totals.needs)
    expect(await client.cases.dashboard({})).toMatchObject({ openCases: recap.totals.cases, mine: recap.totals.needs })
    const { items: events } = await client.audit.list({})
    expect(events.map((event) => event.action)).toContain('reports.record-export')
  })
})
