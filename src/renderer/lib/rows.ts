import { useRef, useState } from 'react'
import { moved } from '../../shared/domain/definition-form.ts'

/**
 * Names that stay with the rows of a list while rows are added, moved and taken out: rows that a clerk types have no key of
 * their own, and a row's place is no key, because the cursor would stay at the place instead of with the row.
 * `count` may also change from outside.
 */
export const useRowNames = (count: number) => {
  const last = useRef(0)
  const fresh = (): number => {
    last.current += 1
    return last.current
  }
  const [names, setNames] = useState<number[]>(() => Array.from({ length: count }, fresh))
  const fitting = names.length === count ? names : Array.from({ length: count }, (_, at) => names[at] ?? fresh())
  if (fitting !== names) setNames(fitting)
  return { names: fitting, setNames, fresh }
}

/** One row of a list being edited. */
export interface EditedRow<T> {
  /** Key for React. */
  name: number
  value: T
  at: number
  change(part: Partial<T>): void
  remove(): void
}

/** The rows of a list with what can be done to each; `onChange` receives the whole list. */
export const useRows = <T extends object>(values: readonly T[], onChange: (values: T[]) => void) => {
  const { names, setNames, fresh } = useRowNames(values.length)
  return {
    rows: values.map(
      (value, at): EditedRow<T> => ({
        name: names[at] as number,
        value,
        at,
        change: (part) => onChange(values.map((one, index) => (index === at ? { ...one, ...part } : one))),
        remove: () => {
          setNames(names.filter((_, index) => index !== at))
          onChange(values.filter((_, index) => index !== at))
        },
      }),
    ),
    /** Puts a row at a place, or at the end. */
    add: (value: T, at = values.length): void => {
      setNames([...names.slice(0, at), fresh(), ...names.slice(at)])
      onChange([...values.slice(0, at), value, ...values.slice(at)])
    },
    /** Moves a row; a place outside the list does nothing. */
    move: (from: number, to: number): void => {
      if (from === to || values[from] === undefined || values[to] === undefined) return
      setNames(moved(names, from, to))
      onChange(moved(values, from, to))
    },
  }
}
