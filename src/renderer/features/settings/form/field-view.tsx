import { Autocomplete, NumberInput, Select, Switch, Text, Textarea, TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import { useState } from 'react'
import {
  type FormField,
  filledFresh,
  type Json,
  type JsonObject,
  type Path,
  shown,
  typed,
} from '../../../../shared/domain/definition-form.ts'
import { parseDay } from '../../../lib/format.ts'
import { formTexts as words } from '../../../texts/settings-forms/form.ts'
import { BoxesView } from './boxes-view.tsx'
import styles from './form.module.css'
import { GroupView } from './group-view.tsx'
import { ListView } from './list-view.tsx'
import { PairsView } from './pairs-view.tsx'
import { type Choice, fieldId, usePlace, useScope } from './scope.ts'

export interface FieldProps<F extends FormField = FormField> {
  field: F
  path: Path
  value: Json | undefined
  /** What stands beside it. */
  near: JsonObject
  onChange(value: Json): void
}

// Help stands below, so that boxes side by side are on one line.
const inputWrapperOrder: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

/** A label of a field as its neighbours make it. */
export const useShared = (path: Path, near: JsonObject) => {
  const { said, hints, problem } = usePlace(path)
  const { readOnly } = useScope()
  const label = hints.label?.(near) ?? said.label
  return {
    said,
    hints,
    readOnly,
    shared: { id: fieldId(path), label, description: said.help, error: problem, inputWrapperOrder },
  }
}

/** The choices with what is kept now among them, whatever it is. */
const withCurrent = (choices: readonly Choice[], current: string): Choice[] => {
  const unique = [...new Map(choices.map((choice) => [choice.value, choice])).values()]
  return current === '' || unique.some(({ value }) => value === current)
    ? unique
    : [...unique, { value: current, label: current }]
}

/** One place of a body, drawn as what it is. */
export const FieldView = (props: FieldProps) => {
  const { field } = props
  if (field.type === 'text') return <TextView {...props} field={field} />
  if (field.type === 'number') return <NumberView {...props} field={field} />
  if (field.type === 'yes-no') return <SwitchView {...props} />
  if (field.type === 'choice') return <ChoiceView {...props} field={field} />
  if (field.type === 'list')
    return field.item.type === 'text' || field.item.type === 'number' || field.item.type === 'choice' ? (
      <SimpleListView {...props} field={field} />
    ) : (
      <ListView {...props} field={field} />
    )
  if (field.type === 'pairs') return <PairsView {...props} />
  if (field.type === 'group') return <NestedView {...props} field={field} />
  return null
}

const TextView = (props: FieldProps<Extract<FormField, { type: 'text' }>>) => {
  const { field, value, near, onChange } = props
  const { lists, body } = useScope()
  const { said, hints, readOnly, shared } = useShared(props.path, near)
  const text = shown(field, value)
  const common = { ...shared, readOnly, withAsterisk: field.filled && !field.nullable }
  const change = (next: string): void => onChange(typed(field, next))
  if (field.day)
    return (
      <DateInput
        {...common}
        value={text === '' ? null : text}
        onChange={(next) => onChange(next)}
        dateParser={parseDay}
        valueFormat="DD/MM/YYYY"
        placeholder="HH/BB/TTTT"
        clearable={field.nullable && !readOnly}
        clearButtonProps={{ 'aria-label': `Kosongkan ${shared.label}` }}
        leftSection={<IconCalendar size={16} aria-hidden />}
        leftSectionPointerEvents="none"
        popoverProps={{ returnFocus: false }}
      />
    )
  const choices = hints.choices?.(lists, near, body) ?? null
  if (choices !== null && hints.free === true)
    return (
      <Autocomplete
        {...common}
        data={[...new Set(choices.map(({ label }) => label))]}
        value={text}
        onChange={change}
        limit={60}
      />
    )
  if (choices !== null && choices.length > 0)
    return (
      <Select
        {...common}
        data={withCurrent(choices, text)}
        value={text === '' ? null : text}
        onChange={(next) => onChange(typed(field, next ?? ''))}
        searchable={choices.length > 8}
        clearable={!readOnly}
        clearButtonProps={{ 'aria-label': `Kosongkan ${shared.label}` }}
        placeholder={field.filled ? words.choose : words.empty}
        limit={200}
      />
    )
  const box = {
    ...common,
    value: text,
    placeholder: said.example,
    onChange: (event: { currentTarget: { value: string } }) => change(event.currentTarget.value),
  }
  return hints.lines === undefined && !text.includes('\n') ? (
    <TextInput {...box} autoComplete="off" />
  ) : (
    <Textarea {...box} autosize minRows={hints.lines ?? 2} maxRows={14} />
  )
}

const NumberView = (props: FieldProps<Extract<FormField, { type: 'number' }>>) => {
  const { field, value, near, onChange } = props
  const { readOnly, shared } = useShared(props.path, near)
  return (
    <NumberInput
      {...shared}
      withAsterisk={!field.nullable && field.fresh === null}
      readOnly={readOnly}
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : null)}
      allowDecimal={!field.whole}
      allowNegative={(field.least ?? -1) < 0}
      clampBehavior="none"
      thousandSeparator="."
      decimalSeparator=","
      hideControls={readOnly}
    />
  )
}

