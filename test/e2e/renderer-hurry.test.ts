import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'

// What hands do in a hurry: clicking twice, leaning on a key, saving what a colleague changed a moment ago.

const client = 'Zainab Buruburu'
let hosted: HostedPage
const menu = (name: string) => hosted.page.getByRole('navigation').getByRole('link', { name, exact: true }).click()

beforeAll(async () => {
  hosted = await openPracticePage()
  await hosted.call('people.create', { nik: '5201145203900001', name: client, birthDate: '1990-03-12' })
})
afterAll(() => hosted.close())

describe('a hurried clerk', () => {
  it('calls one visitor and gives one number by a double click', async () => {
    const { page } = hosted
    for (const purpose of ['PKH', 'KIS', 'BLT']) await hosted.call('arrival.issueTicket', { purpose })
    await menu('Antrean')
    await page.getByRole('button', { name: 'Panggil berikutnya' }).dblclick({ delay: 120 })
    await page.getByRole('table', { name: 'Di loket sekarang' }).getByText('001').waitFor()
    await page.getByRole('button', { name: 'Beri nomor' }).dblclick({ delay: 120 })
    await page.getByRole('status').getByText('004', { exact: true }).waitFor()
    const { tickets } = await hosted.call<{ tickets: { label: string; state: string }[] }>('arrival.queue', {})
    expect(tickets.map(({ label, state }) => `${label} ${state}`).sort()).toEqual([
      '001 called',
      '002 waiting',
      '003 waiting',
      '004 waiting',
    ])
  })

  it('registers one case however long Ctrl+S is held', async () => {
    const { page } = hosted
    await menu('Loket')
    await page.getByRole('main').getByLabel('Cari warga').fill(client)
    await page.getByRole('option', { name: client }).first().click()
    await page.getByRole('button', { name: 'Ganti warga' }).waitFor()
    await page.getByLabel('Cari layanan').fill('reaktivasi')
    await page.getByRole('button', { name: /Reaktivasi PBI/ }).click()
    await page.getByRole('textbox', { name: 'Keluhan dalam satu kalimat' }).fill('KIS tidak aktif')
    await page.keyboard.down('Control')
    for (let time = 0; time < 4; time += 1) await page.keyboard.down('s')
    await page.keyboard.up('s')
    await page.keyboard.press('s')
    await page.keyboard.up('Control')
    await page.getByRole('heading', { level: 1, name: client }).waitFor()
    const cases = await hosted.call<{ items: unknown[] }>('cases.list', { text: client })
    expect(cases.items).toHaveLength(1)
  })

  it('is told when somebody changed the need while the dialog was open, and goes on by pressing again', async () => {
    const { page } = hosted
    const [{ id: caseId }] = (await hosted.call<{ items: [{ id: number }] }>('cases.list', { text: client })).items
    const read = async () =>
      (await hosted.call<{ needs: { id: number; version: number; holder: string }[] }>('cases.get', { id: caseId })).needs[0]
    await page.getByRole('button', { name: /Langkah lain/ }).click()
    await page.getByRole('menuitem', { name: 'Serahkan ke petugas lain' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Pesan untuk petugas itu' }).fill('Tolong dilanjutkan')
    await dialog.getByRole('combobox', { name: 'Petugas' }).click()
    await page.getByRole('option', { name: /Belum ada petugas/ }).click()
    const before = await read()
    await hosted.call('cases.assignNeed', { needId: before?.id, version: before?.version, holderId: null, note: 'lebih dulu' })
    await dialog.getByRole('button', { name: 'Serahkan', exact: true }).click()
    await dialog.getByText('baru saja diubah', { exact: false }).waitFor()
    await hosted.picture('serahkan-bentrok')
    await dialog.getByRole('button', { name: 'Serahkan', exact: true }).click()
    await page.getByText('Petugas diganti.').waitFor()
    expect(await read()).toMatchObject({ version: (before?.version ?? 0) + 2, holder: '' })
  })

  it('finds a new day in the morning on a page that was left open', async () => {
    const { page } = hosted
    await menu('Antrean')
    await page.clock.install()
    await page.reload()
    await page.getByRole('table', { name: 'Di loket sekarang' }).getByText('001').waitFor()
    const asked = page.waitForRequest((request) => request.url().endsWith('/api/call/arrival.queue'))
    await page.clock.fastForward('26:00:00')
    await asked
  })
})
