import { describe, expect, it } from 'vitest'
import { type BlockingKey, blockingKeys, neighbours, walkBlocks, wholeBlock } from '../../src/main/core/duplicates/blocking.ts'
import { findPairs } from '../../src/main/core/duplicates/find-pairs.ts'
import { countRarity } from '../../src/main/core/duplicates/rarity.ts'
import { type Subject, SubjectPools } from '../../src/main/core/duplicates/subject.ts'

const people = (count: number, name: (index: number) => string, birthDate: (index: number) => string) => {
  const pools = new SubjectPools()
  const subjects: Subject[] = Array.from({ length: count }, (_, index) =>
    pools.subject({
      id: index + 1,
      number: null,
      name: name(index),
      birthDate: birthDate(index),
      sex: 'L',
      motherName: 'SITI',
      birthPlace: 'GERUNG',
      village: '52.01.01.1001',
      address: 'Krajan',
      hamlet: '',
      rt: '1',
      rw: '1',
      phone: '081012345678',
      kk: '5201010101010001',
    }),
  )
  return { subjects, pools }
}
const pairsOf = (subjects: readonly Subject[], key: BlockingKey): string[] => {
  const found: string[] = []
  walkBlocks(subjects, key, (a, b) => void found.push(`${a}/${b}`))
  return found
}
const everyone: BlockingKey = { name: 'everyone', keys: () => ['x'] }

describe('walking blocks', () => {
  it('meets everybody with everybody in a small block, once and in order', () => {
    const { subjects } = people(
      wholeBlock,
      (index) => `NAMA ${index}`,
      () => '1980-01-01',
    )
    const found = pairsOf(subjects, everyone)
    expect(new Set(found).size).toBe((wholeBlock * (wholeBlock - 1)) / 2)
    expect(found).toHaveLength(new Set(found).size)
    for (const pair of found) expect(Number(pair.split('/')[0])).toBeLessThan(Number(pair.split('/')[1]))
  })

  it('never explodes on a common name: comparisons grow with the people, and the likest meet', () => {
    const date = (index: number): string => `19${String(50 + (index % 50)).padStart(2, '0')}-01-01`
    const { subjects } = people(5000, (index) => (index % 2 === 0 ? 'SITI AMINAH' : 'MUHAMMAD'), date)
    const found = pairsOf(subjects, everyone)
    expect(found.length).toBeLessThanOrEqual(5000 * neighbours)
    const same = found.filter((pair) => {
      const [a, b] = pair.split('/').map(Number) as [number, number]
      return subjects[a]?.name === subjects[b]?.name
    })
    expect(same.length / found.length).toBeGreaterThan(0.99)
  })

  it('compares five thousand namesakes of one family card, phone and birthday in all keys without exploding', () => {
    const { subjects, pools } = people(
      5000,
      () => 'SITI AMINAH',
      () => '1970-07-01',
    )
    let candidates = 0
    const found = [
      ...findPairs(subjects, countRarity(subjects, pools), {
        onCandidate: () => {
          candidates += 1
        },
      }),
    ]
    expect(candidates).toBeLessThanOrEqual(5000 * neighbours * blockingKeys.length * 2)
    expect(found.flat().length).toBeLessThanOrEqual(5000 * neighbours * 2)
  })

  it('brings no subject without the values of a key', () => {
    const pools = new SubjectPools()
    const nobody = pools.subject({
      id: 1,
      number: null,
      name: '',
      birthDate: null,
      sex: null,
      motherName: '',
      birthPlace: '',
      village: null,
      address: '',
      hamlet: '',
      rt: '',
      rw: '',
      phone: '',
      kk: null,
    })
    for (const key of blockingKeys) expect(key.keys(nobody), key.name).toEqual([])
  })

  it('answers every pair once, however many keys it shares', () => {
    const { subjects, pools } = people(
      40,
      (index) => `ORANG ${'ABCDEFGHIJKLMNOPQRST'[index % 20]}ARMANTO`,
      (index) => `19${50 + (index % 20)}-0${1 + (index % 9)}-11`,
    )
    const found = [...findPairs(subjects, countRarity(subjects, pools))].flat().map(({ a, b }) => `${a}/${b}`)
    expect(found.length).toBeGreaterThan(0)
    expect(new Set(found).size).toBe(found.length)
  })
})
