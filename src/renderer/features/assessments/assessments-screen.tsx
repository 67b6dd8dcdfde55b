import { Button, Select } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { assessmentState } from '../../../shared/contract/assessments.ts'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { RegionPicker } from '../../components/region-picker.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { shortDate } from '../../lib/format.ts'
import { tableProps, useCall, useCallPages } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { assessmentTexts } from '../../texts/assessments.ts'
import { stateTone } from './assessment-state.ts'
import { ExportDialog, ImportDialog, PrintDialog } from './file-dialogs.tsx'

const words = assessmentTexts.list

/** All answer sets, with paper forms and files for villages. */
export const AssessmentsScreen = () => {
  const may = useMay()
  const navigate = useNavigate()
  const search = useSearch({ from: '/isian' })
  const [open, setOpen] = useState<'print' | 'export' | 'import' | null>(null)
  const forms = useCall('assessments.forms', {})
  const state = assessmentState.safeParse(search.state).data ?? null
  const questionnaire = typeof search.form === 'string' ? search.form : null
  const region = typeof search.region === 'string' ? search.region : null
  const pages = useCallPages('assessments.list', { questionnaire, state, region })
  const put = (more: Record<string, string | undefined>): void =>
    void navigate({ to: '/isian', search: { ...search, ...more }, replace: true })
  const rows = forms.data ?? []
  return (
    <Page
      title={assessmentTexts.title}
      fill
      action={
        <>
          <Button variant="default" onClick={() => setOpen('print')}>
            {assessmentTexts.files.print}
          </Button>
          <Button variant="default" onClick={() => setOpen('export')}>
            {assessmentTexts.files.export}
          </Button>
          {may('cases.write') ? <Button onClick={() => setOpen('import')}>{assessmentTexts.files.import}</Button> : null}
        </>
      }
      filters={
        <>
          <Select
            label={words.form}
            w={260}
            clearable
            placeholder={words.allForms}
            data={rows.map(({ key, name }) => ({ value: key, label: name }))}
            value={questionnaire}
            onChange={(value) => put({ form: value ?? undefined })}
          />
          <Select
            label={words.state}
            w={190}
            clearable
            placeholder={words.allStates}
            data={assessmentState.options.map((value) => ({ value, label: assessmentTexts.states[value] }))}
            value={state}
            onChange={(value) => put({ state: value ?? undefined })}
          />
          <RegionPicker
            label={words.village}
            placeholder={words.allVillages}
            value={region}
            onChange={(value) => put({ region: value ?? undefined })}
            w={260}
          />
        </>
      }
    >
      <DataTable
        {...tableProps(pages)}
        label={words.label}
        rowKey={(row) => row.id}
        onOpen={(row) => void navigate({ to: '/isian/$id', params: { id: String(row.id) } })}
        columns={[
          { key: 'name', header: words.form, width: 'minmax(180px, 2fr)', cell: (row) => row.name },
          { key: 'person', header: words.person, width: 'minmax(180px, 2fr)', cell: (row) => row.person.name },
          { key: 'village', header: words.village, width: 'minmax(120px, 1fr)', cell: (row) => row.person.village },
          { key: 'visited', header: words.visited, width: '110px', cell: (row) => shortDate(row.visitedOn) },
          { key: 'surveyor', header: words.surveyor, width: 'minmax(120px, 1fr)', cell: (row) => row.surveyor },
          {
            key: 'state',
            header: words.state,
            width: '150px',
            cell: (row) => <StatusBadge tone={stateTone[row.state]}>{assessmentTexts.states[row.state]}</StatusBadge>,
          },
          {
            key: 'result',
            header: words.result,
            width: 'minmax(160px, 1fr)',
            cell: (row) => (row.result === '' ? assessmentTexts.typing.progress(row.answered, row.asked) : row.result),
          },
        ]}
        empty={
          questionnaire !== null || state !== null || region !== null ? (
            <EmptyState title={words.nothing} text={words.nothingText} />
          ) : (
            <EmptyState title={words.empty} text={words.emptyText}>
              <Button variant="default" onClick={() => void navigate({ to: '/kasus' })}>
                {words.toCases}
              </Button>
              <Button variant="default" onClick={() => void navigate({ to: '/warga' })}>
                {words.toPeople}
              </Button>
            </EmptyState>
          )
        }
      />
      <PrintDialog forms={rows} opened={open === 'print'} onClose={() => setOpen(null)} />
      <ExportDialog forms={rows} opened={open === 'export'} onClose={() => setOpen(null)} />
      <ImportDialog opened={open === 'import'} onClose={() => setOpen(null)} />
    </Page>
  )
}
