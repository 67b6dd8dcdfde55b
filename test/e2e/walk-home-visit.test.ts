import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'
import { photo } from '../harness/photos.ts'
import { openRoleWindow, type RoleWindow } from '../harness/role-windows.ts'
import { stopAtFirstFailure } from '../harness/walk-order.ts'

/*
 * Somebody whom no list knows: registered without a NIK, visited at home by the facilitator of the village, checked by the
 * supervisor, decided by the manager, and proposed to SIKS-NG by the operator. Five windows over one office.
 */

const client = 'Marhamah Barucontoh'
const nik = '5201016403810007'
const service = 'Usulan atau pembaruan DTSEN'
const roles = ['front-office', 'facilitator', 'supervisor', 'manager', 'siks-ng-operator'] as const

let hosted: HostedPage
let folder: string
const desk = {} as Record<(typeof roles)[number], RoleWindow>
stopAtFirstFailure()
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loket-visit-'))
  hosted = await openPracticePage({ desks: true })
  const villages = await hosted.call<{ code: string; level: number }[]>('regions.search', { text: 'Kekeri' })
  const areas = villages.filter(({ level }) => level === 4).map(({ code }) => code)
  for (const role of roles) desk[role] = await openRoleWindow(hosted, role, role === 'facilitator' ? { areas } : {})
})
afterAll(async () => {
  await hosted.close()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') for (const window of Object.values(desk)) await window.picture(`gagal-${window.role}`)
})

/** Types answers in the order of the paper; '' leaves a box as it is and goes on. */
const type = async (page: Page, ...texts: string[]): Promise<void> => {
  for (const text of texts) {
    if (text !== '') await page.keyboard.type(text)
    const before = await page.evaluate(() => document.activeElement?.id)
    await page.keyboard.press('Enter')
    await page.waitForFunction((id) => document.activeElement?.id !== id, before)
  }
}

describe('somebody no list knows', () => {
  it('is registered without a NIK, with the village they live in', async () => {
    const { page, button, menu, look } = desk['front-office']
    await menu('Loket')
    await page.getByRole('main').getByLabel('Cari warga').fill(client)
    await button('Daftarkan warga baru').click()
    await page.getByRole('combobox', { name: 'Desa atau kelurahan' }).fill('Kekeri')
    await page.getByRole('option', { name: /Kekeri/ }).click()
    await page.getByLabel('Tanggal lahir').fill('24/03/1981')
    await page.getByRole('textbox', { name: 'Alamat' }).fill('Dusun Contoh Timur')
    await look('b1-warga-baru')
    await button('Daftarkan tanpa NIK').click()
    await button('Ganti warga').waitFor()
    expect(await page.getByLabel('Cari layanan').isVisible()).toBe(true)
  })

  it('becomes a case of the field, and the facilitator is asked to visit', async () => {
    const { page, button, dialog, look } = desk['front-office']
    await page
      .getByRole('radiogroup', { name: 'Daftar yang dipakai' })
      .getByText('Keluhan dari lapangan', { exact: true })
      .click()
    await page.getByLabel('Cari layanan').fill('usulan')
    await page.getByRole('button', { name: new RegExp(service) }).click()
    await page.getByRole('textbox', { name: 'Keluhan dalam satu kalimat' }).fill('Belum terdata, anaknya sakit')
    await look('b2-loket-keluhan')
    await button('Daftarkan kasus').click()
    await page.getByRole('heading', { level: 1, name: client }).waitFor()
    await page.getByRole('button', { name: `Langkah lain untuk ${service}` }).click()
    await page.getByRole('menuitem', { name: 'Serahkan ke petugas lain …' }).click()
    await dialog().getByRole('combobox', { name: 'Petugas' }).click()
    await page.getByRole('option', { name: /Lina Lapangancontoh/ }).click()
    await dialog().getByLabel('Pesan untuk petugas itu').fill('Mohon kunjungi rumahnya, belum ada di data mana pun.')
    await look('b3-serahkan')
    await dialog().getByRole('button', { name: 'Serahkan', exact: true }).click()
    await dialog().waitFor({ state: 'hidden' })
    await look('b4-diserahkan')
  })
})

