import { Button, Checkbox, SegmentedControl, Select, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaseRow } from '../../../shared/contract/cases.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { DueDate } from '../../components/due-date.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ExportList } from '../../components/export-list.tsx'
import { Page } from '../../components/page.tsx'
import { RegionPicker } from '../../components/region-picker.tsx'
import { needTone, StatusBadge } from '../../components/status-badge.tsx'
import { instantDay } from '../../lib/format.ts'
import { tableProps, useCall, useCallPages } from '../../lib/query.ts'
import { rememberList } from '../../lib/record-list.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { caseTexts } from '../../texts/cases.ts'
import styles from './cases.module.css'

const words = caseTexts.list

const columnsFor = (timeZone: string): Column<CaseRow>[] => [
  { key: 'number', header: words.columns.number, width: '178px', cell: (row) => <span className="numeric">{row.number}</span> },
  {
    key: 'client',
    header: words.columns.client,
    width: 'minmax(104px, 1.3fr)',
    cell: (row) => <strong>{row.clientName}</strong>,
    title: (row) => row.clientName,
  },
  {
    key: 'village',
    header: words.columns.village,
    width: 'minmax(70px, 0.8fr)',
    cell: (row) => row.village,
    title: (row) => row.village,
  },
  {
    key: 'programmes',
    header: words.columns.programmes,
    width: 'minmax(104px, 1.5fr)',
    cell: (row) => row.programmes.join(', '),
    title: (row) => `${row.programmes.join(', ')}: ${row.summary}`,
  },
  {
    key: 'state',
    header: words.columns.state,
    width: 'minmax(124px, 1fr)',
    cell: (row) => <StatusBadge tone={needTone[row.needState]}>{row.needStateLabel}</StatusBadge>,
    title: (row) => row.needStateLabel,
  },
  {
    key: 'holder',
    header: words.columns.holder,
    width: 'minmax(70px, 0.9fr)',
    cell: (row) =>
      row.holder === '' ? (
        <Text span size="sm" c="dimmed">
          {words.nobody}
        </Text>
      ) : (
        row.holder
      ),
    title: (row) => row.holder,
  },
  {
    key: 'opened',
    header: words.columns.opened,
    width: '92px',
    cell: (row) => <span className="numeric">{instantDay(row.openedAt, timeZone)}</span>,
  },
  {
    key: 'due',
    header: words.columns.due,
    width: '136px',
    cell: (row) => <DueDate date={row.dueDate} overdue={row.overdue} />,
  },
]

type State = 'open' | 'closed' | 'all'
const stateOf = (value: unknown): State => (value === 'closed' || value === 'all' ? value : 'open')

/** All cases, filtered; the filters stand in the address, the searched name does not (public desk). */
export const CasesScreen = () => {
  const navigate = useNavigate()
  const may = useMay()
  const { timeZone } = useOfficeTime()
  const search = useSearch({ from: '/kasus' })
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 200)
  const state = stateOf(search.state)
  const mine = search.mine === true
  const overdue = search.overdue === true
  const programmeKey = typeof search.layanan === 'string' ? search.layanan : null
  const region = typeof search.wilayah === 'string' ? search.wilayah : null
  const programmes = useCall('programmes.list', {})
  const pages = useCallPages('cases.list', { state, mine, overdue, programmeKey, region, text: asked })
  const filtered = mine || overdue || programmeKey !== null || region !== null || asked !== '' || state === 'closed'
  const filter = (change: Record<string, string | boolean | undefined>): void =>
    void navigate({
      to: '/kasus',
      search: {
        state: state === 'open' ? undefined : state,
        mine: mine || undefined,
        overdue: overdue || undefined,
        layanan: programmeKey ?? undefined,
        wilayah: region ?? undefined,
        ...change,
      },
      replace: true,
    })
  const create = (): void => void navigate({ to: '/loket' })
  useShortcuts(may('cases.intake') ? { new: create } : {})
  return (
    <Page
      title={words.title}
      fill
      action={
        <>
          <ExportList filter={{ list: 'cases', state, mine, overdue, programmeKey, region, text: asked }} />
          {may('cases.intake') ? (
            <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={create}>
              {words.new}
            </Button>
          ) : null}
        </>
      }
      filters={
        <>
          <TextInput
            label={words.text}
            placeholder={words.textHint}
            leftSection={<IconSearch size={16} aria-hidden />}
            w={230}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
          />
          <Select
            label={words.programme}
            placeholder={words.allProgrammes}
            w={180}
            data={(programmes.data ?? []).map(({ key, name }) => ({ value: key, label: name }))}
            value={programmeKey}
            onChange={(value) => filter({ layanan: value ?? undefined })}
            clearable
            clearButtonProps={{ 'aria-label': `Kosongkan ${words.programme}` }}
            searchable
          />
          <RegionPicker
            label={words.region}
            placeholder={words.allRegions}
            w={165}
            value={region}
            onChange={(code) => filter({ wilayah: code ?? undefined })}
          />
          <SegmentedControl
            aria-label={words.state}
            value={state}
            onChange={(value) => filter({ state: value === 'open' ? undefined : value })}
            data={(['open', 'closed', 'all'] as const).map((value) => ({ value, label: words.states[value] }))}
          />
          <Checkbox
            className={styles.tick}
            label={words.mine}
            checked={mine}
            onChange={(event) => filter({ mine: event.currentTarget.checked || undefined })}
          />
          <Checkbox
            className={styles.tick}
            label={words.overdue}
            checked={overdue}
            onChange={(event) => filter({ overdue: event.currentTarget.checked || undefined })}
          />
        </>
      }
    >
      <DataTable
        {...tableProps(pages)}
        label={words.label}
        columns={columnsFor(timeZone)}
        rowKey={(row) => row.id}
        onOpen={(row) => {
          rememberList(
            'cases',
            pages.rows.map((one) => one.id),
          )
          void navigate({ to: '/kasus/$id', params: { id: String(row.id) } })
        }}
        empty={
          filtered ? (
            <EmptyState title={words.nothingTitle} text={words.nothingText}>
              <Button
                variant="default"
                onClick={() => {
                  setText('')
                  void navigate({ to: '/kasus', search: { state: 'all' }, replace: true })
                }}
              >
                {words.clear}
              </Button>
            </EmptyState>
          ) : (
            <EmptyState title={words.emptyTitle} text={<ThreeWays />}>
              {may('cases.intake') ? <Button onClick={create}>{words.new}</Button> : null}
            </EmptyState>
          )
        }
      />
    </Page>
  )
}

/** How a case begins; each way is a link to where it begins. */
const ThreeWays = () => (
  <>
    {words.emptyText}
    <ul className={styles.ways}>
      <li>
        <Link to="/loket">{words.ways.counter}</Link>. {words.ways.counterText}
      </li>
      <li>
        <Link to="/warga">{words.ways.person}</Link>. {words.ways.personText}
      </li>
      <li>
        <Link to="/impor">{words.ways.import}</Link>. {words.ways.importText}
      </li>
    </ul>
  </>
)
