import { Alert, List, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Repeat } from '../../../shared/contract/arrival.ts'
import { instantDay, shortDate } from '../../lib/format.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { counterTexts as words } from '../../texts/counter.ts'

/** Says that the person or family has this need open already, or was served for it lately. */
export const RepeatWarning = (props: { repeats: readonly Repeat[] }) => {
  const { timeZone } = useOfficeTime()
  const { repeats } = props
  if (repeats.length === 0) return null
  return (
    <Alert
      variant="outline"
      color="yellow.9"
      bg="var(--tone-warning-tint)"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      p="xs"
      mb="xs"
      role="status"
    >
      <Text size="sm" fw={600}>
        {repeats.some(({ open }) => open) ? words.repeatOpen : words.repeatServed(repeats[0]?.withinDays ?? 0)}
      </Text>
      <List size="sm" listStyleType="none">
        {repeats.slice(0, 4).map((one) => (
          <List.Item key={one.needId}>
            <Link to="/kasus/$id" params={{ id: String(one.caseId) }}>
              {one.caseNumber}
            </Link>{' '}
            {one.samePerson ? words.repeatSame : one.personName}, {one.stateLabel},{' '}
            {one.open ? words.repeatSince(shortDate(one.openedDay)) : words.repeatClosed(instantDay(one.closedAt, timeZone))}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
