import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import type { WaitingRow } from '../../../shared/contract/waiting.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormText } from '../../components/form-fields.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { useCommand } from '../../lib/query.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { waitingTexts } from '../../texts/waiting.ts'

const words = waitingTexts.pass
const schema = z.object({ reason: z.string().trim().min(1, words.missing).max(300) })

/** Passes a family for this place; it keeps its turn and the next one is proposed. */
export const PassDialog = (props: { entry: WaitingRow | null; onClose(): void }) => (
  <Modal opened={props.entry !== null} onClose={props.onClose} title={props.entry === null ? '' : words.title(props.entry.name)}>
    {props.entry === null ? null : <PassForm key={props.entry.id} entry={props.entry} onClose={props.onClose} />}
  </Modal>
)

const PassForm = ({ entry, onClose }: { entry: WaitingRow; onClose(): void }) => {
  const pass = useCommand('waiting.pass')
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { reason: '' } })
  const save = form.handleSubmit(({ reason }) =>
    pass.mutate(
      { id: entry.id, version: entry.version, reason },
      {
        onSuccess: ({ proposed }) => {
          onClose()
          toast.done(proposed === null ? words.nobody : words.next(proposed.name))
        },
        onError: (error) => void showOnField(form, error),
      },
    ),
  )
  useShortcuts({ save: () => void save() }, { insideDialog: true })
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <Stack gap="sm">
        <Text size="sm">{words.text}</Text>
        <FormText control={form.control} name="reason" label={words.reason} description={words.hint} required autoFocus />
        <ErrorBox error={pass.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={pass.isPending}>
            {words.confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
