import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import type { FieldChange } from '../../../shared/contract/case-work.ts'
import type { CaseDetail } from '../../../shared/contract/cases.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { DraftNote } from '../../components/draft-note.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormRadio, FormSelect, FormText, FormTextarea } from '../../components/form-fields.tsx'
import { type ConflictColumn, RecordConflict } from '../../components/record-conflict.tsx'
import { api } from '../../lib/api.ts'
import { showOnField } from '../../lib/form-errors.ts'
import { useCommand } from '../../lib/query.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { common } from '../../texts/common.ts'
import { workTexts } from '../../texts/work.ts'

const words = workTexts.edit
const channels = ['loket', 'puskesos', 'lapangan', 'telepon', 'surat'] as const
const kinds = ['pertanyaan', 'saran', 'pengaduan'] as const

const schema = z
  .object({
    summary: z.string().trim().min(1, words.summaryMissing).max(300),
    channel: z.enum(channels),
    complaintKind: z.enum(['', ...kinds]),
    reporterKind: z.enum(['self', 'other']),
    reporterName: z.string().trim().max(300),
    reporterPhone: z.string().trim().max(300),
    reporterRelation: z.string().trim().max(300),
  })
  .refine((values) => values.reporterKind === 'self' || values.reporterName !== '', {
    path: ['reporterName'],
    error: words.reporterNameMissing,
  })
type Values = z.infer<typeof schema>

const valuesOf = (detail: CaseDetail): Values => {
  const other = detail.reporter.kind === 'other'
  return {
    summary: detail.summary,
    channel: channels.find((channel) => channel === detail.channel) ?? 'loket',
    complaintKind: detail.complaintKind,
    reporterKind: detail.reporter.kind,
    reporterName: other ? detail.reporter.name : '',
    reporterPhone: other ? detail.reporter.phone : '',
    reporterRelation: other ? detail.reporter.relation : '',
  }
}

const columns: ConflictColumn<Values>[] = [
  { key: 'summary', label: words.summary, from: ['summary'], show: (value) => value, text: true },
  {
    key: 'channel',
    label: words.channel,
    from: ['channel'],
    show: (value) => words.channels[value as Values['channel']] ?? value,
  },
  {
    key: 'complaintKind',
    label: words.kind,
    from: ['complaintKind'],
    show: (value) => words.kinds[value as Values['complaintKind']] ?? value,
  },
  {
    key: 'reporterKind',
    label: words.reporter,
    from: ['reporterKind', 'reporterPersonId'],
    show: (value) => (value === 'self' ? words.reporterSelf : words.reporterOther),
  },
  { key: 'reporterName', label: words.reporterName, from: ['reporterName'], show: (value) => value },
  { key: 'reporterPhone', label: words.reporterPhone, from: ['reporterPhone'], show: (value) => value },
  { key: 'reporterRelation', label: words.reporterRelation, from: ['reporterRelation'], show: (value) => value },
]

/** Changes what was written about a case; a colleague who did so meanwhile is not overwritten. */
export const EditCaseDialog = (props: { detail: CaseDetail; opened: boolean; onClose(): void }) => (
  <Modal opened={props.opened} onClose={props.onClose} title={words.case} size="lg">
    {props.opened ? <EditCaseForm detail={props.detail} onClose={props.onClose} /> : null}
  </Modal>
)

const EditCaseForm = ({ detail, onClose }: { detail: CaseDetail; onClose(): void }) => {
  // What the form began with; the page behind it goes on showing what others save.
  const [begun] = useState(detail)
  const [conflict, setConflict] = useState<{ now: CaseDetail; changes: FieldChange[] } | null>(null)
  const update = useCommand('cases.update')
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: valuesOf(begun) })
  const draft = useDraft(`case.${begun.id}`, form, { onlyChanged: true, begun: { version: begun.version } })
  // A draft that was typed over a former state of the case is saved over that state: the core says who changed it since.
  const from = {
    version: draft.older?.version ?? begun.version,
    values: { ...valuesOf(begun), ...(draft.older?.values as Partial<Values> | undefined) },
  }
  const look = async (): Promise<void> => {
    const now = await api.cases.get({ id: begun.id })
    const { changes } = await api.cases.changes({ id: begun.id, version: from.version })
    setConflict({ now, changes })
  }
  const send = (values: Values, version: number, reporter: CaseDetail['reporter']): void =>
    update.mutate(
      {
        id: begun.id,
        version,
        summary: values.summary,
        channel: values.channel,
        complaintKind: values.complaintKind,
        reporter:
          values.reporterKind === 'self'
            ? { kind: 'self' }
            : {
                kind: 'other',
                personId: values.reporterName === reporter.name ? reporter.personId : null,
                name: values.reporterName,
                phone: values.reporterPhone,
                relation: values.reporterRelation,
              },
      },
      {
        onSuccess: () => {
          draft.clear()
          onClose()
          toast.done(words.saved)
        },
        onError: (error) => {
          if (error instanceof AppError && error.data.code === 'CONFLICT') void look().catch(toast.error)
          else {
            // What was chosen is refused for another reason: said in the form.
            setConflict(null)
            void showOnField(form, error)
          }
        },
      },
    )
  const save = form.handleSubmit((values) => send(values, from.version, begun.reporter))
  useShortcuts(conflict === null ? { save: () => void save() } : {}, { insideDialog: true })
  const other = form.watch('reporterKind') === 'other'
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <Stack gap="sm">
        <DraftNote draft={draft} />
        <FormTextarea control={form.control} name="summary" label={words.summary} required focusFirst />
        <Group grow align="start">
          <FormSelect
            control={form.control}
            name="channel"
            label={words.channel}
            options={channels.map((value) => ({ value, label: words.channels[value] }))}
          />
          {begun.register === 'keluhan' ? (
            <FormSelect
              control={form.control}
              name="complaintKind"
              label={words.kind}
              options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
            />
          ) : null}
        </Group>
        <FormRadio
          control={form.control}
          name="reporterKind"
          label={words.reporter}
          options={[
            { value: 'self', label: words.reporterSelf },
            { value: 'other', label: words.reporterOther },
          ]}
        />
        {other ? (
          <Group grow align="start">
            <FormText control={form.control} name="reporterName" label={words.reporterName} required />
            <FormText control={form.control} name="reporterPhone" label={words.reporterPhone} />
            <FormText control={form.control} name="reporterRelation" label={words.reporterRelation} />
          </Group>
        ) : null}
        <ErrorBox error={update.error?.data.code === 'CONFLICT' ? null : update.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={update.isPending}>
            {words.save}
          </Button>
        </Group>
      </Stack>
      {conflict === null ? null : (
        <RecordConflict
          key={conflict.now.version}
          base={from.values}
          theirs={valuesOf(conflict.now)}
          mine={form.getValues()}
          columns={columns}
          changes={conflict.changes}
          saving={update.isPending}
          onSave={(values) => send(values, conflict.now.version, conflict.now.reporter)}
          onClose={() => setConflict(null)}
        />
      )}
    </form>
  )
}
