import { zodResolver } from '@hookform/resolvers/zod'
import { Alert, Button, Divider, Group, Modal, Radio, Stack, Text, Title } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import type { ReferralDetail } from '../../../shared/contract/referrals.ts'
import { isWaiting, referralStates } from '../../../shared/domain/referral-flow.ts'
import { DraftNote } from '../../components/draft-note.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormDate, FormText, FormTextarea } from '../../components/form-fields.tsx'
import { Loading } from '../../components/loading.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { ValueList } from '../../components/value-list.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { instantText, shortDate } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { common } from '../../texts/common.ts'
import { referralTexts as words } from '../../texts/referrals.ts'
import { MakeLetterButton } from '../letters/make-letter-button.tsx'
import { PrintSlipButton } from './print-slip-button.tsx'
import { ReferralDue } from './referral-due.tsx'
import { referralTone } from './referral-state.ts'
import { ReminderForm } from './reminder-form.tsx'

/** One referral: what was asked, what happened, and the form for what became of it. */
export const ReferralDialog = (props: { id: number | null; scanned: boolean; onClose(): void }) => {
  const referral = useCall('referrals.get', { id: props.id ?? 0 }, { enabled: props.id !== null })
  return (
    <Modal
      opened={props.id !== null}
      onClose={props.onClose}
      size="xl"
      title={referral.data === undefined ? words.title : words.dialogTitle(referral.data.agencyName)}
    >
      {referral.error !== null ? (
        <ErrorBox error={referral.error} onRetry={() => void referral.refetch()} />
      ) : referral.data === undefined || props.id === null ? (
        <Loading />
      ) : (
        <ReferralBody
          key={`${referral.data.id}.${referral.data.version}`}
          referral={referral.data}
          scanned={props.scanned}
          onClose={props.onClose}
        />
      )}
    </Modal>
  )
}

const ReferralBody = (props: { referral: ReferralDetail; scanned: boolean; onClose(): void }) => {
  const { referral } = props
  const may = useMay()
  const navigate = useNavigate()
  // A referral that has ended waits for nothing; going back on it is possible, but asked for.
  const [changing, setChanging] = useState(isWaiting(referral.state))
  return (
    <Stack gap="sm">
      {props.scanned ? (
        <Alert color="blue" role="status">
          {words.scanned(referral.code)}
        </Alert>
      ) : null}
      <ValueList
        items={[
          { label: words.client, value: `${referral.clientName}, ${referral.programmeName}` },
          {
            label: words.case,
            value: (
              <Link to="/kasus/$id" params={{ id: String(referral.caseId) }}>
                {referral.caseNumber}
              </Link>
            ),
          },
          { label: words.code, value: <span className="numeric">{referral.code}</span> },
          {
            label: words.request,
            value: referral.service === '' ? referral.request : `${referral.service}: ${referral.request}`,
          },
          { label: words.due, value: <ReferralDue referral={referral} /> },
          {
            label: words.current,
            value: (
              <Group gap="xs">
                <StatusBadge tone={referralTone(referral.state)}>{referral.stateLabel}</StatusBadge>
                <Text size="sm" c="dimmed">
                  {referral.guide}
                </Text>
              </Group>
            ),
          },
          ...(referral.answer === ''
            ? []
            : [
                {
                  label: words.answerNow,
                  value: `${referral.answer}${referral.answeredAt === null ? '' : ` (${shortDate(referral.answeredAt)})`}`,
                },
              ]),
          ...(referral.overrideReason === '' ? [] : [{ label: words.override, value: referral.overrideReason }]),
        ]}
      />
      <Group gap="xs">
        {referral.letterId === null ? (
          may('letters.write') ? (
            <MakeLetterButton caseId={referral.caseId} referralId={referral.id} compact />
          ) : null
        ) : (
          <Link to="/surat/$id" params={{ id: String(referral.letterId) }}>
            {referral.letterNumber ?? words.openLetter}
          </Link>
        )}
        {may('referrals.write') && referral.steps.some(({ to }) => to === 'done') ? (
          <PrintSlipButton id={referral.id} again={referral.slipPrinted} />
        ) : null}
      </Group>
      {referral.proposal === null ? null : (
        <Alert color="yellow" title={words.proposal(referral.proposal.label)}>
          <Group justify="space-between">
            <Text size="sm">{words.proposalText}</Text>
            <Button onClick={() => void navigate({ to: '/kasus/$id', params: { id: String(referral.caseId) } })}>
              {words.openCase}
            </Button>
          </Group>
        </Alert>
      )}
      {referral.steps.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.noSteps}
        </Text>
      ) : changing ? (
        <>
          <Divider />
          <RecordForm referral={referral} scanned={props.scanned} onClose={props.onClose} />
        </>
      ) : (
        <Button variant="default" size="compact-md" mr="auto" onClick={() => setChanging(true)}>
          {words.change}
        </Button>
      )}
      {referral.remindOn === null || !may('referrals.answer') ? null : <ReminderForm referral={referral} />}
      <History referral={referral} />
    </Stack>
  )
}

