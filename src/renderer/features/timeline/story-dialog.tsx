import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Story } from '../../../shared/contract/timeline.ts'
import { useConfirm } from '../../components/confirm.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { Loading } from '../../components/loading.tsx'
import { downloadFile } from '../../lib/files.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { useJob } from '../../lib/use-job.ts'
import { timelineTexts } from '../../texts/timeline.ts'
import styles from './timeline.module.css'

const words = timelineTexts.story

/** The anonymised story of a closed case: drafted, every line read by somebody, then handed out. */
export const StoryButton = (props: { caseId: number }) => {
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {words.button}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={words.title} size={900}>
        {opened ? <StoryBody caseId={props.caseId} /> : null}
      </Modal>
    </>
  )
}

const StoryBody = ({ caseId }: { caseId: number }) => {
  const may = useMay()
  const ask = useConfirm()
  const story = useCall('stories.get', { id: caseId })
  const draft = useCommand('stories.draft')
  const leave = useJob('stories.export')
  if (story.error !== null) return <ErrorBox error={story.error} onRetry={() => void story.refetch()} />
  if (story.data === undefined) return <Loading />
  const found = story.data
  const begin = async (): Promise<void> => {
    if (found !== null && !(await ask({ title: words.again, text: words.againText, confirm: words.again }))) return
    draft.mutate({ caseId, version: found?.version ?? null })
  }
  const download = (format: 'docx' | 'pdf' | 'txt'): void =>
    void leave.start({ caseId, format }).then((made) => made !== null && downloadFile(made.file))
  return (
    <Stack gap="sm">
      <Text size="sm">{words.intro}</Text>
      <ErrorBox error={draft.error} />
      {found === null ? null : (
        <>
          {found.lines.map((line, index) => (
            <StoryLine key={`${line.id}-${line.text}`} story={found} line={line} number={index + 1} />
          ))}
          <Text size="sm" role="status">
            {words.waiting(found.waiting)}
          </Text>
        </>
      )}
      <JobProgress job={leave} label={words.working} />
      <Group justify="end" gap="xs">
        {may('cases.write') ? (
          <Button variant={found === null ? 'filled' : 'default'} loading={draft.isPending} onClick={() => void begin()}>
            {found === null ? words.draft : words.again}
          </Button>
        ) : null}
        {found === null || !may('reports.run') ? null : (
          <>
            <Button variant="default" disabled={found.waiting > 0 || leave.running} onClick={() => download('txt')}>
              {words.txt}
            </Button>
            <Button variant="default" disabled={found.waiting > 0 || leave.running} onClick={() => download('pdf')}>
              {words.pdf}
            </Button>
            <Button disabled={found.waiting > 0} loading={leave.running} onClick={() => download('docx')}>
              {words.docx}
            </Button>
          </>
        )}
      </Group>
    </Stack>
  )
}

const StoryLine = (props: { story: Story; line: Story['lines'][number]; number: number }) => {
  const { story, line } = props
  const may = useMay()
  const [text, setText] = useState(line.text)
  const save = useCommand('stories.setLine')
  const send = (leftOut: boolean, confirmed: boolean): void =>
    save.mutate({ caseId: story.caseId, lineId: line.id, version: story.version, text, leftOut, confirmed })
  const settled = line.confirmed || line.leftOut
  return (
    <div>
      <div className={styles.line}>
        {settled ? (
          <Text size="sm" td={line.leftOut ? 'line-through' : undefined}>
            {line.text}{' '}
            <Text span size="xs" c="dimmed">
              ({line.leftOut ? words.left : words.confirmed(line.confirmedBy)})
            </Text>
          </Text>
        ) : (
          <Textarea
            aria-label={words.line(props.number)}
            classNames={{ input: styles.whole ?? '' }}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        {may('cases.write') ? (
          <Group gap={6} wrap="nowrap">
            {settled ? (
              <Button size="compact-md" variant="default" loading={save.isPending} onClick={() => send(false, false)}>
                {line.leftOut ? words.takeIn : words.reopen}
              </Button>
            ) : (
              <>
                <Button size="compact-md" variant="light" loading={save.isPending} onClick={() => send(false, true)}>
                  {words.confirm}
                </Button>
                <Button size="compact-md" variant="default" disabled={save.isPending} onClick={() => send(true, false)}>
                  {words.leaveOut}
                </Button>
              </>
            )}
          </Group>
        ) : null}
      </div>
      <ErrorBox error={save.error} />
    </div>
  )
}
