import { Group, SegmentedControl, Select } from '@mantine/core'
import type { UseFormReturn } from 'react-hook-form'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { complaintKindLabels } from '../../../shared/domain/need-states.ts'
import { counterTexts as words } from '../../texts/counter.ts'
import { type Channel, type CounterValues, channels, placeOf } from './counter-form.ts'

/** Service at the counter or complaint from the field; a complaint also says its kind; both say how it came in. */
export const RegisterChoice = (props: {
  form: UseFormReturn<CounterValues>
  registers: OutputOf<'arrival.desk'>['registers']
}) => {
  const { form, registers } = props
  const [first] = registers
  if (first === undefined) return null
  const values = form.watch()
  const { register, channel } = placeOf(values, first.key)
  const set = (change: Partial<CounterValues>): void => {
    for (const [name, value] of Object.entries(change))
      form.setValue(name as keyof CounterValues, value as never, { shouldDirty: true })
  }
  return (
    <Group gap="xs" align="end">
      {registers.length > 1 ? (
        <SegmentedControl
          aria-label={words.register2}
          value={register}
          onChange={(value) => set({ register: value as CounterValues['register'], channel: '' })}
          data={registers.map(({ key, name }) => ({ value: key, label: name }))}
        />
      ) : null}
      {register === 'keluhan' ? (
        <SegmentedControl
          aria-label={words.complaintKind}
          value={values.complaintKind || 'pengaduan'}
          onChange={(value) => set({ complaintKind: value as CounterValues['complaintKind'] })}
          data={(['pengaduan', 'pertanyaan', 'saran'] as const).map((value) => ({ value, label: complaintKindLabels[value] }))}
        />
      ) : null}
      <Select
        aria-label={words.channel}
        w={170}
        allowDeselect={false}
        value={channel}
        onChange={(value) => set({ channel: value as Channel })}
        data={channels.map((value) => ({ value, label: words.channels[value] }))}
      />
    </Group>
  )
}
