import { Alert, Button, Group, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useCall } from '../../lib/query.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'

const words = letterKindTexts.waiting

/** Drafts that wait in lanes, above the letters book: how many, and the one to take up next (the medical emergency first). */
export const WaitingLanes = () => {
  const navigate = useNavigate()
  const waiting = useCall('letters.waiting', {})
  const [next] = waiting.data ?? []
  if (next === undefined) return null
  const urgent = (waiting.data ?? []).filter((letter) => letter.urgent).length
  const others = (waiting.data ?? []).length - urgent
  const counts = [urgent === 0 ? '' : words.urgent(urgent), others === 0 ? '' : words.other(others)].filter((part) => part !== '')
  return (
    <Alert
      variant="outline"
      color={urgent > 0 ? 'red.9' : 'blue.9'}
      bg={urgent > 0 ? 'var(--tone-danger-tint)' : 'var(--tone-info-tint)'}
      p="xs"
    >
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">
          {words.title}: <strong>{counts.join(', ')}</strong>. {next.laneLabel}: {next.clientName}
        </Text>
        <Button size="compact-md" onClick={() => void navigate({ to: '/surat/$id', params: { id: String(next.id) } })}>
          {words.next}
        </Button>
      </Group>
    </Alert>
  )
}
