import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pdfsIn } from '../../src/main/core/signing/signed-uploads.ts'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'
import { residentLetterKind } from '../harness/letters.ts'
import { revise, signPdf } from '../harness/signed-pdf.ts'

let hosted: HostedPage
const folder = mkdtempSync(join(tmpdir(), 'loket-signing-'))

beforeAll(async () => {
  hosted = await openPracticePage()
  const kind = 'aa-keterangan-uji'
  await hosted.call('definitions.save', {
    kind: 'letter-template',
    key: kind,
    baseVersion: 0,
    body: { ...(residentLetterKind() as Record<string, unknown>), name: 'AA Keterangan Uji' },
  })
  const { items } = await hosted.call<{ items: { id: number }[] }>('people.list', { limit: 4 })
  const [signer] = await hosted.call<{ id: number }[]>('office.signatories', {})
  for (const [index, { id }] of items.entries())
    await hosted.call('letters.draft', {
      caseId: null,
      personId: id,
      kind,
      signatoryId: signer?.id,
      letterDate: new Date().toISOString().slice(0, 10),
      paper: 'A4',
      fields: { purpose: `beasiswa ${index + 1}` },
      copiesTo: [],
    })
}, 240_000)
afterAll(async () => {
  await hosted.close()
  rmSync(folder, { recursive: true })
})

const button = (name: string | RegExp) => hosted.page.getByRole('button', { name })

describe('the signing map', () => {
  it('is gathered, ordered, initialled, exported and taken back; an altered letter is refused on screen', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Surat', exact: true }).click()
    await page.getByRole('link', { name: 'Map tanda tangan' }).click()
    await page.getByText('4 draf').waitFor()
    await hosted.picture('map-daftar')
    // By keyboard: into the first signer's letters.
    await page.getByRole('grid', { name: 'Menunggu tanda tangan' }).getByRole('row').nth(1).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Nama map').fill('Map pagi')
    await dialog.getByLabel('Pilih semua baris yang tampil').check()
    await hosted.picture('map-susun')
    await dialog.getByRole('button', { name: 'Susun map dengan 4 surat' }).click()
    await page.getByRole('heading', { name: 'Map pagi' }).waitFor()
    await page.locator('[data-drawn="true"]').first().waitFor()
    await hosted.picture('map-disusun')
    await button('Turunkan urutan').click()
    await button('Catatan').click()
    await page.getByLabel('Catatan untuk surat ini').fill('mohon didahulukan')
    await button('Simpan catatan').click()
    await page.getByText('Catatan disimpan.').waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await button('Ajukan untuk diparaf').click()
    await page.getByText('Menunggu paraf').first().waitFor()

    await page.keyboard.press('Alt+ArrowDown')
    await button('Keluarkan').click()
    await dialog.getByLabel('Alasan').fill('alamat belum sesuai KK')
    await hosted.picture('map-keluarkan')
    await dialog.getByRole('button', { name: 'Keluarkan' }).click()
    await button('Paraf 3 surat').click()
    await dialog.getByRole('button', { name: 'Paraf 3 surat' }).click()
    await page.getByText('Siap dicetak').first().waitFor()
    await hosted.picture('map-diparaf')

    await button('Lainnya').click()
    await page.getByRole('menuitem', { name: 'Ekspor untuk tanda tangan elektronik' }).click()
    const download = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Ekspor untuk tanda tangan elektronik' }).click()
    const zip = join(folder, 'map.zip')
    await (await download).saveAs(zip)
    await page.getByText('Menunggu tanda tangan').first().waitFor()
    const { files } = await pdfsIn({ name: 'map.zip', bytes: readFileSync(zip) })
    expect(files).toHaveLength(3)
    await hosted.picture('map-diekspor')

    const paths = files.map(({ bytes }, index) => {
      const path = join(folder, `hasil-${index + 1}.pdf`)
      const altered = revise(bytes, { content: (drawing) => drawing.replace(/\[<[0-9a-f]+>.*?\] TJ/, '[<00010002>] TJ') })
      writeFileSync(path, index === 2 ? revise(altered, { signature: {} }) : signPdf(bytes))
      return path
    })
    await button('Terima berkas bertanda tangan').click()
    await dialog.locator('input[type=file]').setInputFiles(paths)
    await dialog.getByText('2 dari 3 berkas diterima').waitFor({ timeout: 60_000 })
    await dialog.getByText('Isinya berubah').waitFor()
    await hosted.picture('map-diterima')
    expect(await hosted.accessibility()).toEqual([])
    await dialog.getByRole('button', { name: 'Tutup' }).last().click()
    await page.getByText('Ditandatangani').first().waitFor()
    await hosted.picture('map-setelah-terima')
    await page.getByRole('link', { name: 'Buka surat' }).click()
    await page
      .getByText('Berkas bertanda tangan elektronik diterima')
      .or(page.getByText('alamat belum sesuai KK'))
      .first()
      .waitFor()
    await page.locator('[data-drawn="true"]').first().waitFor()
    await hosted.picture('surat-bertanda-tangan')
    expect(hosted.complaints).toEqual([])
  }, 240_000)

  it('follows whoever acts for the post: entered in settings, refused with words where periods meet', async () => {
    const { page } = hosted
    await page.goto(`${page.url().split('#')[0]}#/pengaturan?tab=penanda-tangan`)
    await button('Tambah Plt. atau Plh.').click()
    const dialog = page.getByRole('dialog')
    const fill = async (from: string, to: string): Promise<void> => {
      const post = dialog.getByRole('combobox', { name: 'Jabatan yang diisi' })
      if ((await post.inputValue()) === '') {
        await post.click()
        await page.getByRole('option').first().click()
      }
      await dialog.getByLabel('Nama lengkap dengan gelar').fill('Pengganti Contoh, S.H.')
      await dialog.getByLabel('Nomor surat perintah atau SK').fill('800/1234/2026')
      await dialog.getByLabel('Mulai tanggal').fill(from)
      await dialog.getByLabel('Sampai tanggal').fill(to)
      await page.keyboard.press('Tab')
    }
    await fill('01/01/2030', '31/01/2030')
    await hosted.picture('plt-isian')
    await dialog.getByRole('button', { name: 'Simpan' }).click()
    await page.getByText('Plt. atau Plh. disimpan').waitFor()
    await button('Tambah Plt. atau Plh.').click()
    await fill('15/01/2030', '20/02/2030')
    await dialog.getByRole('button', { name: 'Simpan' }).click()
    await dialog.getByText('Masa ini bertumpuk dengan Plh. Pengganti Contoh, S.H.').first().waitFor()
    await hosted.picture('plt-bertumpuk')
    await dialog.getByRole('button', { name: 'Batal' }).click()
    await hosted.picture('plt-daftar')
    expect(await hosted.accessibility()).toEqual([])
  }, 120_000)
})
