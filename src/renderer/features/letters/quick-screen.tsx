import { Alert, Button, Group, Kbd, Text } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { useCall } from '../../lib/query.ts'
import { runJob } from '../../lib/run-job.ts'
import { useMay } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { handOverTyped } from '../../lib/typed-name.ts'
import { quickTexts as words } from '../../texts/quick-letters.ts'
import { PrintTasks } from '../printing/print-tasks.tsx'
import styles from './quick.module.css'
import { QuickCard } from './quick-card.tsx'
import { QuickLine } from './quick-line.tsx'
import { QuickSetupStrip } from './quick-setup.tsx'
import { missingField, type QuickWork, subjectOf } from './quick-step.ts'
import { QuickToday, todayId } from './quick-today.tsx'
import { RecordCheckDialog } from './register-source-box.tsx'
import { useQuickDelivery } from './use-quick-delivery.ts'
import { type QuickDesk, useQuickDesk } from './use-quick-desk.ts'
import { useQuickSetup } from './use-quick-setup.ts'

/** Why nobody was found, and what to do about it. */
const nobodyWords = (text: string, note: string | null): string => {
  const digits = text.replace(/[\s.-]/g, '')
  if (/^\d+$/.test(digits) && digits.length !== 16) return words.nobodyNumber(digits.length)
  return note === 'full-number' ? words.nobodyFullNumber : words.nobody
}

/** Letters on their way, and those that could not be printed. */
const Jobs = ({ desk }: { desk: QuickDesk }) => (
  <div aria-live="polite">
    {desk.jobs.map((job) =>
      job.error === null ? (
        <Text key={job.key} size="sm" c="dimmed">
          {words.printing(job.name)}
        </Text>
      ) : (
        <Alert
          key={job.key}
          mt={4}
          p="xs"
          variant="outline"
          color="red.9"
          bg="var(--tone-danger-tint)"
          role="alert"
          title={words.failed(job.name)}
        >
          <Text size="sm">{[job.error.data.message, job.error.data.hint ?? ''].filter((part) => part !== '').join(' ')}</Text>
          <Group gap="xs" mt={4}>
            <Button
              size="compact-sm"
              onClick={() => desk.recall(job.key)}
              rightSection={<Kbd size="xs">{words.keys.recall}</Kbd>}
            >
              {words.recall}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => desk.drop(job.key)}>
              {words.drop}
            </Button>
          </Group>
        </Alert>
      ),
    )}
  </div>
)

