import { afterEach, expect, it } from 'vitest'
import { idsByNameAndBirth, idsByVillageAndBirth } from '../../src/main/core/duplicates/subjects.sqlite.ts'
import { addPerson, furnishOffice } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { listening } from '../harness/query-plans.ts'

let inline: Inline
afterEach(() => inline.close())

it('the question at the counter reads the people of one birth date from an index, not the table', () => {
  inline = openInline()
  furnishOffice(inline)
  const id = addPerson(inline, { name: 'SITI AMINAH', birthDate: '1990-07-01', region: '52.01.14.2001' })
  addPerson(inline, { name: 'SITI AMINAH', birthDate: '1991-07-01', region: '52.01.14.2001' })
  const { db, plan } = listening(inline.db)
  expect(idsByNameAndBirth(db, 'siti aminah', '1990-07-01', 60)).toEqual([id])
  expect(idsByVillageAndBirth(db, '52.01.14.2001', '1990-07-01', 60)).toEqual([id])
  expect(plan).toEqual([
    'SEARCH person USING COVERING INDEX person_birth (birth_date=? AND name_key=?)',
    'SEARCH person USING COVERING INDEX person_birth (birth_date=?)',
  ])
})
