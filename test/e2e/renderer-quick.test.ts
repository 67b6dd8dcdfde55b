import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'

interface Resident {
  id: number
  nik: string
}
interface Row {
  id: number
  number: string
  state: string
  clientName: string
}

let hosted: HostedPage
/** Grown residents, each with a decile that was looked up today. */
const residents: Resident[] = []
/** Residents who come for somebody else of their family, who is the next on the card and was looked up. */
const families: Resident[] = []
const kind = 'keterangan-dtsen'

const known = (personId: number, decile: number) =>
  hosted.call('letters.recordCheck', { personId, found: true, decile, status: null })

beforeAll(async () => {
  hosted = await openPracticePage()
  const { items } = await hosted.call<{ items: { id: number; nikMasked: string }[] }>('people.list', {
    limit: 200,
    filter: { ageFrom: 18, lifeStatus: 'alive' },
  })
  const taken = new Set<number>()
  for (const { id, nikMasked } of items) {
    if (nikMasked === '' || taken.has(id) || residents.length === 34) continue
    const resident = { id, nik: (await hosted.call<{ value: string }>('people.reveal', { id, field: 'nik' })).value }
    if (families.length < 3) {
      const { members } = await hosted.call<{ members: { personId: number }[] }>('quickLetters.person', { id, kind })
      const next = members[(members.findIndex(({ personId }) => personId === id) + 1) % members.length]?.personId ?? id
      for (const { personId } of members) taken.add(personId)
      if (next !== id) {
        families.push(resident)
        await known(next, 3)
        continue
      }
    }
    residents.push(resident)
    await known(id, residents.length === 33 ? 9 : 2)
  }
}, 240_000)
afterAll(() => hosted.close())

/** Keys pressed since the last number was typed. */
let pressed = 0
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) {
    pressed += 1
    await hosted.page.keyboard.press(key)
  }
}
const number = async (text: string): Promise<void> => {
  await hosted.page.keyboard.type(text)
  pressed = 0
}
const line = () => hosted.page.getByRole('combobox', { name: 'NIK, No. KK, atau nama' })
const family = () => hosted.page.getByTestId('cepat-keluarga').getByRole('option')
const printedToday = async (count: number): Promise<void> => {
  await hosted.page
    .getByTestId('cepat-jumlah')
    .filter({ hasText: new RegExp(`^${count} surat hari ini$`) })
    .waitFor()
}
const book = async (): Promise<Row[]> =>
  (await hosted.call<{ items: Row[] }>('letters.list', { state: 'printed', limit: 200 })).items
const running = (letter: Row): number => Number(/\/(\d{3,})\//.exec(letter.number)?.[1])
const resident = (index: number): Resident => residents[index] as Resident

describe('Loket cepat by keyboard alone', () => {
  it('prints for 30 people with at most 6 keys after each NIK, each letter once, with the child and the parent who came', async () => {
    const { page } = hosted
    expect(residents).toHaveLength(34)
    await page.keyboard.press('Alt+c')
    await line().waitFor()
    const before = (await book()).length
    // The purpose is chosen once; Enter leads to it as long as it is missing.
    await number(resident(0).nik)
    await press('Enter')
    await family().first().waitFor()
    await press('Enter')
    await page.waitForFunction(() => document.activeElement?.id === 'cepat-keperluan')
    await press('ArrowDown')
    await page.locator('[role=option][data-combobox-selected]').waitFor()
    await press('Enter')
    await page.getByRole('button', { name: 'Cetak dan lanjut' }).waitFor()
    await press('Escape', 'Escape')
    const most: number[] = []
    for (const [index, { nik }] of [...families, ...residents.slice(0, 27)].entries()) {
      await number(nik)
      if (index < 3) {
        // Here somebody looks first, and asks for another one of the family.
        await press('Enter')
        await family().first().waitFor()
        await press('ArrowDown')
        if (index === 0) await hosted.picture('cepat-keluarga')
        await press('Enter')
      } else if (index === 7) await press('Enter', 'Enter', 'Enter', 'Enter')
      else await press('Enter', 'Enter')
      most.push(pressed)
      if (index === 12) await hosted.picture('cepat-berjalan')
    }
    await printedToday(30)
    expect(Math.max(...most)).toBeLessThanOrEqual(6)
    const letters = (await book()).slice(0, -before || undefined)
    expect(letters).toHaveLength(30)
    expect(new Set(letters.map(({ number: one }) => one)).size).toBe(30)
    const values = letters.map(running).sort((a, b) => a - b)
    expect((values.at(-1) ?? 0) - (values[0] ?? 0)).toBe(29)
    const details = await Promise.all(
      letters.map(({ id }) =>
        hosted.call<{ personId: number; applicant: { personId: number | null; relation: string } }>('letters.get', { id }),
      ),
    )
    const asked = details.filter(({ applicant }) => applicant.personId !== null)
    expect(asked.map(({ applicant }) => applicant.personId).sort()).toEqual(families.map(({ id }) => id).sort())
    for (const { applicant } of asked) expect(applicant.relation).not.toBe('')
    expect(new Set(details.map(({ personId }) => personId)).size).toBe(30)
    await hosted.picture('cepat-selesai')
    expect(await hosted.accessibility()).toEqual([])
  }, 240_000)

  it('leads on in one step: an earlier letter, a decile too high, somebody unknown; remembers its work over a reload', async () => {
    const { page } = hosted
    await page.reload()
    await line().waitFor()
    await number(resident(31).nik)
    await press('Enter', 'Enter')
    await printedToday(31)
    await number(resident(31).nik)
    await press('Enter', 'Enter')
    await page.getByText(/masih berlaku sampai/).waitFor()
    await hosted.picture('cepat-masih-berlaku')
    await press('Enter')
    await page.getByText('salinan ke-1 dibuat').waitFor()
    expect(await line().inputValue()).toBe('')

    await number(resident(32).nik)
    await press('Enter', 'Enter')
    await page.getByText(/tercatat pada desil 9/).waitFor()
    await hosted.picture('cepat-desil-tinggi')
    await press('Enter')
    await page.getByText(/Diganti menjadi surat untuk/).waitFor()
    await page.getByRole('button', { name: 'Cetak dan lanjut' }).waitFor()
    await press('Enter')
    await printedToday(32)

    await press('Alt+ArrowDown', 'ArrowRight', 'Enter')
    await page.getByLabel('Alasan').fill('salah keperluan')
    await page.getByRole('dialog').getByRole('button', { name: 'Batalkan surat' }).click()
    await printedToday(31)
    await page.getByText('dibatalkan', { exact: true }).waitFor()

    await page.keyboard.press('Control+k')
    await number('5299999999990001')
    await press('Enter')
    await page.getByText('Warga ini tidak ditemukan di data kantor.').waitFor()
    await hosted.picture('cepat-tidak-ditemukan')
    await press('Enter')
    await page.getByRole('heading', { name: /warga/i }).first().waitFor()
    expect(await page.getByRole('textbox', { name: 'NIK' }).inputValue()).toBe('5299999999990001')
    expect(hosted.complaints).toEqual([])
  }, 120_000)
})
