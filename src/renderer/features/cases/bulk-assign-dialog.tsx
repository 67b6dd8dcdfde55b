import { Alert, Button, Group, List, Modal, Select, Stack, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { WorkRow } from '../../../shared/contract/case-work.ts'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { useCall, useCommand } from '../../lib/query.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { caseTexts } from '../../texts/cases.ts'
import { common } from '../../texts/common.ts'
import { workTexts } from '../../texts/work.ts'

const words = workTexts.bulk
const nobody = '0'

/** Hands several needs to one colleague; what could not be handed over is named with its reason. */
export const BulkAssignDialog = (props: { needs: readonly WorkRow[]; onClose(): void; onDone(): void }) => {
  const opened = props.needs.length > 0
  // The rows leave the list while the answer is read; the dialog keeps the ones it began with.
  const [needs, setNeeds] = useState<readonly WorkRow[]>([])
  const [holder, setHolder] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<OutputOf<'cases.assignNeeds'>['refused']>([])
  const colleagues = useCall('users.colleagues', {}, { enabled: opened })
  const assign = useCommand('cases.assignNeeds')
  const { reset } = assign
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins anew only when it is opened
  useEffect(() => {
    if (!opened) return
    setNeeds(props.needs)
    setRefused([])
    setTried(false)
    reset()
  }, [opened])
  const missing = note.trim() === ''
  const confirm = (): void => {
    setTried(true)
    if (!opened || holder === null || missing || assign.isPending || refused.length > 0) return
    assign.mutate(
      {
        needs: needs.map(({ id, version }) => ({ id, version })),
        holderId: holder === nobody ? null : Number(holder),
        note: note.trim(),
      },
      {
        onSuccess: (answer) => {
          if (answer.done > 0) toast.done(words.done(answer.done))
          setNote('')
          setRefused(answer.refused)
          if (answer.refused.length > 0) return
          props.onDone()
          props.onClose()
        },
      },
    )
  }
  useShortcuts(opened ? { save: confirm } : {}, { insideDialog: true })
  const close = (): void => {
    if (refused.length > 0) props.onDone()
    props.onClose()
  }
  return (
    <Modal opened={opened} onClose={close} title={words.title(needs.length)}>
      <Stack gap="sm">
        {refused.length > 0 ? (
          <Alert color="yellow" role="alert" title={words.refused(refused.length)}>
            <List size="sm">
              {refused.map((one) => (
                <List.Item
                  key={one.id}
                >{`${[one.number, one.clientName].filter((part) => part !== '').join(' ')}: ${one.reason}`}</List.Item>
              ))}
            </List>
          </Alert>
        ) : (
          <>
            <Select
              label={caseTexts.assign.holder}
              data-autofocus
              required
              searchable
              data={[
                { value: nobody, label: caseTexts.assign.nobody },
                ...(colleagues.data ?? []).map((one) => ({
                  value: String(one.id),
                  label: `${one.displayName} (${one.roleNames.join(', ')})`,
                })),
              ]}
              value={holder}
              onChange={setHolder}
            />
            <Textarea
              label={caseTexts.assign.note}
              autosize
              minRows={2}
              maxRows={8}
              required
              maxLength={4000}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
              error={tried && missing ? caseTexts.assign.noteMissing : undefined}
            />
          </>
        )}
        <ErrorBox error={assign.error ?? colleagues.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {refused.length > 0 ? words.close : common.cancel}
          </Button>
          {refused.length > 0 ? null : (
            <Button onClick={confirm} loading={assign.isPending} disabled={holder === null}>
              {caseTexts.assign.confirm}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
