import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import exceljs from 'exceljs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openHostedPage } from '../harness/browser-host.ts'
import { readPdf } from '../harness/pdf.ts'
import { stopAtFirstFailure } from '../harness/walk-order.ts'
import { populationHeaders, populationRows, writeWorkbook } from '../harness/workbooks.ts'

/*
 * The whole first slice by clicking, in one office: data of a village in, a complaint, its steps, the referral with its printed
 * letter, the month's report, a batch for SIKS-NG and the answer to it. LOKET_SHOTS=<folder> keeps a picture of every screen.
 */

const fixture = resolve(import.meta.dirname, '../../../shared/fixtures/opensid/contoh_penduduk.xlsx')

let hosted: HostedPage
let folder: string
let population = fixture
stopAtFirstFailure()
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loket-slice-'))
  if (!existsSync(fixture)) {
    process.stdout.write('slice: ../shared/fixtures is missing, a generated village file takes its place\n')
    population = join(folder, 'penduduk.xlsx')
    await writeWorkbook(population, [{ name: 'Data Penduduk', rows: [populationHeaders, ...populationRows(97, 3)] }])
  }
  hosted = await openHostedPage()
})
afterAll(async () => {
  await hosted.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A look at the present screen: nothing may break a rule of axe-core. */
const look = async (name: string): Promise<void> => {
  await hosted.picture(name)
  expect(await hosted.accessibility(), name).toEqual([])
}
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await hosted.picture('failed')
})

const menu = (name: string) => hosted.page.getByRole('link', { name, exact: true }).click()
const button = (name: string | RegExp) => hosted.page.getByRole('button', { name, exact: typeof name === 'string' })
const download = async (click: () => Promise<void>): Promise<{ name: string; path: string; bytes: Buffer }> => {
  const [file] = await Promise.all([hosted.page.waitForEvent('download'), click()])
  const path = join(folder, file.suggestedFilename())
  await file.saveAs(path)
  return { name: file.suggestedFilename(), path, bytes: readFileSync(path) }
}

let client = ''
let caseNumber = ''
let letterNumber = ''

describe('the office begins', () => {
  it('starts with real data, and its first user types the recovery key again', async () => {
    const { page } = hosted
    await page.getByRole('combobox', { name: 'Provinsi' }).fill('Nusa Tenggara Barat')
    await page.getByRole('option', { name: 'Nusa Tenggara Barat' }).click()
    await page.getByRole('combobox', { name: 'Kabupaten atau kota' }).click()
    await page.getByRole('option', { name: 'Kabupaten Lombok Barat' }).click()
    await page.getByLabel('Tempat surat dibuat').fill('Gerung')
    await button('Lanjut').click()
    await page.getByRole('textbox', { name: /^Penanda tangan/ }).fill('Drs. H. Contoh Kepala, M.Si.')
    await page.getByLabel('Jabatan').fill('Kepala Dinas Sosial')
    await button('Lanjut').click()
    await page.getByLabel('Nama lengkap').fill('Siti Contoh')
    await page.getByLabel('Nama pengguna').fill('siti')
    await page.getByRole('textbox', { name: 'Kata sandi', exact: true }).fill('rahasia-123')
    await page.getByLabel('Ulangi kata sandi').fill('rahasia-123')
    await button('Lanjut').click()
    await button('Siapkan sekarang').click()
    await page.getByRole('heading', { name: 'Kunci pemulihan' }).waitFor({ timeout: 90_000 })
    await page.getByLabel('Ketik ulang kunci pemulihan').fill(((await page.locator('output').textContent()) ?? '').trim())
    await button('Kunci sudah saya simpan').click()
    await page.getByRole('heading', { name: 'Hari ini' }).waitFor()
  })

  it('teaches on every empty screen', async () => {
    const { page } = hosted
    await menu('Kasus')
    await page.getByText('Belum ada kasus').waitFor()
    expect(await page.getByRole('main').getByRole('link').allInnerTexts()).toEqual([
      'Warga datang ke loket',
      'Dari data warga',
      'Data dari desa',
    ])
    await look('kosong-kasus')
    await menu('Rujukan')
    await page.getByText('Belum ada rujukan').waitFor()
    await look('kosong-rujukan')
    await menu('Surat')
    await page.getByText('Buku surat masih kosong').waitFor()
    await look('kosong-surat')
    await menu('Usulan')
    await page.getByText('Belum ada usulan').waitFor()
    await look('kosong-usulan')
    await menu('Laporan')
    await page.getByText('Tidak ada kasus pada bulan ini').waitFor()
    await look('kosong-laporan')
  })

  it('takes in the people of a village', async () => {
    const { page } = hosted
    await menu('Impor')
    await page.locator('input[type=file]').setInputFiles(population)
    const write = button(/^Tulis \d+ warga baru/)
    await write.waitFor({ timeout: 60_000 })
    await write.click()
    await page.getByText(/warga baru dan .* perubahan sudah ditulis/).waitFor({ timeout: 60_000 })
    await menu('Warga')
    const grid = page.getByRole('grid', { name: 'Daftar warga' })
    client = ((await grid.getByRole('row').nth(4).getByRole('gridcell').first().textContent()) ?? '').trim()
    expect(client.length).toBeGreaterThan(2)
  })
})

