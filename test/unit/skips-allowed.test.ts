import { describe, expect, it } from 'vitest'
import { countResults } from '../../scripts/closing-line.mjs'

describe('skipped tests', () => {
  it('are allowed where a runtime or the fixtures are missing, with the reason said', () => {
    const counted = countResults([
      { name: 'a', state: 'passed' },
      { name: 'b', state: 'skipped', note: 'Electron runtime missing: node_modules/electron/path.txt' },
      { name: 'c', state: 'skipped', note: '../shared/fixtures missing' },
    ])
    expect(counted).toMatchObject({ passed: 1, failed: 0, skipped: 2, refused: [] })
    expect([...counted.reasons.values()].flat()).toEqual(['b', 'c'])
  })

  it('count as failed for any other reason, or for none', () => {
    const counted = countResults([
      { name: 'lazy', state: 'skipped', note: 'flaky' },
      { name: 'silent', state: 'skipped' },
    ])
    expect(counted).toMatchObject({ passed: 0, failed: 2, skipped: 0 })
    expect(counted.refused).toHaveLength(2)
  })
})
