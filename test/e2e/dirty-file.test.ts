import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'
import { writeWorkbook } from '../harness/workbooks.ts'

/*
 * A dirty file by clicking: three cells are repaired, it is written, somebody in it is found by a misspelled name, the double it
 * made is merged; then the merge and the import are taken back and the register is as before. LOKET_SHOTS=<folder> keeps pictures.
 */

const header = ['NIK', 'No KK', 'Nama Lengkap', 'JK', 'Tanggal Lahir', 'SHDK', 'Nama Ibu Kandung', 'Alamat', 'Desa/Kelurahan']
type Row = string[]
const kk = '5201019901230001'
const other = '5201019901230002'
/** What a careful village would have sent; nobody real. */
const clean: Row[] = [
  ['5201011203809901', kk, 'BUDIMAN UJICOBA', 'L', '12-03-1980', 'Kepala Keluarga', 'INAQ MASNI', 'Jl. Mawar 1', 'Sesaot'],
  ['5201015504829902', kk, 'QORIROTUL UJICOBA', 'P', '15-04-1982', 'Istri', 'INAQ SAREH', 'Jl. Mawar 1', 'Sesaot'],
  ['5201012005059903', kk, 'AGUSTINA UJICOBA', 'P', '20-05-2005', 'Anak', 'QORIROTUL', 'Jl. Mawar 1', 'Sesaot'],
  ['5201010107609904', other, 'HASBULLOH CONTOHAN', 'L', '01-07-1960', 'Kepala Keluarga', 'INAQ RINIP', 'Jl. Melati 7', 'Sesaot'],
  ['5201014910659905', other, 'WAHYUNINGTYAS CONTOHAN', 'P', '09-10-1965', 'Istri', 'INAQ DARMI', 'Jl. Melati 7', 'Sesaot'],
]
/** Named dirts, each put on the clean rows. */
const dirts: Record<string, (rows: Row[], headers: Row) => void> = {
  'a NIK lost its last digit': (rows) => {
    rows[1]![0] = rows[1]![0]!.slice(0, 15)
  },
  'a day that no calendar has': (rows) => {
    rows[2]![4] = '31-02-2005'
  },
  'a village that nobody knows': (rows) => {
    rows[3]![8] = 'Sesaod Kulon Baru'
  },
  'a NIK with dots and blanks': (rows) => {
    rows[3]![0] = '520101.010760 9904'
  },
  'a misspelled header': (_rows, headers) => {
    headers[8] = 'Desa/Keluarahan'
  },
  'the same woman again, spelled otherwise and without her NIK': (rows) => {
    rows.push(['', '', 'WAHYUNINGTIAS CONTOHAN', 'P', '09-10-1965', '', 'INAQ DARMI', 'Jln Melati No 7', 'Sesaot'])
  },
}

let hosted: HostedPage
let folder: string
let before: unknown
const file = 'data-kotor-desa-sesaot.xlsx'

/** Counts and every line of the list of people, as a clerk sees them. */
const register = async (): Promise<unknown> => {
  const items: unknown[] = []
  let cursor: string | null = null
  do {
    const page: { items: unknown[]; next: string | null } = await hosted.call('people.list', { region: null, cursor, limit: 200 })
    items.push(...page.items)
    cursor = page.next
  } while (cursor !== null)
  return { count: await hosted.call('people.count', {}), items }
}

/** A look at the present screen: nothing may break a rule of axe-core. */
const look = async (name: string): Promise<void> => {
  await hosted.picture(`kotor-${name}`)
  expect(await hosted.accessibility(), name).toEqual([])
}
const menu = (name: string) => hosted.page.getByRole('link', { name, exact: true }).click()
const bucket = async (name: string): Promise<number> =>
  Number((await hosted.page.getByRole('button', { name: new RegExp(`^[\\d.]+ ${name}$`) }).textContent())?.match(/[\d.]+/)?.[0])

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loket-kotor-'))
  const rows = clean.map((row) => [...row])
  const headers = [...header]
  for (const dirt of Object.values(dirts)) dirt(rows, headers)
  await writeWorkbook(join(folder, file), [{ name: 'Data', rows: [['DATA WARGA DESA SESAOT'], [], headers, ...rows] }])
  hosted = await openPracticePage()
  before = await register()
})
afterAll(async () => {
  await hosted.close()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await hosted.picture('kotor-failed')
})

