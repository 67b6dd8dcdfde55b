import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'

let hosted: HostedPage
let address: string
let personId: number

beforeAll(async () => {
  hosted = await openPracticePage()
  address = hosted.page.url().split('#')[0] as string
  const person = await hosted.call<{ id: number }>('people.create', { nik: null, name: 'Zubaidah Contohan', phone: '0812' })
  personId = person.id
})
afterAll(() => hosted.close())

const go = (path: string): Promise<unknown> => hosted.page.goto(`${address}#${path}`)
const drawn = async (): Promise<void> => {
  await hosted.page.locator('figure[data-drawn="true"] canvas').first().waitFor()
}

describe('a letter about a resident without a case', () => {
  it('is begun on the resident’s page, asks for a look into SIKS-NG first, and prints what was found', async () => {
    const { page } = hosted
    await go(`/warga/${personId}`)
    await page.getByRole('button', { name: 'Surat baru' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Jenis surat' }).click()
    await page.getByRole('option', { name: 'Surat Keterangan Status DTSEN' }).click()
    await dialog.getByRole('combobox', { name: 'Keperluan surat' }).click()
    await page.getByRole('option', { name: /jalur afirmasi \(SPMB\) · desil 1–5/ }).click()
    await hosted.picture('surat-baru')
    expect(await hosted.accessibility()).toEqual([])
    await dialog.getByRole('button', { name: 'Susun surat' }).click()
    await page.getByRole('heading', { level: 1, name: 'Surat Keterangan Status DTSEN' }).waitFor()
    await page.getByText(/Itu belum berarti ia tidak terdaftar/).waitFor()
    await drawn()
    await hosted.picture('surat-belum-diperiksa')
    await page.getByRole('radio', { name: 'Dimintakan orang lain' }).click()
    await page.getByLabel('Nama pemohon').fill('Ibu Contohan')
    await page.getByLabel('Hubungan dengan warga').fill('Orang tua')
    await page.getByText('Draf tersimpan').waitFor()
    await page.getByRole('button', { name: 'Catat hasil pemeriksaan' }).click()
    const check = page.getByRole('dialog')
    await check.getByRole('combobox', { name: 'Desil' }).click()
    await page.getByRole('option', { name: '3', exact: true }).click()
    await hosted.picture('catat-pemeriksaan')
    expect(await hosted.accessibility()).toEqual([])
    await check.getByRole('button', { name: 'Simpan hasil' }).click()
    await page.getByText(/Pemeriksaan SIKS-NG, /).waitFor()
    await page.getByText('Desil 3', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Cetak', exact: true }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Cetak dan beri nomor' }).click(),
    ])
    expect(
      readFileSync(await download.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    await page.getByText('Berlaku sampai').waitFor()
    await drawn()
    await hosted.picture('surat-tercetak')
    expect(await hosted.accessibility()).toEqual([])
  })

  it('shows the letter that still holds before another is written', async () => {
    const { page } = hosted
    await go(`/warga/${personId}`)
    await page.getByRole('button', { name: 'Surat baru' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Jenis surat' }).click()
    await page.getByRole('option', { name: 'Surat Keterangan Status DTSEN' }).click()
    await dialog.getByRole('combobox', { name: 'Keperluan surat' }).click()
    await page.getByRole('option', { name: /SPMB/ }).click()
    await dialog.getByText('Masih ada surat yang berlaku untuk keperluan ini').waitFor()
    await dialog.getByRole('button', { name: 'Tetap susun surat baru' }).waitFor()
    await hosted.picture('surat-masih-berlaku')
    expect(await hosted.accessibility()).toEqual([])
    await dialog.getByRole('button', { name: 'Buka surat itu' }).click()
    await page.getByRole('button', { name: 'Cetak ulang' }).waitFor()
  })
})

describe('a letter with a list', () => {
  it('takes rows that are pasted from a workbook', async () => {
    const { page } = hosted
    await go('/surat')
    await page.getByRole('button', { name: 'Surat baru' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Jenis surat' }).click()
    await page.getByRole('option', { name: 'Surat Tugas' }).click()
    await dialog.getByRole('button', { name: 'Susun surat' }).click()
    await page.getByRole('heading', { level: 1, name: 'Surat Tugas' }).waitFor()
    await page.getByRole('button', { name: 'Tambah baris' }).click()
    const first = page.getByLabel('Nama, baris 1')
    await first.focus()
    await page.evaluate(() => {
      const data = new DataTransfer()
      data.setData('text/plain', 'Contoh Satu\t1234\tIII/a\tFasilitator\nContoh Dua\t5678\tII/c\tPetugas\n')
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })
    await page.getByLabel('Nama, baris 2').waitFor()
    expect(await page.getByLabel('Jabatan, baris 2').inputValue()).toBe('Petugas')
    await page.getByText('Draf tersimpan').waitFor()
    await drawn()
    await hosted.picture('surat-tugas')
    expect(await hosted.accessibility()).toEqual([])
  })
})

describe('the editor of kinds', () => {
  it('shows each change on the page itself, names what does not fit, and saves a new version', async () => {
    const { page } = hosted
    await go('/surat')
    await page.getByRole('link', { name: 'Jenis surat' }).click()
    await page.getByRole('heading', { level: 1, name: 'Jenis surat' }).waitFor()
    await hosted.picture('jenis-surat')
    expect(await hosted.accessibility()).toEqual([])
    await page.getByRole('button', { name: /^Surat Tugas/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Surat Tugas' }).waitFor()
    await drawn()
    await page.getByRole('button', { name: 'Tambah bagian' }).click()
    await page.getByRole('menuitem', { name: 'Paragraf' }).click()
    await page.getByRole('textbox', { name: 'Teks' }).fill('Tempat: ')
    await page.getByRole('combobox', { name: 'Sisipkan isian' }).click()
    await page.getByRole('option', { name: /\(fields\.place\)/ }).click()
    expect(await page.getByRole('textbox', { name: 'Teks' }).inputValue()).toBe('Tempat: {{fields.place}}')
    // A condition names the field without its braces, and only fields that this kind can fill are offered.
    await page.getByRole('textbox', { name: 'Tampil bila' }).click()
    await page.getByRole('combobox', { name: 'Sisipkan isian' }).click()
    await page.getByRole('option', { name: /\(letter\.date\)/ }).waitFor()
    expect(await page.getByRole('option', { name: /\((person|referral|register)\./ }).count()).toBe(0)
    await page.getByRole('option', { name: /\(lists\.staff\)/ }).click()
    expect(await page.getByRole('textbox', { name: 'Tampil bila' }).inputValue()).toBe('lists.staff')
    await hosted.picture('ubah-jenis-surat')
    expect(await hosted.accessibility()).toEqual([])
    await page.getByRole('textbox', { name: 'Teks' }).fill('Tempat: {{fields.tempat}}')
    await page.getByText(/belum ada di daftar isian jenis surat ini/).waitFor()
    expect(await page.getByRole('button', { name: 'Simpan versi baru' }).isDisabled()).toBe(true)
    await page.getByRole('textbox', { name: 'Teks' }).fill('Tempat: {{fields.place}}')
    await page.getByText(/belum ada di daftar isian/).waitFor({ state: 'hidden' })
    await page.getByRole('tab', { name: 'Kertas dan masa' }).click()
    await page.getByRole('combobox', { name: 'Kertas' }).click()
    await page.getByRole('option', { name: /A4/ }).click()
    await hosted.picture('kertas-jenis-surat')
    expect(await hosted.accessibility()).toEqual([])
    // Nothing is lost by leaving: the change waits here, told as such.
    await page.getByRole('button', { name: 'Semua jenis surat' }).click()
    await page.getByRole('button', { name: /^Surat Tugas/ }).click()
    await page.getByText(/belum disimpan sudah dikembalikan/).waitFor()
    await drawn()
    await page.getByRole('button', { name: 'Simpan versi baru' }).click()
    await page.getByText('versi 2', { exact: true }).waitFor()
    expect(await page.getByRole('button', { name: 'Simpan versi baru' }).isDisabled()).toBe(true)
    const kinds = await hosted.call<{ key: string; version: number; paper: string }[]>('letters.kinds', {})
    expect(kinds.find(({ key }) => key === 'surat-tugas')).toMatchObject({ version: 2, paper: 'A4' })
    await page.getByRole('button', { name: 'Lainnya' }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Simpan sebagai berkas' }).click(),
    ])
    const exported = JSON.parse(readFileSync(await file.path(), 'utf8')) as { kunci: string; badan: { paper: string } }
    expect([exported.kunci, exported.badan.paper]).toEqual(['surat-tugas', 'A4'])
    await page.getByRole('tab', { name: 'Versi' }).click()
    await page.getByRole('button', { name: 'Ambil isi versi ini' }).waitFor()
    await page.getByRole('tab', { name: 'Isian' }).click()
    await hosted.picture('isian-jenis-surat')
    expect(await hosted.accessibility()).toEqual([])
    expect(hosted.complaints).toEqual([])
  })

  it('makes a kind of the office’s own out of a copy, and takes one in from a file', async () => {
    const { page } = hosted
    await page.getByRole('button', { name: 'Lainnya' }).click()
    await page.getByRole('menuitem', { name: 'Salin sebagai jenis baru' }).click()
    await page.getByRole('heading', { level: 1, name: 'Surat Tugas (salinan)' }).waitFor()
    await drawn()
    await page.getByRole('button', { name: 'Simpan versi baru' }).click()
    await page.getByText('versi 1', { exact: true }).waitFor()
    const keys = async (): Promise<string[]> => (await hosted.call<{ key: string }[]>('letters.kinds', {})).map(({ key }) => key)
    expect(await keys()).toContain('surat-tugas-salinan')
    const body = (await hosted.call<{ body: unknown }>('definitions.get', { kind: 'letter-template', key: 'surat-tugas' })).body
    const file = {
      berkas: 'loket-jenis-surat',
      kantor: 'Kantor lain',
      tanggal: '2026-11-22',
      kunci: 'surat-tugas-lain',
      badan: body,
    }
    await page.getByRole('button', { name: 'Semua jenis surat' }).click()
    await page.getByRole('heading', { level: 1, name: 'Jenis surat' }).waitFor()
    await page.locator('input[type=file]').setInputFiles({
      name: 'Jenis-surat-lain.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(file)),
    })
    await page.getByText('versi 0', { exact: true }).waitFor()
    await drawn()
    expect(await keys()).not.toContain('surat-tugas-lain')
    await page.getByRole('button', { name: 'Simpan versi baru' }).click()
    await page.getByText('versi 1', { exact: true }).waitFor()
    expect(await keys()).toContain('surat-tugas-lain')
  })
})
