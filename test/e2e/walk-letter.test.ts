import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { letterProofTexts as words } from '../../src/renderer/texts/letter-proofs.ts'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'
import { type FakePrinter, fakePrinter } from '../harness/fake-printer.ts'
import { readPdf } from '../harness/pdf.ts'
import { stopAtFirstFailure } from '../harness/walk-order.ts'

// One letter from its kind to the hand of whoever fetches it, at a desk whose printer is a print service of our own.
let hosted: HostedPage
let printer: FakePrinter
let address: string
let personId: number
let letterId: number
let number: string
let spoiltId: number

stopAtFirstFailure()
beforeAll(async () => {
  printer = fakePrinter()
  printer.use()
  hosted = await openPracticePage()
  address = hosted.page.url().split('#')[0] as string
  const person = await hosted.call<{ id: number }>('people.create', { nik: null, name: 'Zubaidah Contohan', phone: '0812' })
  personId = person.id
})
afterAll(async () => {
  await hosted.close()
  printer.close()
})

const go = (path: string): Promise<unknown> => hosted.page.goto(`${address}#${path}`)
const drawn = async (): Promise<void> => {
  await hosted.page.locator('figure[data-drawn="true"] canvas').first().waitFor()
}
const letter = () =>
  hosted.call<{ sha256: string; copies: number; state: string; handedTo: string; handedRelation: string }>('letters.get', {
    id: letterId,
  })
const papers = (count: number) => expect.poll(() => printer.papers().length, { timeout: 20_000 }).toBe(count)
const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const fields = {
  recipient: 'Direktur RSUD Contoh',
  city: 'Gerung',
  service: 'keringanan biaya',
  reasons: 'Keluarga tidak mampu.',
}
/** Another printed letter about the same resident, made without clicks. */
const another = async (): Promise<{ id: number; number: string }> => {
  const [signatory] = await hosted.call<{ id: number }[]>('office.signatories', {})
  const draft = await hosted.call<{ id: number; version: number }>('letters.draft', {
    caseId: null,
    personId,
    kind: 'surat-rekomendasi',
    signatoryId: signatory?.id,
    letterDate: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
    paper: 'F4',
    fields,
    copiesTo: [],
  })
  await hosted.call('letters.print', draft)
  for (;;) {
    const made = await hosted.call<{ number: string | null }>('letters.get', { id: draft.id })
    if (made.number !== null) return { id: draft.id, number: made.number }
    await hosted.page.waitForTimeout(100)
  }
}

