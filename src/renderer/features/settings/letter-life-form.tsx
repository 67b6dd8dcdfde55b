import { Button, Group } from '@mantine/core'
import { useForm } from 'react-hook-form'
import type { LifeSettings } from '../../../shared/contract/letter-life.ts'
import { stepRules } from '../../../shared/domain/letter-life.ts'
import { DraftNote } from '../../components/draft-note.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormNumber, FormSelect } from '../../components/form-fields.tsx'
import { Loading } from '../../components/loading.tsx'
import { Section } from '../../components/page.tsx'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { common } from '../../texts/common.ts'
import { letterLifeTexts } from '../../texts/letter-life.ts'

const words = letterLifeTexts.settings
const rules = stepRules.map((value) => ({ value, label: words.rules[value] }))

/** Which steps an office follows after the printer. */
export const LetterLifeForm = () => {
  const stored = useCall('letterLife.settings', {})
  if (stored.error !== null) return <ErrorBox error={stored.error} onRetry={() => void stored.refetch()} />
  if (stored.data === undefined) return <Loading />
  return <Form key={stored.data.version} settings={stored.data.settings} version={stored.data.version} />
}

const Form = (props: { settings: LifeSettings; version: number }) => {
  const may = useMay()
  const writable = may('office.write')
  const save = useCommand('letterLife.saveSettings')
  const form = useForm<LifeSettings>({ defaultValues: props.settings, disabled: !writable })
  const draft = useDraft('letter-life-settings', form, { onlyChanged: true })
  const submit = form.handleSubmit((settings) =>
    save.mutate(
      { version: props.version, settings },
      {
        onSuccess: () => {
          draft.clear()
          toast.done(words.saved)
        },
      },
    ),
  )
  useShortcuts(writable ? { save: () => void submit() } : {})
  return (
    <Section title={words.title}>
      <form noValidate onSubmit={submit} style={{ maxWidth: 880, display: 'grid', gap: 12 }}>
        <DraftNote draft={draft} />
        <Group grow align="start">
          <FormSelect control={form.control} name="signed" label={words.signed} options={rules} />
          <FormSelect control={form.control} name="stamped" label={words.stamped} options={rules} />
          <FormNumber control={form.control} name="lateDays" label={words.lateDays} min={1} max={365} />
        </Group>
        <ErrorBox error={save.error} />
        {writable ? (
          <Group justify="end">
            <Button type="submit" loading={save.isPending}>
              {common.save}
            </Button>
          </Group>
        ) : null}
      </form>
    </Section>
  )
}
