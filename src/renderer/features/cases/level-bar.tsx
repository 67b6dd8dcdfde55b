import { Button, Group, Text } from '@mantine/core'
import type { Level } from '../../../shared/contract/common.ts'
import { number } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { levelLabels } from '../../texts/cases.ts'
import { workTexts } from '../../texts/work.ts'

/** Open needs per government level; each figure narrows the list. */
export const LevelBar = (props: { level: Level | null; onPick(level: Level | null): void }) => {
  const levels = useCall('cases.levels', {})
  if (levels.data === undefined) return null
  return (
    <Group gap={6} mb={8} role="group" aria-label={workTexts.levels}>
      <Text size="sm" c="dimmed">
        {workTexts.levels}:
      </Text>
      {levels.data.map((one) => (
        <Button
          key={one.level}
          size="compact-sm"
          variant={props.level === one.level ? 'filled' : 'default'}
          aria-pressed={props.level === one.level}
          onClick={() => props.onPick(props.level === one.level ? null : one.level)}
        >
          {[
            `${levelLabels[one.level]} ${number(one.open)}`,
            ...(one.overdue > 0 ? [`${number(one.overdue)} lewat`] : []),
            ...(one.escalated > 0 ? [workTexts.escalated(number(one.escalated))] : []),
          ].join(' · ')}
        </Button>
      ))}
    </Group>
  )
}