describe('a letter', () => {
  it('follows a change of its kind, is looked at, printed on the desk’s printer, and once more as a copy', async () => {
    const { page } = hosted
    await go('/surat/jenis/surat-rekomendasi')
    await page.getByRole('heading', { level: 1, name: 'Surat Rekomendasi' }).waitFor()
    await drawn()
    await page.getByRole('button', { name: 'Tambah bagian' }).click()
    await page.getByRole('menuitem', { name: 'Paragraf' }).click()
    await page.getByRole('textbox', { name: 'Teks' }).fill('Kalimat baru dari kantor ini untuk {{person.name}}.')
    await page.getByRole('button', { name: 'Simpan versi baru' }).click()
    await page.getByText('versi 2', { exact: true }).waitFor()
    await go(`/warga/${personId}`)
    await page.getByRole('button', { name: 'Surat baru' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Jenis surat' }).click()
    await page.getByRole('option', { name: 'Surat Rekomendasi' }).click()
    await dialog.getByRole('button', { name: 'Susun surat' }).click()
    await page.getByRole('heading', { level: 1, name: 'Surat Rekomendasi' }).waitFor()
    letterId = Number(page.url().split('/').at(-1))
    await page.getByLabel('Ditujukan kepada').fill(fields.recipient)
    await page.getByLabel('Kota tujuan').fill(fields.city)
    await page.getByLabel('Layanan yang direkomendasikan').fill(fields.service)
    await page.getByLabel('Pertimbangan, satu per baris').fill(fields.reasons)
    await page.getByRole('radio', { name: 'Dimintakan orang lain' }).click()
    await page.getByLabel('Nama pemohon').fill('Ibu Contohan')
    await page.getByLabel('Hubungan dengan warga').fill('Orang tua')
    await page.getByText('Draf tersimpan').waitFor()
    await page.getByRole('button', { name: 'Pilih pencetak' }).click()
    const choosing = page.getByRole('dialog')
    await choosing.getByRole('combobox', { name: 'Pencetak' }).click()
    await page.getByRole('option', { name: 'Loket' }).click()
    await choosing.getByRole('combobox', { name: 'Baki' }).click()
    await page.getByRole('option', { name: 'Tray2' }).click()
    await hosted.picture('surat-pilih-pencetak')
    expect(await hosted.accessibility()).toEqual([])
    await choosing.getByRole('button', { name: 'Pilih pencetak' }).click()
    await page.getByText('Dicetak langsung di Loket · Tray2').waitFor()
    await drawn()
    await hosted.picture('surat-sebelum-cetak')
    await page.getByRole('button', { name: 'Cetak', exact: true }).click()
    await page.getByRole('button', { name: 'Cetak dan beri nomor' }).click()
    await page.getByText('Sudah dicetak').waitFor()
    number = (await page.getByTestId('letter-number').textContent()) ?? ''
    const { sha256 } = await letter()
    const [first] = printer.papers()
    expect(hash(first?.bytes ?? Buffer.alloc(0))).toBe(sha256)
    expect(first?.asked).toContain('InputSlot=Tray2')
    const text = (await readPdf(first?.bytes ?? Buffer.alloc(0))).pages.map((one) => one.text).join('\n')
    expect(text).toContain('Kalimat baru dari kantor ini untuk Zubaidah Contohan.')
    expect(text).toContain(number)
    await page.getByRole('button', { name: 'Cetak ulang' }).click()
    await page.getByText(/^Salinan ke-1:/).waitFor()
    await papers(2)
    expect(hash(printer.papers()[1]?.bytes ?? Buffer.alloc(0))).toBe(sha256)
    await drawn()
    await hosted.picture('surat-sudah-dicetak')
    expect(await hosted.accessibility()).toEqual([])
  })

  it('stays safe when the printer jams: what is wrong is said, and the next try prints it', async () => {
    const { page } = hosted
    printer.be('jammed')
    await page.getByRole('button', { name: 'Cetak ulang' }).click()
    await page
      .getByRole('alert')
      .getByText(/Pencetak Loket macet kertas/)
      .waitFor()
    await hosted.picture('surat-pencetak-macet')
    expect(await hosted.accessibility()).toEqual([])
    expect(printer.papers()).toHaveLength(2)
    printer.be('ready')
    await page.getByRole('button', { name: 'Coba lagi' }).click()
    await papers(3)
    await page.getByRole('button', { name: 'Coba lagi' }).waitFor({ state: 'hidden' })
    // Tried again is the same copy, not one more.
    expect((await letter()).copies).toBe(2)
  })

  it('is signed, stamped by a scan and handed over; the sheet to sign names who received it', async () => {
    const { page } = hosted
    const spoilt = await another()
    spoiltId = spoilt.id
    await page.getByRole('button', { name: 'Catat ditandatangani' }).click()
    await page.getByRole('button', { name: 'Catat dicap' }).waitFor()
    await go('/surat/penyerahan')
    await page.getByText(number).waitFor()
    await hosted.picture('surat-belum-diambil')
    expect(await hosted.accessibility()).toEqual([])
    await page.getByText('Pindai', { exact: true }).click()
    await page.getByText('Dicap', { exact: true }).click()
    const box = page.getByLabel('Kode atau nomor surat')
    await box.fill(number)
    await box.press('Enter')
    await page.getByTestId('scan-answer').getByText('Tercatat', { exact: true }).waitFor()
    await page.getByText('Diserahkan', { exact: true }).click()
    // A scanner that reads twice, and a code that is none of ours.
    for (const code of [number, number, 'BUKAN-KODE']) {
      await box.fill(code)
      await box.press('Enter')
    }
    await page.getByTestId('scan-answer').getByText('Tidak dikenal').waitFor()
    await page.getByText('2 tercatat, 2 tidak').waitFor()
    await hosted.picture('surat-pindai')
    expect(await hosted.accessibility()).toEqual([])
    expect(await letter()).toMatchObject({ handedTo: 'Ibu Contohan', handedRelation: 'Orang tua' })
    await page.getByText('Lembar harian', { exact: true }).click()
    const [sheet] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Buat PDF' }).click()])
    const text = (await readPdf(readFileSync(await sheet.path()))).pages.map((one) => one.text).join('\n')
    expect(text).toContain(number)
    expect(text).not.toContain(spoilt.number)
    await hosted.picture('surat-lembar-harian')
    expect(await hosted.accessibility()).toEqual([])
    await go(`/surat/${spoilt.id}`)
    await page.getByRole('button', { name: 'Batalkan surat' }).click()
    await page.getByRole('dialog').getByLabel('Alasan').fill('Salah alamat tujuan')
    await page.getByRole('dialog').getByRole('button', { name: 'Batalkan surat' }).click()
    await page.getByText('Surat ini dibatalkan. Nomornya tidak dipakai lagi.').waitFor()
    await page.getByText(/Salah alamat tujuan/).waitFor()
    await drawn()
    await hosted.picture('surat-dibatalkan')
  })

  it('shows its whole way, and a hand-over that was wrong is taken back with a reason', async () => {
    const { page } = hosted
    await go(`/surat/${letterId}`)
    const way = page.getByRole('region', { name: 'Perjalanan surat' })
    await way.getByText(/Diserahkan kepada Ibu Contohan \(Orang tua\)/).waitFor()
    await drawn()
    await hosted.picture('surat-perjalanan')
    expect(await hosted.accessibility()).toEqual([])
    await way.getByRole('button', { name: 'Tarik catatan ini' }).click()
    await page.getByRole('dialog').getByLabel('Alasan').fill('Diberikan kepada orang yang salah')
    await page.getByRole('dialog').getByRole('button', { name: 'Tarik catatan' }).click()
    await way.getByText('Penyerahan ditarik kembali').waitFor()
    await page.getByRole('button', { name: 'Serahkan surat' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByLabel('Diterima oleh').inputValue()).toBe('Ibu Contohan')
    await dialog.getByLabel('Diterima oleh').fill('Zubaidah Contohan')
    await dialog.getByLabel('Hubungan dengan warga').fill('')
    await dialog.getByLabel('Hubungan dengan warga').press('Tab')
    await dialog.getByRole('button', { name: 'Serahkan surat' }).click()
    await way.getByText(/Diserahkan kepada Zubaidah Contohan/).waitFor()
    expect(hosted.complaints).toEqual([])
  })

  it('proves itself by the characters printed on it; the cancelled one is told as such', async () => {
    const { page } = hosted
    const check = async (code: string, verdict: string): Promise<void> => {
      await page.getByLabel(words.box).fill(code)
      await page.keyboard.press('Enter')
      await page.getByTestId('proof-verdict').getByText(verdict).waitFor()
    }
    const { code } = await hosted.call<{ code: string }>('letters.get', { id: letterId })
    const text = (await readPdf(printer.papers()[0]?.bytes ?? Buffer.alloc(0))).pages.map((one) => one.text).join('\n')
    expect(text).toContain(code)
    await go('/surat/periksa')
    await check(code, words.genuineBut.practice)
    await hosted.picture('surat-diperiksa')
    await check((await hosted.call<{ code: string }>('letters.get', { id: spoiltId })).code, words.genuineBut.cancelled)
    expect(hosted.complaints).toEqual([])
  })

  it('the printers of this machine stand in Pengaturan, with offset and test page', async () => {
    const { page } = hosted
    await go('/pengaturan?tab=cetak')
    await page.getByRole('cell', { name: /Gudang/ }).waitFor()
    await page.getByLabel('Geseran (mm) Ke kanan Loket').fill('1,5')
    await page
      .getByRole('row', { name: /^Loket/ })
      .getByRole('button', { name: 'Simpan' })
      .click()
    await page.getByText(/Geseran disimpan/).waitFor()
    const before = printer.papers().length
    await page
      .getByRole('row', { name: /^Loket/ })
      .getByRole('button', { name: 'Cetak halaman uji' })
      .click()
    await papers(before + 1)
    await page.getByText('Halaman uji dikirim ke pencetak.').waitFor()
    const { pages } = await readPdf(printer.papers().at(-1)?.bytes ?? Buffer.alloc(0))
    expect(pages[0]?.text).toContain('kanan 1,5 mm')
    await hosted.picture('pengaturan-cetak', { fullPage: true })
    expect(await hosted.accessibility()).toEqual([])
    expect(hosted.complaints).toEqual([])
  })
})
