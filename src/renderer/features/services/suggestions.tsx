import { Button, Group, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ProgrammeSuggestion } from '../../../shared/contract/programmes.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { shortDate } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { suggestionTexts as words } from '../../texts/services.ts'
import styles from './services.module.css'

interface Using {
  /** Keys already chosen as a need. */
  chosen: readonly string[]
  /** Makes it a need; null where nothing can be registered here. */
  onTake: ((suggestion: ProgrammeSuggestion) => void) | null
  /** Rank of the heading among those around it. */
  order?: 2 | 3
}

/** *Mungkin berhak* for a person with their family: each with its reason and papers; a suggestion, never a decision. */
export const PersonSuggestions = (props: Using & { personId: number }) => {
  const found = useCall('programmes.suggest', { id: props.personId })
  return <Suggestions {...props} found={found.data} error={found.error} />
}

/** The same for everybody of a family. */
export const FamilySuggestions = (props: Using & { familyId: number }) => {
  const found = useCall('programmes.suggestFamily', { id: props.familyId })
  return <Suggestions {...props} found={found.data} error={found.error} />
}

const Suggestions = (props: Using & { found: ProgrammeSuggestion[] | undefined; error: unknown }) => {
  const fits = props.found?.filter(({ verdict }) => verdict === 'yes') ?? []
  const open = props.found?.filter(({ verdict }) => verdict === 'unknown') ?? []
  return (
    <section aria-label={words.title}>
      <Group gap="xs">
        <Title order={props.order ?? 3}>{words.title}</Title>
        <Text size="xs" c="dimmed">
          {words.sub}
        </Text>
      </Group>
      <ErrorBox error={props.error} />
      {props.found !== undefined && fits.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.none}
        </Text>
      ) : null}
      {fits.map((one) => (
        <Suggestion key={`${one.key}/${one.personId}`} one={one} {...props} />
      ))}
      {open.length === 0 ? null : (
        <details>
          <summary>{words.unknownTitle(open.length)}</summary>
          {open.map((one) => (
            <Suggestion key={`${one.key}/${one.personId}`} one={one} {...props} />
          ))}
        </details>
      )}
    </section>
  )
}

const Suggestion = ({ one, chosen, onTake }: Using & { one: ProgrammeSuggestion }) => (
  <div className={styles.suggestion}>
    <Group justify="space-between" gap={4} align="flex-start">
      <Text size="sm" fw={600}>
        {one.name}
        {one.personName === '' ? '' : ` – ${one.personName}`}
      </Text>
      {chosen.includes(one.key) ? (
        <Text size="xs" c="dimmed">
          {words.chosen}
        </Text>
      ) : onTake === null || one.openCase !== null ? null : (
        <Button
          size="compact-sm"
          variant="default"
          style={{ flexShrink: 0 }}
          aria-label={words.takeOf(one.name)}
          onClick={() => onTake(one)}
        >
          {words.take}
        </Button>
      )}
    </Group>
    {one.reasons.length === 0 ? null : <Text size="xs">{`${words.because}: ${one.reasons.join('; ')}`}</Text>}
    {one.unknown.length === 0 ? null : <Text size="xs">{words.unknown(one.unknown.join('; '))}</Text>}
    {one.toAsk.length === 0 ? null : <Text size="xs">{words.ask(one.toAsk.join(' '))}</Text>}
    {one.open ? null : (
      <Text size="xs" c="var(--tone-warning-text)">
        {words.closed(one.opensOn === null ? null : shortDate(one.opensOn))}
      </Text>
    )}
    {one.waiting === 0 ? null : <Text size="xs">{words.waiting(one.waiting)}</Text>}
    {one.openCase === null ? null : (
      <Text size="xs">
        {words.already}{' '}
        <Link to="/kasus/$id" params={{ id: String(one.openCase.id) }}>
          {one.openCase.number}
        </Link>
      </Text>
    )}
    <Text size="xs" c="dimmed" title={one.source === '' ? undefined : words.source(one.source)}>
      {words.papers(one.papers.join(', '))}
    </Text>
  </div>
)
