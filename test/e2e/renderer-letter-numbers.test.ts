import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'
import { residentLetterKind } from '../harness/letters.ts'

let hosted: HostedPage
const niks: string[] = []

beforeAll(async () => {
  hosted = await openPracticePage()
  await hosted.call('definitions.save', {
    kind: 'letter-template',
    key: 'aa-keterangan-uji',
    baseVersion: 0,
    body: { ...(residentLetterKind() as Record<string, unknown>), name: 'AA Keterangan Uji' },
  })
  const { items } = await hosted.call<{ items: { id: number }[] }>('people.list', { limit: 5 })
  for (const { id } of items) {
    niks.push((await hosted.call<{ value: string }>('people.reveal', { id, field: 'nik' })).value)
  }
}, 240_000)
afterAll(() => hosted.close())

const button = (name: string | RegExp) => hosted.page.getByRole('button', { name })

describe('letters for a list of people', () => {
  it('are looked up, printed with progress and handed out as one file; a number from the agenda is entered later', async () => {
    const { page } = hosted
    expect(niks.length).toBeGreaterThanOrEqual(3)
    await page.getByRole('link', { name: 'Surat', exact: true }).click()
    await page.getByRole('link', { name: 'Penomoran' }).click()
    await page.getByRole('heading', { name: 'Penomoran surat' }).waitFor()
    await hosted.picture('penomoran')
    await button('Penomoran AA Keterangan Uji').click()
    await page.getByLabel('Nomor dari agenda bagian umum atau aplikasi lain').click()
    // A code is found by what it means.
    const code = page.getByRole('combobox', { name: 'Kode klasifikasi arsip' })
    await code.fill('jaminan')
    await page.getByRole('option', { name: '400.9.11 Jaminan sosial' }).waitFor()
    await hosted.picture('penomoran-aturan')
    await page.getByRole('option', { name: '400.9.11 Jaminan sosial' }).click()
    expect(await code.inputValue()).toBe('400.9.11')
    await button('Simpan').click()
    await page.getByText('Penomoran disimpan').waitFor()

    await page.getByRole('link', { name: 'Surat dari daftar' }).click()
    await page.getByLabel('Keperluan').first().fill('beasiswa')
    await page.getByLabel('Daftar NIK').fill(`${niks.slice(0, 3).join('\n')}\n${niks[0]}\n5299999999999999 Tidak Ada`)
    await button('Periksa daftar').click()
    await page.getByText('3 warga ditemukan').waitFor()
    await page.getByText('tercantum dua kali').waitFor()
    await hosted.picture('daftar-diperiksa', { fullPage: true })
    await button('Cetak 3 surat').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cetak 3 surat' }).click()
    await page.getByText('3 dari 3 tercetak').waitFor({ timeout: 60_000 })
    await hosted.picture('daftar-tercetak')
    const download = page.waitForEvent('download')
    await button('PDF gabungan').click()
    expect((await download).suggestedFilename()).toMatch(/^LATIHAN-Surat-.*\.pdf$/)

    await page.getByRole('link', { name: 'Surat', exact: true }).click()
    await hosted.picture('buku-surat')
    await button('Catat nomor (3)').click()
    await page.getByPlaceholder('mis. 128').first().fill('128')
    await button('Isi ke bawah').first().click()
    await hosted.picture('catat-nomor')
    await button('Simpan 3 nomor').click()
    await page.getByText('3 nomor dicatat di buku surat').waitFor()
    await page.getByText('400.9.11/0130/').first().waitFor()
    await button('Saring').click()
    await page.getByRole('combobox', { name: 'Urutan' }).click()
    await page.getByRole('option', { name: 'Menurut nomor, seperti buku' }).click()
    await page.keyboard.press('Escape')
    await hosted.picture('buku-menurut-nomor')
    expect(await hosted.accessibility()).toEqual([])
    expect(hosted.complaints).toEqual([])
  }, 240_000)
})
