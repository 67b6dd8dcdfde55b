import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { ErrorBox } from '../../components/error-box.tsx'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { common } from '../../texts/common.ts'

/** A small record in a dialog: fields, refusal, save. Ctrl+S saves. */
export const RecordModal = <T extends object, O>(props: {
  title: string
  form: UseFormReturn<T, unknown, O>
  onSave(values: O): void
  onClose(): void
  saving: boolean
  error: unknown
  children: ReactNode
}) => {
  const submit = props.form.handleSubmit((values) => props.onSave(values))
  useShortcuts({ save: () => void submit() }, { insideDialog: true })
  return (
    <Modal opened onClose={props.onClose} title={props.title} size="lg">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Stack gap="sm">
          {props.children}
          <ErrorBox error={props.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={props.saving}>
              {common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
