import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { LetterDetail } from '../../../shared/contract/letters.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { api } from '../../lib/api.ts'
import { useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { letterTexts } from '../../texts/letters.ts'

const words = letterTexts.detail

/** Cancels a letter for ever; asks why. */
export const CancelLetterDialog = (props: {
  letter: Pick<LetterDetail, 'id' | 'state' | 'number' | 'version'>
  opened: boolean
  onClose(): void
}) => {
  const { letter } = props
  const cancel = useCommand('letters.cancel')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const missing = reason.trim() === ''
  const confirm = async (): Promise<void> => {
    setTried(true)
    if (missing || cancel.isPending) return
    try {
      // A draft saves itself while it is written: the newest version counts.
      const { version } = letter.state === 'draft' ? await api.letters.get({ id: letter.id }) : letter
      await cancel.mutateAsync({ id: letter.id, version, reason: reason.trim() })
    } catch {
      return
    }
    props.onClose()
    toast.done(words.cancelled)
  }
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={letter.state === 'draft' ? words.cancelDraft : words.cancelTitle}>
      <Stack gap="sm">
        <Text size="sm">{letter.number === null ? words.cancelTextDraft : words.cancelText(letter.number)}</Text>
        <Textarea
          label={words.cancelReason}
          required
          data-autofocus
          autosize
          minRows={2}
          maxRows={6}
          maxLength={4000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && missing ? words.cancelReasonMissing : undefined}
        />
        <ErrorBox error={cancel.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {common.back}
          </Button>
          <Button color="red.9" onClick={() => void confirm()} loading={cancel.isPending}>
            {letter.state === 'draft' ? words.cancelDraft : words.cancel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
