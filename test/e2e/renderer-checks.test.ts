import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'

/** A woman whose birth date is not that of her NIK; the numbers are made up. */
const woman = {
  name: 'Zulkarnaeni Contohwati',
  nik: '5201144107880093',
  birthDate: '1988-07-02',
  sex: 'P',
  motherName: 'Maryamah Contoh',
  kkNumber: '5201140107100031',
  relation: 'Istri',
}

let hosted: HostedPage
let id = 0

beforeAll(async () => {
  hosted = await openPracticePage()
  ;({ id } = await hosted.call<{ id: number }>('people.create', woman))
})
afterAll(() => hosted.close())

describe('data to look at', () => {
  it('are looked for, filtered, accepted with a reason on the page of the person, and taken back', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Warga', exact: true }).click()
    await page.getByRole('button', { name: 'Perlu diperiksa' }).click()
    await page.getByRole('heading', { level: 1, name: 'Data yang perlu diperiksa' }).waitFor()
    await hosted.picture('1-never')
    await page.getByRole('button', { name: 'Periksa data warga' }).click()
    const list = page.getByRole('grid', { name: 'Temuan' })
    await list.waitFor({ timeout: 60_000 })
    await hosted.picture('2-list')
    await page.getByRole('combobox', { name: 'Pemeriksaan' }).click()
    await page.getByRole('option', { name: /^Tanggal lahir beda dengan NIK/ }).click()
    const row = list.getByRole('row').filter({ hasText: woman.name })
    await list.getByText('Desa/kelurahan kosong', { exact: false }).waitFor({ state: 'hidden' })
    await row.waitFor()
    await hosted.picture('3-filtered')
    await row.click()
    await page.getByRole('heading', { level: 1, name: woman.name }).waitFor()
    await page.getByText('Tidak ada anggota yang menjadi kepala keluarga.').waitFor()
    await hosted.picture('4-person')
    await page.getByRole('button', { name: 'Terima dengan alasan: Tanggal lahir beda dengan NIK' }).click()
    await page.getByRole('textbox', { name: 'Alasan' }).fill('Dibetulkan Dukcapil, lihat akta')
    await hosted.picture('5-reason')
    await page.getByRole('button', { name: 'Terima', exact: true }).click()
    await page.getByText('1 temuan diterima dengan alasan').click()
    await page.getByText(/: Dibetulkan Dukcapil, lihat akta$/).waitFor()
    await hosted.picture('6-accepted')
    expect(await page.getByRole('cell', { name: 'Dibetulkan Dukcapil, lihat akta' }).count()).toBe(1)
    await page.getByRole('button', { name: 'Cabut penerimaan: Tanggal lahir beda dengan NIK' }).click()
    await page.getByRole('button', { name: 'Terima dengan alasan: Tanggal lahir beda dengan NIK' }).waitFor()
    expect(id).toBeGreaterThan(0)
  })

  it('stand in the table of checks, which can be searched', async () => {
    const { page } = hosted
    await page.evaluate(() => {
      window.location.hash = '#/pengaturan?tab=pemeriksaan'
    })
    await page.getByRole('grid', { name: 'Daftar pemeriksaan' }).waitFor()
    await hosted.picture('7-table')
    await page.getByRole('textbox', { name: 'Cari pemeriksaan' }).fill('kepala tercatat meninggal')
    await page.getByText('Kepala keluarganya tercatat meninggal.').waitFor()
    await page.getByText('1 pemeriksaan', { exact: true }).waitFor()
  })
})
