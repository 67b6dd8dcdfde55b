import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { findPairs } from '../../src/main/core/duplicates/find-pairs.ts'
import { countRarity } from '../../src/main/core/duplicates/rarity.ts'
import { type Subject, SubjectPools } from '../../src/main/core/duplicates/subject.ts'

/** Quality of the duplicate search on a file whose true pairs are known. Shares 0 to 1. */
export interface FebrlResult {
  records: number
  truePairs: number
  precision: number
  recall: number
  f1: number
  /** Pairs called one person. */
  pairs: number
  ms: number
  /** Pairs that were compared at all, and the share of the true ones among them. */
  candidates: number
  blockingRecall: number
}

interface FebrlRecord {
  subject: Subject
  /** `rec-17-org`, `rec-17-dup-0` → `17`: records of one person. */
  person: string
}

const dated = (digits: string): string =>
  /^\d{8}$/.test(digits) ? `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}` : digits

/**
 * Reads a FEBRL file as people: the same fields, the same folding, the same comparison. The suburb is the village; postcode
 * and state go to the address.
 */
export const readFebrl = (file: string): { records: FebrlRecord[]; pools: SubjectPools } => {
  const rows = parse(readFileSync(file), {
    columns: (header: string[]) => header.map((name) => name.trim()),
    trim: true,
    bom: true,
    relax_column_count: true,
  }) as Record<string, string | undefined>[]
  const pools = new SubjectPools()
  const records = rows.map((row, index) => {
    const cell = (name: string): string => row[name] ?? ''
    return {
      person: /\d+/.exec(cell('rec_id'))?.[0] ?? cell('rec_id'),
      subject: pools.subject({
        id: index + 1,
        number: cell('soc_sec_id'),
        name: `${cell('given_name')} ${cell('surname')}`,
        birthDate: dated(cell('date_of_birth')),
        sex: null,
        motherName: '',
        birthPlace: '',
        village: cell('suburb'),
        address: [cell('street_number'), cell('address_1'), cell('address_2'), cell('postcode'), cell('state')].join(' '),
        hamlet: '',
        rt: '',
        rw: '',
        phone: '',
        kk: '',
      }),
    }
  })
  return { records, pools }
}

/** Runs the duplicate search over a FEBRL file and compares with what its record names say. */
export const febrlBench = (file: string): FebrlResult => {
  const start = performance.now()
  const { records, pools } = readFebrl(file)
  const subjects = records.map(({ subject }) => subject)
  const same = (a: number, b: number): boolean => records[a]?.person === records[b]?.person
  const candidates = new Set<number>()
  let pairs = 0
  let right = 0
  for (const portion of findPairs(subjects, countRarity(subjects, pools), {
    onCandidate: (a, b) => void candidates.add(a * subjects.length + b),
  }))
    for (const { a, b } of portion) {
      pairs += 1
      if (same(a, b)) right += 1
    }
  const ms = performance.now() - start
  const sizes = new Map<string, number>()
  for (const { person } of records) sizes.set(person, (sizes.get(person) ?? 0) + 1)
  const truePairs = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
  const kept = [...candidates].filter((pair) => same(Math.floor(pair / subjects.length), pair % subjects.length)).length
  const precision = pairs === 0 ? 1 : right / pairs
  const recall = truePairs === 0 ? 1 : right / truePairs
  return {
    records: records.length,
    truePairs,
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    pairs,
    ms,
    candidates: candidates.size,
    blockingRecall: truePairs === 0 ? 1 : kept / truePairs,
  }
}
