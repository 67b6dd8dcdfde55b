import type { FieldChange } from '../../shared/contract/case-work.ts'
import { clockTime } from '../../shared/domain/dates.ts'
import { useOfficeTime } from '../lib/session.ts'
import { type ConflictChoice, ConflictDialog } from './conflict-dialog.tsx'

/** One field of a form, as the dialog of two editors shows it. */
export interface ConflictColumn<V> {
  key: keyof V & string
  label: string
  /** Names of the fields in the record's history that this one stands for. */
  from: readonly string[]
  show(value: V[keyof V & string]): string
  /** Long text that may be joined. */
  text?: boolean
}

/**
 * Between a form that was begun from `base`, what stands there now, and what was typed: asks for every field that differs and
 * hands back the values to save. Nothing is taken without being shown.
 */
export const RecordConflict = <V extends object>(props: {
  base: V
  theirs: V
  mine: V
  columns: readonly ConflictColumn<V>[]
  /** What others changed meanwhile, oldest first; `label` = what the field is called. */
  changes: readonly (FieldChange & { label?: string })[]
  saving: boolean
  onSave(values: V): void
  onClose(): void
}) => {
  const { timeZone } = useOfficeTime()
  const { base, theirs, mine, columns, changes } = props
  const differing = columns.filter(
    ({ key, show }) => show(theirs[key]) !== show(base[key]) || show(mine[key]) !== show(base[key]),
  )
  const covered = new Set(columns.flatMap(({ from }) => from))
  const resolve = (choices: Readonly<Record<string, ConflictChoice>>): void => {
    const values = { ...theirs }
    for (const { key } of differing) {
      const choice = choices[key]
      if (choice?.use === 'mine') values[key] = mine[key]
      else if (choice?.use === 'merged') values[key] = choice.text as V[typeof key]
    }
    props.onSave(values)
  }
  return (
    <ConflictDialog
      fields={differing.map(({ key, label, from, show, text }) => {
        const last = changes.findLast(({ field }) => from.includes(field))
        return {
          key,
          label,
          base: show(base[key]),
          theirs: show(theirs[key]),
          mine: show(mine[key]),
          by: last?.by ?? '',
          at: last === undefined ? '' : clockTime(last.at, timeZone),
          text: text === true,
        }
      })}
      others={changes
        .filter(({ field }) => !covered.has(field))
        .map(
          ({ label, before, after, by }) =>
            `${label === undefined ? '' : `${label}: `}${before === '' ? '–' : before} → ${after === '' ? '–' : after} (${by})`,
        )}
      saving={props.saving}
      onResolve={resolve}
      onClose={props.onClose}
    />
  )
}
