import { Button, Group } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { PeopleFilter } from '../../../shared/contract/people.ts'
import { shortDate } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { peopleTexts } from '../../texts/people.ts'

const words = peopleTexts.filter

/** The parts of a filter that are set, in words, each with a key that takes it away: nobody wonders why the list is short. */
export const FilterChips = (props: { filter: PeopleFilter; onChange(filter: PeopleFilter): void }) => {
  const { filter } = props
  const programmes = useCall('programmes.list', {}, { enabled: filter.programmeKey !== undefined })
  const packages = useCall('imports.list', {}, { enabled: filter.importId !== undefined })
  const said: Record<keyof PeopleFilter, () => string> = {
    sex: () => (filter.sex === 'L' ? words.male : words.female),
    ageFrom: () => `${words.ageFrom} ${filter.ageFrom}`,
    ageTo: () => `${words.ageTo} ${filter.ageTo}`,
    lifeStatus: () => words.lifeStatuses.find(([value]) => value === filter.lifeStatus)?.[1] ?? '',
    disability: () => words.disability,
    withoutNik: () => words.withoutNik,
    openCase: () => words.openCase,
    importId: () => `${words.import}: ${packages.data?.find(({ id }) => id === filter.importId)?.label ?? filter.importId}`,
    updatedSince: () => `${words.updatedSince} ${shortDate(filter.updatedSince ?? null)}`,
    decile: () => `${words.decile} ${filter.decile}`,
    registerStatus: () => `${words.register}: ${filter.registerStatus}`,
    programmeKey: () =>
      `${words.programme}: ${programmes.data?.find(({ key }) => key === filter.programmeKey)?.name ?? filter.programmeKey}`,
  }
  const keys = (Object.keys(said) as (keyof PeopleFilter)[]).filter((key) => filter[key] !== undefined)
  if (keys.length === 0) return null
  const without = (key: keyof PeopleFilter): PeopleFilter => {
    const { [key]: _gone, ...rest } = filter
    return rest
  }
  return (
    <Group gap={4} role="group" aria-label={words.set}>
      {keys.map((key) => (
        <Button
          key={key}
          size="compact-md"
          variant="default"
          fw={400}
          rightSection={<IconX size={14} aria-hidden />}
          aria-label={words.without(said[key]())}
          onClick={() => props.onChange(without(key))}
        >
          {said[key]()}
        </Button>
      ))}
      {keys.length > 1 ? (
        <Button size="compact-md" variant="subtle" onClick={() => props.onChange({})}>
          {words.clear}
        </Button>
      ) : null}
    </Group>
  )
}
