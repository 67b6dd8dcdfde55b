import { Button, SegmentedControl, Text } from '@mantine/core'
import { IconZoomCheck } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { api } from '../../lib/api.ts'
import { nearInstant, number } from '../../lib/format.ts'
import { useCall, useCallPages } from '../../lib/query.ts'
import { useOfficeTime, useSession } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { duplicateTexts as words } from '../../texts/duplicates.ts'
import { Comparison } from './comparison.tsx'
import { DecidedList } from './decided-list.tsx'
import styles from './duplicates.module.css'
import { ReviewQueue } from './review-queue.tsx'

type Summary = OutputOf<'duplicates.summary'>
const views = ['open', 'merged', 'different'] as const
type View = (typeof views)[number]
const viewOf = (value: unknown): View => views.find((view) => view === value) ?? 'open'

/** Data ganda: find them, compare them, decide, take back. */
export const DuplicatesScreen = () => {
  const navigate = useNavigate()
  const { session } = useSession()
  const { timeZone } = useOfficeTime()
  const view = viewOf(useSearch({ from: '/data-ganda' }).tampil)
  const summary = useCall('duplicates.summary', {}, { keep: true })
  const job = useJob('duplicates.scan')
  // Whoever leaves the page while the register is compared finds the scan again.
  const { attach } = job
  useEffect(() => {
    api.jobs.active({}).then(
      (running) => {
        const mine = running.find(({ procedure }) => procedure === 'duplicates.scan')
        if (mine !== undefined) attach(mine.id)
      },
      () => {},
    )
  }, [attach])
  const scan = async (): Promise<void> => {
    const result = await job.start({})
    if (result !== null) toast.done(words.scanDone(number(result.people), number(result.open)))
  }
  const mayScan = session.areas.length === 0
  const last = summary.data?.lastScan ?? null
  const scanButton = mayScan ? (
    <Button leftSection={<IconZoomCheck size={18} aria-hidden />} onClick={() => void scan()} disabled={job.running}>
      {last === null ? words.scan : words.scanAgain}
    </Button>
  ) : undefined
  const count = (of: View): string => number(summary.data?.[of] ?? 0)
  const nothing = view === 'open' && summary.data?.open === 0
  return (
    <Page
      title={words.title}
      fill
      beside={
        summary.data === undefined ? null : (
          <Text size="sm" c="dimmed">
            {last === null
              ? words.neverScanned
              : words.lastScan(nearInstant(last.at, timeZone), last.people === 0 ? '' : number(last.people))}
          </Text>
        )
      }
      action={nothing && !job.running ? undefined : scanButton}
      filters={
        <SegmentedControl
          aria-label={words.views.label}
          value={view}
          onChange={(value) =>
            void navigate({ to: '/data-ganda', search: value === 'open' ? {} : { tampil: value }, replace: true })
          }
          data={views.map((value) => ({ value, label: words.views[value](count(value)) }))}
        />
      }
    >
      {job.cancelled ? (
        <Text size="sm" role="status" mb="xs">
          {words.scanStopped}
        </Text>
      ) : job.running || job.error !== null ? (
        <div className={styles.job}>
          <JobProgress job={job} label={words.scanning} />
        </div>
      ) : null}
      <ErrorBox error={summary.error} onRetry={() => void summary.refetch()} />
      {view === 'open' ? (
        <Review summary={summary.data} scanning={job.running} scanButton={scanButton} />
      ) : (
        <DecidedList key={view} state={view} />
      )}
    </Page>
  )
}

const Review = (props: { summary: Summary | undefined; scanning: boolean; scanButton: React.ReactNode }) => {
  const pages = useCallPages('duplicates.list', { state: 'open', limit: 50 })
  const [current, setCurrent] = useState({ id: 0, index: 0, decided: false })
  const pairs = pages.rows
  // The pair that was decided is gone from the list: the one that took its place comes next.
  const found = pairs.findIndex(({ id }) => id === current.id)
  const index = found === -1 ? Math.min(current.index, pairs.length - 1) : found
  const pair = pairs[index]
  const go = (target: number): void => {
    const chosen = pairs[target]
    if (chosen !== undefined) setCurrent({ id: chosen.id, index: target, decided: false })
  }
  useShortcuts({ next: () => go(index + 1), previous: () => go(index - 1) })
  const { hasMore, loadingMore, more } = pages
  const nearEnd = hasMore && !loadingMore && pairs.length > 0 && index >= pairs.length - 5
  useEffect(() => {
    if (nearEnd) more()
  }, [nearEnd, more])

  if (pages.error !== null) return <ErrorBox error={pages.error} onRetry={pages.retry} />
  if (pages.loading) return <Loading />
  if (pair === undefined) {
    if (props.scanning || props.summary === undefined) return null
    const never = props.summary.lastScan === null
    const { empty } = words
    return (
      <EmptyState
        title={never ? empty.neverTitle : empty.openTitle}
        text={never && props.scanButton === undefined ? empty.neverLimited : never ? empty.neverText : empty.openText}
      >
        {props.scanButton}
      </EmptyState>
    )
  }
  const total = Math.max(props.summary?.open ?? 0, pairs.length)
  return (
    <div className={styles.review}>
      <ReviewQueue
        pairs={pairs}
        currentId={pair.id}
        onChoose={({ id }) => go(pairs.findIndex((one) => one.id === id))}
        hasMore={hasMore}
        loadingMore={loadingMore}
        onMore={more}
      />
      <Comparison
        // A version that changed meanwhile brings other values: choices made on the old ones do not hold.
        key={`${pair.id}-${pair.a.version}-${pair.b.version}`}
        pair={pair}
        position={words.queue.position(number(index + 1), number(total))}
        focusHeading={current.decided}
        onDecided={() => setCurrent({ id: 0, index, decided: true })}
        onPrevious={index > 0 ? () => go(index - 1) : null}
        onNext={index < pairs.length - 1 ? () => go(index + 1) : null}
      />
    </div>
  )
}
