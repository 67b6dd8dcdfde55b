import { resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seedAgencies } from '../../src/main/core/directory/directory.repo.ts'
import { directoryHandlers } from '../../src/main/core/directory/directory.service.ts'
import { programmesHandlers, sectorOrder } from '../../src/main/core/programmes/programmes.service.ts'
import { agencyForm, tabWithError, toValues } from '../../src/renderer/features/directory/agency-values.ts'
import { agencyFields } from '../../src/shared/contract/directory.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { furnishOffice, refusal } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
})
afterEach(() => inline.close())

const resources = resolve(import.meta.dirname, '../../resources')
const list = (input: object) => directoryHandlers.list(inline.context, contract.directory.list.input.parse(input))
const all = { onlyActive: false }

describe('directory of agencies', () => {
  it('is filled at the first start with the district in the names, and only once', () => {
    const added = seedAgencies(inline.db, resources, inline.context.now())
    expect(added).toBeGreaterThan(10)
    expect(seedAgencies(inline.db, resources, inline.context.now())).toBe(0)
    const names = list(all).map((agency) => agency.name)
    expect(names).toContain('RSUD Kabupaten Lombok Barat')
    expect(names).toContain('Dinas Sosial Provinsi Nusa Tenggara Barat')
    expect(names.join()).not.toMatch(/[{}]|undefined/)
  })

  it('keeps what the office changed when the shipped list is installed again', () => {
    seedAgencies(inline.db, resources, inline.context.now())
    const [first] = list({ text: 'rsud', onlyActive: true })
    const { id, version, ...fields } = first as NonNullable<typeof first>
    directoryHandlers.save(inline.context, { id, version, ...fields, name: 'RSUD Contoh', answerDays: 3 })
    seedAgencies(inline.db, resources, inline.context.now())
    expect(directoryHandlers.get(inline.context, { id })).toMatchObject({ name: 'RSUD Contoh', answerDays: 3, version: 2 })
  })

  it('refuses a stale change and finds agencies by what they do', () => {
    seedAgencies(inline.db, resources, inline.context.now())
    const [dukcapil] = list({ text: 'akta ktp', onlyActive: true })
    expect(dukcapil?.sector).toBe('adminduk')
    const { id, version, ...fields } = dukcapil as NonNullable<typeof dukcapil>
    directoryHandlers.save(inline.context, { id, version, ...fields, active: false })
    expect(refusal(() => directoryHandlers.save(inline.context, { id, version, ...fields }))).toBe('CONFLICT')
    expect(refusal(() => directoryHandlers.get(inline.context, { id: 9999 }))).toBe('NOT_FOUND')
    expect(list({ text: 'akta ktp', onlyActive: true }).map(({ sector }) => sector)).not.toContain('adminduk')
  })
})

