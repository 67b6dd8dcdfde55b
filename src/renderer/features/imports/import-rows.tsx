import { Group, Modal, SegmentedControl, Select, Text } from '@mantine/core'
import { useState } from 'react'
import type { Bucket, ImportPackage, ImportProblem, ImportRow } from '../../../shared/contract/imports.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ExportList } from '../../components/export-list.tsx'
import { StatusBadge, type Tone } from '../../components/status-badge.tsx'
import { number } from '../../lib/format.ts'
import { tableProps, useCall, useCallPages } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { importTexts } from '../../texts/imports.ts'
import { Choices } from './choices.tsx'
import { DoubtDialog } from './doubts.tsx'
import styles from './imports.module.css'
import { RepairGrid } from './repair-grid.tsx'

const tones: Record<Bucket, Tone> = {
  new: 'info',
  changed: 'warning',
  unchanged: 'neutral',
  doubtful: 'warning',
  refused: 'danger',
}
const severityTones: Record<ImportProblem['severity'], Tone> = { block: 'danger', error: 'danger', warning: 'warning' }

const what = (row: ImportRow): string =>
  row.problems.length > 0
    ? row.problems.map((problem) => problem.message).join(' ')
    : row.changes
        .map((change) => `${change.fieldLabel}: ${change.before || '(kosong)'} menjadi ${change.after || '(kosong)'}`)
        .join('; ')

const rowColumns: Column<ImportRow>[] = [
  { key: 'sheet', header: 'Lembar', width: '110px', cell: (row) => row.sheet, title: (row) => row.sheet },
  { key: 'row', header: 'Baris', width: '64px', align: 'right', cell: (row) => row.row },
  {
    key: 'bucket',
    header: 'Kelompok',
    width: '142px',
    cell: (row) => (
      <StatusBadge tone={tones[row.bucket]}>
        {row.decision === 'skip' ? importTexts.doubt.decisions.skip : importTexts.buckets[row.bucket]}
      </StatusBadge>
    ),
  },
  { key: 'name', header: 'Nama', width: 'minmax(150px, 1fr)', cell: (row) => row.name, title: (row) => row.name },
  { key: 'nik', header: 'NIK', width: '160px', cell: (row) => <span className="numeric">{row.nikMasked}</span> },
  { key: 'what', header: 'Catatan atau perubahan', width: 'minmax(260px, 2.4fr)', cell: what, title: what },
]

let problemNumber = 0
const keys = new WeakMap<ImportProblem, number>()
/** Findings have no number of their own; each object keeps one for the list. */
const problemKey = (problem: ImportProblem): number => {
  const known = keys.get(problem)
  if (known !== undefined) return known
  problemNumber += 1
  keys.set(problem, problemNumber)
  return problemNumber
}

const problemColumns: Column<ImportProblem>[] = [
  { key: 'sheet', header: 'Lembar', width: '110px', cell: (row) => row.sheet, title: (row) => row.sheet },
  { key: 'row', header: 'Baris', width: '64px', align: 'right', cell: (row) => row.row },
  { key: 'column', header: 'Kolom', width: 'minmax(120px, 0.6fr)', cell: (row) => row.column, title: (row) => row.column },
  {
    key: 'severity',
    header: 'Berat',
    width: '176px',
    cell: (row) => <StatusBadge tone={severityTones[row.severity]}>{importTexts.severity[row.severity]}</StatusBadge>,
  },
  { key: 'message', header: 'Catatan', width: 'minmax(300px, 2.4fr)', cell: (row) => row.message, title: (row) => row.message },
]

/** Choices of the filter by findings that are no kind of one. */
const allRows = ':semua'
const anyFinding = ':catatan'

type View = 'rows' | 'grid' | 'choices' | 'problems'

