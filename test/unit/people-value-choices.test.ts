import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { valueListBody } from '../../src/main/core/definitions/kinds.ts'
import { choicesOf } from '../../src/shared/domain/value-choices.ts'

const lists = ['religion', 'marital-status', 'education', 'occupation', 'disability', 'relation']

describe('choices of a coded field', () => {
  it.each(lists)('%s: the shipped list offers every value by its words, as the core hands it out', (name) => {
    const url = new URL(`../../resources/definitions/value-list/opensid-${name}.json`, import.meta.url)
    const { values } = valueListBody.parse(JSON.parse(readFileSync(url, 'utf8')))
    const choices = choicesOf(values, '')
    expect(choices.length).toBeGreaterThan(3)
    expect(choices).not.toContain('')
    expect(choices).toEqual([...new Set(values.map(({ label, store }) => store || label))])
  })

  it('keeps an old spelling choosable, and offers nothing without a list', () => {
    expect(
      choicesOf(
        [
          { label: 'Islam', store: '' },
          { label: 'Hidup', store: 'alive' },
        ],
        'ISLAM',
      ),
    ).toEqual(['Islam', 'alive', 'ISLAM'])
    expect(choicesOf([], 'ISLAM')).toEqual([])
  })
})
