import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Need } from '../../../shared/contract/cases.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { useCall, useCommand } from '../../lib/query.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { caseTexts } from '../../texts/cases.ts'
import { common } from '../../texts/common.ts'

const words = caseTexts.assign
const nobody = '0'

/** Hands a need to a colleague, with the sentence that goes with it. */
export const AssignDialog = (props: { need: Need | null; onClose(): void }) => {
  const { need } = props
  const colleagues = useCall('users.colleagues', {}, { enabled: need !== null })
  const assign = useCommand('cases.assignNeed')
  const [holder, setHolder] = useState<string>(nobody)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const { reset } = assign
  useEffect(() => {
    if (need === null) return
    setHolder(String(need.holderId ?? nobody))
    setTried(false)
    reset()
  }, [need, reset])
  const missing = note.trim() === ''
  const confirm = (): void => {
    setTried(true)
    if (need === null || missing || assign.isPending) return
    assign.mutate(
      { needId: need.id, version: need.version, holderId: holder === nobody ? null : Number(holder), note: note.trim() },
      {
        onSuccess: () => {
          setNote('')
          props.onClose()
          toast.done(words.done)
        },
      },
    )
  }
  useShortcuts(need === null ? {} : { save: confirm }, { insideDialog: true })
  return (
    <Modal opened={need !== null} onClose={props.onClose} title={words.title}>
      <Stack gap="sm">
        <Text size="sm">{need?.programmeName}</Text>
        <Select
          label={words.holder}
          data-autofocus
          data={[
            { value: nobody, label: words.nobody },
            ...(colleagues.data ?? []).map((one) => ({
              value: String(one.id),
              label: `${one.displayName} (${one.roleNames.join(', ')})`,
            })),
          ]}
          value={holder}
          onChange={(value) => setHolder(value ?? nobody)}
          allowDeselect={false}
          searchable
        />
        <Textarea
          label={words.note}
          autosize
          minRows={2}
          maxRows={8}
          required
          maxLength={4000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          error={tried && missing ? words.noteMissing : undefined}
        />
        <ErrorBox error={assign.error ?? colleagues.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {common.cancel}
          </Button>
          <Button onClick={confirm} loading={assign.isPending}>
            {words.confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
