import { Alert, Button, Group, Kbd, Select, Stack, Text, TextInput } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { applicantRelation } from '../../../shared/domain/letter-applicant.ts'
import { longDate } from '../../lib/format.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'
import { letterTexts } from '../../texts/letters.ts'
import { quickTexts as words } from '../../texts/quick-letters.ts'
import styles from './quick.module.css'
import { QuickField } from './quick-field.tsx'
import { type AtDesk, applicantOf, type QuickWork, subjectOf } from './quick-step.ts'
import type { QuickDesk } from './use-quick-desk.ts'

const register = letterKindTexts.register

/** What stands in the way or speaks for the letter, its applicant, its own fields, and the one next step. */
export const QuickCard = (props: { desk: QuickDesk; work: QuickWork; person: AtDesk; onBack(): void }) => {
  const { desk, work, person } = props
  const { today } = useOfficeTime()
  const subject = subjectOf(person)
  const { step } = desk
  if (subject === undefined || step === null) return null
  const { kind } = work
  const source = subject.standing?.source ?? null
  const purpose = kind.purposes.find(({ key }) => key === person.purpose)
  const own = kind.fields.filter(({ keep }) => !keep)
  const stored = applicantOf(person, kind, today)
  const other = person.applicant.by === 'other' ? person.applicant : null
  const asked = person.applicant.by === 'other' ? 'other' : stored.personId === null ? 'self' : String(stored.personId)
  const onKey = (event: KeyboardEvent): void => {
    const { target } = event
    // An open list takes the keys for itself.
    if (target instanceof HTMLInputElement && target.getAttribute('aria-expanded') === 'true') return
    if (event.key === 'Escape' && !event.defaultPrevented) {
      desk.back()
      props.onBack()
      return
    }
    const line = target instanceof HTMLInputElement && target.getAttribute('aria-haspopup') === null
    if (event.key !== 'Enter' || event.repeat || event.defaultPrevented || !(event.ctrlKey || line)) return
    event.preventDefault()
    desk.enter(event.ctrlKey)
    props.onBack()
  }
  return (
    <Stack gap={8} className={styles.about} onKeyDown={onKey} data-testid="cepat-kartu">
      {purpose === undefined ? null : (
        <Alert variant="outline" color="blue" p="xs">
          <Text size="sm">{words.statementFor(purpose.label)}</Text>
        </Alert>
      )}
      {step === 'work' ? (
        <Alert variant="outline" color="orange.9" bg="var(--tone-warning-tint)" p="xs" role="alert">
          {words.setup.missing}
        </Alert>
      ) : null}
      {subject.earlier[0] === undefined ? null : (
        <Alert variant="outline" color="orange.9" bg="var(--tone-warning-tint)" p="xs" role="alert">
          <Text size="sm">
            {words.earlier(
              subject.earlier[0].number ?? letterTexts.waitingNumber,
              subject.earlier[0].validUntil === null ? null : longDate(subject.earlier[0].validUntil),
            )}
          </Text>
        </Alert>
      )}
      {subject.obstacle === null ? null : (
        <Alert variant="outline" color="orange.9" bg="var(--tone-warning-tint)" p="xs" role="alert">
          <Text size="sm">{subject.obstacle.message}</Text>
        </Alert>
      )}
      {source === null || subject.obstacle !== null ? null : (
        <Text size="sm">
          {source.found ? register.decile(source.decile) : register.notFound}
          {source.of === '' ? '' : `, ${register.of(source.of)}`}
          {' · '}
          {source.kind === 'list'
            ? register.list(longDate(source.on), source.label)
            : register.check(source.label, longDate(source.on), source.by)}
        </Text>
      )}
      <Group gap="xs">
        <Button
          disabled={step === 'printing'}
          onClick={() => desk.enter()}
          rightSection={<Kbd size="xs">{words.keys.enter}</Kbd>}
        >
          {words.steps[step]}
        </Button>
        {step === 'reprint' ? (
          <Button variant="default" onClick={() => desk.enter(true)} rightSection={<Kbd size="xs">{words.keys.anyway}</Kbd>}>
            {words.anyway}
          </Button>
        ) : null}
      </Group>
      <div className={styles.own}>
        {kind.applicant ? (
          <Select
            size="sm"
            label={words.applicant}
            data={[
              { value: 'self', label: words.self },
              ...person.members
                .filter(({ personId }) => personId !== subject.personId)
                .map((one) => ({ value: String(one.personId), label: `${one.name} (${applicantRelation(one, subject)})` })),
              { value: 'other', label: words.other },
            ]}
            value={asked}
            allowDeselect={false}
            onChange={(value) =>
              desk.change({
                applicant:
                  value === 'other'
                    ? { by: 'other', name: '', relation: '' }
                    : value === 'self' || value === null
                      ? { by: 'self' }
                      : { by: 'member', personId: Number(value) },
              })
            }
          />
        ) : null}
        {other !== null ? (
          <>
            <TextInput
              id="isian-pemohon"
              size="sm"
              label={words.otherName}
              withAsterisk
              autoComplete="off"
              value={other.name}
              onChange={(event) =>
                desk.change({ applicant: { by: 'other', relation: other.relation, name: event.currentTarget.value } })
              }
            />
            <TextInput
              id="isian-hubungan"
              size="sm"
              label={words.otherRelation}
              placeholder={letterKindTexts.applicant.relationHint}
              withAsterisk
              autoComplete="off"
              value={other.relation}
              onChange={(event) =>
                desk.change({ applicant: { by: 'other', name: other.name, relation: event.currentTarget.value } })
              }
            />
          </>
        ) : null}
        {kind.lanes.length === 0 ? null : (
          <Select
            size="sm"
            label={words.lane}
            data={kind.lanes.map(({ key, label }) => ({ value: key, label }))}
            value={person.lane}
            allowDeselect={false}
            onChange={(lane) => (lane === null ? undefined : desk.change({ lane }))}
          />
        )}
        {own.map((field) => (
          <QuickField
            key={field.name}
            field={field}
            value={person.fields[field.name] ?? ''}
            onChange={(value) => desk.change({ fields: { ...person.fields, [field.name]: value } })}
          />
        ))}
      </div>
    </Stack>
  )
}
