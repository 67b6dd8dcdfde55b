import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openHostedPage } from '../harness/browser-host.ts'

let recoveryKey = ''
// One practice office for the whole file; the tests follow a clerk from the first start to signing out.
let hosted: HostedPage
beforeAll(async () => {
  hosted = await openHostedPage()
})
afterAll(async () => {
  await hosted.close()
})

describe('first start', () => {
  it('asks for the office in four short pages and keeps what was typed over a reload', async () => {
    const { page } = hosted
    await page.getByText('Langkah 1 dari 4').waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await page.getByRole('combobox', { name: 'Provinsi' }).fill('Nusa Tenggara Barat')
    await page.getByRole('option', { name: 'Nusa Tenggara Barat' }).click()
    await page.getByRole('combobox', { name: 'Kabupaten atau kota' }).click()
    await page.getByRole('option', { name: 'Kabupaten Lombok Barat' }).click()
    expect(await page.getByLabel('Nama kantor').inputValue()).toBe('Dinas Sosial Kabupaten Lombok Barat')
    await page.getByLabel('Tempat surat dibuat').fill('Gerung')
    await page.waitForTimeout(500)
    await page.reload()
    expect(await page.getByLabel('Tempat surat dibuat').inputValue()).toBe('Gerung')
    await page.getByRole('button', { name: 'Lanjut' }).click()
    await page.getByLabel('Alamat').fill('Jalan Contoh 1')
    await page.getByRole('button', { name: 'Lanjut' }).click()
    await page.getByLabel('Nama lengkap').fill('Siti Contoh')
    await page.getByLabel('Nama pengguna').fill('siti')
    await page.getByRole('textbox', { name: 'Kata sandi', exact: true }).fill('rahasia-123')
    await page.getByLabel('Ulangi kata sandi').fill('rahasia-321')
    await page.getByRole('button', { name: 'Lanjut' }).click()
    await page.getByText('Tidak sama dengan kata sandi di atas').waitFor()
    await page.getByLabel('Ulangi kata sandi').fill('rahasia-123')
    await page.getByRole('button', { name: 'Lanjut' }).click()
    await page.getByRole('radio', { name: 'Latihan' }).check()
    expect(await hosted.accessibility()).toEqual([])
    await page.getByRole('button', { name: 'Siapkan sekarang' }).click()
    await page.getByRole('heading', { name: 'Kunci pemulihan' }).waitFor({ timeout: 90_000 })
  })

  it('wants the recovery key typed again and refuses a wrong one', async () => {
    const { page } = hosted
    recoveryKey = ((await page.locator('output').textContent()) ?? '').trim()
    expect(recoveryKey.length).toBeGreaterThan(20)
    await page.getByLabel('Ketik ulang kunci pemulihan').fill('salah')
    await page.getByRole('button', { name: 'Kunci sudah saya simpan' }).click()
    await page.getByRole('alert').waitFor()
    await page.getByLabel('Ketik ulang kunci pemulihan').fill(recoveryKey.toLowerCase())
    await page.getByRole('button', { name: 'Kunci sudah saya simpan' }).click()
    await page.getByRole('heading', { name: 'Hari ini' }).waitFor()
    expect(await page.getByText('LATIHAN', { exact: true }).isVisible()).toBe(true)
    expect(await hosted.accessibility()).toEqual([])
  })
})

