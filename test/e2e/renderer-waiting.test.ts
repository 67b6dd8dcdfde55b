import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'

let hosted: HostedPage
const people: Record<string, number> = {}
const cases: Record<string, number> = {}

const goTo = (path: string): Promise<unknown> => hosted.page.goto(`${new URL(hosted.page.url()).origin}/#${path}`)

/** Registers a need with all its papers and takes it to the waiting list. */
const wait = async (name: string): Promise<void> => {
  const { id: clientId } = await hosted.call<{ id: number }>('people.create', { nik: null, name, sex: 'P' })
  people[name] = clientId
  const programmes = await hosted.call<{ key: string; requirements: { key: string }[] }[]>('programmes.list', {})
  const papers = programmes.find(({ key }) => key === 'rutilahu')?.requirements.map(({ key }) => ({ key, state: 'have' })) ?? []
  const { id } = await hosted.call<{ id: number }>('cases.create', {
    clientId,
    reporter: { kind: 'self' },
    summary: 'Rumah bocor',
    needs: [{ programmeKey: 'rutilahu', category: 'kebutuhan', papers }],
  })
  cases[name] = id
  for (const to of ['verification', 'waiting-decision', 'waiting-turn']) {
    const { needs } = await hosted.call<{ needs: { id: number; version: number }[] }>('cases.get', { id })
    await hosted.call('cases.moveNeed', { needId: needs[0]?.id, version: needs[0]?.version, to, note: 'kuota habis' })
  }
}

beforeAll(async () => {
  hosted = await openPracticePage()
  for (const name of ['Pertama Contohan', 'Kedua Contohan', 'Ketiga Contohan']) await wait(name)
})
afterAll(async () => {
  await hosted.close()
})

describe('the waiting list', () => {
  it('proposes the next family for a freed place, and one click moves its need on', async () => {
    const { page } = hosted
    await page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link', { name: 'Daftar tunggu' }).click()
    const grid = page.getByRole('grid', { name: 'Daftar tunggu program' })
    await grid.getByRole('row').filter({ hasText: 'Ketiga Contohan' }).waitFor()
    await hosted.picture('daftar-tunggu-semua')
    await page
      .getByRole('navigation', { name: 'Program' })
      .getByRole('button', { name: /layak huni|Rutilahu/i })
      .click()
    // The most urgent one goes to the front, with a reason.
    await grid.getByRole('row').filter({ hasText: 'Ketiga Contohan' }).dblclick()
    const entry = page.getByRole('dialog', { name: 'Ketiga Contohan' })
    await entry.getByRole('radio', { name: 'Mendesak' }).check()
    await entry.getByLabel('Alasan').fill('rumah roboh')
    await hosted.picture('daftar-tunggu-keluarga')
    await entry.getByRole('button', { name: 'Simpan prioritas' }).click()
    await page.getByText('Prioritas diubah.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Catat tempat kosong' }).click()
    const dialog = page.getByRole('dialog', { name: /Tempat kosong/ })
    await dialog.getByLabel('Sebabnya').fill('kuota bertambah')
    await hosted.picture('daftar-tunggu-tempat')
    await dialog.getByRole('button', { name: 'Catat dan usulkan' }).click()
    await page.getByText('Mendapat giliran: Ketiga Contohan.').waitFor()
    const turns = page.getByRole('region', { name: 'Mendapat giliran' })
    await turns.getByText('Ketiga Contohan').waitFor()
    await hosted.picture('daftar-tunggu-giliran')
    expect(await hosted.accessibility()).toEqual([])
    await turns.getByRole('button', { name: 'Sudah menerima: Ketiga Contohan' }).click()
    await page.getByText('Ketiga Contohan menerima program; kebutuhannya selesai.').waitFor()
    await turns.waitFor({ state: 'detached' })
    const done = await hosted.call<{ state: string; needs: { state: string }[] }>('cases.get', { id: cases['Ketiga Contohan'] })
    expect(done).toMatchObject({ state: 'closed', needs: [{ state: 'solved' }] })
  })

  it('passes a family that cannot come, and leaves as PDF and Excel', async () => {
    const { page } = hosted
    await page.getByRole('button', { name: 'Catat tempat kosong' }).click()
    await page.getByRole('dialog').getByLabel('Sebabnya').fill('penerima pindah')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Lewati: Pertama Contohan' }).click()
    const dialog = page.getByRole('dialog', { name: 'Lewati Pertama Contohan' })
    await dialog.getByLabel('Alasan').fill('di luar daerah')
    await hosted.picture('daftar-tunggu-lewati')
    await dialog.getByRole('button', { name: 'Lewati', exact: true }).click()
    await page.getByText('Giliran berikutnya: Kedua Contohan.').waitFor()
    const paper = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Cetak PDF' }).click()
    expect((await paper).suggestedFilename()).toMatch(/^Daftar-tunggu-.*\.pdf$/)
    await page.getByRole('button', { name: 'Ekspor', exact: true }).click()
    const sheet = page.waitForEvent('download')
    await page.getByRole('dialog', { name: 'Ekspor daftar tunggu' }).getByRole('button', { name: 'Buat berkas' }).click()
    expect((await sheet).suggestedFilename()).toMatch(/Daftar-tunggu-.*\.xlsx$/)
  })

  it('is one click away from a need that waits', async () => {
    const { page } = hosted
    await goTo(`/kasus/${cases['Pertama Contohan']}`)
    await page.getByRole('link', { name: 'Lihat daftar tunggu' }).click()
    await page.getByRole('heading', { name: 'Daftar tunggu' }).waitFor()
    await page.getByRole('row').filter({ hasText: 'Pertama Contohan' }).waitFor()
    expect(hosted.complaints).toEqual([])
  })
})

