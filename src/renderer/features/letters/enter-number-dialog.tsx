import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { LetterDetail } from '../../../shared/contract/letters.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { letterTexts } from '../../texts/letters.ts'

const words = letterTexts.enter

/** Writes the number that the agenda gave one letter into the book, or mends one that was written wrongly. */
export const EnterNumberDialog = (props: { letter: LetterDetail; onClose(): void }) => {
  const { letter } = props
  const save = useCommand('letters.enterNumbers')
  const [number, setNumber] = useState(letter.number ?? '')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const asksReason = letter.number !== null || (save.error instanceof AppError && save.error.data.code === 'CONFIRM')
  const missing = number.trim() === '' || (asksReason && reason.trim() === '')
  const store = (): void => {
    setTried(true)
    if (missing || save.isPending) return
    save.mutate(
      { items: [{ id: letter.id, version: letter.version, number: number.trim(), reason: reason.trim() }] },
      {
        onSuccess: () => {
          toast.done(words.oneSaved)
          props.onClose()
        },
      },
    )
  }
  return (
    <Modal opened onClose={props.onClose} title={letter.number === null ? words.one : words.mend} centered>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          store()
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{words.oneText}</Text>
          <TextInput
            label={words.oneLabel}
            withAsterisk
            data-autofocus
            autoComplete="off"
            maxLength={80}
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
            error={tried && number.trim() === '' ? words.oneMissing : undefined}
          />
          {asksReason ? (
            <TextInput
              label={letterTexts.detail.numberReason}
              description={letterTexts.detail.numberReasonHint}
              withAsterisk
              autoComplete="off"
              maxLength={300}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              error={tried && reason.trim() === '' ? letterTexts.detail.cancelReasonMissing : undefined}
            />
          ) : null}
          <ErrorBox error={save.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
