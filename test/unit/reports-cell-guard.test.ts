import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeCellText } from '../../src/main/core/reports/cell-guard.ts'
import { linesOf } from '../../src/main/core/reports/monthly-workbook.ts'

describe('text in report cells', () => {
  it.each(['=1+1', '+628123', '-2+3', '@SUM(A1)', ' =cmd|x', '\ufeff=1', '\t=1', '|calc', '%0A=1', '=\nHYPERLINK()'])(
    'never starts like a formula: %j',
    (text) => {
      expect(safeCellText(text)).toMatch(/^'/)
    },
  )

  it.each(['', '-', 'SITI AMINAH', '5201014107900001', 'Jl. Melati = 3', 'a@b.id'])(
    'is left alone where it is harmless: %j',
    (text) => {
      expect(safeCellText(text)).toBe(text)
    },
  )

  it('drops what XML cannot hold and nothing else', () => {
    expect(safeCellText('A\u0000B\u0007C\nD')).toBe('ABC\nD')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the same characters as in the guard
        const kept = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
        expect([kept, `'${kept}`]).toContain(safeCellText(text))
      }),
    )
  })
})

describe('lines of wrapped text', () => {
  it('keeps words whole and breaks what is too long for a line', () => {
    expect(linesOf('', 20)).toBe(1)
    expect(linesOf('pendek', 20)).toBe(1)
    expect(linesOf('Rutilahu (Rumah Tidak Layak Huni)', 22)).toBe(2)
    expect(linesOf('a'.repeat(60), 20)).toBe(4)
    expect(linesOf('satu\ndua\ntiga', 20)).toBe(3)
  })
})