/** Loket cepat: a letter without a case for each of hundreds of people in a morning, by keyboard alone. */
export const QuickScreen = () => {
  const navigate = useNavigate()
  const may = useMay()
  const search = useSearch({ from: '/cepat' })
  const setup = useQuickSetup()
  const { work } = setup
  const day = useCall('quickLetters.today', {})
  const input = useRef<HTMLInputElement>(null)
  const [checking, setChecking] = useState(false)
  const mayRegister = may('people.write')
  const focusLine = (): void => input.current?.focus()

  const { deliver, stuck } = useQuickDelivery()
  const desk = useQuickDesk(work, deliver, {
    check: () => (may('letters.write') ? setChecking(true) : undefined),
    register: (text) => {
      if (!mayRegister) return
      handOverTyped(text)
      void navigate({ to: '/warga/baru', search: { ke: 'cepat' } })
    },
    update: (personId) => void navigate({ to: '/loket', search: { warga: personId } }),
    field: () => document.getElementById(firstGap(desk, work))?.focus(),
    work: () => document.getElementById(work?.kind.purposes.length ? 'cepat-keperluan' : 'cepat-jenis')?.focus(),
  })
  const { stage } = desk

  // The first letter of a morning does not wait for fonts to be read.
  const kind = work?.kind.key
  useEffect(() => {
    if (kind !== undefined) runJob('quickLetters.warm', { kind }).catch(() => {})
  }, [kind])
  // Another purpose asks other questions of whoever stands there.
  const purpose = work?.purpose
  const { reload } = desk
  const former = useRef<string | null>(null)
  useEffect(() => {
    const key = `${kind ?? ''} ${purpose ?? ''}`
    if (former.current !== null && former.current !== key) reload({ purpose: null })
    former.current = key
  })
  // Somebody who was registered just now, from here.
  const arrived = Number(search.warga)
  const ready = setup.ready && work !== null
  const { take } = desk
  const taken = useRef(false)
  useEffect(() => {
    if (!ready || taken.current || !Number.isInteger(arrived) || arrived <= 0) return
    taken.current = true
    take(arrived)
    void navigate({ to: '/cepat', search: {}, replace: true })
  })

  const last = day.data?.items.find(({ state }) => state !== 'cancelled')
  useShortcuts({
    new: () => {
      desk.clear()
      focusLine()
    },
    print: () => {
      if (last !== undefined) void desk.reprint(last)
    },
    next: () => document.querySelector<HTMLButtonElement>(`#${todayId} button`)?.focus(),
    previous: () => {
      desk.recall()
      focusLine()
    },
  })
  if (!setup.ready) return setup.error === null ? <Loading /> : <ErrorBox error={setup.error} />
  const person = stage.at === 'person' ? stage.person : null
  const subject = person === null ? undefined : subjectOf(person)
  return (
    <Page
      title={words.title}
      fill
      beside={
        <Text size="sm" c="dimmed" data-testid="cepat-jumlah">
          {day.data === undefined ? '' : words.count(day.data.printed)}
        </Text>
      }
    >
      <QuickSetupStrip
        setup={setup}
        // The list hands the cursor back to its field as it closes.
        onPurpose={() => window.setTimeout(focusLine)}
      />
      <div className={styles.sides}>
        <section className={`card ${styles.left}`} aria-label={words.title}>
          <QuickLine desk={desk} kind={work?.kind ?? null} inputRef={input} />
          <ErrorBox error={desk.error} />
          {stage.at === 'nobody' ? (
            <Alert
              variant="outline"
              color="orange.9"
              bg="var(--tone-warning-tint)"
              p="xs"
              role="alert"
              title={nobodyWords(desk.text, stage.note)}
            >
              <Text size="sm">{mayRegister ? words.registerHint : words.registerNot}</Text>
              {mayRegister ? (
                <Button
                  size="compact-md"
                  mt={6}
                  onClick={() => desk.enter()}
                  rightSection={<Kbd size="xs">{words.keys.enter}</Kbd>}
                >
                  {words.register}
                </Button>
              ) : null}
            </Alert>
          ) : null}
          {person === null || work === null ? null : <QuickCard desk={desk} work={work} person={person} onBack={focusLine} />}
          <Jobs desk={desk} />
          {stuck.length === 0 ? null : <PrintTasks tasks={stuck} named />}
        </section>
        <QuickToday day={day.data} onReprint={(letter) => void desk.reprint(letter)} onBack={focusLine} />
      </div>
      {checking && subject !== undefined ? (
        <RecordCheckDialog
          personId={subject.personId}
          name={subject.name}
          onClose={() => {
            setChecking(false)
            // The dialog hands the cursor back to where it was; the next key belongs to the line.
            window.setTimeout(focusLine)
          }}
          onRecorded={() => desk.reload()}
        />
      ) : null}
    </Page>
  )
}

/** Id of the first field that is still empty. */
const firstGap = (desk: QuickDesk, work: QuickWork | null): string => {
  if (desk.stage.at !== 'person' || work === null) return ''
  const { person } = desk.stage
  const field = missingField(work.kind, { ...work.kept, ...person.fields })
  if (field !== undefined) return `isian-${field.name}`
  const { applicant } = person
  return applicant.by === 'other' && applicant.name.trim() === '' ? 'isian-pemohon' : 'isian-hubungan'
}
