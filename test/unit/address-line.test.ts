import { describe, expect, it } from 'vitest'
import { addressLine } from '../../src/shared/domain/address.ts'

describe('an address on one line', () => {
  it('names street, hamlet and RT/RW', () => {
    expect(addressLine({ address: 'Jl. Kartini No. 9', hamlet: 'Dusun Pasir', rt: '001', rw: '' })).toBe(
      'Jl. Kartini No. 9, Dusun Pasir, RT 001/RW -',
    )
  })

  it('says a hamlet once, however the street line spells it', () => {
    for (const address of ['Dusun Pasir', 'DUSUN PASIR', 'Dsn. Pasir'])
      expect(addressLine({ address, hamlet: 'Dusun Pasir', rt: '005', rw: '002' })).toBe(`${address}, RT 005/RW 002`)
  })

  it('is empty where nothing is known', () => {
    expect(addressLine({ address: '', hamlet: '', rt: '', rw: '' })).toBe('')
  })
})
