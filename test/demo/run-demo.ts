import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type OfficeSession, openCore, openOffice } from '../../src/main/cli/office-session.ts'
import { allProblems } from '../../src/main/cli/verbs/import.ts'
import { officeSeed } from '../../src/shared/contract/app.ts'
import type { PersonRow } from '../../src/shared/contract/people.ts'
import { writeResultWorkbook } from './result-workbook.ts'
import { writeSampleWorkbook } from './sample-workbook.ts'

export interface DemoOptions {
  /** Existing folder for the results. */
  out: string
  /** Empty or missing data folder. */
  data: string
  seed: number
  people: number
  say(text: string): void
}

const today = '2026-11-16'
const month = today.slice(0, 7)
const requests = [
  ['pbi-jk', 'kepesertaan', 'Kartu JKN-KIS tidak aktif saat berobat', 'Pemeriksaan kesehatan dan rawat jalan'],
  ['kip-pip', 'kebutuhan', 'Anak terancam putus sekolah karena biaya', 'Bantuan biaya dan perlengkapan sekolah'],
  ['rutilahu', 'kebutuhan', 'Rumah tidak layak huni, atap bocor', 'Penilaian rumah dan usulan perbaikan'],
  ['kartu-keluarga', 'kebutuhan', 'Anggota keluarga belum masuk Kartu Keluarga', 'Perbaikan Kartu Keluarga'],
  ['sembako', 'kepesertaan', 'Bantuan Sembako berhenti tanpa keterangan', 'Pengecekan kepesertaan Sembako'],
  ['alat-bantu-disabilitas', 'kebutuhan', 'Membutuhkan kursi roda', 'Asesmen dan pemberian kursi roda'],
] as const

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const makeOffice = async (options: DemoOptions): Promise<void> => {
  const example = resolve(import.meta.dirname, '../../resources/office-example.json')
  const { $schema: _schema, ...office } = JSON.parse(readFileSync(example, 'utf8')) as Record<string, unknown>
  const { app, client } = await openCore(options.data)
  try {
    await client.app.init({
      mode: 'office',
      office: officeSeed.parse(office),
      admin: { username: 'admin', displayName: 'Petugas Contoh', password: process.env.LOKET_PASSWORD ?? '' },
    })
  } finally {
    await app.close()
  }
}

const importPeople = async (office: OfficeSession, options: DemoOptions): Promise<void> => {
  const workbook = join(options.out, 'penduduk-contoh.xlsx')
  await writeSampleWorkbook(workbook, { seed: options.seed, people: options.people, district: '52.01', today })
  const prepared = await office.job('imports.prepare', { fileId: office.pick(workbook).fileId, label: 'Penduduk contoh' })
  const problems = await allProblems(office, prepared.id)
  const applied = await office.job('imports.apply', { id: prepared.id })
  const { people, families, rows } = applied.counts
  writeFileSync(join(options.out, 'import.json'), json({ id: applied.id, people, families, rows, problems }))
  options.say(`Impor: ${people.new} warga baru dari ${rows.read} baris`)
}

/** Adults spread over the register, the same ones for the same seed. */
const clients = async (office: OfficeSession, count: number): Promise<PersonRow[]> => {
  const page = await office.client.people.list({ limit: 500 })
  const adults = page.items.filter((person) => person.birthDate !== null && person.birthDate < '2006-01-01')
  const step = Math.max(1, Math.floor(adults.length / count))
  return Array.from({ length: count }, (_item, index) => adults[index * step]).filter((person) => person !== undefined)
}

const workOnCases = async (office: OfficeSession, options: DemoOptions): Promise<PersonRow[]> => {
  const people = await clients(office, 8)
  const programmes = await office.client.programmes.list({})
  const agencies = await office.client.directory.list({})
  const signatory = (await office.client.office.signatories({}))[0]
  const kind = (await office.client.letters.kinds({})).find((candidate) => candidate.needsReferral)
  if (signatory === undefined || kind === undefined) throw new Error('the example office lacks a signatory or a referral letter')
  for (const [index, person] of people.entries()) {
    const [programmeKey, category, summary, request] = requests[index % requests.length] as (typeof requests)[number]
    const programme = programmes.find((candidate) => candidate.key === programmeKey)
    if (programme === undefined) throw new Error(`no programme ${programmeKey}`)
    const made = await office.client.cases.create({
      clientId: person.id,
      reporter:
        index % 3 === 0 ? { kind: 'other', name: 'Ketua RT setempat', phone: '', relation: 'Ketua RT' } : { kind: 'self' },
      summary,
      needs: [
        {
          programmeKey,
          category,
          description: summary,
          papers: programme.requirements.map(({ key }) => ({ key, state: 'have' as const })),
        },
      ],
    })
    const need = (await office.client.cases.get({ id: made.id })).needs[0]
    if (need === undefined) throw new Error('the case has no need')
    const verified = await office.client.cases.moveNeed({ needId: need.id, version: need.version, to: 'verification' })
    // The last two stay with the back office, so that the recap has more than one state.
    if (index >= 6) continue
    await office.client.cases.moveNeed({ needId: need.id, version: verified.version, to: 'waiting-decision' })
    const agency = agencies.find((candidate) => candidate.sector === programme.sector) ?? agencies[0]
    if (agency === undefined) throw new Error('the directory is empty')
    const referral = await office.client.referrals.create({ needId: need.id, agencyId: agency.id, request })
    const draft = await office.client.letters.draft({
      caseId: made.id,
      referralId: referral.id,
      kind: kind.key,
      signatoryId: signatory.id,
      letterDate: today,
      paper: index % 2 === 0 ? 'F4' : 'A4',
      fields: Object.fromEntries(
        kind.fields.map((field) => [field.name, field.initial === '' && field.required ? request : field.initial]),
      ),
      copiesTo: kind.copiesTo,
    })
    const printed = await office.job('letters.print', { id: draft.id, version: draft.version })
    await office.save(printed.file, join(options.out, `surat-rujukan-${String(index + 1).padStart(2, '0')}.pdf`))
    options.say(`Surat ${printed.number} untuk ${agency.name}`)
  }
  return people
}

