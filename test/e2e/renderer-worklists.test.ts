import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'

let hosted: HostedPage
let second: Page
const ids: Record<string, number> = {}

beforeAll(async () => {
  hosted = await openPracticePage()
  const person = await hosted.call<{ id: number }>('people.create', { nik: null, name: 'Wulan Contohan', sex: 'P' })
  for (const programmeKey of ['pkh', 'rutilahu', 'kip-pip'])
    ids[programmeKey] = (
      await hosted.call<{ id: number }>('cases.create', {
        clientId: person.id,
        reporter: { kind: 'self' },
        summary: `Uji ${programmeKey}`,
        needs: [{ programmeKey, category: 'kebutuhan', priority: 'darurat', dueDate: '2020-01-02' }],
      })
    ).id
})
afterAll(async () => {
  await hosted.close()
})

describe('lists of work', () => {
  it('lead from the figure to the list, and hand over many needs at once', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Perlu tindakan saya' }).click()
    const grid = page.getByRole('grid', { name: 'Daftar kerja' })
    const mine = grid.getByRole('row').filter({ hasText: 'Wulan Contohan' })
    await mine.nth(2).waitFor()
    await hosted.picture('daftar-kerja')
    expect(await hosted.accessibility()).toEqual([])
    for (const index of [0, 1, 2]) await mine.nth(index).getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Serahkan yang dipilih' }).click()
    const dialog = page.getByRole('dialog', { name: 'Serahkan 3 kebutuhan' })
    await dialog.getByRole('combobox', { name: 'Petugas' }).click()
    await page.getByRole('option', { name: /Belum ada petugas/ }).click()
    await dialog.getByLabel('Pesan untuk petugas itu').fill('Siapa yang sempat')
    await hosted.picture('daftar-kerja-serahkan')
    await dialog.getByRole('button', { name: 'Serahkan', exact: true }).click()
    await page.getByText('3 kebutuhan diserahkan.').waitFor()
    for (const key of ['pkh', 'rutilahu', 'kip-pip']) {
      const made = await hosted.call<{ needs: { holder: string }[]; history: { note: string }[] }>('cases.get', { id: ids[key] })
      expect(made.needs[0]?.holder).toBe('')
      expect(made.history.at(-1)?.note).toBe('Siapa yang sempat')
    }
    await page.getByRole('tab', { name: /Di meja saya/ }).click()
    await mine.nth(2).waitFor()
  })

  it('flag a need, remind of it, take it upwards', async () => {
    const { page } = hosted
    await page.goto(`${new URL(page.url()).origin}/#/kasus/${ids.rutilahu}`)
    const menu = page.getByRole('button', { name: /Langkah lain untuk/ })
    await menu.click()
    await page.getByRole('menuitem', { name: /Beri tanda/ }).click()
    await page.getByLabel('Tanda', { exact: false }).last().fill('dipantau camat')
    await page.getByRole('button', { name: 'Simpan tanda' }).click()
    await page.getByText('dipantau camat').first().waitFor()
    await menu.click()
    await page.getByRole('menuitem', { name: /Naikkan tingkat/ }).click()
    await page.getByLabel('Alasan').fill('Anggaran kabupaten habis')
    await hosted.picture('naikkan-tingkat')
    await page.getByRole('dialog').getByRole('button', { name: 'Naikkan', exact: true }).click()
    await page.getByText('Tingkat dinaikkan.').waitFor()
    await hosted.picture('kasus-bertanda')
    const made = await hosted.call<{ needs: { level: string; escalated: number }[] }>('cases.get', { id: ids.rutilahu })
    expect(made.needs[0]).toMatchObject({ level: 'provinsi', escalated: 1 })
  })
})

describe('half-filled forms of a case', () => {
  it('stand on Beranda by what they are, and each goes on in its own dialog', async () => {
    const { page } = hosted
    const id = ids['kip-pip'] as number
    const { needs } = await hosted.call<{ needs: { id: number; steps: { to: string; asks: string[] }[] }[] }>('cases.get', { id })
    const need = needs[0]
    const step = need?.steps.find(({ asks }) => asks.includes('note'))
    const drafts = [
      ['Ubah kasus', `case.${id}`, 'summary'],
      ['Ubah kebutuhan', `need.${need?.id}`, 'description'],
      ['Pengingat', `remind.${need?.id}`, 'note'],
      ['Naikkan tingkat', `escalate.${need?.id}`, 'reason'],
      ['Rujukan', `referral.${need?.id}`, 'request'],
      ['Langkah kasus', `step.${need?.id}.${step?.to}`, 'note'],
      ['Lembaga baru', 'agency.baru', 'name'],
    ] as const
    for (const [title, key, field] of drafts)
      await hosted.call('drafts.save', { key, body: { [field]: `Belum selesai: ${title}` } })
    for (const [title] of drafts) {
      await page.goto(`${new URL(page.url()).origin}/#/`)
      await page.reload()
      await page.getByRole('button', { name: /^Tampilkan semua/ }).click()
      if (title === 'Ubah kasus') await hosted.picture('isian-belum-selesai')
      await page.getByRole('button', { name: new RegExp(`^Lanjutkan: ${title}`) }).click()
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      const typed = () =>
        dialog.evaluate((node) =>
          [...node.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].map(({ value }) => value),
        )
      await expect.poll(typed, { message: title, timeout: 10_000 }).toContain(`Belum selesai: ${title}`)
    }
    for (const [, key] of drafts) await hosted.call('drafts.remove', { key })
    await page.goto(`${new URL(page.url()).origin}/#/`)
    await page.reload()
  })
})

describe('two windows on one case', () => {
  it('tell the second who changed what, and save what is chosen field by field', async () => {
    const { page } = hosted
    second = await page.context().newPage()
    for (const one of [page, second]) {
      await one.goto(`${new URL(page.url()).origin}/#/kasus/${ids.pkh}`)
      await one.getByRole('button', { name: 'Ubah isian kasus' }).click()
      await one.getByRole('dialog', { name: 'Ubah isian kasus' }).waitFor()
    }
    await page.getByLabel('Keluhan').fill('Kartu hilang')
    await page.getByRole('dialog').getByRole('button', { name: 'Simpan' }).click()
    await page.getByText('Perubahan disimpan.').waitFor()
    await second.getByLabel('Keluhan').fill('Kartu rusak')
    await second.getByRole('radio', { name: 'Orang lain' }).check()
    await second.getByLabel('Nama pelapor').fill('Budi Contohan')
    await second.getByRole('dialog').getByRole('button', { name: 'Simpan' }).click()
    const dialog = second.getByRole('dialog', { name: 'Catatan ini baru saja diubah orang lain' })
    await dialog.waitFor()
    await hosted.picture('dua-orang', { page: second })
    expect(await dialog.textContent()).toContain('Kartu hilang')
    const save = dialog.getByRole('button', { name: 'Simpan pilihan ini' })
    expect(await save.isDisabled()).toBe(true)
    expect((await hosted.call<{ summary: string }>('cases.get', { id: ids.pkh })).summary).toBe('Kartu hilang')
    await dialog.getByRole('radio', { name: 'Gabungkan untuk Keluhan' }).check()
    await dialog.getByLabel('Gabungan: Keluhan').fill('Kartu hilang, lalu rusak')
    await save.click()
    await second.getByText('Perubahan disimpan.').waitFor()
    expect(await hosted.call('cases.get', { id: ids.pkh })).toMatchObject({
      summary: 'Kartu hilang, lalu rusak',
      reporter: { kind: 'other', name: 'Budi Contohan' },
    })
    await second.close()
  })
})