describe('at the counter', () => {
  it('notes a complaint of an imported person, and keeps it while the page is left', async () => {
    const { page } = hosted
    await menu('Loket')
    await page.getByRole('main').getByLabel('Cari warga').fill(client)
    await page.getByRole('option', { name: client }).first().click()
    await button('Ganti warga').waitFor()
    await page.getByLabel('Cari layanan').fill('reaktivasi')
    await page.getByRole('button', { name: /Reaktivasi PBI/ }).click()
    await page.getByRole('textbox', { name: 'Keluhan dalam satu kalimat' }).fill('Kartu BPJS tidak aktif saat berobat')
    await page.getByRole('radio', { name: 'Orang lain' }).click()
    await page.getByText('nama pelapor', { exact: true }).waitFor()
    await page.getByRole('textbox', { name: 'Nama pelapor' }).fill('Kader Contoh')
    await page.getByRole('combobox', { name: 'Hubungan' }).fill('kader')
    await button('Semua ada').click()
    await look('loket')
    await menu('Kasus')
    await page.getByText('Belum ada kasus').waitFor()
    await menu('Loket')
    await page.getByText('Isian Anda yang belum disimpan sudah dikembalikan.').waitFor()
    await page.getByText(client, { exact: true }).first().waitFor()
    expect(await page.getByRole('textbox', { name: 'Keluhan dalam satu kalimat' }).inputValue()).toBe(
      'Kartu BPJS tidak aktif saat berobat',
    )
    await button('Daftarkan kasus').click()
    await page.getByRole('heading', { level: 1, name: client }).waitFor()
    caseNumber = ((await page.getByText(/^SLRT-\d{4}-\d{4}$/).textContent()) ?? '').trim()
    await look('kasus')
  })

  it('warns when that person comes again, and registers somebody without a NIK', async () => {
    const { page } = hosted
    await menu('Loket')
    await page.getByRole('main').getByLabel('Cari warga').fill(client)
    await page.getByRole('option', { name: client }).first().click()
    await page.getByText('Warga ini masih punya 1 kasus terbuka.').waitFor()
    expect(await page.getByRole('main').getByRole('link', { name: caseNumber }).count()).toBe(1)
    await look('loket-kasus-terbuka')
    await button('Ganti warga').click()
    await button('Belum ada? Daftarkan').click()
    await page.getByLabel('Nama lengkap').fill('Warga Tanpa Kartu')
    const nik = page.getByRole('textbox', { name: 'NIK', exact: true })
    await nik.fill('52011')
    await button('Daftarkan warga ini').click()
    await page.getByText(/NIK harus 16 digit, ini baru 5/).waitFor()
    await look('loket-warga-baru')
    await nik.fill('')
    await button('Daftarkan tanpa NIK').click()
    await page.getByText('Warga Tanpa Kartu', { exact: true }).first().waitFor()
    await page.getByText('Pangan', { exact: true }).click()
    await page.getByRole('button', { name: /Program Sembako/ }).click()
    await page.getByRole('textbox', { name: 'Keluhan dalam satu kalimat' }).fill('Tidak pernah menerima sembako')
    await page.keyboard.press('Control+s')
    await page.getByRole('heading', { level: 1, name: 'Warga Tanpa Kartu' }).waitFor()
  })
})

