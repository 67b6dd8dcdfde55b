import { Button, Group, Menu, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconCheck, IconDots, IconPrinter, IconRefresh } from '@tabler/icons-react'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Fragment, useEffect, useRef, useState } from 'react'
import type { Section as FormSection, RosterMember } from '../../../shared/domain/questionnaire/model.ts'
import { cellProblems } from '../../../shared/domain/questionnaire/values.ts'
import { progressOf, visibleCells } from '../../../shared/domain/questionnaire/visible.ts'
import { useConfirm } from '../../components/confirm.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { call } from '../../lib/api.ts'
import { downloadFile } from '../../lib/files.ts'
import { parseDay, shortDate } from '../../lib/format.ts'
import { useMay } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { toAppError } from '../../lib/transport.ts'
import { useJob } from '../../lib/use-job.ts'
import { assessmentTexts } from '../../texts/assessments.ts'
import { AnswerBox } from './answer-box.tsx'
import { stateTone } from './assessment-state.ts'
import styles from './assessments.module.css'
import { CompareDialog } from './compare-dialog.tsx'
import { useAnswers } from './use-answers.ts'

const words = assessmentTexts.typing

/** Types a questionnaire in the paper's order, by keyboard alone. */
export const AssessmentScreen = () => {
  const { id: idText } = useParams({ from: '/isian/$id' })
  return <Typing key={idText} id={Number(idText)} />
}

