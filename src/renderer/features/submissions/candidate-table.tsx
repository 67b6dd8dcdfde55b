import { Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { SubmissionCandidate } from '../../../shared/contract/submissions.ts'
import type { AppError } from '../../../shared/domain/errors.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { shortDate } from '../../lib/format.ts'
import { submissionTexts } from '../../texts/submissions.ts'

const words = submissionTexts.addPeople

const visit = (row: SubmissionCandidate): string =>
  row.visitedOn === '' ? words.notVisited : words.visited(shortDate(row.visitedOn), row.visitResult)

const columns: Column<SubmissionCandidate>[] = [
  {
    key: 'name',
    header: words.columns.name,
    width: 'minmax(130px, 1fr)',
    cell: (row) => <strong>{row.name}</strong>,
    title: (row) => (row.otherBatch === '' ? row.name : `${row.name}: ${words.elsewhere(row.otherBatch)}`),
  },
  {
    key: 'nik',
    header: words.columns.nik,
    width: '152px',
    cell: (row) => <span className="numeric">{row.nikMasked || words.noNik}</span>,
  },
  {
    key: 'village',
    header: words.columns.village,
    width: 'minmax(80px, 0.5fr)',
    cell: (row) => row.village,
    title: (row) => row.village,
  },
  {
    key: 'stage',
    header: words.columns.stage,
    width: 'minmax(196px, 0.6fr)',
    cell: (row) => row.stateLabel,
    title: (row) => `${row.caseNumber}, ${row.programmeName}: ${row.stateLabel}`,
  },
  {
    key: 'visit',
    header: words.columns.visit,
    width: 'minmax(400px, 2fr)',
    cell: (row) =>
      row.otherBatch !== '' ? (
        <StatusBadge tone="warning">{words.elsewhere(row.otherBatch)}</StatusBadge>
      ) : row.visitedOn === '' ? (
        <Text span size="sm" c="dimmed">
          {words.notVisited}
        </Text>
      ) : (
        <>
          {row.verified ? <StatusBadge tone="ok">{words.verified}</StatusBadge> : null} {visit(row)}
        </>
      ),
    title: (row) => (row.otherBatch === '' ? visit(row) : words.elsewhere(row.otherBatch)),
  },
]

/** People whose open case asks for a service of this batch, to be ticked. */
export const CandidateTable = (props: {
  candidates: UseQueryResult<OutputOf<'submissions.candidates'>, AppError>
  /** Ticked people. */
  chosen: ReadonlySet<number>
  onChange(chosen: ReadonlySet<number>): void
}) => {
  const { candidates, chosen } = props
  // Somebody with two cases stands here once.
  const rows = [...new Map((candidates.data?.items ?? []).toReversed().map((row) => [row.personId, row])).values()].toReversed()
  return (
    <>
      <DataTable
        label={words.candidates}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.personId}
        loading={candidates.isPending}
        error={candidates.error}
        onRetry={() => void candidates.refetch()}
        onOpen={(row) => {
          const next = new Set(chosen)
          if (!next.delete(row.personId)) next.add(row.personId)
          props.onChange(next)
        }}
        selection={{
          selected: chosen,
          // Those ticked by searching stay.
          onChange: (ids) =>
            props.onChange(new Set([...[...chosen].filter((id) => !rows.some((row) => row.personId === id)), ...ids])),
        }}
        height={340}
        empty={<Text size="sm">{words.candidatesNone}</Text>}
      />
      {candidates.data?.more === true ? (
        <Text size="xs" c="dimmed">
          {words.candidatesMore}
        </Text>
      ) : null}
    </>
  )
}
