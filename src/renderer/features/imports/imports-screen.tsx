import { Button, Select, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
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
import { mappingTexts } from '../../texts/mappings.ts'
import { ImportState } from './import-state.tsx'
import styles from './imports.module.css'
import { pendingFile, setPendingFile } from './pending-file.ts'

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
  const [text, setText] = useState('')
  const [state, setState] = useState<ImportPackage['state'] | null>(null)
  const filtered = text.trim() !== '' || state !== null
  const list = useCall('imports.list', { text: text.trim(), state }, { keep: true })
  const prepare = useJob('imports.prepare')
  // Headers that nobody knows are no dead end: the clerk says what they mean.
  const needsMapping = prepare.error?.data.field === 'mapping'
  useEffect(() => {
    if (needsMapping && pendingFile() !== null) void navigate({ to: '/impor/kolom' })
  }, [needsMapping, navigate])
  return (
    <Page
      title={importTexts.title}
      fill
      action={
        <>
          <Button variant="default" onClick={() => void navigate({ to: '/impor/susunan' })}>
            {mappingTexts.open}
          </Button>
          {may('imports.write') ? (
            <Button
              variant="default"
              onClick={() => {
                setPendingFile(null)
                void navigate({ to: '/impor/kolom' })
              }}
            >
              {mappingTexts.title}
            </Button>
          ) : null}
        </>
      }
    >
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
                  const pending = { file, label: label.trim(), village, packageId: null }
                  setPendingFile(pending)
                  const made = await prepare.start({ fileId: file.fileId, label: pending.label, village })
                  if (made !== null) setPendingFile({ ...pending, packageId: made.id })
                  if (made !== null) void navigate({ to: '/impor/$id', params: { id: String(made.id) } })
                }}
              />
            </>
          )}
          <JobProgress job={prepare} label={importTexts.preparing} />
        </div>
      ) : null}
      <h2 className={styles.heading}>{importTexts.history}</h2>
      <div className={styles.filters}>
        <TextInput
          size="xs"
          w={360}
          aria-label={importTexts.searchList}
          placeholder={importTexts.searchList}
          value={text}
          maxLength={100}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          size="xs"
          w={200}
          aria-label={importTexts.stateFilter}
          placeholder={importTexts.anyState}
          clearable
          value={state}
          data={Object.entries(importTexts.states).map(([value, label]) => ({ value, label }))}
          onChange={(value) => setState(value as ImportPackage['state'] | null)}
        />
      </div>
      <DataTable
        label={importTexts.history}
        columns={columnsFor(timeZone)}
        rows={list.data ?? []}
        rowKey={(row) => row.id}
        loading={list.isPending}
        error={list.error}
        onRetry={() => void list.refetch()}
        onOpen={(row) => void navigate({ to: '/impor/$id', params: { id: String(row.id) } })}
        empty={
          filtered ? (
            <EmptyState title={importTexts.foundNothing} text={importTexts.foundNothingText} />
          ) : (
            <EmptyState title={importTexts.emptyTitle} text={importTexts.emptyText} />
          )
        }
      />
    </Page>
  )
}
