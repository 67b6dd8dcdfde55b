import {
  Autocomplete,
  Group,
  NumberInput,
  PasswordInput,
  Radio,
  Select,
  Switch,
  Text,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
} from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form'
import { parseDay } from '../lib/format.ts'

/** What every bound field takes; `name` is checked against the form. */
export interface Bound<T extends FieldValues, C, O> {
  control: Control<T, C, O>
  name: FieldPath<T>
  label: string
  description?: string
  required?: boolean
  disabled?: boolean
}

interface Choice {
  value: string
  label: string
}

const useField = <T extends FieldValues, C, O>(props: Bound<T, C, O>) => {
  const { field, fieldState } = useController<T, FieldPath<T>, O>({
    control: props.control as unknown as Control<T, unknown, O>,
    name: props.name,
  })
  const shared = {
    label: props.label,
    description: props.description,
    disabled: props.disabled,
    withAsterisk: props.required,
    error: fieldState.error?.message,
    name: field.name,
    onBlur: field.onBlur,
  }
  return { field, shared }
}

/** One line. `numeric` opens digits only (NIK, KK, RT); `emptyAsNull` hands '' on as null. */
export const FormText = <T extends FieldValues, C, O>(
  props: Bound<T, C, O> & {
    numeric?: boolean
    emptyAsNull?: boolean
    maxLength?: number
    placeholder?: string
    autoFocus?: boolean
    autoComplete?: string
    inputProps?: TextInputProps
  },
) => {
  const { field, shared } = useField(props)
  return (
    <TextInput
      {...shared}
      ref={field.ref}
      value={(field.value as string | null | undefined) ?? ''}
      onChange={(event) => {
        const typed = props.numeric === true ? event.currentTarget.value.replace(/\D/g, '') : event.currentTarget.value
        field.onChange(props.emptyAsNull === true && typed === '' ? null : typed)
      }}
      inputMode={props.numeric === true ? 'numeric' : undefined}
      maxLength={props.maxLength}
      placeholder={props.placeholder}
      autoFocus={props.autoFocus}
      // A dialog hands its focus to what carries this mark, not to what asked for it while drawing.
      data-autofocus={props.autoFocus === true ? true : undefined}
      autoComplete={props.autoComplete ?? 'off'}
      {...props.inputProps}
    />
  )
}

/** One line with suggestions: the value is what stands in the line, a suggestion also says what it means; both can be searched. */
export const FormSuggest = <T extends FieldValues, C, O>(props: Bound<T, C, O> & { options: readonly Choice[] }) => {
  const { field, shared } = useField(props)
  const labels = new Map(props.options.map(({ value, label }) => [value, label]))
  const meant = (value: string): string => `${value} ${labels.get(value) ?? ''}`.toLowerCase()
  return (
    <Autocomplete
      {...shared}
      ref={field.ref}
      value={(field.value as string | undefined) ?? ''}
      onChange={field.onChange}
      data={[...labels.keys()]}
      filter={({ options, search }) =>
        options.filter((option) => 'value' in option && meant(option.value).includes(search.trim().toLowerCase()))
      }
      renderOption={({ option }) => (
        <Text size="sm">
          <span className="numeric">{option.value}</span> {labels.get(option.value)}
        </Text>
      )}
      maxDropdownHeight={220}
      autoComplete="off"
    />
  )
}

/** Password with a show button. */
export const FormPassword = <T extends FieldValues, C, O>(
  props: Bound<T, C, O> & { autoComplete: 'current-password' | 'new-password'; autoFocus?: boolean },
) => {
  const { field, shared } = useField(props)
  return (
    <PasswordInput
      {...shared}
      ref={field.ref}
      value={(field.value as string | undefined) ?? ''}
      onChange={field.onChange}
      autoComplete={props.autoComplete}
      autoFocus={props.autoFocus}
      visibilityToggleButtonProps={{ 'aria-label': 'Tampilkan kata sandi', tabIndex: 0 }}
    />
  )
}

