import { describe, expect, it } from 'vitest'
import { dayStart, daysBetween } from '../../src/shared/domain/dates.ts'
import { type LifeDays, lastMarked, lifeBar, nextStep, refusalOf, stageOf } from '../../src/shared/domain/letter-life.ts'

const optional = { signed: 'optional', stamped: 'optional' } as const
const strict = { signed: 'required', stamped: 'required' } as const
const off = { signed: 'off', stamped: 'off' } as const
const printed: LifeDays = { state: 'printed', signedOn: null, stampedOn: null, handedOn: null }
const day = '2026-11-20'

describe('the life of a letter after the printer', () => {
  it('goes from print to signature to stamp to hand-over', () => {
    expect(
      [printed, { ...printed, signedOn: day }, { ...printed, stampedOn: day }, { ...printed, handedOn: day }].map(stageOf),
    ).toEqual(['printed', 'signed', 'stamped', 'handed'])
    expect(nextStep(printed, strict)).toBe('signed')
    expect(nextStep({ ...printed, signedOn: day }, strict)).toBe('stamped')
    expect(nextStep({ ...printed, signedOn: day, stampedOn: day }, strict)).toBe('handed')
    expect(nextStep({ ...printed, handedOn: day }, strict)).toBeNull()
  })

  it('passes steps the office does not insist on, and stops at those it does', () => {
    expect(refusalOf(printed, optional, 'handed')).toBeNull()
    expect(refusalOf(printed, strict, 'handed')).toEqual({ why: 'missing', missing: 'signed' })
    expect(refusalOf({ ...printed, signedOn: day }, strict, 'handed')).toEqual({ why: 'missing', missing: 'stamped' })
    expect(refusalOf(printed, { signed: 'required', stamped: 'optional' }, 'stamped')).toEqual({
      why: 'missing',
      missing: 'signed',
    })
    expect(refusalOf(printed, off, 'signed')).toEqual({ why: 'off' })
    expect(nextStep(printed, off)).toBe('handed')
  })

  it('marks nothing twice, nothing backwards, and nothing that is no printed letter', () => {
    expect(refusalOf({ ...printed, signedOn: day }, optional, 'signed')).toEqual({ why: 'already' })
    expect(refusalOf({ ...printed, stampedOn: day }, optional, 'signed')).toEqual({ why: 'later' })
    expect(refusalOf({ ...printed, handedOn: day }, optional, 'stamped')).toEqual({ why: 'handed' })
    expect(refusalOf({ ...printed, state: 'draft' }, optional, 'signed')).toEqual({ why: 'draft' })
    expect(refusalOf({ ...printed, state: 'cancelled' }, optional, 'handed')).toEqual({ why: 'cancelled' })
    expect(lastMarked(printed)).toBeNull()
    expect(lastMarked({ ...printed, signedOn: day, handedOn: day })).toBe('handed')
    expect(lastMarked({ ...printed, signedOn: day, state: 'cancelled' })).toBeNull()
  })

  it('shows skipped steps as skipped and hides those the office does not follow', () => {
    expect(lifeBar({ ...printed, stampedOn: day }, optional).map(({ step, state }) => `${step} ${state}`)).toEqual([
      'printed done',
      'signed skipped',
      'stamped done',
      'handed next',
    ])
    expect(lifeBar(printed, { signed: 'optional', stamped: 'off' }).map(({ step, state }) => `${step} ${state}`)).toEqual([
      'printed done',
      'signed next',
      'handed ahead',
    ])
    // A step that was marked before the office left it out stays to be seen.
    expect(lifeBar({ ...printed, signedOn: day }, off).map(({ step }) => step)).toEqual(['printed', 'signed', 'handed'])
  })
})

it('a day begins at its midnight in the office', () => {
  expect(dayStart('2026-11-20', 'Asia/Makassar')).toBe('2026-11-19T16:00:00.000Z')
  expect(dayStart('2026-11-20', 'Asia/Jakarta')).toBe('2026-11-19T17:00:00.000Z')
  expect(daysBetween('2026-02-27', '2026-03-02')).toBe(3)
})
