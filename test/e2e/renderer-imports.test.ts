import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'
import { populationHeaders, populationRows, writeWorkbook } from '../harness/workbooks.ts'

let hosted: HostedPage
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loket-sheets-'))
  await writeWorkbook(join(folder, 'desa.xlsx'), [
    {
      name: 'Penduduk',
      rows: [populationHeaders, ...populationRows(60, 11), ['', '', '', '', '', ''], ['RUSAK SEKALI', '12345']],
    },
  ])
  hosted = await openPracticePage()
})
afterAll(async () => {
  await hosted.close()
  rmSync(folder, { recursive: true, force: true })
})

const count = async (bucket: string): Promise<number> =>
  Number((await hosted.page.getByRole('button', { name: new RegExp(`^[\\d.]+ ${bucket}$`) }).textContent())?.match(/[\d.]+/)?.[0])

describe('importing a workbook', () => {
  it('reads the file, shows what would happen, and writes nothing yet', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Impor', exact: true }).click()
    await page.getByText('Belum pernah mengimpor').waitFor()
    await page.locator('input[type=file]').setInputFiles(join(folder, 'desa.xlsx'))
    await page.getByText('Menunggu diperiksa').waitFor({ timeout: 60_000 })
    await page.getByRole('grid').getByRole('row').nth(1).waitFor()
    expect(await count('Baru')).toBeGreaterThan(0)
    expect(await hosted.accessibility()).toEqual([])
    await page.getByText(/^Daftar catatan/).click()
    await page.getByRole('grid', { name: 'Daftar catatan' }).waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await page.getByRole('tab', { name: '2 Kolom' }).click()
    await page.getByRole('table', { name: '2 Kolom' }).waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await page.getByRole('link', { name: 'Warga', exact: true }).click()
    await page.getByText('600 warga').waitFor()
  })

  it('says on the button how many will be written, writes them, and says so', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Impor', exact: true }).click()
    await page.getByRole('grid', { name: 'Riwayat impor' }).getByRole('row').nth(1).click()
    const fresh = await count('Baru')
    await page.getByRole('button', { name: `Tulis ${fresh} warga baru dan 0 perubahan` }).click()
    await page.getByText('Sudah ditulis', { exact: true }).waitFor({ timeout: 60_000 })
    await page.getByText(`${fresh} warga baru dan 0 perubahan sudah ditulis.`, { exact: false }).waitFor()
    await page.getByRole('link', { name: 'Warga', exact: true }).click()
    await page.getByText(`${600 + fresh} warga`).waitFor()
  })

  it('asks with a count before it takes the import back, and then the register is as before', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Impor', exact: true }).click()
    await page.getByRole('grid', { name: 'Riwayat impor' }).getByRole('row').nth(1).click()
    await page.getByRole('button', { name: 'Kembalikan data sebelum impor ini' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await page.getByRole('button', { name: /^Kembalikan \d+ warga$/ }).click()
    await page.getByText('Sudah dikembalikan', { exact: true }).waitFor({ timeout: 60_000 })
    await page.getByRole('link', { name: 'Warga', exact: true }).click()
    await page.getByText('600 warga').waitFor()
  })
})

