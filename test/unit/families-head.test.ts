import { describe, expect, it } from 'vitest'
import { proposeHead } from '../../src/shared/domain/families.ts'

const member = (relation: string, birthDate: string | null) => ({
  relation,
  birthDate,
  sex: null,
  maritalStatus: '',
  lifeStatus: 'alive',
})

describe('who is proposed as the next head of a family', () => {
  it('is the spouse, else somebody grown, else somebody whose age is not known, and never a child', () => {
    const [wife, son, baby, unknown] = [
      member('Istri', '1990-01-01'),
      member('Anak', '2005-01-01'),
      member('Anak', '2026-11-01'),
      member('Famili Lain', null),
    ]
    const head = (...staying: (typeof wife)[]) => proposeHead(staying as never[], '2026-11-22')
    expect(head(baby, son, wife)).toBe(wife)
    expect(head(baby, unknown, son)).toBe(son)
    expect(head(baby, unknown)).toBe(unknown)
    expect(head(baby)).toBeNull()
  })
})
