import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { MarkedStep } from '../../../shared/domain/letter-life.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { letterLifeTexts } from '../../texts/letter-life.ts'

const words = letterLifeTexts.takeBack

/** Takes the last step of a letter back; asks why. */
export const TakeBackDialog = (props: { letter: { id: number; version: number }; step: MarkedStep; onClose(): void }) => {
  const { letter, step } = props
  const takeBack = useCommand('letterLife.takeBack')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const missing = reason.trim() === ''
  const confirm = (): void => {
    setTried(true)
    if (missing || takeBack.isPending) return
    takeBack.mutate(
      { id: letter.id, version: letter.version, step, reason: reason.trim().replace(/\s+/g, ' ') },
      {
        onSuccess: () => {
          props.onClose()
          toast.done(words.done)
        },
      },
    )
  }
  return (
    <Modal opened onClose={props.onClose} title={words.title[step]}>
      <Stack gap="sm">
        <Text size="sm">{words.text[step]}</Text>
        <Textarea
          label={words.reason}
          required
          data-autofocus
          autosize
          minRows={2}
          maxRows={4}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && missing ? words.reasonMissing : undefined}
        />
        <ErrorBox error={takeBack.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {common.back}
          </Button>
          <Button color="red.9" loading={takeBack.isPending} onClick={confirm}>
            {words.confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
