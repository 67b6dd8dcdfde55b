import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeMonthlyWorkbook } from '../../src/main/core/reports/monthly-workbook.ts'
import type { NeedListRow } from '../../src/main/core/reports/reports.repo.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loket-laporan-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const heading = {
  governmentName: 'PEMERINTAH KABUPATEN UJI',
  officeName: 'Dinas Sosial',
  month: '2026-11',
  regionName: 'Kabupaten Uji',
  madeBy: '22/11/2026 oleh Uji',
  practice: false,
  paper: 'F4' as const,
  levels: { village: 'Desa', urbanVillage: 'Kelurahan', subDistrict: 'Kecamatan' },
}
const recap = {
  month: '2026-11',
  region: null,
  totals: { cases: 0, needs: 0, open: 0, solved: 0, otherwiseClosed: 0 },
  byProgramme: [],
  byStatus: [],
  byVillage: [],
} as unknown as Parameters<typeof writeMonthlyWorkbook>[2]

// Texts that hardly pack, so that the file grows with the rows.
let seed = 1
const noise = (): string => {
  seed = (seed * 48271) % 2147483647
  return seed.toString(36)
}
const row = (id: number): NeedListRow =>
  ({
    case_id: id,
    need_id: id,
    number: `K-${id}`,
    opened_day: '2026-11-02',
    name: Array.from({ length: 8 }, noise).join(' '),
    nik: null,
    kk_number: null,
    sex: 'P',
    birth_date: null,
    address: Array.from({ length: 8 }, noise).join(' '),
    hamlet: '',
    rt: '',
    rw: '',
    village: null,
    sub_district: null,
    programme_key: 'pkh',
    programme_version: 1,
    state: 'registered',
    holder: null,
    due_date: null,
    summary: Array.from({ length: 20 }, noise).join(' '),
  }) as unknown as NeedListRow

it('a long list reaches the disk while it is written, instead of waiting in memory for its end', async () => {
  const path = join(folder, 'laporan.xlsx')
  const sizes: number[] = []
  const chunks = function* (): Generator<NeedListRow[]> {
    for (let chunk = 0; chunk < 12; chunk += 1) {
      if (chunk > 0) sizes.push(statSync(path).size)
      yield Array.from({ length: 500 }, (_, index) => row(chunk * 500 + index))
    }
  }
  const rows = await writeMonthlyWorkbook(path, heading, recap, chunks(), () => 'PKH')
  expect(rows).toBe(6000)
  const whole = statSync(path).size
  expect(sizes.at(-1)).toBeGreaterThan(whole * 0.5)
})

it('a file that cannot be written is a refusal, and nothing is left', async () => {
  const path = join(folder, 'none', 'laporan.xlsx')
  await expect(writeMonthlyWorkbook(path, heading, recap, [[row(1)]], () => 'PKH')).rejects.toMatchObject({ code: 'ENOENT' })
  expect(existsSync(path)).toBe(false)
})
