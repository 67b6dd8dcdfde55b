import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillText } from '../../src/main/core/letters/placeholders.ts'
import { dayInWords, parseAmount, parseDay, rupiah, terbilang, titleCase } from '../../src/shared/domain/letter-words.ts'

describe('numbers in words', () => {
  it.each([
    [0, 'nol'],
    [1, 'satu'],
    [10, 'sepuluh'],
    [11, 'sebelas'],
    [15, 'lima belas'],
    [21, 'dua puluh satu'],
    [100, 'seratus'],
    [110, 'seratus sepuluh'],
    [999, 'sembilan ratus sembilan puluh sembilan'],
    [1000, 'seribu'],
    [1100, 'seribu seratus'],
    [2000, 'dua ribu'],
    [2026, 'dua ribu dua puluh enam'],
    [11_000, 'sebelas ribu'],
    [100_000, 'seratus ribu'],
    [1_000_000, 'satu juta'],
    [1_250_000, 'satu juta dua ratus lima puluh ribu'],
    [3_000_000_001, 'tiga miliar satu'],
    [1_000_000_000_000, 'satu triliun'],
    [-5, 'minus lima'],
  ])('%i is %s', (value, words) => {
    expect(terbilang(value)).toBe(words)
  })

  it('give every number words of its own, without gaps', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (value) => {
        const words = terbilang(value)
        expect(words).toMatch(/^[a-z]+( [a-z]+)*$/)
        expect(seen.get(words) ?? value).toBe(value)
        seen.set(words, value)
      }),
      { numRuns: 3000 },
    )
  })

  it('come out of amounts as they are typed', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (value) => parseAmount(rupiah(value)) === value))
    expect(parseAmount('Rp 1.250.000,00')).toBe(1_250_000)
    expect(parseAmount('Rp1.250.000,-')).toBe(1_250_000)
    expect(parseAmount('sekitar sejuta')).toBeNull()
    expect(fillText('{{a|rupiah}} ({{a|terbilang}})', { a: '1250000' })).toBe('Rp1.250.000 (satu juta dua ratus lima puluh ribu)')
    expect(fillText('{{a|terbilang}}', { a: 'Rp1.500' })).toBe('seribu lima ratus rupiah')
    expect(fillText('[{{a|terbilang}}]', { a: '' })).toBe('[]')
  })
})

describe('days in words', () => {
  it('are read as ISO or in long form', () => {
    expect(dayInWords('2026-11-22')).toBe('Minggu tanggal dua puluh dua bulan November tahun dua ribu dua puluh enam')
    expect(parseDay('22 November 2026')).toBe('2026-11-22')
    expect(parseDay('31 Februari 2026')).toBeNull()
    expect(fillText('{{d|hari}}, {{d|bulan-romawi}}', { d: '22 November 2026' })).toBe('Minggu, XI')
  })
})

describe('title case', () => {
  it.each([
    ['BANUAJI ANGKASA IV', 'Banuaji Angkasa IV'],
    ['RSUD PATUT PATUH PATJU', 'RSUD Patut Patuh Patju'],
    ['SITI AMINAH, S.SOS., M.SI.', 'Siti Aminah, S.Sos., M.Si.'],
    ['drg. CONTOH NAMA, Sp.KG', 'drg. Contoh Nama, Sp.KG'],
    ['JALAN MELATI NO. 12B RT 003/RW 001', 'Jalan Melati No. 12B RT 003/RW 001'],
    ["MA'RUF BIN UMAR", "Ma'ruf bin Umar"],
    ['I WAYAN VI', 'I Wayan VI'],
    ['kepala dinas sosial dan tenaga kerja', 'Kepala Dinas Sosial dan Tenaga Kerja'],
    ['BANTUL-YOGYAKARTA', 'Bantul-Yogyakarta'],
    ['Desa McDonald XII', 'Desa McDonald XII'],
    ['UPTD PUSKESMAS GERUNG II', 'UPTD Puskesmas Gerung II'],
    ['SMAN 1 GERUNG', 'SMAN 1 Gerung'],
    ['DI YOGYAKARTA', 'Di Yogyakarta'],
  ])('%s becomes %s', (text, wanted) => {
    expect(titleCase(text)).toBe(wanted)
  })

  it('changes nothing the second time', () => {
    const words = fc.constantFrom('SITI', 'IV', 'RSUD', 'DAN', 'S.SOS.', 'RT', '003/004', "MA'RUF", 'II', 'NTB', 'I')
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), (parts) => {
        const once = titleCase(parts.join(' '))
        expect(titleCase(once)).toBe(once)
      }),
    )
  })
})
