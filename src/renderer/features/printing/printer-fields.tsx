import { Group, NumberInput, Select } from '@mantine/core'
import type { PrinterView } from '../../../shared/contract/printing.ts'
import { printingTexts as words } from '../../texts/printing.ts'

/** A printer with tray and copies; printer '' = as PDF. */
export interface PrinterValue {
  printer: string
  tray: string
  copies: number
}

/** Printer, tray and copies. One that is remembered but not found any more stays to be seen. */
export const PrinterFields = (props: {
  value: PrinterValue
  printers: readonly PrinterView[]
  onChange(value: PrinterValue): void
}) => {
  const { value, printers } = props
  const names = [...new Set([...printers.map(({ name }) => name), ...(value.printer === '' ? [] : [value.printer])])]
  const trays = [
    ...new Set([
      ...(printers.find(({ name }) => name === value.printer)?.trays ?? []),
      ...(value.tray === '' ? [] : [value.tray]),
    ]),
  ]
  return (
    <Group gap="xs" align="end" wrap="nowrap">
      <Select
        label={words.printer}
        w={260}
        allowDeselect={false}
        comboboxProps={{ withinPortal: true }}
        value={value.printer === '' ? '-' : value.printer}
        onChange={(printer) =>
          props.onChange({ ...value, printer: printer === null || printer === '-' ? '' : printer, tray: '' })
        }
        data={[{ value: '-', label: words.notDirect }, ...names.map((name) => ({ value: name, label: name }))]}
      />
      <Select
        label={words.tray}
        w={170}
        placeholder={words.anyTray}
        clearable
        disabled={value.printer === '' || trays.length === 0}
        value={value.tray === '' ? null : value.tray}
        onChange={(tray) => props.onChange({ ...value, tray: tray ?? '' })}
        data={trays}
      />
      <NumberInput
        label={words.copies}
        w={84}
        min={1}
        max={20}
        allowDecimal={false}
        disabled={value.printer === ''}
        value={value.copies}
        onChange={(copies) => props.onChange({ ...value, copies: Math.min(20, Math.max(1, Number(copies) || 1)) })}
      />
    </Group>
  )
}
