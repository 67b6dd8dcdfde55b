import { Group, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconScan } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { type MarkedStep, markedSteps, mayMark } from '../../../shared/domain/letter-life.ts'
import { api } from '../../lib/api.ts'
import { ownCounter } from '../../lib/own-counter.ts'
import { useCall } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { letterLifeTexts } from '../../texts/letter-life.ts'
import styles from './letter-life.module.css'
import { RelationField } from './relation-field.tsx'

const words = letterLifeTexts.scan
type Answer = OutputOf<'letterLife.scan'> & { nr: number; code: string }

/** How many scans stay on screen. */
const shownScans = 60

/**
 * One box that a scanner types into; each Enter marks one letter. Scans that come faster than they are written wait in line, so
 * none is lost; what came of each stands on screen, for there is no sound in a noisy office.
 */
export const ScanLetters = () => {
  const may = useMay()
  const settings = useCall('letterLife.settings', {})
  const rules = settings.data?.settings
  const steps = markedSteps.filter(
    (step) => mayMark(may, step) && (step === 'handed' || (rules !== undefined && rules[step] !== 'off')),
  )
  const [step, setStep] = useState<MarkedStep>('handed')
  const [code, setCode] = useState('')
  const [to, setTo] = useState('')
  const [relation, setRelation] = useState('')
  const [answers, setAnswers] = useState<Answer[]>([])
  const [waiting, setWaiting] = useState(0)
  const line = useRef<Promise<void>>(Promise.resolve())
  const count = useRef(0)
  const [latest] = answers

  const send = (typed: string): void => {
    const asked = {
      code: typed,
      step,
      to: step === 'handed' ? to.trim() : '',
      relation: step === 'handed' && to.trim() !== '' ? relation.trim() : '',
      desk: step === 'handed' ? ownCounter() : '',
    }
    setWaiting((before) => before + 1)
    line.current = line.current.then(async () => {
      try {
        const answer = await api.letterLife.scan(asked)
        count.current += 1
        setAnswers((before) => [{ ...answer, nr: count.current, code: typed }, ...before].slice(0, shownScans))
      } catch (error) {
        toast.error(error)
      } finally {
        setWaiting((before) => before - 1)
      }
    })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    // Scanners end with Enter; some are set to Tab.
    if (event.key !== 'Enter' && event.key !== 'Tab') return
    const typed = code.trim()
    if (typed === '') return
    event.preventDefault()
    setCode('')
    send(typed.slice(0, 300))
  }
  const good = answers.filter(({ outcome }) => outcome === 'marked').length
  const outcome = latest?.outcome
  return (
    <div className={styles.scan}>
      <section className="card">
        <Stack gap="sm">
          <Text size="sm">{words.intro}</Text>
          <div>
            <Text size="sm" fw={600} mb={4} aria-hidden>
              {words.step}
            </Text>
            <SegmentedControl
              aria-label={words.step}
              value={step}
              onChange={(value) => setStep(markedSteps.find((one) => one === value) ?? 'handed')}
              data={steps.map((value) => ({ value, label: letterLifeTexts.markShort[value] }))}
            />
          </div>
          {step === 'handed' ? (
            <Group grow gap="xs" align="start">
              <TextInput
                label={words.to}
                placeholder={words.toHint}
                maxLength={300}
                value={to}
                onChange={(event) => setTo(event.currentTarget.value)}
              />
              <RelationField value={relation} disabled={to.trim() === ''} onChange={setRelation} />
            </Group>
          ) : null}
          <TextInput
            size="lg"
            label={words.code}
            placeholder={words.codeHint}
            leftSection={<IconScan size={22} aria-hidden />}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            maxLength={300}
          />
        </Stack>
      </section>
      <Stack gap="sm">
        <div className={styles.answer} data-outcome={waiting > 0 ? undefined : outcome} role="status" data-testid="scan-answer">
          {waiting > 0 ? (
            <span className={styles.word}>{words.working}</span>
          ) : latest === undefined || outcome === undefined ? (
            <>
              <span className={styles.word}>{words.ready}</span>
              <Text size="sm">{words.readyText(letterLifeTexts.markShort[step])}</Text>
            </>
          ) : (
            <>
              <span className={styles.word}>{words.outcomes[outcome]}</span>
              {latest.letter === null ? <Text className="numeric">{latest.code.slice(0, 60)}</Text> : null}
              {latest.letter === null ? null : (
                <>
                  <Text fw={600}>{latest.letter.clientName === '' ? latest.letter.kindName : latest.letter.clientName}</Text>
                  <Text size="sm" className="numeric">
                    {latest.letter.number ?? ''}
                  </Text>
                  <Text size="sm">
                    {[latest.letter.kindName, latest.letter.receiver === '' ? '' : words.receiver(latest.letter.receiver)]
                      .filter((part) => part !== '')
                      .join(' · ')}
                  </Text>
                </>
              )}
              {latest.message === '' ? null : <Text size="sm">{latest.message}</Text>}
            </>
          )}
        </div>
        {answers.length === 0 ? null : (
          <section className="card" aria-labelledby="pindaian">
            <Group justify="space-between">
              <Title order={2} id="pindaian">
                {words.log}
              </Title>
              <Text size="sm">{words.counts(good, answers.length - good)}</Text>
            </Group>
            <ul className={styles.log}>
              {answers.map((answer) => (
                <li key={answer.nr}>
                  <span>
                    {answer.letter === null
                      ? answer.code.slice(0, 40)
                      : [answer.letter.number ?? '', answer.letter.clientName].filter((part) => part !== '').join(' · ')}
                    {' · '}
                    {words.outcomes[answer.outcome]}
                  </span>
                  {answer.letter === null ? null : (
                    <Link to="/surat/$id" params={{ id: String(answer.letter.id) }}>
                      {words.open}
                    </Link>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
      </Stack>
    </div>
  )
}
