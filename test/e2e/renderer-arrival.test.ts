import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'

let hosted: HostedPage
const menu = (name: string) => hosted.page.getByRole('navigation').getByRole('link', { name, exact: true }).click()

beforeAll(async () => {
  hosted = await openPracticePage()
  await hosted.call('people.create', { nik: null, name: 'Zubaidah Contohan', birthDate: '1950-05-01' })
})
afterAll(async () => {
  await hosted.close()
})

describe('a walk-in', () => {
  it('gets a number, is called, and leaves with a case and a slip', async () => {
    const { page } = hosted
    await menu('Antrean')
    await page.getByText('Belum ada yang menunggu.', { exact: false }).first().waitFor()
    await page.getByLabel('Keperluan').fill('Tanya PKH')
    await page.getByRole('button', { name: 'Beri nomor' }).click()
    await page.getByRole('status').getByText('001', { exact: true }).waitFor()
    await page.getByRole('combobox', { name: 'Didahulukan' }).click()
    await page.getByRole('option', { name: 'Lanjut usia' }).click()
    await page.getByLabel('Catat juga di buku tamu').check()
    await page.getByRole('button', { name: 'Beri nomor' }).click()
    const said = (box: Element | null) => (box as HTMLInputElement).validationMessage
    await page.waitForFunction(
      () => (document.activeElement as HTMLInputElement | null)?.validationMessage === 'Isian ini belum diisi.',
    )
    await page.getByLabel(/^Nama/).fill('Zubaidah')
    expect(await page.getByLabel(/^Nama/).evaluate(said)).toBe('')
    await page.getByLabel('Keperluan').fill('KIS tidak aktif')
    await page.getByRole('button', { name: 'Beri nomor' }).click()
    await page.getByRole('status').getByText('002', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Antrean 2' }).waitFor()
    await hosted.picture('antrean')
    expect(await hosted.accessibility()).toEqual([])
    await page.getByRole('button', { name: 'Panggil berikutnya' }).click()
    const atCounter = page.getByRole('table', { name: 'Di loket sekarang' })
    await atCounter.getByText('002').waitFor()
    await page.getByRole('button', { name: 'Layar ruang tunggu' }).click()
    await page.getByRole('button', { name: 'Layar penuh' }).waitFor()
    await page.getByText('Loket 1', { exact: true }).waitFor()
    expect(await page.getByRole('main').innerText()).not.toContain('Zubaidah')
    await hosted.picture('antrean-layar')
    expect(await hosted.accessibility()).toEqual([])
    await page.getByRole('button', { name: 'Kembali ke aplikasi' }).click()
    await page.getByRole('button', { name: 'Layani di loket: 002' }).click()

    await page.getByRole('main').getByLabel('Cari warga').fill('Zubaidah Contohan')
    await page
      .getByRole('option', { name: /Zubaidah Contohan/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Ganti warga' }).waitFor()
    await page.getByLabel('Cari layanan').fill('reaktivasi')
    await page.getByRole('button', { name: /Reaktivasi PBI/ }).click()
    await page.getByRole('textbox', { name: 'Keluhan dalam satu kalimat' }).fill('KIS tidak aktif')
    await page.getByRole('button', { name: 'Atur tingkat, lembaga, petugas, batas waktu' }).click()
    await page.getByLabel('Cetak tanda terima').check()
    await hosted.picture('loket-lengkap')
    expect(await hosted.accessibility()).toEqual([])
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Daftarkan kasus' }).click()
    expect((await download).suggestedFilename()).toMatch(/^Tanda-terima-.*\.pdf$/)
    await page.getByRole('heading', { level: 1, name: 'Zubaidah Contohan' }).waitFor()
    const queue = await hosted.call<{ tickets: { label: string; caseNumber: string }[] }>('arrival.queue', {})
    expect(queue.tickets.find(({ label }) => label === '002')?.caseNumber).toMatch(/SLRT/)
  })

  it('is warned about when the same thing is asked for again, and finds the half-filled form after the window was closed', async () => {
    const { page } = hosted
    await menu('Loket')
    await page.getByRole('main').getByLabel('Cari warga').fill('Zubaidah Contohan')
    await page
      .getByRole('option', { name: /Zubaidah Contohan/ })
      .first()
      .click()
    await page.getByLabel('Cari layanan').fill('reaktivasi')
    await page.getByRole('button', { name: /Reaktivasi PBI/ }).click()
    await page.getByText('Kebutuhan yang sama masih terbuka', { exact: false }).waitFor()
    await page.getByRole('textbox', { name: 'Keluhan dalam satu kalimat' }).fill('Datang lagi')
    await hosted.picture('loket-peringatan')
    await expect
      .poll(async () => (await hosted.call<{ title: string }[]>('drafts.list', {})).map(({ title }) => title), { timeout: 8000 })
      .toContain('Loket: Zubaidah Contohan')
    // What a closed window loses: everything but the database.
    await page.evaluate(() => window.sessionStorage.clear())
    await menu('Beranda')
    await page.reload()
    await page.getByRole('button', { name: 'Lanjutkan: Loket: Zubaidah Contohan' }).waitFor()
    await hosted.picture('beranda-isian')
    await page.evaluate(() => window.sessionStorage.clear())
    await page.getByRole('button', { name: 'Lanjutkan: Loket: Zubaidah Contohan' }).click()
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Keluhan dalam satu kalimat' }).inputValue(), { timeout: 8000 })
      .toBe('Datang lagi')
    await page.getByRole('button', { name: 'Buang isian ini' }).click()
    await expect.poll(async () => (await hosted.call<unknown[]>('drafts.list', {})).length, { timeout: 8000 }).toBe(0)
  })
})

describe('a report of a facilitator', () => {
  it('is pasted as text, understood, and becomes a complaint of the field', async () => {
    const { page } = hosted
    await menu('Loket')
    await page.getByRole('button', { name: 'Tempel laporan' }).click()
    await page
      .getByLabel('Teks laporan')
      .fill(
        '[22/11/26 10.15] Lina: Selamat pagi\nNama Fasilitator: Lina Contohan\nKelurahan: Beting\nNama Klien: Zulaikha Barucontoh\nAlamat Klien: Jl. Contoh 9\nPengaduan: Atap rumah bocor, minta rutilahu\nMCK: Bersama',
      )
    await page.getByText('6 baris terbaca').waitFor()
    await page.getByText('Selamat pagi').last().waitFor()
    await hosted.picture('tempel')
    expect(await hosted.accessibility()).toEqual([])
    await page.getByRole('button', { name: 'Daftarkan warga baru dari laporan ini' }).click()
    await page.getByRole('button', { name: 'Buka draf di loket' }).click()
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Keluhan dalam satu kalimat' }).inputValue(), { timeout: 8000 })
      .toBe('Atap rumah bocor, minta rutilahu')
    expect(await page.getByRole('textbox', { name: 'Nama pelapor' }).inputValue()).toBe('Lina Contohan')
    expect(await page.getByLabel('Keterangan dari laporan').inputValue()).toContain('MCK: Bersama')
    await page.getByText('Warga ini belum punya NIK', { exact: false }).waitFor()
    await hosted.picture('tempel-draf')
    if ((await page.getByRole('button', { name: /Batalkan pilihan/ }).count()) === 0) {
      await page.getByLabel('Cari layanan').fill('rutilahu')
      await page
        .getByRole('main')
        .getByRole('button', { name: /Rumah|Rutilahu/ })
        .first()
        .click()
    }
    await page.getByRole('button', { name: 'Simpan sebagai draf' }).click()
    await page.getByRole('heading', { level: 1, name: 'Zulaikha Barucontoh' }).waitFor()
    const { items } = await hosted.call<{ items: { clientName: string; register: string; needState: string }[] }>('cases.list', {
      register: 'keluhan',
    })
    expect(items.find(({ clientName }) => clientName === 'Zulaikha Barucontoh')).toMatchObject({ needState: 'draft' })
    expect(hosted.complaints).toEqual([])
  })
})
