import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'

let hosted: HostedPage
beforeAll(async () => {
  hosted = await openPracticePage()
})
afterAll(async () => {
  await hosted.close()
})

describe('the directory', () => {
  it('takes everything about an agency on the screen; a form that was left goes on from Beranda', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Direktori', exact: true }).click()
    await page.getByRole('button', { name: 'Tambah lembaga' }).click()
    const dialog = page.getByRole('dialog', { name: 'Tambah lembaga' })
    await dialog.getByLabel('Nama lembaga').fill('Rumah Singgah Contoh')
    await dialog.getByLabel('Kepada Yth. (jabatan pimpinan)').fill('Ketua Rumah Singgah Contoh')
    await hosted.picture('direktori-lembaga')
    expect(await hosted.accessibility()).toEqual([])
    await dialog.getByRole('tab', { name: /^Layanan dan berkas/ }).click()
    await dialog.getByRole('button', { name: 'Tambah layanan' }).click()
    await page.keyboard.type('Penampungan sementara')
    expect(await dialog.getByLabel('Nama layanan').inputValue()).toBe('Penampungan sementara')
    await dialog.getByLabel('Berkas yang diminta (satu per baris)').fill('KTP\nSurat pengantar')
    await hosted.picture('direktori-layanan')
    await dialog.getByRole('tab', { name: /^Kontak/ }).click()
    await dialog.getByRole('button', { name: 'Tambah kontak' }).click()
    await dialog.getByLabel('Nama kontak').fill('Ibu Contoh')
    await dialog.getByLabel('Telepon', { exact: true }).last().fill('081200000000')
    await hosted.picture('direktori-kontak')
    await dialog.getByRole('tab', { name: /^Jam layanan/ }).click()
    await dialog.getByRole('button', { name: 'Tambah jam layanan' }).click()
    await dialog.getByText('Sabtu', { exact: true }).click()
    expect(await dialog.getByRole('checkbox', { name: 'Sabtu' }).isChecked()).toBe(true)
    await dialog.getByRole('textbox', { name: 'Tutup' }).fill('13.30')
    await hosted.picture('direktori-jam')
    expect(await hosted.accessibility()).toEqual([])
    // the draft reaches the database a second after the last key
    await page.waitForTimeout(1500)
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Beranda', exact: true }).click()
    await page.getByRole('button', { name: 'Lanjutkan: Lembaga baru' }).click()
    await dialog.getByText('Isian Anda yang belum disimpan sudah dikembalikan.').waitFor()
    await dialog.getByRole('tab', { name: /^Tempat dan wilayah/ }).click()
    await dialog.getByRole('combobox', { name: 'Wilayah layanan' }).fill('Batu Layar')
    await page
      .getByRole('option', { name: /^Batu Layar/ })
      .first()
      .click()
    await dialog.getByRole('button', { name: /^Lepas wilayah/ }).waitFor()
    await dialog.getByRole('button', { name: 'Tambah tempat layanan' }).click()
    await hosted.picture('direktori-tempat')
    // an empty place is refused, and the form goes to its tab
    await dialog.getByRole('tab', { name: 'Lembaga', exact: true }).click()
    await dialog.getByRole('button', { name: 'Simpan lembaga' }).click()
    await dialog.getByText('Isi nama atau alamat tempat, atau hapus barisnya.').waitFor()
    await dialog.getByLabel('Nama tempat').fill('Cabang Gerung')
    await dialog.getByRole('button', { name: 'Simpan lembaga' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByLabel('Cari kebutuhan, layanan, berkas atau nama lembaga').fill('penampungan')
    const card = page.getByRole('region', { name: 'Rumah Singgah Contoh' })
    await card.getByText('Cabang Gerung').waitFor()
    const text = await card.textContent()
    for (const words of ['KTP, Surat pengantar', 'Ibu Contoh, 081200000000', 'Sabtu', '08:00–13:30', 'Batu Layar'])
      expect(text).toContain(words)
    await hosted.picture('direktori-kartu')
    expect(await hosted.accessibility()).toEqual([])
  })
})

describe('a household', () => {
  it('has a page with its families, who lives there and what holds of them', async () => {
    const { page } = hosted
    const person = (name: string, kkNumber: string, more: object = {}) =>
      hosted.call<{ id: number }>('people.create', { name, nik: null, kkNumber, relation: 'Kepala Keluarga', sex: 'L', ...more })
    const elder = await person('Zulhadi Contohan', '5201140107100071', { birthDate: '1950-05-01' })
    const younger = await person('Zulkarnain Contohan', '5201140107100072', { birthDate: '1980-05-01' })
    const familyOf = async ({ id }: { id: number }) => {
      const { memberships } = await hosted.call<{ memberships: { familyId: number }[] }>('people.get', { id })
      return hosted.call<{ id: number; version: number }>('families.get', { id: memberships[0]?.familyId })
    }
    const [one, other] = [await familyOf(elder), await familyOf(younger)]
    const today = new Date().toISOString().slice(0, 10)
    await hosted.call('personFacts.add', {
      personId: elder.id,
      fact: { kind: 'disability', type: 'Disabilitas fisik', asOf: '2026-01-05', source: 'typed' },
    })
    const now = await hosted.call<{ version: number }>('families.get', { id: one.id })
    await hosted.call('families.linkHousehold', {
      familyId: one.id,
      version: now.version,
      to: { by: 'family', familyId: other.id },
      on: today,
    })
    await page.goto(`${page.url().split('#')[0]}#/keluarga/${one.id}`)
    await page.getByRole('link', { name: 'Buka rumah tangga' }).click()
    await page.getByRole('heading', { level: 1, name: /^Rumah tangga Zul/ }).waitFor()
    await page.getByRole('table', { name: 'Keluarga Zulkarnain Contohan' }).getByText('Zulkarnain Contohan').waitFor()
    await page.getByText('Zulhadi Contohan: Disabilitas fisik').waitFor()
    await hosted.picture('rumah-tangga')
    expect(await hosted.accessibility()).toEqual([])
    await page.getByRole('link', { name: 'Buka keluarga Zulkarnain Contohan' }).click()
    await page.getByRole('heading', { level: 1, name: 'Keluarga Zulkarnain Contohan' }).waitFor()
    expect(hosted.complaints).toEqual([])
  })
})