describe('people', () => {
  it('shows at least 15 rows, walks by arrow keys and opens with Enter', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Warga', exact: true }).click()
    const grid = page.getByRole('grid', { name: 'Daftar warga' })
    await grid.getByRole('row').nth(15).waitFor()
    const shown = await grid.evaluate((element) => {
      const frame = element.getBoundingClientRect()
      return [...element.querySelectorAll('[role="row"]')].filter((row) => {
        const box = row.getBoundingClientRect()
        return box.top >= frame.top && box.bottom <= frame.bottom + 1
      }).length
    })
    // The header is a row too.
    expect(shown).toBeGreaterThanOrEqual(16)
    expect(await hosted.accessibility()).toEqual([])
    await grid.getByRole('row').nth(1).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-index'))).toBe('2')
    const name = await page.evaluate(() => document.activeElement?.querySelector('[role="gridcell"]')?.textContent ?? '')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name }).waitFor()
    expect(await hosted.accessibility()).toEqual([])
  })

  it('shows a full NIK only after the eye was pressed, and hides it again', async () => {
    const { page } = hosted
    await page.getByRole('heading', { name: 'Data diri' }).waitFor()
    expect(await page.locator('main').textContent()).not.toMatch(/\d{16}/)
    await page.getByRole('button', { name: 'Buka lengkap: NIK' }).click()
    await page.getByText(/^\d{16}$/).waitFor()
    await page.getByRole('button', { name: 'Sembunyikan NIK' }).click()
    expect(await page.locator('main').textContent()).not.toMatch(/\d{16}/)
  })

  it('goes from a search without a hit to a filled-in form, keeps the form when the page is left, and saves by Ctrl+S', async () => {
    const { page } = hosted
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Zubaedah Contohnya')
    await page.getByRole('button', { name: 'Daftarkan sebagai warga baru' }).click()
    expect(await page.getByLabel('Nama lengkap').inputValue()).toBe('Zubaedah Contohnya')
    const nik = page.getByRole('textbox', { name: 'NIK', exact: true })
    await nik.fill('520114520390')
    await page.getByText('12 dari 16 digit').waitFor()
    await nik.fill('5201145203900001')
    await page.getByText('Menurut NIK: lahir 12 Maret 1990, perempuan.').waitFor()
    await page.getByRole('button', { name: 'Pakai' }).click()
    expect(await page.getByRole('textbox', { name: 'Tanggal lahir' }).inputValue()).toBe('12/03/1990')
    expect(await hosted.accessibility()).toEqual([])
    await page.getByRole('link', { name: 'Impor', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Impor' }).waitFor()
    await page.getByRole('link', { name: 'Warga', exact: true }).click()
    await page.getByRole('button', { name: 'Daftarkan warga' }).click()
    await page.getByText('Isian Anda yang belum disimpan sudah dikembalikan.').waitFor()
    expect(await nik.inputValue()).toBe('5201145203900001')
    await page.keyboard.press('Control+s')
    await page.getByRole('heading', { level: 1, name: /zubaedah contohnya/i }).waitFor()
    expect(page.url()).not.toContain('5201145203900001')
  })

  it('finds the new person by NIK from the search box, by keyboard alone', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Pengaturan', exact: true }).click()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('5201145203900001')
    await page.getByRole('option', { name: /zubaedah/i }).waitFor()
    expect(await page.getByRole('option').first().textContent()).toContain('520114••••••0001')
    await page.keyboard.press('ArrowDown')
    await page.locator('[role=option][data-combobox-selected]').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /zubaedah/i }).waitFor()
  })

  it('refuses to write over a colleague, and keeps the typed words', async () => {
    const { page } = hosted
    await page.getByRole('button', { name: 'Ubah data' }).click()
    await page.getByLabel('Dusun').fill('Dusun Satu')
    const address = new URL(page.url())
    const id = Number(/\/warga\/(\d+)/.exec(address.hash)?.[1])
    const { name, version, regionCode, birthDate, sex } = await hosted.call<Record<string, unknown>>('people.get', { id })
    const changed = { hamlet: 'Dusun Dua', address: 'Jalan Rekan 9' }
    await hosted.call('people.update', { id, version, name, regionCode, birthDate, sex, ...changed })
    await page.keyboard.press('Control+s')
    const dialog = page.getByRole('dialog', { name: 'Catatan ini baru saja diubah orang lain' })
    await dialog.getByText('Dusun Dua').waitFor()
    expect(await dialog.getByRole('button', { name: 'Simpan pilihan ini' }).isDisabled()).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect(await page.getByLabel('Dusun').inputValue()).toBe('Dusun Satu')
    await page.getByRole('button', { name: 'Batal' }).click()
    await page.getByRole('definition').filter({ hasText: 'Dusun Dua' }).waitFor()
    // The draft holds what was typed, not the colleague's fields of before.
    await page.getByRole('button', { name: 'Ubah data' }).click()
    await page.getByText('Isian Anda yang belum disimpan sudah dikembalikan.', { exact: false }).waitFor()
    expect(await page.getByLabel('Dusun').inputValue()).toBe('Dusun Satu')
    expect(await page.getByLabel('Alamat').inputValue()).toBe('Jalan Rekan 9')
    // It was typed before the colleague saved: it does not slip over those words later either.
    await page.keyboard.press('Control+s')
    await dialog.getByText('Dusun Dua').waitFor()
    await dialog.getByRole('radio', { name: 'Pakai isian Anda untuk Dusun' }).check()
    await dialog.getByRole('button', { name: 'Simpan pilihan ini' }).click()
    await page.getByRole('definition').filter({ hasText: 'Dusun Satu' }).waitFor()
    await page.getByRole('definition').filter({ hasText: 'Jalan Rekan 9' }).waitFor()
  })
})

