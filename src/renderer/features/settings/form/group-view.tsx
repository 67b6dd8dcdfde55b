import {
  type FormField,
  isEmpty,
  type Json,
  type JsonObject,
  keyOf,
  type NamedField,
  type Path,
  wordPath,
} from '../../../../shared/domain/definition-form.ts'
import { FieldView } from './field-view.tsx'
import styles from './form.module.css'
import { type FieldHints, hintsAt } from './hints.ts'
import { dotted, type FormScope, problemsBelow, useScope } from './scope.ts'

/** Width in twelfths of a row, where no hint says another. */
const spanOf = (field: FormField, hints: FieldHints): number => {
  if (hints.span !== undefined) return hints.span
  if (hints.lines !== undefined) return 12
  if (field.type === 'text') return field.day ? 3 : 6
  if (field.type === 'number') return 3
  if (field.type === 'choice' || field.type === 'yes-no') return 4
  if (field.type === 'list') return field.item.type === 'text' || field.item.type === 'number' ? 6 : 12
  return 12
}

/** Everything that stands at one kind of place in a body: all keys that are in use. */
const allAt = (value: Json | undefined, place: readonly string[]): Json[] => {
  const [step, ...rest] = place
  if (value === undefined) return []
  if (step === undefined) return [value]
  if (step === '*') return Array.isArray(value) ? value.flatMap((one) => allAt(one, rest)) : []
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? allAt(value[step], rest) : []
}

/** The group after one of its fields was typed: keys made of its words, and what else changes with it. */
const afterTyping = (
  scope: FormScope,
  fields: readonly NamedField[],
  path: Path,
  group: JsonObject,
  name: string,
  next: Json,
): JsonObject => {
  const { also } = hintsAt(scope.kind, wordPath([...path, name]))
  const changed: JsonObject = { ...group, [name]: next, ...also?.(next, scope.lists) }
  for (const { name: other } of fields) {
    const place = wordPath([...path, other])
    const { keyFrom } = hintsAt(scope.kind, place)
    if (keyFrom?.name !== name) continue
    const key = String(group[other] ?? '')
    if (key !== '' && allAt(scope.saved, place.split('.')).includes(key)) continue
    const taken = allAt(scope.body, place.split('.'))
      .map(String)
      .filter((one) => one !== key)
    // A key that somebody wrote themselves stays.
    if (key === '' || key === keyOf(String(group[name] ?? ''), keyFrom.style, taken))
      changed[other] = keyOf(String(next ?? ''), keyFrom.style, taken)
  }
  if (fields.some((field) => field.name === name && field.optional) && isEmpty(next)) delete changed[name]
  return changed
}

/** Whether a field is shown: hidden ones come out when something is wrong with them. */
const isShown = (scope: FormScope, path: Path, near: JsonObject): boolean => {
  const { hidden } = hintsAt(scope.kind, wordPath(path))
  return hidden === undefined || !hidden(near, scope.body) || problemsBelow(scope.problems, path) > 0
}

/** Fields side by side, in their order. */
export const GroupView = (props: {
  fields: readonly NamedField[]
  path: Path
  value: JsonObject
  only?: (field: FormField) => boolean
}) => {
  const scope = useScope()
  const { fields, path, value } = props
  const orderOf = ({ name }: NamedField): number => hintsAt(scope.kind, wordPath([...path, name])).order ?? 0
  const ordered = [...fields].sort((one, other) => orderOf(one) - orderOf(other))
  return (
    <div className={styles.grid}>
      {ordered.map(({ name, field }) => {
        const here = [...path, name]
        if (props.only?.(field) === false || !isShown(scope, here, value)) return null
        return (
          <div key={dotted(here)} style={{ gridColumn: `span ${spanOf(field, hintsAt(scope.kind, wordPath(here)))}` }}>
            <FieldView
              field={field}
              path={here}
              value={value[name]}
              near={value}
              onChange={(next) =>
                scope.edit(path, (group) => afterTyping(scope, fields, path, (group ?? {}) as JsonObject, name, next))
              }
            />
          </div>
        )
      })}
    </div>
  )
}
