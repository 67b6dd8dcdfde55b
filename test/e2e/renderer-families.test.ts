import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'

let hosted: HostedPage
const ids: Record<string, number> = {}
const kk = '5201140107100077'

const record = async (action: string): Promise<void> => {
  await hosted.page.getByRole('button', { name: 'Catat peristiwa' }).click()
  await hosted.page.getByRole('menuitem', { name: action }).click()
  await hosted.page.getByRole('dialog', { name: action }).waitFor()
}
const members = () => hosted.page.getByRole('table', { name: 'Anggota', exact: true })

beforeAll(async () => {
  hosted = await openPracticePage()
  const family = [
    ['ayah', { name: 'Zulkifli Contohan', sex: 'L', birthDate: '1980-05-01', relation: 'Kepala Keluarga' }],
    ['ibu', { name: 'Zainab Contohan', sex: 'P', birthDate: '1984-02-03', relation: 'Istri' }],
    ['anak', { name: 'Zaki Contohan', sex: 'L', birthDate: '2004-07-09', relation: 'Anak' }],
  ] as const
  for (const [who, fields] of family)
    ids[who] = (await hosted.call<{ id: number }>('people.create', { nik: null, kkNumber: kk, ...fields })).id
})
afterAll(async () => {
  await hosted.close()
})

describe('families', () => {
  it('are found in the list by a member’s name and opened with Enter', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Warga', exact: true }).click()
    await page.getByText('Keluarga (KK)', { exact: true }).click()
    const grid = page.getByRole('grid', { name: 'Daftar keluarga' })
    await grid.getByRole('row').nth(10).waitFor()
    await hosted.picture('keluarga-daftar')
    expect(await hosted.accessibility()).toEqual([])
    await page.getByLabel('Cari di daftar ini').fill('zaki contohan')
    const row = grid.getByRole('row').filter({ hasText: 'Zulkifli Contohan' })
    await row.waitFor()
    expect(await row.textContent()).toContain('520114••••••0077')
    await row.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Keluarga Zulkifli Contohan' }).waitFor()
    await hosted.picture('keluarga-halaman')
    expect(await hosted.accessibility()).toEqual([])
  })

  it('take in a newborn, who has a number of the office', async () => {
    const { page } = hosted
    await record('Kelahiran')
    await page.getByLabel('Nama anak').fill('Zahra Contohan')
    await page.getByRole('radio', { name: 'Perempuan' }).check()
    expect(await hosted.accessibility()).toEqual([])
    await page.getByRole('textbox', { name: 'Tanggal lahir' }).fill('20/11/2026')
    await hosted.picture('keluarga-lahir')
    await page.getByRole('button', { name: 'Catat: Kelahiran' }).click()
    await members().getByText('Zahra Contohan').waitFor()
    expect(await members().textContent()).toMatch(/W-\d{6}/)
    await page.getByText('Zahra Contohan lahir (ibu Zainab Contohan, ayah Zulkifli Contohan)').waitFor()
  })

  it('keep a head when the head dies: the proposal is shown, and the whole event can be taken back', async () => {
    const { page } = hosted
    await page.getByRole('button', { name: 'Peristiwa Zulkifli Contohan' }).click()
    await page.getByRole('menuitem', { name: 'Meninggal' }).click()
    const dialog = page.getByRole('dialog', { name: 'Meninggal' })
    await dialog.waitFor()
    expect(await dialog.getByRole('combobox', { name: 'Kepala keluarga sesudah ini' }).inputValue()).toContain('Zainab Contohan')
    expect(await hosted.accessibility()).toEqual([])
    await dialog.getByRole('textbox', { name: 'Tanggal meninggal' }).fill('20/11/2026')
    await dialog.getByLabel('Nomor surat (bila ada)').fill('474.3/12')
    await hosted.picture('keluarga-meninggal')
    await dialog.getByRole('button', { name: 'Catat: Meninggal' }).click()
    await page.getByRole('heading', { level: 1, name: 'Keluarga Zainab Contohan' }).waitFor()
    await page.getByRole('table', { name: 'Pernah menjadi anggota' }).getByText('Zulkifli Contohan').waitFor()
    await hosted.picture('keluarga-sesudah')
    await page.getByRole('button', { name: 'Kembalikan', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Kembalikan' }).click()
    await page.getByRole('heading', { level: 1, name: 'Keluarga Zulkifli Contohan' }).waitFor()
    await page.getByText(/Dikembalikan oleh/).waitFor()
    expect(await members().getByText('Zulkifli Contohan').count()).toBe(1)
  })

  it('split by choosing who goes, and the new card is one click away; the person’s page leads to it too', async () => {
    const { page } = hosted
    await record('Pecah KK')
    await page.getByRole('checkbox', { name: /Zaki Contohan/ }).check()
    await hosted.picture('keluarga-pecah')
    await page.getByLabel('No. KK baru').fill('5201142211260001')
    await page.getByRole('button', { name: 'Catat: Pecah KK' }).click()
    await page.getByText('Pecah KK: Zaki Contohan mendapat kartu sendiri').waitFor()
    await page.getByRole('link', { name: 'keluarga yang satunya' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Keluarga Zaki Contohan' }).waitFor()
    await members().getByRole('link', { name: 'Zaki Contohan' }).click()
    await page.getByRole('heading', { level: 1, name: 'Zaki Contohan' }).waitFor()
    await page.getByRole('link', { name: 'Buka keluarga' }).waitFor()
    await hosted.picture('keluarga-warga')
    expect(await hosted.accessibility()).toEqual([])
  })

  it('left nothing to complain about in the console', () => {
    expect(hosted.complaints).toEqual([])
  })
})
