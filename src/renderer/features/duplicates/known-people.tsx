import { Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { DuplicateCandidate, PairField } from '../../../shared/contract/duplicates.ts'
import { StatusBadge } from '../../components/status-badge.tsx'
import { shortDate } from '../../lib/format.ts'
import { duplicateTexts } from '../../texts/duplicates.ts'
import styles from './duplicates.module.css'
import type { KnownPeople } from './use-known-people.ts'
import { Verdict } from './verdict.tsx'

const words = duplicateTexts.known

/** Shown at most; more than a handful is no help at a counter. */
const most = 4

/** "Mungkin sudah terdaftar": people who may be the one on the form, each of whom can be chosen instead. */
export const KnownPeopleNote = (props: {
  known: KnownPeople
  /** Words of the button: the counter takes the person, the form opens the record. */
  choice: 'take' | 'open'
  onChoose(id: number): void
  /** Two beside each other where there is room. */
  wide?: boolean
}) => {
  const { candidates, stopped } = props.known
  return (
    <div aria-live="polite">
      {candidates.length === 0 ? null : (
        <section className={styles.known} aria-label={words.title}>
          <span className={styles.knownTitle}>
            <IconAlertTriangle size={18} aria-hidden />
            {words.title}
          </span>
          <Text size="sm">{stopped ? words.lookFirst : words.text}</Text>
          <ul className={styles.knownList} data-wide={props.wide === true}>
            {candidates.slice(0, most).map((candidate) => (
              <Candidate key={candidate.person.id} candidate={candidate} choice={props.choice} onChoose={props.onChoose} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

const verdicts = ['agree', 'partly', 'disagree'] as const

const Candidate = (props: { candidate: DuplicateCandidate; choice: 'take' | 'open'; onChoose(id: number): void }) => {
  const { person, level, fields } = props.candidate
  const of = (verdict: PairField['verdict']): string =>
    fields
      .filter((field) => field.verdict === verdict)
      .map(({ label }) => label)
      .join(', ')
  return (
    <li>
      <Group justify="space-between" gap={4}>
        <Text size="sm" fw={600}>
          {person.name}
        </Text>
        <StatusBadge tone={level === 'likely' ? 'warning' : 'neutral'}>{duplicateTexts.levels[level]}</StatusBadge>
      </Group>
      <Text size="xs" c="dimmed" className="numeric">
        {[person.nikMasked === '' ? words.noNik : person.nikMasked, shortDate(person.birthDate), person.village]
          .filter((part) => part !== '')
          .join(' · ')}
      </Text>
      {verdicts.map((verdict) =>
        of(verdict) === '' ? null : (
          <Verdict key={verdict} verdict={verdict}>
            {words[verdict](of(verdict))}
          </Verdict>
        ),
      )}
      <Button
        size="compact-md"
        variant="default"
        mt={6}
        aria-label={props.choice === 'take' ? words.takeFor(person.name) : words.openFor(person.name)}
        onClick={() => props.onChoose(person.id)}
      >
        {words[props.choice]}
      </Button>
    </li>
  )
}
