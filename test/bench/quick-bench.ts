import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { letterTemplateBody } from '../../src/shared/contract/letter-body.ts'
import { launchBrowser } from '../harness/browser.ts'
import { barePages } from './bare-page.ts'
import { adminPassword, openBenchOffice, quantile } from './bench-office.ts'

export interface QuickBenchResult {
  people: number
  letters: number
  /** Milliseconds from the last key in the browser to the finished PDF on disk, the first letter of the morning. */
  first: number
  /** The same of all letters behind the first. */
  p50: number
  p95: number
  worst: number
  /** The same words set with bare pdfkit in memory, no number and nothing stored. */
  floorP50: number
  floorP95: number
}

const resources = resolve(import.meta.dirname, '../../resources')
const kind = 'keterangan-dtsen'

/** The words of a statement, for the floor. */
const sampleValues = (index: number): Record<string, string> => ({
  'letter.number': `400.9.1/${String(index).padStart(3, '0')}/SLRT/XI/2026`,
  'letter.purpose': 'pengusulan Program Indonesia Pintar (PIP)',
  'letter.validDays': '90',
  'letter.validUntil': '19 Februari 2027',
  'register.source': 'hasil pemeriksaan pada aplikasi SIKS-NG tanggal 22 November 2026 pukul 10.00 WITA oleh Admin',
  'register.status': 'terdaftar',
  'register.decile': '2',
  'signatory.name': 'Contoh Penanda Tangan, S.Sos., M.Si.',
  'signatory.nip': '19700101 199503 1 999',
  'signatory.position': 'Kepala Bidang Perlindungan dan Jaminan Sosial',
  'person.name': 'NAMA CONTOH WARGA',
  'person.birth': 'Gerung, 5 Juni 1980',
  'person.sex': 'Perempuan',
  'person.nik': '5201014506800001',
  'person.address': 'Jl. Melati 2, Dusun Karang, RT 003/RW 001',
  'family.kkNumber': '5201990000000001',
  'region.village': 'Contoh Barat',
  'region.villageLabel': 'Desa/Kelurahan',
  'region.subdistrictLabel': 'Kecamatan',
  'region.subdistrict': 'Gerung',
  'office.unitName': 'Sekretariat SLRT',
})

const floor = async (letters: number): Promise<number[]> => {
  const template = letterTemplateBody.parse(
    JSON.parse(readFileSync(resolve(resources, `definitions/letter-template/${kind}.json`), 'utf8')),
  )
  const set = barePages(resources, template)
  await set(sampleValues(0))
  const times: number[] = []
  for (let index = 1; index <= letters; index += 1) {
    const start = performance.now()
    await set(sampleValues(index))
    times.push(performance.now() - start)
  }
  return times
}

/**
 * A morning at Loket cepat in a real browser over the built host: a NIK is typed, Enter shows the person, Enter prints. Measured from that
 * last key to the finished PDF on the disk of whoever sits there.
 */
export const quickBench = async (options: { people?: number; letters?: number } = {}): Promise<QuickBenchResult> => {
  const { people, letters } = { people: 20_000, letters: 200, ...options }
  const office = await openBenchOffice('quick')
  const browser = await launchBrowser()
  try {
    office.cli('init', '--practice', '--people', String(people), '--seed', '1')
    const residents = await office.withDatabase('reader', (db) =>
      db.sql<{ id: number; nik: string }>(
        `SELECT id, nik FROM person WHERE nik IS NOT NULL AND merged_into IS NULL AND life_status = 'alive'
           AND birth_date < '2005-01-01' ORDER BY id LIMIT ${letters + 1}`,
      ),
    )
    const host = await office.start()
    const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'id-ID' })).newPage()
    await page.goto(host.url)
    await page.getByLabel('Nama pengguna').fill('admin')
    await page.getByRole('textbox', { name: 'Kata sandi' }).fill(adminPassword)
    await page.getByRole('button', { name: 'Masuk' }).click()
    await page.getByRole('heading', { name: 'Hari ini' }).waitFor()
    const call = (name: string, input: unknown): Promise<unknown> =>
      page.evaluate(
        async ([procedure, body]) => {
          const reply = await fetch(`/api/call/${procedure}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          })
          const answer = (await reply.json()) as { ok: boolean; value: unknown }
          if (!answer.ok) throw new Error(JSON.stringify(answer))
          return answer.value
        },
        [name, input] as const,
      )
    for (const { id } of residents) await call('letters.recordCheck', { personId: id, found: true, decile: 2, status: null })
    const [signatory] = (await call('office.signatories', {})) as { id: number }[]
    const setup = { kind, signatoryId: signatory?.id ?? null, kinds: { [kind]: { purpose: 'pip', fields: {} } } }
    await call('quickLetters.saveSetup', setup)
    await page.keyboard.press('Alt+c')
    await page.getByRole('combobox', { name: 'NIK, No. KK, atau nama' }).waitFor()
    const family = page.getByTestId('cepat-keluarga')
    const times: number[] = []
    for (const { nik } of residents) {
      await page.keyboard.type(nik)
      await page.keyboard.press('Enter')
      await family.waitFor()
      const download = page.waitForEvent('download')
      const start = performance.now()
      await page.keyboard.press('Enter')
      await (await download).path()
      times.push(performance.now() - start)
    }
    const bare = await floor(letters)
    const [first = 0, ...rest] = times
    return {
      people,
      letters,
      first,
      p50: quantile(rest, 0.5),
      p95: quantile(rest, 0.95),
      worst: Math.max(...rest),
      floorP50: quantile(bare, 0.5),
      floorP95: quantile(bare, 0.95),
    }
  } finally {
    await browser.close()
    await office.close()
  }
}

if (import.meta.main) console.log(JSON.stringify(await quickBench({ letters: Number(process.argv[2] ?? 200) }), null, 2))
