import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { LetterTemplateBody } from '../../src/shared/contract/letter-body.ts'
import { makeOffice } from '../harness/office.ts'
import { barePages } from './bare-page.ts'

export interface LettersBenchOptions {
  letters: number
  /** Alternating runs of both sides; the ratio is their median. */
  runs: number
}

/** Times in milliseconds for all letters. */
export interface LettersBenchResult {
  letters: number
  ours: number[]
  floor: number[]
  /** Median of ours through floor, run by run. */
  ratio: number
  perLetter: number
}

const root = resolve(import.meta.dirname, '../..')
const resources = resolve(root, 'resources')
const template = JSON.parse(
  readFileSync(resolve(resources, 'definitions/letter-template/rujukan-umum.json'), 'utf8'),
) as LetterTemplateBody

const request = 'Mohon keringanan biaya perawatan selama reaktivasi kepesertaan diproses, karena keluarga tidak mampu.'
const dtsen = 'terdaftar pada desil 2'

/** The whole way of a letter at the counter, 200 times: dispatcher, job, page, writer, number, archive; the base is encrypted. */
const ours = async (letters: number): Promise<number> => {
  const office = await makeOffice({ practicePeople: 20 })
  try {
    const { client } = office
    const { items } = await client.people.search({ text: 'a', limit: 20 })
    const agencies = (await client.directory.list({})).filter(({ government }) => government)
    const signatories = await client.office.signatories({})
    const drafts: { id: number; version: number }[] = []
    for (let index = 0; index <= letters; index += 1) {
      const file = await client.cases.create({
        clientId: items[index % items.length]?.id as number,
        reporter: { kind: 'self' },
        summary: 'Uji kecepatan',
        needs: [{ programmeKey: 'reaktivasi-pbi-jk', category: 'kebutuhan' }],
      })
      const { needs } = await client.cases.get({ id: file.id })
      const referral = await client.referrals.create({
        needId: needs[0]?.id as number,
        agencyId: agencies[0]?.id as number,
        request,
      })
      drafts.push(
        await client.letters.draft({
          caseId: file.id,
          referralId: referral.id,
          kind: 'rujukan-umum',
          signatoryId: signatories[0]?.id as number,
          letterDate: '2026-11-22',
          paper: 'F4',
          fields: { dtsen },
          copiesTo: template.copiesTo,
        }),
      )
    }
    // The first letter starts the thread, as the first one of a day does.
    await office.job('letters.print', drafts.shift() as { id: number; version: number })
    const start = performance.now()
    for (const draft of drafts) await office.job('letters.print', draft)
    return performance.now() - start
  } finally {
    await office.close()
  }
}

/** The same words set by bare pdfkit. */
const floor = async (letters: number): Promise<number> => {
  const values: Record<string, string> = {
    'letter.number': '400.9.14.4/001/SLRT/XI/2026',
    'letter.subject': 'Rujukan layanan Reaktivasi PBI-JK a.n. NAMA CONTOH WARGA',
    'referral.urgency': 'Biasa',
    'referral.attachments': '1 (satu) berkas',
    'referral.request': request,
    'referral.dueDate': '6 Desember 2026',
    'agency.addressee': 'Direktur RSUD Contoh',
    'agency.city': 'Gerung',
    'case.number': 'SLRT-2026-0001',
    'case.date': '22 November 2026',
    'office.unitName': 'Sekretariat SLRT',
    'person.name': 'NAMA CONTOH WARGA',
    'person.birth': 'Gerung, 5 Juni 1980',
    'person.nik': '5201014506800001',
    'person.address': 'Jl. Melati 2, Dusun Karang, RT 003/RW 001',
    'family.kkNumber': '5201990000000001',
    'region.village': 'Contoh Barat',
    'region.villageLabel': 'Desa/Kelurahan',
    'region.subdistrictLabel': 'Kecamatan',
    'region.subdistrict': 'Gerung',
    'need.programme': 'Reaktivasi PBI-JK',
    'fields.dtsen': dtsen,
  }
  const set = barePages(resources, template)
  const once = (index: number): Promise<number> =>
    set({ ...values, 'letter.number': `400.9.14.4/${String(index).padStart(3, '0')}/SLRT/XI/2026` })
  await once(0)
  const start = performance.now()
  for (let index = 1; index <= letters; index += 1) await once(index)
  return performance.now() - start
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/**
 * Prints letters the way the program does (render, number, archive) and sets the same words with bare pdfkit, in turn,
 * each in a fresh process.
 */
export const lettersBench = (options: Partial<LettersBenchOptions> = {}): LettersBenchResult => {
  const { letters, runs } = { letters: 200, runs: 3, ...options }
  const child = (side: string): number =>
    Number(execFileSync(process.execPath, [import.meta.filename, side, String(letters)], { encoding: 'utf8' }))
  const result: LettersBenchResult = { letters, ours: [], floor: [], ratio: 0, perLetter: 0 }
  for (let run = 0; run < runs; run += 1) {
    result.ours.push(child('ours'))
    result.floor.push(child('floor'))
  }
  result.ratio = median(result.ours.map((time, run) => time / (result.floor[run] as number)))
  result.perLetter = median(result.ours) / letters
  return result
}

if (import.meta.main) {
  const [side, letters] = process.argv.slice(2)
  if (side === 'ours') process.stdout.write(String(await ours(Number(letters))))
  else if (side === 'floor') process.stdout.write(String(await floor(Number(letters))))
  else process.stdout.write(`${JSON.stringify(lettersBench(), null, 2)}\n`)
}
