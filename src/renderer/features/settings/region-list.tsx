import { Group, Select, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { RegionListRow } from '../../../shared/contract/regions.ts'
import { shortDate } from '../../../shared/domain/dates.ts'
import { type LevelNames, villageKind } from '../../../shared/domain/region-levels.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ExportList } from '../../components/export-list.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { instantText, number } from '../../lib/format.ts'
import { useLevelNames } from '../../lib/level-names.ts'
import { tableProps, useCall, useCallPages } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { regionTexts } from '../../texts/regions.ts'

const words = regionTexts.list
type State = keyof typeof words.states

const nameText = (row: RegionListRow): string =>
  row.formerNames.length === 0 ? row.name : `${row.name} (${words.formerly(row.formerNames.join(', '))})`
const becameText = (row: RegionListRow): string => row.successors.map((one) => `${one.name} (${one.code})`).join(', ')

const columnsFor = (names: LevelNames): Column<RegionListRow>[] => [
  { key: 'code', header: words.columns.code, width: '140px', cell: (row) => <span className="numeric">{row.code}</span> },
  { key: 'bps', header: words.columns.bps, width: '110px', cell: (row) => <span className="numeric">{row.bpsCode ?? ''}</span> },
  {
    key: 'kind',
    header: words.columns.kind,
    width: '110px',
    cell: (row) => (row.level === 3 ? names.subDistrict : villageKind(names, row.code)),
  },
  { key: 'name', header: words.columns.name, width: 'minmax(180px, 2fr)', cell: nameText, title: nameText },
  { key: 'above', header: words.columns.above, width: 'minmax(120px, 1fr)', cell: (row) => row.above },
  {
    key: 'valid',
    header: words.columns.valid,
    width: '190px',
    cell: (row) =>
      row.validTo === null ? (
        <StatusBadge tone="ok">{row.validFrom === null ? words.valid : words.since(shortDate(row.validFrom))}</StatusBadge>
      ) : (
        <StatusBadge tone="neutral">{words.until(shortDate(row.validTo))}</StatusBadge>
      ),
  },
  { key: 'became', header: words.columns.successor, width: 'minmax(140px, 1.5fr)', cell: becameText, title: becameText },
]

/** All sub-districts and villages of the district with both codes and their validity. */
export const RegionList = () => {
  const may = useMay()
  const names = useLevelNames()
  const { timeZone } = useOfficeTime()
  const [text, setText] = useState('')
  const [state, setState] = useState<State>('valid')
  const [asked] = useDebouncedValue(text.trim(), 150)
  const summary = useCall('regions.summary', {}).data
  const pages = useCallPages('regions.list', { text: asked, state })
  return (
    <>
      <Group align="end" gap="xs" style={{ flexShrink: 0 }}>
        <TextInput
          label={words.search}
          placeholder={words.searchHint}
          value={text}
          maxLength={100}
          onChange={(event) => setText(event.currentTarget.value)}
          w={380}
        />
        <Select
          label={words.state}
          data={(Object.keys(words.states) as State[]).map((value) => ({ value, label: words.states[value] }))}
          value={state}
          allowDeselect={false}
          onChange={(value) => setState((value ?? 'valid') as State)}
          w={180}
        />
        {may('office.read') ? <ExportList filter={{ list: 'regions', text: asked, state }} /> : null}
      </Group>
      {summary === undefined ? null : (
        <Text size="sm" c="dimmed" style={{ flexShrink: 0 }}>
          {words.summary(
            `${number(summary.subDistricts)} ${names.subDistrict.toLowerCase()}`,
            `${number(summary.villages)} ${names.both.toLowerCase()}`,
            number(summary.withBps),
          )}
          {summary.lastFile === null
            ? ''
            : ` · ${words.lastFile(instantText(summary.lastFile.at, timeZone), summary.lastFile.fileName)}`}
        </Text>
      )}
      <DataTable
        {...tableProps(pages)}
        label={regionTexts.parts.daftar}
        columns={columnsFor(names)}
        rowKey={(row) => Number(row.code.replaceAll('.', ''))}
        empty={<EmptyState title={words.emptyTitle} text={words.emptyText} />}
      />
    </>
  )
}
