import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'
import { openRoleWindows, type RoleWindow } from '../harness/role-windows.ts'
import { stopAtFirstFailure } from '../harness/walk-order.ts'

/*
 * Two people have the same record open and both save. The second is told what changed and by whom and chooses field by field;
 * nothing is overwritten before that.
 */

const client = 'Zubaidah Duacontoh'
let hosted: HostedPage
let front: RoleWindow
let back: RoleWindow
let personId = 0
let caseId = 0
stopAtFirstFailure()
beforeAll(async () => {
  hosted = await openPracticePage({ desks: true })
  personId = (
    await hosted.call<{ id: number }>('people.create', {
      nik: '5201145203900001',
      name: client,
      sex: 'P',
      birthDate: '1990-03-12',
      address: 'Jl. Lama 1',
    })
  ).id
  caseId = (
    await hosted.call<{ id: number }>('cases.create', {
      clientId: personId,
      reporter: { kind: 'self' },
      summary: 'Kartu tidak aktif',
      needs: [{ programmeKey: 'pkh', category: 'kebutuhan', description: 'Belum cair' }],
    })
  ).id
  const windows = await openRoleWindows(hosted, ['front-office', 'back-office'])
  front = windows['front-office']
  back = windows['back-office']
})
afterAll(() => hosted.close())
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const window of [front, back]) await window.picture(`gagal-${window.role}`)
})

const both = async (act: (window: RoleWindow) => Promise<void>): Promise<void> => {
  for (const window of [front, back]) await act(window)
}
const conflictIn = (window: RoleWindow) => window.page.getByRole('dialog', { name: 'Catatan ini baru saja diubah orang lain' })
const row = (window: RoleWindow, field: string) =>
  conflictIn(window)
    .getByRole('row')
    .filter({ has: window.page.getByRole('rowheader', { name: new RegExp(`^${field}`) }) })

describe('two people at one case', () => {
  it('do not overwrite each other: the second sees whose words stand there and chooses', async () => {
    await both(async ({ page, menu, button }) => {
      await menu('Kasus')
      await page.getByRole('tab', { name: /Semua kasus/ }).click()
      await page.getByRole('grid').getByText(client).click()
      await button('Ubah isian kasus').click()
    })
    await front.page.getByLabel('Keluhan', { exact: false }).first().fill('Kartu hilang di pasar')
    await front.dialog().getByRole('button', { name: 'Simpan' }).click()
    await front.page.getByText('Perubahan disimpan.').waitFor()
    const dialog = back.dialog()
    await dialog.getByRole('textbox', { name: 'Keluhan' }).fill('Kartu rusak')
    await dialog.getByRole('radio', { name: 'Orang lain' }).check()
    await dialog.getByRole('textbox', { name: 'Nama pelapor' }).fill('Budi Anakcontoh')
    await dialog.getByRole('button', { name: 'Simpan' }).click()
    await conflictIn(back).waitFor()
    expect(await row(back, 'Keluhan').innerText()).toMatch(new RegExp(`${front.name}, \\d\\d\\.\\d\\d`))
    expect(await row(back, 'Keluhan').innerText()).toContain('Kartu hilang di pasar')
    // What only one of them changed is chosen already; the rest waits for a choice.
    expect(
      await row(back, 'Nama pelapor')
        .getByRole('radio', { name: /isian Anda/ })
        .isChecked(),
    ).toBe(true)
    const save = conflictIn(back).getByRole('button', { name: 'Simpan pilihan ini' })
    expect(await save.isDisabled()).toBe(true)
    expect(await hosted.call('cases.get', { id: caseId })).toMatchObject({ summary: 'Kartu hilang di pasar' })
    await back.look('h1-kasus')
    await row(back, 'Keluhan').getByRole('radio', { name: 'Pakai isian mereka untuk Keluhan' }).check()
    await save.click()
    await back.page.getByText('Perubahan disimpan.').waitFor()
    expect(await hosted.call('cases.get', { id: caseId })).toMatchObject({
      summary: 'Kartu hilang di pasar',
      reporter: { kind: 'other', name: 'Budi Anakcontoh' },
    })
  })

  it('nor at one of its needs', async () => {
    await both(async ({ page, button }) => {
      await button(/^Langkah lain untuk/).click()
      await page.getByRole('menuitem', { name: 'Ubah isian …' }).click()
    })
    await front.dialog().getByRole('textbox', { name: 'Uraian' }).fill('Tahap 3 belum cair')
    await front.dialog().getByRole('button', { name: 'Simpan' }).click()
    await front.dialog().waitFor({ state: 'hidden' })
    await back.dialog().getByRole('textbox', { name: 'Uraian' }).fill('Dua tahap belum cair')
    await back.dialog().getByRole('radio', { name: 'Segera' }).check()
    await back.dialog().getByRole('button', { name: 'Simpan' }).click()
    await conflictIn(back).waitFor()
    await row(back, 'Uraian').getByRole('radio', { name: 'Gabungkan untuk Uraian' }).check()
    await conflictIn(back).getByLabel('Gabungan: Uraian').fill('Tahap 2 dan 3 belum cair')
    await back.look('h2-kebutuhan')
    await conflictIn(back).getByRole('button', { name: 'Simpan pilihan ini' }).click()
    await conflictIn(back).waitFor({ state: 'hidden' })
    const { needs } = await hosted.call<{ needs: { description: string; priority: string }[] }>('cases.get', { id: caseId })
    expect(needs[0]).toMatchObject({ description: 'Tahap 2 dan 3 belum cair', priority: 'segera' })
  })
})