describe('the facilitator', () => {
  it('finds the request under what waits, and completes the NIK seen at home', async () => {
    const { page, openWork, button, look } = desk.facilitator
    await openWork(client)
    await page.getByText('Mohon kunjungi rumahnya', { exact: false }).first().waitFor()
    await look('b5-fasilitator-kasus')
    await page.getByRole('link', { name: 'Buka data warga' }).click()
    await button('Ubah data').click()
    await look('b6-ubah-data')
    await button(/^(Isi|Ganti) NIK/).click()
    await page.getByLabel('NIK baru').fill(nik)
    await page
      .getByRole('radiogroup', { name: /kelamin/i })
      .getByText('Perempuan')
      .click()
    await page.keyboard.press('Control+s')
    await button('Ubah data').waitFor()
  })

  it('types the home visit in the order of the paper', async () => {
    const { page, openWork, button, look } = desk.facilitator
    await openWork(client)
    await page.getByRole('tab', { name: 'Kunjungan' }).click()
    await button('Mulai isian').click()
    await page.getByRole('menuitem', { name: 'Kunjungan rumah' }).click()
    await page.getByRole('heading', { level: 1, name: 'Kunjungan rumah' }).waitFor()
    await page.locator('#q-0-tanggal').focus()
    await type(page, '20/11/2026', 'Lina Lapangancontoh', 'Fasilitator', '', '1')
    expect(await page.locator('#q-0-nama').inputValue()).toBe(client)
    await type(page, '', '', '', '081234567890', '1', 'Buruh tani', '600000', '2')
    await type(page, '1', '1', '1', '2', '2', '1', '1', '1')
    await look('b7-kunjungan')
    await type(page, '2', '1', '1', '1', '2', '1', '1', '2')
    await type(
      page,
      '7',
      '',
      'Usulan DTSEN',
      '1',
      '1',
      'Dinas Sosial',
      'Usulkan pada putaran bulan ini',
      'Dinding bambu, atap bocor',
    )
    await page.getByText('Semua tersimpan').waitFor()
    await button('Selesai').click()
    await page
      .getByText(/dari 16 tanda kerentanan/)
      .first()
      .waitFor()
    expect(await page.getByText(/pertanyaan belum lengkap/).count()).toBe(0)
    await look('b8-kunjungan-selesai')
  })

  it('attaches the photo of the house and sends the case to the supervisor', async () => {
    const { page, button, look } = desk.facilitator
    await page.getByRole('link', { name: /^LATIHAN-SLRT-/ }).click()
    await page.getByRole('heading', { level: 1, name: client }).waitFor()
    await page.getByRole('tab', { name: 'Berkas' }).click()
    await page.getByRole('combobox', { name: 'Berkas apa?' }).click()
    await page.getByRole('option', { name: /Rumah tampak depan/ }).click()
    const path = join(folder, 'depan.jpg')
    writeFileSync(path, await photo({ place: { latitude: -8.55, longitude: 116.1 }, takenAt: '2026-11-20T10:12:00' }))
    await page.locator('input[type=file]').setInputFiles(path)
    await button('Lihat Rumah tampak depan').waitFor()
    await look('b9-foto')
    await button('Kirim ke supervisor').click()
    await page.getByText('Tercatat: Kirim ke supervisor.').waitFor()
    await look('b10-terkirim')
  })
})

