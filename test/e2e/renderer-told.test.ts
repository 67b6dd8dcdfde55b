import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'
import { photo } from '../harness/photos.ts'

let hosted: HostedPage

beforeAll(async () => {
  hosted = await openPracticePage()
  const person = await hosted.call<{ id: number }>('people.create', {
    nik: null,
    name: 'Zubaidah Contohan',
    phone: '0812-3456-7890',
  })
  const made = await hosted.call<{ id: number }>('cases.create', {
    clientId: person.id,
    reporter: { kind: 'self' },
    summary: 'Atap bocor',
    needs: [{ programmeKey: 'rutilahu', category: 'kebutuhan' }],
  })
  const detail = await hosted.call<{ needs: { id: number; version: number }[] }>('cases.get', { id: made.id })
  await hosted.call('cases.moveNeed', {
    needId: detail.needs[0]?.id,
    version: detail.needs[0]?.version,
    to: 'papers-missing',
    note: 'Surat kepemilikan tanah',
  })
  await hosted.page.goto(`${hosted.page.url().split('#')[0]}#/kasus/${made.id}`)
})
afterAll(async () => {
  await hosted.close()
})

describe('a resident at a stop', () => {
  it('is told with slip and QR, which the case then says', async () => {
    const { page } = hosted
    await page.getByRole('button', { name: 'Beri tahu warga' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('img', { name: 'Kode QR WhatsApp untuk Zubaidah Contohan' }).waitFor()
    await hosted.picture('beri-tahu')
    expect(await dialog.getByRole('region', { name: 'Slip untuk dibawa pulang' }).textContent()).toContain(
      'Surat kepemilikan tanah',
    )
    expect(await hosted.accessibility()).toEqual([])
    await dialog.getByRole('button', { name: 'Catat: sudah diberi tahu' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('tab', { name: /Riwayat/ }).click()
    await page.getByText(/Zubaidah Contohan diberi tahu langsung/).waitFor()
    await hosted.picture('riwayat-kasus')
    expect(await hosted.accessibility()).toEqual([])
  })

  it('has photos that are looked at on arrival', async () => {
    const { page } = hosted
    await page.getByRole('tab', { name: 'Berkas' }).click()
    await page.getByRole('combobox', { name: 'Berkas apa?' }).click()
    await page.getByRole('option', { name: /Rumah tampak depan/ }).click()
    const path = join(tmpdir(), `loket-foto-${process.pid}.jpg`)
    writeFileSync(path, await photo())
    await page.locator('input[type=file]').setInputFiles(path)
    await page.getByText('Foto ini tidak memuat lokasi (GPS).').waitFor()
    await page.getByRole('button', { name: 'Lihat Rumah tampak depan' }).click()
    await page.getByRole('dialog').getByRole('img', { name: 'Rumah tampak depan' }).waitFor()
    await hosted.picture('berkas-lihat')
    await page.keyboard.press('Escape')
    await hosted.picture('berkas')
    expect(await hosted.accessibility()).toEqual([])
  })

  it('is gone from the list of those who wait', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Beranda' }).click()
    await page.getByRole('link', { name: /Belum diberi tahu/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Warga yang perlu diberi tahu' }).waitFor()
    await page.getByText('Sudah', { exact: true }).click()
    await page.getByRole('grid', { name: 'Daftar pemberitahuan' }).getByText('Zubaidah Contohan').waitFor()
    await hosted.picture('pemberitahuan')
    expect(hosted.complaints).toEqual([])
  })
})
