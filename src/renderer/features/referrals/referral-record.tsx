import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Divider, Group, Modal, Stack, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { type ReferralRow, referralStateLabels, referralStates } from '../../../shared/contract/referrals.ts'
import { DraftNote } from '../../components/draft-note.tsx'
import { DueDate } from '../../components/due-date.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormDate, FormSelect, FormTextarea } from '../../components/form-fields.tsx'
import { Loading } from '../../components/loading.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { ValueList } from '../../components/value-list.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { shortDate } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { common } from '../../texts/common.ts'
import { referralTexts as words } from '../../texts/referrals.ts'
import { MakeLetterButton } from '../letters/make-letter-button.tsx'
import { laterStates, referralTone } from './referral-state.ts'

const schema = z
  .object({
    state: z.enum(referralStates),
    answer: z.string().trim().max(4000),
    answeredAt: z.string().nullable(),
  })
  .refine((values) => !(values.state === 'done' || values.state === 'refused') || values.answer !== '', {
    path: ['answer'],
    message: words.answerMissing,
  })

/** One referral: what was asked, and the form for what became of it. */
export const ReferralDialog = (props: { id: number | null; onClose(): void }) => {
  const referral = useCall('referrals.get', { id: props.id ?? 0 }, { enabled: props.id !== null })
  return (
    <Modal
      opened={props.id !== null}
      onClose={props.onClose}
      size="lg"
      title={referral.data === undefined ? words.title : words.dialogTitle(referral.data.agencyName)}
    >
      {referral.error !== null ? (
        <ErrorBox error={referral.error} onRetry={() => void referral.refetch()} />
      ) : referral.data === undefined || props.id === null ? (
        <Loading />
      ) : (
        <ReferralBody key={referral.data.id} referral={referral.data} onClose={props.onClose} />
      )}
    </Modal>
  )
}

const ReferralBody = ({ referral, onClose }: { referral: ReferralRow; onClose(): void }) => {
  const may = useMay()
  return (
    <Stack gap="sm">
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
          { label: words.request, value: referral.request },
          {
            label: words.letter,
            value:
              referral.letterId === null ? (
                may('letters.write') ? (
                  <MakeLetterButton caseId={referral.caseId} referralId={referral.id} compact />
                ) : (
                  words.openNumber
                )
              ) : (
                <Link to="/surat/$id" params={{ id: String(referral.letterId) }}>
                  {referral.letterNumber ?? words.openLetter}
                </Link>
              ),
          },
          { label: words.due, value: <DueDate date={referral.dueDate} overdue={referral.overdue} /> },
          {
            label: words.current,
            value: <StatusBadge tone={referralTone(referral.state)}>{referral.stateLabel}</StatusBadge>,
          },
          ...(referral.answer === ''
            ? []
            : [
                {
                  label: words.answerNow,
                  value: `${referral.answer}${referral.answeredAt === null ? '' : ` (${shortDate(referral.answeredAt)})`}`,
                },
              ]),
        ]}
      />
      {may('referrals.write') ? (
        <>
          <Divider />
          <RecordForm referral={referral} onClose={onClose} />
        </>
      ) : null}
    </Stack>
  )
}

const RecordForm = ({ referral, onClose }: { referral: ReferralRow; onClose(): void }) => {
  const { today } = useOfficeTime()
  const record = useCommand('referrals.record')
  const choices = laterStates(referral.state)
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { state: choices[0] ?? referral.state, answer: '', answeredAt: today },
  })
  const draft = useDraft(`referral.answer.${referral.id}`, form)
  const save = form.handleSubmit((values) =>
    record.mutate(
      { id: referral.id, version: referral.version, ...values },
      {
        onSuccess: () => {
          draft.clear()
          onClose()
          toast.done(words.saved)
        },
        onError: (error) => void showOnField(form, error),
      },
    ),
  )
  useShortcuts({ save: () => void save() }, { insideDialog: true })
  return (
    <Stack gap="sm">
      <Title order={3}>{words.record}</Title>
      <DraftNote draft={draft} />
      <Group grow align="start">
        <FormSelect
          control={form.control}
          name="state"
          label={words.state}
          options={choices.map((value) => ({ value, label: referralStateLabels[value] }))}
        />
        <FormDate control={form.control} name="answeredAt" label={words.answeredAt} maxDate={today} />
      </Group>
      <FormTextarea control={form.control} name="answer" label={words.answer} description={words.answerHint} rows={3} />
      <ErrorBox error={record.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {common.close}
        </Button>
        <Button onClick={() => void save()} loading={record.isPending}>
          {words.save}
        </Button>
      </Group>
    </Stack>
  )
}
