import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { LiveFinding } from '../../shared/contract/checks.ts'
import { instantDay, number } from '../lib/format.ts'
import { useCall, useCommand } from '../lib/query.ts'
import { useMay, useOfficeTime } from '../lib/session.ts'
import { toast } from '../lib/toast.ts'
import { checkTexts } from '../texts/checks.ts'
import { common } from '../texts/common.ts'
import { ErrorBox } from './error-box.tsx'
import styles from './findings.module.css'
import { Section } from './page.tsx'
import { StatusBadge } from './status-badge.tsx'

const words = checkTexts.findings
type Subject = { personId: number } | { familyId: number }

/** Mark of how grave a finding is. */
export const SeverityBadge = (props: { severity: LiveFinding['severity'] }) => (
  <StatusBadge tone={props.severity === 'warning' ? 'warning' : 'danger'}>{checkTexts.severities[props.severity]}</StatusBadge>
)

const AcceptDialog = (props: { finding: LiveFinding; subject: Subject; onClose(): void }) => {
  const [reason, setReason] = useState('')
  const accept = useCommand('checks.accept')
  const { finding } = props
  const submit = (): void =>
    accept.mutate(
      { checkId: finding.checkId, reason, ...props.subject },
      {
        onSuccess: () => {
          toast.done(words.done)
          props.onClose()
        },
      },
    )
  return (
    <Modal opened onClose={props.onClose} title={words.dialog} centered>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="sm">
          <Text size="sm" fw={600}>
            {finding.message}
          </Text>
          <Text size="sm">{words.dialogText}</Text>
          <Textarea
            label={words.reason}
            placeholder={words.reasonHint}
            data-autofocus
            required
            autosize
            minRows={2}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value.replace(/\n/g, ' '))}
          />
          <ErrorBox error={accept.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={accept.isPending}>
              {words.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

const FindingList = (props: { findings: readonly LiveFinding[]; subject: Subject }) => {
  const may = useMay()
  const { timeZone } = useOfficeTime()
  const revoke = useCommand('checks.revoke')
  const [chosen, setChosen] = useState<LiveFinding | null>(null)
  const open = props.findings.filter(({ accepted }) => accepted === null)
  const accepted = props.findings.flatMap((finding) => (finding.accepted === null ? [] : [finding.accepted]))
  return (
    <>
      <ul className={styles.list}>
        {open.map((finding) => (
          <li key={finding.checkId} className={styles.row}>
            <SeverityBadge severity={finding.severity} />
            <div>
              <div>{finding.message}</div>
              <Text size="xs" c="dimmed">
                {finding.fix}
              </Text>
            </div>
            {finding.overridable && may('people.override') ? (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={words.acceptFor(finding.title)}
                onClick={() => setChosen(finding)}
              >
                {words.accept}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {accepted.length === 0 ? null : (
        <details>
          <summary>
            <Text size="sm" component="span">
              {words.acceptedCount(number(accepted.length))}
            </Text>
          </summary>
          <ul className={styles.list}>
            {accepted.map((one) => (
              <li key={one.id} className={styles.row}>
                <StatusBadge tone="neutral">Diterima</StatusBadge>
                <div>
                  <div>{one.title}</div>
                  <Text size="xs" c="dimmed">
                    {words.accepted(one.by, instantDay(one.at, timeZone), one.reason)}
                  </Text>
                </div>
                {may('people.override') ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={words.revokeFor(one.title)}
                    disabled={revoke.isPending}
                    onClick={() => revoke.mutate({ id: one.id }, { onSuccess: () => toast.done(words.revoked) })}
                  >
                    {words.revoke}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </details>
      )}
      <ErrorBox error={revoke.error} />
      {chosen === null ? null : <AcceptDialog finding={chosen} subject={props.subject} onClose={() => setChosen(null)} />}
    </>
  )
}

/** What is wrong with a person and with the present family card; nothing at all when everything is in order. */
export const Findings = (props: { personId: number }) => {
  const found = useCall('checks.ofPerson', { id: props.personId })
  if (found.error !== null) return <ErrorBox error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return null
  const { person, family, familyId } = found.data
  return (
    <>
      {person.length === 0 ? null : (
        <Section title={words.person}>
          <FindingList findings={person} subject={{ personId: props.personId }} />
        </Section>
      )}
      {family.length === 0 || familyId === null ? null : (
        <Section title={words.family}>
          <Link to="/keluarga/$id" params={{ id: String(familyId) }}>
            {words.openFamily}
          </Link>
          <FindingList findings={family} subject={{ familyId }} />
        </Section>
      )}
    </>
  )
}

/** What is wrong with a family card; nothing when everything is in order. */
export const FamilyFindings = (props: { familyId: number }) => {
  const found = useCall('checks.ofFamily', { id: props.familyId })
  if (found.error !== null) return <ErrorBox error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined || found.data.length === 0) return null
  return (
    <Section title={words.person}>
      <FindingList findings={found.data} subject={{ familyId: props.familyId }} />
    </Section>
  )
}