describe('two people at one person', () => {
  it('do not overwrite each other either; a typed NIK is among what is chosen', async () => {
    await both(async ({ page, menu, button }) => {
      await menu('Warga')
      await page.getByLabel('Cari di daftar ini').fill(client)
      await page.getByRole('grid', { name: 'Daftar warga' }).getByText(client).click()
      await button('Ubah data').click()
      await page.getByRole('heading', { name: `Ubah data warga: ${client}` }).waitFor()
    })
    await front.page.getByLabel('Alamat', { exact: true }).fill('Jl. Baru 22')
    await front.page.getByLabel('Telepon / WhatsApp').fill('0812-3456-7890')
    await front.button('Simpan warga').first().click()
    await front.button('Ubah data').waitFor()
    await back.page.getByLabel('Alamat', { exact: true }).fill('Gang Mawar 3')
    await back.page.getByLabel('Dusun').fill('Dusun Dua')
    await back.button('Ganti NIK').click()
    await back.page.getByLabel('NIK baru').fill('5201145203900002')
    await back.button('Simpan warga').first().click()
    const dialog = conflictIn(back)
    await dialog.waitFor()
    expect(await row(back, 'Alamat').innerText()).toMatch(/Jl\. Lama 1[\s\S]*Jl\. Baru 22[\s\S]*Gang Mawar 3/)
    expect(await row(back, 'Alamat').innerText()).toContain(front.name)
    expect(
      await row(back, 'Telepon')
        .getByRole('radio', { name: /isian mereka/ })
        .isChecked(),
    ).toBe(true)
    expect(
      await row(back, 'Dusun')
        .getByRole('radio', { name: /isian Anda/ })
        .isChecked(),
    ).toBe(true)
    expect(await dialog.getByRole('button', { name: 'Simpan pilihan ini' }).isDisabled()).toBe(true)
    expect(await hosted.call('people.get', { id: personId })).toMatchObject({ address: 'Jl. Baru 22', hamlet: '' })
    await back.look('h3-warga')
    await row(back, 'Alamat').getByRole('radio', { name: 'Pakai isian Anda untuk Alamat' }).check()
    await dialog.getByRole('button', { name: 'Simpan pilihan ini' }).click()
    await back.button('Ubah data').waitFor()
    expect(await hosted.call('people.get', { id: personId })).toMatchObject({
      address: 'Gang Mawar 3',
      hamlet: 'Dusun Dua',
      phone: '0812-3456-7890',
      nikMasked: '520114••••••0002',
    })
    await back.look('h4-warga-tersimpan')
  })

  it('who wrote the same have nothing to decide, and it stands in the history once', async () => {
    await both(async ({ button }) => {
      await button('Ubah data').click()
    })
    await front.page.getByLabel('RT', { exact: true }).fill('004')
    await front.button('Simpan warga').first().click()
    await front.button('Ubah data').waitFor()
    await back.page.getByLabel('RT', { exact: true }).fill('004')
    await back.button('Simpan warga').first().click()
    // Both wrote the same: it is shown, chosen already.
    await row(back, 'RT').waitFor()
    await conflictIn(back).getByRole('button', { name: 'Simpan pilihan ini' }).click()
    await back.button('Ubah data').waitFor()
    const { history } = await hosted.call<{ history: { key: string; by: string }[] }>('people.get', { id: personId })
    expect(history.filter(({ key }) => key === 'rt').map(({ by }) => by)).toEqual([front.name])
    for (const window of [front, back])
      expect(
        window.complaints.filter((text) => !text.startsWith('Failed to load resource')),
        window.role,
      ).toEqual([])
  })
})
