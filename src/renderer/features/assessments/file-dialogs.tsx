import { Button, Checkbox, Modal, NumberInput, Radio, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { FileReport, QuestionnaireRow } from '../../../shared/contract/assessments.ts'
import { FilePicker } from '../../components/file-picker.tsx'
import { FileProblems } from '../../components/file-problems.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { RegionPicker } from '../../components/region-picker.tsx'
import { downloadFile } from '../../lib/files.ts'
import { number } from '../../lib/format.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { assessmentTexts } from '../../texts/assessments.ts'

const words = assessmentTexts.files

interface DialogProps {
  forms: readonly QuestionnaireRow[]
  opened: boolean
  onClose(): void
}

const FormSelect = (props: { forms: readonly QuestionnaireRow[]; value: string; onChange(key: string): void }) => (
  <Select
    label={words.form}
    data={props.forms.map(({ key, name }) => ({ value: key, label: name }))}
    value={props.value}
    allowDeselect={false}
    onChange={(key) => props.onChange(key ?? '')}
  />
)

/** Paper forms: blank, or one for every family or person of a region. */
export const PrintDialog = (props: DialogProps) => {
  const may = useMay()
  const job = useJob('assessments.print')
  const [form, setForm] = useState('')
  const [what, setWhat] = useState<'blank' | 'region'>('blank')
  const [copies, setCopies] = useState<number | string>(1)
  const [region, setRegion] = useState<string | null>(null)
  const [paper, setPaper] = useState<'A4' | 'F4'>('F4')
  const [full, setFull] = useState(false)
  const questionnaire = form === '' ? (props.forms[0]?.key ?? '') : form
  const start = async (): Promise<void> => {
    const result = await job.start({
      target:
        what === 'blank' || region === null
          ? { of: 'blank', questionnaire, copies: Number(copies) || 1 }
          : { of: 'region', questionnaire, region },
      paper,
      numbers: full ? 'full' : 'masked',
    })
    if (result === null) return
    downloadFile(result.file)
    toast.done(words.printed(result.forms, result.pages))
  }
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={words.print}>
      <Stack gap="sm">
        <FormSelect forms={props.forms} value={questionnaire} onChange={setForm} />
        <Radio.Group label={words.what} value={what} onChange={(value) => setWhat(value === 'region' ? 'region' : 'blank')}>
          <Stack gap={4} mt={4}>
            <Radio value="blank" label={words.blank} />
            <Radio value="region" label={words.prefilled} />
          </Stack>
        </Radio.Group>
        {what === 'blank' ? (
          <NumberInput label={words.copies} min={1} max={100} value={copies} onChange={setCopies} w={120} />
        ) : (
          <>
            <RegionPicker label={words.region} value={region} onChange={setRegion} required />
            {may('people.reveal') ? (
              <Checkbox label={words.full} checked={full} onChange={(event) => setFull(event.currentTarget.checked)} />
            ) : null}
          </>
        )}
        <Radio.Group label={words.paper} value={paper} onChange={(value) => setPaper(value === 'A4' ? 'A4' : 'F4')}>
          <Stack gap={4} mt={4}>
            <Radio value="F4" label="F4" />
            <Radio value="A4" label="A4" />
          </Stack>
        </Radio.Group>
        <JobProgress job={job} label={words.print} />
        <Button loading={job.running} disabled={what === 'region' && region === null} onClick={() => void start()}>
          {words.print}
        </Button>
      </Stack>
    </Modal>
  )
}

/** A workbook of one village for facilitators without the program. */
export const ExportDialog = (props: DialogProps) => {
  const may = useMay()
  const job = useJob('assessments.exportFile')
  const [form, setForm] = useState('')
  const [region, setRegion] = useState<string | null>(null)
  const [content, setContent] = useState<'to-fill' | 'answers'>('to-fill')
  const [full, setFull] = useState(false)
  const questionnaire = form === '' ? (props.forms[0]?.key ?? '') : form
  const start = async (): Promise<void> => {
    if (region === null) return
    const result = await job.start({ questionnaire, region, content, numbers: full ? 'full' : 'masked' })
    if (result === null) return
    downloadFile(result.file)
    toast.done(words.exported(result.rows))
  }
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={words.export}>
      <Stack gap="sm">
        <FormSelect forms={props.forms} value={questionnaire} onChange={setForm} />
        <RegionPicker label={words.region} value={region} onChange={setRegion} required />
        <Radio.Group
          label={words.what}
          value={content}
          onChange={(value) => setContent(value === 'answers' ? 'answers' : 'to-fill')}
        >
          <Stack gap={4} mt={4}>
            <Radio value="to-fill" label={words.toFill} />
            <Radio value="answers" label={words.answers} />
          </Stack>
        </Radio.Group>
        {may('people.reveal') ? (
          <Checkbox label={words.full} checked={full} onChange={(event) => setFull(event.currentTarget.checked)} />
        ) : null}
        <JobProgress job={job} label={words.export} />
        <Button loading={job.running} disabled={region === null} onClick={() => void start()}>
          {words.export}
        </Button>
      </Stack>
    </Modal>
  )
}

const Report = ({ report }: { report: FileReport }) => (
  <Stack gap="xs">
    <Text fw={600}>
      {report.name}: {words.report(report.rows)}
    </Text>
    <Text size="sm">
      {number(report.added)} {words.added} · {number(report.changed)} {words.changed} · {number(report.same)} {words.same} ·{' '}
      {number(report.refused)} {words.refused}
    </Text>
    {report.problemCount === 0 ? null : (
      <>
        <Text size="sm" fw={600}>
          {words.problems}
        </Text>
        <FileProblems
          problems={report.problems.map(({ name, message, ...place }) => ({
            ...place,
            value: '',
            message: name === '' ? message : `${name}: ${message}`,
          }))}
          total={report.problemCount}
        />
      </>
    )}
  </Stack>
)

/** Looks a filled workbook over first, then takes what is right. */
export const ImportDialog = (props: { opened: boolean; onClose(): void }) => {
  const job = useJob('assessments.importFile')
  const [file, setFile] = useState<string | null>(null)
  const [report, setReport] = useState<FileReport | null>(null)
  const run = async (fileId: string, dryRun: boolean): Promise<void> => {
    const result = await job.start({ fileId, dryRun })
    if (result === null) return
    setReport(result)
    setFile(dryRun ? fileId : null)
    if (!dryRun) toast.done(words.applied)
  }
  return (
    <Modal
      opened={props.opened}
      onClose={() => {
        setReport(null)
        setFile(null)
        props.onClose()
      }}
      title={words.import}
      size="xl"
    >
      <Stack gap="sm">
        <FilePicker
          label={words.choose}
          accept=".xlsx"
          hint={words.chooseHint}
          disabled={job.running}
          onFile={({ fileId }) => void run(fileId, true)}
        />
        <JobProgress job={job} label={words.import} />
        {report === null ? null : <Report report={report} />}
        {file === null || report === null ? null : report.added + report.changed === 0 ? (
          <Text size="sm">{words.nothing}</Text>
        ) : (
          <Button loading={job.running} onClick={() => void run(file, false)}>
            {words.apply}
          </Button>
        )}
      </Stack>
    </Modal>
  )
}
