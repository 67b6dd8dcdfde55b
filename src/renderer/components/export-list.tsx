import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconDownload, IconFileExport } from '@tabler/icons-react'
import { useState } from 'react'
import type { InputOf } from '../../shared/contract/index.ts'
import { api } from '../lib/api.ts'
import { downloadFile } from '../lib/files.ts'
import { number } from '../lib/format.ts'
import { useMay } from '../lib/session.ts'
import { useJob } from '../lib/use-job.ts'
import { common } from '../texts/common.ts'
import { exportTexts as words } from '../texts/exports.ts'
import { JobProgress } from './job-progress.tsx'

type Input = InputOf<'exports.list'>
type Filter = Input['filter']
type Format = NonNullable<Input['format']>
type Numbers = NonNullable<Input['numbers']>

/** A choice with its name above it. */
const Choice = <V extends string>(props: {
  label: string
  value: V
  data: readonly { value: NoInfer<V>; label: string }[]
  disabled: boolean
  onChange(value: V): void
}) => (
  <div>
    <Text size="sm" fw={600} mb={4} aria-hidden>
      {props.label}
    </Text>
    <SegmentedControl
      aria-label={props.label}
      value={props.value}
      data={[...props.data]}
      disabled={props.disabled}
      onChange={(value) => props.onChange(value as V)}
    />
  </div>
)

/** Button *Ekspor* of a list screen: writes the list, narrowed as the screen shows it, to Excel or CSV in the background. */
export const ExportList = (props: { filter: Filter }) => {
  const may = useMay()
  const job = useJob('exports.list')
  const [opened, setOpened] = useState(false)
  const [format, setFormat] = useState<Format>('xlsx')
  const [numbers, setNumbers] = useState<Numbers>('masked')
  const [what, setWhat] = useState<'people' | 'families'>('people')
  const { filter } = props
  // A search finds people; families are listed by region only.
  const choosable = filter.list === 'people' && (filter.text ?? '') === ''
  const asked: Filter = choosable && what === 'families' ? { list: 'families', region: filter.region ?? null } : filter
  const open = (): void => {
    setOpened(true)
    if (job.running) return
    job.reset()
    // One that was started here before the screen was left is taken up again.
    api.jobs.active({}).then(
      (active) => {
        const going = active.find(({ procedure }) => procedure === 'exports.list')
        if (going !== undefined) job.attach(going.id)
      },
      () => {},
    )
  }
  const start = async (): Promise<void> => {
    const made = await job.start({ filter: asked, format, numbers })
    const [file] = made?.files ?? []
    if (file !== undefined && made?.files.length === 1) downloadFile(file)
  }
  const { result } = job
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileExport size={18} aria-hidden />}
        loading={job.running && !opened}
        onClick={open}
      >
        {words.button}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={words.title(words.lists[asked.list])} centered>
        <Stack gap="md">
          {result === null ? (
            <>
              <Text size="sm">{words.intro}</Text>
              {choosable ? (
                <Choice
                  label={words.what}
                  value={what}
                  data={(['people', 'families'] as const).map((value) => ({ value, label: words.whats[value] }))}
                  disabled={job.running}
                  onChange={(value) => setWhat(value)}
                />
              ) : null}
              <Choice
                label={words.format}
                value={format}
                data={(['xlsx', 'csv'] as const).map((value) => ({ value, label: words.formats[value] }))}
                disabled={job.running}
                onChange={(value) => setFormat(value)}
              />
              {may('people.reveal') ? (
                <Choice
                  label={words.numbers}
                  value={numbers}
                  data={(['masked', 'full'] as const).map((value) => ({ value, label: words[value] }))}
                  disabled={job.running}
                  onChange={(value) => setNumbers(value)}
                />
              ) : null}
              {numbers === 'full' ? (
                <Alert color="yellow" role="note">
                  {words.fullWarning}
                  {format === 'csv' ? ` ${words.csvHint}` : ''}
                </Alert>
              ) : null}
              <JobProgress job={job} label={words.working} />
              {job.running ? (
                <Text size="xs" c="dimmed">
                  {words.background}
                </Text>
              ) : null}
              <Group justify="end" gap="xs">
                <Button variant="default" onClick={() => setOpened(false)}>
                  {job.running ? common.close : common.cancel}
                </Button>
                <Button loading={job.running} onClick={() => void start()}>
                  {words.start}
                </Button>
              </Group>
            </>
          ) : (
            <>
              <Text size="sm" role="status">
                {result.rows === 0 ? words.none : words.done(number(result.rows))}
                {result.files.length > 1 ? ` ${words.several(number(result.files.length))}` : ''}
              </Text>
              {result.files.map((file) => (
                <Button
                  key={file.fileId}
                  variant="default"
                  leftSection={<IconDownload size={18} aria-hidden />}
                  onClick={() => downloadFile(file)}
                >
                  {words.download(file.name)}
                </Button>
              ))}
              <Group justify="end" gap="xs">
                <Button variant="default" onClick={job.reset}>
                  {words.again}
                </Button>
                <Button onClick={() => setOpened(false)}>{common.close}</Button>
              </Group>
            </>
          )}
        </Stack>
      </Modal>
    </>
  )
}
