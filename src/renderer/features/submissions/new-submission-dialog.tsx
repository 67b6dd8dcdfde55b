import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormSelect, FormText } from '../../components/form-fields.tsx'
import { Loading } from '../../components/loading.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { common } from '../../texts/common.ts'
import { submissionTexts } from '../../texts/submissions.ts'
import { monthChoices } from '../reports/months.ts'

const words = submissionTexts.create

const schema = z.object({
  label: z.string().trim().min(1, 'Beri nama usulan ini').max(300),
  period: z.string(),
  profileKey: z.string().min(1, 'Pilih bentuk berkasnya'),
})

/** Name, month and file profile of a new batch. */
export const NewSubmissionDialog = (props: { opened: boolean; onClose(): void }) => {
  const profiles = useCall('submissions.profiles', {}, { enabled: props.opened })
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={words.title}>
      {profiles.error !== null ? (
        <ErrorBox error={profiles.error} onRetry={() => void profiles.refetch()} />
      ) : profiles.data === undefined ? (
        <Loading />
      ) : profiles.data.length === 0 ? (
        <Text size="sm">{words.profileEmpty}</Text>
      ) : (
        <CreateForm profiles={profiles.data} onClose={props.onClose} />
      )}
    </Modal>
  )
}

const CreateForm = (props: { profiles: OutputOf<'submissions.profiles'>; onClose(): void }) => {
  const navigate = useNavigate()
  const { today } = useOfficeTime()
  const create = useCommand('submissions.create')
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { label: '', period: today.slice(0, 7), profileKey: props.profiles[0]?.key ?? '' },
  })
  const draft = useDraft('submission.new', form)
  const profileKey = form.watch('profileKey')
  const profile = props.profiles.find(({ key }) => key === profileKey)
  const save = form.handleSubmit((values) =>
    create.mutate(values, {
      onSuccess: ({ id }) => {
        draft.clear()
        props.onClose()
        void navigate({ to: '/usulan/$id', params: { id: String(id) } })
      },
      onError: (error) => void showOnField(form, error),
    }),
  )
  useShortcuts({ save: () => void save() }, { insideDialog: true })
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="sm">
        <FormText
          control={form.control}
          name="label"
          label={words.label}
          placeholder={words.labelHint}
          required
          maxLength={300}
          inputProps={{ 'data-autofocus': true } as object}
        />
        <FormSelect control={form.control} name="period" label={words.period} options={monthChoices(today, 12, 2)} />
        <FormSelect
          control={form.control}
          name="profileKey"
          label={words.profile}
          options={props.profiles.map(({ key, name }) => ({ value: key, label: name }))}
        />
        {profile === undefined ? null : (
          <Text size="sm" c="dimmed">
            {profile.description}
          </Text>
        )}
        <ErrorBox error={create.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {words.confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