const SwitchView = ({ path, value, near, onChange }: FieldProps) => {
  const { readOnly, shared } = useShared(path, near)
  return (
    <Switch
      id={shared.id}
      label={shared.label}
      description={shared.description}
      error={shared.error}
      className={styles.switch}
      checked={value === true}
      disabled={readOnly}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}

const ChoiceView = (props: FieldProps<Extract<FormField, { type: 'choice' }>>) => {
  const { field, value, near, onChange } = props
  const { said, readOnly, shared } = useShared(props.path, near)
  return (
    <Select
      {...shared}
      withAsterisk={!field.nullable && field.fresh === null}
      readOnly={readOnly}
      data={field.options.map((option) => ({ value: option, label: said.options?.[option] ?? option }))}
      value={typeof value === 'string' ? value : null}
      onChange={(next) => onChange(next)}
      allowDeselect={field.nullable}
      clearable={field.nullable && !readOnly}
      clearButtonProps={{ 'aria-label': `Kosongkan ${shared.label}` }}
      searchable={field.options.length > 8}
      placeholder={field.nullable ? words.empty : words.choose}
    />
  )
}

const SimpleListView = (props: FieldProps<Extract<FormField, { type: 'list' }>>) => {
  const { field, value, near, path } = props
  const { said, hints, readOnly, shared } = useShared(path, near)
  const { lists, body } = useScope()
  const values = Array.isArray(value) ? value : []
  const choices =
    field.item.type === 'choice'
      ? field.item.options.map((option) => ({ value: option, label: said.options?.[option] ?? option }))
      : said.options !== undefined
        ? Object.entries(said.options).map(([option, label]) => ({ value: option, label }))
        : (hints.choices?.(lists, near, body) ?? null)
  if (hints.ordered === true) return <ListView {...props} />
  if (choices !== null) return <BoxesView {...props} choices={choices} />
  return <LinesView key={readOnly ? 'read' : 'write'} {...props} shared={shared} readOnly={readOnly} values={values} />
}

/** Short words, one to a line; what is typed stays as typed while the cursor is in the box. */
const LinesView = (
  props: FieldProps<Extract<FormField, { type: 'list' }>> & {
    shared: ReturnType<typeof useShared>['shared']
    readOnly: boolean
    values: readonly Json[]
  },
) => {
  const { field, values, onChange } = props
  const now = shown(field, [...values])
  const [text, setText] = useState<string | null>(null)
  return (
    <Textarea
      {...props.shared}
      readOnly={props.readOnly}
      value={text ?? now}
      onChange={(event) => {
        setText(event.currentTarget.value)
        onChange(typed(field, event.currentTarget.value))
      }}
      onBlur={() => setText(null)}
      autosize
      minRows={2}
      maxRows={12}
      placeholder={props.readOnly ? '' : words.none}
    />
  )
}

/** Fields that belong together, or nothing where they may be left out. */
const NestedView = (props: FieldProps<Extract<FormField, { type: 'group' }>>) => {
  const { field, path, value, near, onChange } = props
  const { readOnly, shared } = useShared(path, near)
  const wanted = typeof value === 'object' && value !== null && !Array.isArray(value)
  return (
    <div id={shared.id} tabIndex={-1}>
      {field.nullable ? (
        <Switch
          label={shared.label}
          description={shared.description}
          checked={wanted}
          disabled={readOnly}
          onChange={(event) => onChange(event.currentTarget.checked ? filledFresh(field) : null)}
        />
      ) : (
        <>
          <Text fw={600} size="sm">
            {shared.label}
          </Text>
          {shared.description === undefined ? null : (
            <Text size="xs" c="dimmed" mb={4}>
              {shared.description}
            </Text>
          )}
        </>
      )}
      {shared.error === undefined ? null : (
        <Text size="xs" c="var(--tone-danger-text)">
          {shared.error}
        </Text>
      )}
      {wanted ? (
        <div className={styles.nested}>
          <GroupView fields={field.fields} path={path} value={value} />
        </div>
      ) : null}
    </div>
  )
}