describe('one more need in a case', () => {
  it('is added with papers, level, agency, holder and due day as at the counter', async () => {
    const { page } = hosted
    await goTo(`/kasus/${cases['Pertama Contohan']}`)
    await page.getByRole('button', { name: 'Tambah kebutuhan' }).click()
    const dialog = page.getByRole('dialog', { name: 'Tambah kebutuhan' })
    await dialog.getByRole('combobox', { name: 'Layanan' }).fill('sembako')
    await page
      .getByRole('option', { name: /Sembako/ })
      .first()
      .click()
    await dialog.getByRole('checkbox', { name: 'KTP pemohon' }).check()
    await dialog.getByRole('button', { name: /Atur tingkat/ }).click()
    await dialog.getByRole('combobox', { name: 'Ditangani di tingkat' }).click()
    await page.getByRole('option', { name: 'Provinsi' }).click()
    await dialog.getByRole('combobox', { name: 'Lembaga yang dituju' }).click()
    await page.getByRole('option').first().click()
    await dialog.getByLabel('Batas waktu').fill('30/12/2027')
    await hosted.picture('tambah-kebutuhan')
    await dialog.getByRole('button', { name: 'Tambahkan' }).click()
    await page.getByText('Kebutuhan ditambahkan.').waitFor()
    const { needs } = await hosted.call<{ needs: { id: number; level: string; agencyName: string; dueDate: string }[] }>(
      'cases.get',
      {
        id: cases['Pertama Contohan'],
      },
    )
    const added = needs.at(-1)
    expect(added).toMatchObject({ level: 'provinsi', dueDate: '2027-12-30' })
    expect(added?.agencyName).not.toBe('')
    const { papers } = await hosted.call<{ papers: { label: string; state: string | null }[] }>('services.need', {
      needId: added?.id,
    })
    expect(papers.find(({ label }) => label === 'KTP pemohon')?.state).toBe('have')
  })
})

describe('what somebody may be entitled to', () => {
  it('becomes a need with one click from the page of the person, over what was already half filled in', async () => {
    const { page } = hosted
    const { items } = await hosted.call<{ items: { id: number }[] }>('people.list', { limit: 200 })
    let found: { id: number; key: string; name: string } | undefined
    for (const { id } of items) {
      const suggested = await hosted.call<{ key: string; name: string; verdict: string; openCase: unknown }[]>(
        'programmes.suggest',
        { id },
      )
      const one = suggested.find(({ verdict, openCase }) => verdict === 'yes' && openCase === null)
      if (one !== undefined) {
        found = { id, ...one }
        break
      }
    }
    if (found === undefined) throw new Error('the practice office has nobody to suggest a programme to')
    await goTo(`/warga/${found.id}`)
    const box = page.getByRole('region', { name: 'Mungkin berhak' })
    await box
      .getByRole('button', { name: `Jadikan kebutuhan: ${found.name}` })
      .first()
      .click()
    await page.getByRole('group').filter({ hasText: found.name }).first().waitFor()
    await hosted.picture('mungkin-berhak-loket')
    expect(await page.getByLabel('Keluhan dalam satu kalimat').inputValue()).toBe(`Mengajukan ${found.name}`)
    await goTo(`/warga/${found.id}`)
    await box.scrollIntoViewIfNeeded()
    await hosted.picture('mungkin-berhak-warga', { fullPage: true })
  })
})
