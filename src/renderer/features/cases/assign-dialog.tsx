import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Need } from '../../../shared/contract/cases.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { useCall, useCommand } from '../../lib/query.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { caseTexts } from '../../texts/cases.ts'
import { common } from '../../texts/common.ts'
import { useSeenVersion } from './seen-version.ts'

const words = caseTexts.assign
const nobody = '0'

/** Hands a need to a colleague, with the sentence that goes with it. A sentence half written waits for the same need. */
export const AssignDialog = (props: { need: Need | null; onClose(): void }) => {
  const [notes, setNotes] = useState<Readonly<Record<number, string>>>({})
  const { need } = props
  return (
    <Modal opened={need !== null} onClose={props.onClose} title={words.title}>
      {need === null ? null : (
        <AssignForm
          key={need.id}
          need={need}
          note={notes[need.id] ?? ''}
          onNote={(note) => setNotes({ ...notes, [need.id]: note })}
          onClose={props.onClose}
        />
      )}
    </Modal>
  )
}

const AssignForm = (props: { need: Need; note: string; onNote(note: string): void; onClose(): void }) => {
  const { need, note } = props
  const seen = useSeenVersion(need)
  const colleagues = useCall('users.colleagues', {})
  const assign = useCommand('cases.assignNeed')
  const [holder, setHolder] = useState<string>(String(need.holderId ?? nobody))
  const [tried, setTried] = useState(false)
  const missing = note.trim() === ''
  const confirm = (): void => {
    setTried(true)
    if (missing || assign.isPending) return
    assign.mutate(
      { needId: need.id, version: seen.version, holderId: holder === nobody ? null : Number(holder), note: note.trim() },
      {
        onSuccess: () => {
          props.onNote('')
          props.onClose()
          toast.done(words.done)
        },
        onError: seen.told,
      },
    )
  }
  useShortcuts({ save: confirm }, { insideDialog: true })
  return (
    <Stack gap="sm">
      <Text size="sm">{need.programmeName}</Text>
      <Select
        label={words.holder}
        data-autofocus
        data={[
          { value: nobody, label: words.nobody },
          ...(colleagues.data ?? [])
            .filter(({ worksOnCases }) => worksOnCases)
            .map((one) => ({ value: String(one.id), label: `${one.displayName} (${one.roleNames.join(', ')})` })),
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
        onChange={(event) => props.onNote(event.currentTarget.value)}
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
  )
}
