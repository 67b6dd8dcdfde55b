import { Button, CopyButton, Select, Stack, Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo } from 'react'
import { useForm } from 'react-hook-form'
import { readPastedReports } from '../../../shared/domain/paste-form.ts'
import { DraftNote } from '../../components/draft-note.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { useCall } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { arrivalTexts } from '../../texts/arrival.ts'
import styles from './arrival.module.css'
import { ReportCard } from './report-card.tsx'

const words = arrivalTexts.paste

/** Reports of facilitators, pasted as text: what was understood, what not, and a draft for each. */
export const PasteScreen = () => {
  const forms = useCall('arrival.pasteForms', {})
  const programmes = useCall('programmes.list', {})
  const form = useForm({ defaultValues: { text: '', formKey: '' } })
  const draft = useDraft('paste', form)
  const { text, formKey } = form.watch()
  const [read] = useDebouncedValue(text, 250)
  const chosen = forms.data?.find(({ key }) => key === formKey) ?? forms.data?.[0]
  const reports = useMemo(() => (chosen === undefined ? [] : readPastedReports(read, chosen.fields)), [read, chosen])
  if (forms.error !== null) return <ErrorBox error={forms.error} onRetry={() => void forms.refetch()} />
  if (chosen === undefined || programmes.data === undefined) return <Loading />
  const example = chosen.fields
    .filter((field) => !field.optional)
    .map(({ label }) => `${label}: `)
    .join('\n')
  return (
    <Page
      title={words.title}
      action={
        <CopyButton value={example}>
          {({ copy }) => (
            <Button
              variant="default"
              onClick={() => {
                copy()
                toast.done(words.exampleCopied)
              }}
            >
              {words.example}
            </Button>
          )}
        </CopyButton>
      }
    >
      <DraftNote draft={draft} />
      <div className={styles.paste}>
        <section className="card">
          <Stack gap="xs">
            <Text size="sm">{words.intro}</Text>
            {(forms.data ?? []).length > 1 ? (
              <Select
                label={words.form}
                data={(forms.data ?? []).map(({ key, name }) => ({ value: key, label: name }))}
                value={chosen.key}
                allowDeselect={false}
                onChange={(value) => form.setValue('formKey', value ?? '')}
              />
            ) : null}
            <Textarea
              label={words.label}
              placeholder={`Nama Fasilitator: …\nKelurahan: …\nNama Klien: …\nPengaduan: …`}
              autosize
              minRows={16}
              maxRows={26}
              autoFocus
              value={text}
              onChange={(event) => form.setValue('text', event.currentTarget.value)}
            />
          </Stack>
        </section>
        <Stack gap="sm" aria-live="polite">
          {reports.length === 0 ? (
            <EmptyState title={words.title} text={words.empty} />
          ) : (
            reports.map((report, index) => (
              <ReportCard
                key={report.lines[0]?.line}
                report={report}
                form={chosen}
                programmes={programmes.data}
                number={index + 1}
                total={reports.length}
                onAllDone={draft.clear}
              />
            ))
          )}
        </Stack>
      </div>
    </Page>
  )
}
