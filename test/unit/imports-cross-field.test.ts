import { describe, expect, it } from 'vitest'
import { crossFieldProblems } from '../../src/main/core/imports/cross-field.ts'
import type { RowData } from '../../src/main/core/imports/staged-row.ts'

const columns: Record<string, string> = { birthDate: 'D', sex: 'E', maritalStatus: 'F', relation: 'G', occupation: 'H' }
const said = (data: RowData) => crossFieldProblems(data, '2026-11-22', (field) => columns[field])

describe('values of one row that do not fit together', () => {
  it('are told at the column that says the odd thing', () => {
    expect(said({ fields: { name: 'ANAK CONTOH', birthDate: '2019-05-01', sex: 'P', maritalStatus: 'Kawin' } })).toMatchObject([
      { column: 'F', severity: 'warning', code: 'marital-age' },
    ])
    expect(said({ relation: 'Istri', fields: { name: 'PAK CONTOH', birthDate: '1980-05-01', sex: 'L' } })).toMatchObject([
      { column: 'G', severity: 'error', code: 'relation-sex' },
    ])
    expect(
      said({ facts: { pregnant: 'ya' }, fields: { name: 'PAK CONTOH', birthDate: '1980-05-01', sex: 'L' } }).map(
        ({ code }) => code,
      ),
    ).toEqual(['pregnant-man'])
  })

  it('are silent about a sound row, and about what the file does not say', () => {
    expect(said({ fields: { name: 'ANAK CONTOH' } })).toEqual([])
    expect(
      said({
        relation: 'Istri',
        facts: { pregnant: 'tidak' },
        fields: { name: 'BU CONTOH', birthDate: '1980-05-01', sex: 'P', maritalStatus: 'Kawin', motherName: 'INAQ SARI' },
      }),
    ).toEqual([])
  })
})
