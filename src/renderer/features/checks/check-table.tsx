import { Modal, Select, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { type CheckRow, generalWords } from '../../../shared/domain/checks/check.ts'
import { findChecks } from '../../../shared/domain/checks/table.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ExportList } from '../../components/export-list.tsx'
import { SeverityBadge } from '../../components/findings.tsx'
import { ValueList } from '../../components/value-list.tsx'
import { number } from '../../lib/format.ts'
import { checkTexts as words } from '../../texts/checks.ts'
import styles from './checks.module.css'

type Severity = CheckRow['severity']
const severities: readonly Severity[] = ['block', 'error', 'warning']
/** Choices of the severity filter. */
export const severityOptions = severities.map((value) => ({ value, label: words.severities[value] }))
/** What a filter's value means; anything else = no filter. */
export const severityOf = (value: unknown): Severity | null => severities.find((one) => one === value) ?? null

type Listed = CheckRow & { at: number }

const columns: Column<Listed>[] = [
  { key: 'severity', header: words.columns.severity, width: '140px', cell: (row) => <SeverityBadge severity={row.severity} /> },
  { key: 'scope', header: words.columns.scope, width: '96px', cell: (row) => words.scopes[row.scope] },
  {
    key: 'title',
    header: words.columns.title,
    width: 'minmax(180px, 1.2fr)',
    cell: (row) => <strong>{row.title}</strong>,
    title: (row) => row.title,
  },
  { key: 'what', header: words.columns.what, width: 'minmax(180px, 1.6fr)', cell: generalWords, title: generalWords },
  { key: 'fix', header: words.columns.fix, width: 'minmax(180px, 1.6fr)', cell: (row) => row.fix, title: (row) => row.fix },
  {
    key: 'source',
    header: words.columns.source,
    width: 'minmax(110px, 1fr)',
    cell: (row) => row.source,
    title: (row) => row.source,
  },
  {
    key: 'overridable',
    header: words.columns.overridable,
    width: '128px',
    cell: (row) => (row.overridable ? words.yes : words.no),
  },
]

/** Everything the program looks at, in words: searchable, by severity, for Excel. */
export const CheckTable = () => {
  const [text, setText] = useState('')
  const [severity, setSeverity] = useState<Severity | null>(null)
  const [shown, setShown] = useState<CheckRow | null>(null)
  const rows = findChecks(text, severity).map((row, at) => ({ ...row, at }))
  return (
    <div className={styles.table}>
      <Text size="sm" c="dimmed">
        {words.tableIntro}
      </Text>
      <div className={styles.filters}>
        <TextInput
          label={words.search}
          placeholder={words.searchHint}
          leftSection={<IconSearch size={16} aria-hidden />}
          w={300}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autoComplete="off"
        />
        <Select
          label={words.severity}
          placeholder={words.allSeverities}
          w={180}
          data={severityOptions}
          value={severity}
          onChange={(value) => setSeverity(severityOf(value))}
          clearable
        />
        <ExportList filter={{ list: 'checks', severity, text }} />
        <Text size="sm" c="dimmed" aria-live="polite">
          {words.counted(number(rows.length))}
        </Text>
      </div>
      <DataTable
        label={words.table}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.at}
        onOpen={(row) => setShown(row)}
        empty={<EmptyState title={words.tableNone} text={words.tableNoneText} />}
      />
      {shown === null ? null : (
        <Modal opened onClose={() => setShown(null)} title={shown.title} size="lg" centered>
          <ValueList
            items={[
              { label: words.columns.severity, value: words.severities[shown.severity] },
              { label: words.columns.scope, value: words.scopes[shown.scope] },
              { label: words.columns.what, value: generalWords(shown) },
              { label: words.columns.fix, value: shown.fix },
              { label: words.columns.source, value: shown.source },
              { label: words.columns.overridable, value: shown.overridable ? words.yes : words.no },
            ]}
          />
        </Modal>
      )}
    </div>
  )
}