describe('another PC', () => {
  it('opens the data only with the recovery key', async () => {
    const { page } = hosted
    const before = hosted.complaints.length
    await hosted.restart({ newDevice: true })
    await page.getByRole('heading', { name: 'Data terkunci' }).waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await page.getByRole('textbox', { name: 'Kunci pemulihan' }).fill('AAAA-BBBB-CCCC')
    await page.getByRole('button', { name: 'Buka kunci' }).click()
    await page.getByRole('alert').waitFor()
    await page.getByRole('textbox', { name: 'Kunci pemulihan' }).fill(recoveryKey)
    await page.getByRole('button', { name: 'Buka kunci' }).click()
    await page.getByRole('heading', { name: 'Masuk' }).waitFor()
    await page.getByLabel('Nama pengguna').fill('siti')
    await page.getByRole('textbox', { name: 'Kata sandi' }).fill('rahasia-123')
    await page.getByRole('button', { name: 'Masuk' }).click()
    await page.getByRole('heading', { name: 'Hari ini' }).waitFor()
    // The old host ended under the open page: its event stream broke off, which the browser notes.
    hosted.complaints.splice(before)
  })
})

describe('signing out', () => {
  it('empties drafts and asks for a password', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Warga', exact: true }).click()
    await page.getByRole('button', { name: 'Daftarkan warga' }).click()
    await page.getByLabel('Nama lengkap').fill('Setengah Terisi')
    const drafts = (): Promise<boolean> =>
      page.evaluate(() => Object.keys(sessionStorage).some((key) => key.startsWith('loket-draf')))
    await expect.poll(drafts).toBe(true)
    await page.getByRole('button', { name: 'Siti Contoh' }).click()
    expect(await hosted.accessibility()).toEqual([])
    await page.getByRole('menuitem', { name: 'Keluar' }).click()
    await page.getByRole('heading', { name: 'Masuk' }).waitFor()
    expect(await drafts()).toBe(false)
    await page.getByLabel('Nama pengguna').fill('siti')
    await page.getByRole('textbox', { name: 'Kata sandi' }).fill('bukan-ini')
    await page.getByRole('button', { name: 'Masuk' }).click()
    await page.getByRole('alert').waitFor()
    await page.getByRole('textbox', { name: 'Kata sandi' }).fill('rahasia-123')
    await page.getByRole('button', { name: 'Masuk' }).click()
    await page.getByRole('heading', { name: 'Hari ini' }).waitFor()
  })

  it('left nothing to complain about in the console', () => {
    // A refused sign-in answers 4xx; the browser itself notes that, and nothing else may be there.
    expect(hosted.complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([])
  })
})
