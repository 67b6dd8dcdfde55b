import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'
import { openRoleWindows, type RoleWindow } from '../harness/role-windows.ts'
import { stopAtFirstFailure } from '../harness/walk-order.ts'

/*
 * A file that the back office sends back twice because of its papers, and that then goes through to a letter: what is missing
 * must reach the front office in words, and the history must tell the whole story with names.
 */

const client = 'Halimah Contohan'
const service = 'Surat keterangan terdaftar di DTSEN'
const firstNote = 'KTP yang dilampirkan sudah tidak terbaca, mohon fotokopi baru.'
const secondNote = 'KK masih yang lama, alamatnya berbeda dengan KTP.'

let hosted: HostedPage
let desk: Record<'front-office' | 'back-office' | 'manager', RoleWindow>
stopAtFirstFailure()
beforeAll(async () => {
  hosted = await openPracticePage({ desks: true })
  await hosted.call('people.create', {
    name: client,
    nik: '5201016107720003',
    sex: 'P',
    birthPlace: 'Gerung',
    birthDate: '1972-07-21',
    motherName: 'Inaq Contoh',
    address: 'Jl. Contoh 8',
    regionCode: '52.01.01.1001',
  })
  desk = await openRoleWindows(hosted, ['front-office', 'back-office', 'manager'])
})
afterAll(() => hosted.close())
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') for (const window of Object.values(desk)) await window.picture(`gagal-${window.role}`)
})

/** The back office marks a paper as missing and sends the file back with a sentence. */
const sendBack = async (paper: string, note: string, shot: string): Promise<void> => {
  const { page, openWork, dialog, look } = desk['back-office']
  await openWork(client)
  await page.getByRole('button', { name: `Langkah lain untuk ${service}` }).click()
  await page.getByRole('menuitem', { name: 'Kembalikan ke Front Office …' }).click()
  await dialog()
    .getByRole('radiogroup', { name: `Keadaan berkas ${paper}` })
    .getByText('Belum ada', { exact: true })
    .click()
  await dialog().getByText(`Belum ada: ${paper}.`).waitFor()
  await dialog().getByLabel('Catatan').fill(note)
  await look(`${shot}-kembalikan`)
  await dialog().getByRole('button', { name: 'Kembalikan ke Front Office' }).click()
  await page.getByText('Tercatat: Kembalikan ke Front Office.').waitFor()
}

/** The front office reads what is missing where it works, adds it and hands the file over again. */
const mend = async (paper: string, note: string, shot: string): Promise<void> => {
  const { page, openWork, work, button, look } = desk['front-office']
  const row = (await work()).getByRole('row').filter({ hasText: client })
  await row.getByText('Dikembalikan').waitFor()
  await look(`${shot}-daftar`)
  await openWork(client)
  await page.getByText(note).first().waitFor()
  await page.getByText('Catatan dari Bayu Belakangcontoh', { exact: false }).waitFor()
  await page.getByText(`Berkas yang belum ada: ${paper}.`).waitFor()
  await look(`${shot}-dikembalikan`)
  await button('Perbaiki dan daftarkan lagi').click()
  await page.getByText('Tercatat: Perbaiki dan daftarkan lagi.').waitFor()
  // Handing on is refused while the paper is missing, and says which.
  await button('Teruskan ke Back Office').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(`Belum ada: ${paper}.`).waitFor()
  expect(await dialog.getByRole('button', { name: 'Teruskan ke Back Office' }).isDisabled()).toBe(true)
  await look(`${shot}-berkas`)
  await dialog
    .getByRole('radiogroup', { name: `Keadaan berkas ${paper}` })
    .getByText('Ada', { exact: true })
    .click()
  await dialog.getByText('Berkas lengkap.').waitFor()
  await dialog.getByRole('button', { name: 'Teruskan ke Back Office' }).click()
  await page.getByText('Tercatat: Teruskan ke Back Office.').waitFor()
}

