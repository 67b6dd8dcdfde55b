import { Select, Textarea, TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import type { LetterField } from '../../../shared/contract/letter-body.ts'
import { parseDay } from '../../lib/format.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'

const words = letterKindTexts.field

/** One field of a kind at Loket cepat. `id` is `isian-<name>`, so that the cursor can be led to it. */
export const QuickField = (props: {
  field: LetterField
  value: string
  error?: string | undefined
  onChange(value: string): void
}) => {
  const { field, value, onChange } = props
  const shared = {
    id: `isian-${field.name}`,
    label: field.label,
    withAsterisk: field.required,
    size: 'sm',
    error: props.error,
    ...(field.hint === '' ? {} : { description: field.hint }),
  } as const
  if (field.type === 'choice')
    return (
      <Select
        {...shared}
        data={field.choices}
        value={value === '' ? null : value}
        allowDeselect={!field.required}
        onChange={(chosen) => onChange(chosen ?? '')}
      />
    )
  if (field.type === 'date')
    return (
      <DateInput
        {...shared}
        value={value === '' ? null : value}
        onChange={(day) => onChange(day ?? '')}
        dateParser={parseDay}
        valueFormat="DD/MM/YYYY"
        placeholder="HH/BB/TTTT"
        popoverProps={{ returnFocus: false }}
      />
    )
  if (field.multiline)
    return (
      <Textarea
        {...shared}
        autosize
        minRows={1}
        maxRows={4}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  return (
    <TextInput
      {...shared}
      autoComplete="off"
      value={value}
      placeholder={field.type === 'time' ? words.timeHint : field.type === 'amount' ? words.amountHint : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
