import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openHostedPage } from '../harness/browser-host.ts'
import { photo } from '../harness/photos.ts'

let hosted: HostedPage

const call = <T>(name: string, input: unknown): Promise<T> =>
  hosted.page.evaluate(
    async ([procedure, body]) => {
      const response = await fetch(`/api/call/${procedure}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const reply = (await response.json()) as { ok: boolean; value: unknown }
      if (!reply.ok) throw new Error(`${procedure}: ${JSON.stringify(reply)}`)
      return reply.value
    },
    [name, input] as const,
  ) as Promise<T>

const pictures = process.env.LOKET_PICTURES
const picture = async (name: string): Promise<void> => {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  await hosted.page.screenshot({ path: join(pictures, `${name}.png`) })
}

beforeAll(async () => {
  hosted = await openHostedPage()
  await hosted.page.getByRole('button', { name: 'Coba dulu dengan data latihan' }).click()
  await hosted.page.getByRole('button', { name: /Nanti saja/ }).click({ timeout: 90_000 })
  await hosted.page.getByRole('heading', { name: 'Hari ini' }).waitFor()
  const person = await call<{ id: number }>('people.create', { nik: null, name: 'Zubaidah Contohan', phone: '0812-3456-7890' })
  const made = await call<{ id: number }>('cases.create', {
    clientId: person.id,
    reporter: { kind: 'self' },
    summary: 'Atap bocor',
    needs: [{ programmeKey: 'rutilahu', category: 'kebutuhan' }],
  })
  const detail = await call<{ needs: { id: number; version: number }[] }>('cases.get', { id: made.id })
  await call('cases.moveNeed', {
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
    await picture('beri-tahu')
    expect(await dialog.getByRole('region', { name: 'Slip untuk dibawa pulang' }).textContent()).toContain(
      'Surat kepemilikan tanah',
    )
    expect(await hosted.accessibility()).toEqual([])
    await dialog.getByRole('button', { name: 'Catat: sudah diberi tahu' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('tab', { name: /Riwayat/ }).click()
    await page.getByText(/Zubaidah Contohan diberi tahu langsung/).waitFor()
    await picture('riwayat-kasus')
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
    await picture('berkas-lihat')
    await page.keyboard.press('Escape')
    await picture('berkas')
    expect(await hosted.accessibility()).toEqual([])
  })

  it('is gone from the list of those who wait', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Beranda' }).click()
    await page.getByRole('link', { name: /Belum diberi tahu/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Warga yang perlu diberi tahu' }).waitFor()
    await page.getByText('Sudah', { exact: true }).click()
    await page.getByRole('grid', { name: 'Daftar pemberitahuan' }).getByText('Zubaidah Contohan').waitFor()
    await picture('pemberitahuan')
    expect(hosted.complaints).toEqual([])
  })
})
