import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { currentDefinitions } from '../../src/main/core/definitions/definitions.repo.ts'
import { definitionsHandlers } from '../../src/main/core/definitions/definitions.service.ts'
import { programmesHandlers } from '../../src/main/core/programmes/programmes.service.ts'
import { servicesHandlers } from '../../src/main/core/services/services.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { addPerson, allPapers, furnishOffice, inTransaction, refusal } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { readPdf } from '../harness/pdf.ts'

let inline: Inline
let client: number
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
  client = addPerson(inline, { name: 'WARGA CONTOH', nik: '5201014107900001' })
})
afterEach(() => inline.close())

const open = (programmeKey = 'reaktivasi-pbi-jk', more: Record<string, unknown> = {}) => {
  const { id } = inTransaction(inline, () =>
    casesHandlers.create(
      inline.context,
      contract.cases.create.input.parse({
        clientId: client,
        reporter: { kind: 'self' },
        summary: 'Kartu tidak aktif',
        needs: [{ programmeKey, category: 'kebutuhan', ...more }],
      }),
    ),
  )
  const need = casesHandlers.get(inline.context, { id }).needs[0]
  return { id, needId: need?.id as number, due: need?.dueDate }
}
const pdfText = async (file: { fileId: string }): Promise<string> => {
  const { source } = inline.context.tickets.read(file.fileId, 1)
  const bytes = readFileSync(join(inline.context.dirs.tmp, source.ref))
  return (await readPdf(new Uint8Array(bytes))).pages.map(({ text }) => text).join('\n')
}
const look = (needId: number) => contract.services.need.output.parse(servicesHandlers.need(inline.context, { needId }))
const tick = (needId: number, papers: { key: string; state: 'have' | 'missing' | 'not-needed' | null; note?: string }[]) =>
  inTransaction(inline, () =>
    servicesHandlers.tickPapers(inline.context, contract.services.tickPapers.input.parse({ needId, papers })),
  )
const forward = (needId: number, version = 1) =>
  inTransaction(inline, () =>
    casesHandlers.moveNeed(inline.context, contract.cases.moveNeed.input.parse({ needId, version, to: 'verification' })),
  )

describe('papers of a need', () => {
  it('decide whether the file may go to Back Office, and the refusal names what is missing', () => {
    const { needId } = open()
    expect(() => forward(needId)).toThrow(/belum ada: KTP pemohon, Kartu Keluarga \(KK\), Surat keterangan berobat/)
    tick(needId, [
      { key: 'ktp-pemohon', state: 'have' },
      { key: 'kartu-keluarga-kk', state: 'have' },
    ])
    expect(look(needId).lacking).toEqual(['Surat keterangan berobat dari fasilitas kesehatan'])
    expect(refusal(() => forward(needId))).toBe('VALIDATION')
    tick(needId, [{ key: 'surat-keterangan-berobat-dari-fasilitas-kesehatan', state: 'have' }])
    expect(refusal(() => forward(needId))).toBe('none')
  })

  it('asked for only in some cases count when somebody marked them missing', () => {
    const { needId } = open('reaktivasi-pbi-jk', { papers: allPapers(inline, 'reaktivasi-pbi-jk') })
    tick(needId, [{ key: 'sktm-bila-diminta-kantor', state: 'missing' }])
    expect(look(needId).lacking).toEqual(['SKTM (bila diminta kantor)'])
    tick(needId, [{ key: 'sktm-bila-diminta-kantor', state: 'not-needed' }])
    expect(look(needId).lacking).toEqual([])
  })

  it('that are always asked for are waived with a reason only, and the mark says who and when', () => {
    const { needId } = open()
    expect(refusal(() => tick(needId, [{ key: 'ktp-pemohon', state: 'not-needed' }]))).toBe('VALIDATION')
    tick(needId, [{ key: 'ktp-pemohon', state: 'not-needed', note: 'bayi, belum punya KTP' }])
    expect(look(needId).papers[0]).toMatchObject({ state: 'not-needed', note: 'bayi, belum punya KTP', by: 'Admin Uji' })
    tick(needId, [{ key: 'ktp-pemohon', state: null }])
    expect(look(needId).papers[0]).toMatchObject({ state: null, at: null })
    expect(refusal(() => tick(needId, [{ key: 'paspor', state: 'have' }]))).toBe('VALIDATION')
  })

  it('stay those of the version the need was registered with', () => {
    const { needId } = open('pkh')
    const { body, version } = definitionsHandlers.get(inline.context, { kind: 'programme', key: 'pkh', version: null })
    inTransaction(inline, () =>
      definitionsHandlers.save(inline.context, {
        kind: 'programme',
        key: 'pkh',
        baseVersion: version,
        body: { ...(body as Record<string, never>), requirements: ['Surat baru'] },
      }),
    )
    expect(look(needId).papers.map(({ label }) => label)).toContain('KTP pemohon')
    expect(look(open('pkh').needId).papers.map(({ key, label }) => [key, label])).toEqual([['surat-baru', 'Surat baru']])
  })
})

describe('lanes', () => {
  it('have their own limit; an unknown one is refused', () => {
    expect(open('reaktivasi-pbi-jk', { lane: 'darurat' }).due).toBe('2026-11-23')
    expect(open('reaktivasi-pbi-jk', { lane: 'biasa' }).due).toBe('2026-11-25')
    expect(refusal(() => open('pkh', { lane: 'darurat' }))).toBe('VALIDATION')
  })
})

