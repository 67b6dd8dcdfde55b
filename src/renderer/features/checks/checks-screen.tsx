import { Button, SegmentedControl, Select, Text } from '@mantine/core'
import { IconListCheck, IconZoomCheck } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { StoredFinding } from '../../../shared/contract/checks.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { ExportList } from '../../components/export-list.tsx'
import { SeverityBadge } from '../../components/findings.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { Page } from '../../components/page.tsx'
import { RegionPicker } from '../../components/region-picker.tsx'
import { api } from '../../lib/api.ts'
import { nearInstant, number } from '../../lib/format.ts'
import { tableProps, useCall, useCallPages } from '../../lib/query.ts'
import { rememberList } from '../../lib/record-list.ts'
import { useMay, useOfficeTime, useSession } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { checkTexts as words } from '../../texts/checks.ts'
import { AcceptedList } from './accepted-list.tsx'
import { severityOf, severityOptions } from './check-table.tsx'
import styles from './checks.module.css'

const columns: Column<StoredFinding>[] = [
  { key: 'severity', header: words.columns.severity, width: '122px', cell: (row) => <SeverityBadge severity={row.severity} /> },
  {
    key: 'name',
    header: words.columns.name,
    width: 'minmax(170px, 1.3fr)',
    cell: (row) => (
      <>
        <strong>{row.name}</strong>
        {row.familyId === null ? '' : ` (${words.family})`}
      </>
    ),
    title: (row) => row.name,
  },
  {
    key: 'number',
    header: words.columns.number,
    width: '160px',
    cell: (row) => <span className="numeric">{row.numberMasked}</span>,
  },
  {
    key: 'village',
    header: words.columns.village,
    width: 'minmax(100px, 0.8fr)',
    cell: (row) => row.village,
    title: (row) => row.village,
  },
  {
    key: 'message',
    header: words.columns.message,
    width: 'minmax(240px, 3fr)',
    cell: (row) => (row.changedSince ? `${row.message} (${words.changedSince})` : row.message),
    title: (row) => row.message,
  },
]

/** People and families with something to look at, as the last look at the whole register found them. */
export const ChecksScreen = () => {
  const navigate = useNavigate()
  const may = useMay()
  const { session } = useSession()
  const { timeZone } = useOfficeTime()
  const search = useSearch({ from: '/pemeriksaan' })
  const accepted = search.tampil === 'accepted'
  const filter = {
    checkId: typeof search.periksa === 'string' ? search.periksa : null,
    severity: severityOf(search.tingkat),
    region: typeof search.wilayah === 'string' ? search.wilayah : null,
  }
  const set = (change: Record<string, string | undefined>): void =>
    void navigate({ to: '/pemeriksaan', search: { ...search, ...change }, replace: true })
  const summary = useCall('checks.summary', { region: filter.region }, { keep: true })
  const pages = useCallPages('checks.list', { ...filter, limit: 100 }, { enabled: !accepted })
  const job = useJob('checks.scan')
  // Whoever leaves the page while the register is looked at finds the scan again.
  const { attach } = job
  useEffect(() => {
    api.jobs.active({}).then(
      (running) => {
        const mine = running.find(({ procedure }) => procedure === 'checks.scan')
        if (mine !== undefined) attach(mine.id)
      },
      () => {},
    )
  }, [attach])
  const scan = async (): Promise<void> => {
    const result = await job.start({})
    if (result !== null) toast.done(words.scanDone(number(result.people), number(result.findings)))
  }
  const last = summary.data?.lastScan ?? null
  const mayScan = session.areas.length === 0 && may('people.override')
  const scanButton = mayScan ? (
    <Button leftSection={<IconZoomCheck size={18} aria-hidden />} onClick={() => void scan()} disabled={job.running}>
      {last === null ? words.scan : words.scanAgain}
    </Button>
  ) : undefined
  const counts = summary.data?.counts ?? []
  const total = counts.reduce((sum, { open }) => sum + open, 0)
  return (
    <Page
      title={words.title}
      fill
      beside={
        summary.data === undefined ? null : (
          <Text size="sm" c="dimmed">
            {last === null
              ? words.never
              : words.lastScan(nearInstant(last.at, timeZone), last.people === 0 ? '' : number(last.people))}
          </Text>
        )
      }
      action={
        <>
          <Button
            variant="default"
            leftSection={<IconListCheck size={18} aria-hidden />}
            onClick={() => void navigate({ to: '/pengaturan', search: { tab: 'pemeriksaan' } })}
          >
            {words.table}
          </Button>
          {accepted || last === null ? null : <ExportList filter={{ list: 'findings', ...filter }} />}
          {last === null ? null : scanButton}
        </>
      }
      filters={
        <>
          <SegmentedControl
            aria-label={words.views.label}
            value={accepted ? 'accepted' : 'open'}
            onChange={(value) => set({ tampil: value === 'accepted' ? value : undefined })}
            data={[
              { value: 'open', label: words.views.open(number(total)) },
              { value: 'accepted', label: words.views.accepted(number(summary.data?.accepted ?? 0)) },
            ]}
          />
          {accepted || last === null ? null : (
            <>
              <Select
                label={words.check}
                placeholder={words.allChecks}
                w={330}
                data={counts.map((one) => ({ value: one.checkId, label: `${one.title} (${number(one.open)})` }))}
                value={filter.checkId}
                onChange={(value) => set({ periksa: value ?? undefined })}
                searchable
                clearable
              />
              <Select
                label={words.severity}
                placeholder={words.allSeverities}
                w={160}
                data={severityOptions}
                value={filter.severity}
                onChange={(value) => set({ tingkat: value ?? undefined })}
                clearable
              />
              <RegionPicker
                label={words.region}
                placeholder={words.allRegions}
                w={240}
                value={filter.region}
                onChange={(value) => set({ wilayah: value ?? undefined })}
              />
            </>
          )}
        </>
      }
    >
      {job.running || job.error !== null || job.cancelled ? (
        <div className={styles.job}>
          <JobProgress job={job} label={words.scanning} />
        </div>
      ) : null}
      <ErrorBox error={summary.error} onRetry={() => void summary.refetch()} />
      {accepted ? (
        <AcceptedList />
      ) : last === null ? (
        job.running || summary.data === undefined ? null : (
          <EmptyState
            title={words.empty.neverTitle}
            text={scanButton === undefined ? words.empty.neverLimited : words.empty.neverText}
          >
            {scanButton}
          </EmptyState>
        )
      ) : (
        <DataTable
          {...tableProps(pages)}
          label={words.listLabel}
          columns={columns}
          rowKey={(row) => row.id}
          onOpen={(row) => {
            const { openPersonId } = row
            if (openPersonId === null) return
            rememberList('people', [...new Set(pages.rows.flatMap((one) => one.openPersonId ?? []))])
            void navigate({ to: '/warga/$id', params: { id: String(openPersonId) } })
          }}
          empty={<EmptyState title={words.empty.openTitle} text={words.empty.openText} />}
        />
      )}
    </Page>
  )
}
