import type { DuplicatePair, MergeField, PairField, PairSide } from '../../../shared/contract/duplicates.ts'
import { longDate, sexText } from '../../lib/format.ts'
import { duplicateTexts as words } from '../../texts/duplicates.ts'

/** One of the two records of a pair. */
export type Side = 'a' | 'b'
/** The record beside it. */
export const otherSide = (side: Side): Side => (side === 'a' ? 'b' : 'a')

/** One line of the comparison. */
export interface CompareRow {
  field: MergeField
  label: string
  values: Record<Side, string>
  verdict: PairField['verdict']
  words: string
  /** Whether there is a value to choose: the two differ and the core lets one of them go on. */
  choice: boolean
  /** Part of what was compared; other fields are only shown when they differ. */
  compared: boolean
}

/** In the order of the screen; the second name is the compared field that speaks about it. */
const order: readonly (readonly [MergeField, PairField['field'] | null])[] = [
  ['nik', 'number'],
  ['originalNumber', null],
  ['name', 'name'],
  ['birthDate', 'birthDate'],
  ['birthPlace', 'birthPlace'],
  ['sex', 'sex'],
  ['motherName', 'motherName'],
  ['fatherName', null],
  ['family', 'kk'],
  ['regionCode', 'village'],
  ['address', 'address'],
  ['hamlet', null],
  ['rt', null],
  ['rw', null],
  ['phone', 'phone'],
  ['religion', null],
  ['maritalStatus', null],
  ['education', null],
  ['occupation', null],
  ['disability', null],
  ['lifeStatus', null],
]

/** A value in words for the screen; numbers stay masked. */
const shownValue = (side: PairSide, field: MergeField): string => {
  if (field === 'nik') return side.nikMasked
  if (field === 'originalNumber') return side.originalNumberMasked
  if (field === 'birthDate') return side.birthDate === null ? '' : longDate(side.birthDate)
  if (field === 'sex') return sexText(side.sex)
  if (field === 'regionCode') return side.regionCode === null ? '' : side.village || side.regionCode
  if (field === 'lifeStatus') return words.life[side.lifeStatus] ?? side.lifeStatus
  if (field === 'family') return words.compare.family(side.kkMasked, side.relation)
  return side[field]
}

/** What tells two values apart; masked numbers may look alike and still differ. */
const differ = (pair: DuplicatePair, field: MergeField, verdict: PairField['verdict']): boolean => {
  const { a, b } = pair
  if (field === 'regionCode') return a.regionCode !== b.regionCode
  // No two records carry the same NIK, so two that are filled in always differ.
  if (field === 'nik') return a.nikMasked !== '' || b.nikMasked !== ''
  if (field === 'family') return a.kkMasked !== b.kkMasked || (a.kkMasked !== '' && verdict !== 'agree')
  return shownValue(a, field) !== shownValue(b, field)
}

/** The lines of a pair's comparison; fields that are empty on both sides are left out. */
export const compareRows = (pair: DuplicatePair): CompareRow[] =>
  order.flatMap(([field, about]) => {
    const values = { a: shownValue(pair.a, field), b: shownValue(pair.b, field) }
    if (values.a === '' && values.b === '') return []
    const said = pair.fields.find((one) => one.field === about)
    const oneSided = values.a === '' || values.b === ''
    const different = differ(pair, field, said?.verdict ?? 'unknown')
    return [
      {
        field,
        label: words.fields[field],
        values,
        verdict: said?.verdict ?? (oneSided ? 'unknown' : different ? 'disagree' : 'agree'),
        words: oneSided ? words.compare.oneSided : (said?.words ?? (different ? words.compare.other : words.compare.same)),
        // A family that only one of them has goes on by itself.
        choice: different && !(field === 'family' && oneSided),
        compared: about !== null,
      },
    ]
  })

/** The record that is kept unless the user decides otherwise: more hangs on it, then the one with a NIK, then the older. */
export const usualSurvivor = ({ a, b }: DuplicatePair): Side => {
  const attached = (side: PairSide): number => side.cases + side.letters + side.submissions
  if (attached(a) !== attached(b)) return attached(a) > attached(b) ? 'a' : 'b'
  if ((a.nikMasked === '') !== (b.nikMasked === '')) return a.nikMasked === '' ? 'b' : 'a'
  return a.id <= b.id ? 'a' : 'b'
}

/** The value that goes on: what the user chose, else the survivor's, else the other's when the survivor has none. */
export const chosenSide = (row: CompareRow, survivor: Side, picked: Partial<Record<MergeField, Side>>): Side =>
  picked[row.field] ?? (row.values[survivor] === '' ? otherSide(survivor) : survivor)

/** Lines whose value comes from the record that goes. */
export const takenRows = (rows: readonly CompareRow[], survivor: Side, picked: Partial<Record<MergeField, Side>>): CompareRow[] =>
  rows.filter((row) => row.choice && chosenSide(row, survivor, picked) !== survivor)
