import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'

let hosted: HostedPage
beforeAll(async () => {
  hosted = await openPracticePage()
})
afterAll(() => hosted.close())

const button = (name: string | RegExp) => hosted.page.getByRole('button', { name, exact: typeof name === 'string' })
const go = async (hash: string): Promise<void> => {
  await hosted.page.evaluate((to) => {
    window.location.hash = to
  }, hash)
}
const openProgramme = async (): Promise<void> => {
  await go('/pengaturan?tab=isian&jenis=programme&kunci=rutilahu')
  await button('Tambah kuota').waitFor()
}

describe('a programme in the form', () => {
  it('gets a quota and a paper, is told what is still missing, and is seen so at the counter', async () => {
    const { page } = hosted
    await openProgramme()
    expect(await hosted.accessibility()).toEqual([])
    await button('Tambah berkas').click()
    await page.getByLabel('Nama berkas').waitFor()
    // The cursor is in the new row: one can type at once.
    await page.keyboard.type('Surat pernyataan lahan')
    await page.getByRole('combobox', { name: 'Diminta' }).click()
    await page.getByRole('option', { name: 'Hanya bila …' }).click()
    await button('Tambah kuota').click()
    const focused = () => page.evaluate(() => document.activeElement?.id ?? '')
    await button('Kuota, ke-1, Banyaknya tempat: Wajib diisi.').waitFor()
    await hosted.picture('isian-kurang')
    await button('Simpan sebagai versi baru').click()
    await expect.poll(focused, { timeout: 15_000 }).toBe('isian-quotas.0.places')
    await page.keyboard.type('120')
    await button(/Berkas yang diminta, ke-\d+, Bila: Tulis kapan/).click()
    await expect.poll(focused, { timeout: 15_000 }).toMatch(/^isian-requirements\.\d+\.when$/)
    await page.keyboard.type('bila tanah milik orang lain')
    await expect.poll(() => page.getByText(/perlu dibetulkan/).count(), { timeout: 15_000 }).toBe(0)
    await hosted.picture('isian-lengkap')
    expect(await hosted.accessibility()).toEqual([])
    await page.keyboard.press('Control+s')
    await page.getByText('Diubah kantor, versi 2').waitFor()
    const { body } = await hosted.call<{ body: { requirements: { key: string }[]; quotas: unknown[] } }>('definitions.get', {
      kind: 'programme',
      key: 'rutilahu',
    })
    expect(body.requirements.at(-1)?.key).toBe('surat-pernyataan-lahan')
    expect(body.quotas).toMatchObject([{ places: 120, validFrom: null, source: '' }])

    const person = await hosted.call<{ id: number }>('people.create', { nik: null, name: 'Zubaidah Contohan' })
    await go(`/loket?warga=${person.id}`)
    await page.getByLabel('Cari layanan').fill('rutilahu')
    await page
      .getByRole('button', { name: /Rutilahu|Rumah/ })
      .first()
      .click()
    await page.getByText('Kuota 120 tempat').waitFor()
    await page.getByRole('checkbox', { name: /Surat pernyataan lahan.*bila tanah milik orang lain/ }).waitFor()
    await hosted.picture('loket-kuota')
  })

  it('moves rows by keyboard, puts a removed one back, and shows the same in both views', async () => {
    const { page } = hosted
    await openProgramme()
    const rows = page.getByRole('button', { expanded: false }).filter({ hasText: /^\d+\..*diminta|bila/ })
    const first = ((await rows.first().textContent()) ?? '').replace(/^1\./, '')
    await rows.first().focus()
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(async () => (await rows.nth(1).textContent()) ?? '').toBe(`2.${first}`)
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toBe(`2.${first}`)
    await page.getByText('Sebagai teks (ahli)').click()
    const text = page.getByLabel('Isi (JSON)')
    const moved = JSON.parse(await text.inputValue()) as { requirements: { label: string }[]; serviceDays: number }
    expect(first).toContain(moved.requirements[1]?.label)
    await text.fill(JSON.stringify({ ...moved, serviceDays: 77 }))
    await page.getByText('Formulir', { exact: true }).click()
    expect(await page.getByLabel('Batas layanan (hari)').inputValue()).toBe('77')
    await button(/^Hapus Surat pernyataan lahan/).click()
    await page.getByText(/^Dihapus: Surat pernyataan lahan/).waitFor()
    await button('Kembalikan').click()
    await button(/^Hapus Surat pernyataan lahan/).waitFor()
  })

  it('asks before it is left with changes, keeps them when the answer is no, and through a reload', async () => {
    const { page } = hosted
    // What is typed is kept a moment after the last key.
    await page.waitForFunction(() =>
      Object.values(window.sessionStorage).some((kept) => String(kept).includes('"serviceDays":77')),
    )
    await page.reload()
    await page.getByText('Isian Anda yang belum disimpan sudah dikembalikan.').waitFor()
    expect(await page.getByLabel('Batas layanan (hari)').inputValue()).toBe('77')
    await page.getByRole('tab', { name: 'Kalender' }).click()
    await page.getByRole('dialog').getByText('Perubahan belum disimpan').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Batal' }).click()
    expect(await page.getByLabel('Batas layanan (hari)').inputValue()).toBe('77')
    await page.getByRole('tab', { name: 'Kalender' }).click()
    await button('Tinggalkan tanpa menyimpan').click()
    await page.getByText('Muat daftar hari libur').waitFor()
    await openProgramme()
    expect(await page.getByLabel('Batas layanan (hari)').inputValue()).not.toBe('77')
  })

  it('keeps what is typed when a colleague saves first, and says so', async () => {
    const { page } = hosted
    await page.getByLabel('Batas layanan (hari)').fill('88')
    type Read = { version: number; body: Record<string, unknown> }
    const read = () => hosted.call<Read>('definitions.get', { kind: 'programme', key: 'rutilahu' })
    const { version, body } = await read()
    await hosted.call('definitions.save', {
      kind: 'programme',
      key: 'rutilahu',
      baseVersion: version,
      body: { ...body, description: 'Diubah rekan' },
    })
    await page.getByText(`Petugas Latihan menyimpan versi ${version + 1} saat Anda mengubah`).waitFor()
    expect(await page.getByLabel('Batas layanan (hari)').inputValue()).toBe('88')
    await hosted.picture('didahului')
    await button('Simpan punya saya di atasnya').click()
    await page.getByText(`Diubah kantor, versi ${version + 2}`).waitFor()
    expect((await read()).body).toMatchObject({ serviceDays: 88 })
  })

  it('begins as a copy of one that is like it', async () => {
    const { page } = hosted
    await button('Salin menjadi baru').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Nama yang baru' }).fill('Rutilahu')
    await dialog.getByText(/kunci yang sudah dipakai/).waitFor()
    await dialog.getByRole('textbox', { name: 'Nama yang baru' }).fill('Bedah rumah desa')
    await dialog.getByRole('button', { name: 'Buat' }).click()
    await page.getByRole('heading', { name: 'Bedah rumah desa' }).waitFor()
    const list = await hosted.call<{ key: string }[]>('programmes.list', {})
    expect(list.map(({ key }) => key)).toContain('bedah-rumah-desa')
  })

  it('goes to a file and comes back after a look at what would change', async () => {
    const { page } = hosted
    const download = page.waitForEvent('download')
    await button('Simpan set ke berkas').click()
    await button('Simpan berkas').click()
    const set = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as {
      isi: { kunci: string; badan: Record<string, unknown> }[]
    }
    const pkh = set.isi.find(({ kunci }) => kunci === 'pkh')
    if (pkh === undefined) throw new Error('no pkh')
    const file = join(tmpdir(), `set-${process.pid}.json`)
    const choose = async (days: unknown): Promise<void> => {
      pkh.badan.serviceDays = days
      writeFileSync(file, JSON.stringify(set))
      await page.getByRole('dialog').locator('input[type=file]').setInputFiles(file)
    }
    await button('Pasang set dari berkas').click()
    await choose('tujuh')
    await page.getByRole('dialog').getByText('Batas layanan (hari): Harus berupa angka.').waitFor()
    expect(await button(/^Pasang \d+ isian/).count()).toBe(0)
    await hosted.picture('set-rusak')
    await button('Pilih berkas lain').click()
    await choose(44)
    await page
      .getByRole('dialog')
      .getByText(/0 baru, 1 berubah/)
      .waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await button('Pasang 1 isian').click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    const { body } = await hosted.call<{ body: { serviceDays: number } }>('definitions.get', { kind: 'programme', key: 'pkh' })
    expect(body.serviceDays).toBe(44)
    expect(hosted.complaints).toEqual([])
  })
})