const submitBatch = async (office: OfficeSession, options: DemoOptions): Promise<{ id: number; unmatched: number }> => {
  const profile = (await office.client.submissions.profiles({}))[0]
  if (profile === undefined) throw new Error('no submission profile is shipped')
  const batch = await office.client.submissions.create({
    label: 'Usulan contoh November 2026',
    period: month,
    profileKey: profile.key,
  })
  const page = await office.client.people.list({ limit: 60 })
  await office.client.submissions.add({ id: batch.id, personIds: page.items.map((person) => person.id) })
  // What would be refused is taken out first, as the check screen advises.
  const items = await office.client.submissions.items({ id: batch.id, limit: 500 })
  const blocked = items.items
    .filter((item) => item.problems.some((problem) => problem.severity !== 'warning'))
    .map((item) => item.id)
  if (blocked.length > 0) await office.client.submissions.remove({ id: batch.id, itemIds: blocked })
  const { version } = await office.client.submissions.get({ id: batch.id })
  const exported = await office.job('submissions.export', { id: batch.id, version })
  const file = join(options.out, exported.file.name)
  await office.save(exported.file, file)
  await office.save(exported.manifest, join(options.out, exported.manifest.name))
  options.say(`Usulan: ${exported.rows} orang diekspor (${blocked.length} ditahan oleh pemeriksaan)`)
  const answer = join(options.out, 'hasil-siks-ng.xlsx')
  await writeResultWorkbook(file, answer)
  const result = await office.job('submissions.readResult', { id: batch.id, fileId: office.pick(answer).fileId })
  return { id: batch.id, unmatched: result.unmatched.length }
}

const writeState = async (
  office: OfficeSession,
  options: DemoOptions,
  batch: { id: number; unmatched: number },
): Promise<void> => {
  const row = await office.client.submissions.get({ id: batch.id })
  const items = await office.client.submissions.items({ id: batch.id, limit: 500 })
  const letters = await office.client.letters.list({ limit: 500 })
  const cases = await office.client.cases.list({ state: 'all', limit: 500 })
  const referrals = await office.client.referrals.list({ limit: 500 })
  writeFileSync(
    join(options.out, 'state.json'),
    json({
      submission: { label: row.label, state: row.state, items: row.items, sha256: row.sha256 },
      result: { accepted: row.accepted, refused: row.refused, unmatched: batch.unmatched },
      people: items.items.map((item) => ({ name: item.name, nik: item.nikMasked, result: item.result, reason: item.reason })),
      cases: cases.items.map((item) => ({
        number: item.number,
        client: item.clientName,
        programmes: item.programmes,
        state: item.needState,
      })),
      referrals: referrals.items.map((item) => ({
        case: item.caseNumber,
        agency: item.agencyName,
        state: item.state,
        letter: item.letterNumber,
      })),
      letters: letters.items.map((item) => ({ number: item.number, subject: item.subject, client: item.clientName })),
      audit: { ok: (await office.client.audit.verify({})).firstBad === null },
    }),
  )
}

/** The main job from the workbook to the answer. Leaves only results in `out`; answers their names. */
export const runDemo = async (options: DemoOptions): Promise<{ files: string[] }> => {
  for (const name of existsSync(options.out) ? readdirSync(options.out) : [])
    if (/\.(pdf|xlsx|json)$/.test(name)) rmSync(join(options.out, name))
  await makeOffice(options)
  const office = await openOffice({ data: options.data, as: 'admin' })
  try {
    await importPeople(office, options)
    await workOnCases(office, options)
    const report = await office.job('reports.exportMonthly', { month })
    await office.save(report.file, join(options.out, report.file.name))
    options.say(`Laporan: ${report.rows} baris`)
    await writeState(office, options, await submitBatch(office, options))
  } finally {
    await office.close()
  }
  return {
    files: readdirSync(options.out)
      .filter((name) => /\.(pdf|xlsx|json)$/.test(name))
      .sort(),
  }
}
