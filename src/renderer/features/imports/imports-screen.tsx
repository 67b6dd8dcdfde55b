import { TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ImportPackage } from '../../../shared/contract/imports.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FilePicker } from '../../components/file-picker.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { Page } from '../../components/page.tsx'
import { RegionPicker } from '../../components/region-picker.tsx'
import { instantText, number } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { useJob } from '../../lib/use-job.ts'
import { importTexts } from '../../texts/imports.ts'
import { ImportState } from './import-state.tsx'
import styles from './imports.module.css'

const columnsFor = (timeZone: string): Column<ImportPackage>[] => [
  {
    key: 'label',
    header: 'Impor',
    width: 'minmax(200px, 2fr)',
    cell: (row) => row.label || row.fileName,
    title: (row) => row.fileName,
  },
  { key: 'profile', header: 'Dikenali sebagai', width: 'minmax(140px, 1fr)', cell: (row) => row.profileName },
  { key: 'state', header: 'Keadaan', width: '190px', cell: (row) => <ImportState state={row.state} /> },
  { key: 'new', header: 'Baru', width: '80px', align: 'right', cell: (row) => number(row.counts.people.new) },
  { key: 'changed', header: 'Berubah', width: '80px', align: 'right', cell: (row) => number(row.counts.people.changed) },
  {
    key: 'doubtful',
    header: 'Dicek/ditolak',
    width: '110px',
    align: 'right',
    cell: (row) => number(row.counts.people.doubtful + row.counts.people.refused),
  },
  {
    key: 'at',
    header: 'Dibaca',
    width: '170px',
    cell: (row) => <span className="numeric">{instantText(row.preparedAt, timeZone)}</span>,
  },
  { key: 'by', header: 'Oleh', width: 'minmax(100px, 1fr)', cell: (row) => row.preparedBy },
]

/** A file to begin with, and the history of imports. */
export const ImportsScreen = () => {
  const navigate = useNavigate()
  const may = useMay()
  const { timeZone } = useOfficeTime()
  const [label, setLabel] = useState('')
  const [village, setVillage] = useState<string | null>(null)
  const list = useCall('imports.list', {})
  const prepare = useJob('imports.prepare')
  return (
    <Page title={importTexts.title} fill>
      {may('imports.write') ? (
        <div className={styles.begin}>
          {prepare.running ? null : (
            <>
              <TextInput
                label={importTexts.label}
                placeholder={importTexts.labelHint}
                value={label}
                maxLength={300}
                onChange={(event) => setLabel(event.currentTarget.value)}
                w={360}
              />
              <RegionPicker
                label={importTexts.village}
                description={importTexts.villageHint}
                value={village}
                onChange={setVillage}
                villageOnly
                w={360}
              />
              <FilePicker
                label={importTexts.choose}
                accept=".xlsx,.xls,.csv,.xlsm"
                hint={importTexts.chooseHint}
                onFile={async (file) => {
                  const made = await prepare.start({ fileId: file.fileId, label: label.trim(), village })
                  if (made !== null) void navigate({ to: '/impor/$id', params: { id: String(made.id) } })
                }}
              />
            </>
          )}
          <JobProgress job={prepare} label={importTexts.preparing} />
        </div>
      ) : null}
      <h2 className={styles.heading}>{importTexts.history}</h2>
      <DataTable
        label={importTexts.history}
        columns={columnsFor(timeZone)}
        rows={list.data ?? []}
        rowKey={(row) => row.id}
        loading={list.isPending}
        error={list.error}
        onRetry={() => void list.refetch()}
        onOpen={(row) => void navigate({ to: '/impor/$id', params: { id: String(row.id) } })}
        empty={<EmptyState title={importTexts.emptyTitle} text={importTexts.emptyText} />}
      />
    </Page>
  )
}
