import { Button, SegmentedControl, Select } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { WaitingRow } from '../../../shared/contract/waiting.ts'
import { waitingPriorityLabels, waitingStateLabels } from '../../../shared/domain/waiting.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { ExportList } from '../../components/export-list.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { Page } from '../../components/page.tsx'
import { RegionPicker } from '../../components/region-picker.tsx'
import { StatusBadge, type Tone } from '../../components/status-badge.tsx'
import { downloadFile } from '../../lib/files.ts'
import { number, shortDate } from '../../lib/format.ts'
import { tableProps, useCall, useCallPages } from '../../lib/query.ts'
import { useJob } from '../../lib/use-job.ts'
import { waitingTexts as words } from '../../texts/waiting.ts'
import { EntryDialog } from './entry-dialog.tsx'
import { OfferedTurns } from './offered-turns.tsx'
import { ProgrammeHead } from './programme-head.tsx'
import { ProgrammeSide } from './programme-side.tsx'
import styles from './waiting.module.css'

type Shown = 'standing' | 'placed' | 'left'
const shownOf = (value: unknown): Shown => (value === 'placed' || value === 'left' ? value : 'standing')

const stateTone: Record<WaitingRow['state'], Tone> = { waiting: 'info', offered: 'warning', placed: 'ok', left: 'neutral' }

const columnsFor = (withProgramme: boolean, shown: Shown): Column<WaitingRow>[] => [
  ...(shown === 'standing'
    ? [
        {
          key: 'turn',
          header: words.columns.turn,
          width: '64px',
          align: 'right' as const,
          cell: (row: WaitingRow) => (row.turn === null ? '–' : number(row.turn)),
        },
      ]
    : []),
  {
    key: 'name',
    header: words.columns.name,
    width: 'minmax(120px, 1.3fr)',
    cell: (row) => <strong>{row.name}</strong>,
    title: (row) => `${row.name}, ${row.caseNumber}`,
  },
  ...(withProgramme
    ? [
        {
          key: 'programme',
          header: words.columns.programme,
          width: 'minmax(110px, 1.2fr)',
          cell: (row: WaitingRow) => row.programmeName,
          title: (row: WaitingRow) => row.programmeName,
        },
      ]
    : [
        {
          key: 'family',
          header: words.columns.family,
          width: 'minmax(100px, 1.1fr)',
          cell: (row: WaitingRow) => (row.familySize === null ? '–' : words.family(row.familyHead, number(row.familySize))),
          title: (row: WaitingRow) => (row.familySize === null ? '' : words.family(row.familyHead, number(row.familySize))),
        },
      ]),
  {
    key: 'village',
    header: words.columns.village,
    width: 'minmax(80px, 0.8fr)',
    cell: (row) => row.village,
    title: (row) => row.village,
  },
  { key: 'joined', header: words.columns.since, width: '94px', cell: (row) => shortDate(row.joinedOn) },
  {
    key: 'priority',
    header: words.columns.priority,
    width: '124px',
    cell: (row) =>
      row.priority === 3 ? (
        waitingPriorityLabels[3]
      ) : (
        <StatusBadge tone={row.priority === 1 ? 'danger' : 'warning'}>{waitingPriorityLabels[row.priority] ?? ''}</StatusBadge>
      ),
  },
  shown === 'standing'
    ? {
        key: 'state',
        header: words.columns.state,
        width: '154px',
        cell: (row) => <StatusBadge tone={stateTone[row.state]}>{waitingStateLabels[row.state]}</StatusBadge>,
      }
    : { key: 'ended', header: words.columns.ended, width: '106px', cell: (row) => shortDate(row.endedOn) },
  {
    key: 'reason',
    header: words.columns.reason,
    width: 'minmax(100px, 1.2fr)',
    cell: (row) => (shown === 'standing' ? row.reason : row.endedReason),
    title: (row) => (shown === 'standing' ? row.reason : row.endedReason),
  },
]

