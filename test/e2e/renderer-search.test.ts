import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openHostedPage } from '../harness/browser-host.ts'

let hosted: HostedPage
beforeAll(async () => {
  hosted = await openHostedPage()
  await hosted.enterPractice()
  await hosted.call('people.create', {
    name: 'Zulkarnaeni Contohwati',
    nik: null,
    birthDate: '1961-07-01',
    sex: 'P',
    motherName: 'Maryamah Contoh',
    regionCode: '52.01.09.2003',
    phone: '081234500093',
  })
})
afterAll(async () => {
  await hosted.close()
})

const grid = () => hosted.page.getByRole('grid', { name: 'Daftar warga' })
const heading = () => hosted.page.getByRole('heading', { level: 1, name: /zulkarnaeni contohwati/i })

describe('search by keyboard', () => {
  it('opens a person whose name was mistyped, from any screen', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Laporan', exact: true }).click()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('zulkarnaini contowati')
    await page.getByRole('option', { name: /zulkarnaeni/i }).waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await page.keyboard.press('ArrowDown')
    expect(await hosted.accessibility()).toEqual([])
    await page.keyboard.press('Enter')
    await heading().waitFor()
  })

  it('says by what else somebody was found', async () => {
    const { page } = hosted
    await page.keyboard.press('Control+k')
    await page.keyboard.type('zulkarnaeni ibu maryama 1961')
    const option = page.getByRole('option').first()
    await option.getByText('Ibu kandung').waitFor()
    expect(await option.textContent()).toContain('Lahir 01/07/1961')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('zzqqxx wwjj')
    await page.getByText(/^Tidak ditemukan\. Coba sebagian nama saja/).waitFor()
    await page.getByRole('button', { name: 'Daftarkan sebagai warga baru' }).waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
  })

  it('goes from the box of the list into its rows with one key', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Warga', exact: true }).click()
    await page.getByRole('textbox', { name: 'Cari di daftar ini' }).fill('+62812 3450 0093')
    await grid().getByText('Cocok karena').waitFor()
    await expect.poll(() => grid().getByRole('row').count()).toBe(2)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await heading().waitFor()
  })
})

describe('filters and kept searches', () => {
  it('narrow to a village and show in words what is set', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Warga', exact: true }).click()
    await page.getByRole('combobox', { name: 'Desa atau kecamatan' }).fill('Sesaot')
    await page
      .getByRole('option', { name: /Sesaot/ })
      .first()
      .click()
    await expect.poll(() => grid().getByRole('row').nth(1).textContent()).toContain('Sesaot')
    const rows = await grid().getByRole('row').allTextContents()
    expect(rows.slice(1).every((text) => text.includes('Sesaot'))).toBe(true)
    await page.getByRole('button', { name: 'Saringan', exact: true }).click()
    await page.getByRole('combobox', { name: 'Jenis kelamin' }).click()
    await page.getByRole('option', { name: 'Perempuan' }).click()
    await page.getByRole('textbox', { name: 'Usia dari' }).fill('149')
    await page.keyboard.press('Tab')
    expect(await hosted.accessibility()).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByText('Tidak ada warga yang memenuhi semua saringan ini.').waitFor()
    await page.getByRole('button', { name: 'Lepas saringan Usia dari 149' }).click()
    await expect.poll(() => grid().getByRole('row').count()).toBeGreaterThan(1)
    expect(await hosted.accessibility()).toEqual([])
  })

  it('are kept under a name, opened again, renamed and thrown away', async () => {
    const { page } = hosted
    const count = async (): Promise<string> => (await page.getByText(/^[\d.]+ (ditemukan|warga · .*)$/).textContent()) ?? ''
    await expect.poll(count).not.toBe('0 ditemukan')
    const narrowed = await count()
    await page.getByRole('button', { name: 'Simpan pencarian ini' }).click()
    await page.getByRole('textbox', { name: 'Nama pencarian' }).fill('Perempuan Sesaot')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Perempuan Sesaot', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Lepas saringan Perempuan' }).click()
    await expect.poll(count).not.toBe(narrowed)
    await page.getByRole('link', { name: 'Kasus', exact: true }).click()
    await page.getByRole('link', { name: 'Warga', exact: true }).click()
    await page.getByRole('button', { name: 'Perempuan Sesaot', exact: true }).click()
    await expect.poll(count).toBe(narrowed)
    await page.getByRole('button', { name: 'Pilihan untuk Perempuan Sesaot' }).click()
    expect(await hosted.accessibility()).toEqual([])
    await page.getByRole('menuitem', { name: 'Ganti nama atau bagikan' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Nama pencarian' }).fill('Ibu-ibu Sesaot')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Ibu-ibu Sesaot', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Pilihan untuk Ibu-ibu Sesaot' }).click()
    await page.getByRole('menuitem', { name: 'Hapus' }).click()
    await page.getByRole('button', { name: 'Ibu-ibu Sesaot', exact: true }).waitFor({ state: 'detached' })
    expect(hosted.complaints).toEqual([])
  })
})