const History = ({ referral }: { referral: ReferralDetail }) => {
  const { timeZone } = useOfficeTime()
  if (referral.events.length === 0) return null
  return (
    <div>
      <Title order={3}>{words.history}</Title>
      <ol>
        {referral.events.toReversed().map((event, index) => (
          <li key={`${event.at}-${String(index)}`}>
            <Text size="sm">
              {instantText(event.at, timeZone)} – {event.text} {event.note === '' ? '' : `"${event.note}" `}
              <Text span size="sm" c="dimmed">
                {[words.sources[event.source], event.by].filter((part) => part !== '').join(', ')}
              </Text>
            </Text>
          </li>
        ))}
      </ol>
    </div>
  )
}

const formSchema = (steps: ReferralDetail['steps'], answered: boolean) =>
  z
    .object({
      state: z.enum(referralStates),
      answer: z.string().trim().max(4000),
      answeredAt: z.string().nullable(),
      via: z.string().trim().max(300),
    })
    .superRefine((values, check) => {
      const asks = steps.find(({ to }) => to === values.state)?.asks ?? []
      if ((asks.includes('reason') || (asks.includes('answer') && !answered)) && values.answer === '')
        check.addIssue({ code: 'custom', path: ['answer'], message: words.answerMissing })
      if (asks.includes('via') && values.via === '') check.addIssue({ code: 'custom', path: ['via'], message: words.viaMissing })
    })

const RecordForm = (props: { referral: ReferralDetail; scanned: boolean; onClose(): void }) => {
  const { referral } = props
  const { today } = useOfficeTime()
  const record = useCommand('referrals.record')
  const schema = formSchema(referral.steps, referral.answer !== '')
  // A slip that came back brings an answer: what the agency says stands first.
  const steps = props.scanned
    ? referral.steps.toSorted((one, other) => Number(other.asks.includes('day')) - Number(one.asks.includes('day')))
    : referral.steps
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { state: steps[0]?.to ?? referral.state, answer: '', answeredAt: today, via: '' },
  })
  // A day that nobody chose is the day on which it is saved, also when the draft is from yesterday.
  const draft = useDraft(`referral.answer.${referral.id}`, form, { onlyChanged: true })
  const state = form.watch('state')
  const step = referral.steps.find(({ to }) => to === state)
  const asks = step?.asks ?? []
  const save = form.handleSubmit((values) =>
    record.mutate(
      {
        id: referral.id,
        version: referral.version,
        state: values.state,
        answer: values.answer,
        answeredAt: asks.includes('day') ? values.answeredAt : null,
        via: asks.includes('via') ? values.via : '',
        source: props.scanned ? 'slip' : 'screen',
      },
      {
        onSuccess: () => {
          draft.clear()
          toast.done(words.saved)
        },
        onError: (error) => void showOnField(form, error),
      },
    ),
  )
  useShortcuts({ save: () => void save() }, { insideDialog: true })
  return (
    <Stack gap="sm">
      <DraftNote draft={draft} />
      <Controller
        control={form.control}
        name="state"
        render={({ field }) => (
          <Radio.Group
            label={words.record}
            value={field.value}
            onChange={field.onChange}
            error={form.formState.errors.state?.message}
          >
            <Group gap="md" mt={6}>
              {steps.map((one, index) => (
                <Radio
                  key={one.to}
                  value={one.to}
                  label={one.label}
                  {...(props.scanned && index === 0 ? { 'data-autofocus': true } : {})}
                />
              ))}
            </Group>
          </Radio.Group>
        )}
      />
      <Group align="start" grow>
        {asks.includes('day') ? (
          <FormDate control={form.control} name="answeredAt" label={words.answeredAt} maxDate={today} />
        ) : null}
        {asks.includes('via') ? (
          <FormText control={form.control} name="via" label={words.via} description={words.viaHint} />
        ) : null}
      </Group>
      <FormTextarea
        control={form.control}
        name="answer"
        label={asks.includes('reason') ? words.reason : asks.includes('day') ? words.answer : words.remark}
        {...(asks.includes('day') ? { description: words.answerHint } : {})}
        rows={2}
      />
      <ErrorBox error={record.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={props.onClose}>
          {common.close}
        </Button>
        <Button onClick={() => void save()} loading={record.isPending}>
          {asks.includes('day') ? words.save : words.saveStep}
        </Button>
      </Group>
    </Stack>
  )
}
