import { Button, Group } from '@mantine/core'
import { useForm } from 'react-hook-form'
import type { CounterSettings } from '../../../shared/contract/arrival.ts'
import { DraftNote } from '../../components/draft-note.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormNumber, FormSelect, FormTextarea } from '../../components/form-fields.tsx'
import { Loading } from '../../components/loading.tsx'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { arrivalTexts } from '../../texts/arrival.ts'
import { common } from '../../texts/common.ts'

const words = arrivalTexts.settings
const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
]

/** What an office sets for queue, slip, warnings and drafts. */
export const CounterTab = () => {
  const stored = useCall('arrival.settings', {})
  if (stored.error !== null) return <ErrorBox error={stored.error} onRetry={() => void stored.refetch()} />
  if (stored.data === undefined) return <Loading />
  return <CounterForm key={stored.data.version} settings={stored.data.settings} version={stored.data.version} />
}

const CounterForm = (props: { settings: CounterSettings; version: number }) => {
  const may = useMay()
  const save = useCommand('arrival.saveSettings')
  const writable = may('office.write')
  const form = useForm({
    defaultValues: {
      ...props.settings,
      counters: props.settings.counters.join('\n'),
      relations: props.settings.relations.join('\n'),
    },
    disabled: !writable,
  })
  const draft = useDraft('counter-settings', form, { onlyChanged: true })
  const submit = form.handleSubmit((values) =>
    save.mutate(
      {
        version: props.version,
        settings: { ...values, counters: linesOf(values.counters), relations: linesOf(values.relations) },
      },
      {
        onSuccess: () => {
          draft.clear()
          toast.done(words.saved)
        },
      },
    ),
  )
  useShortcuts(writable ? { save: () => void submit() } : {})
  const { control } = form
  return (
    <form noValidate onSubmit={submit} className="card" style={{ maxWidth: 880, display: 'grid', gap: 12 }}>
      <DraftNote draft={draft} />
      <Group grow align="start">
        <FormTextarea control={control} name="counters" label={words.counters} description={words.countersHint} rows={3} />
        <FormTextarea control={control} name="relations" label={words.relations} rows={3} />
      </Group>
      <Group grow align="start">
        <FormSelect
          control={control}
          name="ticketPaper"
          label={words.ticketPaper}
          options={(['roll', 'a6'] as const).map((value) => ({ value, label: words.ticketPapers[value] }))}
        />
        <FormSelect
          control={control}
          name="slipPaper"
          label={words.slipPaper}
          options={(['a5', 'half-f4'] as const).map((value) => ({ value, label: words.slipPapers[value] }))}
        />
        <FormSelect
          control={control}
          name="withoutNik"
          label={words.withoutNik}
          options={(['allowed', 'draft'] as const).map((value) => ({ value, label: words.withoutNiks[value] }))}
        />
      </Group>
      <Group grow align="start">
        <FormNumber
          control={control}
          name="repeatDays"
          label={words.repeatDays}
          description={words.repeatHint}
          min={0}
          max={3650}
        />
        <FormNumber control={control} name="draftDays" label={words.draftDays} min={1} max={365} />
      </Group>
      <FormTextarea control={control} name="slipNotice" label={words.slipNotice} rows={4} />
      <ErrorBox error={save.error} />
      {writable ? (
        <Group justify="end">
          <Button type="submit" loading={save.isPending}>
            {common.save}
          </Button>
        </Group>
      ) : null}
    </form>
  )
}
