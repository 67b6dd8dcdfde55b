import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'
import { openRoleWindows, type RoleWindow } from '../harness/role-windows.ts'
import { stopAtFirstFailure } from '../harness/walk-order.ts'

/*
 * Somebody of the register comes to the counter and leaves the office with a letter: front office, back office and manager,
 * each in a window of their own.
 */

const client = 'Zubaidah Contohan'
const nik = '5201015205500009'

let hosted: HostedPage
let desk: Record<'front-office' | 'back-office' | 'manager', RoleWindow>
stopAtFirstFailure()
beforeAll(async () => {
  hosted = await openPracticePage({ desks: true })
  await hosted.call('people.create', {
    name: client,
    nik,
    sex: 'P',
    birthPlace: 'Gerung',
    birthDate: '1950-05-12',
    motherName: 'Inaq Contoh',
    address: 'Jl. Contoh 5',
    regionCode: '52.01.01.1001',
    phone: '081234567890',
  })
  desk = await openRoleWindows(hosted, ['front-office', 'back-office', 'manager'])
})
afterAll(() => hosted.close())
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') for (const window of Object.values(desk)) await window.picture(`gagal-${window.role}`)
})

describe('at the front office', () => {
  it('the visitor gets a number, is called, and is found by NIK', async () => {
    const { page, button, menu, look } = desk['front-office']
    await menu('Antrean')
    await page.getByRole('combobox', { name: 'Didahulukan' }).click()
    await page.getByRole('option', { name: 'Lanjut usia' }).click()
    await page.getByLabel('Keperluan').fill('KIS tidak aktif')
    await button('Beri nomor').click()
    await page.getByRole('status').getByText('001', { exact: true }).waitFor()
    await button('Panggil berikutnya').click()
    await button('Layani di loket: 001').click()
    await page.getByRole('main').getByLabel('Cari warga').fill(nik)
    await page.getByRole('option', { name: client }).click()
    await button('Ganti warga').waitFor()
    await look('a1-loket-warga')
  })

  it('the case is registered with its papers ticked and handed to the back office', async () => {
    const { page, button, look } = desk['front-office']
    await page.getByLabel('Cari layanan').fill('reaktivasi')
    await page.getByRole('button', { name: /Reaktivasi PBI/ }).click()
    await page.getByRole('textbox', { name: 'Keluhan dalam satu kalimat' }).fill('KIS tidak aktif saat berobat')
    const papers = page.getByRole('main').getByRole('group').getByRole('checkbox')
    const count = await papers.count()
    expect(count).toBeGreaterThan(2)
    for (let index = 0; index < count; index += 1) await papers.nth(index).check()
    await look('a2-loket-berkas')
    await button('Daftarkan kasus').click()
    await page.getByRole('heading', { level: 1, name: client }).waitFor()
    await look('a3-kasus-terdaftar')
    await button('Teruskan ke Back Office').click()
    await page.getByText('Tercatat: Teruskan ke Back Office.').waitFor()
    await look('a4-kasus-diteruskan')
    await desk['front-office'].menu('Antrean')
    await button('Selesai: 001').click()
    await page.getByText('Belum ada yang dipanggil.').waitFor()
  })
})

describe('at the back office and the manager', () => {
  it('the back office finds it under what waits for it and asks for the decision', async () => {
    const { openWork, work, button, page, look } = desk['back-office']
    await (await work()).getByRole('row').filter({ hasText: client }).waitFor()
    await look('a5-back-office-daftar')
    await openWork(client)
    await look('a6-back-office-kasus')
    await button('Ajukan penetapan').click()
    await page.getByText('Tercatat: Ajukan penetapan.').waitFor()
  })

  it('the manager decides', async () => {
    const { openWork, button, page, look } = desk.manager
    await openWork(client)
    await look('a7-manajer-kasus')
    await button('Tetapkan: dirujuk').click()
    await page.getByText('Tercatat: Tetapkan: dirujuk.').waitFor()
    await look('a8-manajer-ditetapkan')
  })
})

