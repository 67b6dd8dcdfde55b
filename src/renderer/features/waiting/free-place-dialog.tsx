import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import type { WaitingProgramme } from '../../../shared/contract/waiting.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormNumber, FormText } from '../../components/form-fields.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { useCommand } from '../../lib/query.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { waitingTexts } from '../../texts/waiting.ts'

const words = waitingTexts.free

const schema = z.object({
  places: z.int(words.placesMissing).min(1, words.placesMissing).max(200, words.placesMissing),
  reason: z.string().trim().min(1, words.missing).max(300),
})

/** Tells who got a turn. */
export const tellProposed = (proposed: readonly { name: string }[]): void =>
  toast.done(proposed.length === 0 ? waitingTexts.nobody : waitingTexts.proposed(proposed.map(({ name }) => name)))

interface Props {
  programme: WaitingProgramme
  onClose(): void
}

/** Writes down places that became free; the next families are proposed with the same click. */
export const FreePlaceDialog = (props: Props & { opened: boolean }) => (
  <Modal opened={props.opened} onClose={props.onClose} title={words.title(props.programme.name)}>
    {props.opened ? <FreePlaceForm {...props} /> : null}
  </Modal>
)

const FreePlaceForm = ({ programme, onClose }: Props) => {
  const free = useCommand('waiting.freePlace')
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { places: 1, reason: '' } })
  const save = form.handleSubmit((values) =>
    free.mutate(
      { programmeKey: programme.key, ...values },
      {
        onSuccess: ({ proposed }) => {
          onClose()
          tellProposed(proposed)
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
        <FormNumber control={form.control} name="places" label={words.places} min={1} max={200} required />
        <ErrorBox error={free.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={free.isPending}>
            {words.confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
