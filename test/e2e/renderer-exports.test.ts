import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import exceljs from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'

let hosted: HostedPage
beforeAll(async () => {
  hosted = await openPracticePage()
})
afterAll(async () => {
  await hosted.close()
})

const open = async (screen: string): Promise<void> => {
  const { page } = hosted
  await page.getByRole('link', { name: screen, exact: true }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('button', { name: 'Ekspor', exact: true }).click()
  await page
    .getByRole('dialog')
    .getByText(/saringan di layar/)
    .waitFor()
}
/** Presses the button that makes the file; the browser saves it by itself. */
const made = async (): Promise<{ name: string; path: string }> => {
  const { page } = hosted
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Buat berkas' }).click()
  const file = await download
  return { name: file.suggestedFilename(), path: await file.path() }
}

describe('exporting a list', () => {
  it('makes a workbook of all people, masked, without leaving the screen', async () => {
    const { page } = hosted
    await open('Warga')
    expect(await hosted.accessibility()).toEqual([])
    await hosted.picture('ekspor-1')
    const { name, path } = await made()
    expect(name).toMatch(/^LATIHAN-Warga-\d{4}-\d{2}-\d{2}\.xlsx$/)
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.readFile(path)
    const sheet = workbook.worksheets[0] as exceljs.Worksheet
    expect(sheet.rowCount).toBeGreaterThan(100)
    expect(String(sheet.getRow(3).getCell(2).value)).toMatch(/^\d{6}•{6}\d{4}$/)
    await page
      .getByRole('dialog')
      .getByText(/^Selesai, \d+ baris/)
      .waitFor()
    await page.getByRole('button', { name: /^Unduh LATIHAN-Warga/ }).waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await hosted.picture('ekspor-2')
  })

  it('makes a CSV of families with full numbers after a warning', async () => {
    const { page } = hosted
    await page.getByRole('button', { name: 'Ekspor lagi' }).click()
    await page.getByRole('dialog').getByText('Keluarga', { exact: true }).click()
    await page.getByRole('dialog').getByText('CSV (.csv)', { exact: true }).click()
    await page.getByRole('dialog').getByText('Lengkap', { exact: true }).click()
    await page
      .getByRole('note')
      .getByText(/jejak audit/)
      .waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await hosted.picture('ekspor-3')
    const { name, path } = await made()
    expect(name).toMatch(/^LATIHAN-Keluarga-.*\.csv$/)
    const [mark, headings, ...rows] = parse(readFileSync(path), {
      bom: true,
      delimiter: ';',
      relax_column_count: true,
    }) as string[][]
    expect(mark?.[0]).toContain('LATIHAN')
    expect(headings?.[0]).toBe('No. KK')
    expect(rows.length).toBeGreaterThan(50)
    expect(rows[0]?.[0]).toMatch(/^'\d{16}$/)
    await page.getByRole('dialog').getByRole('button', { name: 'Tutup' }).last().click()
  })

  it.each([
    ['Kasus', /^LATIHAN-Kasus-/],
    ['Rujukan', /^LATIHAN-Rujukan-/],
    ['Surat', /^LATIHAN-Buku-surat-/],
  ])('is offered on the screen %s too', async (screen, name) => {
    const { page } = hosted
    await open(screen)
    expect((await made()).name).toMatch(name)
    await hosted.picture(`ekspor-${screen}`)
    await page.getByRole('dialog').getByRole('button', { name: 'Tutup' }).last().click()
  })

  it('complains nowhere', () => {
    expect(hosted.complaints).toEqual([])
  })
})