/** Who waits for a place in a programme, whose turn is next, and the list for the agency on paper. */
export const WaitingScreen = () => {
  const navigate = useNavigate()
  const search = useSearch({ from: '/daftar-tunggu' })
  const programmeKey = typeof search.program === 'string' ? search.program : null
  const region = typeof search.wilayah === 'string' ? search.wilayah : null
  const state = shownOf(search.keadaan)
  const priority = [1, 2, 3].find((one) => one === search.prioritas) ?? null
  const opened = typeof search.buka === 'number' ? search.buka : null
  const filter = { programmeKey, region, state, priority }
  const programmes = useCall('waiting.programmes', {})
  const pages = useCallPages('waiting.list', filter)
  const print = useJob('waiting.print')
  const go = (change: Record<string, string | number | undefined>): void =>
    void navigate({ to: '/daftar-tunggu', search: { ...search, buka: undefined, ...change }, replace: true })
  const chosen = programmes.data?.find(({ key }) => key === programmeKey) ?? null
  const narrowed = region !== null || priority !== null || programmeKey !== null
  const start = async (): Promise<void> => {
    const made = await print.start(filter)
    if (made !== null) downloadFile(made.file)
  }
  return (
    <Page
      title={words.title}
      fill
      action={
        <>
          <ExportList filter={{ list: 'waiting', ...filter }} />
          <Button
            variant="default"
            leftSection={<IconPrinter size={18} aria-hidden />}
            loading={print.running}
            onClick={() => void start()}
          >
            {words.print}
          </Button>
        </>
      }
      filters={
        <>
          <SegmentedControl
            aria-label={words.state}
            value={state}
            onChange={(value) => go({ keadaan: value === 'standing' ? undefined : value })}
            data={(['standing', 'placed', 'left'] as const).map((value) => ({ value, label: words.states[value] }))}
          />
          <RegionPicker
            label={words.region}
            placeholder={words.allRegions}
            w={190}
            value={region}
            onChange={(code) => go({ wilayah: code ?? undefined })}
          />
          <Select
            label={words.priority}
            placeholder={words.allPriorities}
            w={170}
            data={[1, 2, 3].map((value) => ({ value: String(value), label: waitingPriorityLabels[value] ?? '' }))}
            value={priority === null ? null : String(priority)}
            onChange={(value) => go({ prioritas: value === null ? undefined : Number(value) })}
            clearable
            clearButtonProps={{ 'aria-label': `Kosongkan ${words.priority}` }}
          />
        </>
      }
    >
      <JobProgress job={print} label={words.printing} />
      <ErrorBox error={programmes.error} onRetry={() => void programmes.refetch()} />
      <div className={styles.split}>
        <ProgrammeSide
          programmes={programmes.data ?? []}
          chosen={programmeKey}
          onChoose={(key) => go({ program: key ?? undefined })}
        />
        <div className={styles.list}>
          <ProgrammeHead key={programmeKey} programme={chosen} />
          {state === 'standing' ? <OfferedTurns programmeKey={programmeKey} /> : null}
          <DataTable
            {...tableProps(pages)}
            label={words.label}
            columns={columnsFor(programmeKey === null, state)}
            rowKey={(row) => row.id}
            onOpen={(row) => go({ buka: row.id })}
            empty={
              narrowed && state === 'standing' ? (
                <EmptyState title={words.nothingTitle} text={words.nothingText}>
                  <Button variant="default" onClick={() => void navigate({ to: '/daftar-tunggu', search: {}, replace: true })}>
                    {words.clear}
                  </Button>
                </EmptyState>
              ) : state === 'standing' ? (
                <EmptyState title={words.emptyTitle} text={words.emptyText}>
                  <Link to="/kasus" search={{ daftar: 'decide' }}>
                    {words.openDecisions}
                  </Link>
                </EmptyState>
              ) : (
                <EmptyState title={words.emptyState[state]} />
              )
            }
          />
        </div>
      </div>
      <EntryDialog entry={pages.rows.find(({ id }) => id === opened) ?? null} onClose={() => go({ buka: undefined })} />
    </Page>
  )
}
