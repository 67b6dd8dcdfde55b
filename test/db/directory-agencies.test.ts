import { resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seedAgencies } from '../../src/main/core/directory/directory.repo.ts'
import { directoryHandlers } from '../../src/main/core/directory/directory.service.ts'
import { programmesHandlers, sectorOrder } from '../../src/main/core/programmes/programmes.service.ts'
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