describe('the form of an agency', () => {
  const whole = {
    name: 'Yayasan Contoh',
    addressee: 'Ketua Yayasan Contoh',
    kind: 'lembaga-sosial',
    government: false,
    level: 'kabupaten',
    sector: 'sosial-ekonomi',
    city: 'Gerung',
    address: 'Jl. Contoh 1',
    phone: '(0370) 000000',
    email: 'kantor@contoh.example',
    website: 'contoh.example',
    services: 'Rumah singgah',
    note: 'Telepon dahulu',
    answerDays: 7,
    active: true,
    offers: [
      {
        name: 'Rumah singgah',
        sector: 'kesehatan',
        description: 'Paling lama 14 hari',
        documents: '  KTP \n\nSurat pengantar',
        programmes: ['pkh'],
      },
    ],
    contacts: [{ name: 'Ibu Contoh', title: 'Pengurus harian', phone: '081200000000', email: '' }],
    locations: [{ name: 'Cabang Gerung', address: 'Jl. Dua 2', region: '52.01.01.1001', phone: '' }],
    schedule: [{ days: [1, 2, 5], opens: '8', closes: '14.30', note: 'istirahat 12–13' }],
    areas: ['52.01.01', '52.01.14.2001'],
    codes: [{ system: 'SIKS-NG', code: '123' }],
  } as const
  const save = (fields: object, id: number | null = null, version = 0) =>
    directoryHandlers.save(inline.context, contract.directory.save.input.parse({ id, version, ...fields }))
  const errorOf = (change: object): string[] =>
    agencyForm.safeParse({ ...whole, ...change }).error?.issues.map(({ path }) => path.join('.')) ?? []

  it('holds everything that the directory keeps, and hands it back unchanged', () => {
    const typed = agencyForm.parse(whole)
    expect(typed.offers[0]?.documents).toEqual(['KTP', 'Surat pengantar'])
    expect(typed.schedule[0]).toMatchObject({ opens: '08:00', closes: '14:30' })
    const { id } = save(typed)
    const { id: _id, version: _version, ...kept } = directoryHandlers.get(inline.context, { id })
    expect(kept).toEqual(typed)
    expect(Object.keys(kept).sort()).toEqual(Object.keys(agencyFields.shape).sort())
    const reopened = toValues(directoryHandlers.get(inline.context, { id }))
    expect(agencyForm.parse(reopened)).toEqual(typed)
  })

  it('says on which tab something is wrong', () => {
    expect(errorOf({})).toEqual([])
    expect(errorOf({ schedule: [{ days: [], opens: '25:00', closes: '', note: '' }] })).toEqual([
      'schedule.0.days',
      'schedule.0.opens',
    ])
    expect(errorOf({ contacts: [{ name: '', title: '', phone: '', email: '' }] })).toEqual(['contacts.0.name'])
    expect(errorOf({ locations: [{ name: '', address: '', region: null, phone: '' }] })).toEqual(['locations.0.name'])
    expect(tabWithError({ areas: true, contacts: true })).toBe('contacts')
    expect(tabWithError({ name: true, codes: true })).toBe('about')
  })

  it('is refused for a name that another agency has, and for a region that does not exist', () => {
    const { id, version } = save(agencyForm.parse(whole))
    expect(refusal(() => save({ ...agencyForm.parse(whole), name: 'yayasan  CONTOH' }))).toBe('VALIDATION')
    expect(refusal(() => save({ ...agencyForm.parse(whole), areas: ['99.99'] }, id, version))).toBe('VALIDATION')
    expect(save({ ...agencyForm.parse(whole), note: 'baru' }, id, version)).toEqual({ id, version: 2 })
  })
})

describe('programmes', () => {
  it('cover the nine sectors in their order, each with service days and requirements', () => {
    const programmes = programmesHandlers.list(inline.context, {})
    const sectors = programmes.map((programme) => programme.sector)
    expect([...new Set(sectors)]).toEqual(sectorOrder)
    for (const programme of programmes) {
      expect(programme.serviceDays, programme.key).toBeGreaterThan(0)
      expect(programme.requirements.length, programme.key).toBeGreaterThan(0)
    }
    expect(programmes.map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        'pbi-jk',
        'reaktivasi-pbi-jk',
        'pkh',
        'sembako',
        'kip-pip',
        'rutilahu',
        'usulan-dtsen',
        'kartu-keluarga',
      ]),
    )
  })

  it('leave out what the office switched off', () => {
    const { db, context } = inline
    const row = db.first(db.q.selectFrom('definition').selectAll().where('kind', '=', 'programme').where('key', '=', 'pkh'))
    const body = { ...JSON.parse(row?.body ?? '{}'), active: false }
    db.run(
      db.q.insertInto('definition').values({
        kind: 'programme',
        key: 'pkh',
        version: 2,
        name: body.name,
        body: JSON.stringify(body),
        hash: 'x',
        origin: 'office',
        created_at: context.now(),
        created_by: 1,
      }),
    )
    expect(programmesHandlers.list(context, {}).map(({ key }) => key)).not.toContain('pkh')
  })
})