describe('the case goes its way', () => {
  it('is found in the list and taken forward step by step', async () => {
    const { page } = hosted
    await menu('Kasus')
    const grid = page.getByRole('grid', { name: 'Daftar kasus' })
    await grid.getByText(caseNumber).waitFor()
    await look('kasus-daftar')
    await page.getByRole('textbox', { name: 'Cari', exact: true }).fill('tidak aktif saat')
    await expect.poll(() => grid.getByRole('row').count()).toBe(2)
    await grid.getByRole('row').nth(1).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: client }).waitFor()
    await button('Teruskan ke Back Office').click()
    await button('Ajukan penetapan').click()
    await button('Tetapkan: dirujuk').waitFor()
  })

  it('asks for a sentence where a step needs one, and keeps a note', async () => {
    const { page } = hosted
    await page.getByRole('button', { name: /^Langkah lain untuk/ }).click()
    await page.getByRole('menuitem', { name: 'Kembalikan ke Front Office …' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Kembalikan ke Front Office' }).click()
    await dialog.getByText('Langkah ini memerlukan catatan.').waitFor()
    await look('kasus-langkah')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('textbox', { name: 'Catatan' }).fill('Sudah ditelepon, keluarga setuju dirujuk.')
    await button('Simpan catatan').click()
    await page.getByText('Catatan ditambahkan.').waitFor()
    await page.getByRole('tab', { name: /Riwayat/ }).click()
    await page.getByText('Sudah ditelepon, keluarga setuju dirujuk.').waitFor()
    await look('kasus-riwayat')
  })

  it('is referred to an agency', async () => {
    const { page } = hosted
    await button('Buat rujukan').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Lembaga tujuan' }).click()
    await page.getByRole('option').first().click()
    await dialog.getByText(/Jawaban ditunggu sampai/).waitFor()
    await look('rujukan-baru')
    await dialog.getByRole('button', { name: 'Buat rujukan' }).click()
    await page.getByRole('tab', { name: 'Rujukan (1)' }).waitFor()
    await page.getByText('Dirujuk', { exact: true }).first().waitFor()
    await look('kasus-rujukan')
  })
})

