import { Button, Group, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ImportPackage } from '../../../shared/contract/imports.ts'
import { StatusBadge } from '../../components/status-badge.tsx'
import { ValueList } from '../../components/value-list.tsx'
import { instantText, number } from '../../lib/format.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { importTexts } from '../../texts/imports.ts'
import { mappingTexts } from '../../texts/mappings.ts'
import styles from './imports.module.css'
import { pendingFile, setPendingFile } from './pending-file.ts'

const words = importTexts.fileInfo

/** Step 1: which file, read when and as what. */
export const FileStep = (props: { pack: ImportPackage }) => {
  const { pack } = props
  const { timeZone } = useOfficeTime()
  const { rows, families } = pack.counts
  return (
    <div className="card">
      <ValueList
        items={[
          { label: words.name, value: pack.fileName },
          { label: words.profile, value: pack.profileName },
          { label: words.rows, value: importTexts.rowCount(number(rows.read), number(rows.blank), number(rows.ignored)) },
          {
            label: words.families,
            value: importTexts.familyCount(number(families.new), number(families.changed), number(families.unchanged)),
          },
          { label: words.prepared, value: `${instantText(pack.preparedAt, timeZone)} · ${pack.preparedBy}` },
          ...(pack.appliedAt === null ? [] : [{ label: words.applied, value: instantText(pack.appliedAt, timeZone) }]),
          ...(pack.undoneAt === null ? [] : [{ label: words.undone, value: instantText(pack.undoneAt, timeZone) }]),
          { label: words.sha, value: <code>{pack.fileSha256}</code> },
        ]}
      />
    </div>
  )
}

/** Step 2: which column was understood as what. */
export const ColumnsStep = (props: { pack: ImportPackage }) => (
  <div className="card">
    <Group justify="space-between" mb="xs">
      <Text size="sm" c="dimmed">
        {importTexts.columnsHint}
      </Text>
      <MappingButton pack={props.pack} />
    </Group>
    <table className={styles.list} aria-label={importTexts.steps.columns}>
      <thead>
        <tr>
          <th scope="col">Lembar</th>
          <th scope="col">Kolom</th>
          <th scope="col">Judul di berkas</th>
          <th scope="col">Dibaca sebagai</th>
        </tr>
      </thead>
      <tbody>
        {props.pack.columns.map((column) => (
          <tr key={`${column.sheet}!${column.column}`}>
            <td>{column.sheet}</td>
            <td>{column.column}</td>
            <td>{column.header}</td>
            <td>
              {column.field === null ? (
                <StatusBadge tone="neutral">{importTexts.columnUnknown}</StatusBadge>
              ) : (
                <StatusBadge tone="ok">{column.fieldLabel}</StatusBadge>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** Leads to *Atur kolom* with the file this package was read from, as long as the app still holds it. */
const MappingButton = (props: { pack: ImportPackage }) => {
  const navigate = useNavigate()
  const may = useMay()
  if (!may('imports.write') || props.pack.state !== 'prepared') return null
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => {
        if (pendingFile()?.packageId !== props.pack.id) setPendingFile(null)
        void navigate({ to: '/impor/kolom' })
      }}
    >
      {mappingTexts.title}
    </Button>
  )
}
