import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'

let hosted: HostedPage
let folder: string
/** A village where people of the practice office live. */
let old: { code: string; name: string }

const part = (name: string): Promise<void> => hosted.page.getByText(name, { exact: true }).first().click()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loket-wilayah-'))
  hosted = await openPracticePage()
  const { page } = hosted
  const { items } = await hosted.call<{ items: { regionCode: string; village: string }[] }>('people.list', { limit: 1 })
  old = { code: items[0]?.regionCode ?? '', name: items[0]?.village ?? '' }
  await page.getByRole('link', { name: 'Pengaturan' }).click()
  await page.getByRole('tab', { name: 'Wilayah' }).click()
})
afterAll(async () => {
  await hosted.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the region list in the settings', () => {
  it('is searched by name and code', async () => {
    const { page } = hosted
    await page.getByText(/^\d+ kecamatan · \d+ desa\/kelurahan · 0 berkode BPS/).waitFor()
    await page.getByLabel('Cari nama atau kode').fill(old.code.replaceAll('.', ''))
    await page.getByText(old.name, { exact: true }).first().waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await page.getByLabel('Cari nama atau kode').fill('')
    await hosted.picture('wilayah-1-daftar')
  })

  it('shows what a file would change, and where it is wrong, before anything is written', async () => {
    const { page } = hosted
    await part('Perbarui daftar wilayah')
    const next = `${old.code.slice(0, 9)}2999`
    const wrong = join(folder, 'salah.csv')
    writeFileSync(wrong, `Kode,Nama,Kode Pengganti\n${old.code},${old.name},52.01.99.9999\n`)
    await page.locator('input[type=file]').setInputFiles(wrong)
    await page.getByText(/1 baris salah/).waitFor()
    await hosted.picture('wilayah-2-salah')
    await page.getByRole('button', { name: 'Pilih berkas lain' }).click()
    const good = join(folder, 'ubah.csv')
    writeFileSync(good, `Kode,Nama,Kode Pengganti\n${old.code},${old.name},${next}\n${next},Desa Pengganti Uji,\n`)
    await page.locator('input[type=file]').setInputFiles(good)
    await page.getByText(`menjadi ${next} Desa Pengganti Uji`).waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await hosted.picture('wilayah-3-perubahan')
    await page.getByRole('button', { name: 'Simpan perubahan' }).click()
    await page.getByText('Daftar wilayah diperbarui.').waitFor()
  })

  it('proposes where people of an ended village go, moves them, and takes it back', async () => {
    const { page } = hosted
    await part('Wilayah yang berakhir')
    await page.getByRole('button', { name: 'Pindahkan semua ke Desa Pengganti Uji' }).waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await hosted.picture('wilayah-4-berakhir')
    await page.getByRole('button', { name: 'Pilih tujuan …' }).click()
    await page.getByRole('button', { name: 'Pindahkan semua yang tersisa' }).waitFor()
    await hosted.picture('wilayah-5-memilih')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Pindahkan semua ke Desa Pengganti Uji' }).click()
    await page.getByRole('button', { name: 'Pindahkan', exact: true }).click()
    await page.getByText('Tidak ada data di wilayah yang berakhir').waitFor()
    await hosted.picture('wilayah-6-dipindahkan')
    await page.getByRole('button', { name: 'Batalkan', exact: true }).click()
    await page.getByRole('button', { name: 'Batalkan pemindahan' }).click()
    await page.getByRole('button', { name: 'Pindahkan semua ke Desa Pengganti Uji' }).waitFor()
  })

  it('calls the levels as the office says', async () => {
    const { page } = hosted
    await part('Nama tingkat wilayah')
    await page.getByLabel('Sebutan desa').fill('Gampong')
    await page.getByLabel('Sebutan kelurahan').fill('')
    await hosted.picture('wilayah-7-sebutan')
    await page.getByRole('button', { name: 'Simpan' }).click()
    await page.getByText('Sebutan wilayah disimpan.').waitFor()
    await part('Impor kode BPS')
    await page.getByText(/tidak membawa kode BPS/).waitFor()
    await hosted.picture('wilayah-8-bps')
    await part('Daftar wilayah')
    await page.getByText('Gampong', { exact: true }).first().waitFor()
    expect(hosted.complaints).toEqual([])
  })
})
