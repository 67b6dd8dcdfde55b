import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { AttachmentRow } from '../../../shared/contract/attachments.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { fileTexts as words } from '../../texts/attachments.ts'
import { common } from '../../texts/common.ts'

/** Takes a file out of sight; asks why. */
export const RemoveDialog = (props: { row: AttachmentRow | null; onClose(): void }) => (
  <Modal
    opened={props.row !== null}
    onClose={props.onClose}
    title={props.row === null ? '' : words.removeOf(props.row.title)}
    centered
  >
    {props.row === null ? null : <Body key={props.row.id} row={props.row} onClose={props.onClose} />}
  </Modal>
)

const Body = ({ row, onClose }: { row: AttachmentRow; onClose(): void }) => {
  const remove = useCommand('attachments.remove')
  const [reason, setReason] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        remove.mutate(
          { id: row.id, version: row.version, reason },
          {
            onSuccess: () => {
              toast.done(words.removed)
              onClose()
            },
          },
        )
      }}
    >
      <Stack gap="sm">
        <Textarea
          label={words.reason}
          required
          autosize
          minRows={2}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ErrorBox error={remove.error} />
        <Group justify="end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={remove.isPending}>
            {words.remove}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
