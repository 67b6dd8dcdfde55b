import { Button, Checkbox, Group, NumberInput, Popover, Select, SimpleGrid } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { IconFilter } from '@tabler/icons-react'
import type { PeopleFilter } from '../../../shared/contract/people.ts'
import { dtsenStatuses } from '../../../shared/domain/person-facts.ts'
import { parseDay } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { peopleTexts } from '../../texts/people.ts'
import { withoutEmpty } from './filter-address.ts'

const words = peopleTexts.filter

/** What the list is narrowed by, behind one button that says how many parts are set. */
export const FilterMenu = (props: { filter: PeopleFilter; onChange(filter: PeopleFilter): void }) => {
  const may = useMay()
  const { filter } = props
  const programmes = useCall('programmes.list', {})
  const packages = useCall('imports.list', {}, { enabled: may('imports.read') })
  const set = (part: { [K in keyof PeopleFilter]?: PeopleFilter[K] | null }): void =>
    props.onChange(withoutEmpty({ ...filter, ...part }))
  const count = Object.keys(filter).length
  const wholeNumber = (value: string | number): number | null => (typeof value === 'number' ? value : null)
  return (
    <Popover width={520} position="bottom-start" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button variant={count === 0 ? 'default' : 'light'} leftSection={<IconFilter size={18} aria-hidden />}>
          {words.button(count)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <SimpleGrid cols={2} spacing="xs">
          <Select
            label={words.sex}
            clearable
            data={[
              { value: 'L', label: words.male },
              { value: 'P', label: words.female },
            ]}
            value={filter.sex ?? null}
            onChange={(value) => set({ sex: value === 'L' || value === 'P' ? value : null })}
            comboboxProps={{ withinPortal: false }}
          />
          <Group gap="xs" grow>
            <NumberInput
              label={words.ageFrom}
              min={0}
              max={150}
              allowDecimal={false}
              value={filter.ageFrom ?? ''}
              onChange={(value) => set({ ageFrom: wholeNumber(value) })}
            />
            <NumberInput
              label={words.ageTo}
              min={0}
              max={150}
              allowDecimal={false}
              value={filter.ageTo ?? ''}
              onChange={(value) => set({ ageTo: wholeNumber(value) })}
            />
          </Group>
          <Select
            label={words.decile}
            clearable
            data={Array.from({ length: 10 }, (_, index) => String(index + 1))}
            value={filter.decile === undefined ? null : String(filter.decile)}
            onChange={(value) => set({ decile: value === null ? null : Number(value) })}
            comboboxProps={{ withinPortal: false }}
          />
          <Select
            label={words.register}
            clearable
            data={[...dtsenStatuses]}
            value={filter.registerStatus ?? null}
            onChange={(value) => set({ registerStatus: value })}
            comboboxProps={{ withinPortal: false }}
          />
          <Select
            label={words.programme}
            clearable
            searchable
            data={(programmes.data ?? []).map(({ key, name }) => ({ value: key, label: name }))}
            value={filter.programmeKey ?? null}
            onChange={(value) => set({ programmeKey: value })}
            comboboxProps={{ withinPortal: false }}
          />
          <Select
            label={words.lifeStatus}
            clearable
            data={words.lifeStatuses.map(([value, label]) => ({ value, label }))}
            value={filter.lifeStatus ?? null}
            onChange={(value) => set({ lifeStatus: value })}
            comboboxProps={{ withinPortal: false }}
          />
          {may('imports.read') ? (
            <Select
              label={words.import}
              clearable
              searchable
              data={(packages.data ?? []).map(({ id, label }) => ({ value: String(id), label: `${label} (${id})` }))}
              value={filter.importId === undefined ? null : String(filter.importId)}
              onChange={(value) => set({ importId: value === null ? null : Number(value) })}
              comboboxProps={{ withinPortal: false }}
            />
          ) : null}
          <DateInput
            label={words.updatedSince}
            value={filter.updatedSince ?? null}
            onChange={(value) => set({ updatedSince: value })}
            dateParser={parseDay}
            valueFormat="DD/MM/YYYY"
            placeholder="HH/BB/TTTT"
            clearable
            clearButtonProps={{ 'aria-label': `Kosongkan ${words.updatedSince}` }}
            popoverProps={{ withinPortal: false, returnFocus: false }}
          />
        </SimpleGrid>
        <Group mt="sm" gap="md">
          <Checkbox
            label={words.disability}
            checked={filter.disability === true}
            onChange={(event) => set({ disability: event.currentTarget.checked })}
          />
          <Checkbox
            label={words.withoutNik}
            checked={filter.withoutNik === true}
            onChange={(event) => set({ withoutNik: event.currentTarget.checked })}
          />
          <Checkbox
            label={words.openCase}
            checked={filter.openCase === true}
            onChange={(event) => set({ openCase: event.currentTarget.checked })}
          />
          {count === 0 ? null : (
            <Button variant="subtle" size="compact-sm" onClick={() => props.onChange({})}>
              {words.clear}
            </Button>
          )}
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}