describe('the letter', () => {
  it('is made from the referral and printed with its number', async () => {
    const { openWork, button, page, dialog, look } = desk['back-office']
    await openWork(client)
    await look('a9-back-office-dirujuk')
    // Decided to be referred: the loud button now makes the referral, not the hand-over of one that does not exist.
    expect(await button('Rujukan sudah diserahkan').count()).toBe(0)
    await button('Buat rujukan: Reaktivasi PBI-JK').click()
    await dialog().getByRole('combobox', { name: 'Lembaga tujuan' }).click()
    await page.getByRole('option').first().click()
    await look('a10-rujukan')
    await dialog().getByRole('button', { name: 'Buat rujukan' }).click()
    await page.getByRole('tab', { name: 'Rujukan (1)' }).waitFor()
    await look('a11-kasus-rujukan')
    await button('Surat Rujukan').click()
    await page.getByRole('menuitem', { name: 'Surat Rujukan', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Surat Rujukan' }).waitFor()
    await page.locator('figure[data-drawn=true]').waitFor({ timeout: 60_000 })
    await button('Cetak').click()
    const [file] = await Promise.all([page.waitForEvent('download'), button('Cetak dan beri nomor').click()])
    expect(file.suggestedFilename()).toMatch(/\.pdf$/)
    await button('Serahkan surat').waitFor()
    await look('a12-surat-dicetak')
  })

  it("lies on everybody's first screen until somebody received it", async () => {
    const { page, picture } = desk['front-office']
    await page.getByRole('link', { name: 'Beranda', exact: true }).click()
    await page.getByRole('link', { name: /Surat belum diserahkan/ }).click()
    await page.getByRole('grid', { name: 'Buku surat' }).getByText(client, { exact: true }).waitFor()
    await picture('a13-surat-belum-diserahkan')
  })

  it('is handed over to the client, and its referral with it', async () => {
    const { page, button, dialog, look } = desk['back-office']
    await button('Serahkan surat').click()
    expect(await dialog().getByLabel('Diterima oleh').inputValue()).toBe(client)
    await dialog().getByLabel('Diterima oleh').fill('')
    await dialog().getByRole('button', { name: 'Serahkan surat' }).click()
    await dialog().getByText('Tulis nama penerima surat.').waitFor()
    await dialog().getByLabel('Diterima oleh').fill(`${client} (sendiri)`)
    await look('a14-serahkan-surat')
    await dialog().getByRole('button', { name: 'Serahkan surat' }).click()
    await page.getByText('Penyerahan surat dicatat.').waitFor()
    await page.getByText('Diserahkan', { exact: true }).first().waitFor()
    await look('a15-surat-diserahkan')
  })
})

describe('the end', () => {
  it('the need is solved, the case closes, and the front office tells the resident', async () => {
    const back = desk['back-office']
    await back.page.getByRole('link', { name: /^LATIHAN-SLRT-/ }).click()
    await back.button('Selesai ditangani').waitFor()
    await back.page.getByRole('tab', { name: 'Rujukan (1)' }).click()
    await back.page.getByText('Diserahkan ke warga').waitFor()
    await back.look('a16-menunggu-jawaban')
    await back.button('Selesai ditangani').click()
    await back.dialog().getByLabel('Catatan').fill('BPJS menyatakan KIS aktif kembali.')
    await back.look('a17-selesai')
    await back.dialog().getByRole('button', { name: 'Selesai ditangani' }).click()
    await back.page.getByText('Ditutup', { exact: true }).waitFor()
    await back.look('a18-kasus-ditutup')

    const { page, button, dialog, look } = desk['front-office']
    await page.getByRole('link', { name: 'Beranda', exact: true }).click()
    await page.getByRole('link', { name: /Belum diberi tahu/ }).click()
    await page.getByRole('grid', { name: 'Daftar pemberitahuan' }).getByText(client).click()
    await dialog().getByRole('button', { name: 'Catat: sudah diberi tahu' }).waitFor()
    await look('a19-beri-tahu')
    await dialog().getByRole('button', { name: 'Catat: sudah diberi tahu' }).click()
    await dialog().waitFor({ state: 'hidden' })
    expect(await button('Catat: sudah diberi tahu').count()).toBe(0)
  })

  it('left a history that says who did what', async () => {
    const { page, menu, look } = desk.manager
    await menu('Kasus')
    await page.getByRole('radiogroup', { name: 'Keadaan' }).getByText('Ditutup', { exact: true }).click()
    await page.getByRole('grid', { name: 'Daftar kasus' }).getByText(client).click()
    await page.getByRole('tab', { name: /Riwayat/ }).click()
    const entries = page.getByRole('list', { name: 'Riwayat kejadian' }).getByRole('listitem')
    await entries.filter({ hasText: 'diserahkan kepada' }).waitFor()
    const told = await entries.allInnerTexts()
    for (const [what, who] of [
      ['Back Office', 'Fitri Depancontoh'],
      ['Ajukan penetapan', 'Bayu Belakangcontoh'],
      ['Tetapkan: dirujuk', 'Mahdi Putuscontoh'],
      ['dicetak', 'Bayu Belakangcontoh'],
      [`diserahkan kepada ${client} (sendiri)`, 'Bayu Belakangcontoh'],
      ['diberi tahu', 'Fitri Depancontoh'],
    ] as const)
      expect(
        told.filter((line) => line.includes(what) && line.includes(who)),
        `${what}: ${who}\n${told.join('\n')}`,
      ).not.toEqual([])
    await look('a20-riwayat')
    for (const window of Object.values(desk)) expect(window.complaints, window.role).toEqual([])
  })
})
