import { readFileSync } from 'node:fs'
import { decodeQR } from 'qr/decode.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'
import { residentLetterKind } from '../harness/letters.ts'
import { greyPng, pdfPictures } from '../harness/pdf-pictures.ts'

let hosted: HostedPage
let address: string
let letterId: number

beforeAll(async () => {
  hosted = await openPracticePage()
  address = hosted.page.url().split('#')[0] as string
  const body = residentLetterKind() as { blocks: unknown[] } & Record<string, unknown>
  await hosted.call('definitions.save', {
    kind: 'letter-template',
    key: 'aa-keterangan-uji',
    baseVersion: 0,
    body: {
      ...body,
      name: 'AA Keterangan Uji',
      blocks: body.blocks.toSpliced(-1, 0, { type: 'qr', text: 'Periksa di kantor kami.' }),
    },
  })
  const { items } = await hosted.call<{ items: { id: number }[] }>('people.list', { limit: 1 })
  const [signatory] = await hosted.call<{ id: number }[]>('office.signatories', {})
  const draft = await hosted.call<{ id: number }>('letters.draft', {
    caseId: null,
    personId: items[0]?.id ?? null,
    kind: 'aa-keterangan-uji',
    signatoryId: signatory?.id ?? 0,
    letterDate: day(),
    paper: 'A4',
    fields: { purpose: 'berobat' },
    copiesTo: [],
  })
  letterId = draft.id
}, 240_000)
afterAll(() => hosted.close())

const day = (): string => new Date().toISOString().slice(0, 10)
const button = (name: string | RegExp) => hosted.page.getByRole('button', { name, exact: typeof name === 'string' })
const verdict = async (reason: string): Promise<string> => {
  const heading = hosted.page.locator(`[data-testid="proof-verdict"][data-reason="${reason}"]`)
  await heading.waitFor()
  return (await heading.textContent()) ?? ''
}

describe('a letter that somebody brings', () => {
  it('is checked by a scanner that types, by ten characters, by its file and by a photo; keys are shown on their own page', async () => {
    const { page } = hosted
    await page.goto(`${address}#/surat/${letterId}`)
    await button('Cetak').click()
    const [download] = await Promise.all([page.waitForEvent('download'), button('Cetak dan beri nomor').click()])
    const pdf = readFileSync(await download.path())
    const [picture] = await pdfPictures(pdf, 2480, 1)
    if (picture === undefined) throw new Error('no page')
    const data = new Uint8Array(picture.pixels.length * 4)
    for (const [index, grey] of picture.pixels.entries()) data.set([grey, grey, grey, 255], index * 4)
    const payload = decodeQR({ width: picture.width, height: picture.height, data }, { timeLimit: 20_000 })
    expect(payload).toMatch(/^LATIHAN1:/)
    const { code } = await hosted.call<{ code: string }>('letters.get', { id: letterId })
    await page.getByText(code).waitFor()

    await page.getByRole('link', { name: 'Surat', exact: true }).click()
    await hosted.picture('surat-buku')
    await page.getByRole('link', { name: 'Periksa surat' }).click()
    await page.getByText('Belum ada yang diperiksa').waitFor()
    // A scanner is a keyboard: it types into the box that has the focus, and ends with Enter.
    await page.keyboard.insertText(payload)
    await page.keyboard.press('Enter')
    expect(await verdict('registered')).toBe('Asli, tetapi surat latihan')
    await page.getByText('Surat latihan: bukan surat resmi').waitFor()
    await hosted.picture('surat-asli', { fullPage: true })
    expect(await hosted.accessibility()).toEqual([])

    await page.keyboard.insertText(payload.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))
    await page.keyboard.press('Enter')
    expect(await verdict('damaged')).toBe('Diubah')
    await hosted.picture('surat-diubah', { fullPage: true })
    await page.keyboard.insertText(code.toLowerCase())
    await page.keyboard.press('Enter')
    expect(await verdict('registered')).toBe('Asli, tetapi surat latihan')
    await page.keyboard.insertText('S0000-00001')
    await page.keyboard.press('Enter')
    expect(await verdict('mistyped-code')).toBe('Tidak dikenal')

    const picker = page.locator('input[type=file]')
    await picker.setInputFiles({ name: 'surat.pdf', mimeType: 'application/pdf', buffer: pdf })
    expect(await verdict('same-file')).toBe('Asli, tetapi surat latihan')
    await picker.setInputFiles({
      name: 'surat-lain.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.concat([pdf, Buffer.from('\n')]),
    })
    expect(await verdict('other-file')).toBe('Tidak dapat diperiksa di sini')
    await picker.setInputFiles({ name: 'kosong.png', mimeType: 'image/png', buffer: Buffer.from('bukan gambar') })
    await page.getByText('Berkas ini bukan foto atau PDF').waitFor()
    await picker.setInputFiles({ name: 'foto.png', mimeType: 'image/png', buffer: greyPng(picture) })
    expect(await verdict('registered')).toBe('Asli, tetapi surat latihan')
    await page.getByText('Diperiksa: foto.png').waitFor()

    await button('Kode dan kunci').click()
    await page.getByText('dipakai sekarang').waitFor()
    await hosted.picture('kode-dan-kunci', { fullPage: true })
    expect(await hosted.accessibility()).toEqual([])
    const keys = page.waitForEvent('download')
    await button('Simpan berkas kunci publik').click()
    expect((await keys).suggestedFilename()).toMatch(/^LATIHAN-Kunci-publik-.*\.json$/)
    await page.locator('input[type=file]').setInputFiles(await (await keys).path())
    await page.getByText('Ini kunci kantor Anda sendiri').waitFor()
    expect(hosted.complaints).toEqual([])
  })
})
