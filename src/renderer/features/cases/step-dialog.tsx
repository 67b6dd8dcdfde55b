import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Need } from '../../../shared/contract/cases.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { useCommand } from '../../lib/query.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { caseTexts } from '../../texts/cases.ts'
import { common } from '../../texts/common.ts'

const words = caseTexts.step

/** Asks for the note that a step needs. What was typed stays when the dialog is closed by mistake. */
export const StepDialog = (props: { need: Need; step: Need['steps'][number] | null; onClose(): void }) => {
  const { need, step } = props
  const move = useCommand('cases.moveNeed')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const { reset } = move
  useEffect(() => {
    if (step !== null) {
      setTried(false)
      reset()
    }
  }, [step, reset])
  const missing = note.trim() === ''
  const confirm = (): void => {
    setTried(true)
    if (step === null || missing || move.isPending) return
    move.mutate(
      { needId: need.id, version: need.version, to: step.to, note: note.trim() },
      {
        onSuccess: () => {
          setNote('')
          props.onClose()
          toast.done(caseTexts.detail.moved(step.label))
        },
      },
    )
  }
  useShortcuts(step === null ? {} : { save: confirm }, { insideDialog: true })
  return (
    <Modal opened={step !== null} onClose={props.onClose} title={step?.label ?? ''}>
      <Stack gap="sm">
        <Text size="sm">
          {need.programmeName}. {words.from(need.stateLabel)}
        </Text>
        <Textarea
          label={words.note}
          description={words.noteHint}
          autosize
          minRows={3}
          maxRows={8}
          required
          data-autofocus
          maxLength={4000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          error={tried && missing ? words.noteMissing : undefined}
        />
        <ErrorBox error={move.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {common.cancel}
          </Button>
          <Button onClick={confirm} loading={move.isPending}>
            {step?.label}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
