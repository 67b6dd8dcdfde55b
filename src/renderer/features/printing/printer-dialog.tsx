import { Button, Group, Modal, Stack } from '@mantine/core'
import { useEffect, useState } from 'react'
import { ErrorBox } from '../../components/error-box.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { useJob } from '../../lib/use-job.ts'
import { common } from '../../texts/common.ts'
import { printingTexts as words } from '../../texts/printing.ts'
import { PrinterFields, type PrinterValue } from './printer-fields.tsx'

/** Chooses a printer; asks the machine for its printers when it opens. */
export const PrinterDialog = (props: {
  title: string
  value: PrinterValue
  confirm: string
  error?: unknown
  pending?: boolean
  onClose(): void
  onConfirm(value: PrinterValue): void
}) => {
  const [value, setValue] = useState(props.value)
  const printers = useJob('printing.printers')
  const { start } = printers
  useEffect(() => void start({}), [start])
  return (
    <Modal opened onClose={props.onClose} title={props.title} size="lg">
      <Stack gap="sm">
        <JobProgress job={printers} label={words.finding} />
        <PrinterFields value={value} printers={printers.result ?? []} onChange={setValue} />
        <ErrorBox error={props.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {common.cancel}
          </Button>
          <Button loading={props.pending === true} disabled={printers.running} onClick={() => props.onConfirm(value)}>
            {props.confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
