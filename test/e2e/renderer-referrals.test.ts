import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'

let hosted: HostedPage
let referralId = 0
let caseId = 0

beforeAll(async () => {
  hosted = await openPracticePage()
  const person = await hosted.call<{ id: number }>('people.create', { nik: null, name: 'Zulaikha Contohan', sex: 'P' })
  const made = await hosted.call<{ id: number }>('cases.create', {
    clientId: person.id,
    reporter: { kind: 'self' },
    summary: 'Rumah rusak',
    needs: [{ programmeKey: 'rutilahu', category: 'kebutuhan' }],
  })
  caseId = made.id
}, 180_000)
afterAll(() => hosted.close())

describe('a referral from the case to the slip that came back', () => {
  it('shows the papers of the agency, is made, and its slip prints', async () => {
    const { page } = hosted
    await page.evaluate((id) => {
      location.hash = `#/kasus/${id}`
    }, caseId)
    await page
      .getByRole('button', { name: /Buat rujukan|Rujuk/ })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Lembaga tujuan').click()
    await page
      .getByRole('option', { name: /Perumahan/ })
      .first()
      .click()
    await dialog.getByText('Bukti penguasaan tanah').waitFor()
    await hosted.picture('rujukan-1-dialog')
    await dialog.getByRole('button', { name: 'Buat rujukan' }).click()
    await page.getByRole('tab', { name: 'Rujukan (1)' }).waitFor()
    await hosted.picture('rujukan-2-kasus')
    referralId = (await hosted.call<{ items: { id: number }[] }>('referrals.list', {})).items[0]?.id ?? 0
    await page.evaluate((id) => {
      location.hash = `#/rujukan?buka=${id}`
    }, referralId)
    await page.getByRole('button', { name: 'Ubah batas jawaban' }).click()
    await page.getByLabel('Batas baru').fill('30/12/2027')
    await page.getByLabel('Alasan', { exact: true }).fill('menunggu anggaran')
    await page.getByRole('button', { name: 'Simpan batas' }).click()
    await page.getByText('Batas jawaban diubah.').waitFor()
    await page.getByRole('dialog').getByText('30/12/2027').waitFor()
    expect(await hosted.call('referrals.get', { id: referralId })).toMatchObject({ dueDate: '2027-12-30' })
    await page.getByRole('button', { name: 'Cetak slip umpan balik' }).click()
    await page.locator('[data-drawn=true]').waitFor()
    await hosted.picture('rujukan-3-slip')
  })

  it('opens by the scanned code in the search box of every page, and is closed', async () => {
    const { page } = hosted
    const { code } = await hosted.call<{ code: string }>('referrals.get', { id: referralId })
    await page.evaluate(() => {
      location.hash = '#/direktori'
    })
    await page.getByRole('heading', { name: 'Direktori lembaga' }).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await hosted.picture('rujukan-4-direktori')
    const box = page.getByRole('combobox', { name: 'Cari warga' })
    await box.fill(code.replace('-', ''))
    await box.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText(`Slip ${code} dipindai`, { exact: false }).waitFor()
    await dialog.getByRole('radio', { name: 'Selesai ditangani lembaga' }).check()
    await dialog.getByLabel('Jawaban atau keterangan lembaga').fill('Rumah masuk daftar perbaikan')
    await hosted.picture('rujukan-5-pindai')
    await dialog.getByRole('button', { name: 'Simpan jawaban' }).click()
    await dialog.getByText('dari slip').waitFor()
    expect(await hosted.call('referrals.get', { id: referralId })).toMatchObject({
      state: 'done',
      answer: 'Rumah masuk daftar perbaikan',
    })
    await hosted.picture('rujukan-6-selesai')
  })
})
