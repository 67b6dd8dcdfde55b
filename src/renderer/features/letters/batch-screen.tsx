import { Alert, Button, Group, Stack, Table, Text, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { useConfirm } from '../../components/confirm.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page, Section } from '../../components/page.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { api } from '../../lib/api.ts'
import { downloadFile } from '../../lib/files.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { letterBatchTexts as words } from '../../texts/letter-batches.ts'
import { letterTexts } from '../../texts/letters.ts'
import { BatchState } from './batches-screen.tsx'
import { LetterTabs } from './letter-tabs.tsx'

const tones = { waiting: 'neutral', printed: 'ok', refused: 'danger', cancelled: 'neutral' } as const

/** One list: prints what waits, goes on after a stop, hands out the letters. */
export const BatchScreen = () => {
  const { id } = useParams({ from: '/surat/daftar/$id' })
  const batch = useCall('letterBatches.get', { id: Number(id) })
  if (batch.error !== null) return <ErrorBox error={batch.error} onRetry={() => void batch.refetch()} />
  if (batch.data === undefined) return <Loading />
  return <BatchPage key={id} batch={batch.data} />
}

const BatchPage = ({ batch }: { batch: OutputOf<'letterBatches.get'> }) => {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const may = useMay()
  const ask = useConfirm()
  const run = useJob('letterBatches.run')
  const merged = useJob('letterBatches.merged')
  const singles = useJob('letterBatches.singles')
  const close = useCommand('letterBatches.close')
  const [reason, setReason] = useState('')
  const begun = useRef(false)
  const left = batch.closedAt === null ? batch.waiting + batch.refused : 0
  const { start, attach } = run

  const print = useCallback(
    async (why: string): Promise<void> => {
      const done = await start({ id: batch.id, reason: why })
      if (done !== null) toast.done(words.finished(done.printed))
    },
    [start, batch.id],
  )
  // Straight from the form the printing begins by itself, once; a run that is under way is taken up again.
  useEffect(() => {
    if (begun.current || !may('letters.print')) return
    begun.current = true
    void api.jobs.active({}).then((jobs) => {
      const running = jobs.find(({ procedure, step }) => procedure === 'letterBatches.run' && step.endsWith(batch.title))
      if (running !== undefined) attach(running.id)
      else if (search.cetak === true && batch.printed === 0) void print('')
    }, toast.error)
  }, [may, attach, print, search.cetak, batch.printed, batch.title])

  const take = async (job: typeof merged | typeof singles): Promise<void> => {
    const made = await job.start({ id: batch.id })
    if (made !== null) downloadFile(made.file)
  }
  const closeNow = async (): Promise<void> => {
    if (!(await ask({ title: words.closeTitle, text: words.closeText(left), confirm: words.close, danger: true }))) return
    close.mutate({ id: batch.id, version: batch.version }, { onError: toast.error })
  }
  const asksReason = run.error?.data.code === 'CONFIRM'
  return (
    <Page
      title={batch.title}
      tabs={<LetterTabs shown="lists" />}
      beside={<BatchState batch={batch} />}
      action={
        <>
          {may('letters.print') && left > 0 && !run.running ? (
            <>
              <Button variant="default" loading={close.isPending} onClick={() => void closeNow()}>
                {words.close}
              </Button>
              <Button onClick={() => void print('')}>{batch.printed === 0 ? words.make(left) : words.goOn(left)}</Button>
            </>
          ) : null}
          {may('letters.print') && batch.printed > 0 && !run.running ? (
            <>
              <Button variant="default" loading={singles.running} onClick={() => void take(singles)}>
                {words.singles}
              </Button>
              <Button
                variant={left > 0 ? 'default' : 'filled'}
                leftSection={<IconDownload size={18} aria-hidden />}
                loading={merged.running}
                onClick={() => void take(merged)}
              >
                {words.merged}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      <Stack gap="md">
        {asksReason ? null : <JobProgress job={run} label={words.printing} stopped={words.stopped} />}
        <JobProgress job={merged} label={words.merging} />
        <JobProgress job={singles} label={words.collecting} />
        {asksReason && run.error !== null ? (
          <Alert role="alert" color="yellow" title={run.error.data.message}>
            <Group align="end" gap="sm">
              <TextInput
                label={words.reason}
                description={words.reasonHint}
                w={420}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
                maxLength={300}
              />
              <Button disabled={reason.trim() === ''} onClick={() => void print(reason.trim())}>
                {words.withReason}
              </Button>
            </Group>
          </Alert>
        ) : null}
        <Section title={words.items} action={<Text size="sm">{words.summary(batch.printed, batch.people)}</Text>}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.position}</Table.Th>
                <Table.Th>{words.person}</Table.Th>
                <Table.Th>{words.number}</Table.Th>
                <Table.Th>{words.state}</Table.Th>
                <Table.Th>{words.why}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {batch.items.map((item) => (
                <Table.Tr key={item.position}>
                  <Table.Td className="numeric">{item.position}</Table.Td>
                  <Table.Td>
                    {item.letterId === null ? (
                      item.name
                    ) : (
                      <Link to="/surat/$id" params={{ id: String(item.letterId) }}>
                        {item.name}
                      </Link>
                    )}
                  </Table.Td>
                  <Table.Td className="numeric">
                    {item.number ?? (item.state === 'printed' ? letterTexts.waitingNumber : '')}
                  </Table.Td>
                  <Table.Td>
                    <StatusBadge tone={tones[item.state]}>{words.itemStates[item.state]}</StatusBadge>
                  </Table.Td>
                  <Table.Td>{item.message}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Section>
      </Stack>
    </Page>
  )
}
