import { Radio, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { DuplicatePair, MergeField } from '../../../shared/contract/duplicates.ts'
import { MaskedNumber } from '../../components/masked-number.tsx'
import { instantDay, number } from '../../lib/format.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { duplicateTexts } from '../../texts/duplicates.ts'
import styles from './duplicates.module.css'
import { type CompareRow, chosenSide, type Side } from './merge-choice.ts'
import { Verdict } from './verdict.tsx'

const words = duplicateTexts.compare
const sides: readonly Side[] = ['a', 'b']

/** Both records side by side: which one goes on, and whose value for every field that differs. */
export const ComparisonTable = (props: {
  pair: DuplicatePair
  rows: readonly CompareRow[]
  survivor: Side
  onSurvivor(side: Side): void
  picked: Partial<Record<MergeField, Side>>
  onPick(field: MergeField, side: Side): void
}) => {
  const { pair, survivor, picked } = props
  return (
    <table className={styles.table} aria-label={words.table}>
      <thead>
        <tr>
          <th scope="col" className={styles.fieldHead}>
            {words.field}
          </th>
          {sides.map((side) => (
            <th key={side} scope="col" data-kept={survivor === side}>
              <SideHead pair={pair} side={side} survivor={survivor} onSurvivor={props.onSurvivor} />
            </th>
          ))}
          <th scope="col" className={styles.verdictHead}>
            {words.verdict}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => {
          const chosen = chosenSide(row, survivor, picked)
          return (
            <tr key={row.field}>
              <th scope="row">{row.label}</th>
              {sides.map((side) => (
                <td key={side} data-chosen={row.choice ? chosen === side : undefined}>
                  {row.choice ? (
                    <Choice pair={pair} row={row} side={side} checked={chosen === side} onPick={props.onPick} />
                  ) : (
                    <span className={styles.plain}>
                      <Value pair={pair} row={row} side={side} />
                    </span>
                  )}
                </td>
              ))}
              <td>
                <Verdict verdict={row.verdict}>{row.words}</Verdict>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const SideHead = (props: { pair: DuplicatePair; side: Side; survivor: Side; onSurvivor(side: Side): void }) => {
  const { timeZone } = useOfficeTime()
  const person = props.pair[props.side]
  return (
    <div className={styles.sideHead}>
      <Text component="span" fw={700} className={styles.sideName} title={person.name}>
        {`${words.side[props.side]}: ${person.name}`}
      </Text>
      <span className={styles.sideFacts}>
        {[
          // Whoever has a NIK is known by it, and it stands in the table below.
          person.internalNumber === '' ? '' : words.number(person.internalNumber, ''),
          words.changed(instantDay(person.updatedAt, timeZone)),
        ]
          .filter((part) => part !== '')
          .join(' · ')}{' '}
        <Link to="/warga/$id" params={{ id: String(person.id) }} aria-label={`${words.open} ${words.side[props.side]}`}>
          {words.open}
        </Link>
      </span>
      <span className={styles.sideFacts}>
        {words.attached(number(person.cases), number(person.letters), number(person.submissions))}
      </span>
      <Radio
        size="sm"
        name={`survivor-${props.pair.id}`}
        label={words.keep}
        aria-label={`${words.keep}: ${words.side[props.side]}`}
        checked={props.survivor === props.side}
        onChange={() => props.onSurvivor(props.side)}
      />
    </div>
  )
}

const Choice = (props: {
  pair: DuplicatePair
  row: CompareRow
  side: Side
  checked: boolean
  onPick(field: MergeField, side: Side): void
}) => {
  const { row, side, pair } = props
  const id = `nilai-${pair.id}-${row.field}-${side}`
  return (
    <span className={styles.choice}>
      <Radio
        id={id}
        size="sm"
        name={`nilai-${pair.id}-${row.field}`}
        aria-label={`${words.choice(row.label)}, ${words.side[side]}`}
        checked={props.checked}
        onChange={() => props.onPick(row.field, side)}
      />
      <label htmlFor={id}>
        <Value pair={pair} row={row} side={side} />
      </label>
      <Reveal pair={pair} row={row} side={side} />
    </span>
  )
}

const isNumber = (row: CompareRow): boolean => row.field === 'nik'

const Value = (props: { pair: DuplicatePair; row: CompareRow; side: Side }) => {
  const value = props.row.values[props.side]
  if (value === '')
    return (
      <Text span size="sm" c="dimmed" fs="italic">
        {words.empty}
      </Text>
    )
  // The eye shows the number in its place; the label beside it would show it twice.
  return isNumber(props.row) ? null : <span className="numeric">{value}</span>
}

const Reveal = (props: { pair: DuplicatePair; row: CompareRow; side: Side }) =>
  isNumber(props.row) && props.row.values[props.side] !== '' ? (
    <MaskedNumber personId={props.pair[props.side].id} field="nik" masked={props.row.values[props.side]} />
  ) : null
