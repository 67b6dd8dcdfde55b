import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useForm } from 'react-hook-form'
import type { PersonFact } from '../../../shared/contract/person-facts.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormDate, FormText } from '../../components/form-fields.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { useCommand } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { factTexts as words } from '../../texts/person-facts.ts'

type Props = { fact: PersonFact; title: string; onClose(): void }

const Buttons = (props: { confirm: string; danger?: boolean; pending: boolean; onClose(): void }) => (
  <Group justify="flex-end" gap="xs">
    <Button variant="default" onClick={props.onClose}>
      {common.back}
    </Button>
    <Button type="submit" loading={props.pending} {...(props.danger === true ? { color: 'red.9' } : {})}>
      {props.confirm}
    </Button>
  </Group>
)

/** Asks when a membership, pregnancy, disability or number stopped to hold. */
export const EndFactDialog = ({ fact, title, onClose }: Props) => {
  const { today } = useOfficeTime()
  const end = useCommand('personFacts.end')
  const form = useForm<{ on: string | null; note: string }>({ defaultValues: { on: today, note: fact.note } })
  const save = form.handleSubmit(({ on, note }) => {
    if (on === null) return form.setError('on', { message: words.form.required })
    end.mutate(
      { id: fact.id, version: fact.version, on, note },
      {
        onSuccess: () => {
          onClose()
          toast.done(words.ended)
        },
        onError: (error) => void showOnField(form, error),
      },
    )
  })
  return (
    <Modal opened onClose={onClose} title={words.endTitle}>
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
          <Text size="sm">
            <strong>{title}</strong>. {words.endText}
          </Text>
          <FormDate control={form.control} name="on" label={words.endOn} required maxDate={today} />
          <FormText control={form.control} name="note" label={words.endNote} maxLength={300} />
          <ErrorBox error={end.error} />
          <Buttons confirm={words.end} pending={end.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}

/** Asks why a statement that was never true is taken away. */
export const RemoveFactDialog = ({ fact, title, onClose }: Props) => {
  const remove = useCommand('personFacts.remove')
  const form = useForm<{ reason: string }>({ defaultValues: { reason: '' } })
  const save = form.handleSubmit(({ reason }) => {
    if (reason.trim() === '') return form.setError('reason', { message: words.removeMissing }, { shouldFocus: true })
    remove.mutate(
      { id: fact.id, version: fact.version, reason },
      {
        onSuccess: () => {
          onClose()
          toast.done(words.removed)
        },
        onError: (error) => void showOnField(form, error),
      },
    )
  })
  return (
    <Modal opened onClose={onClose} title={words.removeTitle}>
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
          <Text size="sm">
            <strong>{title}</strong>. {words.removeText}
          </Text>
          <FormText
            control={form.control}
            name="reason"
            label={words.removeReason}
            required
            maxLength={300}
            inputProps={{ 'data-autofocus': true } as object}
          />
          <ErrorBox error={remove.error} />
          <Buttons confirm={words.remove} danger pending={remove.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
