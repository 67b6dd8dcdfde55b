import { Button, Group, Indicator, Popover, Select, Stack } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { IconFilter } from '@tabler/icons-react'
import { useCall } from '../../lib/query.ts'
import { letterTexts } from '../../texts/letters.ts'

const words = letterTexts.filter
const marks = ['open', 'inserted', 'dated', 'typed'] as const

/** What narrows the letters book beside text and state. Kept in the address. */
export interface BookNarrowing {
  kind: string | null
  from: string | null
  to: string | null
  mark: (typeof marks)[number] | null
  order: 'newest' | 'number'
}

const day = (value: unknown): string | null => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null)

/** Reads the narrowing out of the address. */
export const narrowingOf = (search: Record<string, unknown>): BookNarrowing => ({
  kind: typeof search.kind === 'string' ? search.kind : null,
  from: day(search.from),
  to: day(search.to),
  mark: marks.find((mark) => mark === search.mark) ?? null,
  order: search.order === 'number' ? 'number' : 'newest',
})

/** Kind, dates, marks and order of the letters book. */
export const BookFilter = (props: { value: BookNarrowing; onChange(change: Partial<BookNarrowing>): void }) => {
  const { value, onChange } = props
  const kinds = useCall('letters.kinds', {})
  const used =
    [value.kind, value.from, value.to, value.mark].filter((one) => one !== null).length + (value.order === 'number' ? 1 : 0)
  return (
    // Around the whole: the target must be the button itself, for it says whether it is open.
    <Indicator label={used} size={18} disabled={used === 0}>
      <Popover position="bottom-start" withArrow trapFocus returnFocus>
        <Popover.Target>
          <Button variant="default" leftSection={<IconFilter size={16} aria-hidden />}>
            {words.button}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap="sm" w={320}>
            <Select
              label={words.kind}
              placeholder={words.anyKind}
              clearable
              comboboxProps={{ withinPortal: false }}
              value={value.kind}
              onChange={(kind) => onChange({ kind })}
              data={(kinds.data ?? []).map((kind) => ({ value: kind.key, label: kind.name }))}
            />
            <Select
              label={words.mark}
              placeholder={words.anyMark}
              clearable
              comboboxProps={{ withinPortal: false }}
              value={value.mark}
              onChange={(mark) => onChange({ mark: marks.find((one) => one === mark) ?? null })}
              data={marks.map((mark) => ({ value: mark, label: words.marks[mark] }))}
            />
            <Group grow gap="xs">
              <DateInput
                label={words.from}
                valueFormat="DD/MM/YYYY"
                clearable
                popoverProps={{ withinPortal: false }}
                value={value.from}
                onChange={(from) => onChange({ from: day(from) })}
              />
              <DateInput
                label={words.to}
                valueFormat="DD/MM/YYYY"
                clearable
                popoverProps={{ withinPortal: false }}
                value={value.to}
                onChange={(to) => onChange({ to: day(to) })}
              />
            </Group>
            <Select
              label={words.order}
              comboboxProps={{ withinPortal: false }}
              allowDeselect={false}
              value={value.order}
              onChange={(order) => onChange({ order: order === 'number' ? 'number' : 'newest' })}
              data={(['newest', 'number'] as const).map((order) => ({ value: order, label: words.orders[order] }))}
            />
            {used === 0 ? null : (
              <Button
                variant="subtle"
                onClick={() => onChange({ kind: null, from: null, to: null, mark: null, order: 'newest' })}
              >
                {words.clear}
              </Button>
            )}
          </Stack>
        </Popover.Dropdown>
      </Popover>
    </Indicator>
  )
}
