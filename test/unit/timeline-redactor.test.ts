import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameKey } from '../../src/shared/domain/names.ts'
import { makeRedactor } from '../../src/shared/domain/redactor.ts'

const redact = makeRedactor({
  people: [
    { code: 'Warga A', names: ['HJ. SITI NUR-AINI', "MUHAMMAD SU'AIB"] },
    { code: 'Pelapor', names: ['Djoko Soesilo'] },
  ],
  places: [{ name: 'Gerung Utara', instead: 'sebuah desa di Kecamatan Gerung' }],
})

describe('the redactor', () => {
  it('puts codes in the place of names, however they are spelt', () => {
    expect(redact('Ibu Siti Nur Aini datang bersama Joko Susilo.')).toBe('Ibu Warga A datang bersama Pelapor.')
    expect(redact('nuraini, SITTI, Moh. Suaib dan djoko')).toBe('Warga A dan Pelapor')
    expect(redact('Soesillo menelepon')).toBe('Pelapor menelepon')
  })

  it('coarsens days to months and places to the sub-district', () => {
    expect(redact('Pada 22 November 2026 di Gerung Utara; lagi 03/12/2026 dan 2027-01-05.')).toBe(
      'Pada November 2026 di sebuah desa di Kecamatan Gerung; lagi Desember 2026 dan Januari 2027.',
    )
    expect(redact('tinggal di Jl. Melati 5, RT 02/RW 005')).toBe('tinggal di (alamat), (alamat)')
  })

  it('keeps what tells nobody: years, small figures, programmes', () => {
    const text = 'Sejak 2019 menerima PKH dan sembako untuk 3 anak, Rp 900.000'
    expect(redact('Sejak 2019 menerima PKH dan sembako untuk 3 anak')).toBe('Sejak 2019 menerima PKH dan sembako untuk 3 anak')
    expect(redact(text)).toContain('PKH dan sembako')
  })

  it('lets no NIK, telephone or case number through, in whatever grouping', () => {
    const digits = (length: number) =>
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''))
    const grouped = (text: string, gap: string): string => text.replace(/(.{4})(?=.)/g, `$1${gap}`)
    fc.assert(
      fc.property(
        fc.oneof(
          digits(16),
          digits(10).map((rest) => `08${rest}`),
          digits(9).map((rest) => `+62 8${rest}`),
        ),
        fc.constantFrom('', ' ', '-', '.', '. ', '/'),
        fc.lorem({ maxCount: 4 }),
        fc.lorem({ maxCount: 4 }),
        (number, gap, before, after) => {
          const out = redact(`${before} ${grouped(number, gap)} ${after}, SLRT-2026-0042`)
          expect(out.replace(/[^\d]/g, '')).not.toMatch(/\d{6}/)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('lets no name through: any case, spelling variant, hyphen or neighbour; and changes its own result no more', () => {
    const syllable = fc.constantFrom(
      'su',
      'dja',
      'mo',
      'ri',
      'tjo',
      'oe',
      'ah',
      'nur',
      'kha',
      'ma',
      'ti',
      'wan',
      'sy',
      'yan',
      'de',
    )
    const word = fc.array(syllable, { minLength: 2, maxLength: 4 }).map((parts) => parts.join(''))
    const name = fc.array(word, { minLength: 1, maxLength: 3 })
    const spelt = (text: string, way: number): string =>
      way === 0
        ? text.toUpperCase()
        : way === 1
          ? text.replace(/oe/g, 'u').replace(/dj/g, 'j').replace(/tj/g, 'c')
          : way === 2
            ? `${text[0]?.toUpperCase()}${text.slice(1)}`
            : text
    fc.assert(
      fc.property(
        name,
        fc.integer({ min: 0, max: 3 }),
        fc.constantFrom(' ', '-', ', ', '. ', ' binti '),
        fc.lorem({ maxCount: 5 }),
        (parts, way, gap, around) => {
          const hide = makeRedactor({ people: [{ code: 'Warga A', names: [parts.join(' ')] }], places: [] })
          const out = hide(`${around} ${parts.map((part) => spelt(part, way)).join(gap)} ${around}`)
          const left = out.split(/[^\p{L}]+/u).map(nameKey)
          for (const part of parts) if (nameKey(part).length >= 3) expect(left).not.toContain(nameKey(part))
          expect(hide(out)).toBe(out)
        },
      ),
      { numRuns: 500 },
    )
  })
})