describe('the letter', () => {
  it('is previewed while it is written and gets its number when it is printed', async () => {
    const { page } = hosted
    await button('Surat Rujukan').click()
    await page.getByRole('menuitem', { name: 'Surat Rujukan', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Surat Rujukan' }).waitFor()
    await page.locator('figure[data-drawn=true]').waitFor({ timeout: 60_000 })
    expect(await page.getByTestId('letter-number').textContent()).toContain('akan diberikan saat cetak')
    await page.getByRole('textbox', { name: 'Keterangan tambahan' }).fill('Mohon dilayani pada kesempatan pertama.')
    await page.getByText('Draf tersimpan').waitFor()
    await look('surat-draf')
    // A picture of white paper would pass a test of presence: the page must carry ink.
    const ink = await page.locator('figure canvas').evaluate((element) => {
      const canvas = element as HTMLCanvasElement
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      let dark = 0
      for (let at = 0; at < data.length; at += 4) if (data[at]! < 100 && data[at + 3]! > 0) dark += 1
      return dark / (data.length / 4)
    })
    expect(ink).toBeGreaterThan(0.005)
    await button('Cetak').click()
    const letter = await download(() => button('Cetak dan beri nomor').click())
    await button('Cetak ulang').waitFor()
    letterNumber = ((await page.getByTestId('letter-number').textContent()) ?? '').trim()
    expect(letterNumber).toMatch(/^400\.9\.14\.4\/001\/SLRT\/[IVX]+\/\d{4}$/)
    const { pages } = await readPdf(letter.bytes)
    const text = pages.map((one) => one.text).join('\n')
    expect(text).toContain(letterNumber)
    expect(text.toUpperCase()).toContain(client.toUpperCase())
    expect(text).toContain('Mohon dilayani pada kesempatan pertama.')
    expect(text).toContain('Drs. H. Contoh Kepala, M.Si.')
    expect(text).toMatch(/\d{16}/)
    expect(text).not.toContain('DRAF')
    await page.locator('figure[data-drawn=true]').waitFor()
    await look('surat-dicetak')
  })

  it('is printed again as the same bytes, logged as a copy, and stands in the book', async () => {
    const { page } = hosted
    const first = readFileSync(join(folder, (await download(() => button('Cetak ulang').click())).name))
    await page.getByText(/Salinan ke-\d+: /).waitFor()
    const again = await download(() => page.keyboard.press('Control+p'))
    expect(again.bytes.equals(first)).toBe(true)
    await menu('Surat')
    const book = page.getByRole('grid', { name: 'Buku surat' })
    await book.getByText(letterNumber).waitFor()
    await look('surat-buku')
  })

  it('gets its answer recorded on the referral', async () => {
    const { page } = hosted
    await menu('Rujukan')
    const grid = page.getByRole('grid', { name: 'Daftar rujukan' })
    await grid.getByText('Surat dicetak').waitFor()
    await look('rujukan-daftar')
    await grid.getByRole('row').nth(1).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Selesai ditangani lembaga' }).check()
    await dialog.getByRole('button', { name: 'Simpan jawaban' }).click()
    await dialog.getByText('Tulis jawaban lembaga dalam satu atau dua kalimat.').waitFor()
    await dialog.getByRole('textbox', { name: 'Jawaban atau keterangan lembaga' }).fill('Kepesertaan sudah aktif kembali.')
    await look('rujukan-jawaban')
    await dialog.getByRole('button', { name: 'Simpan jawaban' }).click()
    await grid.getByText('Selesai', { exact: true }).waitFor()
    // The dialog stays, for it puts the next step of the need before the clerk.
    await dialog.getByText(/^Usul langkah kebutuhan/).waitFor()
    await dialog.getByRole('button', { name: 'Tutup', exact: true }).last().click()
    await dialog.waitFor({ state: 'hidden' })
  })
})

describe('the report of the month', () => {
  it('shows the figures and hands them out as a workbook', async () => {
    const { page } = hosted
    await menu('Laporan')
    await page.getByRole('heading', { name: 'Per program' }).waitFor()
    await look('laporan')
    const cases = page.locator('dl > div', { hasText: 'Kasus dicatat' }).locator('dd')
    expect(await cases.textContent()).toBe('2')
    const file = await download(() => button('Simpan sebagai Excel').click())
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.readFile(file.path)
    const cells: string[] = []
    for (const sheet of workbook.worksheets)
      sheet.eachRow((row) => row.eachCell((cell) => void cells.push(String(cell.value ?? ''))))
    expect(cells).toContain(caseNumber)
    expect(cells.some((cell) => cell.toUpperCase() === client.toUpperCase())).toBe(true)
  })
})

describe('a batch for SIKS-NG', () => {
  const niks: string[] = []

  it('is composed by searching and ticking', async () => {
    const { page } = hosted
    await menu('Usulan')
    await button('Usulan baru').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Nama usulan' }).fill('Usulan PBI contoh')
    await look('usulan-baru')
    await dialog.getByRole('button', { name: 'Buat usulan' }).click()
    await page.getByRole('heading', { level: 1, name: 'Usulan PBI contoh' }).waitFor()
    await button('Tambah warga').first().click()
    const search = page.getByRole('dialog')
    // Whose case asks for it stands first; here others are looked for.
    await search.getByText('Cari warga', { exact: true }).first().click()
    await search.getByRole('textbox', { name: 'Cari warga' }).fill('52')
    await search.getByRole('textbox', { name: 'Cari warga' }).fill('5201')
    const found = search.getByRole('grid', { name: 'Hasil pencarian' })
    await found.getByRole('row').nth(3).waitFor()
    for (const row of [1, 2, 3]) await found.getByRole('row').nth(row).getByRole('checkbox').click()
    await look('usulan-tambah')
    await search.getByRole('button', { name: 'Tambahkan 3 warga' }).click()
    const list = page.getByRole('grid', { name: 'Warga dalam usulan ini' })
    await list.getByRole('row').nth(3).waitFor()
    await page.getByText(/^\d dari 3 warga siap$/).waitFor()
    await look('usulan')
  })

  it('says what holds it up; people are mended one by one or taken out', async () => {
    const { page } = hosted
    const list = page.getByRole('grid', { name: 'Warga dalam usulan ini' })
    // The village's file says nothing of the village: the batch may not leave like this.
    await page.getByText('Masih ada warga yang menghalangi ekspor.').waitFor()
    expect(await button('Ekspor berkas SIKS-NG').isDisabled()).toBe(true)
    for (const row of [1, 2]) {
      await list.getByRole('row').nth(row).click()
      await button('Ubah data').click()
      await page.getByRole('combobox', { name: 'Desa atau kelurahan' }).fill('Kekeri')
      await page.getByRole('option', { name: /Kekeri/ }).click()
      await page.keyboard.press('Control+s')
      await button('Ubah data').waitFor()
      await menu('Usulan')
      await page.getByRole('link', { name: /Usulan PBI contoh/ }).click()
      await list.getByRole('row').nth(3).waitFor()
    }
    await page.getByText('2 dari 3 warga siap').waitFor()
    await list.getByRole('row').nth(3).getByRole('checkbox').click()
    await button('Keluarkan 1 warga').click()
    await page.getByText('2 dari 2 warga siap').waitFor()
    await button('Kembalikan').click()
    await page.getByText('2 dari 3 warga siap').waitFor()
    await list.getByRole('row').nth(3).getByRole('checkbox').click()
    await button('Keluarkan 1 warga').click()
    await page.getByText('2 dari 2 warga siap').waitFor()
    await look('usulan-siap')
  })

  it('is exported once, with its proof', async () => {
    await button('Ekspor berkas SIKS-NG').click()
    await button('Ekspor 2 warga').click()
    await button('Simpan berkas Excel').waitFor({ timeout: 60_000 })
    const file = await download(() => button('Simpan berkas Excel').click())
    const manifest = await download(() => button('Simpan bukti ekspor').click())
    expect(JSON.parse(manifest.bytes.toString('utf8'))).toBeTypeOf('object')
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.readFile(file.path)
    workbook.worksheets[0]?.eachRow((row) =>
      row.eachCell((cell, column) => {
        if (/^\d{16}$/.test(cell.text) && isNikColumn(workbook.worksheets[0]!, column)) niks.push(cell.text)
      }),
    )
    expect(niks).toHaveLength(2)
    await look('usulan-diekspor')
  })

  it('reads the answer back onto each person', async () => {
    const { page } = hosted
    const answer = new exceljs.Workbook()
    const sheet = answer.addWorksheet('Hasil')
    sheet.addRow(['NO', 'NIK', 'NAMA LENGKAP', 'STATUS USULAN', 'KETERANGAN'])
    sheet.addRow([1, niks[0], '', 'DISETUJUI', ''])
    sheet.addRow([2, niks[1], '', 'DITOLAK', 'NIK tidak padan'])
    sheet.addRow([3, '9999999999999999', 'Orang Lain', 'DISETUJUI', ''])
    const path = join(folder, 'jawaban.xlsx')
    await answer.xlsx.writeFile(path)
    await page.locator('input[type=file]').setInputFiles(path)
    await page.getByText(/3 baris dibaca: 1 diterima, 1 ditolak/).waitFor({ timeout: 60_000 })
    await page.getByText('1 baris tidak cocok dengan siapa pun dalam usulan ini').waitFor()
    await page.getByText('NIK tidak padan').first().waitFor()
    await look('usulan-dijawab')
    await menu('Usulan')
    await page.getByText('2 warga · 1 diterima, 1 ditolak').waitFor()
    await look('usulan-papan')
  })
})

const isNikColumn = (sheet: exceljs.Worksheet, column: number): boolean => {
  let found = false
  sheet.getColumn(column).eachCell((cell) => {
    if (/nik/i.test(cell.text)) found = true
  })
  return found
}

describe('behind the screens', () => {
  it('left nothing to complain about in the console', () => {
    expect(hosted.complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([])
  })
})
