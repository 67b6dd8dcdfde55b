import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconUserMinus, IconUserPlus } from '@tabler/icons-react'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { SubmissionRow } from '../../../shared/contract/submissions.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { StatusBadge, type Tone } from '../../components/status-badge.tsx'
import { instantDay, monthTitle } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { submissionTexts } from '../../texts/submissions.ts'
import { AddPeopleDialog } from './add-people-dialog.tsx'
import { CheckLadder } from './check-ladder.tsx'
import { ExportPanel } from './export-panel.tsx'
import { ResultPanel } from './result-panel.tsx'
import { type ResultFilter, SubmissionItems } from './submission-items.tsx'
import styles from './submissions.module.css'

const words = submissionTexts.detail
const tones: Record<SubmissionRow['state'], Tone> = { composing: 'neutral', exported: 'info', answered: 'ok' }

/** One batch: its people at the left; check, export and answer at the right. */
export const SubmissionScreen = () => {
  const { id: idText } = useParams({ from: '/usulan/$id' })
  const id = Number(idText)
  const batch = useCall('submissions.get', { id })
  if (batch.error !== null)
    return (
      <Page title={submissionTexts.title}>
        <ErrorBox error={batch.error} onRetry={() => void batch.refetch()} />
      </Page>
    )
  if (batch.data === undefined) return <Loading />
  return <SubmissionPage key={id} batch={batch.data} />
}

const SubmissionPage = ({ batch }: { batch: SubmissionRow }) => {
  const may = useMay()
  const navigate = useNavigate()
  const { timeZone } = useOfficeTime()
  const check = useCall('submissions.check', { id: batch.id }, { enabled: batch.state === 'composing', keep: true })
  const remove = useCommand('submissions.remove')
  const add = useCommand('submissions.add')
  const [adding, setAdding] = useState(false)
  const [filter, setFilter] = useState<ResultFilter>('all')
  const [selected, setSelected] = useState<ReadonlyMap<number, number>>(new Map())
  const [removed, setRemoved] = useState<number[]>([])
  const composing = batch.state === 'composing' && may('submissions.write')
  useShortcuts(composing ? { new: () => setAdding(true) } : {})

  const takeOut = (): void =>
    remove.mutate(
      { id: batch.id, itemIds: [...selected.keys()] },
      {
        onSuccess: () => {
          setRemoved([...selected.values()])
          setSelected(new Map())
        },
        onError: toast.error,
      },
    )
  return (
    <Page
      title={batch.label}
      fill
      beside={
        <Group gap="xs" wrap="nowrap">
          <StatusBadge tone={tones[batch.state]}>{submissionTexts.columns[batch.state]}</StatusBadge>
          <Text size="sm" c="dimmed" truncate>
            {`${monthTitle(batch.period)} · ${words.made(instantDay(batch.createdAt, timeZone), batch.createdBy)}`}
          </Text>
        </Group>
      }
      action={
        composing ? (
          <>
            {selected.size === 0 ? null : (
              <Button
                variant="default"
                leftSection={<IconUserMinus size={18} aria-hidden />}
                loading={remove.isPending}
                onClick={takeOut}
              >
                {words.remove(selected.size)}
              </Button>
            )}
            <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
              {words.add}
            </Button>
          </>
        ) : undefined
      }
      filters={
        composing ? undefined : (
          <SegmentedControl
            aria-label={words.filter}
            value={filter}
            onChange={(value) => setFilter(value as ResultFilter)}
            data={(['all', 'waiting', 'accepted', 'refused'] as const).map((value) => ({ value, label: words.filters[value] }))}
          />
        )
      }
    >
      {removed.length === 0 || !composing ? null : (
        <Group gap="xs" role="status" mb="xs" px="sm" py={4} bg="var(--tone-info-tint)">
          <Text size="sm" c="var(--tone-info-text)">
            {words.removed(removed.length)}
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            loading={add.isPending}
            onClick={() =>
              add.mutate({ id: batch.id, personIds: removed }, { onSuccess: () => setRemoved([]), onError: toast.error })
            }
          >
            {words.undo}
          </Button>
        </Group>
      )}
      <div className={styles.sides}>
        <SubmissionItems
          batch={batch}
          filter={filter}
          selection={composing ? { selected, onChange: setSelected } : null}
          onOpen={(personId) => void navigate({ to: '/warga/$id', params: { id: String(personId) } })}
          onAdd={composing ? () => setAdding(true) : null}
        />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <section className={styles.right} tabIndex={0} aria-label={words.side}>
          {batch.state === 'composing' ? <CheckLadder check={check} /> : null}
          <ExportPanel batch={batch} check={check.data} />
          <ResultPanel batch={batch} />
        </section>
      </div>
      <AddPeopleDialog batchId={batch.id} opened={adding} onClose={() => setAdding(false)} />
    </Page>
  )
}
