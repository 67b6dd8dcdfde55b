import { Button, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { checkNik, isTemporaryNumber } from '../../../shared/domain/nik.ts'
import { readNik } from '../../../shared/domain/nik-parts.ts'
import { longDate, sexText } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { peopleTexts } from '../../texts/people.ts'
import styles from './people.module.css'

const words = peopleTexts.form
const icons = { danger: IconCircleX, warning: IconAlertTriangle, ok: IconCircleCheck }

const Hint = (props: { tone: 'danger' | 'warning' | 'ok'; children: React.ReactNode }) => {
  const Icon = icons[props.tone]
  return (
    <li className={styles.hint} data-tone={props.tone}>
      <Icon size={14} aria-hidden />
      <span>{props.children}</span>
    </li>
  )
}

/**
 * What a NIK says while it is typed: wrong shape, what looks odd, whom it belongs to already, and the birth day in it.
 * Only the shape is wrong for certain; people move and birth data are corrected.
 */
export const NikHints = (props: {
  nik: string | null
  birthDate: string | null
  sex: 'L' | 'P' | null
  /** The person being edited is no double of itself. */
  ownId: number | null
  onUse(parts: { birthDate: string; sex: 'L' | 'P' | null }): void
}) => {
  const { today } = useOfficeTime()
  const nik = props.nik ?? ''
  const complete = /^\d{16}$/.test(nik)
  const found = useCall('people.search', { text: nik, limit: 2 }, { enabled: complete, staleTime: 10_000 })
  if (nik === '')
    return (
      <Text size="xs" c="dimmed" mt={4}>
        {words.noNik}
      </Text>
    )
  if (!complete)
    return (
      <Text size="xs" c="dimmed" mt={4} aria-live="polite" className="numeric">
        {nik.length} dari 16 digit
      </Text>
    )
  const findings = checkNik(nik, { birthDate: props.birthDate, sex: props.sex, today })
  const parts = readNik(nik, today)
  const other = found.data?.items.find((person) => person.matched === 'nik' && person.id !== props.ownId)
  return (
    <ul className={styles.hints} aria-live="polite">
      {other === undefined ? null : (
        <Hint tone="danger">
          {words.taken} <strong>{other.name}</strong>.{' '}
          <Link to="/warga/$id" params={{ id: String(other.id) }}>
            {words.open}
          </Link>
        </Hint>
      )}
      {findings.map((finding) => (
        <Hint key={finding.code} tone={finding.severity === 'block' ? 'danger' : 'warning'}>
          {finding.message}
          {props.ownId === null && isTemporaryNumber(nik) ? ` ${words.nikTemporary}` : ''}
        </Hint>
      ))}
      {findings.length === 0 && other === undefined ? <Hint tone="ok">{words.nikGood}</Hint> : null}
      {parts.birthDate !== null && (props.birthDate === null || props.sex === null) ? (
        <li className={styles.hint}>
          <span>{words.nikSays(longDate(parts.birthDate), sexText(parts.sex))}</span>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => props.onUse({ birthDate: parts.birthDate!, sex: parts.sex })}
          >
            {words.nikUse}
          </Button>
        </li>
      ) : null}
    </ul>
  )
}
