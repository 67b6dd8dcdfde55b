import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { JobProgress } from '../../components/job-progress.tsx'
import { downloadFile } from '../../lib/files.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { common } from '../../texts/common.ts'
import { signingTexts as words } from '../../texts/signing.ts'
import type { SigningMap } from './signing-map-screen.tsx'

/** Prints a map, or hands its letters out for an electronic signature; asks for a reason where a date does not fit the book. */
export const MapRunDialog = (props: {
  map: SigningMap
  way: 'print' | 'export'
  drafts: number
  letters: number
  onClose(): void
}) => {
  const { map, way } = props
  const print = useJob('signing.print')
  const exported = useJob('signing.exportFiles')
  const job = way === 'print' ? print : exported
  const [reason, setReason] = useState('')
  const [refused, setRefused] = useState(0)
  const asks = job.error?.data.code === 'CONFIRM' ? job.error.data.message : null
  const label = way === 'print' ? words.print : words.export
  const run = async (): Promise<void> => {
    if (job.running) return
    setRefused(0)
    const input = { id: map.id, reason: reason.trim() }
    const made = way === 'print' ? await print.start(input) : await exported.start(input)
    if (made === null) return
    if (made.file === null) return setRefused(made.refused)
    toast.done('pages' in made ? words.printed(made.letters, Number(made.pages)) : words.exported(made.letters))
    downloadFile(made.file)
    props.onClose()
  }
  return (
    <Modal opened onClose={props.onClose} title={words.printTitle(props.letters)}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void run()
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{way === 'print' || props.drafts > 0 ? words.printText(props.drafts) : words.receiveText}</Text>
          {asks === null ? (
            <JobProgress job={job} label={way === 'print' ? words.printing : words.exporting} stopped={words.stopped} />
          ) : (
            <Alert role="alert" color="yellow" title={asks}>
              <TextInput
                label={words.reason}
                description={words.dateReasonHint}
                value={reason}
                maxLength={300}
                autoComplete="off"
                onChange={(event) => setReason(event.currentTarget.value)}
              />
            </Alert>
          )}
          {refused === 0 ? null : (
            <Alert role="alert" color="yellow">
              {words.refused(refused)}
            </Alert>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {common.back}
            </Button>
            <Button type="submit" data-autofocus loading={job.running} disabled={asks !== null && reason.trim() === ''}>
              {asks === null ? label : words.withReason}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