describe('an import that needs a clerk', () => {
  const header = ['NIK', 'No KK', 'Nama Lengkap', 'JK', 'Tanggal Lahir', 'SHDK', 'Alamat']
  const kk = '5201019901230001'
  const open = async (name: string, rows: string[][]): Promise<void> => {
    const { page } = hosted
    await writeWorkbook(join(folder, name), [{ name: 'Data', rows: [header, ...rows] }])
    await page.getByRole('link', { name: 'Impor', exact: true }).click()
    await page.locator('input[type=file]').setInputFiles(join(folder, name))
    await page.getByRole('heading', { name }).waitFor({ timeout: 60_000 })
    await page.getByText('Menunggu diperiksa').waitFor()
  }

  it('is repaired on the cell that is wrong, by keys alone, and a repair is taken back', async () => {
    const { page } = hosted
    await open('perbaikan-layar.xlsx', [
      ['5201011203809901', kk, 'BUDIMAN UJI', 'L', '12-03-1980', 'Kepala Keluarga', 'Jl. Mawar 1'],
      ['520101550482990', kk, 'SITIMAN UJI', 'P', '31-02-1982', 'Istri', 'Jl. Mawar 1'],
      ['', '', 'INAQ UJI LAYAR', 'P', '01-01-1950', '', ''],
    ])
    expect(await count('Ditolak')).toBe(1)
    await page.getByText('Perbaiki isi', { exact: true }).click()
    const grid = page.getByRole('grid', { name: 'Perbaiki isi berkas' })
    await grid.waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await grid.focus()
    await grid.getByText('520101550482990', { exact: true }).click()
    await page
      .getByText(/harus 16 digit; ini 15 digit/)
      .first()
      .waitFor()
    await hosted.picture('impor-perbaiki')
    const kinds = page.getByRole('combobox', { name: 'Jenis catatan' })
    await kinds.click()
    await hosted.picture('impor-jenis-catatan')
    await page.getByRole('option', { name: /^Isi kolom bukan tanggal/ }).click()
    await grid.getByText('INAQ UJI LAYAR').waitFor({ state: 'hidden' })
    await grid.getByText('SITIMAN UJI').waitFor()
    await kinds.click()
    await page.getByRole('option', { name: 'Dengan atau tanpa catatan' }).click()
    await grid.getByText('INAQ UJI LAYAR').waitFor()
    await grid.focus()
    await grid.getByText('520101550482990', { exact: true }).click()
    await page.keyboard.press('F2')
    await page.keyboard.press('End')
    await page.keyboard.type('2')
    await page.keyboard.press('Enter')
    await expect.poll(() => count('Ditolak')).toBe(0)
    // The next wrong cell is one key away.
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Tab')
    await page.keyboard.type('15-04-1982')
    await page.keyboard.press('Enter')
    await grid.getByText('15-04-1982').waitFor()
    await page.keyboard.press('Control+z')
    await grid.getByText('31-02-1982').waitFor()
    await page.getByText('Perbaikan terakhir dibatalkan').waitFor()
    await page.getByRole('button', { name: /^Tulis 3 warga baru/ }).click()
    await page.getByText('Sudah ditulis', { exact: true }).waitFor({ timeout: 60_000 })
  })

  it('asks about doubtful people side by side and about locked fields once more, and tells what undoing would do', async () => {
    const { page } = hosted
    await open('ragu-layar.xlsx', [
      ['5201011203809901', kk, 'BUDIMAN UJI', 'L', '12-03-1980', 'Kepala Keluarga', 'Jl. Pindah 9'],
      ['5201014101509907', '', 'INAQ UJI LAYAR', 'P', '01-01-1950', '', 'Jl. Kamboja 2'],
    ])
    await page.getByText('1 baris yang meragukan belum diputuskan dan tidak akan ditulis.').waitFor()
    await page.getByRole('button', { name: 'Putuskan sekarang' }).click()
    await page.getByRole('grid').getByText('INAQ UJI LAYAR').click()
    await page.getByRole('table', { name: 'Berkas dan data warga berdampingan' }).waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await hosted.picture('impor-ragu')
    await page.getByRole('button', { name: 'Orang yang sama', exact: true }).click()
    await expect.poll(() => count('Berubah')).toBe(2)
    await page.getByText('Yang dipakai', { exact: true }).click()
    await page.getByRole('table', { name: 'Data mana yang dipakai' }).waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await hosted.picture('impor-pilihan')
    await page.getByRole('button', { name: /^Tulis 0 warga baru dan 2 perubahan/ }).click()
    await page.getByRole('dialog', { name: 'Impor ini mengubah data yang dikunci' }).waitFor()
    await hosted.picture('impor-dikunci')
    await page.getByRole('checkbox', { name: /^Alamat: 2 warga/ }).check()
    await page.getByRole('button', { name: 'Tulis dengan pilihan ini' }).click()
    await page.getByText('Sudah ditulis', { exact: true }).waitFor({ timeout: 60_000 })
    await hosted.picture('impor-hasil')
    await page.getByRole('button', { name: 'Kembalikan data sebelum impor ini' }).click()
    await page.getByText('2 warga kembali ke isian semula dan 0 warga yang baru masuk dihapus dari daftar.').waitFor()
    await hosted.picture('impor-kembalikan')
    await page.getByRole('button', { name: 'Kembalikan 2 warga' }).click()
    await page.getByText('Sudah dikembalikan', { exact: true }).waitFor({ timeout: 60_000 })
  })

  it('says plainly when nothing changed, is renamed and found by its name', async () => {
    const { page } = hosted
    await open('sama-layar.xlsx', [['5201011203809901', kk, 'BUDIMAN UJI', 'L', '12-03-1980', 'Kepala Keluarga', 'Jl. Mawar 1']])
    expect(await page.getByRole('button', { name: 'Tidak ada yang perlu ditulis' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Ganti nama' }).click()
    await page.getByRole('textbox', { name: 'Nama impor ini' }).fill('Desa Tanpa Perubahan')
    await page.getByRole('button', { name: 'Simpan' }).click()
    await page.getByRole('heading', { name: 'Desa Tanpa Perubahan' }).waitFor()
    await page.getByRole('link', { name: 'Impor', exact: true }).click()
    await page.getByRole('textbox', { name: /^Cari impor/ }).fill('tanpa perubahan')
    await expect.poll(() => page.getByRole('grid', { name: 'Riwayat impor' }).getByRole('row').count()).toBe(2)
    expect(await hosted.accessibility()).toEqual([])
    await hosted.picture('impor-riwayat')
  })
})

describe('settings', () => {
  it('opens every tab without a fault, checks the audit chain and makes a verified backup', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Pengaturan', exact: true }).click()
    await page.getByLabel('Baris pertama kop').waitFor()
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click()
      await page.waitForTimeout(300)
      expect(await page.getByRole('alert').count(), (await tab.textContent()) ?? '').toBe(0)
      expect(await hosted.accessibility(), (await tab.textContent()) ?? '').toEqual([])
    }
    await page.getByRole('tab', { name: 'Jejak audit' }).click()
    await page.getByRole('button', { name: 'Periksa keutuhan jejak' }).click()
    await page.getByText(/^Utuh: \d+ catatan/).waitFor()
    await page.getByRole('tab', { name: 'Cadangan' }).click()
    await page.getByRole('button', { name: 'Buat cadangan sekarang' }).click()
    await page.getByText('Sudah diuji', { exact: true }).waitFor({ timeout: 60_000 })
    await page.getByText(/Cadangan terakhir hari ini/).waitFor()
  })

  it('tells where a definition is no JSON, and keeps the old version when a new one is saved', async () => {
    const { page } = hosted
    await page.getByRole('tab', { name: 'Layanan dan templat' }).click()
    await page.getByText('Sebagai teks (ahli)').click()
    const body = page.getByLabel('Isi (JSON)')
    const before = await body.inputValue()
    await body.fill(before.replace('"serviceDays"', 'serviceDays'))
    await page.getByText('Tulisan ini belum berupa JSON yang lengkap.').waitFor()
    expect(await page.getByRole('button', { name: 'Simpan sebagai versi baru' }).isDisabled()).toBe(true)
    await body.fill(before.replace(/"serviceDays": \d+/, '"serviceDays": 9'))
    await page.getByRole('button', { name: 'Simpan sebagai versi baru' }).click()
    await page.getByText('Diubah kantor, versi 2').waitFor()
    await page.getByText('Riwayat versi').click()
    await page.getByRole('button', { name: 'Ambil isi versi ini' }).click()
    await page.getByText('Sebagai teks (ahli)').click()
    await expect.poll(() => body.inputValue()).toBe(before)
    await page.getByRole('button', { name: 'Batalkan perubahan' }).click()
  })

  it('adds a user who must change the first password', async () => {
    const { page } = hosted
    await page.getByRole('tab', { name: 'Pengguna' }).click()
    await page.getByRole('button', { name: 'Tambah pengguna' }).click()
    await page.getByLabel('Nama lengkap').fill('Budi Contoh')
    await page.getByLabel('Nama pengguna').fill('budi')
    await page.getByRole('textbox', { name: 'Kata sandi pertama' }).fill('awal-12345')
    await page.getByRole('combobox', { name: 'Peran' }).click()
    await page.getByRole('option', { name: /Front Office/i }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').getByRole('button', { name: 'Simpan' }).click()
    await page.getByRole('grid').getByText('Budi Contoh').waitFor()
    await page.getByRole('button', { name: 'Petugas Latihan' }).click()
    await page.getByRole('menuitem', { name: 'Keluar' }).click()
    await page.getByLabel('Nama pengguna').fill('budi')
    await page.getByRole('textbox', { name: 'Kata sandi' }).fill('awal-12345')
    await page.getByRole('button', { name: 'Masuk' }).click()
    await page.getByRole('heading', { name: 'Ganti kata sandi dulu' }).waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await page.getByRole('textbox', { name: 'Kata sandi sekarang' }).fill('awal-12345')
    await page.getByRole('textbox', { name: 'Kata sandi baru', exact: true }).fill('punya-budi-1')
    await page.getByRole('textbox', { name: 'Ulangi kata sandi baru' }).fill('punya-budi-1')
    await page.getByRole('button', { name: 'Simpan' }).click()
    await page.getByRole('heading', { name: 'Hari ini' }).waitFor()
    // A front office clerk is not shown what is not theirs.
    expect(await page.getByRole('link', { name: 'Impor', exact: true }).count()).toBe(0)
    expect(hosted.complaints).toEqual([])
  })
})
