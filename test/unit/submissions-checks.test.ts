import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { submissionProfileBody } from '../../src/main/core/definitions/kinds.ts'
import { checkRow, checksOf, countValues, isReady, sumFindings, uniqueColumns } from '../../src/main/core/submissions/checks.ts'
import { cellValue, isKnownSource } from '../../src/main/core/submissions/column-values.ts'
import { fileNameOf } from '../../src/main/core/submissions/export-file.ts'
import { profileProblems } from '../../src/main/core/submissions/profile-problems.ts'
import type { ItemRow } from '../../src/main/core/submissions/submissions.repo.ts'

const folder = resolve(import.meta.dirname, '../../resources/definitions/submission-profile')
const profiles = readdirSync(folder).map((file) => ({
  key: file.replace('.json', ''),
  body: submissionProfileBody.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
}))
const today = '2026-11-22'
const office = {
  name: 'Dinas',
  districtCode: '52.01',
  districtName: 'Kabupaten Lombok Barat',
  provinceName: 'Nusa Tenggara Barat',
}
const good: ItemRow = {
  id: 1,
  person_id: 1,
  result: 'waiting',
  reason: '',
  row_number: null,
  data: null,
  nik: '5201014107900001',
  name: 'Siti Aminah',
  birth_place: 'Gerung',
  birth_date: '1990-07-01',
  sex: 'P',
  religion: 'Islam',
  marital_status: 'Kawin',
  education: '',
  occupation: 'Mengurus Rumah Tangga',
  disability: '',
  mother_name: 'Inaq Sari',
  father_name: '',
  phone: '081234567890',
  address: 'Jl. Contoh 5',
  hamlet: 'Dusun Kerta',
  rt: '001',
  rw: '002',
  region_code: '52.01.01.1001',
  life_status: 'alive',
  extra: '{"desil":"2"}',
  facts: '{}',
  kk_number: '5201010101100001',
  relation: 'Kepala Keluarga',
  village: 'Gerung Utara',
  sub_district: 'Gerung',
  district: 'Kabupaten Lombok Barat',
  province: 'Nusa Tenggara Barat',
}
const blank: Record<string, Partial<ItemRow>> = {
  'person.nik': { nik: null },
  'family.kk': { kk_number: null },
  'person.name': { name: ' ' },
  'person.birthDate': { birth_date: null },
  'person.sex': { sex: null },
  'person.motherName': { mother_name: '' },
  'person.birthPlace': { birth_place: '' },
  'person.address': { address: '' },
  'person.fullAddress': { address: '', hamlet: '', rt: '', rw: '' },
  'region.village': { village: null },
}
/** A person that breaks each rule; the generated tests run it against every row of every shipped profile. */
const breakers: Record<string, (source: string) => Partial<ItemRow>> = {
  filled: (source) => blank[source] ?? {},
  'sixteen-digits': () => ({ kk_number: '520101010110000' }),
  'nik-shape': () => ({ nik: '520101410790000' }),
  'nik-birth': () => ({ birth_date: '1990-07-02' }),
  'nik-sex': () => ({ sex: 'L' }),
  date: () => ({ birth_date: '1990-02-30' }),
  'not-future': () => ({ birth_date: '2027-01-01' }),
  'village-known': () => ({ village: null }),
  alive: () => ({ life_status: 'dead' }),
}

