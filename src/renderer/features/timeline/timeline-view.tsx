import { Button, Group, MultiSelect, Stack, Text } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { type TimelineEntry, type TimelineKind, timelineKindLabels, timelineKinds } from '../../../shared/contract/timeline.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { Loading } from '../../components/loading.tsx'
import { downloadFile } from '../../lib/files.ts'
import { instantText, parseDay } from '../../lib/format.ts'
import { useCallPages } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { useJob } from '../../lib/use-job.ts'
import { timelineTexts as words } from '../../texts/timeline.ts'
import styles from './timeline.module.css'

const Entry = ({ entry, of }: { entry: TimelineEntry; of: 'case' | 'person' }) => {
  const { timeZone } = useOfficeTime()
  return (
    <li className={styles.entry}>
      <span className={styles.when}>
        {instantText(entry.at, timeZone)}
        <span className={styles.kind}>{timelineKindLabels[entry.kind]}</span>
      </span>
      <span>
        {entry.text}
        {entry.note === '' ? null : <span className={styles.note}>{entry.note}</span>}
        <span className={styles.by}>
          {[of === 'person' ? entry.caseNumber : '', entry.by].filter((part) => part !== '').join(' · ')}
        </span>
      </span>
    </li>
  )
}

/** Everything that happened to a case or a person, newest first; narrowed by kind and day, printable. */
export const TimelineView = (props: { of: 'case' | 'person'; id: number; action?: React.ReactNode }) => {
  const { of, id } = props
  const [kinds, setKinds] = useState<TimelineKind[]>([])
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const filter = { id, kinds, from, to }
  const pages = useCallPages(of === 'case' ? 'timeline.ofCase' : 'timeline.ofPerson', { ...filter, limit: 50 })
  const print = useJob('timeline.print')
  const day = (label: string, value: string | null, set: (value: string | null) => void) => (
    <DateInput
      label={label}
      value={value}
      onChange={set}
      dateParser={parseDay}
      valueFormat="DD/MM/YYYY"
      placeholder="HH/BB/TTTT"
      clearable
      clearButtonProps={{ 'aria-label': `Kosongkan ${label}` }}
      w={150}
    />
  )
  return (
    <Stack gap="xs">
      <Group align="end" gap="xs">
        <MultiSelect
          label={words.kinds}
          placeholder={kinds.length === 0 ? words.allKinds : undefined}
          w={340}
          data={timelineKinds.map((kind) => ({ value: kind, label: timelineKindLabels[kind] }))}
          value={kinds}
          onChange={(value) => setKinds(value as TimelineKind[])}
        />
        {day(words.from, from, setFrom)}
        {day(words.to, to, setTo)}
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} aria-hidden />}
          loading={print.running}
          onClick={() => void print.start({ of, ...filter }).then((made) => made !== null && downloadFile(made.file))}
        >
          {words.print}
        </Button>
        {props.action}
      </Group>
      <JobProgress job={print} label={words.printing} />
      <ErrorBox error={pages.error} onRetry={pages.retry} />
      {pages.loading ? <Loading /> : null}
      {!pages.loading && pages.error === null && pages.rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.empty}
        </Text>
      ) : null}
      <ol className={styles.entries} aria-label={words.label}>
        {pages.rows.map((entry) => (
          <Entry key={entry.key} entry={entry} of={of} />
        ))}
      </ol>
      {pages.hasMore ? (
        <Group>
          <Button variant="default" loading={pages.loadingMore} onClick={pages.more}>
            {words.more}
          </Button>
        </Group>
      ) : null}
    </Stack>
  )
}
