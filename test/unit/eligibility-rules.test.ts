import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Criterion,
  criterionKinds,
  inForce,
  type KnownFamily,
  type KnownPerson,
  openingOn,
  suggest,
} from '../../src/shared/domain/eligibility.ts'

const today = '2026-11-22'
const rule = (kind: Criterion['kind'], more: Partial<Criterion> = {}): Criterion => ({
  kind,
  min: null,
  max: null,
  text: '',
  group: '',
  validFrom: null,
  validTo: null,
  source: '',
  ...more,
})
const person = (more: Partial<KnownPerson> = {}): KnownPerson => ({
  id: 1,
  name: 'ANI',
  birthDate: '1990-01-01',
  pregnant: false,
  disability: '',
  received: [],
  ...more,
})
const decile = { value: 2, asOf: '2026-10-01', words: 'Desil 2' }
const programme = (criteria: Criterion[], receivedBy: 'family' | 'person' = 'family') => ({
  key: 'x',
  receivedBy,
  criteria,
  openings: [],
})
const ask = (family: KnownFamily, criteria: Criterion[], receivedBy?: 'family' | 'person') =>
  suggest(family, [programme(criteria, receivedBy)], today)

describe('a programme is suggested', () => {
  it('with its reason when every condition is met, one of a group being enough', () => {
    const rules = [rule('decile', { min: 1, max: 4 }), rule('elder', { group: 'k' }), rule('disability', { group: 'k' })]
    const [found] = ask({ people: [person({ disability: 'Tuna netra' })], decile }, rules)
    expect(found).toMatchObject({ verdict: 'yes', reasons: [expect.stringContaining('Desil 2'), expect.stringContaining('ANI')] })
    expect(ask({ people: [person()], decile }, rules)).toEqual([])
  })

  it('neither as fitting nor as not fitting when a fact is missing: it says which', () => {
    const [found] = ask({ people: [person({ birthDate: null })], decile: null }, [rule('decile', { max: 4 }), rule('elder')])
    expect(found?.verdict).toBe('unknown')
    expect(found?.unknown).toEqual(['desil keluarga', expect.stringContaining('umur ANI')])
  })

  it('with a word about a decile older than half a year', () => {
    const old = { ...decile, asOf: '2026-01-01' }
    const [found] = ask({ people: [person()], decile: old }, [rule('decile', { max: 4 })])
    expect(found).toMatchObject({ oldDecile: true, reasons: [expect.stringContaining('sudah lama')] })
  })

  it('not to who receives it, and to each person on their own where persons receive it', () => {
    const received = [{ programmeKey: 'x', status: 'active' as const }]
    const people = [person({ received }), person({ id: 2, name: 'BUDI' })]
    expect(ask({ people, decile }, [rule('decile', { max: 4 })])).toEqual([])
    expect(ask({ people, decile }, [rule('decile', { max: 4 })], 'person').map(({ personId }) => personId)).toEqual([2])
  })

  it('by the rules of the day only', () => {
    const rules = [rule('decile', { max: 4, validTo: '2026-06-30' }), rule('decile', { max: 1, validFrom: '2026-07-01' })]
    expect(inForce(rules, today)).toEqual([rules[1]])
    expect(ask({ people: [person()], decile }, rules)).toEqual([])
  })
})

describe('openings', () => {
  it('are always when none is named, else say when the next begins', () => {
    expect(openingOn([], today)).toEqual({ open: true, opensOn: null })
    const year = [{ from: '2026-12-01', to: '2026-12-31' }]
    expect(openingOn(year, today)).toEqual({ open: false, opensOn: '2026-12-01' })
    expect(openingOn(year, '2026-12-31')).toEqual({ open: true, opensOn: null })
    expect(openingOn(year, '2027-01-01')).toEqual({ open: false, opensOn: null })
  })
})

const someRule = fc.record({
  kind: fc.constantFrom(...criterionKinds),
  min: fc.option(fc.integer({ min: 0, max: 60 })),
  max: fc.option(fc.integer({ min: 0, max: 100 })),
  text: fc.constantFrom('', 'pkh'),
  group: fc.constantFrom('', 'a', 'b'),
  validFrom: fc.constant(null),
  validTo: fc.constant(null),
  source: fc.constant(''),
})
const somePerson = fc.record({
  id: fc.integer({ min: 1, max: 9 }),
  name: fc.constant('N'),
  birthDate: fc.option(fc.constantFrom('1950-01-01', '1990-05-05', '2015-02-02', '2026-01-01')),
  pregnant: fc.option(fc.boolean()),
  disability: fc.option(fc.constantFrom('', 'Tuna rungu')),
  received: fc.constantFrom([], [{ programmeKey: 'pkh', status: 'active' as const }]),
})
const known = (family: KnownFamily): boolean =>
  family.decile !== null &&
  family.people.every(({ birthDate, pregnant, disability }) => birthDate !== null && pregnant !== null && disability !== null)

describe('for any rules and any family', () => {
  it('a verdict never rests on what is not known', () => {
    fc.assert(
      fc.property(
        fc.array(someRule, { minLength: 1, maxLength: 5 }),
        fc.array(somePerson, { minLength: 1, maxLength: 4 }),
        fc.option(fc.constant(decile)),
        (criteria, people, someDecile) => {
          const family = { people, decile: someDecile }
          const found = ask(family, criteria)
          for (const one of found) {
            expect(one.verdict === 'unknown').toBe(one.unknown.length > 0)
            if (one.verdict === 'yes') expect(one.reasons.length).toBeGreaterThan(0)
          }
          const member = criteria.some(({ kind }) => kind === 'member-of' || kind === 'suspended-from')
          if (known(family) && !member) expect(found.every(({ verdict }) => verdict === 'yes')).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('learning a fact never turns a fitting programme into an unknown one', () => {
    fc.assert(
      fc.property(fc.array(someRule, { minLength: 1, maxLength: 4 }), somePerson, (criteria, one) => {
        const before = ask({ people: [one], decile: null }, criteria)[0]?.verdict
        const after = ask({ people: [one], decile }, criteria)[0]?.verdict
        if (before === 'yes') expect(after).toBe('yes')
      }),
      { numRuns: 1000 },
    )
  })
})