describe('the SOP beside a need', () => {
  it('is the service’s own, ticked by hand or by the way of the need', () => {
    const { needId } = open('reaktivasi-pbi-jk', { papers: allPapers(inline, 'reaktivasi-pbi-jk') })
    const before = look(needId).sop
    expect(before?.key).toBe('reaktivasi-pbi-jk')
    expect(before?.steps.every(({ done }) => !done)).toBe(true)
    const step = (stepKey: string, done = true) =>
      inTransaction(inline, () => servicesHandlers.tickStep(inline.context, { needId, stepKey, done }))
    step('jalur')
    forward(needId)
    const after = new Map(look(needId).sop?.steps.map((one) => [one.key, one]))
    expect(after.get('jalur')).toMatchObject({ done: true, by: 'Admin Uji' })
    expect(after.get('teruskan')).toMatchObject({ done: true, doneBySelf: true })
    expect(after.get('layak')).toMatchObject({ done: false })
    expect(refusal(() => step('teruskan'))).toBe('STATE')
    expect(refusal(() => step('tidak-ada'))).toBe('NOT_FOUND')
    step('jalur', false)
    expect(look(needId).sop?.steps[0]?.done).toBe(false)
  })

  it('stays the version that was begun with, and other services follow the one for all', () => {
    const { needId } = open('sembako')
    expect(look(needId).sop).toMatchObject({ key: 'layanan-loket', version: 1 })
    inTransaction(inline, () => servicesHandlers.tickStep(inline.context, { needId, stepKey: 'identitas', done: true }))
    const { body } = definitionsHandlers.get(inline.context, { kind: 'sop', key: 'layanan-loket', version: null })
    const steps = (body as { steps: unknown[] }).steps.slice(0, 2)
    inTransaction(inline, () =>
      definitionsHandlers.save(inline.context, {
        kind: 'sop',
        key: 'layanan-loket',
        baseVersion: 1,
        body: { ...(body as Record<string, never>), steps: steps as never },
      }),
    )
    expect(look(needId).sop).toMatchObject({ version: 1 })
    expect(look(open('sembako').needId).sop).toMatchObject({ version: 2, steps: [{ key: 'identitas' }, { key: 'siks-ng' }] })
  })

  it('is the new service’s when the service of a need is changed, and so are its lane and papers', () => {
    const laned = currentDefinitions(inline.db, 'programme').find(({ body }) => body.active && body.lanes.length > 0)
    const { needId } = open(laned?.key, { lane: laned?.body.lanes[0]?.key })
    const step = look(needId).sop?.steps.find(({ doneBySelf }) => !doneBySelf)?.key as string
    inTransaction(inline, () =>
      servicesHandlers.tickStep(inline.context, contract.services.tickStep.input.parse({ needId, stepKey: step, done: true })),
    )
    const before = look(needId).sop
    const other = currentDefinitions(inline.db, 'sop').find(({ key, body }) => key !== before?.key && body.programmes.length > 0)
    const programmeKey = other?.body.programmes[0] as string
    inTransaction(inline, () =>
      casesHandlers.updateNeed(
        inline.context,
        contract.cases.updateNeed.input.parse({
          needId,
          version: 1,
          programmeKey,
          category: 'kebutuhan',
          level: 'kabupaten',
          agencyId: null,
          dueDate: null,
          priority: 'biasa',
        }),
      ),
    )
    const lanes = currentDefinitions(inline.db, 'programme').find(({ key }) => key === programmeKey)?.body.lanes ?? []
    expect(look(needId)).toMatchObject({ lane: lanes[0]?.key ?? '', sop: { key: other?.key } })
    expect(look(needId).sop?.steps.filter(({ done, doneBySelf }) => done && !doneBySelf)).toEqual([])
  })

  it('prints as a checklist, blank for a service and with its marks for a need', async () => {
    const { needId } = open('reaktivasi-pbi-jk', { papers: [{ key: 'ktp-pemohon', state: 'missing' }] })
    const blank = await servicesHandlers.printSop(inline.context, { programmeKey: 'reaktivasi-pbi-jk' })
    const own = await servicesHandlers.printSop(inline.context, { needId })
    const blankText = await pdfText(blank.file)
    expect(blankText).toContain('Daftar periksa: Reaktivasi PBI-JK')
    expect(blankText).toContain('Tentukan jalur')
    const ownText = await pdfText(own.file)
    expect(ownText).toContain('WARGA CONTOH')
    expect(ownText).toContain('SLRT-2026-0001')
    expect(ownText).toContain('Belum ada')
  })
})

describe('the set of services', () => {
  it('has criteria with a source each, and every SOP names services that exist', () => {
    const keys = programmesHandlers.list(inline.context, {}).map(({ key }) => key)
    for (const row of definitionsHandlers.list(inline.context, { kind: 'programme' })) {
      const body = definitionsHandlers.get(inline.context, { kind: 'programme', key: row.key, version: null }).body as {
        criteria: { source: string }[]
        source: string
      }
      expect(body.source, row.key).not.toBe('')
      for (const rule of body.criteria) expect(rule.source, row.key).not.toBe('')
    }
    for (const row of definitionsHandlers.list(inline.context, { kind: 'sop' })) {
      const body = definitionsHandlers.get(inline.context, { kind: 'sop', key: row.key, version: null }).body as {
        programmes: string[]
        source: string
      }
      expect(body.source, row.key).not.toBe('')
      for (const key of body.programmes) expect(keys).toContain(key)
    }
  })
})
