import { Button, Checkbox, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { NoticeRow } from '../../../shared/contract/notices.ts'
import { toldWayLabels } from '../../../shared/domain/notices.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ExportList } from '../../components/export-list.tsx'
import { Page } from '../../components/page.tsx'
import { RegionPicker } from '../../components/region-picker.tsx'
import { needTone, StatusBadge } from '../../components/status-badge.tsx'
import { shortDate } from '../../lib/format.ts'
import { tableProps, useCallPages } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { noticeTexts as words } from '../../texts/notices.ts'
import { TellDialog } from './tell-dialog.tsx'

const columnsFor = (onTell: ((id: number) => void) | null): Column<NoticeRow>[] => [
  { key: 'since', header: words.columns.since, width: '92px', cell: (row) => (row.toldOn === null ? words.days(row.days) : '') },
  {
    key: 'case',
    header: words.columns.case,
    width: '150px',
    cell: (row) => (
      <Link to="/kasus/$id" params={{ id: String(row.caseId) }} className="numeric" tabIndex={-1}>
        {row.caseNumber}
      </Link>
    ),
  },
  {
    key: 'client',
    header: words.columns.client,
    width: 'minmax(130px, 1.2fr)',
    cell: (row) => <strong>{row.clientName}</strong>,
    title: (row) => row.clientName,
  },
  {
    key: 'village',
    header: words.columns.village,
    width: 'minmax(80px, 0.7fr)',
    cell: (row) => row.village,
    title: (row) => row.village,
  },
  {
    key: 'programme',
    header: words.columns.programme,
    width: 'minmax(120px, 1.1fr)',
    cell: (row) => row.programmeName,
    title: (row) => row.programmeName,
  },
  {
    key: 'state',
    header: words.columns.state,
    width: '170px',
    cell: (row) => <StatusBadge tone={needTone[row.state]}>{row.stateLabel}</StatusBadge>,
    title: (row) => (row.nowLabel === '' ? row.stateLabel : `${row.stateLabel}; ${words.now(row.nowLabel)}`),
  },
  {
    key: 'told',
    header: words.columns.told,
    width: '170px',
    cell: (row) =>
      row.toldOn !== null && row.toldHow !== '' ? (
        `${shortDate(row.toldOn)} ${toldWayLabels[row.toldHow]}`
      ) : onTell === null ? null : (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${words.tell}: ${row.clientName}`}
          onClick={(event) => {
            event.stopPropagation()
            onTell(row.id)
          }}
        >
          {words.tell}
        </Button>
      ),
    title: (row) => row.toldTo,
  },
  { key: 'note', header: words.columns.note, width: 'minmax(120px, 1.4fr)', cell: (row) => row.note, title: (row) => row.note },
  {
    key: 'holder',
    header: words.columns.holder,
    width: 'minmax(90px, 0.8fr)',
    cell: (row) => row.holder,
    title: (row) => row.holder,
  },
]

type Told = 'open' | 'told' | 'all'

/** Who has to be told something, and who was. */
export const NoticesScreen = () => {
  const may = useMay()
  const navigate = useNavigate()
  const search = useSearch({ from: '/pemberitahuan' })
  const told: Told = search.told === 'told' || search.told === 'all' ? search.told : 'open'
  const mine = search.mine === true
  const region = typeof search.wilayah === 'string' ? search.wilayah : null
  const [text, setText] = useState('')
  const [typed] = useDebouncedValue(text, 250)
  const filter = { told, mine, region, text: typed.trim() }
  const pages = useCallPages('notices.list', filter)
  const opened = typeof search.buka === 'number' ? search.buka : null
  const go = (change: Record<string, string | number | boolean | undefined>): void =>
    void navigate({ to: '/pemberitahuan', search: { ...search, ...change }, replace: true })
  const filtered = told !== 'open' || mine || region !== null || filter.text !== ''
  return (
    <Page
      title={words.title}
      fill
      action={<ExportList filter={{ list: 'notices', ...filter }} />}
      filters={
        <>
          <TextInput
            label={words.text}
            placeholder={words.textHint}
            leftSection={<IconSearch size={16} aria-hidden />}
            w={260}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <SegmentedControl
            aria-label={words.show}
            value={told}
            onChange={(value) => go({ told: value === 'open' ? undefined : value })}
            data={(['open', 'told', 'all'] as const).map((value) => ({ value, label: words.told[value] }))}
          />
          <RegionPicker
            label={words.columns.village}
            placeholder={words.allVillages}
            value={region}
            onChange={(code) => go({ wilayah: code ?? undefined })}
          />
          <Checkbox
            label={words.mine}
            checked={mine}
            onChange={(event) => go({ mine: event.currentTarget.checked || undefined })}
            mb={8}
          />
        </>
      }
    >
      <DataTable
        {...tableProps(pages)}
        label={words.label}
        columns={columnsFor(may('cases.write') ? (id) => go({ buka: id }) : null)}
        rowKey={(row) => row.id}
        onOpen={(row) => go({ buka: row.id })}
        empty={
          filtered ? (
            <EmptyState title={words.nothingTitle} text={words.nothingText}>
              <Button
                variant="default"
                onClick={() => {
                  setText('')
                  void navigate({ to: '/pemberitahuan', search: {}, replace: true })
                }}
              >
                {words.told.open}
              </Button>
            </EmptyState>
          ) : (
            <EmptyState title={words.emptyTitle} text={<Text size="sm">{words.emptyText}</Text>} />
          )
        }
      />
      <TellDialog id={opened} onClose={() => go({ buka: undefined })} />
    </Page>
  )
}
