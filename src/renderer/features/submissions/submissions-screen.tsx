import { Button, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { SubmissionRow } from '../../../shared/contract/submissions.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { instantDay, monthTitle, number } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { submissionTexts as words } from '../../texts/submissions.ts'
import { NewSubmissionDialog } from './new-submission-dialog.tsx'
import styles from './submissions.module.css'

const states = ['composing', 'exported', 'answered'] as const

/** Board of batches: being composed, exported, answered. */
export const SubmissionsScreen = () => {
  const may = useMay()
  const list = useCall('submissions.list', {})
  const candidates = useCall('submissions.candidates', {})
  const next = new Set((candidates.data?.items ?? []).map(({ personId }) => personId)).size
  const { isian } = useSearch({ from: '/usulan' })
  const [creating, setCreating] = useState(isian === 'submission.new' && may('submissions.write'))
  const create = (): void => setCreating(true)
  useShortcuts(may('submissions.write') ? { new: create } : {})
  const button = may('submissions.write') ? (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={create}>
      {words.new}
    </Button>
  ) : undefined
  return (
    <Page title={words.title} action={list.data?.length === 0 ? undefined : button}>
      <ErrorBox error={list.error ?? candidates.error} onRetry={() => void list.refetch()} />
      {next === 0 ? null : (
        <Text size="sm" role="status" mb="xs">
          {words.candidates(`${number(next)}${candidates.data?.more === true ? '+' : ''}`)}
        </Text>
      )}
      {list.data === undefined ? (
        list.error === null ? (
          <Loading />
        ) : null
      ) : list.data.length === 0 ? (
        <EmptyState title={words.emptyTitle} text={words.emptyText}>
          {button}
        </EmptyState>
      ) : (
        <div className={styles.board}>
          {states.map((state) => {
            const batches = list.data.filter((batch) => batch.state === state)
            return (
              <section key={state} className={styles.column} aria-labelledby={`usulan-${state}`}>
                <Title order={2} id={`usulan-${state}`}>
                  {`${words.columns[state]} (${batches.length})`}
                </Title>
                {batches.length === 0 ? (
                  <Text size="sm" c="dimmed">
                    {words.columnEmpty[state]}
                  </Text>
                ) : (
                  batches.map((batch) => <Batch key={batch.id} batch={batch} />)
                )}
              </section>
            )
          })}
        </div>
      )}
      <NewSubmissionDialog opened={creating} onClose={() => setCreating(false)} />
    </Page>
  )
}

const Batch = ({ batch }: { batch: SubmissionRow }) => {
  const { timeZone } = useOfficeTime()
  return (
    <Link to="/usulan/$id" params={{ id: String(batch.id) }} className={styles.batch}>
      <span className={styles.batchName}>{batch.label}</span>
      <span>{`${monthTitle(batch.period)} · ${batch.profileName}`}</span>
      <span>
        {words.people(number(batch.items))}
        {batch.state === 'answered' ? ` · ${words.result(number(batch.accepted), number(batch.refused))}` : ''}
      </span>
      <span className={styles.batchWhen}>
        {batch.state === 'composing'
          ? words.detail.made(instantDay(batch.createdAt, timeZone), batch.createdBy)
          : `${words.export.at} ${instantDay(batch.exportedAt, timeZone)}`}
      </span>
    </Link>
  )
}