describe('a file of a resident', () => {
  it('is registered and handed to the back office', async () => {
    const { page, button, menu } = desk['front-office']
    await menu('Loket')
    await page.getByRole('main').getByLabel('Cari warga').fill(client)
    await page.getByRole('option', { name: client }).first().click()
    await button('Ganti warga').waitFor()
    await page.getByLabel('Cari layanan').fill('surat keterangan')
    await page.getByRole('button', { name: new RegExp(service) }).click()
    await page.getByRole('textbox', { name: 'Keluhan dalam satu kalimat' }).fill('Perlu surat untuk sekolah anak')
    await button('Semua ada').click()
    await button('Daftarkan kasus').click()
    await page.getByRole('heading', { level: 1, name: client }).waitFor()
    await button('Teruskan ke Back Office').click()
    await page.getByText('Tercatat: Teruskan ke Back Office.').waitFor()
  })

  it('comes back for its first paper, which is added', async () => {
    await sendBack('KTP pemohon', firstNote, 'd1')
    await mend('KTP pemohon', firstNote, 'd2')
  })

  it('comes back for its second paper, which is added', async () => {
    await sendBack('Kartu Keluarga (KK)', secondNote, 'd3')
    await mend('Kartu Keluarga (KK)', secondNote, 'd4')
  })

  it('then goes through: proposed, decided, closed', async () => {
    const back = desk['back-office']
    await back.openWork(client)
    await back.look('d5-back-office')
    // The letter is drafted before the decision; it has no number yet.
    await back.button('Buat surat').click()
    const kind = back.page.getByRole('menuitem', { name: 'Surat Keterangan Pelayanan' })
    const letter = back.page.getByRole('heading', { level: 1, name: 'Surat Keterangan Pelayanan' })
    await kind.or(letter).first().waitFor()
    if (await kind.isVisible()) await kind.click()
    await letter.waitFor()
    await back.page.getByLabel('Keperluan surat').fill('pendaftaran sekolah')
    await back.page.getByText('Draf tersimpan').waitFor()
    await back.page.getByRole('link', { name: /^LATIHAN-SLRT-/ }).click()
    await back.page.getByRole('tab', { name: 'Surat (1)' }).waitFor()
    await back.button('Ajukan penetapan').click()
    await back.page.getByText('Tercatat: Ajukan penetapan.').waitFor()
    const { openWork, page, dialog, look } = desk.manager
    await openWork(client)
    await page.getByRole('button', { name: `Langkah lain untuk ${service}` }).click()
    await desk.manager.picture('d6-manajer-langkah')
    await page.getByRole('menuitem', { name: 'Tetapkan: selesai ditangani …' }).click()
    await dialog().getByLabel('Catatan').fill('Surat keterangan diberikan.')
    await dialog().getByRole('button', { name: 'Tetapkan: selesai ditangani' }).click()
    await page.getByText('Ditutup', { exact: true }).waitFor()
    await look('d7-ditutup')
  })

  it('ends with a letter that the resident fetches', async () => {
    const { page, button, menu, dialog, look } = desk['back-office']
    // The case is decided and closed: the letter that is still owed leads back to it.
    await menu('Beranda')
    await page.getByRole('link', { name: /Surat belum diserahkan/ }).click()
    const book = page.getByRole('grid', { name: 'Buku surat' })
    await book.getByText('Draf', { exact: true }).waitFor()
    await look('d7b-surat-belum-diserahkan')
    await book.getByText(client, { exact: true }).click()
    await button('Cetak').click()
    await Promise.all([page.waitForEvent('download'), button('Cetak dan beri nomor').click()])
    await button('Serahkan surat').click()
    await dialog().getByLabel('Diterima oleh').fill('Aminah (anak)')
    await dialog().getByRole('button', { name: 'Serahkan surat' }).click()
    await page
      .getByText(/kepada Aminah \(anak\)/)
      .first()
      .waitFor()
    await look('d8-surat-diserahkan')
  })

  it('left a history that names everybody and every reason', async () => {
    const { page, menu, look } = desk['front-office']
    await menu('Kasus')
    await page.getByRole('radiogroup', { name: 'Keadaan' }).getByText('Ditutup', { exact: true }).click()
    await page.getByRole('grid', { name: 'Daftar kasus' }).getByText(client).click()
    await page.getByRole('tab', { name: /Riwayat/ }).click()
    const entries = page.getByRole('list', { name: 'Riwayat kejadian' }).getByRole('listitem')
    await entries.filter({ hasText: 'diserahkan kepada Aminah' }).waitFor()
    const told = (await entries.allInnerTexts()).toReversed()
    const order = [
      ['Teruskan ke Back Office', 'Fitri Depancontoh', ''],
      ['Kembalikan ke Front Office', 'Bayu Belakangcontoh', firstNote],
      ['Perbaiki dan daftarkan lagi', 'Fitri Depancontoh', ''],
      ['Teruskan ke Back Office', 'Fitri Depancontoh', ''],
      ['Kembalikan ke Front Office', 'Bayu Belakangcontoh', secondNote],
      ['Perbaiki dan daftarkan lagi', 'Fitri Depancontoh', ''],
      ['Teruskan ke Back Office', 'Fitri Depancontoh', ''],
      ['Ajukan penetapan', 'Bayu Belakangcontoh', ''],
      ['Tetapkan: selesai ditangani', 'Mahdi Putuscontoh', 'Surat keterangan diberikan.'],
      ['diserahkan kepada Aminah (anak)', 'Bayu Belakangcontoh', ''],
    ] as const
    let from = 0
    for (const [what, who, note] of order) {
      const at = told.findIndex((line, index) => index >= from && [what, who, note].every((part) => line.includes(part)))
      expect(at, `${what} ${who} ${note} after line ${from}\n${told.join('\n')}`).toBeGreaterThanOrEqual(from)
      from = at + 1
    }
    for (const line of told) expect(line).toMatch(/\d{1,2}[./ ]/)
    await look('d9-riwayat')
    for (const window of Object.values(desk)) expect(window.complaints, window.role).toEqual([])
  })
})
