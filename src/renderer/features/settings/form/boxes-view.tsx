import { Checkbox, MultiSelect } from '@mantine/core'
import type { FormField, Json } from '../../../../shared/domain/definition-form.ts'
import { typed } from '../../../../shared/domain/definition-form.ts'
import { formTexts as words } from '../../../texts/settings-forms/form.ts'
import { type FieldProps, useShared } from './field-view.tsx'
import styles from './form.module.css'
import { type Choice, useScope } from './scope.ts'

/** Some of many: boxes to tick where there is room for them, else a list to pick from. Kept in the order of the choices. */
export const BoxesView = (props: FieldProps<Extract<FormField, { type: 'list' }>> & { choices: readonly Choice[] }) => {
  const { field, path, value, near, onChange } = props
  const { readOnly, shared } = useShared(path, near)
  const { kind } = useScope()
  const values = (Array.isArray(value) ? value : []).map(String)
  const order = [...new Set([...props.choices.map((choice) => choice.value), ...values])]
  const change = (next: string[]): void =>
    onChange([...next].sort((one, other) => order.indexOf(one) - order.indexOf(other)).map((one): Json => typed(field.item, one)))
  if (props.choices.length > 8 && kind !== 'role')
    return (
      <MultiSelect
        {...shared}
        readOnly={readOnly}
        data={order.map((one) => props.choices.find((choice) => choice.value === one) ?? { value: one, label: one })}
        value={values}
        onChange={change}
        searchable
        hidePickedOptions
        placeholder={values.length === 0 ? words.choose : undefined}
      />
    )
  const { id, inputWrapperOrder: _below, ...group } = shared
  return (
    <Checkbox.Group {...group} value={values} onChange={change} readOnly={readOnly}>
      <div className={styles.boxes} id={id} tabIndex={-1}>
        {props.choices.map((choice) => (
          <Checkbox key={choice.value} value={choice.value} label={choice.label} disabled={readOnly} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