/** Step 3: every row with what would happen to it, or every finding with its place in the file. */
export const ImportRows = (props: { pack: ImportPackage; bucket: Bucket | null; onBucket(bucket: Bucket | null): void }) => {
  const { pack, bucket } = props
  const [view, setView] = useState<View>('rows')
  const [finding, setFinding] = useState(allRows)
  const withProblems = finding === anyFinding
  const code = withProblems || finding === allRows ? null : finding
  const may = useMay()
  const [open, setOpen] = useState<ImportRow | null>(null)
  const rows = useCallPages('imports.rows', { id: pack.id, bucket, withProblems, code }, { enabled: view === 'rows' })
  const problems = useCallPages('imports.problems', { id: pack.id, code }, { enabled: view === 'problems' })
  // asked again when a repair has changed the package
  const kinds = useCall('imports.findingKinds', { id: pack.id }, { keep: true })
  const decidable =
    open !== null && pack.state === 'prepared' && may('imports.write') && (open.bucket === 'doubtful' || open.decision !== null)
  const found = pack.problems.block + pack.problems.error + pack.problems.warning
  return (
    <>
      <Group gap="sm" className={styles.tools}>
        <SegmentedControl
          size="xs"
          aria-label={importTexts.steps.check}
          value={view}
          onChange={(value) => setView(value as View)}
          data={[
            { value: 'rows', label: bucket === null ? importTexts.all : `${importTexts.rows}: ${importTexts.buckets[bucket]}` },
            { value: 'grid', label: importTexts.views.grid },
            ...(pack.marksOnly ? [] : [{ value: 'choices', label: importTexts.views.choices }]),
            { value: 'problems', label: `${importTexts.problems} (${number(found)})` },
          ]}
        />
        {view === 'choices' || (kinds.data ?? []).length === 0 ? null : (
          <Select
            size="xs"
            aria-label={importTexts.kind}
            data={[
              { value: allRows, label: importTexts.allKinds },
              { value: anyFinding, label: importTexts.withProblems },
              ...(kinds.data ?? []).map((kind) => ({
                value: kind.code,
                label: importTexts.kindOption(kind.title, number(kind.rows === 0 ? kind.findings : kind.rows)),
              })),
            ]}
            value={finding}
            onChange={(value) => setFinding(value ?? allRows)}
            allowDeselect={false}
            comboboxProps={{ width: 360, position: 'bottom-end' }}
            w={220}
          />
        )}
        <ExportList filter={{ list: 'imports', id: pack.id, bucket, withProblems, code }} />
      </Group>
      {view === 'problems' ? (
        <Text size="sm" c="dimmed" mb="xs">
          {importTexts.fixHint}
        </Text>
      ) : null}
      {view === 'rows' ? (
        <DataTable
          {...tableProps(rows)}
          label={importTexts.all}
          columns={rowColumns}
          rowKey={(row) => row.id}
          onOpen={(row) => setOpen(row)}
          empty={<EmptyState title={importTexts.nothingHere} />}
        />
      ) : null}
      {view === 'grid' ? (
        <RepairGrid key={`${bucket}${withProblems}${code}`} pack={pack} bucket={bucket} withProblems={withProblems} code={code} />
      ) : null}
      {view === 'choices' ? <Choices pack={pack} /> : null}
      {view === 'problems' ? (
        <DataTable
          {...tableProps(problems)}
          label={importTexts.problems}
          columns={problemColumns}
          rowKey={problemKey}
          empty={<EmptyState title={importTexts.noProblems} />}
        />
      ) : null}
      {decidable ? <DoubtDialog key={open.id} pack={pack} row={open} onClose={() => setOpen(null)} /> : null}
      <RowDetail row={decidable ? null : open} onClose={() => setOpen(null)} />
    </>
  )
}

const RowDetail = (props: { row: ImportRow | null; onClose(): void }) => {
  const { row } = props
  return (
    <Modal
      opened={row !== null}
      onClose={props.onClose}
      size="lg"
      title={row === null ? '' : `${row.sheet}, baris ${row.row}: ${row.name}`}
    >
      {row === null ? null : (
        <>
          <StatusBadge tone={tones[row.bucket]}>{importTexts.buckets[row.bucket]}</StatusBadge>
          {row.problems.map((problem) => (
            <Text key={`${problem.code}${problem.column}`} size="sm" mt="xs">
              <StatusBadge tone={severityTones[problem.severity]}>{importTexts.severity[problem.severity]}</StatusBadge>{' '}
              {problem.column}: {problem.message}
            </Text>
          ))}
          {row.changes.length === 0 ? null : (
            <table className={styles.list} aria-label="Perubahan">
              <thead>
                <tr>
                  <th scope="col">{importTexts.field}</th>
                  <th scope="col">{importTexts.before}</th>
                  <th scope="col">{importTexts.after}</th>
                </tr>
              </thead>
              <tbody>
                {row.changes.map((change) => (
                  <tr key={change.field}>
                    <td>{change.fieldLabel}</td>
                    <td>{change.before || '(kosong)'}</td>
                    <td>{change.after || '(kosong)'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
    </Modal>
  )
}