describe('a dirty file', () => {
  it('is read without writing anything, and every dirt is named with its place', async () => {
    const { page } = hosted
    await menu('Impor')
    await page.getByRole('heading', { name: 'Impor', exact: true, level: 1 }).waitFor()
    await look('01-impor')
    await page.locator('input[type=file]').setInputFiles(join(folder, file))
    await page.getByRole('heading', { name: file }).waitFor({ timeout: 60_000 })
    await page.getByRole('grid').getByRole('row').nth(1).waitFor()
    expect(await bucket('Ditolak')).toBe(1)
    await look('02-periksa')
    await page.getByText(/^Daftar catatan/).click()
    const notes = page.getByRole('grid', { name: 'Daftar catatan' })
    await notes.getByText(/harus 16 digit; ini 15 digit/).waitFor()
    const all = (await notes.getByRole('row').allTextContents()).join('\n')
    expect(all).toMatch(/Tanggal lahir bukan tanggal/)
    expect(all).toMatch(/Sesaod Kulon Baru/)
    await look('03-catatan')
    await page.getByRole('tab', { name: '2 Kolom' }).click()
    await page.getByText('Desa/Keluarahan').waitFor()
    await look('04-kolom')
    expect(await register()).toEqual(before)
  })

  it('is repaired in three cells by keys alone', async () => {
    const { page } = hosted
    await page.getByRole('tab', { name: '3 Periksa' }).click()
    await page.getByText('Perbaiki isi', { exact: true }).click()
    const grid = page.getByRole('grid', { name: 'Perbaiki isi berkas' })
    await grid.waitFor()
    await look('05-perbaiki')
    await grid.focus()
    const active = async (): Promise<string> => (await grid.locator('[aria-selected=true]').textContent()) ?? ''
    const repairs: [wrong: string, right: string, shown: string][] = [
      ['520101550482990', '5201015504829902', '520101••••••9902'],
      ['31-02-2005', '20-05-2005', '20-05-2005'],
      ['Sesaod Kulon Baru', 'Sesaot', 'Sesaot'],
    ]
    for (const [wrong, right, shown] of repairs) {
      for (let presses = 0; presses < 8 && (await active()) !== wrong; presses += 1) await page.keyboard.press('Tab')
      expect(await active()).toBe(wrong)
      if (wrong === '31-02-2005') await look('06-sel-salah')
      // A second thought: Escape leaves the cell as it was.
      await page.keyboard.type('salah ketik')
      await page.keyboard.press('Escape')
      expect(await active()).toBe(wrong)
      await page.keyboard.press('F2')
      await page.keyboard.press('Control+a')
      await page.keyboard.type(right)
      await page.keyboard.press('Enter')
      await grid.getByText(wrong, { exact: true }).waitFor({ state: 'detached' })
      await grid.getByText(shown, { exact: true }).first().waitFor()
    }
    await expect.poll(() => bucket('Ditolak')).toBe(0)
    expect(await bucket('Baru')).toBe(6)
    expect(await page.getByRole('alert').count()).toBe(0)
    await look('07-diperbaiki')
  })

  it('is written, and says what was written', async () => {
    const { page } = hosted
    await page.getByRole('button', { name: 'Tulis 6 warga baru dan 0 perubahan' }).click()
    await page.getByText('6 warga baru dan 0 perubahan sudah ditulis.').waitFor({ timeout: 60_000 })
    await look('08-hasil')
    await page.getByRole('button', { name: 'Lihat warga dari impor ini' }).click()
    await page.getByText('6 ditemukan').waitFor()
    // The village that nobody knew was repaired, too.
    await page.getByRole('row').filter({ hasText: 'HASBULLOH CONTOHAN' }).getByText('Sesaot', { exact: true }).waitFor()
    await look('08b-warga-dari-impor')
  })
})

describe('the people of that file', () => {
  it('are found by a misspelled name at once', async () => {
    const { page } = hosted
    await page.keyboard.press('Control+k')
    await page.keyboard.type('qorirottul ujicba')
    await page.getByRole('option', { name: /QORIROTUL UJICOBA/ }).waitFor()
    await look('09-cari')
    await page.keyboard.press('ArrowDown')
    await page.locator('[role=option][data-combobox-selected]').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'QORIROTUL UJICOBA' }).waitFor()
    await page.getByText('520101••••••9902').first().waitFor()
    await look('10-warga')
  })

  it('hold a double, which is merged', async () => {
    const { page } = hosted
    await menu('Warga')
    await page.getByRole('button', { name: /^Data ganda/ }).click()
    await page.getByRole('button', { name: 'Periksa data warga' }).click()
    const queue = page.getByRole('navigation', { name: 'Antrean pasangan' })
    await queue.getByRole('button').filter({ hasText: 'WAHYUNINGT' }).click({ timeout: 60_000 })
    await page.getByRole('table', { name: 'Perbandingan kedua data' }).getByText('WAHYUNINGTIAS CONTOHAN').first().waitFor()
    await look('11-ganda')
    await page.getByRole('button', { name: 'Gabungkan', exact: true }).click()
    await look('12-gabungkan')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Gabungkan/ })
      .click()
    await queue.getByRole('button').filter({ hasText: 'WAHYUNINGT' }).waitFor({ state: 'detached' })
    const { people } = await hosted.call<{ people: number }>('people.count', {})
    expect(people).toBe((before as { count: { people: number } }).count.people + 5)
  })
})

describe('taking both back', () => {
  it('undoes the merge', async () => {
    const { page } = hosted
    await page.getByText('Digabungkan (1)', { exact: true }).click()
    await look('13-digabungkan')
    await page.getByRole('button', { name: /^Batalkan penggabungan: WAHYUNINGT/ }).click()
    await page.getByText('Belum ada yang digabungkan').waitFor()
    const { people } = await hosted.call<{ people: number }>('people.count', {})
    expect(people).toBe((before as { count: { people: number } }).count.people + 6)
    await look('14-gabungan-dibatalkan')
  })

  it('undoes the import, and the register is as before', async () => {
    const { page } = hosted
    await menu('Impor')
    await page.getByRole('grid', { name: 'Riwayat impor' }).getByRole('row').nth(1).click()
    await page.getByRole('button', { name: 'Kembalikan data sebelum impor ini' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('0 warga kembali ke isian semula dan 6 warga yang baru masuk dihapus dari daftar.').waitFor()
    await look('15-kembalikan')
    await dialog.getByRole('button', { name: 'Kembalikan 6 warga' }).click()
    await page.getByText('Sudah dikembalikan', { exact: true }).waitFor({ timeout: 60_000 })
    await look('16-dikembalikan')
    expect(await register()).toEqual(before)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('qorirotul ujicoba')
    await page.getByText(/^Tidak ditemukan\./).waitFor()
    expect(hosted.complaints).toEqual([])
  })
})