/** Several lines. */
export const FormTextarea = <T extends FieldValues, C, O>(
  props: Bound<T, C, O> & { rows?: number; placeholder?: string; focusFirst?: boolean; textareaProps?: TextareaProps },
) => {
  const { field, shared } = useField(props)
  return (
    <Textarea
      {...shared}
      ref={field.ref}
      value={(field.value as string | undefined) ?? ''}
      onChange={field.onChange}
      autosize
      minRows={props.rows ?? 3}
      maxRows={12}
      placeholder={props.placeholder}
      // Mantine's dialog puts the cursor on the element that carries this mark.
      data-autofocus={props.focusFirst === true ? true : undefined}
      {...props.textareaProps}
    />
  )
}

/** A list to choose from, searchable when long. `clearable`: empty is `emptyValue` (null unless told otherwise). */
export const FormSelect = <T extends FieldValues, C, O>(
  props: Bound<T, C, O> & {
    options: Choice[]
    clearable?: boolean
    emptyValue?: string | null
    placeholder?: string
    searchable?: boolean
  },
) => {
  const { field, shared } = useField(props)
  return (
    <Select
      {...shared}
      ref={field.ref}
      data={props.options}
      // '' is a choice of its own where the list offers it (all, none); else it means nothing chosen.
      value={props.options.some(({ value }) => value === field.value) ? (field.value as string) : null}
      onChange={(value) => field.onChange(value ?? (props.emptyValue === undefined ? null : props.emptyValue))}
      clearable={props.clearable}
      clearButtonProps={{ 'aria-label': `Kosongkan ${props.label}` }}
      allowDeselect={props.clearable === true}
      searchable={props.searchable ?? props.options.length > 8}
      placeholder={props.placeholder ?? 'Pilih'}
      limit={200}
    />
  )
}

/** A day (`YYYY-MM-DD` or null), typed as DD/MM/YYYY or picked from an Indonesian calendar. */
export const FormDate = <T extends FieldValues, C, O>(props: Bound<T, C, O> & { maxDate?: string; minDate?: string }) => {
  const { field, shared } = useField(props)
  return (
    <DateInput
      {...shared}
      ref={field.ref}
      value={(field.value as string | null | undefined) ?? null}
      onChange={(value) => field.onChange(value)}
      dateParser={parseDay}
      valueFormat="DD/MM/YYYY"
      placeholder="HH/BB/TTTT"
      clearable
      clearButtonProps={{ 'aria-label': `Kosongkan ${props.label}` }}
      maxDate={props.maxDate}
      minDate={props.minDate}
      leftSection={<IconCalendar size={16} aria-hidden />}
      leftSectionPointerEvents="none"
      popoverProps={{ returnFocus: false }}
    />
  )
}

/** Two to four choices side by side. */
export const FormRadio = <T extends FieldValues, C, O>(props: Bound<T, C, O> & { options: Choice[] }) => {
  const { field, shared } = useField(props)
  const { disabled, name, onBlur, ...wrapper } = shared
  return (
    <Radio.Group
      {...wrapper}
      name={name}
      value={(field.value as string | null | undefined) ?? ''}
      onChange={(value) => field.onChange(value)}
      onBlur={onBlur}
    >
      <Group gap="md" mih={36}>
        {props.options.map((option, index) => (
          <Radio
            key={option.value}
            value={option.value}
            label={option.label}
            disabled={disabled}
            ref={index === 0 ? field.ref : undefined}
          />
        ))}
      </Group>
    </Radio.Group>
  )
}

/** Yes or no. */
export const FormSwitch = <T extends FieldValues, C, O>(props: Bound<T, C, O>) => {
  const { field, shared } = useField(props)
  const { withAsterisk: _unused, ...rest } = shared
  return (
    <Switch
      {...rest}
      ref={field.ref}
      checked={field.value === true}
      onChange={(event) => field.onChange(event.currentTarget.checked)}
    />
  )
}

/** A whole number. */
export const FormNumber = <T extends FieldValues, C, O>(props: Bound<T, C, O> & { min?: number; max?: number }) => {
  const { field, shared } = useField(props)
  return (
    <NumberInput
      {...shared}
      ref={field.ref}
      value={(field.value as number | undefined) ?? ''}
      onChange={(value) => field.onChange(typeof value === 'number' ? value : undefined)}
      min={props.min}
      max={props.max}
      allowDecimal={false}
      thousandSeparator="."
      decimalSeparator=","
    />
  )
}
