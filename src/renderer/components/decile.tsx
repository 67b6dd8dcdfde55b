import { Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { LatestDecile } from '../../shared/contract/person-facts.ts'
import { welfareText } from '../../shared/domain/person-facts.ts'
import { shortDate } from '../lib/format.ts'
import { sourceText, factTexts as words } from '../texts/person-facts.ts'
import { StatusBadge } from './status-badge.tsx'

/** The newest decile with its day and source; lists often name only the family's head. */
export const Decile = (props: { decile: LatestDecile | null }) => {
  const { decile } = props
  if (decile === null) return <StatusBadge tone="neutral">{words.decileNone}</StatusBadge>
  return (
    <Group gap={6} component="span" display="inline-flex">
      <StatusBadge tone="info">{welfareText(decile.key, decile.value)}</StatusBadge>
      <Text span size="sm" c="dimmed">
        {words.asOf(shortDate(decile.asOf))} · {sourceText(decile)}
        {decile.of === null ? null : (
          <>
            {' · '}
            <Link to="/warga/$id" params={{ id: String(decile.of.personId) }}>
              {words.decileOf(decile.of.name)}
            </Link>
          </>
        )}
      </Text>
    </Group>
  )
}
