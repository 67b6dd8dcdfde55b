import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core'
import { IconDots, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { PersonFact } from '../../../shared/contract/person-facts.ts'
import { type MembershipStatus, membershipStatusLabels } from '../../../shared/domain/person-facts.ts'
import { Section } from '../../components/page.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { instantDay, shortDate } from '../../lib/format.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { factTitle, sourceText, factTexts as words } from '../../texts/person-facts.ts'
import { FactDialog } from './fact-dialog.tsx'
import { EndFactDialog, RemoveFactDialog } from './fact-endings.tsx'
import { cardOf, type FactCard } from './fact-form.ts'
import { FactNumber } from './fact-number.tsx'
import styles from './people.module.css'

type Open = { kind: 'add' } | { kind: 'edit' | 'end' | 'remove'; fact: PersonFact }

/** One card of statements: what holds at present, the rest behind a button, each with source and day. */
export const FactSection = (props: { personId: number; card: FactCard; facts: readonly PersonFact[] }) => {
  const { card, personId } = props
  const may = useMay()
  const [open, setOpen] = useState<Open | null>(null)
  const [all, setAll] = useState(false)
  const own = props.facts.filter((fact) => cardOf(fact) === card)
  const former = own.filter(({ current }) => !current).length
  const shown = all ? own : own.filter(({ current }) => current)
  const close = (): void => setOpen(null)
  return (
    <Section
      title={words.cards[card]}
      action={
        may('people.write') ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setOpen({ kind: 'add' })}
          >
            {words.add[card]}
          </Button>
        ) : undefined
      }
    >
      {shown.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.none[card]}
        </Text>
      ) : (
        <table className={styles.list} aria-label={words.cards[card]}>
          <tbody>
            {shown.map((fact) => (
              <FactRow key={fact.id} fact={fact} onAct={(kind) => setOpen({ kind, fact })} />
            ))}
          </tbody>
        </table>
      )}
      {former === 0 ? null : (
        <Button size="compact-sm" variant="subtle" mt={4} onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? words.hideHistory : words.history(former)}
        </Button>
      )}
      {open === null ? null : open.kind === 'add' ? (
        <FactDialog personId={personId} card={card} fact={null} onClose={close} />
      ) : open.kind === 'edit' ? (
        <FactDialog personId={personId} card={card} fact={open.fact} onClose={close} />
      ) : open.kind === 'end' ? (
        <EndFactDialog fact={open.fact} title={factTitle(open.fact)} onClose={close} />
      ) : (
        <RemoveFactDialog fact={open.fact} title={factTitle(open.fact)} onClose={close} />
      )}
    </Section>
  )
}

const span = (fact: PersonFact): string =>
  [
    fact.fromDate === null ? '' : `sejak ${shortDate(fact.fromDate)}`,
    fact.toDate === null ? '' : `sampai ${shortDate(fact.toDate)}`,
    fact.expectedDate === null ? '' : `perkiraan lahir ${shortDate(fact.expectedDate)}`,
  ]
    .filter((part) => part !== '')
    .join(', ')

const Value = ({ fact }: { fact: PersonFact }) => {
  if (fact.kind === 'number' || fact.kind === 'programme')
    return fact.value === '' ? null : <FactNumber key={fact.version} id={fact.id} what={factTitle(fact)} masked={fact.value} />
  return (
    <>{fact.kind === 'register' && fact.key === 'dtsenStatus' ? fact.value : <span className="numeric">{fact.value}</span>}</>
  )
}

const State = ({ fact }: { fact: PersonFact }) => {
  const lasting = fact.kind === 'programme' || fact.kind === 'pregnancy' || fact.kind === 'disability'
  if (!fact.current)
    return <StatusBadge tone="neutral">{fact.toDate === null ? 'Riwayat' : lasting ? 'Berakhir' : 'Tidak berlaku'}</StatusBadge>
  if (fact.kind === 'programme')
    return (
      <StatusBadge tone={fact.status === 'active' ? 'ok' : 'warning'}>
        {membershipStatusLabels[fact.status as MembershipStatus] ?? fact.status}
      </StatusBadge>
    )
  return null
}

const FactRow = (props: { fact: PersonFact; onAct(kind: 'edit' | 'end' | 'remove'): void }) => {
  const { fact } = props
  const may = useMay()
  const { timeZone } = useOfficeTime()
  const title = factTitle(fact)
  const days = span(fact)
  const source = sourceText(fact)
  return (
    <tr>
      <th scope="row" className={styles.factName}>
        {title}
      </th>
      <td>
        <Group gap={6}>
          <Value fact={fact} />
          <State fact={fact} />
        </Group>
        {days === '' ? null : <Text size="sm">{days}</Text>}
        {fact.note === '' ? null : (
          <Text size="sm" c="dimmed">
            {fact.note}
          </Text>
        )}
      </td>
      <td className={styles.factSource} title={words.received(instantDay(fact.receivedAt, timeZone), fact.receivedBy)}>
        <Text size="sm">{words.asOf(shortDate(fact.asOf))}</Text>
        {fact.source === 'file' && fact.importId !== null && may('imports.read') ? (
          <Link to="/impor/$id" params={{ id: String(fact.importId) }}>
            {source}
          </Link>
        ) : (
          <Text size="sm" c="dimmed">
            {source}
          </Text>
        )}
      </td>
      {may('people.write') ? (
        <td className={styles.factMenu}>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" size={32} aria-label={words.actions(title)}>
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => props.onAct('edit')}>{words.edit}</Menu.Item>
              {fact.toDate === null && fact.kind !== 'decile' && fact.kind !== 'register' ? (
                <Menu.Item onClick={() => props.onAct('end')}>{words.end}</Menu.Item>
              ) : null}
              <Menu.Item onClick={() => props.onAct('remove')}>{words.remove}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </td>
      ) : null}
    </tr>
  )
}
