import { Button, Group, Text, Title } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { LetterDetail } from '../../../shared/contract/letters.ts'
import { JobProgress } from '../../components/job-progress.tsx'
import { downloadFile } from '../../lib/files.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { letterTexts } from '../../texts/letters.ts'
import { printingTexts as words } from '../../texts/printing.ts'
import { PrintTasks } from '../printing/print-tasks.tsx'
import { PrinterDialog } from '../printing/printer-dialog.tsx'
import type { LetterPrinting } from './use-letter-printing.ts'

/** Where this kind of letter is printed, and what became of this letter's prints. */
export const LetterPrintCard = ({ letter, printing }: { letter: LetterDetail; printing: LetterPrinting }) => {
  const may = useMay()
  const queue = useCall('printing.queue', { letterId: letter.id }, { enabled: letter.state !== 'draft' })
  const save = useCommand('printing.saveChoice')
  const copy = useCommand('letters.reprint')
  const [choosing, setChoosing] = useState(false)
  const { state } = printing.direct
  const tasks = queue.data ?? []
  const able = state !== undefined && state.spooler !== null && printing.direct.on && may('letters.print')
  if (tasks.length === 0 && (!able || letter.state === 'cancelled')) return null
  const choice = printing.choiceFor(letter.kind)
  const own = state?.choices.find(({ kind }) => kind === letter.kind)
  return (
    <section className="card" aria-labelledby="pencetakan">
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} id="pencetakan">
          {words.title}
        </Title>
        {able && letter.state !== 'cancelled' ? (
          <Button size="compact-sm" variant="default" onClick={() => setChoosing(true)}>
            {words.change}
          </Button>
        ) : null}
      </Group>
      {letter.state === 'cancelled' ? null : (
        <Text size="sm">
          {choice === undefined ? words.nowPdf : `${words.now} ${words.place(choice.printer, choice.tray, choice.copies)}`}
        </Text>
      )}
      {choice !== undefined && letter.state === 'printed' && may('letters.print') ? (
        <Button
          mt={4}
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={copy.isPending}
          title={words.savePdfHint}
          onClick={() =>
            copy.mutate(
              { id: letter.id },
              {
                onSuccess: ({ copy: number, file }) => {
                  toast.done(letterTexts.detail.reprinted(number))
                  downloadFile(file)
                },
                onError: toast.error,
              },
            )
          }
        >
          {letterTexts.detail.download}
        </Button>
      ) : null}
      <JobProgress job={printing.job} label={choice === undefined ? words.queue : words.sending(choice.printer)} />
      {tasks.length === 0 ? null : <PrintTasks tasks={tasks} />}
      {choosing ? (
        <PrinterDialog
          title={words.changeTitle(letter.kindName)}
          value={{ printer: choice?.printer ?? '', tray: choice?.tray ?? '', copies: choice?.copies ?? 1 }}
          confirm={words.change}
          error={save.error}
          pending={save.isPending}
          onClose={() => setChoosing(false)}
          onConfirm={(value) =>
            save.mutate(
              { version: own?.version ?? 0, kind: letter.kind, ...value },
              {
                onSuccess: () => {
                  setChoosing(false)
                  toast.done(words.choiceSaved)
                },
              },
            )
          }
        />
      ) : null}
    </section>
  )
}
