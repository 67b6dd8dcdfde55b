import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { submissionProfileBody } from '../../src/main/core/definitions/kinds.ts'
import { type Finding, fillIn, findingOf, run } from '../../src/shared/domain/checks/check.ts'
import { type FamilyMemberFacts, familyChecks, toFamilySubject } from '../../src/shared/domain/checks/family-checks.ts'
import { importChecks } from '../../src/shared/domain/checks/import-checks.ts'
import type { NikExample } from '../../src/shared/domain/checks/nik-checks.ts'
import { kkShapeChecks, nikShapeChecks } from '../../src/shared/domain/checks/number-checks.ts'
import {
  type PersonExample,
  type PersonFacts,
  personChecks,
  toPersonSubject,
} from '../../src/shared/domain/checks/person-checks.ts'
import { type SubmissionCell, submissionChecks } from '../../src/shared/domain/checks/submission-checks.ts'
import { checkOf, checkTable, say } from '../../src/shared/domain/checks/table.ts'

const today = '2026-11-22'

const person: PersonFacts = {
  nik: '5201146212850001',
  originalNumber: '',
  name: 'SITI AMINAH',
  birthDate: '1985-12-22',
  sex: 'P',
  maritalStatus: 'Kawin',
  education: 'SLTA/Sederajat',
  occupation: 'Mengurus Rumah Tangga',
  motherName: 'INAQ SARI',
  phone: '081234567890',
  rt: '001',
  rw: '002',
  regionCode: '52.01.14.2001',
  lifeStatus: 'alive',
  relation: 'Istri/Suami',
  pregnant: false,
  openCases: 0,
}
const subjectOf = ({ regions, ...facts }: PersonExample & NikExample) =>
  toPersonSubject(
    { ...person, ...facts },
    { today, ...(regions === undefined ? {} : { regionKnown: (code) => regions.includes(code) }) },
  )

const member = (facts: Partial<FamilyMemberFacts>): FamilyMemberFacts => ({
  nik: null,
  originalNumber: '',
  name: 'NAMA',
  relation: 'Kepala Keluarga',
  sex: 'L',
  birthDate: '1980-01-01',
  maritalStatus: 'Kawin',
  lifeStatus: 'alive',
  regionCode: '52.01.14.2001',
  ...facts,
})
const household = [
  member({ nik: '5201140101800001', name: 'AHMAD' }),
  member({ nik: '5201144505820001', name: 'SITI', relation: 'Istri', sex: 'P', birthDate: '1982-05-05' }),
  member({ name: 'ANAK SATU', relation: 'Anak', birthDate: '2010-05-05', maritalStatus: 'Belum Kawin' }),
]
type FamilyExample = (typeof familyChecks)[number]['examples']['pass' | 'fail'][number] & {
  alone?: boolean
  members?: readonly Partial<FamilyMemberFacts>[]
  kkNumber?: string | null
  regionCode?: string | null
}
const familyOf = ({ alone = false, members = [], kkNumber = '5201140101100001', regionCode = '52.01.14.2001' }: FamilyExample) =>
  toFamilySubject(
    {
      kkNumber,
      regionCode,
      members: alone
        ? members.map(member)
        : [...household.map((one, i) => ({ ...one, ...members[i] })), ...members.slice(household.length).map(member)],
    },
    today,
  )

const cellOf = (example: Partial<SubmissionCell>): SubmissionCell => ({
  column: 'Kolom',
  value: '5201146212850001',
  today,
  villageKnown: true,
  alive: true,
  birthDate: '1985-12-22',
  sex: 'P',
  count: 1,
  ...example,
})

/** Runs a check alone over one of its examples. */
const groups = [
  { name: 'typed NIK', checks: nikShapeChecks, find: (example: object) => run(nikShapeChecks, example as { digits: string }) },
  { name: 'typed KK', checks: kkShapeChecks, find: (example: object) => run(kkShapeChecks, example as { digits: string }) },
  { name: 'person', checks: personChecks, find: (example: object) => run(personChecks, subjectOf(example)) },
  { name: 'family', checks: familyChecks, find: (example: object) => run(familyChecks, familyOf(example as FamilyExample)) },
] as const

const told = (finding: Finding | undefined): void => {
  expect(finding?.message).not.toMatch(/[{}]/)
  expect(finding?.message.length).toBeGreaterThan(10)
}

describe.each(groups)('every check of a $name', ({ checks, find }) => {
  describe.each(checks.map((check) => [check.id, check] as const))('%s', (id, check) => {
    it.each(check.examples.pass.map((example) => [JSON.stringify(example), example] as const))('passes %s', (_text, example) => {
      expect(find(example).map((finding) => finding.id)).not.toContain(id)
    })
    it.each(check.examples.fail.map((example) => [JSON.stringify(example), example] as const))('finds %s', (_text, example) => {
      const finding = find(example).find((one) => one.id === id)
      expect(finding).toMatchObject({ id, severity: check.severity, fix: check.fix, overridable: check.overridable })
      told(finding)
    })
  })
})

describe('a plausible person and family', () => {
  it('give nothing at all', () => {
    expect(run(personChecks, subjectOf({}))).toEqual([])
    expect(run(familyChecks, familyOf({}))).toEqual([])
  })
})

describe.each(submissionChecks.map((check) => [check.id, check] as const))('rule of a batch %s', (_id, check) => {
  it('knows its examples apart', () => {
    for (const example of check.examples.pass) expect(check.find(cellOf(example)), JSON.stringify(example)).toBeNull()
    for (const example of check.examples.fail) {
      const values = check.find(cellOf(example))
      expect(values, JSON.stringify(example)).not.toBeNull()
      told(findingOf(check, values ?? {}))
    }
  })
})

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)],
  )

describe('the table', () => {
  it('has each id once, with words for everything', () => {
    expect(new Set(checkTable.map(({ id }) => id)).size).toBe(checkTable.length)
    for (const row of checkTable) {
      expect(row.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      for (const words of [row.title, row.fix, row.source]) expect(words.length, row.id).toBeGreaterThan(5)
      expect(row.what.length, row.id).toBeGreaterThan(6)
      expect(row.fix, row.id).toMatch(/\.$/)
      expect(checkOf(row.id)).toBe(row)
    }
  })

  it('lets nobody accept what blocks', () => {
    for (const row of checkTable) if (row.severity === 'block') expect(row.overridable, row.id).toBe(false)
  })

  it('fills in what a finding says', () => {
    expect(say('date-unknown', { kolom: 'Lahir' }).message).toBe(
      'Isi kolom Lahir bukan tanggal; kolom ini dibiarkan kosong. Contoh yang benar: 31-12-1990.',
    )
    expect(fillIn('{a} dan {b}', { a: 1 })).toBe('1 dan {b}')
  })

  it('holds every rule that a submission profile may name', () => {
    const rules = submissionProfileBody.shape.checks.element.shape.rule.options
    expect(submissionChecks.map(({ id }) => id.replace('submission-', '')).sort()).toEqual([...rules].sort())
  })

  it('holds every finding of the import, and each of them is used there', () => {
    const folder = resolve(import.meta.dirname, '../../src/main/core/imports')
    const code = sources(folder)
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n')
    const written = [...code.matchAll(/(?:severity: '(?:block|error|warning)',\s*)code: '([a-z-]+)'/g)].map(([, id]) => id ?? '')
    for (const id of written) expect(checkOf(id), id).toBeDefined()
    for (const { id } of importChecks) expect(code.includes(`'${id}'`) || /^(?:nik|kk)-/.test(id), id).toBe(true)
  })
})
