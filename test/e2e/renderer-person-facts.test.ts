import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'

let hosted: HostedPage
let person = 0

const card = (name: string) =>
  hosted.page.locator('section').filter({ has: hosted.page.getByRole('heading', { name, exact: true }) })
const dialog = () => hosted.page.getByRole('dialog')
const choose = async (label: string, option: string): Promise<void> => {
  await dialog().getByRole('combobox', { name: label }).click()
  await hosted.page.getByRole('option', { name: option, exact: true }).click()
}
/** Types a day; leaving the field closes the calendar. */
const day = async (label: string, text: string): Promise<void> => {
  const field = dialog().getByRole('textbox', { name: label })
  await field.fill(text)
  await field.press('Tab')
}
const save = async (): Promise<void> => {
  await dialog().getByRole('button', { name: 'Simpan' }).click()
  await dialog().waitFor({ state: 'detached' })
}

beforeAll(async () => {
  hosted = await openPracticePage()
  const made = await hosted.call<{ id: number }>('people.create', {
    name: 'Maemunah Contoh',
    nik: null,
    sex: 'P',
    birthDate: '1994-02-03',
  })
  person = made.id
})
afterAll(() => hosted.close())

describe('the page of a person', () => {
  it('takes deciles, programmes, pregnancies, disabilities and numbers, each with source and day', async () => {
    const { page } = hosted
    await page.evaluate((id) => {
      window.location.hash = `#/warga/${id}`
    }, person)
    await page.getByRole('heading', { level: 1, name: 'Maemunah Contoh' }).waitFor()
    await page.getByText('Desil belum tercatat').waitFor()
    await page.getByRole('button', { name: 'Catat desil atau status' }).click()
    await dialog().getByLabel('Desil (1–10)').fill('12')
    await dialog().getByRole('button', { name: 'Simpan' }).click()
    await dialog().getByText('Isi angka 1 sampai 10.').waitFor()
    await hosted.picture('desil', { fullPage: true })
    await dialog().getByLabel('Desil (1–10)').fill('2')
    await day('Tanggal sumber', '18/10/2026')
    await save()
    await card('Desil & status DTSEN').getByText('per 18/10/2026').waitFor()
    expect(await page.getByText('Desil 2', { exact: true }).isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Catat desil atau status' }).click()
    await dialog().getByRole('radio', { name: 'Status DTSEN' }).check()
    await choose('Status DTSEN', 'DTSEN AKTIF')
    await save()

    await page.getByRole('button', { name: 'Catat program' }).click()
    await choose('Program', 'Program lain (ketik namanya)')
    await dialog().getByRole('button', { name: 'Simpan' }).click()
    await dialog().getByText('Wajib diisi.').first().waitFor()
    await dialog().getByLabel('Nama program').fill('BLT Dana Desa')
    await dialog().getByLabel('Nomor peserta').fill('1234567890123')
    await day('Sejak', '01/02/2026')
    await hosted.picture('program', { fullPage: true })
    await save()
    await page.getByRole('button', { name: 'Catat kehamilan' }).click()
    await day('Perkiraan lahir', '20/02/2027')
    await save()
    await page.getByRole('button', { name: 'Catat disabilitas' }).click()
    await choose('Jenis disabilitas', 'Disabilitas Netra')
    await choose('Tingkat', 'Sedang')
    await save()
    await page.getByRole('button', { name: 'Catat nomor' }).click()
    await choose('Jenis nomor', 'KIS/BPJS Kesehatan')
    await dialog().getByRole('textbox', { name: 'Nomor', exact: true }).fill('0001234567890')
    await save()
    await card('Nomor lain').getByText('000123•••7890').waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await card('Nomor lain').getByRole('button', { name: 'Buka lengkap: KIS/BPJS Kesehatan' }).click()
    await card('Nomor lain').getByText('0001234567890').waitFor()
    await hosted.picture('warga', { fullPage: true })
  })

  it('mends, ends and removes a statement, and keeps it as history', async () => {
    const { page } = hosted
    const programmes = card('Kepesertaan program')
    const act = async (name: string): Promise<void> => {
      await programmes.getByRole('button', { name: 'Tindakan untuk BLT Dana Desa' }).click()
      await page.getByRole('menuitem', { name }).click()
    }
    await act('Perbaiki')
    expect(await dialog().getByLabel('Nomor peserta').getAttribute('placeholder')).toContain('123456•••0123')
    await choose('Keadaan', 'Ditangguhkan')
    await save()
    await programmes.getByText('Ditangguhkan').waitFor()
    await act('Akhiri')
    await dialog().getByLabel('Keterangan').fill('graduasi')
    await dialog().getByRole('button', { name: 'Akhiri' }).click()
    await programmes.getByRole('button', { name: 'Tampilkan riwayat (1)' }).click()
    await programmes.getByText('graduasi').waitFor()
    await act('Hapus')
    await dialog().getByRole('button', { name: 'Hapus' }).click()
    await dialog().getByText('Tulis alasannya.').waitFor()
    await dialog().getByLabel('Alasan dihapus').fill('salah orang')
    await dialog().getByRole('button', { name: 'Hapus' }).click()
    await programmes.getByText('Belum ada program yang tercatat').waitFor()
    await page.getByRole('table', { name: 'Riwayat perubahan' }).getByText('Kepesertaan program').first().waitFor()
  })

  it('shows the newest decile at the counter', async () => {
    const { page } = hosted
    await page.getByRole('button', { name: 'Layani di loket' }).click()
    await page.waitForURL(/loket/)
    await page.getByText('Desil 2', { exact: true }).waitFor()
    await page.getByText('per 18/10/2026 · Cek di SIKS-NG').waitFor()
    await hosted.picture('loket', { fullPage: true })
    expect(await hosted.accessibility()).toEqual([])
    expect(hosted.complaints).toEqual([])
  })
})