const Typing = ({ id }: { id: number }) => {
  const may = useMay()
  const ask = useConfirm()
  const navigate = useNavigate()
  const set = useAnswers(id)
  const print = useJob('assessments.print')
  const [comparing, setComparing] = useState(false)
  const [checked, setChecked] = useState(false)
  const [reason, setReason] = useState<string | null>(null)
  const [newMember, setNewMember] = useState('')
  const { detail, answers } = set
  const sheet = useRef<HTMLElement>(null)
  const ready = detail !== null && answers !== null
  useEffect(() => {
    if (ready && document.activeElement === document.body) sheet.current?.querySelector<HTMLElement>('input')?.focus()
  }, [ready])
  const act = async (what: () => Promise<unknown>, done: string): Promise<void> => {
    if (!(await set.flush())) return
    try {
      await what()
      await set.load()
      toast.done(done)
    } catch (failure) {
      set.setError(toAppError(failure))
    }
  }
  const at = () => ({ id, version: set.version.current })
  const finish = (): void => {
    setChecked(true)
    void act(() => call('assessments.finish', at()), words.finished).then(() =>
      window.setTimeout(() => sheet.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 50),
    )
  }
  const makePaper = async (): Promise<void> => {
    await set.flush()
    const result = await print.start({ target: { of: 'assessment', id } })
    if (result !== null) downloadFile(result.file)
  }
  useShortcuts({ print: () => void makePaper(), save: () => void set.flush() })
  if (detail === null || answers === null)
    return set.error === null ? (
      <Loading />
    ) : (
      <Page title={assessmentTexts.one}>
        <ErrorBox error={set.error} onRetry={() => void set.load()} />
      </Page>
    )
  const draft = detail.state === 'draft'
  const readOnly = !draft || !may('cases.write')
  // Where the paper asks for the day and the name itself, they stand there and nowhere else.
  const asks = (means: 'visit-date' | 'surveyor'): boolean =>
    detail.form.sections.some(({ repeat, questions }) => repeat === 'once' && questions.some((one) => one.means === means))
  const cells = visibleCells(detail.form, answers)
  const { asked, answered } = progressOf(cells)
  // A long number arrives masked: its digits were checked where they are known.
  const masked = (cell: (typeof cells)[number]): boolean =>
    cell.question.format === 'digits16' && String(cell.answer?.value ?? '').includes('•')
  const problems = new Map(
    cellProblems(cells.filter((cell) => !masked(cell))).map((one) => [`${one.member ?? ''}\n${one.question}`, one.message]),
  )
  const boxes = (section: FormSection, member: RosterMember | null) =>
    cells
      .filter((cell) => cell.section === section && (cell.member?.id ?? null) === (member?.id ?? null))
      .map(({ question, answer }) => (
        <AnswerBox
          key={`${member?.id ?? 0}-${question.key}`}
          question={question}
          member={member?.id ?? null}
          answer={answer}
          readOnly={readOnly}
          problem={checked ? (problems.get(`${member?.id ?? ''}\n${question.key}`) ?? null) : null}
          onChange={set.change}
        />
      ))
  const removeMember = async (member: RosterMember): Promise<void> => {
    if (!(await ask({ title: member.name, text: words.removeAsk, confirm: words.removeMember, danger: true }))) return
    await act(() => call('assessments.removeMember', { ...at(), memberId: member.id }), words.saved)
  }
  const remove = async (): Promise<void> => {
    if (!(await ask({ title: words.remove, text: words.removeAsk, confirm: words.remove, danger: true }))) return
    try {
      await set.flush()
      await call('assessments.remove', at())
      void navigate({ to: '/isian', replace: true })
    } catch (failure) {
      set.setError(toAppError(failure))
    }
  }
  return (
    <Page
      title={detail.name}
      fill
      beside={
        <Group gap="xs" wrap="nowrap">
          <StatusBadge tone={stateTone[detail.state]}>{assessmentTexts.states[detail.state]}</StatusBadge>
        </Group>
      }
      action={
        <>
          {readOnly ? null : (
            <Button
              variant="default"
              leftSection={<IconRefresh size={18} aria-hidden />}
              onClick={() => void set.flush().then((sent) => sent && setComparing(true))}
            >
              {words.compare}
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconPrinter size={18} aria-hidden />}
            loading={print.running}
            onClick={() => void makePaper()}
          >
            {words.print}
          </Button>
          {!draft && may('cases.write') ? (
            <Button variant="default" onClick={() => setReason('')}>
              {words.reopen}
            </Button>
          ) : null}
          {detail.state === 'finished' && may('cases.review') ? (
            <Button onClick={() => void act(() => call('assessments.verify', at()), words.verified)}>{words.verify}</Button>
          ) : null}
          {readOnly ? null : (
            <>
              <Menu position="bottom-end">
                <Menu.Target>
                  <Button variant="default" aria-label="Lainnya" px="xs">
                    <IconDots size={18} aria-hidden />
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => void remove()}>{words.remove}</Menu.Item>
                </Menu.Dropdown>
              </Menu>
              <Button leftSection={<IconCheck size={18} aria-hidden />} data-answer-end onClick={finish}>
                {words.finish}
              </Button>
            </>
          )}
        </>
      }
    >
      <ErrorBox error={set.error} {...(set.error?.data.code === 'VALIDATION' ? {} : { onRetry: () => void set.load() })} />
      <JobProgress job={print} label={words.print} />
      {reason === null ? null : (
        <Group align="flex-end" mb="xs">
          <TextInput
            label={words.reopenReason}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
            style={{ flex: 1 }}
          />
          <Button
            disabled={reason.trim() === ''}
            onClick={() => {
              void act(() => call('assessments.reopen', { ...at(), reason }), words.reopened)
              setReason(null)
            }}
          >
            {words.reopen}
          </Button>
        </Group>
      )}
      <Group gap="md" align="flex-end" mb="xs">
        {asks('visit-date') ? null : (
          <TextInput
            key={`d-${detail.visitedOn}`}
            label={words.visitedOn}
            w={150}
            defaultValue={shortDate(detail.visitedOn)}
            readOnly={readOnly}
            onBlur={(event) => {
              const day = parseDay(event.currentTarget.value)
              if (day !== null && day !== detail.visitedOn) set.changeHead({ visitedOn: day })
            }}
          />
        )}
        {asks('surveyor') ? null : (
          <TextInput
            label={words.surveyor}
            w={240}
            defaultValue={detail.surveyor}
            readOnly={readOnly}
            onBlur={(event) => {
              const name = event.currentTarget.value.trim()
              if (name !== detail.surveyor) set.changeHead({ surveyor: name })
            }}
          />
        )}
        <div>
          <Link to="/warga/$id" params={{ id: String(detail.person.id) }}>
            {detail.person.name}
          </Link>
          {detail.caseId === null ? null : (
            <>
              {' · '}
              <Link to="/kasus/$id" params={{ id: String(detail.caseId) }}>
                {detail.caseNumber}
              </Link>
            </>
          )}
        </div>
        <div role="status">
          <Text size="sm">
            {words.progress(answered, asked)}
            {detail.result === '' ? '' : ` · ${detail.result}`}
            {checked && problems.size > 0 ? ` · ${words.problems(problems.size)}` : ''}
          </Text>
          {readOnly ? null : (
            <Text size="xs" c="dimmed">
              {set.unsaved > 0 ? words.saving : words.saved} · {words.help}
            </Text>
          )}
        </div>
      </Group>
      <section ref={sheet} className={styles.scroll} tabIndex={readOnly ? 0 : -1} aria-label={detail.name}>
        <Stack gap="lg">
          {detail.form.sections.map((section) => (
            <section key={section.key} className="card">
              <Title order={2}>{section.title}</Title>
              {section.intro === '' ? null : (
                <Text size="sm" c="dimmed">
                  {section.intro}
                </Text>
              )}
              {section.repeat === 'once'
                ? boxes(section, null)
                : answers.members.map((member, index) => (
                    <Fragment key={member.id}>
                      <Group justify="space-between" className={styles.member}>
                        <Text fw={600}>{`${index + 1}. ${member.name}`}</Text>
                        {readOnly ? null : (
                          <Button size="compact-sm" variant="subtle" tabIndex={-1} onClick={() => void removeMember(member)}>
                            {words.removeMember}
                          </Button>
                        )}
                      </Group>
                      {boxes(section, member)}
                    </Fragment>
                  ))}
              {section.repeat === 'members' && answers.members.length === 0 ? <Text size="sm">{words.noMembers}</Text> : null}
              {section.repeat === 'members' && !readOnly ? (
                <Group mt="sm" align="flex-end">
                  <TextInput
                    label={words.memberName}
                    w={260}
                    value={newMember}
                    onChange={(event) => setNewMember(event.currentTarget.value)}
                  />
                  <Button
                    variant="default"
                    disabled={newMember.trim() === ''}
                    onClick={() => {
                      void act(() => call('assessments.addMember', { ...at(), name: newMember }), words.saved)
                      setNewMember('')
                    }}
                  >
                    {words.addMember}
                  </Button>
                </Group>
              ) : null}
            </section>
          ))}
        </Stack>
      </section>
      <CompareDialog
        id={id}
        opened={comparing}
        onClose={() => setComparing(false)}
        onTaken={() => {
          setComparing(false)
          void set.load()
        }}
      />
    </Page>
  )
}
