import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import type { WaitingRow } from '../../../shared/contract/waiting.ts'
import { waitingPriorityLabels } from '../../../shared/domain/waiting.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormRadio, FormText } from '../../components/form-fields.tsx'
import { MaskedNumber } from '../../components/masked-number.tsx'
import { ValueList } from '../../components/value-list.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { instantText, longDate, number } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { waitingTexts } from '../../texts/waiting.ts'
import styles from './waiting.module.css'

const words = waitingTexts.entry

/** One family on a list: who, since when, what happened there; its priority can be changed with a reason. */
export const EntryDialog = (props: { entry: WaitingRow | null; onClose(): void }) => (
  <Modal opened={props.entry !== null} onClose={props.onClose} title={props.entry?.name ?? ''} size="lg">
    {props.entry === null ? null : <Entry key={props.entry.id} entry={props.entry} />}
  </Modal>
)

const Entry = ({ entry }: { entry: WaitingRow }) => {
  const may = useMay()
  const { timeZone } = useOfficeTime()
  const history = useCall('waiting.history', { id: entry.id })
  const { columns } = waitingTexts
  return (
    <Stack gap="sm">
      <ValueList
        columns={2}
        items={[
          { label: columns.programme, value: entry.programmeName },
          { label: words.turn, value: entry.turn === null ? '–' : number(entry.turn) },
          {
            label: words.nik,
            value: <MaskedNumber personId={entry.personId} field="nik" masked={entry.nikMasked} />,
          },
          {
            label: columns.family,
            value: entry.familySize === null ? '' : waitingTexts.family(entry.familyHead, number(entry.familySize)),
          },
          { label: words.address, value: [entry.address, entry.village].filter((part) => part !== '').join(', ') },
          { label: columns.joined, value: longDate(entry.joinedOn) },
          { label: columns.priority, value: waitingPriorityLabels[entry.priority] ?? '' },
          { label: columns.reason, value: entry.reason },
          {
            label: words.case,
            value: (
              <Link to="/kasus/$id" params={{ id: String(entry.caseId) }}>
                {entry.caseNumber}
              </Link>
            ),
          },
          ...(entry.endedOn === null
            ? []
            : [
                {
                  label: words.ended,
                  value: [longDate(entry.endedOn), entry.endedReason].filter((part) => part !== '').join(': '),
                },
              ]),
        ]}
      />
      {may('cases.decide') && (entry.state === 'waiting' || entry.state === 'offered') ? (
        <PriorityForm key={entry.version} entry={entry} />
      ) : null}
      <section aria-label={words.history}>
        <Text size="sm" fw={600}>
          {words.history}
        </Text>
        <ErrorBox error={history.error} onRetry={() => void history.refetch()} />
        <ol className={styles.history}>
          {(history.data ?? []).map((line, index) => (
            <li key={`${line.at}-${String(index)}`}>
              <span>{instantText(line.at, timeZone)}</span>
              <span>{`${line.text}${line.by === '' ? '' : ` (${line.by})`}`}</span>
            </li>
          ))}
        </ol>
      </section>
    </Stack>
  )
}

const priorities = ['1', '2', '3'] as const
const schema = z.object({
  priority: z.enum(priorities),
  reason: z.string().trim().min(1, words.reasonMissing).max(300),
})

const PriorityForm = ({ entry }: { entry: WaitingRow }) => {
  const change = useCommand('waiting.setPriority')
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { priority: priorities.find((one) => Number(one) === entry.priority) ?? '3', reason: '' },
  })
  const save = form.handleSubmit(({ priority, reason }) =>
    change.mutate(
      { id: entry.id, version: entry.version, priority: Number(priority), reason },
      {
        onSuccess: () => {
          toast.done(words.saved)
        },
        onError: (error) => void showOnField(form, error),
      },
    ),
  )
  useShortcuts({ save: () => void save() }, { insideDialog: true })
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <Stack gap="xs">
        <FormRadio
          control={form.control}
          name="priority"
          label={words.priority}
          options={priorities.map((value) => ({ value, label: waitingPriorityLabels[Number(value)] ?? value }))}
        />
        <Group align="end" gap="xs" wrap="nowrap">
          <div style={{ flex: 1 }}>
            <FormText control={form.control} name="reason" label={words.reason} description={words.reasonHint} required />
          </div>
          <Button type="submit" variant="default" loading={change.isPending}>
            {words.save}
          </Button>
        </Group>
        <ErrorBox error={change.error} />
      </Stack>
    </form>
  )
}
