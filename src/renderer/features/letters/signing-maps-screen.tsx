import { Button, SegmentedControl, Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { MapRow } from '../../../shared/contract/signing.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page, Section } from '../../components/page.tsx'
import { instantDay, number } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { signingTexts as words } from '../../texts/signing.ts'
import { GatherDialog } from './gather-dialog.tsx'
import { LetterTabs } from './letter-tabs.tsx'
import { ReceiveSignedDialog } from './receive-signed-dialog.tsx'
import { MapBadge } from './signing-state.tsx'

type WaitingRow = OutputOf<'signing.waiting'>[number]

/** Letters that wait for a signature, by signer, and the maps they were gathered in. */
export const SigningMapsScreen = () => {
  const navigate = useNavigate()
  const may = useMay()
  const { timeZone } = useOfficeTime()
  const [shown, setShown] = useState<'open' | 'all'>('open')
  const [gathering, setGathering] = useState<WaitingRow | null>(null)
  const [receiving, setReceiving] = useState(false)
  const waiting = useCall('signing.waiting', {})
  const maps = useCall('signing.list', { open: shown === 'open' })
  const signingNow = (maps.data ?? []).some(({ state }) => state === 'signing')
  const waitingColumns: Column<WaitingRow>[] = [
    { key: 'name', header: words.waitingColumns.signer, width: 'minmax(200px, 2fr)', cell: (row) => <strong>{row.name}</strong> },
    {
      key: 'line',
      header: words.waitingColumns.line,
      width: 'minmax(220px, 2fr)',
      cell: (row) => row.position,
      title: (row) => row.position,
    },
    {
      key: 'letters',
      header: words.waitingColumns.letters,
      width: '180px',
      cell: (row) => words.waitingText(row.printed, row.drafts),
    },
    {
      key: 'gather',
      header: '',
      width: '130px',
      cell: (row) =>
        may('letters.write') ? (
          <Button
            size="compact-sm"
            variant="default"
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation()
              setGathering(row)
            }}
          >
            {words.gather}
          </Button>
        ) : null,
    },
  ]
  const columns: Column<MapRow>[] = [
    {
      key: 'title',
      header: words.columns.title,
      width: 'minmax(200px, 2fr)',
      cell: (row) => <strong>{row.title}</strong>,
      title: (row) => row.title,
    },
    {
      key: 'signer',
      header: words.columns.signer,
      width: 'minmax(200px, 2fr)',
      cell: (row) => words.signedBy(row.signer.name, row.signer.position),
      title: (row) => words.signedBy(row.signer.name, row.signer.position),
    },
    { key: 'letters', header: words.columns.letters, width: '70px', align: 'right', cell: (row) => number(row.letters) },
    {
      key: 'initials',
      header: words.columns.initials,
      width: '100px',
      cell: (row) => words.initialCount(row.initials, row.initialsNeeded),
    },
    { key: 'state', header: words.columns.state, width: '180px', cell: (row) => <MapBadge state={row.state} /> },
    {
      key: 'date',
      header: words.columns.date,
      width: '100px',
      cell: (row) => <span className="numeric">{instantDay(row.createdAt, timeZone)}</span>,
    },
    { key: 'by', header: words.columns.by, width: 'minmax(110px, 1fr)', cell: (row) => row.createdBy },
  ]
  return (
    <Page
      title={words.title}
      tabs={<LetterTabs shown="maps" />}
      action={
        may('letters.sign') && signingNow ? (
          <Button variant="default" onClick={() => setReceiving(true)}>
            {words.receive}
          </Button>
        ) : null
      }
    >
      <Stack gap="md">
        <Section title={words.waitingTitle}>
          <DataTable
            label={words.waitingTitle}
            columns={waitingColumns}
            rows={waiting.data ?? []}
            rowKey={(row) => row.signatoryId * 100_000 + (row.actingId ?? 0)}
            loading={waiting.isPending}
            error={waiting.error}
            onRetry={() => void waiting.refetch()}
            onOpen={(row) => (may('letters.write') ? setGathering(row) : undefined)}
            height={180}
            empty={<EmptyState title={words.nothingWaits} text={words.nothingWaitsText} />}
          />
        </Section>
        <Section
          title={words.maps}
          action={
            <SegmentedControl
              aria-label={words.filter}
              value={shown}
              onChange={(value) => setShown(value === 'all' ? 'all' : 'open')}
              data={[
                { value: 'open', label: words.filters.open },
                { value: 'all', label: words.filters.all },
              ]}
            />
          }
        >
          <DataTable
            label={words.maps}
            columns={columns}
            rows={maps.data ?? []}
            rowKey={(row) => row.id}
            loading={maps.isPending}
            error={maps.error}
            onRetry={() => void maps.refetch()}
            onOpen={(row) => void navigate({ to: '/surat/map/$id', params: { id: String(row.id) } })}
            height={260}
            empty={<EmptyState title={words.emptyTitle} text={words.emptyText} />}
          />
        </Section>
      </Stack>
      {gathering === null ? null : (
        <GatherDialog
          signer={gathering}
          initialsNeeded={gathering.initialsNeeded}
          map={null}
          onClose={() => setGathering(null)}
          onSaved={(id) => void navigate({ to: '/surat/map/$id', params: { id: String(id) } })}
        />
      )}
      {receiving ? <ReceiveSignedDialog mapId={null} onClose={() => setReceiving(false)} /> : null}
    </Page>
  )
}
