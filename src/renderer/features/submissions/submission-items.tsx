import { Button, Text } from '@mantine/core'
import type { SubmissionItem, SubmissionRow } from '../../../shared/contract/submissions.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { StatusBadge, type Tone } from '../../components/status-badge.tsx'
import { tableProps, useCallPages } from '../../lib/query.ts'
import { submissionTexts } from '../../texts/submissions.ts'

const words = submissionTexts.detail

/** Which results are shown. */
export type ResultFilter = 'all' | SubmissionItem['result']

const resultTone: Record<SubmissionItem['result'], Tone> = { waiting: 'info', accepted: 'ok', refused: 'danger' }
const severityTone = { block: 'danger', error: 'danger', warning: 'warning' } as const

const said = (item: SubmissionItem): string =>
  item.problems.map((problem) => `${problem.fieldLabel}: ${problem.message} ${problem.fix}`).join('\n')

const Findings = ({ item }: { item: SubmissionItem }) => {
  const order = ['block', 'error', 'warning'] as const
  const worst = order.flatMap((severity) => item.problems.find((problem) => problem.severity === severity) ?? [])[0]
  if (worst === undefined) return <StatusBadge tone="ok">{words.ready}</StatusBadge>
  const more = item.problems.length - 1
  return <StatusBadge tone={severityTone[worst.severity]}>{`${worst.message}${more > 0 ? ` (+${more})` : ''}`}</StatusBadge>
}

const base: Column<SubmissionItem>[] = [
  {
    key: 'name',
    header: words.columns.name,
    width: 'minmax(130px, 1.4fr)',
    cell: (row) => <strong>{row.name}</strong>,
    title: (row) => row.name,
  },
  { key: 'nik', header: words.columns.nik, width: '152px', cell: (row) => <span className="numeric">{row.nikMasked}</span> },
  {
    key: 'village',
    header: words.columns.village,
    width: 'minmax(90px, 0.8fr)',
    cell: (row) => row.village,
    title: (row) => row.village,
  },
]
const findings: Column<SubmissionItem> = {
  key: 'findings',
  header: words.columns.findings,
  width: 'minmax(180px, 2fr)',
  cell: (row) => <Findings item={row} />,
  title: said,
}
const result: Column<SubmissionItem> = {
  key: 'result',
  header: words.columns.result,
  width: 'minmax(180px, 2fr)',
  cell: (row) => (
    <>
      <StatusBadge tone={resultTone[row.result]}>{words.results[row.result]}</StatusBadge>
      {row.reason === '' ? null : (
        <Text span size="sm" ml="xs">
          {row.reason}
        </Text>
      )}
    </>
  ),
  title: (row) => row.reason,
}

/** People of a batch: with findings while it is composed, with the answer after the export. */
export const SubmissionItems = (props: {
  batch: SubmissionRow
  filter: ResultFilter
  /** Ticked rows: item → person. */
  selection: { selected: ReadonlyMap<number, number>; onChange(selected: ReadonlyMap<number, number>): void } | null
  onOpen(personId: number): void
  onAdd: (() => void) | null
}) => {
  const { batch, selection } = props
  const pages = useCallPages('submissions.items', { id: batch.id, result: props.filter === 'all' ? null : props.filter })
  return (
    <DataTable
      {...tableProps(pages)}
      label={words.list}
      columns={[...base, batch.state === 'composing' ? findings : result]}
      rowKey={(row) => row.id}
      onOpen={(row) => props.onOpen(row.personId)}
      {...(selection === null
        ? {}
        : {
            selection: {
              selected: new Set(selection.selected.keys()),
              onChange: (ids: ReadonlySet<number>) =>
                selection.onChange(
                  new Map(pages.rows.filter((row) => ids.has(row.id)).map((row) => [row.id, row.personId] as const)),
                ),
            },
          })}
      empty={
        props.filter === 'all' ? (
          <EmptyState title={words.emptyTitle} text={words.emptyText}>
            {props.onAdd === null ? null : <Button onClick={props.onAdd}>{words.add}</Button>}
          </EmptyState>
        ) : (
          <EmptyState title={words.nothing} />
        )
      }
    />
  )
}