describe.each(profiles)('shipped profile $key', ({ body }) => {
  const counts = countValues(uniqueColumns(body), [good], office)

  it('fills every column from a source we know, with a check column that exists', () => {
    for (const column of body.columns) expect(isKnownSource(column.source), column.header).toBe(true)
    const headers = body.columns.map(({ header }) => header)
    expect(new Set(headers).size).toBe(headers.length)
    for (const check of body.checks) expect(headers, check.code).toContain(check.column)
  })

  it('lets a complete person through', () => {
    expect(checkRow(body, good, office, today, counts)).toEqual([])
  })

  it.each(checksOf(body).filter((check) => check.rule !== 'unique-in-batch'))('finds $code ($rule on $column)', (check) => {
    const source = body.columns.find(({ header }) => header === check.column)?.source ?? ''
    const bad = { ...good, ...breakers[check.rule]?.(source) }
    const found = checkRow(body, bad, office, today, counts).find(
      (problem) => problem.code === check.code && problem.fieldLabel === check.column,
    )
    expect(found).toMatchObject({ severity: check.severity, field: source, fix: check.fix })
    expect(found?.message).toMatch(/\.$/)
    expect(isReady([found as NonNullable<typeof found>])).toBe(check.severity === 'warning')
  })

  it('finds the same NIK twice and sums findings by check', () => {
    const twice = [good, { ...good, id: 2 }]
    const both = countValues(uniqueColumns(body), twice, office)
    const problems = twice.map((row) => checkRow(body, row, office, today, both))
    expect(problems.map((own) => own.map(({ code }) => code))).toEqual([['nik-ganda'], ['nik-ganda']])
    expect(sumFindings(body, problems)).toEqual([expect.objectContaining({ code: 'nik-ganda', severity: 'block', people: 2 })])
  })
})

describe('values of columns', () => {
  const column = (more: object) =>
    ({
      header: 'x',
      source: 'person.name',
      literal: '',
      codes: {},
      date: 'YYYY-MM-DD',
      upperCase: false,
      width: 10,
      required: false,
      ...more,
    }) as const

  it.each([
    [{ source: 'row' }, '7'],
    [{ source: 'literal', literal: 'A' }, 'A'],
    [{ source: 'empty' }, ''],
    [{ upperCase: true }, 'SITI AMINAH'],
    [{ source: 'person.sex', codes: { P: '2' } }, '2'],
    [{ source: 'person.birthDate', date: 'DD/MM/YYYY' }, '01/07/1990'],
    [{ source: 'person.birthDate', date: 'DD-MM-YYYY' }, '01-07-1990'],
    [{ source: 'person.fullAddress' }, 'Jl. Contoh 5, Dusun Kerta, RT 001/RW 002'],
    [{ source: 'person.hasDisability' }, ''],
    [{ source: 'extra.desil' }, '2'],
    [{ source: 'extra.tidak-ada' }, ''],
    [{ source: 'office.districtCode' }, '52.01'],
  ])('%j → %j', (more, expected) => {
    expect(cellValue(column(more) as never, good, office, 7)).toBe(expected)
  })

  it('tells a known absence of disability from an unknown one', () => {
    const own = column({ source: 'person.hasDisability' }) as never
    expect(cellValue(own, { ...good, disability: 'Tidak Cacat' }, office, 1)).toBe('TIDAK')
    expect(cellValue(own, { ...good, disability: 'Disabilitas Netra' }, office, 1)).toBe('YA')
  })
})

describe('a profile that an office edited', () => {
  it('is told about sources, headings and checks that lead nowhere', () => {
    const body = profiles[0]?.body
    if (body === undefined) throw new Error('no profile is shipped')
    expect(profileProblems(body)).toEqual([])
    const [first, second] = body.columns
    const [check] = body.checks
    if (first === undefined || second === undefined || check === undefined) throw new Error('the profile is empty')
    const wrong = {
      ...body,
      columns: [
        { ...first, source: 'person.agama' },
        { ...second, header: first.header },
      ],
      checks: [{ ...check, column: 'Tidak ada' }],
    }
    expect(profileProblems(wrong).map(({ path }) => path)).toEqual(['columns.0.source', 'columns.1.header', 'checks.0.column'])
  })
})

describe('file name', () => {
  const words = {
    districtCode: '52.01',
    period: '2026-11',
    label: 'Usulan Kec. Gerung / tahap 1',
    profileKey: 'p',
    practice: false,
  }
  it('is made of safe letters by the pattern, and marked in practice', () => {
    const name = fileNameOf('USULAN_{kode-wilayah}_{periode}_{label}', words)
    expect(name).toBe('USULAN_5201_2026-11_Usulan-Kec-Gerung-tahap-1.xlsx')
    expect(fileNameOf('USULAN_{periode}', { ...words, practice: true })).toBe('LATIHAN-USULAN_2026-11.xlsx')
    expect(fileNameOf('../{label}', { ...words, label: '..\\..\\evil' })).not.toMatch(/[./\\]{2}/)
  })
})
