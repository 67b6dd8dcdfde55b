import { Alert, Button, Group, List, Modal, Select, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
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

interface BulkAssignProps {
  needs: readonly WorkRow[]
  onClose(): void
  /** They were handed over, all or some. */
  onDone(): void
}

/** Hands several needs to one colleague; what could not be handed over is named with its reason. */
export const BulkAssignDialog = ({ opened, ...props }: BulkAssignProps & { opened: boolean }) => (
  <Modal opened={opened} onClose={props.onClose} title={words.title(props.needs.length)}>
    <BulkAssignForm {...props} />
  </Modal>
)

const BulkAssignForm = (props: BulkAssignProps) => {
  const [holder, setHolder] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<OutputOf<'cases.assignNeeds'>['refused']>([])
  const colleagues = useCall('users.colleagues', {})
  const assign = useCommand('cases.assignNeeds')
  const missing = note.trim() === ''
  const confirm = (): void => {
    setTried(true)
    if (holder === null || missing || assign.isPending || refused.length > 0) return
    assign.mutate(
      {
        needs: props.needs.map(({ id, version }) => ({ id, version })),
        holderId: holder === nobody ? null : Number(holder),
        note: note.trim(),
      },
      {
        onSuccess: (answer) => {
          if (answer.done > 0) toast.done(words.done(answer.done))
          setRefused(answer.refused)
          props.onDone()
          if (answer.refused.length === 0) props.onClose()
        },
      },
    )
  }
  useShortcuts({ save: confirm }, { insideDialog: true })
  return (
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
              ...(colleagues.data ?? [])
                .filter(({ worksOnCases }) => worksOnCases)
                .map((one) => ({
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
        <Button variant="default" onClick={props.onClose}>
          {refused.length > 0 ? words.close : common.cancel}
        </Button>
        {refused.length > 0 ? null : (
          <Button onClick={confirm} loading={assign.isPending} disabled={holder === null}>
            {caseTexts.assign.confirm}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
