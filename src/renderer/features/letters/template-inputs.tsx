import { Button, Checkbox, NumberInput, Select } from '@mantine/core'
import { letterKindTexts } from '../../texts/letter-kinds.ts'

const words = letterKindTexts.templates

/** One of a few values, shown by its words. */
export const Choice = <T extends string>(props: {
  label: string
  labels: Readonly<Record<T, string>>
  value: T
  onChange(value: T): void
}) => (
  <Select
    size="xs"
    label={props.label}
    data={Object.entries<string>(props.labels).map(([value, label]) => ({ value, label }))}
    value={props.value}
    allowDeselect={false}
    onChange={(value) => {
      if (value !== null && value in props.labels) props.onChange(value as T)
    }}
  />
)

export const Tick = (props: { label: string; checked: boolean; onChange(checked: boolean): void }) => (
  <Checkbox label={props.label} checked={props.checked} onChange={(event) => props.onChange(event.currentTarget.checked)} />
)

/** A number within bounds; an empty box means `empty`. */
export const Amount = (props: {
  label: string
  min: number
  max: number
  step?: number
  w?: number
  value: number
  empty?: number
  onChange(value: number): void
}) => {
  const { empty = 0, onChange, ...shared } = props
  return <NumberInput size="xs" {...shared} onChange={(value) => onChange(Number(value) || empty)} />
}

export const RemoveRow = ({ onClick }: { onClick(): void }) => (
  <Button size="compact-xs" variant="default" onClick={onClick}>
    {words.remove}
  </Button>
)

export const AddRow = (props: { label: string; onClick(): void }) => (
  <Button size="compact-sm" variant="default" style={{ alignSelf: 'start' }} onClick={props.onClick}>
    {props.label}
  </Button>
)
