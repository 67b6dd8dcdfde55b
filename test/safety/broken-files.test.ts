import { describe, expect, it } from 'vitest'
import { breakFiles, longest } from './broken-files.ts'

describe('200 files broken in seeded ways', () => {
  it('are refused in words or read, never crash, hang or write', { timeout: 300_000 }, async () => {
    const outcome = await breakFiles({ count: 200, seed: 20_261_122 })
    expect(outcome.files).toBe(200)
    expect(outcome.slowest).toBeLessThan(longest)
    // Both ends are met, else the breaking would be too gentle or too hard to prove anything.
    expect(outcome.refused).toBeGreaterThan(60)
    expect(outcome.read).toBeGreaterThan(30)
    expect(Object.keys(outcome.byKind)).toEqual(expect.arrayContaining(['xlsx', 'xls', 'html', 'csv-comma', 'csv-utf16', 'xml']))
  })
})
