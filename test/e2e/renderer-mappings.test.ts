import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'
import { stopAtFirstFailure } from '../harness/walk-order.ts'
import { writeWorkbook } from '../harness/workbooks.ts'

let hosted: HostedPage
let folder: string
const headers = ['Urut', 'Jiwa', 'Identitas', 'Kartu', 'P/W', 'Kelahiran', 'Status Kawin', 'Bantuan lain']
const rows = [
  ['1', 'AHMAD SAPUTRA', '5201141203800001', '5201140101200011', 'Lk', '12-03-1980', 'KAWIN', 'ya'],
  ['2', 'SITI WULANDARI', '5201145504820002', '5201140101200011', 'Pr', '15-04-1982', 'KAWIN', 'tidak'],
  ['3', 'AGUS SAPUTRA', '5201142005050003', '5201140101200011', 'Lk', '31-02-2005', 'Blm', 'ya'],
  ['4', 'BUDI HIDAYAT', '5201143112900014', '5201140202210022', 'Lk', '31-12-1990', 'KAWIN', 'ya'],
]
stopAtFirstFailure()
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loket-kolom-'))
  const write = (name: string, sheet: string): Promise<unknown> =>
    writeWorkbook(join(folder, name), [
      { name: sheet, rows: [['DATA JIWA DESA CONTOH'], [], headers, ...rows] },
      { name: 'Catatan', rows: [['Diisi oleh petugas desa']] },
    ])
  await write('jiwa-november.xlsx', 'Penduduk')
  await write('jiwa-desember.xlsx', 'Lembar lain')
  hosted = await openPracticePage()
})
afterAll(async () => {
  await hosted.close()
  rmSync(folder, { recursive: true, force: true })
})

const meaning = (letters: string, header: string) =>
  hosted.page.getByRole('combobox', { name: `Arti kolom ${letters} ${header}`, exact: true })

describe('a file whose headers nobody knows', () => {
  it('opens the columns by itself, guessed, with real rows and masked numbers', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Impor', exact: true }).click()
    await page.locator('input[type=file]').setInputFiles(join(folder, 'jiwa-november.xlsx'))
    await page.getByRole('heading', { name: 'Atur kolom' }).waitFor()
    await meaning('B', 'Jiwa').waitFor()
    await page.getByText(/baris pertama dicoba/).waitFor()
    await hosted.picture('kolom')
    expect(await meaning('B', 'Jiwa').inputValue()).toBe('Nama')
    expect(await meaning('C', 'Identitas').inputValue()).toBe('NIK')
    expect(await meaning('D', 'Kartu').inputValue()).toBe('No. KK')
    expect(await page.locator('main').innerText()).not.toMatch(/\d{16}/)
    expect(await hosted.accessibility()).toEqual([])
  })

  it('says what is missing as soon as a column is taken away, by keyboard, and holds the button back', async () => {
    const { page } = hosted
    await meaning('B', 'Jiwa').click()
    await page.getByRole('option', { name: 'Tidak dipakai' }).click()
    await page.getByText('Belum ada kolom Nama.').waitFor()
    expect(await page.getByRole('button', { name: 'Baca berkas dengan susunan ini' }).isDisabled()).toBe(true)
    await meaning('B', 'Jiwa').focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('Nama')
    // What is offered follows what was typed, and a key goes to what is marked: each has to be there before the next.
    const offered = () => page.getByRole('option').allTextContents()
    await expect
      .poll(async () => (await offered()).length > 0 && (await offered()).every((text) => /nama/i.test(text)))
      .toBe(true)
    await page.keyboard.press('ArrowDown')
    await page.locator('[role=option][data-combobox-selected]').getByText('Nama', { exact: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Belum ada kolom Nama.').waitFor({ state: 'detached' })
    await expect.poll(() => page.getByRole('button', { name: 'Baca berkas dengan susunan ini' }).isEnabled()).toBe(true)
  })

  it('shows where the header stands, and what coded values become', async () => {
    const { page } = hosted
    await page.getByRole('button', { name: /^Baris judul: baris 3/ }).click()
    await page.getByRole('dialog').getByText('DATA JIWA DESA CONTOH').waitFor()
    await hosted.picture('judul')
    expect(await hosted.accessibility()).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByText('1 isi tidak dikenal').waitFor()
    await page.getByRole('row').filter({ hasText: 'Status Kawin' }).getByRole('button', { name: 'Arti isi' }).click()
    await page.getByRole('combobox', { name: 'Arti isi Blm' }).click()
    await page.getByRole('option', { name: 'Belum Kawin' }).click()
    await hosted.picture('arti')
    expect(await hosted.accessibility()).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByText('1 isi tidak dikenal').waitFor({ state: 'detached' })
  })

  it('is read and remembered under its sender', async () => {
    const { page } = hosted
    await page.getByLabel('Pengirim', { exact: true }).fill('Desa Contoh')
    await page.getByLabel('Nama susunan').fill('Data jiwa')
    await page.getByLabel('Ingat susunan ini untuk berkas berikutnya dari pengirim ini').check()
    await hosted.picture('ingat')
    await page.getByRole('button', { name: 'Baca berkas dengan susunan ini' }).click()
    await page.getByText('Menunggu diperiksa').waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: '4 Baru', exact: true }).waitFor()
  })

  it('is no question the next time', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Impor', exact: true }).click()
    await page.locator('input[type=file]').setInputFiles(join(folder, 'jiwa-desember.xlsx'))
    // The heading first: until then the list of imports says the state too, of the file before.
    await page.getByRole('heading', { name: 'jiwa-desember.xlsx' }).waitFor({ timeout: 60_000 })
    await page.getByText('Menunggu diperiksa').waitFor()
    await page.getByRole('tab', { name: '1 Berkas' }).click()
    await page.getByText('Data jiwa', { exact: true }).waitFor()
  })

  it('stands in the list, where it is renamed, handed on as a file, and deleted', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Impor', exact: true }).click()
    await page.getByRole('button', { name: 'Susunan kolom' }).click()
    const row = page.getByRole('row').filter({ hasText: 'Desa Contoh' })
    await row.waitFor()
    await hosted.picture('susunan')
    expect(await hosted.accessibility()).toEqual([])
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      row.getByRole('button', { name: 'Simpan sebagai berkas' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('Susunan-kolom-desa-contoh.json')
    const file = join(folder, 'susunan.json')
    await download.saveAs(file)
    await row.getByRole('button', { name: 'Ganti nama' }).click()
    await page.getByRole('dialog').getByLabel('Nama susunan').fill('Data jiwa bulanan')
    await page.getByRole('dialog').getByRole('button', { name: 'Ganti nama' }).click()
    await page.getByRole('cell', { name: 'Data jiwa bulanan' }).waitFor()
    await row.getByRole('button', { name: 'Riwayat versi' }).click()
    await page.getByText(/^versi 1 · Data jiwa ·/).waitFor()
    await page.keyboard.press('Escape')
    await row.getByRole('button', { name: 'Hapus' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Hapus' }).click()
    await page.getByText('Belum ada susunan kolom').waitFor()
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('cell', { name: 'Data jiwa', exact: true }).waitFor()
    expect(hosted.complaints).toEqual([])
  })
})