describe('the supervisor and the manager', () => {
  it('the supervisor reads the visit, sees the photo, and verifies', async () => {
    const { page, openWork, button, look } = desk.supervisor
    await openWork(client)
    await page.getByRole('tab', { name: 'Kunjungan' }).click()
    await page.getByRole('cell', { name: /dari 16 tanda kerentanan/ }).waitFor()
    await look('b11-supervisor')
    await page.getByRole('link', { name: 'Kunjungan rumah' }).click()
    await button('Verifikasi').click()
    await page.getByText('Terverifikasi', { exact: true }).first().waitFor()
    await page.getByRole('link', { name: /^LATIHAN-SLRT-/ }).click()
    await page.getByRole('tab', { name: 'Berkas' }).click()
    await button('Lihat Rumah tampak depan').waitFor()
    await button('Teruskan ke manajer').click()
    await page.getByText('Tercatat: Teruskan ke manajer.').waitFor()
  })

  it('the manager lets it wait for the round of proposals', async () => {
    const { page, openWork, look } = desk.manager
    await openWork(client)
    await page.getByRole('button', { name: `Langkah lain untuk ${service}` }).click()
    await desk.manager.picture('b12-manajer')
    await page.getByRole('menuitem', { name: /^Tetapkan: menunggu giliran program/ }).click()
    await page.getByText('Menunggu giliran program', { exact: true }).first().waitFor()
    // Giving up is never the loud button.
    expect(await desk.manager.button('Tutup: tidak dapat ditangani di sini').count()).toBe(0)
    await look('b13-menunggu-giliran')
  })
})

describe('the operator', () => {
  it('is told who waits, and finds the person with the visit among the candidates', async () => {
    const { page, menu, button, dialog, look } = desk['siks-ng-operator']
    await menu('Usulan')
    await page.getByText(/^1 warga dari kasus belum masuk usulan mana pun/).waitFor()
    await look('b14-usulan')
    await button('Usulan baru').click()
    await dialog().getByRole('textbox', { name: 'Nama usulan' }).fill('Usulan DTSEN November')
    await dialog().getByRole('button', { name: 'Buat usulan' }).click()
    await page.getByRole('heading', { level: 1, name: 'Usulan DTSEN November' }).waitFor()
    await button('Tambah warga').first().click()
    const row = dialog().getByRole('grid', { name: 'Calon dari kasus' }).getByRole('row').filter({ hasText: client })
    await row.getByText(/sudah diperiksa/).waitFor()
    await row.click()
    await look('b15-calon')
    await dialog().getByRole('button', { name: 'Tambahkan 1 warga' }).click()
    const list = page.getByRole('grid', { name: 'Warga dalam usulan ini' })
    await list.getByText(client).waitFor()
    await list.getByText('520101••••••0007').waitFor()
    await look('b16-usulan-warga')
    await menu('Usulan')
    await page.getByRole('link', { name: /Usulan DTSEN November/ }).waitFor()
    // The list of batches is asked anew after the way back; the notice goes with its answer.
    await page.getByText(/belum masuk usulan mana pun/).waitFor({ state: 'detached' })
  })

  it('left word of it on the case', async () => {
    const { page, menu, look } = desk.supervisor
    await menu('Kasus')
    await page.getByRole('grid', { name: 'Daftar kasus' }).getByText(client).click()
    await page.getByRole('tab', { name: /Riwayat/ }).click()
    await page.getByText(/Masuk usulan SIKS-NG "Usulan DTSEN November"/).waitFor()
    const told = await page.getByRole('list', { name: 'Riwayat kejadian' }).getByRole('listitem').allInnerTexts()
    for (const [what, who] of [
      ['diserahkan dari', 'Fitri Depancontoh'],
      ['Kirim ke supervisor', 'Lina Lapangancontoh'],
      ['Teruskan ke manajer', 'Sari Periksacontoh'],
      ['menunggu giliran', 'Mahdi Putuscontoh'],
      ['Masuk usulan', 'Oki Datacontoh'],
    ] as const)
      expect(
        told.filter((line) => line.includes(what) && line.includes(who)),
        `${what}: ${who}\n${told.join('\n')}`,
      ).not.toEqual([])
    await look('b17-riwayat')
    for (const window of Object.values(desk)) expect(window.complaints, window.role).toEqual([])
  })
})