describe('the box of the office for photos', () => {
  it('is typed with commas or points and refused where it cannot be', async () => {
    const { page } = hosted
    await go('/pengaturan?tab=kantor')
    const fill = async (values: Record<string, string>): Promise<void> => {
      for (const [name, value] of Object.entries(values)) await page.getByLabel(name).fill(value)
    }
    await fill({ 'Utara (lintang)': '8,4', 'Selatan (lintang)': '8.1', 'Barat (bujur)': '115,9', 'Timur (bujur)': '116,5' })
    const box = page.getByRole('heading', { name: 'Batas wilayah foto' }).locator('xpath=ancestor::section')
    await box.getByRole('button', { name: 'Simpan' }).click()
    await box.getByText('Batas ini di luar Indonesia.', { exact: false }).waitFor()
    await fill({ 'Utara (lintang)': '-8,4', 'Selatan (lintang)': '-8.9' })
    await box.getByRole('button', { name: 'Simpan' }).click()
    await box.getByRole('button', { name: 'Hapus batas' }).waitFor()
    await hosted.picture('batas-foto')
    expect(await hosted.accessibility()).toEqual([])
    expect(await hosted.call('attachments.bounds', {})).toEqual({
      bounds: { south: -8.9, north: -8.4, west: 115.9, east: 116.5 },
    })
  })
})

describe('the list of days off', () => {
  it('comes from a file once every row of it is right, and stands on the screen then', async () => {
    const { page } = hosted
    const file = join(tmpdir(), `libur-${process.pid}.csv`)
    const choose = async (rows: string[]): Promise<void> => {
      writeFileSync(file, ['Tanggal;Keterangan;Jenis', ...rows].join('\r\n'))
      await page.locator('input[type=file]').setInputFiles(file)
    }
    await go('/pengaturan?tab=kalender')
    await choose(['9/2/2027;Hari contoh;Cuti bersama', '31/2/2027;Tidak ada;Nasional', '17/8/2026;Salah tahun;Nasional'])
    const wrong = page.getByRole('table', { name: 'Yang perlu diperbaiki di berkas' })
    await wrong.getByText('CSV, baris 3, kolom A').waitFor()
    await wrong.getByText(/^Di luar tahun 2027/).waitFor()
    expect(await button('Simpan kalender').count()).toBe(0)
    await button('Pilih berkas lain').click()
    await choose(['9/2/2027;Hari contoh;Cuti bersama'])
    await button('Simpan kalender').click()
    await page.getByText('tahun yang sudah dimuat: 2027').waitFor()
    await page.getByRole('cell', { name: '9 Februari 2027' }).waitFor()
    expect(await hosted.accessibility()).toEqual([])
    expect(hosted.complaints).toEqual([])
  })
})
