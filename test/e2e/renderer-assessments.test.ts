import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AssessmentDetail } from '../../src/shared/contract/assessments.ts'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'

let hosted: HostedPage
let person = 0

beforeAll(async () => {
  hosted = await openPracticePage()
  const made = await hosted.call<{ id: number }>('people.create', {
    name: 'Maemunah Contoh',
    nik: '5201014302940009',
    sex: 'P',
    birthDate: '1994-02-03',
    address: 'Jl. Kunjungan 7',
    phone: '081234567890',
  })
  person = made.id
})
afterAll(() => hosted.close())

/** Types into the box that has the focus and goes on by Enter. */
const type = async (...texts: string[]): Promise<void> => {
  for (const text of texts) {
    if (text !== '') await hosted.page.keyboard.type(text)
    const before = await hosted.page.evaluate(() => document.activeElement?.id)
    await hosted.page.keyboard.press('Enter')
    await hosted.page.waitForFunction((id) => document.activeElement?.id !== id, before)
  }
}
const focused = (): Promise<string | undefined> => hosted.page.evaluate(() => document.activeElement?.id)

describe('a home visit', () => {
  it('is typed by keyboard alone in the order of the paper, saved by itself, finished and seen at the person', async () => {
    const { page } = hosted
    await page.evaluate((id) => {
      window.location.hash = `#/warga/${id}`
    }, person)
    await page.getByRole('heading', { level: 1, name: 'Maemunah Contoh' }).waitFor()
    await page.getByRole('button', { name: 'Mulai isian' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Kunjungan rumah' }).waitFor()
    await hosted.picture('mulai')
    await page.getByRole('menuitem', { name: 'Kunjungan rumah' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Kunjungan rumah' }).waitFor()
    await page.locator('#q-0-tanggal').focus()
    await type('20/11/2026', 'Petugas Contoh', '', '')
    expect(await focused()).toBe('q-0-hasilKunjungan')
    // nobody at home: everything about the resident is skipped
    await type('3')
    expect(await focused()).toBe('q-0-kunjungUlang')
    await page.keyboard.press('Shift+Enter')
    await page.waitForFunction(() => document.activeElement?.id === 'q-0-hasilKunjungan')
    await type('1')
    // name and NIK came from the register, the NIK masked
    expect(await focused()).toBe('q-0-nama')
    expect(await page.locator('#q-0-nik').inputValue()).toBe('520101••••••0009')
    expect(await page.locator('#q-0-nama').inputValue()).toBe('Maemunah Contoh')
    await type('', '', '', '', '1', 'Buruh tani', '750000', '2')
    expect(await focused()).toBe('q-0-pendapatanRendah')
    await hosted.picture('mengetik')
    await type('1', '1', '1', '2', '2', '1', '2', '1')
    await type('2', '1', '1', '1', '2', '2', '1', '2')
    await type('2;6', 'Beras dari desa')
    await type('', 'Usulan PKH', '2', 'Fotokopi KK')
    expect(await focused()).toBe('q-0-rekomendasi')
    // a code that does not exist does not let go
    await page.keyboard.type('7')
    await page.keyboard.press('Enter')
    await page.getByText('Kode ini tidak ada. Pilih 1, 2, 3.').waitFor()
    expect(await focused()).toBe('q-0-rekomendasi')
    await page.keyboard.press('ControlOrMeta+A')
    await type('1', '', 'Lengkapi KK, lalu usulkan', 'Dinding kayu lapuk')
    await page.waitForFunction(() => document.activeElement?.hasAttribute('data-answer-end'))
    await page.getByText('Semua tersimpan').waitFor()
    await hosted.picture('terisi')
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Kunjungan rumah' }).waitFor()
    expect(await page.locator('#q-0-tindakLanjut').inputValue()).toBe('Lengkapi KK, lalu usulkan')
    await page.getByRole('button', { name: 'Selesai' }).press('Enter')
    await page.getByText('9 dari 16 tanda kerentanan').first().waitFor()
    await hosted.picture('selesai')
    const { items } = await hosted.call<{ items: { id: number }[] }>('assessments.list', { personId: person })
    const detail = await hosted.call<AssessmentDetail>('assessments.get', { id: items[0]?.id })
    expect(detail).toMatchObject({
      visitedOn: '2026-11-20',
      surveyor: 'Petugas Contoh',
      state: 'finished',
      result: '9 dari 16 tanda kerentanan',
      problems: [],
    })
    expect(detail.main).toMatchObject({
      tanggal: { value: '2026-11-20', from: 'field' },
      nama: { from: 'register' },
      pendapatan: { value: 750000 },
      bantuan: { value: ['2', '6'] },
    })
    expect(detail.main.kunjungUlang).toBeUndefined()
    await page.evaluate((id) => {
      window.location.hash = `#/warga/${id}`
    }, person)
    await page.getByText('9 dari 16 tanda kerentanan').waitFor()
    await page.evaluate(() => {
      window.location.hash = '#/isian'
    })
    await page.getByText('9 dari 16 tanda kerentanan').waitFor()
    await hosted.picture('daftar')
    // what changed in the register since stands beside what was heard
    const { id, version } = await hosted.call<{ id: number; version: number }>('assessments.reopen', {
      id: detail.id,
      version: detail.version,
      reason: 'Alamat pindah',
    })
    expect(version).toBe(detail.version + 1)
    await page.evaluate((set) => {
      window.location.hash = `#/isian/${set}`
    }, id)
    await page.locator('#q-0-pekerjaan').waitFor()
    await page.locator('#q-0-telepon').fill('089999')
    await page.locator('#q-0-telepon').press('Tab')
    await page.getByRole('button', { name: 'Ambil ulang dari data warga' }).click()
    const row = page.getByRole('dialog').getByRole('checkbox', { name: /204 Telepon/ })
    await row.waitFor()
    expect(await row.isChecked()).toBe(false)
    await hosted.picture('banding')
  })
})
