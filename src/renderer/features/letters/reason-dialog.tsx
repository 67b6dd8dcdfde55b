import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ErrorBox } from '../../components/error-box.tsx'
import { common } from '../../texts/common.ts'
import { signingTexts as words } from '../../texts/signing.ts'

/** Asks for one sentence of reason before a deed; mount it while it is open. */
export const ReasonDialog = (props: {
  title: string
  text: string
  confirm: string
  /** The reason may be left out. */
  optional?: boolean
  error: unknown
  busy: boolean
  onConfirm(reason: string): void
  onClose(): void
}) => {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const missing = props.optional !== true && reason.trim() === ''
  return (
    <Modal opened onClose={props.onClose} title={props.title}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (!missing && !props.busy) props.onConfirm(reason.trim())
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{props.text}</Text>
          <TextInput
            label={words.reason}
            description={words.reasonHint}
            withAsterisk={props.optional !== true}
            data-autofocus
            maxLength={300}
            autoComplete="off"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={tried && missing ? words.reasonMissing : undefined}
          />
          <ErrorBox error={props.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {common.back}
            </Button>
            <Button type="submit" loading={props.busy}>
              {props.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
