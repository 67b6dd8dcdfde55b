import { Text } from '@mantine/core'
import type { LetterKind } from '../../../shared/contract/letters.ts'
import { ageOn } from '../../../shared/domain/dates.ts'
import { StatusBadge } from '../../components/status-badge.tsx'
import { shortDate } from '../../lib/format.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'
import { quickTexts as words } from '../../texts/quick-letters.ts'
import styles from './quick.module.css'
import { type AtDesk, applicantOf } from './quick-step.ts'

/** The family of whoever stands at the desk: the arrow keys choose whom the letter is about. */
export const QuickFamily = (props: {
  person: AtDesk
  kind: LetterKind | null
  listId: string
  lineId(index: number): string
  onPick(index: number): void
}) => {
  const { person, kind } = props
  const { today } = useOfficeTime()
  const applicant = kind === null ? null : applicantOf(person, kind, today).personId
  return (
    <>
      <Text size="sm" fw={600} mt={8}>
        {person.members.length > 1 ? words.family : words.alone}
      </Text>
      <div className={styles.list} id={props.listId} role="listbox" aria-label={words.family} data-testid="cepat-keluarga">
        {person.members.map((member, index) => (
          <div
            key={member.personId}
            id={props.lineId(index)}
            role="option"
            aria-selected={index === person.at}
            tabIndex={-1}
            className={`${styles.option} ${styles.member}`}
            onMouseDown={(event) => {
              event.preventDefault()
              props.onPick(index)
            }}
          >
            <span className={styles.name}>
              <Text span size="sm" fw={600}>
                {member.name}
              </Text>
              <Text span size="xs" c="dimmed" className="numeric">
                {[
                  member.nikMasked === '' ? 'tanpa NIK' : member.nikMasked,
                  member.birthDate === null ? '' : `${shortDate(member.birthDate)} (${ageOn(member.birthDate, today)} th)`,
                  member.village,
                ]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </Text>
            </span>
            <Text span size="xs">
              {member.relation}
            </Text>
            {member.lifeStatus === 'dead' ? <StatusBadge tone="danger">{words.dead}</StatusBadge> : null}
            {member.lifeStatus === 'moved' ? <StatusBadge tone="warning">{words.moved}</StatusBadge> : null}
            {member.personId === applicant ? <StatusBadge tone="info">{words.asApplicant}</StatusBadge> : null}
            {member.standing?.source == null ? null : (
              <StatusBadge tone={member.obstacle === null ? 'ok' : 'warning'}>
                {member.standing.source.found
                  ? letterKindTexts.register.decile(member.standing.source.decile)
                  : letterKindTexts.register.notFound}
              </StatusBadge>
            )}
          </div>
        ))}
      </div>
    </>
  )
}
