import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'

/** Two entries of one woman, as two lists have them; the numbers are made up. */
const first = {
  name: 'Zulkarnaeni Contohwati',
  nik: '5201144107880093',
  birthDate: '1988-07-01',
  sex: 'P',
  motherName: 'Maryamah Contoh',
  address: 'Jalan Contoh 7',
  kkNumber: '5201140107100031',
  relation: 'Istri',
}
const second = {
  ...first,
  name: 'Zulkarnaeni Contowati',
  nik: null,
  phone: '081200000093',
  address: 'Jl. Contoh No 7',
  kkNumber: '5201140107100032',
}
/** Twins: much is alike, and they are two. */
const twin = {
  name: 'Hasbiyallah Contohan',
  nik: '5201140502910094',
  birthDate: '1991-02-05',
  sex: 'L',
  motherName: 'Sapiah Contoh',
}
const otherTwin = { ...twin, name: 'Hasbiyalloh Contohan', nik: null }

let hosted: HostedPage
const ids: Record<string, number> = {}

const openDuplicates = async (): Promise<void> => {
  const { page } = hosted
  await page.getByRole('link', { name: 'Warga', exact: true }).click()
  await page.getByRole('button', { name: /^Data ganda/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Data ganda' }).waitFor()
}
const queue = () => hosted.page.getByRole('navigation', { name: 'Antrean pasangan' })
const inQueue = (name: string) => queue().getByRole('button').filter({ hasText: name })
const table = () => hosted.page.getByRole('table', { name: 'Perbandingan kedua data' })

beforeAll(async () => {
  hosted = await openPracticePage()
  for (const [key, person] of Object.entries({ first, second, twin, otherTwin }))
    ids[key] = (await hosted.call<{ id: number }>('people.create', person)).id
  const [programme] = await hosted.call<{ key: string }[]>('programmes.list', {})
  await hosted.call('cases.create', {
    clientId: ids.second,
    summary: 'Kartu tidak aktif',
    reporter: { kind: 'self' },
    needs: [{ programmeKey: programme?.key, category: 'kepesertaan', description: '' }],
  })
})
afterAll(async () => {
  await hosted.close()
})

describe('finding doubles', () => {
  it('explains itself before the first scan', async () => {
    const { page } = hosted
    await openDuplicates()
    await page.getByText('Data warga belum pernah diperiksa').waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await hosted.picture('1-kosong')
  })

  it('compares the register and puts the pairs into a queue', async () => {
    const { page } = hosted
    await page.getByRole('button', { name: 'Periksa data warga' }).click()
    await inQueue(first.name).waitFor({ timeout: 60_000 })
    await inQueue(twin.name).waitFor()
    await page.getByText(/604 warga$/).waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await hosted.picture('2-antrean')
  })

  it('walks through the queue with Alt and the arrows', async () => {
    const { page } = hosted
    const marked = (): Promise<number> =>
      queue()
        .getByRole('button')
        .evaluateAll((all) => all.findIndex((one) => one.getAttribute('aria-current') === 'true'))
    expect(await marked()).toBe(0)
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(marked).toBe(1)
    await page.keyboard.press('Alt+ArrowUp')
    await expect.poll(marked).toBe(0)
    await page.keyboard.press('Alt+ArrowUp')
    expect(await marked()).toBe(0)
  })
})

describe('merging', () => {
  it('shows both records beside each other, in words, with masked numbers', async () => {
    const { page } = hosted
    await inQueue(first.name).click()
    await table().getByText('520114••••••0093').waitFor()
    expect(await page.locator('main').textContent()).not.toMatch(/\d{16}/)
    await table().getByRole('row').filter({ hasText: 'Tanggal lahir' }).getByText(/^Sama/).waitFor()
    await table().getByRole('row').filter({ hasText: 'Telepon' }).getByText('Hanya ada di satu data').waitFor()
    await table().getByRole('row').filter({ hasText: 'Nama' }).first().getByText('Hampir sama, ejaannya lain').waitFor()
  })

  it('says what moves before it merges, and then the case belongs to the record that was kept', async () => {
    const { page } = hosted
    // The case hangs on the second record, so that one would be kept; here the first is wanted.
    const kept = Number(ids.first) < Number(ids.second) ? 'Data 1' : 'Data 2'
    expect(await page.getByRole('radio', { name: /^Pertahankan data ini: / }).evaluateAll((all) => all.length)).toBe(2)
    expect(await page.getByRole('radio', { name: `Pertahankan data ini: ${kept}` }).isChecked()).toBe(false)
    await page.getByRole('radio', { name: `Pertahankan data ini: ${kept}` }).check()
    // An empty value of the kept record is filled from the other one by itself; the address is chosen by hand.
    const gone = kept === 'Data 1' ? 'Data 2' : 'Data 1'
    expect(await page.getByRole('radio', { name: `Nilai yang dipakai: Telepon, ${gone}` }).isChecked()).toBe(true)
    await page.getByRole('radio', { name: `Nilai yang dipakai: Alamat, ${gone}` }).check()
    await page.getByRole('radio', { name: `Nilai yang dipakai: Keluarga (KK), ${gone}` }).check()
    await hosted.picture('3-banding')
    await page.getByRole('button', { name: 'Gabungkan', exact: true }).click()
    const question = page.getByRole('dialog')
    await question.getByText(/^Nilai yang diambil dari data itu: .*Alamat.*Telepon/).waitFor()
    await question.getByText('keluarga (KK 520114••••••0032); keluarga yang satunya berakhir hari ini').waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await hosted.picture('4-tanya')
    await question.getByRole('button', { name: 'Gabungkan dan pindahkan 1 kasus' }).click()
    await inQueue(first.name).waitFor({ state: 'detached' })
    const after = await hosted.call<{ cases: unknown[] }>('people.get', {
      id: ids.first,
    })
    expect(after).toMatchObject({
      phone: second.phone,
      address: second.address,
      nikMasked: '520114••••••0093',
      kkMasked: '520114••••••0032',
    })
    expect(after.cases).toHaveLength(1)
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('perbandingan')
  })

  it('lists the merge and takes it back', async () => {
    const { page } = hosted
    await page.getByText('Digabungkan (1)', { exact: true }).click()
    const undo = page.getByRole('button', { name: /^Batalkan penggabungan: Zulkarnaeni/i })
    await undo.waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await hosted.picture('5-digabungkan')
    await undo.click()
    await page.getByText('Belum ada yang digabungkan').waitFor()
    const after = await hosted.call<{ cases: unknown[] }>('people.get', { id: ids.first })
    expect(after).toMatchObject({ phone: '', address: first.address, kkMasked: '520114••••••0031' })
    expect(after.cases).toHaveLength(0)
    await page.getByText(/^Perlu diputuskan/).click()
    await inQueue(first.name).waitFor()
  })
})

describe('two different people', () => {
  it('are remembered, left out of the next scan, and can be asked about again', async () => {
    const { page } = hosted
    await inQueue(twin.name).click()
    await page.getByRole('heading', { level: 2, name: /Hasbiyal/i }).waitFor()
    await page.getByRole('button', { name: 'Orang yang berbeda', exact: true }).click()
    await inQueue(twin.name).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Periksa lagi' }).click()
    await page.getByText(/warga sudah dibandingkan/).waitFor({ timeout: 60_000 })
    await inQueue(first.name).waitFor()
    expect(await inQueue(twin.name).count()).toBe(0)
    await page.getByText('Orang yang berbeda (1)', { exact: true }).click()
    await hosted.picture('6-berbeda')
    await page.getByRole('button', { name: /^Tanyakan lagi: Hasbiyal/i }).click()
    await page.getByText('Belum ada yang dicatat berbeda').waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await page.getByText(/^Perlu diputuskan/).click()
    await inQueue(twin.name).waitFor()
  })
})

describe('registering somebody who is known', () => {
  it('shows at the counter who it may be, and takes that person', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Loket', exact: true }).click()
    await page.getByRole('button', { name: 'Belum ada? Daftarkan' }).click()
    await page.getByLabel('Nama lengkap').fill(first.name)
    await page.getByRole('textbox', { name: 'Tanggal lahir' }).fill('01/07/1988')
    await page.keyboard.press('Tab')
    await page.getByRole('region', { name: 'Mungkin sudah terdaftar' }).waitFor()
    await page.getByRole('button', { name: 'Bukan mereka, daftarkan baru' }).waitFor()
    expect(await hosted.accessibility()).toEqual([])
    await hosted.picture('7-loket')
    await page
      .getByRole('button', { name: /^Pakai data ini: Zulkarnaeni/i })
      .first()
      .click()
    await page.getByRole('button', { name: 'Ganti warga' }).waitFor()
    expect(await hosted.call<{ people: number }>('people.count', {})).toMatchObject({ people: 604 })
  })

  it('shows them in the form too, and stops a save that was faster than the check', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Warga', exact: true }).click()
    await page.getByRole('button', { name: 'Daftarkan warga' }).click()
    await page.getByLabel('Nama lengkap').fill(twin.name)
    await page.getByRole('textbox', { name: 'NIK', exact: true }).fill('5201140502910095')
    await page.keyboard.press('Control+s')
    await page.getByRole('region', { name: 'Mungkin sudah terdaftar' }).waitFor()
    expect(await hosted.call<{ people: number }>('people.count', {})).toMatchObject({ people: 604 })
    expect(await hosted.accessibility()).toEqual([])
    await hosted.picture('8-formulir')
    await page
      .getByRole('button', { name: /^Buka data ini: Hasbiyal/i })
      .first()
      .click()
    await page.getByRole('heading', { level: 1, name: /Hasbiyal/i }).waitFor()
  })

  it('registers a new person who is nobody of them', async () => {
    const { page } = hosted
    await page.getByRole('link', { name: 'Warga', exact: true }).click()
    await page.getByRole('button', { name: 'Daftarkan warga' }).click()
    await page.getByText('Isian Anda yang belum disimpan sudah dikembalikan.').waitFor()
    await page.getByRole('region', { name: 'Mungkin sudah terdaftar' }).waitFor()
    await page.keyboard.press('Control+s')
    await page.getByRole('heading', { level: 1, name: /Hasbiyal/i }).waitFor()
    expect(await hosted.call<{ people: number }>('people.count', {})).toMatchObject({ people: 605 })
  })

  it('left nothing to complain about in the console', () => {
    expect(hosted.complaints).toEqual([])
  })
})
