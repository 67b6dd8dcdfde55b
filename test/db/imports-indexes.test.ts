import { afterEach, expect, it } from 'vitest'
import {
  familiesByNumber,
  headsByFamilyNumber,
  peopleById,
  peopleByNameAndBirth,
  peopleByNik,
} from '../../src/main/core/imports/compare.repo.ts'
import { addPerson, furnishOffice } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { listening } from '../harness/query-plans.ts'

let inline: Inline
afterEach(() => inline.close())

it('a file is compared with the register through indexes: a name that thousands share is never read through', () => {
  inline = openInline()
  furnishOffice(inline)
  const id = addPerson(inline, { name: 'SITI AMINAH', birthDate: '1990-07-01', region: '52.01.14.2001' })
  addPerson(inline, { name: 'SITI AMINAH', birthDate: '1991-07-01', region: '52.01.14.2001' })
  const { db, plan } = listening(inline.db)
  expect(peopleByNameAndBirth(db, [['siti aminah', '1990-07-01']]).map((one) => one.id)).toEqual([id])
  expect(plan).toContain('SEARCH p USING INDEX person_birth (birth_date=? AND name_key=?)')
  peopleByNik(db, ['5201141501900001'])
  peopleById(db, [id])
  headsByFamilyNumber(db, ['5201140107100031'])
  familiesByNumber(db, ['5201140107100031'])
  expect(plan.filter((step) => step.startsWith('SCAN') && !step.startsWith('SCAN j VIRTUAL TABLE'))).toEqual([])
})
